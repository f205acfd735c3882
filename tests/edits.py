"""`koom verify` finds each of 100 hand edits: edits.py [WORK]

Each edit is made on a copy of the data directory of a real run: one value of one row changed, a row taken away, or a row put in,
in every table of the database, by a seed. An edit that the database itself refuses, or that changes nothing, is drawn again.
"""

import os
import random
import shutil
import sqlite3
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import harness
import main_job

EDITS = 100
SEED = 20261122


def tables(database):
    """Tables and their columns, with those of the primary key."""
    out = {}
    for (name,) in database.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"):
        info = database.execute(f"pragma table_info({name})").fetchall()
        out[name] = [(column, kind.lower(), bool(key)) for _, column, kind, _, _, key in info]
    return out


def other_value(chance, database, table, column, value):
    """Another value for a column: sometimes one that another row has, which looks right."""
    if chance.random() < 0.4:
        row = database.execute(f"select {column} from {table} where {column} is not ? order by random() limit 1", (value,)).fetchone()
        if row:
            return row[0]
    if value is None:
        return chance.choice([0, "x"])
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 86_400_000_000])
    if isinstance(value, bytes):
        if not value:
            return b"x"
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    if not value:
        return "x"
    at = chance.randrange(len(value))
    return value[:at] + chance.choice([c for c in "0123456789abcdefө" if c != value[at]]) + value[at + 1 :]


def some_row(chance, database, table, columns):
    """A row, evenly by a random order that the seed decides."""
    names = ", ".join(column for column, *_ in columns)
    count = database.execute(f"select count(*) from {table}").fetchone()[0]
    if not count:
        return None
    return database.execute(f"select {names} from {table} limit 1 offset ?", (chance.randrange(count),)).fetchone()


def where(columns, row):
    """Finds exactly this row."""
    return " and ".join(f"{column} is ?" for column, *_ in columns), list(row)


def edit(chance, database, table, columns):
    """One edit in words, or None if it could not be made."""
    row = some_row(chance, database, table, columns)
    if row is None:
        return None
    kind = chance.choice(("update", "update", "update", "delete", "insert"))
    condition, values = where(columns, row)
    if kind == "delete":
        done = database.execute(f"delete from {table} where {condition}", values)
        return f"{table}: a row deleted" if done.rowcount else None
    position = chance.randrange(len(columns))
    column = columns[position][0]
    fresh = other_value(chance, database, table, column, row[position])
    if fresh == row[position]:
        return None
    if kind == "update":
        done = database.execute(f"update {table} set {column} = ? where {condition}", [fresh, *values])
        return f"{table}.{column}: {harness.shorten(row[position], 60)!r} became {harness.shorten(fresh, 60)!r}" if done.rowcount else None
    if table == "meta":
        # a setting that nothing asks for affects no page and no decision
        return None
    keys = [index for index, (*_, key) in enumerate(columns) if key]
    copy = list(row)
    # nor does a row of a log that is neither of the two
    places = [index for index in keys or range(len(columns)) if columns[index][0] != "log"]
    if not places:
        return None
    at = chance.choice(places)
    copy[at] = other_value(chance, database, table, columns[at][0], row[at])
    marks = ", ".join("?" for _ in columns)
    database.execute(f"insert into {table} ({', '.join(c for c, *_ in columns)}) values ({marks})", copy)
    return f"{table}: a row put in, with another {columns[at][0]}"


def edited(good, copy, number):
    """A copy of the directory with the edit of this number; what it is."""
    chance = random.Random(SEED + number)
    shutil.copytree(good, copy)
    database = sqlite3.connect(copy / "koom.db", isolation_level=None)
    database.execute("pragma ignore_check_constraints = on")
    database.execute("pragma journal_mode = delete")
    all_tables = tables(database)
    names = sorted(all_tables)
    table = names[number % len(names)]
    what = None
    for _ in range(50):
        try:
            what = edit(chance, database, table, all_tables[table])
        except sqlite3.Error:
            what = None
        if what:
            break
        table = chance.choice(names)
    database.close()
    return what, table


def judge_one(good, work, number):
    copy = work / f"edit-{number}"
    what, table = edited(good, copy, number)
    status, report = harness.verify(copy)
    shutil.rmtree(copy)
    return number, what, table, status, report


def still(data, work):
    """A copy in one file, without a log beside it, so that copies are quick."""
    good = work / "good"
    shutil.copytree(data, good)
    database = sqlite3.connect(good / "koom.db")
    database.execute("pragma wal_checkpoint(truncate)")
    database.execute("pragma journal_mode = delete")
    database.close()
    return good


def judge(checks, data, work):
    good = still(data, work)
    status, report = harness.verify(good)
    checks.check("without an edit koom verify is content", status == 0 and report["findings"] == [], report)
    touched = Counter()
    with ThreadPoolExecutor(int(os.environ.get("KOOM_JOBS", os.cpu_count() or 2))) as pool:
        for number, what, table, status, report in pool.map(lambda n: judge_one(good, work, n), range(EDITS)):
            touched[table] += 1
            checks.check(f"edit {number} ({what}) is found", what and status == 1 and (report["findings"] or report.get("said")), report)
    with sqlite3.connect(good / "koom.db") as database:
        full = {name for name in tables(database) if database.execute(f"select count(*) from {name}").fetchone()[0]}
    checks.same("every table was edited", full - set(touched), set())
    print(f"  {dict(sorted(touched.items()))}", flush=True)


def main(given=None):
    checks = harness.Checks("edits")
    with harness.workplace("edits") as work, checks.part("edits"):
        if given:
            judge(checks, Path(given) / "data", Path(work))
        else:
            judge(checks, main_job.play(harness.Checks("main_job"), Path(work)), Path(work))
    return checks.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
