"""Takes back what preload.c noted and no sync made safe: powercut.py DIR JOURNAL [SEED]

Without a seed every unsafe change is lost. With one, each unsafe write to a file is lost or kept by chance, as a disk
that writes in any order may do. Prints how many changes were lost.
"""

import os
import random
import shutil
import struct
import sys
from pathlib import Path

HEAD = struct.Struct("<6Q")


class Record:
    __slots__ = ("at", "fresh", "kind", "length", "offset", "old", "path", "target")

    def __init__(self, at, kind, path, offset, length, old, fresh):
        self.at, self.kind, self.path, self.offset, self.length, self.old, self.fresh = at, kind, path, offset, length, old, fresh
        self.target = None


def records(journal):
    """Whole records; a last one that the kill cut short changed nothing yet."""
    data = (journal / "journal").read_bytes() if (journal / "journal").exists() else b""
    at, out = 0, []
    while at + 4 + HEAD.size <= len(data):
        if data[at : at + 4] != b"KCUT":
            sys.exit(f"the journal is damaged at byte {at}")
        kind, path_bytes, offset, length, old_bytes, fresh_bytes = HEAD.unpack_from(data, at + 4)
        body = at + 4 + HEAD.size
        end = body + path_bytes + old_bytes + fresh_bytes
        if end > len(data):
            break
        path = data[body : body + path_bytes].decode()
        old = data[body + path_bytes : body + path_bytes + old_bytes]
        out.append(Record(at, chr(kind), path, offset, length, old, data[end - fresh_bytes : end]))
        at = end
    return out


def parent(path):
    return path.rpartition("/")[0]


class File:
    """A file whatever it is called."""

    def __init__(self, path):
        self.path = path
        self.safe_below = 0


def resolve(all_records):
    """Says of each record which file it is about, and of each file and name up to where it is safe."""
    names, folders = {}, {}
    for record in all_records:
        match record.kind:
            case "W" | "T":
                record.target = names.setdefault(record.path, File(record.path))
            case "C":
                record.target = names.setdefault(record.path, File(record.path))
            case "U":
                record.target = names.pop(record.path, None) or File(record.path)
                record.target.path = None
            case "R":
                record.target = names.pop(record.path, None) or File(record.path)
                record.target.path = record.fresh.decode()
                names[record.target.path] = record.target
            case "S":
                if record.path in names:
                    names[record.path].safe_below = max(names[record.path].safe_below, record.offset)
            case "D":
                folders[record.path] = max(folders.get(record.path, 0), record.offset)
    return folders


def unsafe(record, folders):
    match record.kind:
        case "W" | "T":
            return record.at >= record.target.safe_below
        case "C" | "U":
            return record.at >= folders.get(parent(record.path), 0)
        case "R":
            return record.at >= folders.get(parent(record.fresh.decode()), 0)
    return False


def write_at(path, offset, data, length=None):
    with open(path, "r+b") as file:
        if length is not None:
            file.truncate(length)
        file.seek(offset)
        file.write(data)


def take_back(record, root, journal):
    """Undoes one change; all later ones were undone before."""
    file = record.target
    match record.kind:
        case "W":
            if file.path and (root / file.path).is_file():
                write_at(root / file.path, record.offset, record.old, None)
                os.truncate(root / file.path, record.length)
        case "T":
            if file.path and (root / file.path).is_file():
                os.truncate(root / file.path, record.length)
                write_at(root / file.path, record.offset, record.old)
        case "C":
            path = root / record.path
            if path.is_dir():
                shutil.rmtree(path)
            elif path.exists():
                path.unlink()
            file.path = None
        case "U":
            path = root / record.path
            if not path.exists():
                os.link(journal / record.old.decode(), path)
            file.path = record.path
        case "R":
            to = root / record.fresh.decode()
            if to.exists():
                os.rename(to, root / record.path)
            if record.old:
                os.link(journal / record.old.decode(), to)
            file.path = record.path


def cut(root, journal, seed=None):
    """The power cut. Gives how many changes no sync had made safe, and how many of them were lost."""
    root, journal = Path(root), Path(journal)
    everything = records(journal)
    folders = resolve(everything)
    lost = [record for record in everything if unsafe(record, folders)]
    for record in reversed(lost):
        take_back(record, root, journal)
    kept = 0
    if seed is not None:
        chance = random.Random(seed)
        for record in lost:
            if record.kind == "W" and record.target.path and (root / record.target.path).is_file() and chance.random() < 0.5:
                write_at(root / record.target.path, record.offset, record.fresh)
                kept += 1
    for volatile in root.rglob("*-shm"):
        volatile.unlink()
    shutil.rmtree(journal)
    return len(lost), len(lost) - kept


if __name__ == "__main__":
    print(cut(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None))
