"""People as files: the same bytes for the same seed, in and out of registers, through kill -9 and with bad lines."""

import csv
import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import harness

KG = harness.ROOT / "states" / "kg"
MINI = harness.ROOT / "states" / "mini"
DAY = "2026-11-22"


def koom(*arguments, code=0):
    """Runs the program; its standard output. Another exit code than `code` is a failure of the test."""
    done = subprocess.run([harness.binary(), *map(str, arguments)], capture_output=True, text=True, timeout=600)
    if done.returncode != code:
        raise RuntimeError(f"koom {arguments[0]} ended with {done.returncode}: {done.stderr[-1500:]}")
    return done


def lines_of(folder):
    """How many lines each file of a folder has."""
    return {path.stem: sum(1 for _ in path.open()) for path in sorted(folder.glob("*.jsonl"))}


def digest(folder):
    everything = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        everything.update(path.name.encode() + path.read_bytes())
    return everything.hexdigest()


def versions(data):
    with sqlite3.connect(f"file:{data}/koom.db?mode=ro", uri=True) as database:
        return dict(database.execute("select register, count(*) from version where register not like '%.%' group by 1"))


def same_bytes(checks, work):
    folders = [work / name for name in ("first", "second", "other")]
    for folder, seed in zip(folders, (7, 7, 8)):
        koom("simulate", "people", KG, "--people", 8000, "--seed", seed, "--now", DAY, "--out", folder)
    checks.same("the same seed gives the same bytes", digest(folders[0]), digest(folders[1]))
    checks.check("another seed gives others", digest(folders[0]) != digest(folders[2]))
    koom("simulate", "people", KG, "--people", 10, "--now", DAY, "--out", folders[0], code=1)
    checks.same("a folder that is not empty is left alone", digest(folders[0]), digest(folders[1]))
    return folders[0]


def killed(checks, work, people):
    """Kills an import again and again; what is in at the end is what is in the files, once."""
    data, kills = work / "killed", 0
    expected = lines_of(people)
    for pause in (0.6, 0.9, 1.2, 1.5, 1.8):
        process = subprocess.Popen(
            [harness.binary(), "import", people, "--data", data, "--state", KG],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(pause)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.communicate()
        if kills and process.returncode == 0:
            break
    checks.check("the import was killed at least once", kills > 0)
    told = json.loads(koom("import", people, "--data", data, "--state", KG, "--json").stdout)
    checks.check("something was in before", any(one["already"] for one in told) or kills == 0, told[:3])
    checks.same("no line is bad", sum(one["bad"] for one in told), 0)
    found = versions(data)
    checks.same("each line is in once", {name: found.get(name) for name in expected}, expected)
    again = json.loads(koom("import", people, "--data", data, "--json").stdout)
    checks.same("a second time nothing is entered", sum(one["entered"] for one in again), 0)
    checks.same("verify finds nothing", koom("verify", "--data", data, "--json").stdout.count('"place"'), 0)
    return data


def round_trip(checks, work, data, people):
    out = work / "out"
    out.mkdir()
    for name, purpose, kind in (
        ("persons", "birth_registration", "csv"),
        ("residence", "benefit_eligibility", "jsonl"),
        ("livestock", "water_supply", "csv"),
    ):
        koom("export", name, "--data", data, "--out", out / f"{name}.{kind}", "--purpose", purpose)
    back = work / "back"
    koom("import", out, "--data", back, "--state", KG)
    for name in ("persons", "residence", "livestock"):
        koom("export", name, "--data", back, "--out", work / f"{name}.jsonl", "--purpose", "birth_registration")
        known = [json.loads(line) for line in (people / f"{name}.jsonl").open()]
        came = [json.loads(line) for line in (work / f"{name}.jsonl").open()]
        for line in came:
            line.pop("version", None)
        as_set = lambda lines: sorted(json.dumps(line, sort_keys=True) for line in lines)
        checks.same(f"{name} come back as they were invented", as_set(came) == as_set(known), True)
    koom("export", "residence", "--data", back, "--out", work / "then.csv", "--at", "2020-01-01", "--purpose", "birth_registration")
    then = list(csv.DictReader((work / "then.csv").open()))
    checks.check("an export of a day holds that day's lines", then and all(row["valid_from"] <= "2020-01-01" for row in then))
    checks.check("and one for each person", len({row["person"] for row in then}) == len(then))
    koom("export", "persons", "--data", back, "--out", work / "no.csv", "--purpose", "curiosity", code=1)
    koom("export", "persons", "--data", back, "--out", work / "then.csv", "--purpose", "birth_registration", code=1)
    with sqlite3.connect(f"file:{back}/koom.db?mode=ro", uri=True) as database:
        looks = database.execute("select count(*) from leaf where log = 'reads' and leaf like '%read.bulk%'").fetchone()[0]
    checks.check("an export left leaves in /reads", looks > 0)


def bad_lines(checks, work):
    table = work / "people.csv"
    good = "AB{:06},Ada,Monto,female,1990-01-02,1990-01-02\n"
    head = "resident,given,family,sex,born_on,valid_from\n"
    rows = [good.format(number) for number in range(50)]
    rows[7] = "AB1,Ada,Monto,female,1990-01-02,1990-01-02\n"
    rows[9] = "AB000009,Ada,Monto,female,02.01.1990,1990-01-02\n"
    rows[11] = "AB000011,Ada\n"
    table.write_text(head + "".join(rows))
    data = work / "bad"
    before = koom("import", table, "--data", data, "--state", MINI, "--strict", code=1)
    checks.check("strict says what and where", f"{table}:9: resident: write resident like" in before.stderr, before.stderr)
    checks.check("strict enters nothing", "people" not in versions(data))
    done = koom("import", table, "--data", data, code=3)
    checks.check("a bad line is told by its number", f"{table}:11: born_on: write a date" in done.stderr, done.stderr)
    checks.check("no value of a bad line is told", "02.01.1990" not in done.stderr)
    checks.same("good lines are in", versions(data).get("people"), 47)
    left = Path(f"{table}.bad")
    checks.same("bad lines are kept as they were", left.read_text(), head + rows[7] + rows[9] + rows[11])
    checks.same("with a reason each", len(Path(f"{table}.bad.why").read_text().splitlines()), 3)
    mended = work / "mended.csv"
    mended.write_text(head + good.format(7) + good.format(9) + good.format(11))
    koom("import", mended, "--data", data, "--register", "people")
    checks.same("mended lines come in", versions(data).get("people"), 50)
    wrong = work / "homes.csv"
    wrong.write_text("persn,household\nAB000001,h\n")
    said = koom("import", wrong, "--data", data, code=1).stderr
    checks.check("a head that does not fit is told", "homes.csv:1: persn: leave this out" in said, said)
    koom("import", work / "nothing.csv", "--data", data, code=1)


def main():
    checks = harness.Checks("exchange")
    with harness.workplace("exchange") as work:
        work = Path(work)
        with checks.part("the same bytes"):
            people = same_bytes(checks, work)
        with checks.part("kill -9"):
            data = killed(checks, work, people)
        with checks.part("out and in again"):
            round_trip(checks, work, data, people)
        with checks.part("bad lines"):
            bad_lines(checks, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
