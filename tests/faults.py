"""Faults and bad input: each request of the table is refused with its status and code, and with words that say what, where and
what now, in each language. Then what is wrong at start: a taken port, a broken folder, a second process."""

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import harness

BODY_BYTES_MAX = 64 * 1024
IN_FLIGHT_MAX = 400
NOBODYS_PIN = "98765432109876"
FORM = {"payment": "account", "account": "1234567890123456"}
FILE = "/api/v1/services/balaga-suiunchu/cases"
SEARCH = "/api/v1/registers/persons/search"
# Letters that only this language's words have, of the three.
LETTERS = {"ky": "[өүң]|ыз|[а-я]", "ru": "[а-я]", "en": "[a-z]"}


class Fault:
    """A request and what must come of it."""

    def __init__(self, name, status, code, persona, method, path, body=None, raw=None, headers=None, field=None):
        self.name, self.status, self.code, self.persona = name, status, code, persona
        self.method, self.path, self.body, self.raw, self.headers, self.field = method, path, body, raw, headers or {}, field

    def send(self, server, lang):
        client = server.as_(self.persona, lang) if self.persona else server.client(None, lang)
        headers = dict(self.headers)
        if self.path.endswith("/cases"):
            headers.setdefault("Idempotency-Key", f"fault-{self.name.replace(' ', '-')}-{lang}")
        if self.raw is not None:
            headers.setdefault("Content-Type", "application/json")
        return client.send(self.method, self.path, body=self.body, raw=self.raw, headers=headers)


def filing(name, status, code, answers=None, persona="mother", service="balaga-suiunchu", **more):
    body = None if "raw" in more else {"answers": answers}
    return Fault(name, status, code, persona, "POST", f"/api/v1/services/{service}/cases", body, **more)


def birth(**given):
    return {
        "mother_pin": "99999999999999", "child_born_on": harness.day(-2), "delivery_number": "F-1", "child_family": "Асанова",
        "child_given": "Айпери", "child_sex": "female", **given,
    }


