"""The one door: every route that `koom routes` lists, without a session and with the wrong role; every successful change adds a
leaf; and whatever a response says of a person, that person is named by a leaf of that very request.

The demonstration is started from a copy of the state folder in which every name and address of its people is a word that occurs
nowhere else, so that a value in a response has one owner: a canary.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import harness
import pages

PAGE_BYTES_MAX = 14 * 1024
NUMBERS = re.compile(r"(?<!\d)[1-9]\d{13}(?!\d)")
CANARY = re.compile(r"[Кк]анарейка\d+")
# The list of the demonstration's people is public: it is how one signs in.
OPEN_LISTS = ("/demo/sign-in",)
# The people on specimen documents are nobody; their numbers are examples in public places.
SPECIMENS = ("99999999999999", "99999999999998")
SIGN_FORM = {"sign_at": "Мисал көчөсү, 50", "sign_words": "Нан"}


def canaries(folder):
    """Marks every name and address of the invented people, each differently."""
    shutil.copytree(harness.ROOT / "states" / "kg", folder)
    people = folder / "simulate" / "personas.yaml"
    count = 0

    def mark(match):
        nonlocal count
        count += 1
        return f"{match.group(1)}Канарейка{count:05d}{match.group(3)}"

    text = people.read_text()
    text = re.sub(r'((?:family|given|patronymic): )([^,"}]+)([,}])', mark, text)
    text = re.sub(r'(address: ")([^"]+)(")', mark, text)
    people.write_text(text)
    return count


class Owners:
    """Whose a value is, from the database."""

    def __init__(self, data):
        self.data = data
        self.of = {}
        self.refresh()

    def refresh(self):
        with harness.read_only(self.data) as database:
            rows = database.execute("select subjects, doc from version where register in ('persons', 'residence')").fetchall()
        for subjects, doc in rows:
            (owner,) = json.loads(subjects)
            if owner in SPECIMENS:
                continue
            self.of.setdefault(owner, set()).add(owner)
            for canary in CANARY.findall(doc):
                self.of.setdefault(canary, set()).add(owner)

    def in_text(self, text):
        """Values of people in a text, with their owners. A household's address is each member's."""
        found = {}
        for value in set(NUMBERS.findall(text)) | set(CANARY.findall(text)):
            if value in self.of:
                found[value] = self.of[value]
        return found


class Door:
    def __init__(self, checks, server, data):
        self.checks, self.server, self.data = checks, server, data
        self.owners = Owners(data)
        self.seen_routes, self.canaries_seen = set(), 0
        self.own_cases = {}

    def browser(self, persona=None):
        return Watched(self, persona)

    def watch(self, persona, what, do):
        """Does one request and checks that whoever it shows is named by a leaf of it."""
        before = self.server.sizes()
        answer = do()
        after = self.server.sizes()
        text = answer.text if hasattr(answer, "text") else ""
        if answer.headers.get_content_type() == "application/pdf":
            text = paper(answer.body)
        shown = self.owners.in_text(text)
        if not shown or any(what.endswith(path) or path + "?" in what for path in OPEN_LISTS):
            return answer
        actor = self.server.personas[persona]["pin"] if persona else None
        named = self.named(before, after)
        for value, owners in shown.items():
            self.canaries_seen += 1
            fine = actor in owners or owners & named
            self.checks.check(f"{what} as {persona}: who is shown is named by a leaf", fine, f"{value} of {sorted(owners)}; named: {sorted(named)}")
        return answer

    def named(self, before, after):
        """People whom the disclosures of leaves of a request name."""
        out = set()
        for log, start, end in zip(("log", "reads"), before, after):
            for _, _, hidden, _ in harness.leaves(self.data, log, start, end):
                out.update(hidden.get("subjects", []))
        return out

    def api(self, persona, method, path, body=None, **more):
        client = self.server.as_(persona) if persona else self.server.client()
        return self.watch(persona, f"{method} {path}", lambda: client.send(method, path, body=body, **more))


class Watched(pages.Browser):
    """A browser whose every request is watched."""

    def __init__(self, door, persona):
        client = door.server.client(lang=None)
        super().__init__(client, door.server.personas[persona]["token"] if persona else None)
        self.door, self.persona = door, persona

    def send(self, method, path, fields=None, headers=None, follow=True):
        page = self.door.watch(self.persona, f"{method} {path}", lambda: super(Watched, self).send(method, path, fields, headers, follow=False))
        if follow and page.status in (302, 303, 307) and page.location:
            return self.send("GET", page.location, follow=True)
        return page


def paper(body):
    done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def filled(path, case, document):
    """A route's path with examples in it."""
    values = {
        "lang": "en", "action": "withdraw", "code": document, "file": "koom.css", "n": "0", "page": "about", "who": "person", "*path": "entries/000",
    }

    def value(match):
        name = match.group(1)
        if name in values:
            return values[name]
        before = path[: match.start()]
        if before.endswith("/services/"):
            return "shop-sign-consent"
        if before.endswith("/programme/"):
            return "taza-koom"
        if before.endswith("/registers/"):
            return "persons"
        if before.endswith("/law/"):
            return "state_benefits"
        if before.endswith("/problems/"):
            return "not-allowed"
        return case

    return re.sub(r"\{([^}]*)\}", value, path)


