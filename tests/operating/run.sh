#!/bin/bash
# An installation as its engineer runs it. Its figures are judged by prometheus-client from PyPI.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${KOOM_OPERATING_VENV:-$here/../.venv-operating}
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
exec "$venv/bin/python" "$here/run.py" "$@"
