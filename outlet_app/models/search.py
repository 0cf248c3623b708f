"""Finding cases and applicants by any part of a name, initials, code, phone tail or case number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, select

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.models import tokens
from outlet_app.models.rows.desk import CASE_TEXT
from outlet_app.models.rows.statements import entering
from outlet_app.models.words import APPLICANT_WORDS, CASE_WORDS

_KNOWN = select(CASE_TEXT).where(CASE_TEXT.c.case_id.in_(bindparam("which", expanding=True)))
_ENTER = entering(CASE_TEXT, "doc", "case_id", "names", "codes")


@dataclass(frozen=True, slots=True)
class Findable:
    """A case, its moment, and the names and codes it is found by, also those written before."""

    case_id: str
    at: datetime
    names: tuple[str, ...]
    codes: tuple[str, ...]
    case_no: str

    @property
    def folded(self) -> tuple[str, str]:
        """Names and codes as they are stored."""
        codes = (*self.codes, *tokens.case_no_codes(self.case_no))
        return tokens.fold_all(self.names), tokens.fold_all(codes)


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

    def put_all(self, told: Sequence[Findable]) -> None:
        """Keep what cases are found by, each case once; unchanged texts cost one read for all."""
        texts = {one.case_id: one.folded for one in told}
        asked = {"which": list(texts)}
        known = {row.case_id: row for row in self._connection.execute(_KNOWN, asked)} if texts else {}
        changed = [one for one in told if _texts(known.get(one.case_id)) != texts[one.case_id]]
        for one in changed:
            if one.case_id in known:
                CASE_WORDS.drop(self._connection, known[one.case_id].doc)
        if not changed:
            return
        docs = CASE_WORDS.free_docs(self._connection, [one.at for one in changed])
        entries = [(doc, one.case_id, *texts[one.case_id]) for doc, one in zip(docs, changed, strict=True)]
        self._connection.exec_driver_sql(_ENTER, entries)
        CASE_WORDS.learn(self._connection, [(doc, names, codes) for doc, _, names, codes in entries])

    def find(self, asked: str, limit: int = 50) -> tuple[str, ...]:
        """Cases by name part (from 1 character), initials, code, phone tail or case number, newest first."""
        return tuple(islice(self._cases(tokens.fold(asked)), limit))

    def applicants(self, asked: str, limit: int = 8) -> tuple[ApplicantHit, ...]:
        """People and bodies by name part, initials, code or phone tail, the latest visit first."""
        return tuple(islice(self._people(tokens.fold(asked)), limit))

    def clear(self) -> None:
        """Forget what cases are found by, before a rebuild."""
        CASE_WORDS.clear(self._connection)

    def _cases(self, query: str) -> Iterator[str]:
        for row in CASE_WORDS.candidates(self._connection, query):
            if tokens.name_fits(row.names, query) or tokens.key_fits(row.codes, query):
                yield row.case_id

    def _people(self, query: str) -> Iterator[ApplicantHit]:
        for row in APPLICANT_WORDS.candidates(self._connection, query):
            span = tokens.name_span(row.name, query)
            if span or tokens.key_fits(tokens.fold_all([row.id_number, row.phone]), query):
                yield _hit(row, span)


def _texts(row: Any) -> tuple[str, str] | None:
    return None if row is None else (row.names, row.codes)


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