def without_session(door, routes, case, document):
    """Nobody signed in gets nothing that is not public, and changes nothing."""
    for route in routes:
        method, path, access = route["method"], filled(route["path"], case, document), route["access"]
        before = door.server.sizes()
        headers = {"Content-Type": "application/json"} if method == "POST" and path.startswith("/api/") else {}
        body = {} if headers else None
        if path.startswith("/api/") or not path.startswith("/en"):
            answer = door.api(None, method, path, body=body)
        else:
            answer = door.browser().send(method, path, follow=False)
        name = f"{method} {route['path']} without a session"
        if access in ("Public", "Demo"):
            door.checks.check(f"{name} answers without a fault", answer.status < 500, answer)
        elif path.startswith("/api/"):
            door.checks.check(f"{name}: 401", answer.status == 401 and "www-authenticate" in answer.headers, answer)
        else:
            away = answer.status in (302, 303) and "sign-in" in (answer.headers.get("location") or "")
            door.checks.check(f"{name}: to the sign-in", away or answer.status in (401, 403), answer)
        door.checks.same(f"{name} changes nothing", door.server.sizes()[0], before[0])
        door.seen_routes.add((method, route["path"]))


def wrong_role(door, routes, case, document):
    """Someone who is signed in, but not the one this is for. `case` is another person's."""
    for route in routes:
        method, path, access = route["method"], filled(route["path"], case, document), route["access"]
        if access not in ("Person", "Role"):
            continue
        own = not ("{id}" in route["path"] and "/cases/" in route["path"]) and access == "Person"
        for persona in ("guardian", "auditor", "officer-osh"):
            if own or (persona != "guardian" and access == "Role" and "{id}" not in route["path"]):
                continue
            before = door.server.sizes()[0]
            name = f"{method} {route['path']} as {persona}"
            if path.startswith("/api/"):
                body = None if method == "GET" else body_for(path)
                answer = door.api(persona, method, path, body=body)
            else:
                browser = door.browser(persona)
                token = some_token(browser)
                answer = browser.send(method, path, [("_token", token), ("_version", "1")], follow=False)
            door.checks.check(f"{name} is refused", answer.status in (403, 404), answer)
            door.checks.same(f"{name} changes nothing", door.server.sizes()[0], before)


def body_for(path):
    if path.endswith("/search"):
        return {"purpose": "counter_service", "where": {"pin": "99999999999999"}}
    return {"version": 1} if "/acts/" in path else {}


def some_token(browser):
    """A form's token of this session, from a page that has a form for everyone signed in."""
    page = browser.get("/en/demo/clock")
    for form in page.forms:
        for name, value in form.values:
            if name == "_token":
                return value
    raise RuntimeError(f"no form with a token: {page}")


def forged(door):
    """A form that is not ours changes nothing: no token, another session's token, another site."""
    mother, father = door.browser("mother"), door.browser("father")
    other = some_token(father)
    own = some_token(mother)
    before = door.server.sizes()[0]
    to = [("to-day", "1"), ("to-month", "1"), ("to-year", "2027")]
    tries = {
        "without a token": (to, {}),
        "with another's token": ([*to, ("_token", other)], {}),
        "from another site": ([*to, ("_token", own)], {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}),
    }
    for what, (fields, headers) in tries.items():
        page = mother.send("POST", "/en/demo/clock", fields, headers=headers, follow=False)
        door.checks.check(f"a form {what} is refused", page.status == 403, page)
    door.checks.same("and nothing changed", door.server.sizes()[0], before)


