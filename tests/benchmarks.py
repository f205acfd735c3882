"""All benchmarks of docs/benchmarks.md with one command, on the machine as it is: python3 tests/benchmarks.py [--million] [--runs N]

Prints a table in Markdown: what, the least and the greatest of the runs, and what is promised. Never part of the tests: a
figure of a busy machine says nothing about the program. `--million` also loads a million people, which takes a quarter of an
hour and 12 GB of disk. Ratios are against a peer in the same run.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import harness
import many as many_services
from postgres import Cluster

STATE = Path(__file__).resolve().parent.parent / "states" / "kg"


def timed(*arguments):
    """Runs the program under GNU time; its output, seconds, MiB at most."""
    with tempfile.NamedTemporaryFile("r") as told:
        command = ["/usr/bin/time", "-o", told.name, "-f", "%e %M", harness.binary(), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, kib = told.read().split()[-2:]
        return done.stdout, float(seconds), int(kib) / 1024


def bench(*arguments):
    """A `koom bench` as JSON."""
    return json.loads(timed("bench", *arguments, "--json")[0].splitlines()[-1])


def span(values, unit="", digits=0):
    least, greatest = min(values), max(values)
    said = f"{least:,.{digits}f}" if least == greatest else f"{least:,.{digits}f}–{greatest:,.{digits}f}"
    return f"{said}{unit}"


class Table:
    def __init__(self):
        print("| what | measured | promised |\n|---|---|---|", flush=True)

    def row(self, what, measured, promised=""):
        print(f"| {what} | {measured} | {promised} |", flush=True)


def acts(table, where, runs, promised, more):
    done = [bench("acts", "--acts", 20_000, *more()) for _ in range(runs)]
    table.row(f"durable acts, {where}", span([one["acts_per_second"] for one in done], "/s"), f"{promised}/s")
    table.row(f"against a bare loop, {where}", span([one["ratio"] * 100 for one in done], " %"), "60 %")
    table.row(f"acts in a commit, {where}", span([one["acts_per_commit"] for one in done]))


def cases(table, where, runs, promised, more):
    done = [bench("http", *more()) for _ in range(runs)]
    table.row(f"granted cases over HTTP, 64 in flight, {where}", span([one["granted_per_second"] for one in done], "/s"), promised)
    table.row(f"a filing under that load, p95, {where}", span([one["file_p95_ms"] for one in done], " ms", 1))
    table.row(f"a logged read under that load, p95, {where}", span([one["read_p95_ms"] for one in done], " ms", 1), "30 ms")


def mix(table, where, runs, more):
    done = [bench("mix", *more()) for _ in range(runs)]
    table.row(f"the mix of requests, 32 in flight, 20,000 people, {where}", span([one["requests_per_second"] for one in done], "/s"), "1,000/s")
    table.row(f"the mix, p95, {where}", span([one["p95_ms"] for one in done], " ms", 1), "50 ms")
    for kind in (one["kind"] for one in done[0]["kinds"]):
        times = [part["p95_ms"] for one in done for part in one["kinds"] if part["kind"] == kind]
        table.row(f"  {kind}, p95, {where}", span(times, " ms", 1))


def check(table, runs):
    done = [timed("check", STATE)[1] for _ in range(runs)]
    table.row("`koom check states/kg`", span([one * 1_000 for one in done], " ms"), "200 ms")


def many(table, runs):
    """A state of 300 services, and ten thousand cases."""
    with tempfile.TemporaryDirectory() as work:
        services, played = Path(work) / "services", Path(work) / "cases"
        many_services.state(services, 300)
        done = [timed("check", services) for _ in range(runs)]
        table.row("`koom check` of a state of 300 services", span([one[1] for one in done], " s", 2), "1 s")
        count = many_services.state(played, 300, 10_000)
        # `--run -` names every copy, and leaves the templates of documents out
        done = [timed("test", played, "--run", "-")[1] for _ in range(runs)]
        table.row(f"`koom test` of its {count:,} cases, with reading it", span(done, " s", 2), "5 s")
    done = [timed("test", STATE, "--run", "", "--mutate", "--json") for _ in range(runs)]
    tried = json.loads(done[0][0].splitlines()[-1])["mutation"]["total"]
    table.row(f"`koom test states/kg --mutate`, {tried:,} changes", span([one[1] for one in done], " s", 1))


def million(table, work):
    """A million people: invented, loaded, started, read."""
    people, data = work / "people", work / "data"
    _, seconds, mib = timed("simulate", "people", "--people", 1_000_000, "--seed", 2017, "--now", "2026-11-22", "--out", people, STATE)
    table.row("a million people invented", f"{seconds:.0f} s, {mib:.0f} MiB")
    _, seconds, mib = timed("import", people, "--data", data, "--state", STATE)
    lines = sum(1 for path in people.glob("*.jsonl") for _ in path.open("rb"))
    table.row(f"and loaded, {lines:,} lines", f"{seconds / 60:.1f} min, {mib:.0f} MiB at most", "8 min, 512 MiB")
    shutil.rmtree(people)
    began = time.monotonic()
    port = harness.free_port()
    with subprocess.Popen([harness.binary(), "serve", "--data", data, "--listen", f"127.0.0.1:{port}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        for line in server.stdout:
            if line.startswith("ready"):
                break
        table.row("`koom serve` over them until `ready`", f"{(time.monotonic() - began) * 1_000:.0f} ms", "1 s")
        resident = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
        table.row("resident then", f"{int(resident.group(1)) / 1024:.0f} MiB", "512 MiB")
        server.terminate()
    read = bench("people", "--data", data)
    for name, promised in (
        ("point read in the store", "2 ms"),
        ("search by names in the store", "50 ms"),
        ("logged personal read over HTTP", "30 ms"),
        ("logged search by names and birth over HTTP", "50 ms"),
    ):
        table.row(f"{name}, p50 and p95", f"{read[name]['p50_ms']} and {read[name]['p95_ms']} ms", promised)
    table.row("resident with those reads", f"{read['resident_mib']} MiB", "512 MiB")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--million", action="store_true")
    options.add_argument("--runs", type=int, default=3)
    options = options.parse_args()
    load = os.getloadavg()[0]
    print(f"{platform.platform()}, {os.cpu_count()} processors, load at the beginning {load:.1f}, {options.runs} runs each\n")
    table = Table()
    with tempfile.TemporaryDirectory() as work, Cluster(work) as cluster:
        work, count = Path(work), iter(range(1_000))
        directory = lambda: ()
        database = lambda: ("--database-url", cluster.database(f"bench{next(count)}"))
        check(table, options.runs * 3)
        many(table, options.runs)
        acts(table, "SQLite", options.runs, "10,000", directory)
        acts(table, "PostgreSQL", options.runs, "4,000", database)
        cases(table, "SQLite", options.runs, "1,000/s", directory)
        cases(table, "PostgreSQL", options.runs, "", database)
        mix(table, "SQLite", options.runs, directory)
        mix(table, "PostgreSQL", options.runs, database)
        if options.million:
            million(table, work)


main()
