"""Backup and restore: what was acknowledged before a backup is in it; a log never gets a second history.

A backup is taken while filings come in, is judged by `koom verify`, and restored: as the same log where nothing was published
after it, and refused where more was; to a moment and to a size, as a new log that says what it continues; into PostgreSQL and
back. An older koom.db put in place of a newer one is refused at start, and so is everything half.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import harness
import postgres
import storage

SERVICE = "shop-sign-consent"
NEW_ORIGIN = "demo.koom.invalid/2026-11-22/log"


def filing(server, n, key=None):
    answers = {"sign_at": f"Мисал көчөсү, {n}", "sign_words": "Нан"}
    return server.as_("shop-owner").file(SERVICE, answers, key=key or f"filing-{n}")


def backup(data, to, *more):
    return harness.run("backup", "--data", data, "--to", to, *more, timeout=120)


def restore(source, data, *more):
    return harness.run("restore", "--from", source, "--data", data, *more, timeout=300)


def said(done):
    return done.stdout + done.stderr


def refused(checks, what, done, pattern, data):
    """One sentence, and nothing was put in place."""
    checks.check(what, done.returncode == 1 and re.search(pattern, said(done)), said(done))
    checks.check(f"{what}: nothing is left", not (Path(data) / "koom.db").exists() and not (Path(data) / "restoring").exists(), sorted(os.listdir(data)))


def sound(checks, what, data):
    status, report = harness.verify(data)
    checks.check(f"{what}: koom verify finds nothing", status == 0, report)
    return report


def checkpoint(server, log="log"):
    return server.client().get(f"/{log}/checkpoint").text


def published(server, more_than):
    """Waits until a checkpoint covers so many leaves."""
    for _ in range(80):
        answer = server.client().get("/log/checkpoint")
        if answer.status == 200 and int(answer.text.split("\n")[1]) > more_than:
            return
        time.sleep(0.1)
    raise RuntimeError("no checkpoint came")


def online(checks, work):
    """A backup while filings come in holds all that was acknowledged before it."""
    data = work / "data"
    with harness.Demo(data, people=200) as server:
        before = [filing(server, n).json for n in range(10)]
        acknowledged, stop = [], threading.Event()

        def go_on():
            n = 1000
            while not stop.is_set():
                acknowledged.append(filing(server, n).json)
                n += 1

        thread = threading.Thread(target=go_on)
        thread.start()
        done = backup(data, work / "first", "--json")
        stop.set()
        thread.join()
        checks.check("a backup beside a running server", done.returncode == 0, said(done))
        checks.check("which went on meanwhile", acknowledged and all("case" in one for one in acknowledged), acknowledged[-1:])
        manifest = json.loads(done.stdout)
        checks.check("it says what it holds", manifest["log"]["size"] >= len(before) and manifest["until"] and not manifest["keys"], manifest)
        report = sound(checks, "the backup", work / "first")
        checks.same("with as many leaves as it says", (report.get("log"), report.get("reads")), (manifest["log"]["size"], manifest["reads"]["size"]))
        with harness.read_only(work / "first") as database:
            there = {id for (id,) in database.execute("select id from version where register = 'koom.cases'")}
        checks.same("all that was acknowledged before is in it", {one["case"] for one in before} - there, set())
        checks.check("the keys are not, and it says why", not (work / "first" / "keys").exists() and "key" in said(backup(data, work / "said")))
        checks.check("not over another backup", backup(data, work / "first").returncode == 1)
        published(server, manifest["log"]["size"])
        last = filing(server, 5000).json
        time.sleep(1.5)
    done = backup(data, work / "last", "--with-keys")
    checks.check("a backup of a stopped installation, with its keys", done.returncode == 0, said(done))
    keys = list((work / "last" / "keys").glob("*.key"))
    checks.check("which only the owner reads", keys and all(key.stat().st_mode & 0o077 == 0 for key in keys), keys)
    return data, last


def interrupted(checks, data, work):
    """What is half is no backup."""
    order = work / "order"
    for n in (1, 3, 40):
        to = work / f"killed-{n}"
        order.write_text(f"kill {n}")
        environment = storage.environment(work, work, order)
        done = harness.run("backup", "--data", data, "--to", to, environment=environment)
        checks.check(f"killed at its write {n}: nothing has the backup's name", done.returncode == -signal.SIGKILL and not to.exists(), (done.returncode, said(done)))
        place = work / f"from-killed-{n}"
        half = restore(to.with_name(f"{to.name}.half"), place)
        checks.check("and what is left is refused", half.returncode == 1 and "no whole backup" in said(half), said(half))
        again = backup(data, to)
        checks.check("the next one is whole", again.returncode == 0 and (to / "backup.json").exists(), said(again))
        shutil.rmtree(to)
    for n in (1, 20, 60):
        to = work / "no-room"
        order.write_text(f"full {n}")
        done = harness.run("backup", "--data", data, "--to", to, environment=storage.environment(work, work, order))
        left = [path.name for path in work.glob("no-room*")]
        checks.check(f"no room at its write {n}: told so", done.returncode == 1 and re.search("[Nn]o space|disk is full", said(done)), said(done))
        checks.same("and nothing is left of it", left, [])
    for n in (2, 6, 9):
        place = work / f"no-room-to-restore-{n}"
        order.write_text(f"full {n}")
        done = harness.run(
            "restore", "--from", work / "last", "--data", place, "--nothing-published-since", environment=storage.environment(work, place.parent, order)
        )
        refused(checks, f"no room for a restore at its write {n}", done, "[Nn]o space|disk is full", place)
    ended = 0
    for n in range(2, 16):
        place = work / f"killed-restore-{n}"
        order.write_text(f"kill {n}")
        killed = harness.run(
            "restore", "--from", work / "last", "--data", place, "--nothing-published-since", environment=storage.environment(work, place.parent, order)
        )
        if killed.returncode == 0:
            break
        ended += 1
        checks.check(f"a restore killed at its write {n} has no records in place", not (place / "koom.db").exists(), sorted(os.listdir(place)))
        done = restore(work / "last", place, "--nothing-published-since")
        checks.check("begun again, it is whole", done.returncode == 0, said(done))
        sound(checks, "a restore begun again", place)
    checks.check("restores were killed at many writes", ended > 5, ended)
    order.unlink()
    new_log_interrupted(checks, work)
    changed = work / "changed"
    shutil.copytree(work / "last", changed)
    with open(changed / "koom.db", "r+b") as file:
        file.seek(50_000)
        byte = file.read(1)
        file.seek(50_000)
        file.write(bytes([byte[0] ^ 1]))
    place = work / "from-changed"
    refused(checks, "a backup with one byte changed", restore(changed, place, "--nothing-published-since"), "not as it was written", place)


def killed_and_finished(checks, what, work, place, sites, *more):
    """A restore that is killed at its write `n`, and run again: it is whole. Gives how many were killed."""
    order, ended = work / "order", 0
    for n in sites:
        shutil.rmtree(place, ignore_errors=True)
        order.write_text(f"kill {n}")
        killed = harness.run("restore", "--from", work / "last", "--data", place, *more, environment=storage.environment(work, place.parent, order), timeout=300)
        if killed.returncode == 0:
            continue
        ended += 1
        if (place / "restoring").exists():
            server = harness.run("serve", "--data", place, "--listen", "127.0.0.1:0")
            checks.check(f"{what} killed at its write {n}: no server starts", server.returncode == 1 and "ready" not in server.stdout, said(server))
        done = restore(work / "last", place, *more)
        # Killed at its very last writes, all was in place already.
        whole = done.returncode == 0 or ("holds records" in said(done) and not (place / "restoring").exists())
        checks.check(f"{what} killed at its write {n}, run again: it is whole", whole, said(done))
        sound(checks, f"{what} killed at its write {n}", place)
        yield n
    order.unlink()
    checks.check(f"{what} was killed at many writes", ended > 5, ended)


def writes_of(work, place, *more):
    """How many writes such a restore makes."""
    order, counted = work / "order", work / "counted"
    order.write_text("kill 0")
    harness.run("restore", "--from", work / "last", "--data", place, *more, environment=storage.environment(work, place.parent, order, counted), timeout=300)
    return int(counted.read_text())


def new_log_interrupted(checks, work):
    """A restore as a new log, killed at its writes: it is one new log in the end, with one leaf that says so."""
    as_new = ("--new-origin", NEW_ORIGIN, "--size", "20")
    count = writes_of(work, work / "counted-new", *as_new)
    place = work / "killed-new"
    # Most sites are those of SQLite in the folder beside; the last ones put everything in its place.
    for n in killed_and_finished(checks, "a new log", work, place, [*storage.spread(count - 24, 6), *range(count - 23, count + 1)], *as_new):
        kinds = [leaf["k"] for _, leaf, *_ in harness.leaves(place, "log")]
        checks.check(f"killed at its write {n}: one leaf says what it continues", len(kinds) == 21 and kinds.count("log.restore") == 1, kinds[-3:])
        checks.check(f"killed at its write {n}: one key, and nothing of the restore is left", [key.name for key in (place / "keys").iterdir()] == ["log-0001.key"] and not (place / "restoring").exists(), os.listdir(place))
    other = work / "killed-new-other"
    for n in range(count, 0, -1):
        shutil.rmtree(other, ignore_errors=True)
        (work / "order").write_text(f"kill {n}")
        harness.run("restore", "--from", work / "last", "--data", other, *as_new, environment=storage.environment(work, other.parent, work / "order"))
        if (other / "restoring" / "ready.json").exists():
            break
    (work / "order").unlink()
    done = restore(work / "last", other, "--new-origin", NEW_ORIGIN)
    checks.check("one that is being put in place is finished as it was begun, and no other in its stead", done.returncode == 1 and "--size 20" in said(done), said(done))
    print(f"  a new log: killed at sites of {count}", flush=True)


def same_log(checks, data, last, work):
    """The newest state goes on as the same log; an older one is refused."""
    place = work / "same"
    refused(checks, "where nobody knows what was published last", restore(work / "last", place), "--checkpoint", place)
    done = restore(work / "last", place, "--checkpoint", data / "published.json")
    checks.check("with the last checkpoint it is restored", done.returncode == 0, said(done))
    sound(checks, "restored", place)
    checks.same("its memory of what was published", json.loads((place / "published.json").read_text()), json.loads((data / "published.json").read_text()))
    before = {log: json.loads((data / "published.json").read_text())[log] for log in ("log", "reads")}
    with harness.Demo(place, now=None) as server:
        checks.same("the last case is there", server.as_("shop-owner").case(last["case"]).status, 200)
        checks.same("a filing sent again gives the same case", filing(server, 5000).json["case"], last["case"])
        checks.same("it goes on", filing(server, 6000).status, 201)
        published(server, int(before["log"].split("\n")[1]))
        grown = checkpoint(server)
        checks.same("as the same log", grown.split("\n")[0], before["log"].split("\n")[0])
        judge(checks, server, before["log"], work / "grown")
    sound(checks, "gone on", place)
    done = restore(work / "last", place, "--nothing-published-since")
    checks.check("not over records that are there", done.returncode == 1 and "holds records" in said(done) and (place / "koom.db").exists(), said(done))

    older = work / "older"
    refused(
        checks, "an older backup than what was published", restore(work / "first", older, "--checkpoint", data / "published.json"), r"published \d+ leaves.*--new-origin", older
    )
    lost = work / "lost"
    shutil.copytree(place, lost)
    (lost / "koom.db").unlink()
    refused(checks, "also where the lost directory remembers it", restore(work / "last", lost), r"published \d+ leaves", lost)


def judge(checks, server, old, folder):
    """Python's own verifier: the new checkpoint continues the old one."""
    folder.mkdir()
    (folder / "vkey").write_text(server.client().get("/log/vkey").text)
    (folder / "old").write_text(old)
    verifier = Path(__file__).resolve().parent / "verifiers" / "verify.py"
    done = subprocess.run([sys.executable, verifier, folder / "vkey", f"{server.base}/log", folder / "old"], capture_output=True, text=True)
    checks.check("a stranger's verifier: it continues the old checkpoint", done.returncode == 0, said(done))


