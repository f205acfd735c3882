"""Faults of storage, at every place where a server writes: a full disk, a write that fails, half a write, a sync that fails.

A library between the program and the C library (crash/fault.c) counts the writes of one filing and the checkpoint after it, and
makes each of them fail in turn. Each time: the person is told (503) or the program ends and says why; what was acknowledged is there
after a restart, a filing sent again is there once, and `koom verify` finds nothing. Then a clock that stands behind the last record,
and two programs on one directory.
"""

import concurrent.futures
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import harness

SERVICE = "shop-sign-consent"
FAULTS = Path(__file__).resolve().parent / "crash" / "fault.c"
# Restarts take time: so many sites of each kind that ends the program are tried, spread over all there are.
RESTARTS = int(os.environ.get("KOOM_FAULT_SITES", "24"))
HALTED = 4


def environment(work, folder, order, counted=None, only=None):
    """Of a program whose writes under a folder, or to the file named `only` in it, fail as `order` says."""
    more = {"KOOM_FAULT_COUNT": str(counted)} if counted else {}
    more |= {"KOOM_FAULT_FILE": only} if only else {}
    return {"LD_PRELOAD": str(harness.library(work, FAULTS)), "KOOM_FAULT_DIR": str(folder), "KOOM_FAULT_ARM": str(order)} | more


class Place:
    """A data directory, its acknowledged filings, and the orders of the library."""

    def __init__(self, work, name, people=60):
        self.work, self.data = work, work / name
        self.order, self.counted = work / f"{name}.order", work / f"{name}.counted"
        self.acknowledged = {}
        self.data.mkdir()
        self.people = people

    def start(self, only=None, **more):
        now = {} if (self.data / "demo-personas.json").exists() else {"people": self.people}
        if not now:
            now = {"now": None}
        return harness.Demo(self.data, environment=environment(self.work, self.data, self.order, self.counted, only), **now, **more)

    def arm(self, kind, n):
        self.counted.unlink(missing_ok=True)
        half = self.order.with_suffix(".new")
        half.write_text(f"{kind} {n} {time.monotonic_ns()}")
        half.rename(self.order)

    def disarm(self):
        self.order.unlink(missing_ok=True)

    def count(self):
        return int(self.counted.read_text()) if self.counted.exists() else 0

    def file(self, server, key):
        """Files; the answer, or None if the program went away."""
        answers = {"sign_at": f"Мисал көчөсү, {key}", "sign_words": "Нан"}
        try:
            answer = server.as_("shop-owner").file(SERVICE, answers, key=key, timeout=30)
        except (OSError, harness.http.client.HTTPException):
            return None
        if answer.status == 201:
            self.acknowledged[key] = answer.json
        return answer

    def sites(self, server, kind):
        """How many sites a filing and the checkpoint after it have."""
        self.arm(kind, 0)
        self.file(server, f"count-{kind}")
        time.sleep(2.2)
        self.disarm()
        return self.count()


def all_there(checks, what, place):
    """All that was acknowledged, with its leaf; nothing twice; verify finds nothing."""
    status, report = harness.verify(place.data)
    checks.check(f"{what}: koom verify finds nothing", status == 0, report)
    with contextlib.closing(harness.read_only(place.data)) as database:
        cases = Counter(id for (id,) in database.execute("select id from version where register = 'koom.cases' and version = 1"))
        leaves = dict(database.execute("select idx, leaf from leaf where log = 'log'"))
        rows = database.execute("select json_extract(doc, '$.answers.sign_at') from version where register = 'koom.cases' and version = 1")
        signs = Counter(sign for (sign,) in rows if sign and "көчөсү" in sign)
    lost = [key for key, view in place.acknowledged.items() if view["case"] not in cases]
    checks.same(f"{what}: nothing acknowledged is lost", lost, [])
    wrong = [
        key
        for key, view in place.acknowledged.items()
        if harness.leaf_hash(leaves.get(view["receipt"]["first"], "").encode()) != harness.from_base64url(view["receipt"]["leaf_hash"])
    ]
    checks.same(f"{what}: each receipt's leaf stands where it says", wrong, [])
    checks.same(f"{what}: nothing is there twice", [sign for sign, times in signs.items() if times > 1], [])


