"""Each release's data directory: what an older program wrote, this one verifies, goes on with, and verifies again.

releases.py [--make VERSION] ; the second plays the main job with this program and keeps its directory as a release's.
"""

import shutil
import sqlite3
import sys
import tarfile
from pathlib import Path

import harness
import main_job

KEPT = Path(__file__).resolve().parent / "releases"


def make(version):
    """Keeps what this program writes: only for a release that is being made."""
    with harness.workplace("releases") as work:
        checks = harness.Checks("releases")
        data = main_job.play(checks, Path(work), people=40)
        if checks.end() != 0:
            return 1
        for name in ("koom.lock", "koom.db-shm", "koom.db-wal"):
            (data / name).unlink(missing_ok=True)
        with tarfile.open(KEPT / f"data-{version}.tar.xz", "x:xz") as archive:
            archive.add(data, arcname="data")
    return 0


def read(checks, archive, work):
    """One release."""
    name = archive.name.removesuffix(".tar.xz")
    with tarfile.open(archive) as packed:
        packed.extractall(work)  # ours: nothing in it leads outside
    data = work / "data"
    status, report = harness.verify(data)
    checks.check(f"{name}: koom verify finds nothing", status == 0, report)
    with harness.read_only(data) as database:
        before = dict(database.execute("select log, count(*) from leaf group by log").fetchall())
    backup = work / "backup"
    done = harness.run("backup", "--data", data, "--to", backup, "--with-keys")
    checks.check(f"{name}: a backup before it is migrated", done.returncode == 0, done.stdout + done.stderr)
    with harness.Demo(data, now=None) as server:
        mother = server.as_("mother")
        seen = mother.get("/api/v1/me")
        granted = [line["case"] for line in seen.json["cases"] if line["state"] == "granted"]
        checks.check(f"{name}: her granted case is there", granted, seen)
        case = granted[0]
        paper = mother.get(f"/api/v1/cases/{case}/document")
        checks.check(f"{name}: and the document as it was made", paper.status == 200 and paper.body[:5] == b"%PDF-", paper)
        sign = server.as_("shop-owner").file("shop-sign-consent", {"sign_at": "Мисал көчөсү, 77", "sign_words": "Нан"})
        checks.same(f"{name}: it goes on", sign.status, 201)
        # The published law has templates of its own, which know nothing of what was added since.
        free = server.as_("no-record").file("criminal-record-certificate", {"delivery": "electronic"})
        checks.same(f"{name}: a new decision", (free.status, free.json.get("state")), (201, "issued-clear"))
        paper = server.as_("no-record").get(f"/api/v1/cases/{free.json['case']}/document")
        checks.check(f"{name}: and its document", paper.status == 200 and paper.body[:5] == b"%PDF-", paper)
    status, report = harness.verify(data)
    checks.check(f"{name}: koom verify finds nothing afterwards", status == 0, report)
    with harness.read_only(data) as database:
        noted = database.execute("select count(*), (select value from meta where name = 'schema') from migration").fetchone()
        checks.check(f"{name}: it is migrated, and each step noted", str(noted[0]) == noted[1], noted)
        after = dict(database.execute("select log, count(*) from leaf group by log").fetchall())
    done = harness.run("restore", "--from", backup, "--data", work / "restored", "--nothing-published-since")
    status, report = harness.verify(work / "restored")
    checks.check(f"{name}: the backup is restored and verified", done.returncode == status == 0, (done.stderr, report))
    with harness.Demo(work / "restored", now=None) as server:
        checks.same(f"{name}: and served", server.as_("mother").get("/api/v1/me").status, 200)
    checks.check(f"{name}: both logs only grew", all(after[log] > size for log, size in before.items()), (before, after))
    with sqlite3.connect(data / "koom.db") as database:
        database.execute("update version set doc = json_set(doc, '$.state', 'refused') where register = 'koom.cases' and id = ?", (case,))
    status, report = harness.verify(data)
    checks.check(f"{name}: and a change by hand is found", status != 0, report)


def main():
    if sys.argv[1:2] == ["--make"]:
        return make(sys.argv[2])
    checks = harness.Checks("releases")
    archives = sorted(KEPT.glob("data-*.tar.xz"))
    checks.check("there are releases to read", archives)
    for archive in archives:
        with harness.workplace("releases") as work, checks.part(archive.name):
            read(checks, archive, Path(work))
            shutil.rmtree(Path(work) / "data", ignore_errors=True)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
