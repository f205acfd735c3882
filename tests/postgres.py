"""PostgreSQL under the demonstration, with a server of its own that syncs as a real one does.

The main path over a database; two nodes that file side by side; the database stopped at once and started again under load; a
new edition of the state published by one node and followed by the other; the whole moved to a data directory and back. After
each, `koom verify` finds nothing.
"""

import concurrent.futures
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import harness
import pages

FORM = {"sign_at": "Мисал көчөсү, 1", "sign_words": "Нан"}
SERVICE = "shop-sign-consent"
FILERS = ("shop-owner", "mother", "father", "guardian", "poor-mother", "late-claimant")


class Cluster:
    """A PostgreSQL server on a socket of its own. As root it runs as `postgres`, which it insists on."""

    def __init__(self, work, name="postgres", port=None):
        self.port = port
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not versions:
            sys.exit("postgresql is not installed: `bash tests/install.sh`")
        self.bin, self.dir = versions[-1].parent, Path(work) / name
        self.dir.mkdir()
        self.user = []
        if os.geteuid() == 0:
            self.user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self.dir, "postgres")
            # the server has to reach its directory
            for parent in (self.dir, *self.dir.parents):
                if parent != Path("/") and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        self.run("initdb", "-D", self.dir / "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8")
        if port:
            self.certificates()
        self.start()

    def run(self, program, *arguments):
        command = [*self.user, self.bin / program, *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=self.dir)

    def control(self, what, *more):
        options = f"-k {self.dir} -c listen_addresses={'localhost' if self.port else ''} -p {self.port or 5432}"
        if self.port:
            options += f" -c ssl=on -c ssl_cert_file={self.dir}/server.crt -c ssl_key_file={self.dir}/server.key"
        command = [*self.user, self.bin / "pg_ctl", "-D", self.dir / "data", "-l", self.dir / "log", "-o", options, "-w", what, *more]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd=self.dir)

    def certificates(self):
        """An authority, a certificate for `localhost` signed by it, and another authority. Over TCP only TLS is let in."""
        def openssl(*arguments):
            subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, cwd=self.dir)

        for name in ("ca", "other"):
            openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.crt", "-days", "2", "-subj", f"/CN=koom test {name}")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
        (self.dir / "names").write_text("subjectAltName=DNS:localhost\n")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-days", "2", "-extfile", "names", "-out", "server.crt")
        if self.user:
            shutil.chown(self.dir / "server.key", "postgres")
        (self.dir / "server.key").chmod(0o600)
        (self.dir / "data" / "pg_hba.conf").write_text("local all all trust\nhostssl all all all trust\n")

    def start(self):
        self.control("start")

    def stop(self, mode="fast"):
        self.control("stop", "-m", mode)

    def database(self, name):
        """An empty database; its address."""
        self.run("createdb", "-h", self.dir, "-p", self.port or 5432, "-U", "postgres", name)
        return f"postgres://postgres@/{name}?host={self.dir}"

    def sql(self, name, text):
        """What psql prints, without ornament."""
        return self.run("psql", "-h", self.dir, "-p", self.port or 5432, "-U", "postgres", "-d", name, "-At", "-c", text).stdout.strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop("immediate")


class Node(harness.Server):
    """A demonstration over a database."""

    def __init__(self, data, url, people=60, now=harness.NOW, state=None):
        self.data = Path(data)
        port = harness.free_port()
        arguments = ["demo", *([state] if state else []), "--listen", f"127.0.0.1:{port}", "--data", data, "--database-url", url, "--people", people]
        super().__init__([*arguments, *(["--now", now] if now else [])], port)
        self.personas = {one["id"]: one for one in json.loads((self.data / "demo-personas.json").read_text())}

    def as_(self, persona, lang="en"):
        return self.client(self.personas[persona]["token"], lang)


def verify(data, url=None):
    """`koom verify` of a database: findings and report."""
    more = ["--database-url", url] if url else []
    done = harness.run("verify", "--data", data, *more, "--json", timeout=300)
    try:
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return {"findings": [done.stdout + done.stderr]}


def sound(checks, what, data, url=None):
    report = verify(data, url)
    checks.same(f"{what}: koom verify finds nothing", report["findings"], [])
    return report


