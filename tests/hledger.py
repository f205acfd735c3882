"""Debian's hledger reads the journal of a real run: it checks, its balances are ours, and a twin with an amount changed does not check."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import harness
import pages


def hledger(journal, *arguments):
    return subprocess.run(["hledger", "-f", "-", *arguments], input=journal, capture_output=True, text=True, timeout=120)


def ledger(*arguments):
    """A command of `koom ledger`; what it printed."""
    done = harness.run("ledger", *arguments)
    if done.returncode != 0:
        raise RuntimeError(f"koom ledger {' '.join(map(str, arguments))}: {done.stderr}")
    return done.stdout


def pays(checks, server):
    """An urgent certificate is paid for at the desk, a bill is paid, two benefits are granted, a clock moves on."""
    offender = server.as_("with-record")
    filed = offender.file("criminal-record-certificate", {"delivery": "electronic", "speed": "urgent"})
    checks.check("an urgent certificate waits for its fee", filed.status == 201 and filed.json["state"] == "payment", filed)
    checks.same("it costs what the law says", filed.json["money"]["left"]["amount"], "500")
    desk = server.as_("interior-counter")
    paid = desk.act(filed.json, "collect")
    checks.check("the desk takes the fee, and the case goes on", paid.status == 200 and paid.json["state"] == "urgent-review", paid)
    twice = desk.act(filed.json, "collect")
    checks.check("the desk does not take it twice", twice.status in (404, 409, 422), twice)
    number = paid.json["money"]["payments"][0]["number"]
    checks.same("the receipt has the number of the transfer", number, f"{filed.json['case']}.fee-1")
    bill = server.as_("metered-farmer").file("water-bill", {})
    checks.check("a bill waits to be paid", bill.status == 201 and bill.json["state"] == "payment", bill)
    settled = server.as_("water-counter").act(bill.json, "collect")
    checks.check("paid, and the rules note it", settled.status == 200 and settled.json["state"] == "granted", settled)
    for persona, service in (("mother", "balaga-suiunchu"), ("poor-mother", "ui-bulogo-komok")):
        client = server.as_(persona)
        granted = client.file(service, harness.examples(client, service))
        checks.check(f"{service} is granted", granted.status == 201 and granted.json["state"] == "granted", granted)
    handed_out(checks, server)
    server.move_clock(harness.day(45))


def handed_out(checks, server):
    """A benefit in cash: the drawer is empty, money is brought to it by pages, then it is handed out."""
    person = server.as_("triplets-mother")
    answers = harness.examples(person, "balaga-suiunchu") | {"payment": "cash"}
    answers.pop("account", None)
    granted = person.file("balaga-suiunchu", answers)
    checks.check("a benefit is granted in cash", granted.status == 201 and granted.json["money"]["cash_text"], granted)
    desk = server.as_("counter")
    seen = desk.case(granted.json["case"])
    checks.check("the desk sees the case, as cash is owed", seen.status == 200, seen)
    empty = desk.act(seen.json, "pay-out")
    checks.check("an empty drawer gives nothing", empty.status == 422 and empty.json["code"] == "not-enough", empty)
    browser = pages.Browser(server.client(), server.personas["counter"]["token"])
    form = browser.get("/en/counter").form("/counter/cash")
    for _ in range(2):
        page = browser.submit(form, button=("_go", "in"), amount="4500")
    checks.check("money is brought to the drawer once, though the form came twice", "4,500" in page.words, page)
    out = desk.act(seen.json, "pay-out")
    checks.check("and handed out", out.status == 200 and out.json["money"]["cash_text"] is None, out)
    checks.check("what is left is in the drawer", "500 som" in browser.get("/en/counter").words)


def judged(checks, journal, data, people):
    """What hledger says of the journal and of its twins."""
    good = hledger(journal, "check", "--strict", "ordereddates")
    checks.check("hledger accepts the journal", good.returncode == 0, good.stderr)
    keys = [one["pin"] for one in people.values() if one.get("pin")]
    checks.check("the journal names nobody", keys and not any(key in journal for key in keys))
    twin = journal.replace("-500.00 KGS", "-499.99 KGS", 1)
    bad = hledger(twin, "check", "--strict")
    checks.check("hledger refuses a twin with one amount changed", twin != journal and bad.returncode != 0, bad.stderr)
    twin = journal.replace("    500.00 KGS", "    499.99 KGS", 1).replace("-500.00 KGS", "-499.99 KGS", 1)
    bad = hledger(twin, "check", "--strict")
    checks.check("and one with both sides changed", twin != journal and bad.returncode != 0, bad.stderr)
    rows = json.loads(hledger(journal, "balance", "--flat", "--empty", "--no-total", "-O", "json").stdout)[0]
    theirs = {row[0]: sum(amount(part) for part in row[3]) for row in rows}
    ours = {row["hledger"]: Decimal(row["balance"]) for row in json.loads(ledger("balances", "--json", "--data", data))}
    checks.check("hledger's balances are ours, account by account", ours and theirs == ours, f"{theirs} is not {ours}")
    checks.same("the drawer has what was paid", ours["assets:cash:internal-affairs.naryn"], Decimal("500"))
    checks.same("the other has what was brought and not handed out", ours["assets:cash:social-protection.naryn"], Decimal("500"))
    checks.same("all accounts together are nothing", sum(ours.values()), 0)


def amount(part):
    quantity = part["aquantity"]
    return Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])


def ordered(checks, data, work):
    """Payment orders: once, and again from what is stored."""
    first, second = work / "orders.csv", work / "orders-again.csv"
    ledger("orders", "--data", data, "--out", first)
    lines = first.read_text().split("\n")
    checks.same("the file has the columns it is documented with", lines[0].strip(), "order,transfer,day,currency,amount,account,name")
    rows = [line.strip().split(",") for line in lines[1:] if line.strip()]
    # the birth payment, and the family benefit of November and December
    checks.same("what is owed to accounts is ordered", sorted(Decimal(row[4]) for row in rows), [Decimal(4000), Decimal(2 * 4140)])
    ledger("orders", "--data", data, "--out", second)
    checks.check("nothing is ordered twice", not second.exists())
    ledger("orders", "--data", data, "--out", second, "--order", rows[0][0])
    checks.check("the file can be written again", second.read_text() == first.read_text())
    kinds = [leaf["k"] for _index, leaf, _hidden, _subjects in harness.leaves(data, "log")]
    checks.check("every order, month and payment at a desk is an act in the log", kinds.count("case.pay") == 4, kinds.count("case.pay"))
    days = [leaf for _index, leaf, _hidden, _subjects in harness.leaves(data, "log") if leaf["k"] == "ledger.day"]
    checks.check("the days that ended are proven", days and all(day["difference"] == 0 for day in days), days)
    checks.check("no sum of few transfers is in the open", all("debits" not in day or day["count"] > 4 for day in days), days)
    after = hledger(ledger("journal", "--data", data), "check", "--strict")
    checks.check("hledger accepts the journal with the orders", after.returncode == 0, after.stderr)
    status, report = harness.verify(data)
    checks.check("koom verify finds nothing", status == 0, report)


def main():
    checks = harness.Checks("hledger")
    with harness.workplace("hledger") as work:
        work, data = Path(work), Path(work) / "data"
        with harness.Demo(data, people=40) as server:
            with checks.part("money moves"):
                pays(checks, server)
            with checks.part("a journal while the server runs"):
                live = hledger(ledger("journal", "--data", data), "check", "--strict")
                checks.check("a journal is printed while the server runs", live.returncode == 0, live.stderr)
            people = server.personas
        with checks.part("the journal"):
            judged(checks, ledger("journal", "--data", data), data, people)
        with checks.part("orders"):
            ordered(checks, data, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
