"""What an applicant told on the last visit, to fill the form from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from outlet_app.domain.applicant import Applicant
from outlet_app.models import tokens
from outlet_app.models.rows.desk import APPLICANT
from outlet_app.models.words import APPLICANT_WORDS

_TOLD = [spec.name for spec in fields(Applicant)]
_KNOWN = select(APPLICANT.c.who, APPLICANT.c.doc, APPLICANT.c.visited_at, APPLICANT.c.case_no).where(
    APPLICANT.c.who.in_(bindparam("which", expanding=True))
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
        self.remember_all([visit])

    def remember_all(self, visits: Sequence[Visit]) -> None:
        """The same for many, told in their order, in few statements."""
        newest: dict[str, Visit] = {}
        for visit in visits:
            who = visit.who
            if visit.applicant.name.strip() and (who not in newest or newest[who].at <= visit.at):
                newest[who] = visit
        known = self._known(newest)
        later = {who: one for who, one in newest.items() if who not in known or known[who][1] <= one.at}
        for who in later.keys() & known.keys():
            APPLICANT_WORDS.drop(self._connection, known[who][0])
        self._enter(later)

    def forget(self, who: str, case_no: str) -> bool:
        """Take a visitor out who is known from this case's registration; tells whether there was one."""
        known = self._known([who]).get(who)
        if known is None or known[2] != case_no:
            return False
        APPLICANT_WORDS.drop(self._connection, known[0])
        return True

    def clear(self) -> None:
        """Forget everybody before a rebuild."""
        APPLICANT_WORDS.clear(self._connection)

    def _known(self, whos: Collection[str]) -> dict[str, tuple[int, datetime, str]]:
        """Row number, moment and case number of the last visit of each who has been here."""
        if not whos:
            return {}
        found = self._connection.execute(_KNOWN, {"which": list(whos)})
        return {who: (doc, at, case_no) for who, doc, at, case_no in found}

    def _enter(self, visits: Mapping[str, Visit]) -> None:
        if not visits:
            return
        docs = APPLICANT_WORDS.free_docs(self._connection, [one.at for one in visits.values()])
        rows, words = [], []
        for doc, (who, one) in zip(docs, visits.items(), strict=True):
            told = one.applicant
            row = {name: getattr(told, name) for name in _TOLD}
            rows.append(row | {"doc": doc, "who": who, "case_no": one.case_no, "visited_at": one.at})
            words.append((doc, tokens.fold(told.name), tokens.fold_all([told.id_number, told.phone])))
        self._connection.execute(_ENTER, rows)
        APPLICANT_WORDS.learn(self._connection, words)
