"""What the acceptance tests share: the built binary as a black box, its API, its database (to read only), a count of checks.

Nothing here knows how koom is made; a test that needs something from inside reads `DIR/koom.db` with SQLite itself.
"""

import base64
import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Any day will do; the calendar of the state folder reaches from 2025 to 2027.
NOW = os.environ.get("KOOM_NOW", "2026-11-22T09:00:00+06:00")
TODAY = date.fromisoformat(NOW[:10])
LANGUAGES = ("ky", "ru", "en")
# The whole demonstration, in bytes, whatever was done with it.
MEMORY_MAX = 256 * 1024 * 1024


def day(offset):
    """A day before or after the first of the demonstration, ISO 8601."""
    return (TODAY + timedelta(days=offset)).isoformat()


def binary():
    """The built program."""
    given = os.environ.get("KOOM_BIN")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    path = Path(given) if given else target / "release" / "koom"
    if not path.is_file():
        sys.exit(f"{path} is not there: build it with `cargo build --release`, or name it in KOOM_BIN")
    return str(path.resolve())


def free_port():
    """A port that was free a moment ago."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def library(work, source):
    """A library to be put between a program and the C library (LD_PRELOAD), from a source in C; made once."""
    path = Path(work) / f"{Path(source).stem}.so"
    if not path.exists():
        subprocess.run(["cc", "-O2", "-Wall", "-shared", "-fPIC", "-o", str(path), str(source), "-ldl", "-lpthread"], check=True)
    return path


class Checks:
    """Counts what was checked; the last line is `NAME: N passed, M failed`."""

    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def check(self, what, good, seen=""):
        """One check. `seen` is shown if it fails."""
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"  FAILED {what}" + (f": {shorten(seen)}" if seen != "" else ""), flush=True)
        return bool(good)

    def same(self, what, seen, expected):
        """One check that two values are the same."""
        return self.check(what, seen == expected, f"{seen!r} is not {expected!r}")

    @contextlib.contextmanager
    def part(self, what):
        """A part of a test; a mistake in it is a failure, and the next part still runs."""
        try:
            yield
        except Exception as error:  # whatever it is, it is a failed check
            where = error.__traceback__
            while where.tb_next and "tests" in where.tb_next.tb_frame.f_code.co_filename:
                where = where.tb_next
            self.check(what, False, f"{type(error).__name__} at line {where.tb_lineno}: {error}")

    def end(self):
        """Prints the count and gives the exit status."""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0


def shorten(value, limit=600):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= limit else text[:limit] + "…"


class Answer:
    """An HTTP answer."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {shorten(self.text, 300)}"