def old_database(checks, work):
    """An older koom.db put in place: the server does not start, whatever else is there."""
    data = work / "swapped"
    with harness.Demo(data, people=60) as server:
        published(server, 0)
        time.sleep(1.2)
    shutil.copy(data / "koom.db", work / "older.db")
    with harness.Demo(data, now=None) as server:
        size = server.sizes()[0]
        filing(server, 1)
        published(server, size)
    shutil.copy(data / "koom.db", work / "newer.db")
    shutil.copy(work / "older.db", data / "koom.db")
    before = (data / "koom.db").read_bytes()
    done = harness.run("demo", "--data", data, "--listen", "127.0.0.1:0")
    checks.check("an older koom.db is refused at start", done.returncode == 1 and "second history" in said(done) and "ready" not in done.stdout, said(done))
    with sqlite3.connect(data / "koom.db") as database:
        checks.same("and nothing was written to it", database.execute("select size from head where log = 'log'").fetchone()[0], size)
    checks.check("byte for byte", (data / "koom.db").read_bytes()[100:] == before[100:])
    for name in ("koom.db-wal", "koom.db-shm"):
        (data / name).unlink(missing_ok=True)
    shutil.copy(work / "newer.db", data / "koom.db")
    with harness.Demo(data, now=None) as server:
        checks.same("with the newer one back it goes on", filing(server, 2).status, 201)
        time.sleep(1.2)
    keys = data / "keys"
    keys.rename(data / "keys.elsewhere")
    done = harness.run("demo", "--data", data, "--listen", "127.0.0.1:0")
    checks.check("nor does it start without its keys", done.returncode == 1 and "keys" in said(done) and not keys.exists(), said(done))
    (data / "keys.elsewhere").rename(keys)
    (data / "restoring").mkdir()
    done = harness.run("demo", "--data", data, "--listen", "127.0.0.1:0")
    checks.check("nor while a restore is half", done.returncode == 1 and "interrupted" in said(done), said(done))


