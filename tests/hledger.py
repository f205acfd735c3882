"""Debian's hledger reads the journal of a real run: it checks, its balances are ours, and a twin with one amount changed does not check."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import harness


def hledger(journal, *arguments):
    return subprocess.run(["hledger", "-f", "-", *arguments], input=journal, capture_output=True, text=True, check=False)


def koom(*arguments):
    return subprocess.run([str(harness.BIN), *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def run(check, work):
    data = work / "data"
    with harness.Demo(work, people=50, data=data) as server:
        pays(check, server)
        live = koom("ledger", "journal", "--data", data)
        check("a journal is printed while a server runs", "fee" in live and "benefit" in live, live[:300])
    journal = koom("ledger", "journal", "--data", data)
    judged(check, journal, data)
    ordered(check, work, data)


def pays(check, server):
    """A certificate is paid for at the desk, a benefit is granted."""
    offender = server.persona("convicted")
    filed = offender.file("criminal-record-certificate", {"delivery": "electronic", "speed": "urgent"})
    check("an urgent certificate waits for its fee", filed["state"] == "payment", filed)
    desk = server.persona("interior-counter")
    paid = desk.act(filed, "collect", {})
    check("the desk takes the fee and the case goes on", paid["state"] == "urgent-review", paid["state"])
    mother = server.persona("mother")
    granted = mother.file("balaga-suiunchu", mother.examples("balaga-suiunchu"))
    check("a benefit is granted", granted["state"] == "granted", granted["state"])


def judged(check, journal, data):
    good = hledger(journal, "check", "--strict", "ordereddates")
    check("hledger accepts the journal", good.returncode == 0, good.stderr)
    people = json.loads((data / "demo-personas.json").read_text()) if (data / "demo-personas.json").exists() else []
    keys = [person["pin"] for person in people if person.get("pin")]
    check("the journal names nobody", not any(key in journal for key in keys) and not re.search(r"\b[1-9][0-9]{13}\b", journal), "")
    amounts = list(re.finditer(r"(?m)^    income:\S+    (-?[0-9.]+) ", journal))
    check("the journal has fees", bool(amounts), journal[:500])
    spot = amounts[0]
    twin = journal[: spot.start(1)] + "-499.99" + journal[spot.end(1) :]
    bad = hledger(twin, "check", "--strict")
    check("hledger refuses a twin with one amount changed", bad.returncode != 0 and "balance" in bad.stderr.lower(), bad.stderr)
    both = journal.replace("500.00", "499.99", 1)
    both = both.replace("-500.00", "-499.99", 1)
    worse = hledger(both, "check", "--strict")
    check("hledger refuses a twin with both sides of a transfer changed", worse.returncode != 0, worse.stderr)
    theirs = hledger(journal, "balance", "--flat", "--empty", "--no-total", "-O", "json")
    rows = json.loads(theirs.stdout)[0]
    sums = {}
    for row in rows:
        amount = sum(int(part["aquantity"]["decimalMantissa"]) / 10 ** part["aquantity"]["decimalPlaces"] for part in row[3])
        sums[row[0]] = round(amount, 4)
    ours = {row["hledger"]: round(float(row["balance"]), 4) for row in json.loads(koom("ledger", "balances", "--json", "--data", data))}
    check("hledger's balances are ours, account by account", sums == ours and ours, f"{sums} != {ours}")


def ordered(check, work, data):
    out = work / "orders.csv"
    koom("ledger", "orders", "--data", data, "--out", out)
    lines = out.read_text().splitlines()
    check("the order names account and amount", lines[0].startswith("order,transfer,day") and len(lines) == 2 and ",4000," in lines[1], lines)
    again = work / "orders-2.csv"
    koom("ledger", "orders", "--data", data, "--out", again)
    check("nothing is ordered twice", not again.exists(), "")
    number = lines[1].split(",")[0]
    koom("ledger", "orders", "--data", data, "--out", again, "--order", number)
    check("the file can be written again", again.read_text() == out.read_text(), "")
    verified = subprocess.run([str(harness.BIN), "verify", "--data", str(data)], capture_output=True, text=True, check=False)
    check("verify is content", verified.returncode == 0, verified.stdout)


if __name__ == "__main__":
    harness.main(run)
