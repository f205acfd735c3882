"""Tests a running demonstration's API with schemathesis, once as each persona and once as nobody.

First each persona files what it can and officers take what waits, so that the examples given to schemathesis name
cases, versions and actions that exist for that persona. Then schemathesis runs its four phases (examples, coverage,
fuzzing, stateful) over the OpenAPI document with those examples. The run fails if schemathesis finds anything, or if
some operation never answered 2xx to anyone.
"""

import argparse
import concurrent.futures
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

# All of schemathesis's checks but these:
EXCLUDED = {
    # JSON Schema cannot say which answers a form asks of whom, which reasons a service has or whose case it is: a
    # request that fits the schema may rightly get 422.
    "positive_data_acceptance",
}
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "use_after_free",
    "ensure_resource_availability",
    "ignored_auth",
]
# What counts as refusing data that breaks the schema: the tool's own list, and 413, for its longest texts make a body too large.
CONFIG = """[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]
"""
METHODS = ("get", "post")


class Api:
    """The API as one persona."""

    def __init__(self, base, token):
        self.base = base
        self.token = token

    def call(self, method, path, body=None, headers=None):
        """Status and JSON (or bytes) of a call."""
        headers = dict(headers or {})
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                status, raw = response.status, response.read()
        except urllib.error.HTTPError as error:
            status, raw = error.code, error.read()
        try:
            return status, json.loads(raw)
        except ValueError:
            return status, raw


def prepare(api, name):
    """What a persona can name: a service and answers, cases, an act."""
    found = {"cases": []}
    _, listed = api.call("GET", "/api/v1/services")
    for service in listed["services"]:
        status, form = api.call("GET", f"/api/v1/services/{service['id']}/form")
        if status != 200:
            continue
        answers = {field["id"]: field["example"] for field in form["fields"]}
        key = {"Idempotency-Key": f"prepare-{name}-{service['id']}"}
        status, case = api.call("POST", f"/api/v1/services/{service['id']}/cases", {"answers": answers}, key)
        if status == 201:
            found["cases"].append(case)
            # The last service that took its own examples; a granted one if there is one.
            if "file" not in found or case["decision"]:
                found["file"] = (service["id"], answers)
    return found


def take(api, found):
    """An officer takes a case."""
    status, case = api.call("POST", "/api/v1/work/next")
    if status == 200:
        found["cases"].append(case)
        found["taken"] = case


def act_of(case):
    """An act that a case's reader may do: action and body."""
    for action in sorted(case["actions"], key=lambda action: action["against"]):
        body = {"version": case["version"]}
        given = {
            "agency": lambda: action["agencies"][0]["value"],
            "reason": lambda: action["reasons"][0],
            "article": lambda: case["articles"][0]["cite"],
            "fields": lambda: [answer["id"] for answer in case["answers"]][:1],
            "note": lambda: "Looked at, and decided.",
            "answers": lambda: None,
        }
        for needed in action["requires"]:
            body[needed] = given[needed]()
        if all(value not in (None, []) for value in body.values()):
            yield action["id"], body


def example(operation, name, value):
    """Puts an example in the place of a parameter's own."""
    for parameter in operation["parameters"]:
        if parameter["name"] == name:
            parameter["example"] = value


def with_examples(document, found):
    """The document with examples that exist for a persona."""
    document = copy.deepcopy(document)
    operations = {
        item[method]["operationId"]: item[method] for item in document["paths"].values() for method in METHODS if method in item
    }
    if "file" in found:
        service, answers = found["file"]
        operations["fileCase"]["requestBody"]["content"]["application/json"]["example"] = {"answers": answers}
        for operation in ("getService", "getForm", "fileCase"):
            example(operations[operation], "id", service)
    if found["cases"]:
        example(operations["getCase"], "id", found["cases"][-1]["case"])
    for case in found["cases"]:
        if case["decision"] and case["decision"]["document"]:
            example(operations["getDocument"], "id", case["case"])
    acts = [(case, act) for case in found["cases"] for act in act_of(case)]
    if acts:
        case, (action, body) = acts[-1]
        example(operations["actOnCase"], "id", case["case"])
        example(operations["actOnCase"], "action", action)
        operations["actOnCase"]["requestBody"]["content"]["application/json"]["example"] = body
    return document


def templates(document):
    """Operations with what their addresses look like."""
    out = []
    for path, item in document["paths"].items():
        pattern = re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]+\})", path)))
        out.extend((item[method]["operationId"], method.upper(), pattern) for method in METHODS if method in item)
    # A fixed address before one with parameters.
    return sorted(out, key=lambda one: "[^/]+" in one[2].pattern)


