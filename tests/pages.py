"""A browser without a screen or scripts: pages, their forms, and how these are sent. For tests that do what a person does."""

import gzip
import html.parser
import urllib.parse

SESSION = "__Host-koom"


class Form:
    """A form as a page shows it."""

    def __init__(self, action):
        self.action, self.values, self.buttons, self.names = action, [], [], set()
        self.options = {}

    def button(self, name, value):
        return (name, value) in self.buttons


class Reader(html.parser.HTMLParser):
    """Collects the forms, links and words of a page."""

    def __init__(self):
        super().__init__()
        self.forms, self.links, self.words, self.headings = [], [], [], 0
        self.form, self.text_area, self.select, self.hidden = None, None, None, 0

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "a" and a.get("href"):
            self.links.append(a["href"])
        elif tag == "h1":
            self.headings += 1
        elif tag == "form":
            self.form = Form(a.get("action", ""))
            self.forms.append(self.form)
        elif tag in ("style", "script", "title"):
            self.hidden += 1
        elif self.form is not None:
            self.field(tag, a)

    def field(self, tag, a):
        name = a.get("name")
        if tag == "input" and name:
            self.form.names.add(name)
            kind = a.get("type", "text")
            if kind in ("radio", "checkbox"):
                self.form.options.setdefault(name, []).append(a.get("value", "on"))
                if "checked" in a:
                    self.form.values.append((name, a.get("value", "on")))
            else:
                self.form.values.append((name, a.get("value", "")))
        elif tag == "textarea" and name:
            self.form.names.add(name)
            self.text_area = (name, [])
        elif tag == "select" and name:
            self.form.names.add(name)
            self.select = name
        elif tag == "option" and self.select:
            self.form.options.setdefault(self.select, []).append(a.get("value", ""))
            if "selected" in a:
                self.form.values.append((self.select, a.get("value", "")))
        elif tag == "button":
            self.form.buttons.append((a.get("name"), a.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.text_area:
            self.form.values.append((self.text_area[0], "".join(self.text_area[1])))
            self.text_area = None
        elif tag in ("style", "script", "title"):
            self.hidden -= 1

    def handle_data(self, data):
        if self.text_area:
            self.text_area[1].append(data)
        elif not self.hidden:
            self.words.append(data)


class Page:
    """An answer to a browser."""

    def __init__(self, path, answer):
        self.path, self.status, self.headers = path, answer.status, answer.headers
        self.sent = len(answer.body)
        body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
        self.body = body
        self.is_page = answer.headers.get_content_type() == "text/html"
        self.text = body.decode("utf-8", "replace") if self.is_page else ""
        reader = Reader()
        reader.feed(self.text)
        self.forms, self.links, self.headings = reader.forms, reader.links, reader.headings
        self.words = " ".join(" ".join(reader.words).split())

    @property
    def location(self):
        return self.headers.get("location")

    def form(self, part):
        """The form whose address ends so."""
        return next((form for form in self.forms if form.action.split("?")[0].endswith(part)), None)

    def __repr__(self):
        return f"{self.status} {self.path} {self.location or ''} {self.words[:300]}"


class Browser:
    """One person's browser."""

    def __init__(self, client, token=None):
        self.client, self.cookies = client, {}
        if token:
            self.cookies[SESSION] = token

    def send(self, method, path, fields=None, headers=None, follow=True):
        head = {"Accept-Encoding": "gzip", "Accept": "text/html", "Accept-Language": None, **(headers or {})}
        if self.cookies:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        raw = None
        if method == "POST":
            raw = urllib.parse.urlencode(fields or []).encode()
            head.setdefault("Content-Type", "application/x-www-form-urlencoded")
        answer = self.client.send(method, path, raw=raw, headers=head)
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, _, rest = cookie.partition("=")
            value = rest.split(";")[0]
            if value and "max-age=0" not in cookie.lower():
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        page = Page(path, answer)
        if follow and page.status in (302, 303, 307) and page.location:
            return self.send("GET", page.location, follow=follow)
        return page

    def get(self, path, **more):
        return self.send("GET", path, **more)

    def submit(self, form, button=None, follow=True, headers=None, **given):
        """Sends a form with what it holds and what is given; a list gives several values. Unknown names are mistakes."""
        unknown = set(given) - form.names
        if unknown:
            raise RuntimeError(f"the form {form.action} has no {unknown}, but {sorted(form.names)}")
        fields = [(name, value) for name, value in form.values if name not in given]
        for name, value in given.items():
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        if button:
            fields.append(button)
        return self.send("POST", form.action, fields, follow=follow, headers=headers)
