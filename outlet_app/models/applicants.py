"""What an applicant told on the last visit, to fill the form from."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, text

from outlet_app.domain.applicant import Applicant
from outlet_app.models import tokens
from outlet_app.models.rows.desk import APPLICANT
from outlet_app.models.search import APPLICANT_WORDS, free_doc, learn, unlearn


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came, as written on the registration, under which number and when."""

    applicant: Applicant
    case_no: str
    at: datetime

    @property
    def who(self) -> str:
        """What makes two visits the same visitor: the number, or else name and telephone."""
        told = self.applicant
        if told.id_number:
            return f"{told.id_kind}:{tokens.fold(told.id_number)}"
        return f"name:{tokens.fold(told.name)}:{tokens.fold(told.phone)}"


class Applicants:
    """One row a visitor, always the newest visit; rebuildable from the journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(self, visit: Visit) -> None:
        """Keep a visit unless a later one of the same visitor is known; nameless ones leave no trace."""
        if not visit.applicant.name.strip():
            return
        known = self._connection.execute(
            select(APPLICANT.c.doc, APPLICANT.c.visited_at).where(APPLICANT.c.who == visit.who)
        ).one_or_none()
        if known is not None:
            if known.visited_at > visit.at:
                return
            self._connection.execute(delete(APPLICANT).where(APPLICANT.c.doc == known.doc))
            unlearn(self._connection, APPLICANT_WORDS, known.doc)
        self._enter(visit)

    def clear(self) -> None:
        """Forget everybody before a rebuild."""
        self._connection.execute(delete(APPLICANT))
        self._connection.execute(
            text(f"INSERT INTO {APPLICANT_WORDS}({APPLICANT_WORDS}) VALUES ('delete-all')")
        )

    def _enter(self, visit: Visit) -> None:
        doc = free_doc(self._connection, APPLICANT, visit.at)
        told = visit.applicant
        values = {spec.name: getattr(told, spec.name) for spec in fields(Applicant)}
        self._connection.execute(
            insert(APPLICANT).values(
                doc=doc, who=visit.who, case_no=visit.case_no, visited_at=visit.at, **values
            )
        )
        keys = [tokens.fold(code) for code in (told.id_number, told.phone) if code]
        learn(self._connection, APPLICANT_WORDS, doc, [told.name], keys)
