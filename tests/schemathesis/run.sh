#!/bin/bash
# Tests the API with schemathesis from PyPI: run.sh BASE-URL PERSONAS.json, or run.sh --selftest BASE-URL PERSONAS.json
# Needs a running demonstration. See README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${KOOM_SCHEMATHESIS_VENV:-$here/../.venv-schemathesis}
if [ $# -lt 2 ]; then
  echo "usage: run.sh [--selftest] BASE-URL PERSONAS.json [options; see run.py --help]" >&2
  exit 2
fi
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
exec "$venv/bin/python" "$here/run.py" "$@"