def table(case, decided):
    """Every fault of a request. `case` is one in review of the office in Naryn, `decided` one that is decided."""
    act = f"/api/v1/cases/{case['case']}/acts"
    return [
        filing("unknown answer", 422, "unknown-field", {**FORM, "acount": "1"}, field="acount"),
        filing("answer that is not asked now", 422, "not-asked", {"payment": "cash", "account": "1234567890123456"}, field="account"),
        filing("missing answer", 422, "missing-answer", {"payment": "account"}, field="account"),
        filing("answer of the wrong type", 422, "wrong-type", {**FORM, "account": True}, field="account"),
        filing("answer that is a number", 422, "wrong-type", {**FORM, "account": 1234567890123456}, field="account"),
        filing("no such option", 422, "bad-choice", {"payment": "gold"}, field="payment"),
        filing("identifier of the wrong form", 422, "bad-identifier", {**FORM, "account": "12"}, field="account"),
        filing("unknown member", 422, "unknown-field", raw=b'{"answers":{},"answer":{}}', field="answer"),
        filing("member twice", 400, "bad-body", raw=b'{"answers":{},"answers":{}}'),
        filing("answer twice", 400, "bad-body", raw=b'{"answers":{"payment":"cash","payment":"account"}}'),
        filing("no JSON", 400, "bad-body", raw=b"{answers}"),
        filing("half a JSON", 400, "bad-body", raw=b'{"answers": {'),
        filing("two JSON values", 400, "bad-body", raw=b'{"answers": {}} {}'),
        filing("no UTF-8", 400, "bad-body", raw=b'{"answers":{"payment":"\xff"}}'),
        filing("deep nesting", 400, "bad-body", raw=b'{"answers":' + b"[" * 4000 + b"]" * 4000 + b"}"),
        filing("list instead of an object", 422, "wrong-type", [], field="answers"),
        filing("over-long body", 413, "too-large", raw=b'{"answers":{"payment":"' + b"x" * BODY_BYTES_MAX + b'"}}'),
        filing("over-long answer", 422, "too-long", {"payment": "x" * 5000}, field="payment"),
        filing("no media type", 415, "wrong-media-type", raw=b'{"answers":{}}', headers={"Content-Type": "text/plain"}),
        filing("impossible date", 422, "bad-date", birth(child_born_on="2026-02-30"), "registrar", "birth-registration", field="child_born_on"),
        filing("date of another form", 422, "bad-date", birth(child_born_on="20.11.2026"), "registrar", "birth-registration", field="child_born_on"),
        filing("birth in the future", 422, "check", birth(child_born_on=harness.day(5)), "registrar", "birth-registration", field="child_born_on"),
        filing("PIN that is no one's", 422, "no-such-person", birth(mother_pin=NOBODYS_PIN), "registrar", "birth-registration", field="mother_pin"),
        filing("PIN of the wrong form", 422, "bad-identifier", birth(mother_pin="123"), "registrar", "birth-registration", field="mother_pin"),
        filing("a registrar's own child", 403, "conflict-of-interest", None, "registrar", "birth-registration"),
        filing("token of the wrong role", 403, "not-allowed", birth(), "mother", "birth-registration"),
        filing("no token", 401, "not-signed-in", FORM, None),
        Fault("token of nobody", 401, "not-signed-in", None, "GET", "/api/v1/me", headers={"Authorization": "Bearer nobody"}),
        Fault("another scheme", 401, "not-signed-in", None, "GET", "/api/v1/me", headers={"Authorization": "Basic bm86bm8="}),
        Fault("no idempotency key", 400, "idempotency-missing", "mother", "POST", FILE, {"answers": FORM}, headers={"Idempotency-Key": None}),
        Fault("bad idempotency key", 400, "bad-body", "mother", "POST", FILE, {"answers": FORM}, headers={"Idempotency-Key": "a b"}),
        Fault("unknown service", 404, "unknown-service", "mother", "POST", "/api/v1/services/free-money/cases", {"answers": {}}),
        Fault("unknown case", 404, "unknown-case", "mother", "GET", "/api/v1/cases/0000-0000-0000"),
        Fault("case of another", 404, "unknown-case", "shop-owner", "GET", f"/api/v1/cases/{case['case']}"),
        Fault("case of another office", 404, "unknown-case", "officer-osh", "POST", f"{act}/grant", {"version": case["version"], "article": "state_benefits/6"}),
        Fault("stale version", 409, "stale-version", "officer-naryn-1", "POST", f"{act}/grant", {"version": case["version"] + 7, "article": "state_benefits/6"}),
        Fault("unknown action", 404, "unknown-action", "officer-naryn-1", "POST", f"{act}/explode", {"version": case["version"]}),
        Fault("action on what is decided", 404, "unknown-action", "father", "POST", f"/api/v1/cases/{decided['case']}/acts/withdraw", {"version": decided["version"]}),
        Fault("refusal without a reason", 422, "reason-needed", "officer-naryn-1", "POST", f"{act}/refuse", {"version": case["version"], "note": "x"}),
        Fault("refusal without words", 422, "note-needed", "officer-naryn-1", "POST", f"{act}/refuse", {"version": case["version"], "reason": "income_too_high"}),
        Fault("unknown reason", 422, "unknown-reason", "officer-naryn-1", "POST", f"{act}/refuse", {"version": case["version"], "reason": "dislike", "note": "x"}),
        Fault("grant without an article", 422, "article-needed", "officer-naryn-1", "POST", f"{act}/grant", {"version": case["version"]}),
        Fault("article of another law", 422, "unknown-article", "officer-naryn-1", "POST", f"{act}/grant", {"version": case["version"], "article": "city_signs/1"}),
        Fault("returned without a question", 422, "fields-needed", "officer-naryn-1", "POST", f"{act}/return", {"version": case["version"], "note": "x"}),
        Fault("an officer on a relative's case", 403, "conflict-of-interest", "officer-naryn-2", "POST", f"{act}/grant", {"version": case["version"], "article": "state_benefits/6"}),
        Fault("version that is text", 422, "wrong-type", "officer-naryn-1", "POST", f"{act}/grant", {"version": "1"}, field="version"),
        Fault("mistyped member", 422, "unknown-field", "officer-naryn-1", "POST", f"{act}/grant", {"verison": 1}, field="verison"),
        Fault("search without a purpose that is one", 403, "purpose-needed", "counter", "POST", SEARCH, {"purpose": "curiosity", "where": {"pin": NOBODYS_PIN}}),
        Fault("search for a purpose of others", 403, "not-allowed", "counter", "POST", SEARCH, {"purpose": "birth_registration", "where": {"pin": NOBODYS_PIN}}),
        Fault("search by citizens", 403, "not-allowed", "mother", "POST", SEARCH, {"purpose": "counter_service", "where": {"pin": NOBODYS_PIN}}),
        Fault("search for everyone", 422, "search-needed", "counter", "POST", SEARCH, {"purpose": "counter_service", "where": {}}),
        Fault("search by what is not searched", 422, "unknown-field", "counter", "POST", SEARCH, {"purpose": "counter_service", "where": {"sex": "female"}}, field="sex"),
        Fault("search on an impossible day", 422, "bad-date", "counter", "POST", SEARCH, {"purpose": "counter_service", "where": {"pin": NOBODYS_PIN}, "as_of": "2026-13-01"}, field="as_of"),
        Fault("unknown register", 404, "unknown-register", "counter", "POST", "/api/v1/registers/secrets/search", {"purpose": "counter_service", "where": {"pin": NOBODYS_PIN}}),
        Fault("the engine's own register", 404, "unknown-register", "counter", "POST", "/api/v1/registers/koom.cases/search", {"purpose": "counter_service", "where": {"applicant": NOBODYS_PIN}}),
        Fault("work without a post", 403, "not-allowed", "mother", "POST", "/api/v1/work/next"),
        Fault("appeal against another's case", 422, "bad-choice", "shop-owner", "POST", "/api/v1/services/administrative-appeal/cases", {"answers": {"attacked": case["case"], "grounds": "x"}}, field="attacked"),
        Fault("unknown address", 404, "unknown-address", "mother", "GET", "/api/v1/everything"),
        Fault("another method", 405, "method-not-allowed", "mother", "DELETE", f"/api/v1/cases/{case['case']}"),
        Fault("unknown query parameter", 422, "unknown-field", "mother", "GET", "/api/v1/me/access-log?after=1", field="after"),
        Fault("leaf that is not there", 404, "unknown-address", None, "GET", "/api/v1/log/99999999/proof"),
    ]


