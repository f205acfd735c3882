#!/bin/bash
# Verifies a log with aics-tlog from PyPI: aics.sh VKEYFILE LOG [OLD_CHECKPOINT]
# LOG is a folder or an http(s) address with checkpoint and tile/… below it; VKEYFILE must lie outside of it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${KOOM_AICS_VENV:-$here/../.venv-aics}
if [ $# -lt 2 ]; then
  echo "usage: aics.sh VKEYFILE LOG [OLD_CHECKPOINT]" >&2
  exit 2
fi
if ! cmp -s "$here/requirements-aics.txt" "$venv/requirements-aics.txt"; then
  python3 -m venv --clear "$venv"
  # it asks for Python 3.12 and works on 3.11
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --ignore-requires-python \
    -r "$here/requirements-aics.txt"
  cp "$here/requirements-aics.txt" "$venv/requirements-aics.txt"
fi
exec "$venv/bin/python" "$here/aics.py" "$@"
