#!/bin/bash
# Shows that the verifiers accept a good log and refuse one with a changed byte: selftest.sh [WRITER]
# WRITER is the example write_log, already built; without it cargo builds and runs it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

writer=${1:-}
if [ -z "$writer" ]; then
  (cd "$here/../.." && cargo build --quiet --release -p tlog --example write_log)
  writer=${CARGO_TARGET_DIR:-$here/../../target}/release/examples/write_log
fi

checks=0
go_verifier() { "$here/go.sh" -old "$1/old-checkpoint" -proof "$1/last.tlog-proof" -leaf "$1/last.leaf" "$1/vkey" "$1/log"; }
aics_verifier() { "$here/aics.sh" "$1/vkey" "$1/log" "$1/old-checkpoint"; }
own_verifier() { python3 "$here/verify.py" "$1/vkey" "$1/log" "$1/old-checkpoint"; }

accepts() { # VERIFIER DIR
  if ! "$1" "$2" >"$work/out" 2>&1; then
    echo "FAIL $1 refused a good log: $(cat "$work/out")" >&2
    exit 1
  fi
  checks=$((checks + 1))
}

refuses() { # VERIFIER DIR WHAT
  if "$1" "$2" >"$work/out" 2>&1; then
    echo "FAIL $1 accepted $3: $(cat "$work/out")" >&2
    exit 1
  fi
  # a verifier that fails for a reason of its own refuses nothing
  if ! grep -q '^refused: ' "$work/out"; then
    echo "FAIL $1 stumbled over $3: $(cat "$work/out")" >&2
    exit 1
  fi
  checks=$((checks + 1))
}

flip() { # FILE OFFSET: changes the lowest bit of one byte; a negative offset counts from the end
  python3 - "$1" "$2" <<'PY'
import sys
name, at = sys.argv[1], int(sys.argv[2])
data = bytearray(open(name, "rb").read())
data[at] ^= 1
open(name, "wb").write(data)
PY
}

for size in 1 2 255 256 257 1300; do
  "$writer" "$work/good-$size" "$size"
  for verifier in go_verifier own_verifier aics_verifier; do
    accepts "$verifier" "$work/good-$size"
  done
done

# 1,300 leaves: five full tiles of level 0 and a partial one of 20, and a partial one of 5 at level 1
changes=(
  "log/checkpoint 0"              # the origin
  "log/checkpoint 18"             # the size
  "log/checkpoint 30"             # the root
  "log/checkpoint -40"            # the signature
  "log/tile/0/000 0"              # the first leaf hash
  "log/tile/0/004 8191"           # the last byte of a full tile
  "log/tile/0/005.p/20 300"       # a partial tile
  "log/tile/1/000.p/5 70"         # a tile of a higher level
  "log/tile/entries/000 20"       # an entry
  "log/tile/entries/003 1"        # the length of an entry
  "log/tile/entries/005.p/20 -1"  # the last byte of the last entry
  "old-checkpoint 25"             # the root of the older checkpoint
)
for change in "${changes[@]}"; do
  read -r file offset <<<"$change"
  rm -rf "$work/bad"
  cp -r "$work/good-1300" "$work/bad"
  flip "$work/bad/$file" "$offset"
  for verifier in go_verifier own_verifier aics_verifier; do
    refuses "$verifier" "$work/bad" "$file with byte $offset changed"
  done
done

# a log rewritten and signed anew by its own key: only the older checkpoint shows it
rm -rf "$work/bad"
cp -r "$work/good-1300" "$work/bad"
"$writer" "$work/fork" 900 fork
cp "$work/fork/old-checkpoint" "$work/bad/old-checkpoint"
for verifier in go_verifier own_verifier aics_verifier; do
  refuses "$verifier" "$work/bad" "a log that forked from what it had signed"
done

# receipts, which the Go verifier checks without the log
for change in "last.leaf 3" "last.tlog-proof 31" "last.tlog-proof -40"; do
  read -r file offset <<<"$change"
  rm -rf "$work/bad"
  cp -r "$work/good-1300" "$work/bad"
  flip "$work/bad/$file" "$offset"
  refuses go_verifier "$work/bad" "$file with byte $offset changed"
done

# over HTTP, as the log is served
python3 -u -m http.server --bind 127.0.0.1 --directory "$work/good-1300/log" 0 >"$work/http" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
port=
for _ in $(seq 100); do
  port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$work/http" | head -1)
  [ -n "$port" ] && break
  sleep 0.1
done
address=http://127.0.0.1:$port
"$here/go.sh" "$work/good-1300/vkey" "$address" >/dev/null
"$here/aics.sh" "$work/good-1300/vkey" "$address" "$work/good-1300/old-checkpoint" >/dev/null
python3 "$here/verify.py" "$work/good-1300/vkey" "$address" >/dev/null
checks=$((checks + 3))

echo "ok: $checks checks by three verifiers"