def in_words(checks, fault, said):
    """What, where, what now: in each language of the state, and not the same in two."""
    problems = {}
    for lang, answer in said.items():
        what = f"{fault.name} ({lang})"
        problem = answer.json if answer.headers.get_content_type() == "application/problem+json" else {}
        if not checks.check(f"{what}: {fault.status} {fault.code}", (answer.status, problem.get("code")) == (fault.status, fault.code), answer):
            continue
        problems[lang] = problem
        checks.check(f"{what}: status and type say the same", (problem["status"], problem["type"]) == (fault.status, f"/problems/{fault.code}"), problem)
        checks.check(f"{what}: in the language asked", answer.headers["content-language"] == lang and re.search(LETTERS[lang], problem["detail"]), problem)
        checks.check(f"{what}: what happened, and what to do now", problem["title"] and len(re.findall(r"\S[.!?:;](?=\s|$)", problem["detail"])) + problem["detail"].count(":") >= 1, problem["detail"])
        if fault.field:
            named = [error.get("field") for error in problem.get("errors", [])]
            checks.check(f"{what}: where", fault.field in named, problem)
        if fault.status == 401:
            checks.check(f"{what}: how to sign in", "www-authenticate" in answer.headers, dict(answer.headers))
        if fault.status == 405:
            checks.check(f"{what}: which methods there are", "allow" in answer.headers, dict(answer.headers))
        checks.check(f"{what}: nothing of the input comes back", NOBODYS_PIN not in answer.text, answer)
    details = [problem["detail"] for problem in problems.values()]
    checks.check(f"{fault.name}: each language has its own words", len(set(details)) == len(details) == len(harness.LANGUAGES), details)


