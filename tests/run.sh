#!/bin/bash
# The acceptance tests: strangers judge the built program. run.sh [PART…]
# Without PART all of them, in order; installs what is missing (Debian packages, pinned npm and PyPI packages) and is red if one
# check is red. KOOM_BIN names the program, KOOM_WORK a folder to keep what was written.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here" || exit 2
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost

work=${KOOM_WORK:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"

passed=0 failed=0 red=()
began=$SECONDS

# part NAME COMMAND…: its last line of the form `N passed, M failed` is counted; a status other than 0 is red.
part() {
  local name=$1 log="$work/$1.txt" status counts since=$SECONDS
  shift
  if [ ${#chosen[@]} -gt 0 ] && [[ " ${chosen[*]} " != *" $name "* ]]; then return; fi
  "$@" >"$log" 2>&1
  status=$?
  counts=$(grep -Eo '[0-9]+ passed, [0-9]+ failed' "$log" | tail -1)
  if [ -z "$counts" ]; then
    # a program that counts nothing is one check
    if [ $status -eq 0 ]; then counts="1 passed, 0 failed"; else counts="0 passed, 1 failed"; fi
  fi
  passed=$((passed + ${counts%% passed*}))
  counts_failed=${counts##*, }
  counts_failed=${counts_failed%% *}
  if [ $status -ne 0 ] && [ "$counts_failed" -eq 0 ]; then counts_failed=1; fi
  failed=$((failed + counts_failed))
  printf '%-14s %s (%d s)\n' "$name" "$counts" $((SECONDS - since))
  if [ $status -ne 0 ]; then
    red+=("$name")
    grep -E 'FAILED|Error|error' "$log" | head -40
    tail -5 "$log"
  else
    grep -E '^  [^F]' "$log" | tail -12
  fi
}

schemathesis() {
  python3 - "$work/schemathesis" "$here" <<'PY'
import subprocess, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import harness
work = Path(sys.argv[1])
with harness.Demo(work, people=200) as server:
    here = Path(sys.argv[2]) / "schemathesis" / "run.sh"
    personas = work / "demo-personas.json"
    first = subprocess.run(["bash", here, server.base, personas]).returncode
    second = subprocess.run(["bash", here, "--selftest", server.base, personas]).returncode
    if "incident" in server.said():
        print(server.said()[-2000:])
        first = first or 1
sys.exit(first or second)
PY
}

chosen=("$@")
if ! bash install.sh; then
  echo "what the tests need could not be installed" >&2
  echo "0 passed, 1 failed"
  exit 1
fi

# The main job leaves its data directory for the tests that judge what a real run wrote.
part main_job env KOOM_KEEP="$work" python3 main_job.py
part privacy python3 privacy.py "$work/main_job"
part log_judges bash log_judges.sh "$work/main_job"
part edits python3 edits.py "$work/main_job"
part releases python3 releases.py
part hledger python3 hledger.py
part faults python3 faults.py
part door python3 door.py
part postgres python3 postgres.py
part views python3 views.py
part operating bash operating/run.sh
part exchange python3 exchange.py
part backups python3 backups.py
part crash python3 crash/crash.py
part storage python3 storage.py
part doctor python3 doctor.py
part browser env KOOM_PICTURES="$work/pictures" python3 browser/run.py
part schemathesis schemathesis
part schemas bash schemas/run.sh
part catalogue python3 catalogue.py

if [ ${#red[@]} -gt 0 ]; then echo "red: ${red[*]}"; fi
echo "acceptance took $(((SECONDS - began) / 60)) min $(((SECONDS - began) % 60)) s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && [ ${#red[@]} -eq 0 ]
