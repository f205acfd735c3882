"""Runs the commands of aics-tlog on a log, then its audit of every tile and every entry. See aics.sh."""

import os
import subprocess
import sys

from aics_tlog import audit_tiles, parse_note, parse_vkey, verify_checkpoint
from aics_tlog.remote import HttpTileReader, tile_source_url


def command(*arguments):
    """One command of the tool itself, without a proxy: the log under test is often on this machine."""
    environment = os.environ | {"NO_PROXY": "*", "no_proxy": "*"}
    call = [sys.executable, "-m", "aics_tlog", *arguments]
    done = subprocess.run(call, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"refused: {' '.join(arguments)}: {(done.stdout + done.stderr).strip()}")


def main(vkey_file, log, old_checkpoint=None):
    common = ["--vkey-file", vkey_file, "--tiles", log]
    command("verify-checkpoint", *common)

    with open(vkey_file, encoding="utf-8") as file:
        vkey = parse_vkey(file.read().strip())
    reader = HttpTileReader(tile_source_url(log), proxies={})
    head = verify_checkpoint(parse_note(reader.read_checkpoint()), vkey, expected_origin=vkey.name)
    if not head.ok:
        sys.exit(f"refused: {head.error}")
    # the first, the last, and both sides of the borders of tiles
    for index in sorted({i for i in (0, 1, 255, 256, 65535, 65536, head.size - 1) if 0 <= i < head.size}):
        command("verify-inclusion", *common, "--index", str(index))
    if old_checkpoint:
        command("verify-consistency", *common, "--old-checkpoint", old_checkpoint)
    try:
        report = audit_tiles(reader, head.size, head.root)
    except (OSError, ValueError) as error:
        sys.exit(f"refused: audit: {error}")
    print(f"ok {head.origin} size {head.size} tiles {report.tiles} bundles {report.bundles}")


main(*sys.argv[1:])
