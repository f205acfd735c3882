"""A state of many services, for benchmarks: copies of those of the invented state, each with its words, cases and access lines."""

import re
import shutil

import harness

#: Services that are copied; appeals are heard by one.
COPIED = ("chimney-check", "home-repair", "mooring", "school-start")


def state(folder, services, cases=0):
    """Writes a state of so many services; with `cases`, each has its cases as often as it takes to have so many together."""
    shutil.copytree(harness.ROOT / "states" / "mini", folder)
    own = {path.name for path in (folder / "services").iterdir()}
    names = [f"{COPIED[number % len(COPIED)]}-{number:04}" for number in range(services - len(own))]
    for name in names:
        original = folder / "services" / name[:-5]
        shutil.copytree(original, folder / "services" / name)
        file = folder / "services" / name / "service.yaml"
        file.write_text(re.sub(r"(?m)^service: .*$", f"service: {name}", file.read_text()))
    for register in (folder / "registers").glob("*.yaml"):
        lines = []
        for line in register.read_text().splitlines():
            lines.append(line)
            granted = re.match(r"  - \{service: ([a-z-]+),", line)
            if granted:
                copies = [name for name in names if name[:-5] == granted[1]]
                lines += [line.replace(f"service: {granted[1]},", f"service: {name},", 1) for name in copies]
        register.write_text("\n".join(lines) + "\n")
    if not cases:
        return 0
    files = sorted((folder / "services").glob("*/cases.yaml"))
    once = sum(len(re.findall(r"(?m)^case:", file.read_text())) for file in files)
    times = -(-cases // once)
    for file in files:
        text = file.read_text().rstrip("\n") + "\n"
        file.write_text("---\n".join([text] * times))
    return once * times
