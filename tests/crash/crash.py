"""kill -9, and then the power goes: nothing that was acknowledged is lost.

Three rounds: 1,000 filings at once, each with its own idempotency key; kill -9 in the middle; writes that were not synced
vanish (all of them, or some by chance); the same directory is started again. Then `koom verify` finds nothing wrong, each
acknowledged case is there with its receipt's leaf at that index and hash, each request sent again gives the same case, and no
case is there twice. A control round in which syncs do nothing must lose something, or the rounds above would prove nothing.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import powercut  # noqa: E402
import selftest  # noqa: E402

FILINGS = 1000
FILERS = ("shop-owner", "mother", "father", "guardian", "poor-mother", "unknown-income", "late-claimant", "proxy-holder")
# When the kill comes: after how many acknowledged cases, at any moment or before a sync; and what of the unsynced writes survives
# (None: nothing; a seed: some).
ROUNDS = ((40, "at once", None), (250, "before a sync", None), (450, "before a sync", 12))


def request(base, token, key, answers):
    body = json.dumps({"answers": answers}, ensure_ascii=False).encode()
    head = (
        "POST /api/v1/services/shop-sign-consent/cases HTTP/1.1\r\n"
        f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


async def file_one(port, wire, gate, done, statuses):
    """Files until there is an answer that is not `come back`; an error of the network is no answer."""
    await gate.wait()
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(wire)
            await writer.drain()
            raw = await reader.read(-1)
            writer.close()
        except OSError:
            return
        head, _, body = raw.partition(b"\r\n\r\n")
        status = int(head[9:12]) if head[:5] == b"HTTP/" else 0
        statuses[status] += 1
        if status in (429, 503):
            if b"retry-after" not in head.lower():
                statuses["come back, without saying when"] += 1
            await asyncio.sleep(0.2)
            continue
        if status == 201:
            # an answer that broke off acknowledges nothing
            try:
                done(json.loads(body))
            except ValueError:
                return
        return


async def storm(server, requests, kill_after, kill):
    """All filings at once; kill -9 after so many answers. Gives what was acknowledged, by key."""
    acknowledged, statuses, gate = {}, Counter(), asyncio.Event()

    def done_of(key):
        def done(view):
            acknowledged[key] = view
            if len(acknowledged) == kill_after:
                kill()

        return done

    tasks = [asyncio.create_task(file_one(server.port, wire, gate, done_of(key), statuses)) for key, wire in requests]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.wait(tasks, timeout=120)
    return acknowledged, statuses


def requests_of(server, number):
    out = []
    for n in range(FILINGS):
        key = f"round-{number}-filing-{n}"
        answers = {"sign_at": f"Мисал көчөсү, {number * FILINGS + n}", "sign_words": f"Нан {n}"}
        out.append((key, request(server.base, server.personas[FILERS[n % len(FILERS)]]["token"], key, answers)))
    return out


def stored(data):
    """Cases in the database: number -> how many first versions; and leaves of /log by index."""
    with harness.read_only(data) as database:
        cases = Counter(id for (id,) in database.execute("select id from version where register = 'koom.cases' and version = 1"))
        leaves = {index: leaf for index, leaf in database.execute("select idx, leaf from leaf where log = 'log'")}
        signs = Counter(
            json.loads(doc)["answers"]["sign_at"]
            for (doc,) in database.execute("select doc from version where register = 'koom.cases' and version = 1")
            if "sign_at" in doc
        )
    return cases, leaves, signs


def lost(data, acknowledged):
    """What is missing of what was acknowledged."""
    cases, leaves, _ = stored(data)
    out = []
    for key, view in acknowledged.items():
        receipt = view["receipt"]
        leaf = leaves.get(receipt["first"])
        if view["case"] not in cases:
            out.append(f"{key}: case {view['case']} is gone")
        elif leaf is None:
            out.append(f"{key}: leaf {receipt['first']} is gone")
        elif harness.leaf_hash(leaf.encode()) != harness.from_base64url(receipt["leaf_hash"]):
            out.append(f"{key}: leaf {receipt['first']} is another one")
    return out


def crash(checks, library, work, data, number, kill_after, when, seed):
    """One round on a directory that exists or not."""
    journal, trigger = work / f"journal-{number}", work / f"kill-{number}"
    server = harness.Demo(data, people=100, environment=cut_environment(library, data, journal, KOOM_CUT_KILL=str(trigger)))
    kill = trigger.touch if when == "before a sync" else lambda: os.kill(server.process.pid, 9)
    requests = requests_of(server, number)
    began = time.monotonic()
    acknowledged, statuses = asyncio.run(storm(server, requests, kill_after, kill))
    checks.same("it was killed", server.process.wait(30), -9)
    server.kill()
    took = time.monotonic() - began
    unsafe, gone = powercut.cut(data, journal, seed)
    print(f"  round {number}: {len(acknowledged)} acknowledged in {took:.1f} s, {gone} of {unsafe} unsynced changes lost, {dict(statuses)}", flush=True)
    if when == "before a sync":
        checks.check("writes were under way that no sync had made safe", unsafe > 0, unsafe)
    checks.check("filings were acknowledged before the kill", len(acknowledged) >= kill_after, len(acknowledged))
    checks.check("and others were not: the kill came in the middle", len(acknowledged) < FILINGS, len(acknowledged))
    checks.check("nothing but 201, 429 and 503 was answered", not set(statuses) - {201, 429, 503, 0}, dict(statuses))
    return requests, acknowledged


def cut_environment(library, data, journal, **more):
    journal.mkdir(exist_ok=True)
    data.mkdir(exist_ok=True)
    return {"LD_PRELOAD": str(library), "KOOM_CUT_DIR": str(data), "KOOM_CUT_JOURNAL": str(journal)} | more


def afterwards(checks, data, requests, acknowledged):
    """The directory after the cut, before and after a restart without the library."""
    status, report = harness.verify(data)
    checks.check("koom verify before the restart finds nothing", status == 0, report)
    checks.same("nothing acknowledged is lost", lost(data, acknowledged), [])
    with harness.Demo(data, now=None) as server:
        again = {}
        asyncio.run(replay(server, requests, again))
        wrong = [key for key, view in acknowledged.items() if again.get(key, {}).get("case") != view["case"]]
        checks.same("each acknowledged request sent again gives the same case", wrong, [])
        wrong = [key for key, view in acknowledged.items() if again.get(key, {}).get("receipt") != view["receipt"]]
        checks.same("and the same receipt", wrong, [])
        checks.same("the others are filed now", len(again), len(requests))
        proofs = server.client()
        sample = list(acknowledged.values())[:: max(1, len(acknowledged) // 20)]
        statuses = Counter(wait_for_proof(proofs, view["receipt"]["first"]) for view in sample)
        checks.same("the log proves their leaves", set(statuses), {200})
    _, _, signs = stored(data)
    twice = [sign for sign, times in signs.items() if times > 1]
    checks.same("no filing is there twice", twice, [])
    status, report = harness.verify(data)
    checks.check("koom verify afterwards finds nothing", status == 0, report)


def wait_for_proof(client, index):
    for _ in range(40):
        answer = client.get(f"/api/v1/log/{index}/proof")
        if answer.status != 404 or "retry-after" not in answer.headers:
            return answer.status
        time.sleep(0.25)
    return answer.status


async def replay(server, requests, again):
    gate, statuses, slots = asyncio.Event(), Counter(), asyncio.Semaphore(100)
    gate.set()

    async def one(key, wire):
        async with slots:
            await file_one(server.port, wire, gate, lambda view: again.__setitem__(key, view), statuses)

    await asyncio.gather(*(one(key, wire) for key, wire in requests))


def control(checks, library, work):
    """Syncs that do nothing must be seen as loss."""
    data, journal = work / "control", work / "journal-control"
    with harness.Demo(data, people=100) as server:
        pass
    server = harness.Demo(data, now=None, environment=cut_environment(library, data, journal, KOOM_CUT_NO_SYNC="1"))
    acknowledged, _ = asyncio.run(storm(server, requests_of(server, 9), 100, lambda: os.kill(server.process.pid, 9)))
    server.kill()
    powercut.cut(data, journal)
    checks.check("control: without syncs the same round loses acknowledged cases", lost(data, acknowledged) != [])


def full_disk(checks, library, work):
    """A full disk: nothing is entered, no personal data is shown, both say so; afterwards all goes on."""
    data, journal, switch = work / "full", work / "journal-full", work / "disk-is-full"
    with harness.Demo(data, people=100, environment=cut_environment(library, data, journal, KOOM_CUT_FULL=str(switch))) as server:
        owner, counter = server.as_("shop-owner"), server.as_("counter")
        answers = {"sign_at": "Мисал көчөсү, 1", "sign_words": "Нан"}
        checks.same("a filing before", owner.file("shop-sign-consent", answers).status, 201)
        search = {"purpose": "counter_service", "where": {"pin": server.personas["mother"]["pin"]}}
        checks.same("a search before", counter.post("/api/v1/registers/persons/search", search).status, 200)
        before = server.sizes()
        switch.touch()
        for lang in harness.LANGUAGES:
            filing = server.as_("shop-owner", lang).file("shop-sign-consent", answers)
            checks.check(f"a filing on a full disk is told so ({lang})", (filing.status, filing.json.get("code")) == (503, "disk-full"), filing)
            reading = server.as_("counter", lang).post("/api/v1/registers/persons/search", search)
            checks.check(f"a read of a person too ({lang})", (reading.status, reading.json.get("code")) == (503, "disk-full"), reading)
            checks.check("no personal data is in it", server.personas["mother"]["pin"] not in reading.text, reading)
        checks.same("public pages are still there", server.client().get("/api/v1/services").status, 200)
        switch.unlink()
        checks.same("nothing was entered meanwhile", server.sizes(), before)
        checks.same("a filing afterwards", owner.file("shop-sign-consent", answers).status, 201)
        checks.same("a read afterwards", counter.post("/api/v1/registers/persons/search", search).status, 200)
    status, report = harness.verify(data)
    checks.check("koom verify finds nothing", status == 0, report)


def main():
    checks = harness.Checks("crash")
    with harness.workplace("crash") as work:
        library = harness.library(work, HERE / "preload.c")
        with checks.part("the library"):
            selftest.run(checks, library, work)
        data = work / "data"
        for number, (kill_after, when, seed) in enumerate(ROUNDS, 1):
            with checks.part(f"round {number}"):
                afterwards(checks, data, *crash(checks, library, work, data, number, kill_after, when, seed))
        with checks.part("control"):
            control(checks, library, work)
        with checks.part("full disk"):
            full_disk(checks, library, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