class Client:
    """A connection to the server; each thread has its own."""

    def __init__(self, address, token=None, lang="en"):
        self.address, self.token, self.lang = address, token, lang
        self.local = threading.local()

    def send(self, method, path, body=None, headers=None, raw=None, timeout=120):
        """One request. `body` goes as JSON, `raw` as it is."""
        sent = {"Accept-Language": self.lang}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        data = raw
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        for last in (False, True):
            connection = getattr(self.local, "connection", None)
            if connection is None:
                host, port = self.address
                connection = self.local.connection = http.client.HTTPConnection(host, port, timeout=timeout)
            try:
                connection.request(method, path, body=data, headers=sent)
                response = connection.getresponse()
                return Answer(response.status, response.headers, response.read())
            except (http.client.HTTPException, OSError):
                connection.close()
                self.local.connection = None
                # a kept connection may have been closed meanwhile; a new one that fails is an answer in itself
                if last:
                    raise

    def get(self, path, **more):
        return self.send("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.send("POST", path, body=body, **more)

    def file(self, service, answers, key=None, **more):
        """Files a case."""
        headers = {"Idempotency-Key": key or hashlib.sha256(os.urandom(16)).hexdigest()}
        return self.post(f"/api/v1/services/{service}/cases", {"answers": answers}, headers=headers, **more)

    def act(self, case, action, **given):
        """Takes an action on a case."""
        body = {"version": case["version"], **given}
        return self.post(f"/api/v1/cases/{case['case']}/acts/{action}", body)

    def case(self, number):
        return self.get(f"/api/v1/cases/{number}")


class Server:
    """A running `koom`. Use as a context, or stop it yourself."""

    def __init__(self, arguments, port, environment=None, ready_seconds=120):
        self.port, self.address, self.base = port, ("127.0.0.1", port), f"http://127.0.0.1:{port}"
        self.errors = tempfile.TemporaryFile()
        began = time.monotonic()
        self.process = subprocess.Popen(
            [binary(), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=os.environ | (environment or {}),
            text=True,
        )
        alarm = threading.Timer(ready_seconds, self.process.kill)
        alarm.start()
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("ready "):
                break
        alarm.cancel()
        self.ready_after = time.monotonic() - began
        if not self.lines or not self.lines[-1].startswith("ready "):
            status = self.process.wait()
            raise RuntimeError(f"koom {' '.join(map(str, arguments))} ended with {status}: {self.said()}")

    def said(self):
        """What it wrote to standard error."""
        self.errors.seek(0)
        return self.errors.read().decode("utf-8", "replace")

    def client(self, token=None, lang="en"):
        return Client(self.address, token, lang)

    def stop(self):
        """Stops it as an operator would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        return self.process.returncode

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def peak_memory(self):
        """Peak resident memory in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.M).group(1)) * 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Demo(Server):
    """`koom demo` in a directory."""

    def __init__(self, data, people=300, now=NOW, state=None, seed=None, environment=None, port=None):
        self.data = Path(data)
        port = port or free_port()
        arguments = ["demo", *([state] if state else []), "--listen", f"127.0.0.1:{port}", "--data", self.data]
        arguments += ["--people", people, *(["--now", now] if now else []), *(["--seed", seed] if seed else [])]
        super().__init__(arguments, port, environment)
        self.personas = {one["id"]: one for one in json.loads((self.data / "demo-personas.json").read_text())}

    def as_(self, persona, lang="en"):
        """A client with a persona's token."""
        return self.client(self.personas[persona]["token"], lang)

    def move_clock(self, to, persona="auditor"):
        """Moves the clock; the answer's JSON, or a failure."""
        answer = self.as_(persona).post("/demo/clock", {"to": to})
        if answer.status != 200:
            raise RuntimeError(f"the clock did not move to {to}: {answer}")
        return answer.json

    def database(self):
        return read_only(self.data)

    def sizes(self):
        """Leaves in /log and /reads."""
        return sizes(self.data)


def read_only(data):
    """The database of a data directory, to look at."""
    return sqlite3.connect(f"file:{Path(data) / 'koom.db'}?mode=ro", uri=True, timeout=30)


def sizes(data):
    with contextlib.closing(read_only(data)) as database:
        rows = dict(database.execute("select log, size from head"))
    return rows["log"], rows["reads"]


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def openings(body):
    """What a leaf hides, by name, from its private body."""
    out = {}
    for encoded in json.loads(body).get("open", []):
        _salt, name, value = json.loads(from_base64url(encoded))
        out[name] = value
    return out


def leaves(data, log, start=0, end=None):
    """Leaves of a log: (index, leaf, its hidden members, subjects)."""
    with contextlib.closing(read_only(data)) as database:
        rows = database.execute(
            "select idx, leaf, body, subjects from leaf where log = ? and idx >= ? and idx < ? order by idx",
            (log, start, 2**62 if end is None else end),
        ).fetchall()
    return [(index, json.loads(leaf), openings(body), json.loads(subjects)) for index, leaf, body, subjects in rows]


def verify(data):
    """`koom verify`: exit status and report."""
    done = subprocess.run([binary(), "verify", "--data", str(data), "--json"], capture_output=True, text=True, timeout=300)
    try:
        report = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        report = {"findings": [], "said": done.stdout + done.stderr}
    return done.returncode, report


def run(*arguments, timeout=120, environment=None, **more):
    """A command of koom to its end."""
    return subprocess.run(
        [binary(), *map(str, arguments)], capture_output=True, text=True, timeout=timeout, env=os.environ | (environment or {}), **more
    )


def examples(client, service):
    """A form's examples as answers."""
    form = client.get(f"/api/v1/services/{service}/form")
    if form.status != 200:
        raise RuntimeError(f"no form of {service}: {form}")
    return {field["id"]: field["example"] for field in form.json["fields"]}


@contextlib.contextmanager
def workplace(name):
    """A directory for a test; kept if KOOM_KEEP names a folder."""
    keep = os.environ.get("KOOM_KEEP")
    if keep:
        path = Path(keep) / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        yield path
        return
    path = Path(tempfile.mkdtemp(prefix=f"koom-{name}-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def leaf_hash(leaf):
    """RFC 6962."""
    return hashlib.sha256(b"\0" + leaf).digest()


def chance(seed):
    return random.Random(seed)


def quote(text):
    return urllib.parse.quote(text, safe="")
