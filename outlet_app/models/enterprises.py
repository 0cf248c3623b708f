"""The enterprise register as last handed down: found by name, initials or code."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin
from sqlalchemy import Connection, Row, delete, func, insert, or_, select

from outlet_app.models import tokens
from outlet_app.models.meta import Meta
from outlet_app.models.rows.policies import ENTERPRISE

_TAKEN = "register.taken"


@dataclass(frozen=True, slots=True)
class Entry:
    """One enterprise: code, name and its data as JSON, as it stood in the pack."""

    code: str
    name: str
    body: bytes


class Enterprises:
    """Replaced as a whole; `taken` names the pack the rows are of."""

    def __init__(self, connection: Connection, meta: Meta) -> None:
        self._connection = connection
        self._meta = meta

    @property
    def taken(self) -> str:
        """The pack the register was filled from; empty before the first."""
        return self._meta.get(_TAKEN) or ""

    def replace(self, entries: Iterable[Entry], pack: str) -> None:
        """Put another register in the place of this one."""
        self._connection.execute(delete(ENTERPRISE))
        rows = [_row(entry) for entry in entries]
        if rows:
            self._connection.execute(insert(ENTERPRISE), rows)
        self._meta.set(_TAKEN, pack)

    def get(self, code: str) -> Entry | None:
        """One enterprise by its 统一社会信用代码."""
        found = self._connection.execute(select(ENTERPRISE).where(ENTERPRISE.c.code == code)).one_or_none()
        return _entry(found) if found else None

    def find(self, text: str, most: int) -> tuple[Entry, ...]:
        """Those whose name or initials hold the text or whose code begins with it, by name."""
        query = tokens.fold(text)
        if not query:
            return ()
        code = func.instr(func.lower(ENTERPRISE.c.code), query) == 1
        name = func.instr(ENTERPRISE.c.folded, query) > 0
        letters = func.instr(ENTERPRISE.c.letters, query) > 0
        asked = select(ENTERPRISE).where(or_(code, name, letters))
        asked = asked.order_by(func.length(ENTERPRISE.c.folded), ENTERPRISE.c.folded, ENTERPRISE.c.code)
        return tuple(map(_entry, self._connection.execute(asked.limit(most))))

    def count(self) -> int:
        """How many there are."""
        return int(self._connection.execute(select(func.count()).select_from(ENTERPRISE)).scalar_one())


def _row(entry: Entry) -> dict[str, object]:
    folded = tokens.fold(entry.name)
    letters = "".join(lazy_pinyin(folded, style=Style.FIRST_LETTER, errors=lambda told: told))
    return {
        "code": entry.code, "name": entry.name, "folded": folded, "letters": letters, "body": entry.body,
    }  # fmt: skip


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(row.code, row.name, row.body)


def entry_of(plain: dict[str, object]) -> Entry:
    """An enterprise of a parsed register as it is kept."""
    body = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return Entry(str(plain["code"]), str(plain["name"]), body)
