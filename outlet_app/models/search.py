"""Finding cases and applicants by any part of a name, initials, code, phone tail or case number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text
from sqlalchemy.sql import Select

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.models import tokens
from outlet_app.models.rows.desk import APPLICANT, CASE_TEXT

CASE_WORDS = "case_words"
APPLICANT_WORDS = "applicant_words"


@dataclass(frozen=True, slots=True)
class ApplicantHit:
    """Somebody who has been here before, as told on the last visit; `span` is the part of the name hit."""

    applicant: Applicant
    case_no: str
    visited_at: datetime
    span: tuple[int, int] | None


class Search:
    """Reads the two word indexes and keeps the one of the cases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, case_id: str, *, at: datetime, names: Sequence[str], codes: Sequence[str], case_no: str
    ) -> None:
        """Keep what a case is found by; unchanged texts cost one read."""
        keys = (*(tokens.fold(code) for code in codes if code), *tokens.case_no_keys(case_no))
        known = self._connection.execute(
            select(CASE_TEXT.c.doc, CASE_TEXT.c.names, CASE_TEXT.c.codes).where(
                CASE_TEXT.c.case_id == case_id
            )
        ).one_or_none()
        if known is not None:
            if (known.names, known.codes) == (tuple(names), keys):
                return
            self._connection.execute(delete(CASE_TEXT).where(CASE_TEXT.c.doc == known.doc))
            unlearn(self._connection, CASE_WORDS, known.doc)
        doc = free_doc(self._connection, CASE_TEXT, at)
        self._connection.execute(
            insert(CASE_TEXT).values(doc=doc, case_id=case_id, names=tuple(names), codes=keys)
        )
        learn(self._connection, CASE_WORDS, doc, names, keys)

    def find(self, asked: str, limit: int = 50) -> tuple[str, ...]:
        """Cases by name part (from 1 character), initials, code, phone tail or case number, newest first."""
        query = tokens.fold(asked)
        found: list[str] = []
        for row in self._candidates(select(CASE_TEXT), CASE_TEXT, CASE_WORDS, query):
            named = any(tokens.name_hit(name, query) for name in row.names)
            if named or tokens.key_hit(row.codes, query):
                found.append(row.case_id)
                if len(found) == limit:
                    break
        return tuple(found)

    def applicants(self, asked: str, limit: int = 8) -> tuple[ApplicantHit, ...]:
        """People and bodies by name part, initials, code or phone tail, the latest visit first."""
        query = tokens.fold(asked)
        found: list[ApplicantHit] = []
        for row in self._candidates(select(APPLICANT), APPLICANT, APPLICANT_WORDS, query):
            span = tokens.name_hit(row.name, query)
            if span or tokens.key_hit([tokens.fold(row.id_number), tokens.fold(row.phone)], query):
                found.append(_hit(row, span))
                if len(found) == limit:
                    break
        return tuple(found)

    def clear(self) -> None:
        """Forget what cases are found by, before a rebuild."""
        self._connection.execute(delete(CASE_TEXT))
        self._connection.execute(text(f"INSERT INTO {CASE_WORDS}({CASE_WORDS}) VALUES ('delete-all')"))

    def _candidates(
        self, chosen: Select[tuple[Any, ...]], table: Table, words: str, query: str
    ) -> Iterator[Any]:
        if not query:
            return
        matched = text(f"SELECT rowid AS doc FROM {words} WHERE {words} MATCH :asked").columns(table.c.doc)
        hits = matched.bindparams(asked=tokens.question(query)).subquery()
        ordered = chosen.join(hits, hits.c.doc == table.c.doc).order_by(hits.c.doc.desc())
        with self._connection.execute(ordered.execution_options(yield_per=64)) as rows:
            yield from rows


def _hit(row: Any, span: tuple[int, int] | None) -> ApplicantHit:
    told = Applicant(
        kind=ApplicantKind(row.kind),
        name=row.name,
        id_kind=IdKind(row.id_kind),
        id_number=row.id_number,
        contact=row.contact,
        phone=row.phone,
        relation=row.relation,
    )
    return ApplicantHit(told, row.case_no, row.visited_at, span)


def free_doc(connection: Connection, table: Table, at: datetime) -> int:
    """A number for a text that grows with time, so that the index itself answers newest first."""
    doc = int(at.timestamp() * 1000)
    while connection.execute(select(table.c.doc).where(table.c.doc == doc)).one_or_none():
        doc += 1
    return doc


def learn(connection: Connection, words: str, doc: int, names: Sequence[str], keys: Sequence[str]) -> None:
    """Enter a text into an index."""
    found = tokens.key_tokens(keys).union(*(tokens.name_tokens(name) for name in names))
    connection.execute(
        text(f"INSERT INTO {words}(rowid, words) VALUES (:doc, :words)"),
        {"doc": doc, "words": " ".join(sorted(found))},
    )


def unlearn(connection: Connection, words: str, doc: int) -> None:
    """Take a text out of an index."""
    connection.execute(text(f"DELETE FROM {words} WHERE rowid = :doc"), {"doc": doc})
