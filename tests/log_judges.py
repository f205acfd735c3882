"""See log_judges.sh."""

import base64
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import harness
import main_job

HERE = Path(__file__).resolve().parent
FILLED = 300
JUDGES = ("go", "aics", "own")


def tile_name(n):
    """1234067 is x001/x234/067."""
    parts = [f"{n % 1000:03}"]
    while n >= 1000:
        n //= 1000
        parts.insert(0, f"x{n % 1000:03}")
    return "/".join(parts)


def paths(size):
    """All tiles and bundles of a log of this size."""
    out, level, width = [], 0, size
    while width:
        for index in range((width + 255) // 256):
            rest = min(256, width - index * 256)
            name = tile_name(index) + ("" if rest == 256 else f".p/{rest}")
            out.append(f"tile/{level}/{name}")
            if level == 0:
                out.append(f"tile/entries/{name}")
        level, width = level + 1, width // 256
    return out


def mirror(client, log, folder):
    """Fetches a whole log as a mirror would."""
    folder.mkdir(parents=True)
    checkpoint = client.get(f"/{log}/checkpoint").body
    (folder / "checkpoint").write_bytes(checkpoint)
    size = int(checkpoint.split(b"\n")[1])
    for path in paths(size):
        answer = client.get(f"/{log}/{path}")
        if answer.status != 200:
            raise RuntimeError(f"/{log}/{path}: {answer}")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer.body)
    return size


def judge(name, vkey, log, old, proof=None, leaf=None):
    """One verifier's verdict: (accepted, what it said)."""
    commands = {
        "go": [HERE / "verifiers/go.sh", "-old", old, *(["-proof", proof, "-leaf", leaf] if proof else []), vkey, log],
        "aics": [HERE / "verifiers/aics.sh", vkey, log, old],
        "own": [sys.executable, HERE / "verifiers/verify.py", vkey, log, old],
    }
    done = subprocess.run([str(part) for part in commands[name]], capture_output=True, text=True, timeout=300)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def each_judge(*arguments):
    """All verdicts, side by side: most of their time is starting up."""
    with ThreadPoolExecutor(len(JUDGES)) as pool:
        return list(zip(JUDGES, pool.map(lambda name: judge(name, *arguments), JUDGES)))


def flip(path, offset):
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)


def proof_of(client, log, index, work):
    """A receipt with its leaf, as someone who acted keeps them."""
    proof = client.get(f"/api/v1/{log}/{index}/proof")
    if proof.status != 200:
        raise RuntimeError(f"no proof of {log} {index}: {proof}")
    (work / f"{log}.tlog-proof").write_bytes(proof.body)
    return work / f"{log}.tlog-proof"


def one_log(checks, server, work, early, log):
    client = server.client()
    vkey, old = work / f"{log}-vkey", early / f"{log}-checkpoint"
    vkey.write_bytes(client.get(f"/{log}/vkey").body)
    checks.same(f"{log}: the key is the one of the beginning", vkey.read_bytes(), (early / f"{log}-vkey").read_bytes())
    good = work / f"{log}-mirror"
    size = mirror(client, log, good)
    grown = int(old.read_text().split("\n")[1])
    checks.check(f"{log}: it has grown since", size > grown > 0, (grown, size))
    proof = proof_of(client, log, size // 2, work)
    leaf = work / f"{log}.leaf"
    leaf.write_bytes(dict(enumerate(entries(good, size)))[size // 2])
    for name in JUDGES:
        for where in (f"{server.base}/{log}", good):
            accepted, said = judge(name, vkey, where, old, proof, leaf)
            checks.check(f"{log}: {name} accepts {'the server' if where is not good else 'the mirror'}", accepted and said.startswith("ok"), said)
    for what, path, offset in damages(good, size):
        bad = work / f"{log}-bad"
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(good, bad)
        flip(bad / path, offset)
        for name, (accepted, said) in each_judge(vkey, bad, old):
            checks.check(f"{log}: {name} refuses {what} with a byte changed", not accepted and "refused: " in said, said)
    other = work / f"{log}-other-old"
    other.write_bytes(reversed_root(old.read_bytes()))
    for name in JUDGES:
        accepted, said = judge(name, vkey, good, other)
        checks.check(f"{log}: {name} refuses an older checkpoint with another root", not accepted and "refused: " in said, said)
    wrong_leaf = work / f"{log}.other-leaf"
    wrong_leaf.write_bytes(leaf.read_bytes().replace(b'"v":1', b'"v":2'))
    accepted, said = judge("go", vkey, good, old, proof, wrong_leaf)
    checks.check(f"{log}: a receipt holds for no other leaf", not accepted and "refused: " in said, said)


def reversed_root(note):
    lines = note.split(b"\n")
    root = bytearray(base64.b64decode(lines[2]))
    root[0] ^= 1
    lines[2] = base64.b64encode(bytes(root))
    return b"\n".join(lines)


def entries(folder, size):
    """All leaves, from the bundles."""
    for index in range((size + 255) // 256):
        rest = min(256, size - index * 256)
        data = (folder / f"tile/entries/{tile_name(index)}{'' if rest == 256 else f'.p/{rest}'}").read_bytes()
        at = 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            yield data[at + 2 : at + 2 + length]
            at += 2 + length


def damages(good, size):
    """Files of each kind and a byte of each."""
    checkpoint = (good / "checkpoint").read_bytes()
    lines = checkpoint.split(b"\n")
    begin_root = len(lines[0]) + len(lines[1]) + 2
    out = [
        ("the checkpoint's origin", "checkpoint", 3),
        ("the checkpoint's size", "checkpoint", len(lines[0]) + 1),
        ("the checkpoint's root", "checkpoint", begin_root + 5),
        ("the checkpoint's signature", "checkpoint", len(checkpoint) - 30),
    ]
    tiles = [path for path in paths(size) if "entries" not in path]
    bundles = [path for path in paths(size) if "entries" in path]
    for path in (tiles[0], tiles[-1]):
        out.append((path, path, 33 if (good / path).stat().st_size > 33 else 0))
    for path in (bundles[0], bundles[-1]):
        out.append((path, path, (good / path).stat().st_size - 2))
    return out


def fill(checks, server):
    """More than a tile of leaves in each log."""
    owner = server.as_("shop-owner")
    for n in range(FILLED):
        if owner.file("shop-sign-consent", {"sign_at": f"Мисал көчөсү, {n}", "sign_words": "Нан"}).status != 201:
            raise RuntimeError(f"filing {n} failed")
    counter, pin = server.as_("counter"), server.personas["mother"]["pin"]
    for _ in range(FILLED):
        counter.post("/api/v1/registers/persons/search", {"purpose": "counter_service", "where": {"pin": pin}})
    checks.check("both logs have more than one full tile", min(server.sizes()) > 256, server.sizes())


def main(given=None):
    checks = harness.Checks("log_judges")
    with harness.workplace("log_judges") as work, checks.part("logs"):
        run = Path(given) if given else Path(work)
        if not given:
            main_job.play(harness.Checks("main_job"), run)
        data = work / "resumed"
        shutil.copytree(run / "data", data)
        with harness.Demo(data, now=None) as server:
            fill(checks, server)
            main_job.wait_published(server)
            for log in ("log", "reads"):
                with checks.part(log):
                    one_log(checks, server, work, run / "early", log)
    return checks.end()


if __name__ == "__main__":
    os.environ.setdefault("NO_PROXY", "127.0.0.1")
    sys.exit(main(*sys.argv[1:]))