def in_time(checks, data, work):
    """To a moment and to a size: a new log which says what it continues."""
    place = work / "moment"
    refused(checks, "an earlier moment under the old name", restore(work / "last", place, "--at", harness.NOW, "--nothing-published-since"), "--new-origin", place)
    refused(checks, "a new log under the old name", restore(work / "last", place, "--new-origin", "demo.koom.invalid/log"), "name of the old log", place)
    refused(checks, "a name that no log can have", restore(work / "last", place, "--new-origin", "https://demo.koom.invalid/log"), "no name of a log", place)
    everything = [leaf for _, leaf, *_ in harness.leaves(work / "last", "log")]
    times = [hidden["at"] for _, _, hidden, _ in harness.leaves(work / "last", "log")]
    size = len(everything) * 2 // 3
    done = restore(work / "last", place, "--at", times[size - 1], "--new-origin", NEW_ORIGIN, "--checkpoint", data / "published.json", "--json")
    if not checks.check("to a moment", done.returncode == 0, said(done)):
        return
    told = json.loads(done.stdout)
    kept = next((n for n, time in enumerate(times) if time > times[size - 1]), len(times))
    checks.same("as many acts as there were then", told["log"], kept)
    sound(checks, "as of a moment", place)
    leaves = [leaf for _, leaf, *_ in harness.leaves(place, "log")]
    checks.same("the log begins as the old one did", leaves[:kept], everything[:kept])
    note = json.loads((data / "published.json").read_text())["log"].split("\n")
    root = note[2].replace("+", "-").replace("/", "_").rstrip("=")
    first = leaves[kept]
    checks.same("and its first own leaf says so", (first["k"], first["origin"], first["kept"]), ("log.restore", note[0], kept))
    checks.same("citing the old log's last checkpoint", (first["last"], first["root"]), (int(note[1]), root))
    checks.same("what was seen stays seen", len(harness.leaves(place, "reads")), len(harness.leaves(work / "last", "reads")))
    with harness.read_only(place) as database:
        late = database.execute("select count(*) from version where act >= ?", (kept,)).fetchone()[0]
    checks.same("no version of a later act is there", late, 0)
    raw = (place / "koom.db").read_bytes()
    checks.check("nor its bytes in the file", "Мисал көчөсү, 5000".encode() not in raw)
    checks.check("with a key of its own", (place / "keys" / "log-0001.key").read_text() != (data / "keys" / "log-0001.key").read_text())
    with harness.Server(["serve", "--data", place, "--listen", f"127.0.0.1:{(port := harness.free_port())}"], port) as server:
        published(server, 0)
        checks.same("it is served under its new name", checkpoint(server).split("\n")[0], NEW_ORIGIN)
        judge(checks, server, checkpoint(server), work / "new-log")
    sound(checks, "served", place)
    sizes = work / "size"
    done = restore(work / "last", sizes, "--size", "3", "--new-origin", NEW_ORIGIN)
    checks.check("to a size", done.returncode == 0 and len(harness.leaves(sizes, "log")) == 4, said(done))
    sound(checks, "as of a size", sizes)
    refused(checks, "more than there is", restore(work / "last", work / "more", "--size", "9999999", "--new-origin", NEW_ORIGIN), "holds", work / "more")


