"""W18 超期清单: what an outlet has late at this moment; numbered and kept, but about no single case."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import DueStamp
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.masking import mask_name
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.urgency import overdue_workdays
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.overdue import OverdueRow, OverdueValues, build_overdue
from outlet_app.services.loose_papers import LooseDesk
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.reading import read_case
from outlet_app.services.views import PaperView

FORM = "W18"
MOST = 2_000
AN_HOUR = timedelta(hours=1)


class OverdueList:
    """For whoever leads (domain.md §8.3)."""

    def __init__(self, desk: LooseDesk) -> None:
        self._desk = desk

    def issue(self) -> PaperView:
        """Number, draw and keep the list; Refused(right.missing), Refused(overdue.none) for an empty one."""
        if not self._desk.recorder.person.may(Right.DESIGNATE):
            raise Refused(Refusal("right.missing"))
        return self._desk.issue(FORM, self._draw)

    def _draw(self, uow: UnitOfWork, number: str, at: datetime) -> bytes:
        rows = tuple(self._rows(uow, at))
        if not rows:
            raise Refused(Refusal("overdue.none"))
        imprint = self._desk.imprint(FORM, number, at)
        return build_overdue(OverdueValues(imprint, at, rows), self._desk.faces)

    def _rows(self, uow: UnitOfWork, now: datetime) -> Iterator[OverdueRow]:
        """The longest late first; a person's name is masked (domain.md §12.2)."""
        late = uow.cards.due(now, MOST, outlet=self._desk.reference.outlet.code)
        names = self._desk.values.knowing({one.staff_no: one.name for one in uow.people.all()})
        for entries in uow.journal.of_cases([card.case_id for card in late]).values():
            reading = read_case(entries)
            due = _passed(reading.case, now) if reading else None
            if reading and due is not None and due.at is not None:
                yield self._row(reading.case, due, due.at, now, names)

    def _row(
        self, case: Case, due: DueStamp, due_at: datetime, now: datetime, names: PaperValues
    ) -> OverdueRow:
        told, in_hours = case.registered.applicant, due.kind is ClockKind.HOURS
        days = overdue_workdays(due_at, now, self._desk.reference.calendar)
        rule = next((one.rule for one in names.limits(case) if one.due == due), None)
        return OverdueRow(
            case_no=case.case_no,
            applicant=told.name if told.kind.is_body else mask_name(told.name),
            item=names.names(case)[1] or names.names(case)[0],
            since=case.accepted_at or case.registered_at,
            rule=rule,
            due_at=due_at,
            late=(now - due_at) // AN_HOUR if in_hours else days,
            in_hours=in_hours,
            state=case.state,
            handler=names.who(case.handler),
            reason=case.delay.reason if case.delay else "",
            measures=case.delay.measures if case.delay else "",
        )


def _passed(case: Case, now: datetime) -> DueStamp | None:
    """The clock that passed first, None where none that counts has."""
    if not case.is_open or not is_overdue(case, now):
        return None
    passed = [due for due in case.dues if due.at is not None and due.at < now]
    return min(passed, key=lambda due: due.at or now, default=None)
