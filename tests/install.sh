#!/bin/bash
# Installs what the tests need and the machine lacks: Debian packages, and the pinned npm packages of the browser's tests.
# Each Python tool has a virtual environment of its own, made where it is used.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2

missing=()
# program or file : package
for pair in python3:python3 chromium:chromium zbarimg:zbar-tools qpdf:qpdf pdftotext:poppler-utils hledger:hledger node:nodejs npm:npm gcc:gcc make:make openssl:openssl \
  setpriv:util-linux /usr/lib/postgresql/15/bin/initdb:postgresql-15 \
  /usr/bin/go:golang-go /usr/share/gocode/src/golang.org/x/mod/sumdb/note/note.go:golang-golang-x-mod-dev; do
  command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] || missing+=("${pair#*:}")
done
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -qq >/dev/null || exit 1
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null || exit 1
fi
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || exit 1
  cp package-lock.json node_modules/.installed-lock.json
fi
