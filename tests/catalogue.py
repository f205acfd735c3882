"""The catalogue that `koom docs` writes: pages that html-validate takes, processes that bpmn-moddle takes, links that lead
somewhere, and nothing of others taken away."""

import html.parser
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import harness

HERE = Path(__file__).resolve().parent
DAY = "2026-11-22"
LANGUAGES = {"kg": ("ky", "ru", "en"), "mini": ("eo", "he")}


class Page(html.parser.HTMLParser):
    """Links, ids and tags of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.tags, self.attributes = [], [], set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            self.attributes.add(name)
            if name in ("href", "src"):
                self.links.append(value)
            elif name == "id":
                self.ids.append(value)


def pages(folder):
    return {path.resolve(): Page(path.read_text()) for path in sorted(Path(folder).rglob("*.html"))}


def dead_links(folder):
    """Links that lead to no file or no id."""
    known = pages(folder)
    dead = []
    for path, page in known.items():
        for link in page.links:
            file, _, fragment = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            inside = Path(folder).resolve() in target.parents
            there = inside and target.is_file() and (not fragment or fragment in known[target].ids)
            if not there:
                dead.append(f"{path.name}: {link}")
    return dead


def judged(folder):
    done = subprocess.run(["node", HERE / "catalogue" / "judge.mjs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        return {"pages": 0, "models": 0, "steps": 0, "wrong": [done.stderr]}
    return json.loads(done.stdout)


def docs(state, out, *more):
    return harness.run("docs", harness.ROOT / "states" / state, "--out", out, "--on", DAY, *more)


def whole(checks, state, out):
    """Every page and process of a state is right by strangers."""
    done = docs(state, out)
    checks.check(f"{state} is written", done.returncode == 0, done.stdout + done.stderr)
    services = {path.name for path in (harness.ROOT / "states" / state / "services").iterdir()}
    for lang in LANGUAGES[state]:
        written = {path.stem for path in (out / lang / "services").glob("*.html")}
        checks.same(f"{state}, {lang}: a page for each service", written, services)
    seen = judged(out)
    checks.check(f"{state}: html-validate and bpmn-moddle find nothing", seen["wrong"] == [], seen["wrong"][:8])
    checks.same(f"{state}: a process for each service and language", seen["models"], len(services) * len(LANGUAGES[state]))
    checks.check(f"{state}: they were looked at", seen["pages"] > seen["models"] and seen["steps"] > 10 * seen["models"], seen)
    dead = dead_links(out)
    checks.check(f"{state}: every link leads somewhere", dead == [], dead[:8])
    read = pages(out)
    checks.check(f"{state}: no JavaScript", not any({"script", "iframe"} & page.tags for page in read.values()))
    checks.check(f"{state}: no handlers", not any(name.startswith("on") for page in read.values() for name in page.attributes))
    missing = [path.name for path in sorted(out.rglob("*.html")) if "[docs-" in path.read_text() or "[state-" in path.read_text()]
    checks.same(f"{state}: no word is missing", missing, [])
    again = out.parent / f"{state}-again"
    docs(state, again)
    texts = lambda folder: {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    checks.check(f"{state}: the same day gives the same files", texts(again) == texts(out))


def content(checks, out):
    """What a reader looks for stands on the page."""
    page = (out / "en" / "services" / "balaga-suiunchu.html").read_text()
    for what, text in (
        ("a rule in words", "You claimed within six months of the birth."),
        ("its article", "../law/state_benefits.html#a-4"),
        ("its formula", "paid_to_other"),
        ("a reason", "More than six months have passed since the birth."),
        ("why it is asked", "No register knows where to send your money."),
        ("the term", "10 working days"),
        ("the letter", "A letter with the decision"),
        ("a field by its register", "../registers/births.html#f-born_on"),
        ("the picture", "<polyline"),
    ):
        checks.check(f"a service: {what}", text in page)
    model = (out / "en" / "services" / "shop-sign-consent.bpmn").read_text()
    checks.check("silence is a timer", "timerEventDefinition" in model and "attachedToRef" in model)


def broken(checks, out, work):
    """The judges find what is broken."""
    for what, file, old, new in (
        ("a tag that is not closed", "en/services/id-card.html", "</section>", ""),
        ("an id that stands twice", "en/index.html", 'id="laws"', 'id="registers"'),
        ("a way from a step that is not there", "en/services/id-card.bpmn", 'sourceRef="filed"', 'sourceRef="nowhere"'),
        ("an attribute of an element that BPMN does not know", "en/services/id-card.bpmn", "<bpmn:userTask", "<bpmn:userTusk"),
        ("XML that is none", "en/services/id-card.bpmn", "</bpmn:process>", "</bpmn:proces>"),
    ):
        copy = work / "broken"
        shutil.rmtree(copy, ignore_errors=True)
        (copy / file).parent.mkdir(parents=True)
        text = (out / file).read_text()
        checks.check(f"{what}: there is something to break", old in text)
        (copy / file).write_text(text.replace(old, new, 1))
        checks.check(f"{what} is found", judged(copy)["wrong"] != [])
    copy = work / "dead"
    shutil.copytree(out, copy)
    (copy / "en" / "law" / "state_benefits.html").unlink()
    checks.check("a link that leads nowhere is found", dead_links(copy) != [])


def folders(checks, work):
    """Which folder is written to, and what stays."""
    theirs = work / "theirs"
    theirs.mkdir()
    (theirs / "notes.txt").write_text("mine")
    done = docs("mini", theirs)
    checks.check("a folder of others is left alone", done.returncode == 1 and "empty folder" in done.stderr and len(list(theirs.iterdir())) == 1, done.stderr)
    one = work / "one"
    done = docs("mini", one, "--lang", "he")
    checks.check("one language", done.returncode == 0 and (one / "he").is_dir() and not (one / "eo").exists(), done.stderr)
    checks.same("its links", dead_links(one), [])
    (one / "CNAME").write_text("example.org")
    stale = one / "he" / "services" / "gone.html"
    stale.write_text("gone")
    listed = one / "files.txt"
    listed.write_text(listed.read_text() + "he/services/gone.html\n../theirs/notes.txt\n")
    done = docs("mini", one)
    checks.check("written again", done.returncode == 0 and (one / "eo" / "index.html").is_file(), done.stderr)
    checks.check("what an earlier run wrote is gone", not stale.exists())
    checks.check("what others put there stays, there and elsewhere", (one / "CNAME").is_file() and (theirs / "notes.txt").is_file())
    done = docs("mini", work / "none", "--lang", "en")
    checks.check("a language that the state does not speak", done.returncode == 1 and "eo, he" in done.stderr and not (work / "none").exists(), done.stderr)


def main():
    checks = harness.Checks("catalogue")
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for state in LANGUAGES:
            whole(checks, state, work / state)
        content(checks, work / "kg")
        broken(checks, work / "kg", work)
        folders(checks, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
