"""Somebody of the city division at the pages: signed in, reading forms as they stand, and sending them."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from typing import TypeVar

import httpx
from sqlalchemy import Connection, delete

from city_server.division import sessions, staff
from city_server.division_tables import division_staff, division_try
from city_server.store import Store, put_rows
from tests.support.server import CityDatabase, ServerProcess

_serial = count(1)
_T = TypeVar("_T")
NAME = "高云飞"
PASSWORD = "Wind-4-Weiden"


@dataclass
class Form:
    """One form as a page shows it: where it goes, and what stands in its fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads text, forms and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self._in: list[Form] = []
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told["action"]))
            self._in = [self.forms[-1]]
        elif tag == "a":
            self.links.append(told["href"])
        elif tag in ("input", "textarea", "select") and self._in:
            self._field(tag, told)
        elif tag == "option" and "selected" in told and self._in:
            self._in[0].fields[self._select] = told["value"]

    def _field(self, tag: str, told: dict[str, str]) -> None:
        self._in[0].fields[told["name"]] = told.get("value", "")
        if "required" in told:
            self._in[0].required.append(told["name"])
        self._area = told["name"] if tag == "textarea" else ""
        self._select = told["name"] if tag == "select" else self._select

    def handle_endtag(self, tag: str) -> None:
        self._in = [] if tag == "form" else self._in
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area and self._in:
            self._in[0].fields[self._area] = data
        elif data.strip():
            self.words.append(data.strip())


@dataclass(frozen=True)
class Page:
    """An answer as somebody sees it."""

    answer: httpx.Response

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def at(self) -> str:
        """The path of the page that is shown at last."""
        return self.answer.url.path

    @property
    def text(self) -> str:
        """Every word on it."""
        return " ".join(self._read().words)

    @property
    def links(self) -> list[str]:
        return self._read().links

    def form(self, action: str) -> Form:
        """The form that goes to an address."""
        found = [one for one in self._read().forms if one.action == action]
        assert len(found) == 1, f"{len(found)} forms to {action} in {self.text}"
        return found[0]

    def offers(self) -> list[str]:
        """Where the forms of the page go."""
        return [one.action for one in self._read().forms]

    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.answer.text)
        return reader


class Visitor:
    """A browser without a picture; `at` is an address of a node."""

    def __init__(self, at: str, token: str = "", staff_no: str = "", name: str = NAME) -> None:
        cookies = {"division": token} if token else {}
        self.staff_no, self.name, self.token = staff_no, name, token
        self.client = httpx.Client(
            base_url=at, cookies=cookies, trust_env=False, follow_redirects=True, timeout=20
        )

    def go(self, where: str, **query: str) -> Page:
        """Open a page."""
        return Page(self.client.get(where, params=query or None))

    def send(self, page: Page, action: str, **typed: str) -> Page:
        """Type into a form of a page and send it."""
        return self.post(action, page.form(action).fields | typed)

    def post(self, action: str, fields: dict[str, str], **headers: str) -> Page:
        """Send fields as they are."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return Page(self.client.post(action, data=fields, headers=told))

    def at_node(self, url: str) -> "Visitor":
        """The same session at another node."""
        return Visitor(url, self.token, self.staff_no, self.name)

    def close(self) -> None:
        self.client.close()


def on(database: CityDatabase, work: Callable[[Connection], _T]) -> _T:
    """Do something in the city's database."""
    with closing(Store(database.url)) as store:
        return store.settle(work)


def new_number() -> str:
    """A 工号 nobody has yet."""
    return f"15080{next(_serial):05}"


def hire(database: CityDatabase, staff_no: str, password: str = "", *, handed_out: bool = False) -> None:
    """Take somebody on whose password is known, or who has none that fits."""
    kept = staff.hashed(password) if password else "none"
    row = {"staff_no": staff_no, "name": NAME, "password": kept, "handed_out": handed_out, "active": True}
    on(database, lambda conn: put_rows(conn, division_staff, [row]))


def signed_in(server: ServerProcess, staff_no: str = "", *, handed_out: bool = False) -> Visitor:
    """Somebody with an open session, whose password nobody had to try."""
    number = staff_no or new_number()
    hire(server.database, number, handed_out=handed_out)
    token = on(server.database, lambda conn: sessions.begin(conn, number))
    return Visitor(server.url, token, number)


def forget_tries(database: CityDatabase) -> None:
    """As after a quarter of an hour."""
    on(database, lambda conn: conn.execute(delete(division_try)))