def requests(checks, server):
    with checks.part("preparation"):
        granted = server.as_("poor-mother").file("ui-bulogo-komok", FORM)
        case = server.as_("poor-mother").file("ui-bulogo-komok", FORM).json
        server.as_("mother").file("balaga-suiunchu", FORM)
        decided = server.as_("father").file("balaga-suiunchu", FORM).json
        taken = server.as_("officer-naryn-1").post("/api/v1/work/next").json
        if taken["case"] != decided["case"]:
            server.as_("officer-naryn-1").act(taken, "return", fields=["payment"], note="x")
        current = server.as_("officer-naryn-1").case(decided["case"]).json
        decided = server.as_("officer-naryn-1").act(current, "refuse", reason="second_parent", note="x").json
        case = server.as_("poor-mother").case(case["case"]).json
        if case["state"] == "correcting":
            case = server.as_("poor-mother").act(case, "correct", answers=FORM).json
        checks.same("a case in review, and one decided", (granted.status, case["state"], decided["state"]), (201, "review", "refused"))
    before = server.sizes()[0]
    for fault in table(case, decided):
        if fault.name == "a registrar's own child":
            fault.body = {"answers": birth(mother_pin=server.personas["registrar"]["pin"])}
        with checks.part(fault.name):
            in_words(checks, fault, {lang: fault.send(server, lang) for lang in harness.LANGUAGES})
    checks.same("none of them entered anything", server.sizes()[0], before)
    replay(checks, server)
    codes = {fault.code for fault in table(case, decided)}
    for code in sorted(codes):
        page = server.client().get(f"/problems/{code}")
        checks.check(f"/problems/{code} explains itself", page.status == 200 and len(page.text) > 40, page)


def replay(checks, server):
    """The same key with the same content gives the same; with other content it is refused."""
    client = server.as_("guardian")
    first = client.file("balaga-suiunchu", FORM, key="the-same-key")
    again = client.file("balaga-suiunchu", FORM, key="the-same-key")
    checks.same("a request sent again", (first.status, again.status), (201, 201))
    checks.same("gives the same answer", {**again.json, "receipt": None}, {**first.json, "receipt": None})
    checks.same("with the same receipt", again.json["receipt"], first.json["receipt"])
    said = {lang: server.as_("guardian", lang).file("balaga-suiunchu", {"payment": "cash"}, key="the-same-key") for lang in harness.LANGUAGES}
    in_words(checks, Fault("the same key with another body", 409, "idempotency-mismatch", "guardian", "POST", FILE), said)
    other = server.as_("shop-owner").file("shop-sign-consent", {"sign_at": "Мисал көчөсү, 99", "sign_words": "Нан"}, key="the-same-key")
    checks.same("another person's key of the same name is another key", other.status, 201)