def with_postgres(checks, work):
    """From a running node into a directory, and from a directory into a database."""
    with postgres.Cluster(work) as cluster:
        url = cluster.database("first")
        with postgres.Node(work / "node", url) as node:
            case = filing(node, 1).json
            done = harness.run("backup", "--data", work / "node", "--database-url", url, "--to", work / "of-node", "--with-keys", timeout=120)
            checks.check("a backup of a database beside its node", done.returncode == 0, said(done))
            size = sound(checks, "the backup of a database", work / "of-node")["log"]
            filing(node, 2)
            published(node, size)
            time.sleep(1.2)
        other = cluster.database("second")
        place = work / "node-again"
        memory = ["--checkpoint", work / "node" / "published.json"]
        done = restore(work / "of-node", place, "--database-url", other, *memory)
        checks.check("what the node published afterwards is not in it", done.returncode == 1 and "published" in said(done), said(done))
        done = harness.run("backup", "--data", work / "node", "--database-url", url, "--to", work / "of-node-2", "--with-keys", timeout=120)
        checks.check("the newest backup", done.returncode == 0, said(done))
        done = restore(work / "of-node-2", place, "--database-url", other, *memory)
        checks.check("is restored into another database", done.returncode == 0, said(done))
        postgres.sound(checks, "restored into a database", place, other)
        with postgres.Node(place, other, now=None) as node:
            checks.same("the case is there", node.as_("shop-owner").case(case["case"]).status, 200)
            checks.same("and it goes on", filing(node, 3).status, 201)
        done = restore(work / "of-node-2", work / "third", "--database-url", other, *memory)
        checks.check("not over a database that holds records", done.returncode == 1 and "holds records" in said(done), said(done))
        done = restore(work / "of-node-2", work / "home", *memory)
        checks.check("and into a directory", done.returncode == 0, said(done))
        sound(checks, "a directory", work / "home")
        database_interrupted(checks, cluster, work, memory)