def file_until_answered(nodes, key, persona, place):
    """Files with one key at one node after another until there is an answer; (case, receipt, how often it was tried)."""
    for tries in range(1, 200):
        node = nodes[(place + tries) % len(nodes)]
        answers = {**FORM, "sign_at": f"Мисал көчөсү, {key}"}
        try:
            answer = node.as_(persona).file(SERVICE, answers, key=key, timeout=30)
        except OSError:
            time.sleep(0.1)
            continue
        if answer.status == 201:
            return answer.json["case"], answer.json["receipt"], tries
        if answer.status not in (409, 429, 503):
            raise RuntimeError(f"{key}: {answer}")
        time.sleep(0.2)
    raise RuntimeError(f"{key} was never answered")


def storm(nodes, prefix, count, workers=24):
    """Many filings at once over all nodes."""
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        tasks = [pool.submit(file_until_answered, nodes, f"{prefix}-{n}", FILERS[n % len(FILERS)], n) for n in range(count)]
        return [task.result() for task in tasks]


def filed_once(checks, what, cluster, name, acknowledged):
    """Each acknowledged case is there once, with the leaf of its receipt."""
    cases = cluster.sql(name, "select id from version where register = 'koom.cases' and version = 1").split("\n")
    checks.same(f"{what}: no acknowledged case is lost", {case for case, _, _ in acknowledged} - set(cases), set())
    checks.same(f"{what}: each key made one case", len({case for case, _, _ in acknowledged}), len(acknowledged))
    signs = cluster.sql(name, "select doc::json -> 'answers' ->> 'sign_at' from version where register = 'koom.cases' and version = 1").split("\n")
    checks.same(f"{what}: no filing is there twice", [sign for sign, times in Counter(signs).items() if times > 1 and "көчөсү" in sign], [])
    gaps = cluster.sql(name, "select log, count(*), max(idx) + 1, (select size from head h where h.log = l.log) from leaf l group by log")
    for line in gaps.split("\n"):
        log, count, last, size = line.split("|")
        checks.check(f"{what}: /{log} has neither gap nor fork", count == last == size, line)


def two_nodes(checks, cluster, work):
    url = cluster.database("nodes")
    with Node(work / "one", url) as one:
        checks.check("a database is named once in koom.toml, without its address", 'database = "postgresql"' in (work / "one" / "koom.toml").read_text())
        refused = harness.run("serve", "--data", work / "one", "--listen", "127.0.0.1:0")
        checks.check("without its address the installation does not start", refused.returncode == 1 and "--database-url" in refused.stderr, refused.stderr)
        stranger = harness.run("demo", "--data", work / "stranger", "--database-url", url, "--listen", "127.0.0.1:0")
        checks.check("nor with other keys", stranger.returncode == 1 and "ready" not in stranger.stdout, stranger.stderr)
        shutil.copytree(work / "one", work / "two")
        with Node(work / "two", url, now=None) as two:
            acknowledged = storm([one, two], "side-by-side", 200)
            filed_once(checks, "two nodes", cluster, "nodes", acknowledged)
            time.sleep(2.5)
            notes = [node.client().get("/log/checkpoint").text.split("\n")[:3] for node in (one, two)]
            checks.same("both nodes publish one checkpoint", notes[0], notes[1])
            index = acknowledged[-1][1]["first"]
            for node in (one, two):
                checks.same("and prove the same leaf", node.client().get(f"/api/v1/log/{index}/proof").status, 200)
        checks.check("nobody met a fault", "fault" not in one.said() + two.said(), one.said()[-500:] + two.said()[-500:])
    sound(checks, "two nodes", work / "one", url)


def ended(checks, token, one, two):
    """Whoever signs out at one node is signed out at the other. (A demonstration's own node only forgets the browser.)"""
    browsers = [pages.Browser(node.client(), token) for node in (one, two)]
    mine = [browser.get("/en/me") for browser in browsers]
    checks.same("signed in at both", [page.status for page in mine], [200, 200])
    out = mine[0].form("/sign-out")
    if checks.check("a way out", out, mine[0]):
        browsers[0].submit(out)
        checks.check("signed out at one is signed out at the other", browsers[1].get("/en/me", follow=False).status != 200)


