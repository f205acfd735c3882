"""Shows that the preload library takes back what was not synced, and nothing else. Used by crash.py."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import powercut

WRITER = textwrap.dedent(
    """
    import sqlite3, sys
    database = sqlite3.connect(sys.argv[1] + "/try.db", isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute("create table if not exists row (n integer primary key, text)")
    database.execute("pragma synchronous = " + sys.argv[2])
    for n in range(1, 100000):
        database.execute("insert into row values (?, ?)", (n, "x" * 100))
        print(n, flush=True)
    """
)

FILES = textwrap.dedent(
    """
    import os, sys
    os.chdir(sys.argv[1])
    def put(name, text, sync):
        with open(name, "w") as file:
            file.write(text)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    def sync_folder():
        fd = os.open(".", os.O_RDONLY)
        os.fsync(fd)
        os.close(fd)
    put("whole", "first", True)
    put("named-later", "first", True)
    put("replaced", "first", True)
    put("removed", "first", True)
    sync_folder()
    put("whole", "second", True)                     # durable
    put("named-later", "second", False)              # falls back to its first content
    put("unsynced-name", "first", True)              # content is safe, its name is not
    put("replaced.new", "second", True)
    os.rename("replaced.new", "replaced")            # the name falls back
    os.unlink("removed")                             # comes back
    with open("whole", "a") as file:
        file.write(" and third")                     # falls away
    os.kill(os.getpid(), 9)
    """
)


def environment(library, root, journal, **more):
    journal.mkdir(parents=True, exist_ok=True)
    return os.environ | {"LD_PRELOAD": str(library), "KOOM_CUT_DIR": str(root), "KOOM_CUT_JOURNAL": str(journal)} | more


def rows_after_cut(library, work, synchronous, seed=None):
    """Writes rows, kills the writer, cuts the power: (rows acknowledged, rows there)."""
    root, journal = Path(work) / f"sqlite-{synchronous}-{seed}", Path(work) / f"journal-{synchronous}-{seed}"
    root.mkdir()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), synchronous], stdout=subprocess.PIPE, env=environment(library, root, journal), text=True
    )
    acknowledged = 0
    for line in writer.stdout:
        acknowledged = int(line)
        if acknowledged >= 150:
            writer.kill()
    writer.wait()
    powercut.cut(root, journal, seed)
    with sqlite3.connect(root / "try.db") as database:
        intact = database.execute("pragma integrity_check").fetchone()[0]
        there = database.execute("select count(*) from row").fetchone()[0] if intact == "ok" else -1
    return acknowledged, there


def run(checks, library, work):
    for seed in (None, 1, 2):
        said, there = rows_after_cut(library, work, "full", seed)
        checks.check(f"with synchronous=FULL no acknowledged row is lost (seed {seed})", there >= said >= 150, f"{said} acknowledged, {there} there")
    said, there = rows_after_cut(library, work, "off")
    checks.check("with synchronous=OFF acknowledged rows are lost", there < said, f"{said} acknowledged, {there} there")

    root, journal = Path(work) / "files", Path(work) / "files-journal"
    root.mkdir()
    subprocess.run([sys.executable, "-c", FILES, str(root)], env=environment(library, root, journal), check=False)
    powercut.cut(root, journal)
    there = {path.name: path.read_text() for path in root.iterdir()}
    expected = {"whole": "second", "named-later": "first", "replaced": "first", "removed": "first"}
    checks.same("files and names after the cut", there, expected)