def overload(checks, server):
    """More at once than there is room for: 503 with a time to come back, in words, and nothing is entered. Requests that keep
    the server waiting for their bodies take the room."""
    before = server.sizes()[0]
    held = []
    body = json.dumps({"answers": {"sign_at": "Мисал көчөсү, 7", "sign_words": "Нан"}}).encode()
    for n in range(IN_FLIGHT_MAX + 20):
        token = server.personas[("shop-owner", "mother", "father")[n % 3]]["token"]
        head = (
            f"POST /api/v1/services/shop-sign-consent/cases HTTP/1.1\r\nHost: koom\r\nAuthorization: Bearer {token}\r\n"
            f"Idempotency-Key: held-{n}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        connection = socket.create_connection(server.address)
        connection.sendall(head.encode() + body[:10])
        held.append(connection)
    answers = {}
    for _ in range(50):
        answers = {lang: server.as_("guardian", lang).get("/api/v1/me") for lang in harness.LANGUAGES}
        if all(answer.status == 503 for answer in answers.values()):
            break
        time.sleep(0.1)
    in_words(checks, Fault("overload", 503, "busy", "guardian", "GET", "/api/v1/me"), answers)
    checks.check("overload says when to come back", all(answer.headers.get("retry-after") for answer in answers.values()))
    page = server.client().get("/ky/services", headers={"Accept": "text/html"})
    checks.check("pages say so too", page.status == 503 and page.headers.get("retry-after") and "<h1" in page.text, page)
    for connection in held:
        connection.close()
    for _ in range(50):
        answer = server.as_("guardian").get("/api/v1/me")
        if answer.status == 200:
            break
        time.sleep(0.1)
    checks.same("then all is well again", answer.status, 200)
    checks.same("what was never sent whole was not entered", server.sizes()[0], before)


def said(done):
    return done.stdout + done.stderr


def starting(checks, work):
    """What is wrong at start is said in a sentence, with exit status 1 and nothing on standard output like `ready`."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = harness.run("demo", "--people", 20, "--listen", f"127.0.0.1:{port}", "--data", work / "taken")
        checks.same("a taken port: exit 1", done.returncode, 1)
        checks.check("which port, and what now", str(port) in said(done) and "--listen" in said(done) and "ready" not in done.stdout, said(done))

    broken = work / "broken"
    shutil.copytree(harness.ROOT / "states" / "kg", broken)
    service = broken / "services" / "balaga-suiunchu" / "service.yaml"
    service.write_text(service.read_text().replace("purpose: benefit_eligibility", "purpse: benefit_eligibility", 1))
    done = harness.run("demo", broken, "--people", 20, "--listen", "127.0.0.1:0", "--data", work / "from-broken")
    checks.same("a broken state folder: exit 1", done.returncode, 1)
    checks.check("which file, which line, what was meant", all(word in said(done) for word in ("services/balaga-suiunchu/service.yaml", "purpse", "purpose", "error[")), said(done))
    done = harness.run("demo", work / "nowhere", "--listen", "127.0.0.1:0", "--data", work / "from-nowhere")
    checks.check("no state folder", done.returncode == 1 and "state.yaml" in said(done) and str(work / "nowhere") in said(done), said(done))
    done = harness.run("check", broken)
    checks.check("koom check says the same", done.returncode == 1 and "purpse" in said(done), said(done))

    done = harness.run("serve", harness.ROOT / "states" / "kg", "--data", "/proc/nowhere", "--listen", "127.0.0.1:0")
    checks.check("a directory that can't be", done.returncode == 1 and "/proc/nowhere" in said(done), said(done))
    done = harness.run("demo", "--now", "yesterday", "--people", 20, "--listen", "127.0.0.1:0", "--data", work / "yesterday")
    checks.check("a time that is none", done.returncode == 1 and "yesterday" in said(done) and "2026" in said(done), said(done))
    done = harness.run("demo", "--pepole", 20)
    checks.check("a mistyped option", done.returncode == 2 and "--people" in said(done), said(done))
    (work / "not-a-directory").mkdir()
    done = harness.run("verify", "--data", work / "not-a-directory")
    checks.check("verify of what is no data directory", done.returncode == 1 and "not-a-directory" in said(done), said(done))


def second_process(checks, server):
    """One writer process per directory; verify only reads."""
    done = harness.run("demo", "--listen", "127.0.0.1:0", "--data", server.data, timeout=60)
    checks.check("a second process on the same directory: exit 1", done.returncode == 1 and "ready" not in done.stdout, said(done))
    checks.check("which directory, and why", str(server.data) in said(done) and re.search("process|server|runs|use", said(done)), said(done))
    done = harness.run("token", "new", "--data", server.data, "--person-file", "-", input=server.personas["mother"]["pin"], timeout=60)
    checks.check("nor may `token new` while the server runs", done.returncode == 1 and str(server.data) in said(done), said(done))
    status, report = harness.verify(server.data)
    checks.check("verify reads beside the running server", status == 0, report)
    checks.same("which goes on", server.client().get("/healthz").status, 200)


def guarded_by_kernel(checks, server):
    """Identifiers are in no server log and no file name."""
    pins = {one["pin"] for one in server.personas.values()} | {NOBODYS_PIN}
    checks.check("the server's log names nobody", not any(pin in server.said() for pin in pins), server.said()[-400:])
    names = subprocess.run(["find", str(server.data)], capture_output=True, text=True).stdout
    checks.check("nor do the names of files", not any(pin in names for pin in pins), names)


def main():
    checks = harness.Checks("faults")
    with harness.workplace("faults") as work:
        with checks.part("starting"):
            starting(checks, Path(work))
        with harness.Demo(work / "data", people=100) as server:
            with checks.part("requests"):
                requests(checks, server)
            with checks.part("second process"):
                second_process(checks, server)
            with checks.part("overload"):
                overload(checks, server)
            with checks.part("no identifiers"):
                guarded_by_kernel(checks, server)
        status, report = harness.verify(work / "data")
        checks.check("koom verify finds nothing afterwards", status == 0, report)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
