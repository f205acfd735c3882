"""Views for analysts, asked by psql: what the registers say is open, of today and of any day, and nothing else."""

import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import harness
import postgres

FIRST = date(2020, 1, 1)
CANALS = 20


def asked(cluster, name, role, text):
    """What psql says to a role: output, or the error."""
    command = [*cluster.user, cluster.bin / "psql", "-h", cluster.dir, "-U", role, "-d", name, "-At", "-v", "ON_ERROR_STOP=1", "-c", text]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=cluster.dir)
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip(), done.stderr


def made(data, url, *more):
    return harness.run("views", "--data", data, "--database-url", url, "--make", *more)


def reads(checks, cluster, data, url):
    """An analyst reads what is open, in columns with types and comments."""
    nobody = made(data, url, "--reader", "analyst")
    checks.check("a reader that does not exist: a sentence that helps", nobody.returncode == 1 and 'create role "analyst" login' in nobody.stderr, nobody.stderr)
    cluster.sql("views", "create role analyst login")
    for again in ("made", "made again"):
        done = made(data, url, "--reader", "analyst")
        checks.check(again, done.returncode == 0 and "places" in done.stdout, done.stdout + done.stderr)
    say = lambda text: asked(cluster, "views", "analyst", text)[0]
    published = sum(1 for line in (harness.ROOT / "states/kg/records/places.csv").read_text().splitlines() if line and not line.startswith("#")) - 1
    checks.same("all places", say("select count(*) from open.places"), str(published))
    checks.same("with types", say("select distinct pg_typeof(lat), pg_typeof(code) from open.places"), "numeric|text")
    checks.same("days are days", say("select distinct pg_typeof(opens_on), pg_typeof(season) from open.canals"), "date|numeric")
    named = say("select name_en, name_ky from open.places where parent is null and kind = 'region' order by code limit 1")
    checks.check("names", len(named.split("|")) == 2 and all(named.split("|")), named)
    joined = say("select count(*) from open.schools s join open.places p on p.code = s.district")
    checks.same("views join", joined, say("select count(*) from open.schools"))
    companies = cluster.sql("views", "select count(distinct id) from version where register = 'companies' and ended = 0")
    checks.same("companies", say("select count(*) from open.companies"), companies)
    comment = say("select obj_description('open.places'::regclass), col_description('open.places'::regclass, 1)")
    checks.check("comments say what it is", "Аймактардын реестри|Аймактын коду" == comment, comment)


def refused(checks, cluster, data, url):
    """Nothing else is to be had, not by tricks either."""
    say = lambda text: asked(cluster, "views", "analyst", text)[0]
    for what, text, said in (
        ("the records", "select doc from version", "permission denied"),
        ("the logs", "select body from leaf", "permission denied"),
        ("the search values", "select tval from idx", "permission denied"),
        ("people's log keys", "select key from subject_key", "permission denied"),
        ("a register about people", "select * from open.persons", "does not exist"),
        ("a column that is not open", "select number, doc from open.companies", "does not exist"),
        ("subjects", "select subjects from open.places", "does not exist"),
        ("writing", "delete from open.places", "cannot delete"),
        ("views of one's own in that schema", "create view open.mine as select 1", "permission denied"),
    ):
        checks.check(f"{what}: refused", said in say(text), say(text))
    leak = (
        "set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off; create function pg_temp.peep(text) returns boolean language plpgsql cost 0.0000001 as "
        "$$ begin raise notice 'seen %', $1; return true; end $$; select count(*) from open.schools where pg_temp.peep(address)"
    )
    open_ones = set(say("select address from open.schools_history").split("\n"))
    peeped = lambda: {line.split("seen ", 1)[1] for line in asked(cluster, "views", "analyst", leak)[1].splitlines() if "seen " in line}
    checks.check("a function of one's own sees no other rows", peeped() and peeped() <= open_ones, sorted(peeped() - open_ones)[:3])
    bare = "select count(*) from pg_class where relnamespace = 'open'::regnamespace and reloptions::text not like '%security_barrier=true%'"
    checks.same("each view is a barrier", cluster.sql("views", bare), "0")
    cluster.sql("views", "grant select on version to analyst")
    checks.check("a right too many is seen by this test", "permission denied" not in say("select count(doc) from version"))
    cluster.sql("views", "revoke select on version from analyst")


