"""Who leads sees what asks for it, and a limit that has passed is explained (domain.md §1.5, §1.6, §8.3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from outlet_app.domain.case import Case
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.oversight import Concern, concerns, needs_reason
from outlet_app.domain.people import Person, Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.models.cards import Card
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.projection import CITY_ASKS, REPORTED, RETURNED
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder


class Oversight:
    """One transaction; Refused where nothing is late, or nothing is said."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder

    def explain(self, case_id: str, reason: str, measures: str) -> Case:
        """超期说明: a reason of the list and what is done about it; a later one replaces it."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (DelayExplained(reason, measures),))
            uow.commit()
        return case


def refuse_unexplained(case: Case, now: datetime) -> None:
    """A limit that has passed is explained before the case ends; Refused(delay.unexplained) otherwise."""
    if needs_reason(case, now):
        raise Refused(Refusal("delay.unexplained"))


def leads(person: Person) -> bool:
    """Whether the list of what asks for a head is this person's."""
    return person.may(Right.DESIGNATE)


def concerned(uow: UnitOfWork, cards: Iterable[Card], now: datetime) -> Mapping[str, tuple[Concern, ...]]:
    """What stands in which case: only those that can be late, on their way or reported are read in full."""
    asked = [card.case_id for card in cards if _may_concern(card, now)]
    readings = map(read_case, uow.journal.of_cases(asked).values()) if asked else ()
    found = {one.case.case_id: concerns(one.case, now) for one in readings if one is not None}
    return {case_id: told for case_id, told in found.items() if told}


def _may_concern(card: Card, now: datetime) -> bool:
    late = card.due_at is not None and card.due_at < now
    return late or card.state == State.TRANSFERRED or bool({REPORTED, RETURNED, CITY_ASKS} & set(card.flags))
