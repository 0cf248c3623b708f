"""The last line against two papers with one number: each number belongs to one case (sync.md D.9)."""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from city_server import schema
from city_server.store import Contended, add_missing, among
from outlet_app.domain.events import CaseEvent, PaperIssued, Registered, TransferredOut
from outlet_app.sync.wire import VerdictCode

LONGEST_KEY = 100
LARGEST_COPY = 2**31 - 1


class Series:
    """One table of numbers: who holds which, looked up in few statements and written at the end in one."""

    def __init__(self, conn: Connection, table: Table, holder: str) -> None:
        self._conn = conn
        self._table = table
        self._keys: list[Column[Any]] = list(table.primary_key.columns)
        self._holder = table.c[holder]
        self._known: dict[object, str | None] = {}
        self._new: dict[object, dict[str, object]] = {}

    def foresee(self, firsts: set[str]) -> None:
        """Look up every number whose first key is among these."""
        lacking = [one for one in sorted(firsts) if one not in self._known]
        if lacking:
            found = select(*self._keys, self._holder).where(among(self._conn, self._keys[0], lacking))
            self._known |= dict.fromkeys(lacking)
            self._known |= {_key(tuple(row)): row[-1] for row in self._conn.execute(found)}

    def is_free_for(self, holder: str, *key: str | int) -> bool:
        """Whether nobody else has it."""
        self.foresee({str(key[0])})
        return self._known.get(key if len(key) > 1 else key[0]) in (None, holder)

    def take(self, holder: str, *key: str | int) -> None:
        """Note that it is held from now on; written by `keep`."""
        short = key if len(key) > 1 else key[0]
        if self._known.get(short) is None:
            named = {one.name: told for one, told in zip(self._keys, key, strict=True)}
            self._new[short] = {**named, self._holder.name: holder}
        self._known[short] = holder

    def keep(self) -> None:
        """Write the new ones; Contended where another transaction was quicker with one of them."""
        rows, self._new = self._new, {}
        if add_missing(self._conn, self._table, list(rows.values())) == len(rows):
            return
        self._known.clear()
        self.foresee({str(row[self._keys[0].name]) for row in rows.values()})
        if any(self._known.get(short) != row[self._holder.name] for short, row in rows.items()):
            raise Contended(self._table.name)


class Claims:
    """The numbers the events of one transaction carry."""

    def __init__(self, conn: Connection) -> None:
        self._cases = Series(conn, schema.case_number, "case_id")
        self._papers = Series(conn, schema.paper, "case_id")
        self._copies = Series(conn, schema.paper_copy, "op_id")

    def foresee(self, events: Iterable[CaseEvent]) -> None:
        """Look up what many events will claim in one statement a table."""
        facts = [event.fact for event in events if legible(event)]
        self._cases.foresee({one.case_no for one in facts if isinstance(one, Registered)})
        papers = {one.number for one in facts if isinstance(one, PaperIssued)}
        self._papers.foresee(papers)
        self._copies.foresee(papers)

    def claim(self, event: CaseEvent) -> VerdictCode | None:
        """Claim the numbers an event carries; the reason why not where another case holds one of them.

        Nothing of a refused claim is kept.
        """
        match event.fact:
            case Registered(case_no=number):
                if not self._cases.is_free_for(event.case_id, number):
                    return VerdictCode.CASE_NO_TAKEN
                self._cases.take(event.case_id, number)
            case PaperIssued(number=number, copy_no=copy_no):
                is_ours = self._papers.is_free_for(event.case_id, number)
                if not is_ours or not self._copies.is_free_for(event.op_id, number, copy_no):
                    return VerdictCode.PAPER_NO_TAKEN
                self._papers.take(event.case_id, number)
                self._copies.take(event.op_id, number, copy_no)
        return None

    def keep(self) -> None:
        """Write down what was claimed; Contended where another transaction was first."""
        for series in (self._cases, self._papers, self._copies):
            series.keep()


def legible(event: CaseEvent) -> bool:
    """Whether what the event names can be a key of either database: printable, short, within range.

    PostgreSQL refuses the others, and one operation would hold up all that come after it.
    """
    match event.fact:
        case Registered():
            return _can_be_key(event.fact.case_no)
        case PaperIssued():
            return _can_be_key(event.fact.number) and 0 <= event.fact.copy_no <= LARGEST_COPY
        case TransferredOut():
            return _can_be_key(event.fact.to_outlet)
    return True


def query_hash(key: bytes, registered: Registered) -> str:
    """Keyed hash of the 查询码, the only form in which it is compared (decisions.md 9)."""
    return keyed_code(key, registered.case_no, registered.query_code)


def keyed_code(key: bytes, case_no: str, code: str) -> str:
    """The same of a number and a code that somebody told."""
    return hmac.new(key, f"{case_no}|{code.upper()}".encode(), sha256).hexdigest()


def _can_be_key(word: str) -> bool:
    return word.isprintable() and len(word) <= LONGEST_KEY


def _key(row: tuple[Any, ...]) -> object:
    return row[0] if len(row) == 2 else row[:-1]