def reached(har, document):
    """Operations that answered 2xx, and how many calls there were."""
    operations, calls = set(), 0
    known = templates(document)
    for entry in json.loads(har.read_text())["log"]["entries"]:
        calls += 1
        if not 200 <= entry["response"]["status"] < 300:
            continue
        path = re.sub(r"^https?://[^/]+", "", entry["request"]["url"]).split("?")[0]
        for operation, method, pattern in known:
            if entry["request"]["method"] == method and pattern.fullmatch(path):
                operations.add(operation)
                break
    return operations, calls


def schemathesis(base, document, token, folder, name, options, only=None):
    """Runs schemathesis: exit status, output, operations that answered 2xx, calls."""
    schema = folder / f"{name}.json"
    har = folder / f"{name}.har"
    schema.write_text(json.dumps(document))
    (folder / "schemathesis.toml").write_text(CONFIG)
    command = [
        str(pathlib.Path(sys.executable).with_name("schemathesis")), "run", str(schema), "--url", base,
        # one operation alone has no links to follow
        "--phases", "examples,coverage,fuzzing" + ("" if only else ",stateful"), "--max-examples", str(options.examples),
        "--seed", str(options.seed), "--checks", ",".join(CHECKS), "--generation-database", "none",
        "--report-har-path", str(har), "--request-timeout", "30", "--continue-on-failure", "--warnings", "off",
        "--suppress-health-check", "all", "--no-color",
    ]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    if only:
        command += ["--include-operation-id", only]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    output = (done.stdout + done.stderr).replace(token or "\0", "TOKEN")
    if not har.exists():
        return done.returncode or 1, output, set(), 0
    operations, calls = reached(har, document)
    return done.returncode, output, operations, calls


def selftest(base, document, folder, options):
    """A document that says something else than the server does must be found out, and the true one must not."""
    true = schemathesis(base, document, None, folder, "true", options, "getService")
    broken = copy.deepcopy(document)
    broken["components"]["schemas"]["ServiceView"]["properties"]["version"]["type"] = "string"
    found = schemathesis(base, broken, None, folder, "broken", options, "getService")
    undocumented = copy.deepcopy(document)
    del undocumented["paths"]["/api/v1/services/{id}"]["get"]["responses"]["404"]
    missed = schemathesis(base, undocumented, None, folder, "undocumented", options, "getService")
    ok = true[0] == 0 and found[0] == 1 and "schema" in found[1] and missed[0] == 1 and "Undocumented" in missed[1]
    if not ok:
        for title, result in (("true", true), ("broken", found), ("undocumented", missed)):
            print(f"== {title}: exit {result[0]}\n{result[1]}")
    print("ok: a wrong schema and a missing status are found" if ok else "failed: the test does not see what is wrong")
    return 0 if ok else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("personas", type=pathlib.Path)
    parser.add_argument("--selftest", action="store_true")
    parser.add_argument("--examples", type=int, default=6, help="most cases an operation gets in a phase")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--reports", type=pathlib.Path, help="keep what schemathesis wrote here")
    options = parser.parse_args()
    base = options.base.rstrip("/")
    started = time.monotonic()
    _, document = Api(base, None).call("GET", "/api/openapi.json")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.reports or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if options.selftest:
            return selftest(base, document, folder, options)
        personas = json.loads(options.personas.read_text())
        actors = [(one["id"], one["token"]) for one in personas] + [("nobody", None)]
        found = {name: prepare(Api(base, token), name) if token else {"cases": []} for name, token in actors}
        for name, token in actors:
            if token:
                take(Api(base, token), found[name])
        failed, operations, results = False, set(), {}
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for name, token in actors:
                mine = with_examples(document, found[name])
                results[name] = pool.submit(schemathesis, base, mine, token, folder, name, options)
            for name, result in results.items():
                status, output, reached_by, calls = result.result()
                operations |= reached_by
                print(f"{'ok' if status == 0 else 'FAILED':6} {name:20} {calls:6} calls, 2xx from {len(reached_by)} operations", flush=True)
                if status != 0:
                    failed = True
                    print(output)
    everything = {operation for operation, _, _ in templates(document)}
    for operation in sorted(everything - operations):
        failed = True
        print(f"FAILED {operation} never answered 2xx to anyone")
    print(f"{'failed' if failed else 'ok'}: {len(operations & everything)} of {len(everything)} operations, {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