def any_day(checks, cluster):
    """Versions that overlap at random: the views give for each day what a plain reading of the versions gives."""
    chance = random.Random(7)
    day = lambda: FIRST + timedelta(days=chance.randrange(60))
    rows = []
    for canal in range(CANALS):
        for version in range(1, chance.randrange(2, 9)):
            start = FIRST if version == 1 else day()
            end = None if chance.random() < 0.4 else start + timedelta(days=chance.randrange(0, 30))
            rows.append((f"x{canal}", version, start, end, int(version > 1 and chance.random() < 0.25)))
    values = ", ".join(
        f"('canals', '{record}', {version}, 0, 0, '{start}', '{end or 'ever'}', {ended}, '[]', '[]', "
        f"'{{\"canal\":\"{record}\",\"name\":\"{version}\",\"season\":\"2020\",\"opens_on\":\"2020-04-01\",\"closes_on\":\"2020-09-01\"}}')"
        for record, version, start, end, ended in rows
    )
    cluster.sql("views", f"insert into version (register, id, version, act, recorded, valid_from, valid_until, ended, subjects, keys, doc) values {values}")
    wrong = []
    for days in range(-1, 95):
        on = FIRST + timedelta(days=days)
        effective = {}
        for record, version, start, end, ended in rows:
            if start <= on and (end is None or on < end):
                effective[record] = (version, ended)
        expected = sorted(f"{record}|{version}" for record, (version, ended) in effective.items() if not ended)
        text = f"select canal, name from open.canals_history where canal like 'x%' and daterange(valid_from, valid_until) @> date '{on}' order by 1, 2"
        seen = sorted(filter(None, asked(cluster, "views", "analyst", text)[0].split("\n")))
        if seen != expected:
            wrong.append((str(on), seen, expected))
    checks.same("on each of 96 days", wrong[:1], [])
    checks.check("and records ended in between", any(ended for *_, ended in rows) and len(rows) > 40, len(rows))
    today = asked(cluster, "views", "analyst", "select canal, name from open.canals where canal like 'x%' order by 1")[0]
    history = asked(cluster, "views", "analyst", "select canal, name from open.canals_history where canal like 'x%' and valid_until is null order by 1")[0]
    checks.same("today is what has no end", today, history)


def printed(checks, cluster, work, data, url):
    """The statements are for whoever wants to read them first."""
    done = harness.run("views", harness.ROOT / "states" / "mini")
    checks.check("of a folder", done.returncode == 0 and 'create view open."districts" ' in done.stdout and done.stdout.endswith("commit;\n"), done.stdout + done.stderr)
    text = harness.run("views", "--data", data, "--database-url", url).stdout
    command = [*cluster.user, cluster.bin / "psql", "-h", cluster.dir, "-U", "postgres", "-d", "views", "-q", "-v", "ON_ERROR_STOP=1"]
    ran = subprocess.run([str(part) for part in command], input=text, capture_output=True, text=True, cwd=cluster.dir)
    checks.same("psql takes them", (ran.returncode, ran.stderr.replace("NOTICE", "")[:0]), (0, ""))
    checks.check("whoever made no `open` schema loses none", "nothing" not in text and "raise exception" in text)
    cluster.sql("views", "comment on schema open is 'mine'")
    foreign = made(data, url)
    checks.check("a schema of someone else is left alone", foreign.returncode == 1 and cluster.sql("views", "select count(*) from open.places") != "0", foreign.stderr)
    with harness.Demo(Path(work) / "file", people=20):
        pass
    file = harness.run("views", "--data", Path(work) / "file", "--make")
    checks.check("a file knows no readers: a sentence", file.returncode == 1 and "koom copy" in file.stderr, file.stderr)


def main():
    checks = harness.Checks("views")
    with harness.workplace("views") as work, postgres.Cluster(work) as cluster:
        url, data = cluster.database("views"), Path(work) / "data"
        with postgres.Node(data, url, people=120) as node:
            checks.same("a case", node.as_("shop-owner").file(postgres.SERVICE, postgres.FORM).status, 201)
            for part in (reads, refused):
                with checks.part(part.__name__):
                    part(checks, cluster, data, url)
            checks.same("the server goes on", node.as_("mother").get("/api/v1/me").status, 200)
        postgres.sound(checks, "views", data, url)
        with checks.part("any_day"):
            any_day(checks, cluster)
        with checks.part("printed"):
            printed(checks, cluster, work, data, url)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