def restarted(checks, cluster, work):
    """The database stops at once, twice, while filings come in."""
    url = cluster.database("restarts")
    with Node(work / "restarts", url) as node:
        stops = []

        def stop_twice():
            for _ in range(2):
                time.sleep(1.5)
                cluster.stop("immediate")
                time.sleep(1.0)
                cluster.start()
                stops.append(time.monotonic())

        thread = threading.Thread(target=stop_twice)
        thread.start()
        acknowledged = []
        while thread.is_alive():
            acknowledged += storm([node], f"restart-{len(acknowledged)}", 150)
        thread.join()
        checks.same("the database stopped twice", len(stops), 2)
        checks.check("and some had to ask again", any(tries > 1 for _, _, tries in acknowledged), "nobody noticed")
        filed_once(checks, "restarts", cluster, "restarts", acknowledged)
        answer = node.as_("mother").get("/api/v1/me")
        checks.same("then all is well again", answer.status, 200)
        print(f"  {len(acknowledged)} filings through two restarts, {sum(tries > 1 for _, _, tries in acknowledged)} of them asked again", flush=True)
    sound(checks, "restarts", work / "restarts", url)


def new_edition(checks, cluster, work):
    """One node publishes a new edition; the other follows, without being told."""
    url = cluster.database("editions")
    with Node(work / "first", url) as first:
        folder = work / "edition"
        shutil.copytree(harness.ROOT / "states" / "kg", folder)
        page = folder / "pages" / "about.en.md"
        page.write_text(page.read_text() + "\n\nThis is the second edition.\n")
        shutil.copytree(work / "first", work / "second")
        checks.check("before", "second edition" not in first.client().get("/en/about").text)
        port = harness.free_port()
        serve = ["serve", folder, "--data", work / "second", "--database-url", url, "--listen", f"127.0.0.1:{port}"]
        with harness.Server(serve, port) as second:
            checks.check("the node that publishes", "second edition" in second.client().get("/en/about").text)
            seen = False
            for _ in range(40):
                seen = "second edition" in first.client().get("/en/about").text
                if seen:
                    break
                time.sleep(0.25)
            checks.check("the other follows", seen)
            checks.same("and files under it", first.as_("shop-owner").file(SERVICE, FORM).status, 201)
            ended(checks, first.personas["father"]["token"], second, first)
    sound(checks, "editions", work / "first", url)


def moved(checks, cluster, work):
    """From a directory to a database and back; the log goes on."""
    url = cluster.database("moved")
    with harness.Demo(work / "home", people=200) as server:
        case = server.as_("shop-owner").file(SERVICE, FORM).json
        running = harness.run("copy", "--from", work / "home", "--to", url)
        checks.check("not while a server writes", running.returncode == 1 and "another process" in running.stderr, running.stderr)
    there = harness.run("copy", "--from", work / "home", "--to", url, timeout=300)
    checks.check("to the database", there.returncode == 0 and "same roots" in there.stdout, there.stdout + there.stderr)
    twice = harness.run("copy", "--from", work / "home", "--to", url)
    checks.check("what moved does not move again", twice.returncode == 1 and "holds no records" in twice.stderr, twice.stderr)
    [aside] = (work / "home").glob("koom.db.until-*")
    (work / "old").mkdir()
    shutil.copy(aside, work / "old" / "koom.db")
    full = harness.run("copy", "--from", work / "old", "--to", url)
    checks.check("not into one that holds records", full.returncode == 1 and "empty" in full.stderr, full.stderr)
    with Node(work / "home", url, now=None) as server:
        checks.same("the case is there", server.as_("shop-owner").case(case["case"]).status, 200)
        more = server.as_("shop-owner").file(SERVICE, FORM, key="moved").json
    before = sound(checks, "moved there", work / "home", url)
    back = harness.run("copy", "--from", url, "--to", work / "home", timeout=300)
    checks.check("and back", back.returncode == 0, back.stdout + back.stderr)
    after = sound(checks, "moved back", work / "home")
    checks.same("with as many leaves and versions", {**after}, {**before})
    with harness.Demo(work / "home", now=None) as server:
        checks.same("what was filed there is here", server.as_("shop-owner").case(more["case"]).status, 200)
        checks.same("and it goes on", server.as_("shop-owner").file(SERVICE, FORM, key="home").status, 201)
    sound(checks, "at home", work / "home")


