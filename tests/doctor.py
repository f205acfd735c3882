"""koom doctor: says of each thing how it is, changes nothing, and finds each of the faults that are made here."""

import json
import shutil
import sys
import time
from pathlib import Path

import harness
import postgres
import storage

WELL, BAD, WARNED = 0, 1, 3


def ask(data, *more, environment=None):
    """Exit status, and answers by what they are about."""
    done = harness.run("doctor", "--data", data, "--json", *more, environment=environment)
    try:
        answers = {one["about"]: one for one in json.loads(done.stdout)["answers"]}
    except ValueError:
        answers = {}
    return done.returncode, answers, done.stdout + done.stderr


def answer(checks, what, data, about, state, words, *more, environment=None):
    status, answers, said = ask(data, *more, environment=environment)
    one = answers.get(about, {})
    checks.check(what, one.get("state") == state and words in one.get("sentence", ""), one or said)
    expected = {"bad": BAD, "warning": WARNED}.get(state)
    if expected == BAD:
        checks.same(f"{what}: exit code", status, BAD)
    elif expected == WARNED:
        checks.check(f"{what}: exit code", status in (WARNED, BAD), status)


def files(data):
    return {path: path.read_bytes() for path in sorted(Path(data).rglob("*")) if path.is_file() and not path.name.endswith(("-shm", "-wal"))}


def faults(checks, good, work):
    """Each on a copy."""

    def copy(name):
        place = work / name
        shutil.copytree(good, place)
        return place

    place = copy("no-toml")
    (place / "koom.toml").write_text("origin = 1\n")
    answer(checks, "a koom.toml that does not read", place, "koom.toml", "bad", "koom.toml")
    place = copy("open-key")
    (place / "keys" / "log-0001.key").chmod(0o644)
    answer(checks, "a key that others may read", place, "keys", "bad", "chmod 600")
    place = copy("no-key")
    shutil.rmtree(place / "keys")
    answer(checks, "no key", place, "keys", "bad", "bring keys/ back")
    place = copy("restoring")
    (place / "restoring").mkdir()
    answer(checks, "a restore that was interrupted", place, "restore", "bad", "koom restore")
    place = copy("older")
    with storage.harness.sqlite3.connect(place / "koom.db") as database:
        database.execute("update head set size = size - 1 where log = 'log'")
    answer(checks, "a database behind what was published", place, "published", "bad", "second history")
    place = copy("damaged")
    size = (place / "koom.db").stat().st_size
    with open(place / "koom.db", "r+b") as file:
        for at in range(size // 3, size, 8192):
            file.seek(at // 8192 * 8192)
            file.write(b"\xff" * 64)
    status, answers, said = ask(place)
    checks.check("a damaged file", status == BAD and any(one["state"] == "bad" and "damaged" in one["sentence"] for one in answers.values()), said)
    place = copy("migrated-otherwise")
    with storage.harness.sqlite3.connect(place / "koom.db") as database:
        database.execute("update migration set sha256 = '0' where number = 1")
    answer(checks, "a migration applied otherwise", place, "schema", "bad", "migration 1")
    place = copy("first-schema")
    with storage.harness.sqlite3.connect(place / "koom.db") as database:
        database.executescript("drop table migration; update meta set value = '1' where name = 'schema'")
    answer(checks, "a schema of before", place, "schema", "warning", "make a backup first")
    place = copy("forgot")
    (place / "published.json").unlink()
    answer(checks, "no memory of what was published", place, "published", "warning", "nothing here remembers")
    place = copy("edited")
    with storage.harness.sqlite3.connect(place / "koom.db") as database:
        database.execute("update version set doc = '{}' where register = 'koom.cases'")
    status, answers, said = ask(place, "--deep")
    checks.check("--deep verifies", status == BAD and answers["verify"]["state"] == "bad", said)
    answer(checks, "a clock behind", good, "clock", "bad", "set the clock right", environment=storage.environment_of_clock(work, -3 * 24 * 3600))


def with_postgres(checks, work):
    with postgres.Cluster(work) as cluster:
        url = cluster.database("doctor")
        with postgres.Node(work / "node", url, now=None) as node:
            node.as_("shop-owner").file(storage.SERVICE, {"sign_at": "Мисал көчөсү, 1", "sign_words": "Нан"})
            time.sleep(1.5)
            status, answers, said = ask(work / "node", "--database-url", url)
            checks.check("a database that waits for its disk", status == WELL and answers["durability"]["state"] == "ok", said)
        cluster.sql("doctor", "alter system set fsync = off")
        cluster.sql("doctor", "select pg_reload_conf()")
        time.sleep(0.5)
        answer(checks, "one that does not", work / "node", "durability", "bad", "fsync is off", "--database-url", url)
        cluster.stop()
        answer(checks, "one that is away", work / "node", "database", "bad", "can't be", "--database-url", url)


def main():
    checks = harness.Checks("doctor")
    with harness.workplace("doctor") as work:
        work = Path(work)
        good = work / "good"
        with harness.Demo(good, people=60, now=None) as server:
            server.as_("shop-owner").file(storage.SERVICE, {"sign_at": "Мисал көчөсү, 1", "sign_words": "Нан"})
            time.sleep(1.5)
            status, answers, said = ask(good)
            checks.check("beside a running server: all is well", status == WELL, said)
            checks.check("and who writes", str(server.process.pid) in answers.get("lock", {}).get("sentence", ""), answers.get("lock"))
        before = files(good)
        status, answers, said = ask(good, "--deep")
        checks.check("a stopped one: all is well", status == WELL and len(answers) >= 12, said)
        checks.check("and nothing was changed", files(good) == before)
        checks.check("in words too", "ok" in harness.run("doctor", "--data", good).stdout)
        with checks.part("faults"):
            faults(checks, good, work)
        with checks.part("postgres"):
            with_postgres(checks, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
