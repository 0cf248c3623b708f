"""Whoever comes back to the counter: the cases that wait for materials or an examination, and finding one."""

from dataclasses import dataclass

from outlet_app.domain.correcting import DECISIONS, WAITING
from outlet_app.domain.identifiers import normalise
from outlet_app.domain.problems import Problem
from outlet_app.domain.scanning import Scan, read_scan
from outlet_app.domain.states import State
from outlet_app.models.cards import Card, CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.rows import Rows
from outlet_app.services.views import CaseRow

# What lies on the desk and waits for somebody: the applicant with papers, or the clerk who looks at them.
ON_DESK = tuple(sorted({*WAITING, State.RECEIVED, State.REGISTERED}))
MOST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The cases meant by what was typed, the one that presses most first; `problem` where there is none."""

    rows: tuple[CaseRow, ...] = ()
    problem: Problem | None = None


class Returning:
    """Offline; only cases that this outlet holds."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def waiting(self) -> tuple[CaseRow, ...]:
        """Everything that waits here, what presses first."""
        with self._database.reading() as uow:
            return self._listed(uow, "")

    def find(self, typed: str) -> Found:
        """By a scanned code, a case number, or any part of a name, a code or a telephone."""
        text = typed.strip()
        scan = read_scan(text)
        with self._database.reading() as uow:
            if isinstance(scan, Scan):
                return self._scanned(uow, scan)
            rows = self._listed(uow, text)
        if rows:
            return Found(rows)
        return Found(problem=scan if _is_number(text) else Problem("return.nobody", {"text": text}))

    def _scanned(self, uow: UnitOfWork, scan: Scan) -> Found:
        hits = uow.cards.page(CardFilter(text=scan.case_no), MOST).rows
        card = next((one for one in hits if one.case_no == scan.case_no), None)
        problem = _unknown(scan) if card is None else self._unfit(uow, card, scan)
        return Found(problem=problem) if problem or card is None else Found((self._rows(uow).row(card),))

    def _unfit(self, uow: UnitOfWork, card: Card, scan: Scan) -> Problem | None:
        """Why this case cannot be taken here now."""
        told = self._recorder.read(uow, card.case_id).case.registered.query_code
        if scan.query_code and told and scan.query_code != told:
            return Problem("return.other_code")
        if card.outlet != self._reference.outlet.code:
            return Problem("return.elsewhere", {"outlet": self._reference.outlet_name(card.outlet)})
        return None if State(card.state) in DECISIONS else Problem("return.not_now")

    def _listed(self, uow: UnitOfWork, text: str) -> tuple[CaseRow, ...]:
        here = self._reference.outlet.code
        asked = CardFilter(text=text, states=ON_DESK, outlet=here, only_open=True)
        rows = self._rows(uow).all(uow.cards.page(asked, MOST).rows)
        return tuple(sorted(rows, key=_pressing))

    def _rows(self, uow: UnitOfWork) -> Rows:
        return Rows(uow, self._reference, self._recorder.clock.now(), self._recorder.person)


def _pressing(row: CaseRow) -> tuple[bool, str]:
    at = row.due.at if row.due else None
    return (at is None, (at or row.registered_at).isoformat())


def _unknown(scan: Scan) -> Problem:
    return Problem("return.unknown", {"case_no": scan.case_no})


def _is_number(text: str) -> bool:
    """Whether a case number was meant: a sign of letters and digits, and nothing of a name."""
    typed = normalise(text)
    return typed.isascii() and any(one.isdigit() for one in typed) and typed[:2].isalpha()
