"""Finding cases and applicants by any part of a name, initials, code, phone tail or case number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.models import tokens
from outlet_app.models.rows.desk import CASE_TEXT
from outlet_app.models.words import APPLICANT_WORDS, CASE_WORDS

_KNOWN = select(CASE_TEXT).where(CASE_TEXT.c.case_id == bindparam("which"))
_ENTER = insert(CASE_TEXT)


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
        told = tokens.fold_all(names), tokens.fold_all([*codes, *tokens.case_no_codes(case_no)])
        known = self._connection.execute(_KNOWN, {"which": case_id}).one_or_none()
        if known is not None:
            if (known.names, known.codes) == told:
                return
            CASE_WORDS.drop(self._connection, known.doc)
        doc = CASE_WORDS.free_doc(self._connection, at)
        text = {"doc": doc, "case_id": case_id, "names": told[0], "codes": told[1]}
        self._connection.execute(_ENTER, text)
        CASE_WORDS.learn(self._connection, doc, *told)

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
