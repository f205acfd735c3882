"""An installation as its engineer runs it: koom.toml, the server's log, figures, readiness, and how it stops."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import harness
import main_job
import pages
import privacy
from prometheus_client.openmetrics import parser

MEMBERS = {
    "start": {"version", "listen", "database", "demonstration"},
    "metrics": {"listen"},
    "stopping": set(),
    "stop": {"connections_cut"},
    "request": {"method", "route", "status", "ms"},
    "slow-request": {"method", "route", "status", "ms"},
    "fault": {"incident", "fault", "causes"},
    "panic": {"file", "line"},
    "publish": {"log", "reads"},
    "edition": set(),
    "jobs": {"acts"},
    "unready": {"why"},
    "halted": {"why"},
    "ready": set(),
    "limit": {"limit", "times"},
}
SIGN = {"sign_at": "Мисал көчөсү, 1", "sign_words": "Нан"}
TOKEN = "figures-for-the-operator-only"


def events(text):
    """The lines of the log; a line that is none is a mistake of the program. What a demonstration says before it serves is for people."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def file_of(data, **keys):
    """A koom.toml of a new installation."""
    data.mkdir(parents=True, exist_ok=True)
    lines = ['origin = "demo.koom.invalid/log"', 'public_url = ""', "requests_per_second = 500"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in keys.items()]
    (data / "koom.toml").write_text("\n".join(lines) + "\n")
    return data


def settings(checks, work):
    """A mistake in koom.toml is a sentence with its line; the command line stands over the environment, which stands over the file."""
    kg = harness.ROOT / "states" / "mini"
    for name, line, words in (
        ("unknown", "log_levl = \"info\"", ("line 4", "log_levl", "did you mean `log_level`")),
        ("range", "stop_timeout = 0", ("line 4", "1 to 600", "leave the key out for 10")),
        ("kind", "listen = 8080", ("line 4", "an IP address and a port", "not a number")),
        ("syntax", "listen = ", ("line 4",)),
        ("open", 'metrics_listen = "0.0.0.0:0"', ("metrics_listen", "metrics_token_file")),
        ("token", 'metrics_listen = "0.0.0.0:0"\nmetrics_token_file = "/nowhere"', ("metrics_token_file", "/nowhere")),
    ):
        data = file_of(work / name)
        (data / "koom.toml").write_text((data / "koom.toml").read_text() + line + "\n")
        done = harness.run("serve", kg, "--data", data, "--listen", "127.0.0.1:0")
        said = done.stderr
        checks.check(f"{name}: exit 1 and a sentence", done.returncode == 1 and all(word in said for word in words) and "panic" not in said, said)
        checks.check(f"{name}: nothing was served", "ready" not in done.stdout)
    ports = [harness.free_port() for _ in range(3)]
    listens = [f"127.0.0.1:{port}" for port in ports]
    data = work / "order"
    harness.Server(["serve", kg, "--data", data, "--listen", listens[0]], ports[0]).stop()
    text = (data / "koom.toml").read_text()
    checks.check("the first koom.toml is short", len(text.splitlines()) <= 4 and "origin" in text, text)
    (data / "koom.toml").write_text(text + f'listen = "{listens[0]}"\n')
    for what, more, environment, place in (
        ("the file", [], {}, 0),
        ("the environment", [], {"KOOM_LISTEN": listens[1]}, 1),
        ("the command line", ["--listen", listens[2]], {"KOOM_LISTEN": listens[1]}, 2),
    ):
        with harness.Server(["serve", "--data", data, *more], ports[place], environment) as server:
            checks.same(f"{what} says where to listen", server.lines[-1], f"ready http://{listens[place]}")
    done = harness.run("serve", "--data", data, environment={"KOOM_STOP_TIMEOUT": "soon"})
    checks.check("a mistake in the environment names the variable", done.returncode == 1 and "KOOM_STOP_TIMEOUT" in done.stderr, done.stderr)


