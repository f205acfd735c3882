"""No personal value stands in a leaf: privacy.py [WORK]

Takes every value of every record that is about a person from the database of a real run, and looks for it in every leaf of both
logs: as it is, in base64 and base64url (whatever stands before or after it), in hex, and as unsalted SHA-256 in hex, base64 and
base64url. Then shows that each of these leaks, planted in a copy of the leaves, is found.
"""

import base64
import binascii
import hashlib
import json
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import harness
import main_job

TOKEN = re.compile(rb"[A-Za-z0-9+/_=-]{8,}")
WORD = re.compile(r"[^\W_]+")
# a digest or a salt in base64url: it is no text, though a hyphen in it may leave three letters standing alone
RANDOM = re.compile(r"(?<![\w-])(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22})(?![\w-])")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def scalars(value):
    """All strings and numbers in a document."""
    if isinstance(value, dict):
        for item in value.values():
            yield from scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)


def personal(data):
    """Every value of every record with a subject, the subjects, and the keys of records and cases."""
    out = set()
    with harness.read_only(data) as database:
        for register, record, subjects, doc in database.execute("select register, id, subjects, doc from version where subjects != '[]'"):
            out.update(scalars(json.loads(doc)))
            out.update(json.loads(subjects))
            out.add(record)
        for (doc,) in database.execute("select doc from version where register = 'koom.tokens'"):
            out.add(json.loads(doc)["person"])
    return out


class Search:
    """The values, in every form."""

    def __init__(self, values):
        self.long = sorted((v for v in values if len(v.encode()) >= 8), key=len)
        self.short = {v for v in values if 0 < len(v.encode()) < 8}
        self.hashes = {}
        for value in values:
            for said in (value, json.dumps(value, ensure_ascii=False), value.upper(), value.lower()):
                self.hashes.setdefault(hashlib.sha256(said.encode()).digest(), value)

    def find(self, texts):
        """Which values occur in these leaves, and how."""
        raw = b"\n".join(text.encode() for text in texts)
        found = set()
        tokens = set(TOKEN.findall(raw))
        decoded = [plain for token in tokens for plain in decodings(token)]
        found |= self.in_plain(raw.decode(), "as it is")
        found |= self.in_plain("\n".join(text for text in (as_text(plain) for plain in decoded) if text), "encoded")
        # what decodes to bytes that are no text may still hold a long value
        binary = b"\n".join(plain for plain in decoded if len(plain) != 32)
        found |= {(value, "encoded among bytes") for value in self.long if value.encode() in binary}
        found |= {(self.hashes[plain], "as SHA-256") for plain in decoded if plain in self.hashes}
        return found

    def in_plain(self, text, how):
        words = set(WORD.findall(RANDOM.sub(" ", text)))
        found = {(value, how) for value in self.long if value in text}
        # a short value is one only where it stands alone, not in the middle of a hash
        return found | {(value, how) for value in self.short & words}


def as_text(plain):
    try:
        text = plain.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or "\n" in text else None


def decodings(token):
    """The bytes a token stands for, if it is hex, base64 or base64url."""
    out = []
    if re.fullmatch(rb"(?:[0-9a-fA-F]{2})+", token):
        out.append(binascii.unhexlify(token))
    bare = token.rstrip(b"=")
    for begin in range(4):
        # a value encoded in the middle of something else is found at one of four beginnings
        part = bare[begin:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        try:
            out.append(base64.urlsafe_b64decode(part.replace(b"+", b"-").replace(b"/", b"_") + b"=" * (-len(part) % 4)))
        except (ValueError, binascii.Error):
            continue
    return out


def folder_ids(data):
    """Names that the state folder gives to agencies, registers, laws, services and the like; not its invented people."""
    with harness.read_only(data) as database:
        files = [json.loads(doc) for (doc,) in database.execute("select doc from version where register = 'koom.state'")]
        registers = {register for (register,) in database.execute("select distinct register from version")}
    texts = "\n".join(file["text"] for file in files if not file["path"].startswith("simulate/"))
    # the words of kinds are also words of histories
    fixed = {part for kind, *_ in kinds() for part in (kind, *kind.split("."))}
    fixed |= {"machine", "officer", "silence", "applicant", "person", "own", "keeping", "demonstration", "sign-out", "operator"}
    return set(re.findall(r"[A-Za-z][A-Za-z0-9_.-]*", texts)) | registers | fixed


def kinds():
    """Kinds of leaves with their version, log and public members, as docs/log-format.md lists them."""
    rows = re.findall(r"^\| `([a-z.]+)` \| (\d+) \| `/(log|reads)` \|[^|]*\|([^|]*)\|", (harness.ROOT / "docs/log-format.md").read_text(), re.M)
    return {(kind, int(version), log): set(re.findall(r"`([a-z_]+)`", members)) for kind, version, log, members in rows}


def closed_members(checks, data):
    """Public members have values of the state folder, hashes of it, or the day of the act; nothing else has room there."""
    ids = folder_ids(data)
    rows, stray, unlisted = kinds(), [], []
    for log in ("log", "reads"):
        for index, leaf, hidden, _subjects in harness.leaves(data, log):
            listed = rows.get((leaf["k"], leaf["v"], log))
            if listed is None or set(leaf) - listed - {"v", "k", "d", "_sd", "tags"}:
                unlisted.append((log, index, leaf["k"], sorted(leaf)))
            for name, value in leaf.items():
                items = value if isinstance(value, list) else [value]
                good = all(member_fits(name, item, ids, hidden) for item in items)
                if not good:
                    stray.append((log, index, name, value))
    checks.same("each leaf is of a kind in docs/log-format.md and has no member that its row does not list", unlisted[:5], [])
    checks.same("public members say only what the folder, a hash or the day says", stray[:5], [])


def member_fits(name, value, ids, hidden):
    if name in ("_sd", "tags", "rules", "policy"):
        return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]{43}", value)
    if name == "k":
        return True
    if name in ("v", "count", "difference"):
        return isinstance(value, int)
    if name == "d":
        return DAY.fullmatch(value) and ("at" not in hidden or day_of(hidden["at"]) == value)
    if name in ("to", "day"):
        return DAY.fullmatch(value)
    # org, svc, out, by, law, reg, purpose, how: ids joined by / or @
    return isinstance(value, str) and all(part in ids or part.isdigit() or part == "" for part in re.split(r"[/@]", value))