def changes(door):
    """Each kind of change through API and pages, by who may make it; each adds leaves to /log."""
    def api(name, persona, path, body, key=False, status=(200, 201)):
        headers = {"Idempotency-Key": "door-" + name.replace(" ", "-")} if key else {}
        return grew(door, name, lambda: door.api(persona, "POST", path, body=body, headers=headers), status)

    sign = api("filing by API", "shop-owner", "/api/v1/services/shop-sign-consent/cases", {"answers": SIGN_FORM}, key=True).json
    case = api("taking the next case by API", "architecture-officer", "/api/v1/work/next", None, status=(200,)).json
    act = f"/api/v1/cases/{sign['case']}/acts"
    case = api("returning by API", "architecture-officer", f"{act}/return", {"version": case["version"], "fields": ["sign_words"], "note": "x"}).json
    door.own_cases["correcting"] = sign["case"]

    owner = door.browser("shop-owner")
    page = owner.get(f"/en/cases/{sign['case']}/correct")
    page = walk(door, "correcting by pages", owner, page, {"sign_words": "Нан жана чай"})
    mother = door.browser("mother")
    page = mother.get("/en/services/balaga-suiunchu/apply")
    page = walk(door, "filing by pages", mother, page, {"payment": "cash"})
    link = next((link for link in page.links if "/document" in link), None)
    door.checks.check("the granted case offers its document", link, page)
    grew(door, "the first download", lambda: mother.get(link), (200,))
    door.own_cases["mother"] = re.search(r"/cases/([^/]+)/", link).group(1)
    document = door.api("mother", "GET", f"/api/v1/cases/{door.own_cases['mother']}").json["decision"]["document"]

    father = door.browser("father")
    walk(door, "a second parent's filing by pages", father, father.get("/en/services/balaga-suiunchu/apply"), {"payment": "cash"})
    officer = door.browser("officer-naryn-1")
    form = officer.get("/en/work").form("/work/next")
    page = grew(door, "taking the next case by pages", lambda: officer.submit(form), (200,))
    refuse = page.form("/acts/refuse")
    page = grew(door, "refusing by pages", lambda: officer.submit(refuse, **{"refuse-reason": "second_parent", "refuse-note": "x"}), (200,))
    door.own_cases["father"] = re.search(r"/work/([^/]+)/acts", refuse.action).group(1)

    late = door.browser("late-claimant")
    page = walk(door, "a late filing by pages", late, late.get("/en/services/balaga-suiunchu/apply"), {"payment": "cash"})
    withdrawable(door)
    registrar = door.browser("registrar")
    born = date_fields("child_born_on", -2)
    answers = {
        "mother_pin": "99999999999999", "father_pin": "", "delivery_number": "D-1", "child_family": "Үлгүбекова", "child_given": "Үлгү",
        "child_patronymic": "", "child_sex": "female", **born,
    }
    walk(door, "registering a birth by pages", registrar, registrar.get("/en/services/birth-registration/apply"), answers)
    counter = door.browser("counter")
    page = counter.get("/en/counter")
    search = next(form for form in page.forms if "pin" in form.names)
    purpose = search.options.get("_purpose", ["counter_service"])[0]
    before = door.server.sizes()[1]
    given = {"pin": door.server.personas["guardian"]["pin"]} | ({"_purpose": purpose} if "_purpose" in search.names else {})
    page = counter.submit(search, **given)
    door.checks.check("a search at the counter is a logged read", page.status == 200 and door.server.sizes()[1] > before, page)
    found = door.api("counter", "POST", "/api/v1/registers/persons/search", {"purpose": "counter_service", "where": {"pin": door.server.personas["guardian"]["pin"]}})
    door.checks.check("the search shows the person", found.status == 200 and door.server.personas["guardian"]["pin"] in found.text, found)

    clock = door.browser("auditor")
    form = clock.get("/en/demo/clock").form("/demo/clock")
    grew(door, "moving the clock by pages", lambda: clock.submit(form, **date_fields("to", 1)), (200,))
    grew(door, "moving the clock by program", lambda: door.api("auditor", "POST", "/demo/clock", {"to": harness.day(2)}), (200,))
    return document


def date_fields(name, offset):
    """A day as pages ask for it."""
    year, month, day = harness.day(offset).split("-")
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def withdrawable(door):
    """What is returned can be withdrawn."""
    officer = door.api("officer-naryn-1", "POST", "/api/v1/work/next").json
    path = f"/api/v1/cases/{officer['case']}/acts/return"
    done = grew(door, "returning", lambda: door.api("officer-naryn-1", "POST", path, {"version": officer["version"], "fields": ["payment"], "note": "x"}), (200,))
    browser = door.browser("late-claimant")
    page = browser.get(f"/en/cases/{officer['case']}/acts/withdraw")
    form = page.form("/acts/withdraw")
    grew(door, "withdrawing by pages", lambda: browser.submit(form), (200,))
    door.checks.same("withdrawn", door.api("late-claimant", "GET", f"/api/v1/cases/{done.json['case']}").json["state"], "withdrawn")