def careless(story):
    """What people type where it does not belong: identifiers in addresses, queries, headers and broken bodies."""
    server, persona = story.server, story.server.personas["mother"]
    pin, token = persona["pin"], persona["token"]
    case = story.cases["mother"]["case"]
    client = server.as_("mother")
    for path in (f"/{pin}", f"/en/{pin}", f"/en/services/{pin}", f"/api/v1/cases/{pin}", f"/api/v1/{pin}?pin={pin}", f"/problems/{pin}", f"/en/verify/{pin}", f"/log/tile/{pin}"):
        client.get(path)
        client.send("PUT", path)
        client.send(pin, path)
    client.post("/api/v1/services/balaga-suiunchu/cases", raw=f'{{"answers": {{"pin": "{pin}"'.encode(), headers={"Idempotency-Key": pin, "Content-Type": "application/json"})
    client.get("/api/v1/me", headers={"Authorization": f"Bearer {pin}", "X-Forwarded-For": f"203.0.113.77, {pin}", "User-Agent": pin, "Referer": f"http://x/{case}"})
    browser = pages.Browser(server.client(), token)
    for path in (f"/en/cases/{case}", "/en/me", f"/ky/cases/{case}/document", f"/en/sign-in?to=/en/cases/{case}", f"/en/verify/{case}.x", f"/en/nowhere/{case}"):
        browser.get(path, follow=False)


