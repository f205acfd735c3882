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

ROUNDS = (("ky", "script"), ("ru", "script"), ("ky", "noscript"))


def journey(work, pictures, lang, mode):
    with harness.Demo(work / f"{lang}-{mode}", people=60) as server:
        done = subprocess.run(
            ["node", HERE / "journeys.mjs", server.base, pictures, lang, harness.TODAY.isoformat(), mode], capture_output=True, text=True, timeout=600
        )
        fault = "incident" in server.said()
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