def spread(count, most):
    """At most so many of 1 to count: the first ones, the last, and others evenly."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(n * (count - 1) / (most - 1)) for n in range(most)})


def full(checks, work):
    """ENOSPC at every write in turn, once and for good: refused in words, and all goes on afterwards."""
    place = Place(work, "full")
    with place.start() as server:
        count = place.sites(server, "full")
        checks.check("a filing and its checkpoint write at many sites", count > 20, count)
        refused = 0
        for kind in ("once", "full"):
            for n in range(1, count + 1):
                place.arm(kind, n)
                answer = place.file(server, f"{kind}-{n}")
                if answer is None:
                    checks.check(f"{kind} {n}: the server is there", False, server.said()[-400:])
                    return
                if answer.status != 201:
                    refused += 1
                    checks.check(f"{kind} {n}: told that the disk is full", (answer.status, answer.json.get("code")) == (503, "disk-full"), answer)
                place.disarm()
                if answer.status != 201:
                    again = place.file(server, f"{kind}-{n}")
                    checks.check(f"{kind} {n}: sent again with space, it is filed", again is not None and again.status == 201, again)
        checks.check("many were refused", refused > 20, refused)
        # And where no filing waits: the publisher, at each of its writes.
        for n in spread(count, 6):
            place.arm("full", n)
            place.file(server, f"late-{n}")
            time.sleep(1.2)
            place.disarm()
            place.file(server, f"late-{n}")
        size = server.sizes()[0]
        seen = 0
        for _ in range(60):
            seen = int(server.client().get("/log/checkpoint").text.split("\n")[1])
            if seen >= size:
                break
            time.sleep(0.1)
        checks.same("checkpoints go on", seen, size)
        print(f"  full disk: {2 * count} sites, {refused} filings refused and filed again", flush=True)
    all_there(checks, "full disk", place)


def ending(checks, work, kind, expected, most):
    """A fault that ends the program, at sites of a filing and its checkpoint; it starts again over what is there."""
    place = Place(work, kind)
    with place.start() as server:
        count = place.sites(server, kind)
    ended = 0
    sites = spread(count, most)
    for n in sites:
        server = place.start()
        place.arm(kind, n)
        answer = place.file(server, f"{kind}-{n}")
        try:
            status = server.process.wait(4)
        except subprocess.TimeoutExpired:
            status = None
        said = server.said()
        server.stop()
        place.disarm()
        if status is None:
            # The site was not reached: fewer writes this time.
            checks.check(f"{kind} {n}: without the fault it is filed", answer is not None and answer.status == 201, answer)
            continue
        ended += 1
        checks.same(f"{kind} {n}: the program ended", status, expected)
        if answer is not None and answer.status != 201:
            checks.check(f"{kind} {n}: told to try again", (answer.status, answer.json.get("code")) == (503, "store-away"), answer)
        if expected == HALTED:
            checks.check(f"{kind} {n}: and says why", "disk failed" in said and "restart" in said, said[-400:])
        with place.start() as server:
            again = place.file(server, f"{kind}-{n}")
            checks.check(f"{kind} {n}: sent again, it is filed once", again is not None and again.status == 201, again)
    checks.check(f"{kind}: sites were reached", ended > 2, f"{ended} of {len(sites)}")
    print(f"  {kind}: {len(sites)} of {count} sites tried, the program ended at {ended} and was started again", flush=True)
    all_there(checks, kind, place)


def carried(checks, work):
    """The write-ahead log can't be carried over into the database file, beside the writer: nothing more is written."""
    for kind in ("io", "sync"):
        place = Place(work, f"carried-{kind}")
        # Only the thread that carries writes to this file while the server runs.
        server = place.start(only="koom.db")
        place.arm(kind, 1)
        answers = []

        def file(n):
            answer = place.file(server, f"carried-{n}")
            answers.append(answer.status if answer else None)

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            for n in range(4000):
                if server.process.poll() is not None:
                    break
                pool.submit(file, n)
                if n % 16 == 0:
                    time.sleep(0.02)
        try:
            status = server.process.wait(20)
        except subprocess.TimeoutExpired:
            status = None
        said = server.said()
        server.stop()
        place.disarm()
        checks.same(f"carrying fails with {kind}: the program ended", status, HALTED)
        checks.check(f"{kind}: and says why", "disk failed" in said and "restart" in said, said[-400:])
        checks.check(f"{kind}: it took filings before, and told the others to come back", place.acknowledged and set(answers) <= {201, 429, 503, None}, Counter(answers))
        with place.start() as server:
            last = max(place.acknowledged, key=lambda key: place.acknowledged[key]["receipt"]["first"])
            again = place.file(server, last)
            checks.check(f"{kind}: what was acknowledged last is there after a restart", again is not None and again.status == 201, again)
        print(f"  carrying with {kind}: {len(place.acknowledged)} filings before the program ended", flush=True)
        all_there(checks, f"carrying with {kind}", place)


