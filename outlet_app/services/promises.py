"""容缺: its conditions before the acceptance; supplement, reminder, more time and lapse after it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.case import Case
from outlet_app.domain.credit import Repute
from outlet_app.domain.deficiency import Judged, conditions, failed
from outlet_app.domain.entry import DeficientDetail, IntakeEntry
from outlet_app.domain.events import (
    AcceptedDeficient,
    DueStamp,
    Fact,
    LapseWay,
    ReminderStage,
    ReminderWay,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    SupplementTaken,
)
from outlet_app.domain.forms.deficiency import SUPPLEMENT
from outlet_app.domain.forms.reading import problem
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.promises import Deficit, first_due, moved, reminder
from outlet_app.models.cards import Card
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.clocks import Clocks
from outlet_app.services.projection import DEFICIENT
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.repute import repute_of
from outlet_app.services.views import ReminderView

Brought = Mapping[str, MaterialState]
FactOf = Callable[[Case], Fact]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The seven conditions as of now, what is known of the applicant, and the last day allowed."""

    judged: tuple[Judged, ...]
    repute: Repute
    latest: DueStamp


class Promises:
    """Domain.md §3.2 to §3.5; each step is one transaction."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder, clocks: Clocks) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._clocks = clocks

    def conditions(self, entry: IntakeEntry) -> Conditions:
        """Judge a filled registration before anything is ticked."""
        now = self._recorder.clock.now()
        sub_item = self._reference.sub_item_of(entry.sub_item)
        with self._database.reading() as uow:
            repute = repute_of(uow, entry.applicant, now.date())
        return Conditions(conditions(entry, sub_item, repute), repute, self._clocks.supplement(sub_item, now))

    def checked(
        self, uow: UnitOfWork, entry: IntakeEntry, detail: DeficientDetail, facts: tuple[Fact, ...]
    ) -> tuple[Fact, ...]:
        """The facts of a 容缺受理 with how old the knowledge was; Refused by the first failing condition."""
        sub_item = self._reference.sub_item_of(entry.sub_item)
        repute = repute_of(uow, entry.applicant, self._recorder.clock.now().date())
        refusal = failed(conditions(entry, sub_item, repute, detail))
        if refusal is not None:
            raise Refused(refusal)
        return tuple(_dated(fact, repute) for fact in facts)

    def supplement(
        self, case_id: str, brought: Brought, arrived_on: date | None = None, remark: str = ""
    ) -> Case:
        """容缺补齐: what came (material code → complete or faulty), and the day it reached the office.

        remark: what is wrong with what came faulty.
        """

        def fact(case: Case) -> Fact:
            promised = {row.code: row for row in case.materials}
            unknown = next((code for code in brought if code not in promised), "")
            if unknown:
                raise Refused(Refusal("supplement.not_promised", {"name": unknown}))
            wrong = problem(
                SUPPLEMENT.field("remark"), {"faulty": ON, "remark": remark}, self._reference.today
            )
            if wrong and not wrong.soft:
                raise Refused(Refusal("step.misfit"))
            rows = (promised[code].handed_in_again(state) for code, state in brought.items())
            return SupplementTaken(tuple(_came(row, remark) for row in rows), arrived_on)

        return self._step(case_id, fact)

    def remind(self, case_id: str, stage: ReminderStage, way: ReminderWay, text: str) -> Case:
        """The applicant was told that the day is near, or past."""
        return self._step(case_id, lambda _case: SupplementReminded(stage, way, text))

    def reminders(self, uow: UnitOfWork, cards: Iterable[Card]) -> tuple[ReminderView, ...]:
        """Who of these is to be reminded today and was not yet, the most pressing first."""
        today, calendar = self._recorder.clock.now().date(), self._reference.calendar
        owing = [card.case_id for card in cards if DEFICIENT in card.flags]
        found: list[ReminderView] = []
        for entries in uow.journal.of_cases(owing).values() if owing else ():
            reading = read_case(entries)
            case = reading.case if reading else None
            stage = reminder(case.promises, case.deficit or Deficit(), today, calendar) if case else None
            if case and stage:
                found.append(ReminderView(case, stage))
        return tuple(sorted(found, key=lambda one: first_due(one.case.promises) or today))

    def extend(self, case_id: str, workdays: int, reason: str, *, force_majeure: bool = False) -> Case:
        """More time from the last promised day on; Refused(right.missing) for all but a supervisor."""
        self._demand_approval()

        def fact(case: Case) -> Fact:
            lines = tuple(replace(line, due=self._later(line.due, workdays)) for line in case.promises)
            due, stamp = first_due(lines), case.supplement_due
            if due is None or stamp is None or stamp.at is None:
                raise Refused(Refusal("supplement.nothing_owed"))
            until = replace(stamp, at=moved(stamp.at, due))
            me = self._recorder.person.staff_no
            return SupplementExtended(lines, until, workdays, reason, me, force_majeure=force_majeure)

        return self._step(case_id, fact)

    def extended_to(self, due: date, workdays: int) -> date:
        """The day a promise would be moved to; no disk."""
        return self._later(due, workdays)

    def lapse(self, case_id: str, way: LapseWay, reason: str) -> Case:
        """End the case because the promise was not kept; to revoke something takes a supervisor."""
        if way is not LapseWay.RETURNED:
            self._demand_approval()
        me = self._recorder.person
        approved = me.staff_no if me.may(Right.APPROVE) else ""
        return self._step(case_id, lambda _case: SupplementLapsed(way, reason, approved))

    def _later(self, due: date, workdays: int) -> date:
        return self._reference.calendar.add_workdays(due, workdays).day

    def _demand_approval(self) -> None:
        if not self._recorder.person.may(Right.APPROVE):
            raise Refused(Refusal("right.missing"))

    def _step(self, case_id: str, fact_of: FactOf) -> Case:
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (fact_of(case),))
            uow.commit()
        return case


def _came(row: CheckedMaterial, remark: str) -> CheckedMaterial:
    said = remark if row.state is MaterialState.FAULTY else ""
    return replace(row, handed=row.copies, remark=said)


def _dated(fact: Fact, repute: Repute) -> Fact:
    if not isinstance(fact, AcceptedDeficient):
        return fact
    return replace(fact, synced_at=repute.synced_at, list_as_of=repute.list_as_of)
