"""Runs the journeys in Chromium: in Kyrgyz, in Russian, and in Kyrgyz with JavaScript disabled; each on a demonstration of its own."""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

# Language, scripts, people: one round on a demonstration as large as the one that everybody starts.
ROUNDS = (("ky", "script", 60), ("ru", "script", 20_000), ("ky", "noscript", 60))
MORE_CLAIMS = (
    ("guardian", "balaga-suiunchu"),
    ("proxy-holder", "balaga-suiunchu"),
    ("twins-mother", "balaga-suiunchu"),
    ("triplets-mother", "balaga-suiunchu"),
    ("twins-mother", "balaga-suiunchu"),
)
DOCUMENTS_MIN = 10


def documents(server):
    """Downloads the document of every decision there is, after a few more claims; how many they are."""
    for persona, service in MORE_CLAIMS:
        client = server.as_(persona)
        client.file(service, harness.examples(client, service))
    count = 0
    for persona in server.personas:
        client = server.as_(persona)
        for case in client.get("/api/v1/me").json["cases"]:
            count += client.get(f"/api/v1/cases/{case['case']}/document").status == 200
    return count


def journey(work, pictures, lang, mode, people):
    with harness.Demo(work / f"{lang}-{mode}", people=people) as server:
        done = subprocess.run(
            ["node", HERE / "journeys.mjs", server.base, pictures, lang, harness.TODAY.isoformat(), mode], capture_output=True, text=True, timeout=600
        )
        fault = "incident" in server.said()
        count = documents(server)
        peak = server.peak_memory()
    print(f"  {people} people: peak memory {peak / 1024 / 1024:.0f} MB after these journeys and {count} documents")
    fault += count < DOCUMENTS_MIN or peak >= harness.MEMORY_MAX
    said = done.stdout + ("" if done.returncode in (0, 1) else done.stderr)
    counts = re.findall(r"(\d+) passed, (\d+) failed", done.stdout)
    passed, failed = map(int, counts[-1]) if counts else (0, 1)
    return said, passed, failed + fault + (done.returncode != 0 and not failed)


def main():
    checks = harness.Checks("browser")
    pictures = Path(os.environ.get("KOOM_PICTURES") or tempfile.mkdtemp(prefix="koom-pictures-"))
    pictures.mkdir(parents=True, exist_ok=True)
    with harness.workplace("browser") as work, ThreadPoolExecutor(int(os.environ.get("KOOM_JOBS", "2"))) as pool:
        for said, passed, failed in pool.map(lambda round: journey(Path(work), pictures, *round), ROUNDS):
            print("".join(f"  {line}\n" for line in said.splitlines()), end="")
            checks.passed += passed
            checks.failed += failed
    print(f"  pictures in {pictures}")
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