def stuck(checks, cluster, work):
    """A node that hangs inside a transaction holds the others up until the server ends its session, and no longer; then it recovers."""
    url = cluster.database("stuck")
    inside = "select count(*) from pg_stat_activity where datname = 'stuck' and application_name = 'koom' and state = 'idle in transaction' and backend_xid is not null"
    with Node(work / "hangs", url) as one:
        shutil.copytree(work / "hangs", work / "goes-on")
        with Node(work / "goes-on", url, now=None) as two:
            stop, filed = threading.Event(), []

            def storm_on():
                while not stop.is_set():
                    filed.extend(storm([one], f"stuck-{len(filed)}", 24))

            thread = threading.Thread(target=storm_on)
            thread.start()
            try:
                # Stopped where it holds the heads of the logs: at another moment it goes on, and is tried again.
                held = False
                for _ in range(400):
                    one.process.send_signal(signal.SIGSTOP)
                    time.sleep(0.02)
                    held = cluster.sql("stuck", inside) != "0"
                    if held:
                        break
                    one.process.send_signal(signal.SIGCONT)
                    time.sleep(0.01)
                checks.check("one node hangs inside a transaction", held)
                began = time.monotonic()
                tried = two.as_("mother").file(SERVICE, {**FORM, "sign_at": "Мисал көчөсү, stuck"}, key="waits", timeout=60)
                checks.check("the other is told to come back, or waits", tried.status in (201, 503), tried)
                case, _, _ = file_until_answered([two], "waits", "mother", 0)
                waited = time.monotonic() - began
                checks.check("and files once the server has ended that session", case and 5 < waited < 110, waited)
                print(f"  the other node waited {waited:.0f} s", flush=True)
            finally:
                one.process.send_signal(signal.SIGCONT)
                stop.set()
                thread.join()
            checks.check("the node that hung files again", one.as_("father").file(SERVICE, FORM, key="recovered").status == 201)
            filed_once(checks, "stuck", cluster, "stuck", filed)
        checks.check("nobody met a fault", '"fault"' not in one.said() + two.said(), one.said()[-500:] + two.said()[-500:])
    sound(checks, "stuck", work / "hangs", url)


def encrypted(checks, _cluster, work):
    """TLS: a server that proves its name is spoken to, one that does not is not."""
    port = harness.free_port()
    with Cluster(work, "encrypted", port) as cluster:
        cluster.database("tls")
        roots = cluster.dir / "ca.crt"
        for name, host, parameters, said in (
            ("plain text is not let in by this server", "localhost", "sslmode=disable", "pg_hba.conf"),
            ("another authority", "localhost", f"sslmode=verify-full&sslrootcert={cluster.dir / 'other.crt'}", "UnknownIssuer"),
            ("another name", "127.0.0.1", f"sslmode=verify-full&sslrootcert={roots}", "not valid for name"),
            ("the authorities of the system", "localhost", "sslmode=verify-full", "UnknownIssuer"),
            ("a mode that promises nothing", "localhost", "sslmode=prefer", "verify-full"),
        ):
            url = f"postgres://postgres:secret@{host}:{port}/tls?{parameters}"
            refused = harness.run("demo", "--data", work / "refused", "--database-url", url, "--people", 20, "--listen", "127.0.0.1:0")
            checks.check(f"{name}: refused, in a sentence", refused.returncode == 1 and said in refused.stderr and "secret" not in refused.stderr, refused.stderr)
        whoever = f"postgres://postgres@127.0.0.1:{port}/tls?sslmode=require"
        proven = f"postgres://postgres@localhost:{port}/tls?sslmode=verify-full&sslrootcert={roots}"
        with Node(work / "tls", whoever) as node:
            checks.same("sslmode=require asks for no name", node.client().get("/healthz").status, 200)
        with Node(work / "tls", proven, now=None) as node:
            checks.same("a server that proves its name", node.as_("shop-owner").file(SERVICE, FORM).status, 201)
            spoken = cluster.sql("tls", "select distinct ssl, version from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'koom'")
            checks.check("every connection is encrypted", spoken in ("t|TLSv1.3", "t|TLSv1.2"), spoken)
        sound(checks, "encrypted", work / "tls", proven)


