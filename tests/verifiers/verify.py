#!/usr/bin/env python3
"""How to verify a log, written to be read: nothing but Python's standard library.

    verify.py VKEYFILE LOG [OLD_CHECKPOINT]

LOG is a folder or an http(s) address. Every entry is read and hashed, every tile and the root are made anew and
compared, and the root of an older checkpoint must be that of the first leaves. It is the slow and plain way:
a proof would do with a few hashes, but here nothing has to be believed that is not on this page.
"""
import base64, hashlib, json, sys, urllib.request

sha256 = lambda data: hashlib.sha256(data).digest()
leaf_hash = lambda entry: sha256(b"\0" + entry)
node_hash = lambda left, right: sha256(b"\1" + left + right)


def need(condition, why):
    if not condition:
        sys.exit("refused: " + why)


# --- Ed25519 (RFC 8032, 5.1): points are (x, y) of -x² + y² = 1 + d x² y² over the prime field
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(a, b):
    t = D * a[0] * b[0] * a[1] * b[1] % P
    return (a[0] * b[1] + a[1] * b[0]) * pow(1 + t, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - t, -1, P) % P


def times(n, point):
    result = (0, 1)
    for bit in bin(n)[2:]:
        result = add(result, result)
        result = add(result, point) if bit == "1" else result
    return result


def point(data):
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * pow(2, (P - 1) // 4, P) % P
    need(y < P and x * x % P == xx and (x or not sign), "not a point of the curve")
    return (x if x & 1 == sign else P - x), y


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signed_by(key, text, signature):
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % Q
    return len(signature) == 64 and s < Q and times(s, BASE) == add(point(signature[:32]), times(h, point(key)))


# --- the signed note with the head of the log
def checkpoint(note, vkey):
    text = signed_note(note, vkey)
    origin, size, root = text.split("\n")[:3]
    need(origin == vkey.split("+")[0], f"a checkpoint of {origin}")
    return int(size), base64.b64decode(root, validate=True)


def signed_note(note, vkey):
    name, key_id, key = vkey.strip().split("+", 2)
    key = base64.b64decode(key, validate=True)
    need(key[0] == 1 and sha256(f"{name}\n".encode() + key)[:4].hex() == key_id, "the vkey is damaged")
    text, _, lines = note.rpartition("\n\n")
    signatures = [line.split(" ") for line in lines.splitlines()]
    signatures = [base64.b64decode(s[2], validate=True) for s in signatures if s[:2] == ["—", name] and len(s) == 3]
    signatures = [s[4:] for s in signatures if s[:4].hex() == key_id]
    need(signatures and all(signed_by(key[1:], f"{text}\n".encode(), s) for s in signatures), "not signed by this key")
    return text


def next_key(entry, vkey):
    """The key that a leaf `log.key` names under a signature of this one; else this one."""
    if b'"k":"log.key"' not in entry or json.loads(entry).get("k") != "log.key":
        return vkey
    note, name = json.loads(entry)["note"], vkey.split("+")[0]
    if not any(line.split(" ")[:2] == ["—", name] and base64.b64decode(line.split(" ")[2])[:4].hex() == vkey.split("+")[1] for line in note.splitlines()):
        return vkey
    named = signed_note(note, vkey).split("\n")
    need(len(named) == 3 and named[:2] == [name, "next key"], "a leaf names a next key in another form")
    return named[2]


# --- the tree
def tree_root(hashes):
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:  # a last one without a partner goes up as it is
        pairs = [node_hash(*hashes[i : i + 2]) for i in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(hashes) // 2 * 2 :]
    return hashes[0]


def path(level, index, width):
    digits = f"{index:03}" if index < 1000 else f"{index:0{-(-len(str(index)) // 3) * 3}}"
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return f"tile/{level}/" + "/".join(["x" + g for g in groups[:-1]] + groups[-1:]) + (f".p/{width}" if width < 256 else "")


def tiles(level, hashes):
    return [(path(level, i // 256, len(hashes[i : i + 256])), hashes[i : i + 256]) for i in range(0, len(hashes), 256)]


def entries(bundle):
    while bundle:
        length = int.from_bytes(bundle[:2], "big")
        need(len(bundle) >= 2 + length, "a bundle is cut off")
        yield bundle[2 : 2 + length]
        bundle = bundle[2 + length :]


def main(vkey_file, log, old_file=None):
    def read(name):
        if log.startswith(("http://", "https://")):
            return urllib.request.urlopen(f"{log.rstrip('/')}/{name}", timeout=30).read()
        return open(f"{log}/{name}", "rb").read()

    mine = vkey = open(vkey_file, encoding="utf-8").read().strip()
    note = read("checkpoint").decode()
    size = int(note.split("\n")[1])  # to be believed only once the signature is checked, below
    leaves = []
    for index in range(-(-size // 256)):
        width = min(256, size - index * 256)
        bundle = list(entries(read(path("entries", index, width))))
        for entry in bundle:  # each next key is signed by the one before, so my key leads to the last
            vkey = next_key(entry, vkey)
        found = [leaf_hash(entry) for entry in bundle]
        need(len(found) == width, f"{path('entries', index, width)} has {len(found)} entries")
        leaves += found
    size, root = checkpoint(note, vkey)
    need(tree_root(leaves) == root, "the entries have another root than the checkpoint")
    level, hashes = 0, leaves
    while hashes:
        for name, tile in tiles(level, hashes):
            need(read(name) == b"".join(tile), f"{name} does not fit the entries")
        level, hashes = level + 1, [tree_root(t) for _, t in tiles(level, hashes) if len(t) == 256]
    if old_file:
        old_size, old_root = checkpoint(open(old_file, encoding="utf-8").read(), mine)
        need(old_size <= size and tree_root(leaves[:old_size]) == old_root, "the log is no longer what it was")
    print(f"ok size {size} root {base64.b64encode(root).decode()}" + (f"; the key is now {vkey}" if vkey != mine else ""))


try:
    main(*sys.argv[1:])
except (OSError, ValueError, IndexError, TypeError) as error:  # damaged files end here
    sys.exit(f"refused: {error}")