def day_of(at):
    """The civil day in the demonstration's time zone, which is six hours ahead all year."""
    return (datetime.fromisoformat(at.replace("Z", "+00:00")).replace(tzinfo=None) + timedelta(hours=6)).date().isoformat()


def texts_of(data):
    with harness.read_only(data) as database:
        return [leaf for (leaf,) in database.execute("select leaf from leaf order by log, idx")]


def wanted(data, texts):
    """The values to look for: without days on which acts happened, their years, and ids of the folder: the test above confines these."""
    ids = folder_ids(data)
    days = set(re.findall(r"\d{4}-\d\d-\d\d", "\n".join(texts)))
    days |= {day[:4] for day in days}
    return {
        value
        for value in personal(data)
        if value and value not in days and value not in ids and not (value.isascii() and len(value) < 3) and not cite(value, ids)
    }


def cite(value, ids):
    """`law/1`, `service@1` and the like."""
    parts = re.split(r"[/@]", value)
    return len(parts) > 1 and all(part in ids or part.isdigit() for part in parts)


def planted(checks, search, data, texts):
    """Each way of leaking, planted in a copy of a leaf, is found."""
    with harness.read_only(data) as database:
        doc = json.loads(database.execute("select doc from version where register = 'persons' limit 1").fetchone()[0])
        home = json.loads(database.execute("select doc from version where register = 'residence' limit 1").fetchone()[0])
    pin, name, address = doc["pin"], doc["family"], home["address"]
    whole = json.dumps({"pin": pin, "name": name}, ensure_ascii=False).encode()
    digest = hashlib.sha256(pin.encode()).digest()
    leaks = {
        "a PIN": pin,
        "a name": name,
        "an address": address,
        "a PIN in base64": base64.b64encode(pin.encode()).decode(),
        "a record in base64url": base64.urlsafe_b64encode(whole).decode().rstrip("="),
        "a name in base64 after something else": base64.b64encode(b"x" + name.encode()).decode(),
        "a PIN in hex": pin.encode().hex(),
        "a name in hex": name.encode().hex(),
        "a PIN's SHA-256 in hex": digest.hex(),
        "a PIN's SHA-256 in base64": base64.b64encode(digest).decode(),
        "a PIN's SHA-256 in base64url": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "a name's SHA-256": hashlib.sha256(name.encode()).hexdigest(),
    }
    for what, leak in leaks.items():
        leaf = json.loads(texts[len(texts) // 2])
        if what.endswith("base64url") and "SHA" in what:
            leaf["_sd"] = sorted([*leaf.get("_sd", []), leak])
        else:
            leaf["note"] = leak
        found = search.find([json.dumps(leaf, ensure_ascii=False)])
        checks.check(f"planted: {what} is found", found)


def judge(checks, data):
    texts = texts_of(data)
    values = wanted(data, texts)
    checks.check("there are leaves and values to look for", len(texts) > 100 and len(values) > 1000, (len(texts), len(values)))
    print(f"  {len(values)} values in {len(texts)} leaves", flush=True)
    search = Search(values)
    checks.same("no leaf holds a personal value", sorted(search.find(texts))[:5], [])
    checks.check("leaves are under 1,024 bytes", max(len(text.encode()) for text in texts) < 1024)
    closed_members(checks, data)
    planted(checks, search, data, texts)


def main(work=None):
    checks = harness.Checks("privacy")
    if work:
        judge(checks, Path(work) / "data")
        return checks.end()
    with harness.workplace("privacy") as work, checks.part("privacy"):
        data = main_job.play(harness.Checks("main_job"), work)
        judge(checks, data)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