def clock(checks, work):
    """The machine's clock stands behind the last record: time stands still, and it is said."""
    data = work / "clock"
    with harness.Demo(data, people=60, now=None) as server:
        server.as_("shop-owner").file(SERVICE, {"sign_at": "Мисал көчөсү, 1", "sign_words": "Нан"})
    times = [hidden["at"] for _, _, hidden, _ in harness.leaves(data, "log")]
    back = environment_of_clock(work, -3 * 24 * 3600)
    with harness.Demo(data, now=None, environment=back) as server:
        filed = server.as_("shop-owner").file(SERVICE, {"sign_at": "Мисал көчөсү, 2", "sign_words": "Нан"})
        checks.same("it goes on", filed.status, 201)
        checks.check("and says that the clock is behind", "clock" in server.said(), server.said()[-400:])
    after = [hidden["at"] for _, _, hidden, _ in harness.leaves(data, "log")]
    late = [at for at in after[len(times) :] if at < max(times)]
    checks.same("nothing is recorded before what was recorded earlier", (len(after) > len(times), late), (True, []))
    status, report = harness.verify(data)
    checks.check("koom verify finds nothing", status == 0, report)


def environment_of_clock(work, seconds):
    source = work / "clock.c"
    source.write_text(
        "#define _GNU_SOURCE\n#include <dlfcn.h>\n#include <stdlib.h>\n#include <time.h>\n"
        "int clock_gettime(clockid_t id, struct timespec *t) {\n"
        "  static int (*real)(clockid_t, struct timespec *);\n"
        '  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");\n'
        "  int done = real(id, t);\n"
        '  if (id == CLOCK_REALTIME && getenv("KOOM_CLOCK")) t->tv_sec += atol(getenv("KOOM_CLOCK"));\n'
        "  return done;\n}\n"
    )
    return {"LD_PRELOAD": str(harness.library(work, source)), "KOOM_CLOCK": str(seconds)}


def two(checks, work):
    """Two programs on one directory: the second is told who is there, and changes nothing."""
    data = work / "two"
    with harness.Demo(data, people=60) as server:
        size = server.sizes()
        for command in (("demo", "--listen", "127.0.0.1:0"), ("serve", "--listen", "127.0.0.1:0"), ("key", "rotate")):
            done = harness.run(*command, "--data", data)
            checks.check(f"koom {command[0]} beside it", done.returncode == 1 and "another process" in done.stderr and "ready" not in done.stdout, done.stdout + done.stderr)
        checks.same("nothing was written", server.sizes(), size)
        checks.same("and the first goes on", server.client().get("/healthz").status, 200)


def main():
    checks = harness.Checks("storage")
    with harness.workplace("storage") as work:
        work = Path(work)
        with checks.part("two programs"):
            two(checks, work)
        with checks.part("a clock behind"):
            clock(checks, work)
        with checks.part("carrying over"):
            carried(checks, work)
        if "carried" in sys.argv[1:]:
            return checks.end()
        with checks.part("a full disk"):
            full(checks, work)
        for kind, expected in (("sync", HALTED), ("io", HALTED), ("torn", -signal.SIGKILL), ("kill", -signal.SIGKILL)):
            with checks.part(kind):
                ending(checks, work, kind, expected, RESTARTS)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
