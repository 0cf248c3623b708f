"""失信: an outlet proposes and hears the applicant; the city lists, drops and repairs (domain.md §3.7)."""

from datetime import date, timedelta

from outlet_app.domain.case import Case
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.outlets import OutletKind
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference

DEFENCE_WORKDAYS = 5
LISTED_FOR = timedelta(days=365)


class CreditDesk:
    """Each step is one transaction; who may take it is asked here and by the rules of the case."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def defend_until(self, told_on: date) -> date:
        """The last day to be heard that is put forward: five working days after being told."""
        return self._reference.calendar.add_workdays(told_on, DEFENCE_WORKDAYS).day

    def propose(self, case_id: str, act: CreditAct, grounds: str, told_on: date, defend_until: date) -> Case:
        """提请: by a supervisor of the outlet, once the applicant was told."""
        self._demand(Right.APPROVE)
        [city] = self._reference.outlets.of_kind(OutletKind.CITY)
        return self._step(case_id, DiscreditProposed(act, grounds, told_on, defend_until, city.code))

    def hear(self, case_id: str, text: str, *, made: bool = True) -> Case:
        """陈述申辩, or that none was made."""
        return self._step(case_id, DefenceHeard(text, made))

    def enter(self, case_id: str, until: date, reason: str) -> Case:
        """认定失信."""
        return self._as_city(case_id, Discredited(until, reason))

    def drop(self, case_id: str, reason: str) -> Case:
        """不予认定."""
        return self._as_city(case_id, DiscreditDropped(reason))

    def repair(self, case_id: str, reason: str) -> Case:
        """信用修复."""
        return self._as_city(case_id, CreditRepaired(reason))

    def _as_city(self, case_id: str, fact: Fact) -> Case:
        self._demand(Right.DISCREDIT)
        return self._step(case_id, fact)

    def _demand(self, right: Right) -> None:
        if not self._recorder.person.may(right):
            raise Refused(Refusal("right.missing"))

    def _step(self, case_id: str, fact: Fact) -> Case:
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (fact,))
            uow.commit()
        return case
