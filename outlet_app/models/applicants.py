"""What an applicant told on the last visit, to fill the form from."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from outlet_app.domain.applicant import Applicant
from outlet_app.models import tokens
from outlet_app.models.rows.desk import APPLICANT
from outlet_app.models.words import APPLICANT_WORDS

_TOLD = [spec.name for spec in fields(Applicant)]
_KNOWN = select(APPLICANT.c.doc, APPLICANT.c.visited_at, APPLICANT.c.case_no).where(
    APPLICANT.c.who == bindparam("which")
)
_ENTER = insert(APPLICANT)


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
        known = self._connection.execute(_KNOWN, {"which": visit.who}).one_or_none()
        if known is not None:
            if known.visited_at > visit.at:
                return
            APPLICANT_WORDS.drop(self._connection, known.doc)
        self._enter(visit)

    def forget(self, who: str, case_no: str) -> bool:
        """Take a visitor out who is known from this case's registration; tells whether there was one."""
        known = self._connection.execute(_KNOWN, {"which": who}).one_or_none()
        if known is None or known.case_no != case_no:
            return False
        APPLICANT_WORDS.drop(self._connection, known.doc)
        return True

    def clear(self) -> None:
        """Forget everybody before a rebuild."""
        APPLICANT_WORDS.clear(self._connection)

    def _enter(self, visit: Visit) -> None:
        doc = APPLICANT_WORDS.free_doc(self._connection, visit.at)
        told = visit.applicant
        row = {name: getattr(told, name) for name in _TOLD}
        row |= {"doc": doc, "who": visit.who, "case_no": visit.case_no, "visited_at": visit.at}
        self._connection.execute(_ENTER, row)
        codes = tokens.fold_all([told.id_number, told.phone])
        APPLICANT_WORDS.learn(self._connection, doc, tokens.fold(told.name), codes)
