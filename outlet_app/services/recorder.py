"""The one way into the journal: facts are judged, written and projected in one transaction."""

from collections.abc import Callable, Sequence

from outlet_app.domain.amend_forms import changes_misfit
from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.events import Amended, CaseEvent, Fact
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.forms.told import misfits
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.row_rights import Demand, forbidden
from outlet_app.models.journal import Op
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.ports import Clock, NewId
from outlet_app.services.projection import project, reproject
from outlet_app.services.reading import Reading, read_case
from outlet_app.services.reference import Reference
from outlet_app.sync.wire import encode_event

Afterwards = Callable[[UnitOfWork, Case, Sequence[CaseEvent]], None]


class Recorder:
    """Writes as one signed-in person at one terminal; `written` rises with every event.

    afterwards: what follows from a step elsewhere, in the same transaction.
    """

    def __init__(self, reference: Reference, person: Person, clock: Clock, new_id: NewId) -> None:
        self._reference = reference
        self.person = person
        self.clock = clock
        self.new_id = new_id
        self.written = 0
        self.afterwards: tuple[Afterwards, ...] = ()

    def read(self, uow: UnitOfWork, case_id: str) -> Reading:
        """The case as it stands here; Refused(case.unknown) where there is none."""
        reading = read_case(uow.journal.of_case(case_id))
        if reading is None:
            raise Refused(Refusal("case.unknown"))
        return reading

    def record(self, uow: UnitOfWork, case: Case | None, case_id: str, facts: Sequence[Fact]) -> Case:
        """Append facts to a case in the caller's transaction; Refused leaves everything as it was."""
        return self.record_events(uow, case, case_id, facts)[0]

    def record_events(
        self, uow: UnitOfWork, case: Case | None, case_id: str, facts: Sequence[Fact]
    ) -> tuple[Case, tuple[CaseEvent, ...]]:
        """The same, with the events as written."""
        events: list[CaseEvent] = []
        is_new = case is None
        me = uow.instance.current()
        for fact in facts:
            event = self.event(case_id, fact, me.terminal_no if me else "")
            refusal = judge(case, event) or forbidden(case, event, lambda demand: self._may(uow, demand))
            refusal = refusal or misfit(event)
            if refusal is not None:
                raise Refused(refusal)
            case = apply(case, event)
            events.append(event)
        if case is None:
            raise ValueError("no facts to record")
        uow.journal.append([op_of(event) for event in events])
        if is_new:
            project(uow, case)
        else:
            # A step on a registration that the city has not let count waits with it, without effect.
            reproject(uow, case_id)
        self.written += len(events)
        for follow in self.afterwards:
            follow(uow, case, events)
        return case, tuple(events)

    def _may(self, uow: UnitOfWork, demand: Demand) -> bool:
        """Whether the post of whoever puts a name to it carries the right; of a stranger nothing is known."""
        me = demand.staff_no == self.person.staff_no
        named = self.person if me else uow.people.get(demand.staff_no)
        return named is None or named.may(demand.right)

    def append(self, uow: UnitOfWork, op: Op) -> None:
        """Append what is no event of a case, in the caller's transaction."""
        uow.journal.append([op])
        self.written += 1

    def event(self, case_id: str, fact: Fact, terminal: str = "") -> CaseEvent:
        """A fact as this person would tell it now; nothing is judged or kept."""
        return CaseEvent(
            op_id=self.new_id(),
            case_id=case_id,
            at=self.clock.now(),
            actor=self.person.staff_no,
            outlet=self._reference.outlet.code,
            terminal=terminal or self._reference.terminal,
            fact=fact,
            trust=self.clock.trust(),
        )


def misfit(event: CaseEvent) -> Refusal | None:
    """That a fact holds what the sheet it is filled in on would not have taken (ADR 0043)."""
    fact, today = event.fact, local_day(event.at)
    found = misfits(fact, today)
    if isinstance(fact, (Amended, Retimed)):
        found |= changes_misfit(fact.changes, today)
    return Refusal("step.misfit") if found else None


def op_of(event: CaseEvent) -> Op:
    """The event as the journal keeps it and the courier sends it."""
    return Op(
        op_id=event.op_id,
        kind=event.fact.KIND,
        kv=event.fact.KV,
        case_id=event.case_id,
        at=event.at.isoformat(),
        actor=event.actor,
        body=encode_event(event),
    )