def logged(checks, work):
    """The main job with the most talkative log: each line is known, and none names anybody."""
    environment = {"KOOM_LOG_LEVEL": "debug", "KOOM_SLOW_REQUEST": "1"}
    data = work / "logged"
    with harness.Demo(data, people=120, environment=environment) as server:
        own = harness.Checks("the main job")
        story = main_job.Story(own, server, work)
        for part in (main_job.birth, main_job.mother, main_job.to_a_person, main_job.poor_family, careless):
            with checks.part(part.__name__):
                part(story)
        checks.same("the main job goes well", own.failed, 0)
        personas = dict(server.personas)
        cases = [case["case"] for case in story.cases.values()]
        main_job.wait_published(server)
    said = server.said()
    lines = events(said)
    kinds = {line["event"] for line in lines}
    checks.check("what happened is there", {"start", "request", "slow-request", "publish", "stopping", "stop"} <= kinds, kinds)
    checks.same("first it starts, last it stops", (lines[0]["event"], lines[-1]["event"]), ("start", "stop"))
    wrong = [line for line in lines if set(line) - {"time", "level", "event"} != MEMBERS[line["event"]]]
    checks.same("each event has its members and no other", wrong, [])
    plain = [line for line in said.splitlines() if line and not line.startswith("{")]
    checks.check("what is no JSON was said before it served", all(line.startswith("inventing ") for line in plain), plain)
    patterns = {json.loads(route)["path"] for route in [json.dumps(one) for one in json.loads(harness.run("routes", "--json").stdout)]} | {"none"}
    checks.same("routes are patterns", {line["route"] for line in lines if "route" in line} - patterns, set())
    checks.check("times are in UTC", all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", line["time"]) for line in lines), lines[:3])

    values = {value for value in privacy.personal(data) if len(value) >= 8} - privacy.folder_ids(data)
    values |= {one[name] for one in personas.values() for name in ("pin", "token")} | set(cases) | {"203.0.113.77", "Айпери", "Нурсултан"}
    days = {value for value in values if privacy.DAY.match(value)}
    search = privacy.Search(values - days)
    checks.check("there are names, numbers and tokens to look for", len(values) > 500, len(values))
    checks.same("no line names anybody", search.find(lines_of(said)), set())
    for name, value in (("a PIN", personas["mother"]["pin"]), ("a token", personas["mother"]["token"]), ("a name", "Нурсултан"), ("a case", cases[0]), ("an address", SIGN["sign_at"])):
        if name == "an address":
            search = privacy.Search({value})
        leak = json.dumps({**lines[3], "route": f"/en/{value}"}, ensure_ascii=False)
        checks.check(f"{name}, planted, is found", search.find([*lines_of(said), leak]))


def lines_of(said):
    return [line for line in said.splitlines() if line.startswith("{")]


def scrape(port, token=TOKEN):
    client = harness.Client(("127.0.0.1", port), token)
    return client.get("/metrics")


def value(families, name, **labels):
    """The sum of a sample over the labels that are not named."""
    return sum(
        sample.value for family in families for sample in family.samples if sample.name == name and labels.items() <= sample.labels.items()
    )


def measured(checks, work):
    """Figures at an address of their own, read by a program that nobody here wrote."""
    port = harness.free_port()
    (work / "figures-token").write_text(TOKEN + "\n")
    data = file_of(work / "measured", metrics_listen=f"127.0.0.1:{port}", metrics_token_file=str(work / "figures-token"), requests_per_second=500)
    text = (data / "koom.toml").read_text().replace("requests_per_second = 500\n", "", 1)
    (data / "koom.toml").write_text(text)
    with harness.Demo(data, people=60) as server:
        checks.same("not where people ask", server.client().get("/metrics").status, 404)
        checks.same("without the token nothing", scrape(port, None).status, 401)
        checks.same("nor with another", scrape(port, TOKEN + "x").status, 401)
        before = parsed(checks, scrape(port))
        filed = 0
        for n in range(12):
            filed += server.as_("shop-owner").file("shop-sign-consent", {**SIGN, "sign_at": f"Мисал көчөсү, {n}"}).status == 201
        search = {"purpose": "birth_registration", "where": {"pin": server.personas["mother"]["pin"]}}
        checks.same("a look", server.as_("registrar").post("/api/v1/registers/persons/search", search).status, 200)
        foreign = server.as_("guardian").file("shop-sign-consent", SIGN).json["case"]
        checks.same("another's case", server.as_("mother").case(foreign).status, 404)
        main_job.wait_published(server)
        answer = scrape(port)
        after = parsed(checks, answer)
        route = "/api/v1/services/{id}/cases"
        grown = lambda name, **labels: value(after, name, **labels) - value(before, name, **labels)
        checks.same("filings", (filed, grown("koom_http_requests_total", route=route, method="POST", status="2xx")), (12, 13))
        checks.same("their times are counted", grown("koom_http_request_seconds_count", route=route), 13)
        checks.same("acts by kind", grown("koom_acts_total", kind="case.file"), 13)
        checks.check("looks too", grown("koom_acts_total", kind="read") >= 1)
        checks.same("refusals by code", grown("koom_acts_refused_total", code="unknown-case"), 1)
        checks.check("commits", 0 < grown("koom_commit_seconds_count") <= 200 and grown("koom_commit_acts_sum") >= 12)
        checks.same("leaves of both logs", [value(after, "koom_log_leaves", log=log) for log in ("log", "reads")], list(server.sizes()))
        checks.same("and what is signed", [value(after, "koom_log_signed_leaves", log=log) for log in ("log", "reads")], list(server.sizes()))
        checks.check("the checkpoint is young", 0 <= value(after, "koom_checkpoint_age_seconds") < 10, value(after, "koom_checkpoint_age_seconds"))
        size = value(after, "koom_database_bytes")
        real = sum(path.stat().st_size for path in data.glob("koom.db*"))
        checks.check("the database's size", abs(size - real) < 5_000_000, (size, real))
        checks.check("memory", 10e6 < value(after, "process_resident_memory_bytes") < harness.MEMORY_MAX)
        checks.check("ready", value(after, "koom_ready") == 1 and value(after, "koom_build_info") == 1)
        held = [socket.create_connection(server.address) for _ in range(5)]
        time.sleep(0.3)
        checks.check("open connections", value(parsed(checks, scrape(port)), "koom_http_connections") >= 5)
        for one in held:
            one.close()
        names = {one[key] for one in server.personas.values() for key in ("pin", "token")}
        checks.check("no figure names anybody", not any(name in answer.text for name in names))
        broken_twins(checks, answer.text)
        print(f"  {len(after)} families, {len(answer.text.splitlines())} lines, {len(answer.body)} bytes", flush=True)


def parsed(checks, answer):
    """Families, as prometheus-client reads them."""
    checks.check("figures are given", answer.status == 200 and answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0"), answer)
    try:
        return list(parser.text_string_to_metric_families(answer.text))
    except ValueError as error:
        checks.check("a stranger reads the figures", False, error)
        return []


def broken_twins(checks, text):
    """The stranger sees mistakes."""
    bucket = re.search(r'^koom_commit_acts_bucket\{le="\+Inf"\} (\d+)$', text, re.M)
    twins = {
        "no end": text.replace("# EOF\n", ""),
        "a counter without its suffix": text.replace("koom_acts_total{", "koom_acts{"),
        "a histogram that falls": text.replace(bucket.group(), 'koom_commit_acts_bucket{le="+Inf"} 0'),
        "a family twice": text.replace("# EOF\n", "# TYPE koom_ready gauge\n# EOF\n"),
        "a unit that is none": text.replace("# UNIT koom_commit_seconds seconds", "# UNIT koom_commit_seconds bytes"),
    }
    for name, twin in twins.items():
        try:
            list(parser.text_string_to_metric_families(twin))
            accepted = True
        except ValueError:
            accepted = False
        checks.check(f"{name} is refused by it", twin != text and not accepted)


def half_sent(server, key):
    """A filing of which the head and half of the body are sent; what is missing."""
    body = json.dumps({"answers": {**SIGN, "sign_at": f"Мисал көчөсү, {key}"}}).encode()
    head = (
        f"POST /api/v1/services/shop-sign-consent/cases HTTP/1.1\r\nHost: koom\r\nAuthorization: Bearer {server.personas['shop-owner']['token']}\r\n"
        f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    connection = socket.create_connection(server.address, timeout=30)
    connection.sendall(head.encode() + body[:10])
    return connection, body[10:]


def answer_on(connection):
    text = b""
    while part := connection.recv(65536):
        text += part
    head, _, body = text.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


def graceful(checks, work):
    """Told to stop under load: what is under way is answered, nothing new is taken, nothing acknowledged is lost."""
    data = work / "graceful"
    server = harness.Demo(data, people=60)
    kept, refused = [], []
    personas = ("shop-owner", "mother", "father", "guardian")

    def files(worker):
        client = server.as_(personas[worker % len(personas)])
        for n in range(10_000):
            try:
                answer = client.file("shop-sign-consent", {**SIGN, "sign_at": f"Мисал көчөсү, {worker}-{n}"}, timeout=30)
            except OSError as error:
                refused.append(error)
                return
            if answer.status == 201:
                kept.append(answer.json["case"])
            elif answer.status != 429:
                refused.append(answer)
                return

    threads = [threading.Thread(target=files, args=(worker,)) for worker in range(16)]
    for thread in threads:
        thread.start()
    held = [half_sent(server, f"held-{n}") for n in range(4)]
    time.sleep(2)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    checks.check("it waits for what is under way", server.process.poll() is None)
    try:
        socket.create_connection(server.address, timeout=2).close()
        taken = True
    except OSError:
        taken = False
    checks.check("nothing new is taken", not taken)
    for connection, rest in held:
        connection.sendall(rest)
    answers = [answer_on(connection) for connection, _ in held]
    checks.same("what was under way is answered", [status for status, _ in answers], [201] * 4)
    kept += [json.loads(body)["case"] for _, body in answers]
    for thread in threads:
        thread.join(30)
    status = server.process.wait(30)
    server.process.stdout.close()
    checks.same("exit status", status, 0)
    checks.check("whoever asks later is refused a connection, not an answer", all(isinstance(one, OSError) for one in refused), refused[:3])
    with harness.read_only(data) as database:
        there = {case for (case,) in database.execute("select id from version where register = 'koom.cases'")}
        sizes = dict(database.execute("select log, size from head"))
        signed = dict(database.execute("select log, signed_size from head"))
    checks.same("no acknowledged case is lost", set(kept) - there, set())
    checks.check("there was load", len(kept) > 50, len(kept))
    checks.same("the last checkpoint covers everything", signed, sizes)
    last = [line["event"] for line in events(server.said())]
    checks.check("the log says so", last[-1] == "stop" and "stopping" in last, last[-3:])
    found, report = harness.verify(data)
    checks.check("koom verify finds nothing", found == 0, report)
    print(f"  {len(kept)} filings were answered, 4 of them after the signal", flush=True)


def healthy(checks, work):
    """Ready, then a full disk: 503 until there is room, and no restart is needed."""
    disk = work / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or os.system(f"mount -t tmpfs -o size=48m tmpfs {disk} 2>/dev/null") != 0:
        print("  no small disk can be made here: the full disk was not tried", flush=True)
        return
    try:
        with harness.Demo(disk / "data", people=60) as server:
            checks.same("ready", server.client().get("/healthz").status, 200)
            filler = disk / "filler"
            with filler.open("wb", buffering=0) as out:
                for block in (1 << 20, 4096):
                    with contextlib.suppress(OSError):
                        while out.write(bytes(block)):
                            pass
            statuses = set()
            for n in range(200):
                statuses.add(server.as_("shop-owner").file("shop-sign-consent", {**SIGN, "sign_at": f"Мисал көчөсү, {n}"}).status)
                if 503 in statuses:
                    break
            checks.check("a full disk takes nothing more", 503 in statuses, statuses)
            answer = server.client().get("/healthz")
            checks.check("not ready, and why", answer.status == 503 and answer.json["code"] == "disk-full", answer)
            time.sleep(1.5)
            filler.unlink()
            checks.check("ready again by itself", any(server.client().get("/healthz").status == 200 or time.sleep(0.3) for _ in range(20)))
            time.sleep(1.5)
            checks.same("and files are taken", server.as_("shop-owner").file("shop-sign-consent", SIGN).status, 201)
        said = [(line["event"], line.get("why")) for line in events(server.said())]
        checks.check("the log says both", ("unready", "disk-full") in said and ("ready", None) in said, said)
        found, report = harness.verify(disk / "data")
        checks.check("koom verify finds nothing", found == 0, report)
    finally:
        os.system(f"umount {disk}")


def rotated(checks, work):
    """A new signing key: named in the log under the old one, so that whoever holds only the old one can follow it, twice."""
    data = work / "rotated"
    verifier = Path(__file__).resolve().parent.parent / "verifiers" / "verify.py"

    def stranger(server, vkey, old):
        done = subprocess.run([sys.executable, verifier, vkey, f"{server.base}/log", old], capture_output=True, text=True)
        return done.returncode == 0, done.stdout + done.stderr

    def checkpoint(server, more_than=0):
        for _ in range(80):
            answer = server.client().get("/log/checkpoint")
            if answer.status == 200 and int(answer.text.split("\n")[1]) > more_than:
                return answer.text
            time.sleep(0.1)
        raise RuntimeError("no checkpoint came")

    with harness.Demo(data, people=60) as server:
        vkey, old = work / "first.vkey", work / "first.checkpoint"
        vkey.write_text(server.client().get("/log/vkey").text)
        old.write_text(checkpoint(server))
        first = vkey.read_text().strip()
    lone = harness.run("key", "retire", "--data", data)
    checks.check("one key is not retired", lone.returncode == 1 and "only one key" in lone.stderr, lone.stderr)
    for turn in (1, 2):
        done = harness.run("key", "rotate", "--data", data)
        checks.check(f"{turn}: a new key", done.returncode == 0, done.stderr)
        early = harness.run("key", "retire", "--data", data)
        checks.check(f"{turn}: the old one stays until the log names the new one", early.returncode == 1 and "no published leaf names" in early.stderr, early.stderr)
        before = harness.sizes(data)[0]
        with harness.Demo(data, now=None) as server:
            note = checkpoint(server, before)
            checks.same(f"{turn}: both keys sign", note.count("\n— "), 2)
            _, leaf, *_ = harness.leaves(data, "log", before)[0]
            now = server.client().get("/log/vkey").text.strip()
            reads = server.client().get("/reads/vkey").text.strip()
            checks.same(f"{turn}: the first act names the new keys", (leaf["k"], leaf["key"], leaf["reads_key"]), ("log.key", now, reads))
            good, said = stranger(server, vkey, old)
            checks.check(f"{turn}: a stranger with the first key alone follows", good and now in said and now != first, said)
        with harness.Demo(data, now=None) as server:
            kinds = [leaf["k"] for _, leaf, *_ in harness.leaves(data, "log", before)]
            checks.same(f"{turn}: it is said once", kinds.count("log.key"), 1)
        done = harness.run("key", "retire", "--data", data)
        checks.check(f"{turn}: the old key is put aside", done.returncode == 0, done.stderr)
        with harness.Demo(data, now=None) as server:
            size = server.sizes()[0]
            server.as_("shop-owner").file("shop-sign-consent", {**SIGN, "sign_at": f"Мисал көчөсү, {turn}"})
            note = checkpoint(server, size)
            checks.same(f"{turn}: only the new one signs", note.count("\n— "), 1)
            good, said = stranger(server, vkey, old)
            checks.check(f"{turn}: and the stranger still follows", good and now in said, said)
    other = work / "other.vkey"
    other.write_text(reads)
    with harness.Demo(data, now=None) as server:
        good, said = stranger(server, other, old)
        checks.check("a key that never signed leads nowhere", not good and "refused" in said, said)
    found, report = harness.verify(data)
    checks.check("koom verify finds nothing", found == 0, report)


def main():
    checks = harness.Checks("operating")
    with harness.workplace("operating") as work:
        for part in (settings, logged, measured, healthy, graceful, rotated):
            if len(sys.argv) < 2 or part.__name__ in sys.argv[1:]:
                with checks.part(part.__name__):
                    part(checks, Path(work))
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
