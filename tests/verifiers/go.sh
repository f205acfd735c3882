#!/bin/bash
# Verifies a log with Debian's golang.org/x/mod: go.sh [-old FILE] [-proof FILE -leaf FILE] … VKEYFILE LOG
# Needs: apt-get install golang-go golang-golang-x-mod-dev
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
go=${KOOM_GO:-/usr/bin/go}
binary=${KOOM_GO_VERIFIER:-$here/../.venv-go/verifier-$(sha256sum <"$here/go/main.go" | cut -c1-16)}
if [ ! -x "$binary" ]; then
  # GOPATH mode, for Debian installs libraries as source there; nothing is fetched
  mkdir -p "$(dirname "$binary")"
  GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= "$go" build -o "$binary.$$" "$here/go/main.go"
  mv "$binary.$$" "$binary"
fi
exec "$binary" "$@"