def grew(door, name, do, statuses):
    """A successful change adds at least one leaf to /log."""
    before = door.server.sizes()[0]
    answer = do()
    door.checks.check(f"{name} succeeds", answer.status in statuses, answer)
    door.checks.check(f"{name} adds a leaf", door.server.sizes()[0] > before, f"{before} leaves before and after")
    door.owners.refresh()
    return answer


def walk(door, name, browser, page, answers):
    """Answers each question of a form until it can be sent, sends it twice, and looks at the case."""
    for _ in range(12):
        form = next((f for f in page.forms if "_seen" in f.names), None)
        if form is None:
            raise RuntimeError(f"no form to go on with: {page}")
        if form.button("_go", "send"):
            before = door.server.sizes()[0]
            last = grew(door, name, lambda: browser.submit(form, ("_go", "send")), (200,))
            size = door.server.sizes()[0]
            again = browser.submit(form, ("_go", "send"))
            door.checks.same(f"{name}: a double click enters nothing more", door.server.sizes()[0], size)
            if name.startswith("filing"):
                door.checks.same(f"{name}: and shows the same case", again.path, last.path)
            door.checks.check(f"{name}: leaves were added once", size > before)
            return last
        given = {id: value for id, value in answers.items() if id in form.names and not id.startswith("had-")}
        page = browser.submit(form, **given)
        if page.status == 422:
            raise RuntimeError(f"an answer was refused: {page}")
    raise RuntimeError(f"the form has no end: {page}")


def walked(door, routes, document):
    """Every page and address, by everyone whom it may concern: no fault, small enough, one heading, and no stranger's data."""
    personas = [None, "mother", "father", "counter", "officer-naryn-1", "registrar", "auditor", "shop-owner", "head-naryn"]
    gets = [route for route in routes if route["method"] == "GET"]
    for route in gets:
        for persona in personas:
            for case in {door.own_cases.get(persona, door.own_cases["father"]), door.own_cases["father"]}:
                path = filled(route["path"], case, document)
                if path.startswith("/api/"):
                    answer = door.api(persona, "GET", path)
                    door.checks.check(f"GET {path} as {persona}: no fault", answer.status < 500, answer)
                    continue
                page = door.browser(persona).get(path)
                door.checks.check(f"GET {path} as {persona}: no fault", page.status < 500, page)
                if page.is_page:
                    door.checks.check(f"GET {path} as {persona}: under 14 KB", page.sent <= PAGE_BYTES_MAX, f"{page.sent} bytes")
                    door.checks.same(f"GET {path} as {persona}: one heading", page.headings, 1)
                    secure(door, path, page)
                if "{" not in route["path"].replace("{lang}", ""):
                    break


def secure(door, path, page):
    policy = page.headers.get("content-security-policy", "")
    good = "default-src 'none'" in policy and "unsafe" not in policy and "script-src" not in policy and "frame-ancestors 'none'" in policy
    door.checks.check(f"{path}: strict content security policy", good, policy)
    door.checks.check(f"{path}: no script", "<script" not in page.text.lower() and " onclick" not in page.text.lower())
    for cookie in page.headers.get_all("set-cookie") or []:
        if cookie.startswith("__Host-"):
            flags = cookie.lower()
            door.checks.check(f"{path}: a cookie for this host only", all(flag in flags for flag in ("secure", "httponly", "path=/", "samesite")), cookie.split("=")[0])


def main():
    checks = harness.Checks("door")
    with harness.workplace("door") as work:
        state, data = Path(work) / "state", Path(work) / "data"
        marked = canaries(state)
        checks.check("every name and address is a canary", marked > 120, marked)
        routes = json.loads(harness.run("routes", "--json").stdout)
        checks.check("koom routes lists them", len(routes) > 40, len(routes))
        with harness.Demo(data, people=100, state=state) as server:
            door = Door(checks, server, data)
            document = "x.y"
            with checks.part("changes"):
                document = changes(door)
            father = door.own_cases.get("father", "0000-0000-0000")
            with checks.part("without a session"):
                without_session(door, routes, father, document)
            with checks.part("wrong role"):
                wrong_role(door, routes, father, document)
            with checks.part("forged forms"):
                forged(door)
            with checks.part("every page"):
                walked(door, routes, document)
            time.sleep(1)
            checks.check("canaries were seen, or nothing was proven", door.canaries_seen > 100, door.canaries_seen)
            print(f"  {len(routes)} routes, {door.canaries_seen} values of people seen in responses", flush=True)
            checks.check("the server met no fault", "incident" not in server.said(), server.said()[-500:])
        status, report = harness.verify(data)
        checks.check("koom verify finds nothing", status == 0, report)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