def database_interrupted(checks, cluster, work, memory):
    """A restore into a database, killed while it copies and at its last writes beside it: run again, it is whole."""
    order, counted, source = work / "order", work / "counted", work / "of-node-2"

    def into(name, place, environment=None):
        url = f"postgres://postgres@/{name}?host={cluster.dir}"
        command = [harness.binary(), "restore", "--from", source, "--data", place, "--database-url", url, *memory]
        return subprocess.Popen([str(part) for part in command], env=os.environ | (environment or {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def again(what, name, place):
        url = f"postgres://postgres@/{name}?host={cluster.dir}"
        done = restore(source, place, "--database-url", url, *memory)
        whole = done.returncode == 0 or ("holds records" in said(done) and not (place / "restoring").exists())
        checks.check(f"{what}: run again, it is whole", whole, said(done))
        postgres.sound(checks, what, place, url)
        checks.check(f"{what}: koom.toml says where the records are", 'database = "postgresql"' in (place / "koom.toml").read_text())

    cluster.database("copying")
    place = work / "killed-copying"
    process = into("copying", place)
    open_now = "select count(*) from pg_stat_activity where datname = 'copying' and backend_xid is not null and query ilike 'insert%'"
    while process.poll() is None and cluster.sql("copying", open_now) == "0":
        pass
    process.kill()
    process.communicate()
    checks.check("killed while it copies", process.returncode == -signal.SIGKILL, process.returncode)
    tables = "select coalesce(sum(n), 0) from (select (xpath('/row/n/text()', query_to_xml('select count(*) as n from version', false, true, '')))[1]::text::int as n where to_regclass('version') is not null) t"
    checks.same("nothing of it is in the database", cluster.sql("copying", tables), "0")
    again("killed while it copies", "copying", place)

    order.write_text("kill 0")
    cluster.database("counted")
    process = into("counted", work / "pg-counted", storage.environment(work, work, order, counted))
    process.communicate()
    count, ended = int(counted.read_text()), 0
    for n in range(count - 12, count + 1):
        name, place = f"killed_{n}", work / f"pg-killed-{n}"
        cluster.database(name)
        order.write_text(f"kill {n}")
        process = into(name, place, storage.environment(work, work, order))
        process.communicate()
        if process.returncode != 0:
            ended += 1
            again(f"killed at its write {n} of {count}", name, place)
    order.unlink()
    checks.check("killed at its last writes", ended > 5, ended)


def main():
    checks = harness.Checks("backups")
    with harness.workplace("backups") as work:
        work = Path(work)
        data, last = online(checks, work)
        with checks.part("interrupted"):
            interrupted(checks, data, work)
        with checks.part("same log"):
            same_log(checks, data, last, work)
        with checks.part("an old database"):
            old_database(checks, work)
        with checks.part("in time"):
            in_time(checks, data, work)
        with checks.part("postgres"):
            with_postgres(checks, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