def bounded(checks, cluster, work):
    """No more connections for reading than koom.toml says; who finds none is told to come back. Only a writer that hangs is cut off."""
    url = cluster.database("bounded")
    data = work / "bounded"
    data.mkdir()
    (data / "koom.toml").write_text('origin = "demo.koom.invalid/log"\npublic_url = ""\nrequests_per_second = 5000\ndatabase_connections = 4\ndatabase_wait = 1\nacts_at_once = 16\n')
    with Node(data, url) as node:
        most, stop = [0], threading.Event()

        def count():
            while not stop.is_set():
                most[0] = max(most[0], int(cluster.sql("bounded", "select count(*) from pg_stat_activity where application_name = 'koom'")))

        thread = threading.Thread(target=count)
        thread.start()
        acknowledged = storm([node], "bounded", 300, workers=48)
        stop.set()
        thread.join()
        checks.check("at most four that read and one that writes", 2 <= most[0] <= 5, most[0])
        filed_once(checks, "bounded", cluster, "bounded", acknowledged)
        # Whoever locks the records keeps each reader at its first question, so that all four are in use.
        hold = subprocess.Popen(
            [*cluster.user, cluster.bin / "psql", "-h", cluster.dir, "-U", "postgres", "-d", "bounded", "-c", "begin; lock table head in access exclusive mode; select pg_sleep(4)"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cluster.dir,
        )
        time.sleep(1)
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            statuses = Counter(answer.status for answer in pool.map(lambda _n: node.client().get("/healthz"), range(12)))
        hold.wait()
        checks.check("who finds no connection in time is told to come back", statuses[503] >= 6 and set(statuses) <= {200, 503}, statuses)
        checks.same("and then all is well", node.client().get("/healthz").status, 200)
        cluster.stop()
        away = node.client().get("/healthz")
        checks.check("not ready while the database is away", away.status == 503 and away.json["code"] == "store-away", away)
        time.sleep(2)
        cluster.start()
        ready = [node.client().get("/healthz").status == 200 or time.sleep(0.3) for _ in range(20)]
        checks.check("and ready again by itself", any(ready))
        time.sleep(2)
        idle = cluster.sql("bounded", "select count(*) from pg_stat_activity where application_name = 'koom' and state like 'idle in transaction%'")
        checks.same("nobody idles in a transaction", idle, "0")
    said = [(line["event"], line.get("why")) for line in map(json.loads, filter(lambda line: line.startswith("{"), node.said().splitlines()))]
    checks.check("the log says both", ("unready", "database-away") in said and ("ready", None) in said, said)
    missing = harness.run("verify", "--data", data, "--json")
    (data / "url").write_text(url + "\n")
    with (data / "koom.toml").open("a") as settings:
        settings.write('database_url_file = "url"\n')
    named = harness.run("verify", "--data", data, "--json", timeout=300)
    checks.check("the address may stand in a file", (missing.returncode, named.returncode) == (1, 0), missing.stdout + named.stdout + named.stderr)


def main():
    checks = harness.Checks("postgres")
    with harness.workplace("postgres") as work, Cluster(work) as cluster:
        for test in (two_nodes, restarted, new_edition, moved, encrypted, bounded, stuck):
            if len(sys.argv) > 1 and test.__name__ not in sys.argv[1:]:
                continue
            with checks.part(test.__name__):
                test(checks, cluster, Path(work))
        wrong = harness.run("demo", "--data", Path(work) / "wrong", "--database-url", "postgres://nobody:secret@127.0.0.1:1/none", "--listen", "127.0.0.1:0")
        checks.check("a database that is not there: a sentence, without its password", wrong.returncode == 1 and "127.0.0.1:1/none" in wrong.stderr and "secret" not in wrong.stderr, wrong.stderr)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
