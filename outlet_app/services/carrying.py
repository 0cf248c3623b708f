"""Carries a case on under another number: a question applied for, a declaration whose time has come."""

from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.case import Case, judge
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.carrying import ON_TO, CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.policies.policy import DECLARED, ITEM, TOLD
from outlet_app.domain.policies.windows import Season
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Opening
from outlet_app.services.policy_views import NamedSeason, Outlook
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import Outcome

MOST = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """A declaration to be thought of: which policy, from when, and the words of the visit it was asked on."""

    policy: str
    name: str
    opens: date
    closes: date | None
    request: str
    answer: str


def waiting(seen: Outlook, sub_item: str) -> tuple[NamedSeason, ...]:
    """The policies of the kind whose period is to come, the soonest first; none while one is open."""
    mode = DECLARED.get(sub_item)
    kind = [one for one in seen.seasons if one.mode is mode]
    if any(one.season.season.is_open for one in kind):
        return ()
    ahead = [one for one in kind if one.season.season is Season.BEFORE and one.season.opens]
    return tuple(sorted(ahead, key=lambda one: (one.season.opens or date.max, one.name)))


class Carrying:
    """Each step is one transaction; Refused where the rules say no."""

    def __init__(
        self, database: Database, reference: Reference, recorder: Recorder, numbers: Numbers, opening: Opening
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._opening = opening

    def remind(self, entry: IntakeEntry, wish: Wish) -> Outcome:
        """Instead of a declaration nobody takes today: the visit as an answered 8.1, and the reminder on it.

        Refused with reminder.nobody, reminder.incomplete, reminder.open_now; nothing is kept then.
        """
        told = replace(
            entry, item=ITEM, sub_item=TOLD, materials=(), request=wish.request, answer=wish.answer,
            basis="", answer_source="",
        )  # fmt: skip
        fact = DeclarationReminded(wish.policy, wish.name, entry.sub_item, wish.opens, wish.closes)
        now, case_id = self._recorder.clock.now(), self._recorder.new_id()
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            facts = self._opening.facts(told, Decision.ANSWER, None, taking.case_no(now.date()), now)
            case = self._recorder.record(uow, None, case_id, (*facts, fact))
            uow.drafts.drop(self._recorder.person.staff_no)
            uow.commit()
        taking.testify()
        return Outcome(case, Decision.ANSWER, ())

    def drop(self, case_id: str, reason: str) -> Case:
        """不再提醒."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (ReminderDropped(reason.strip()),))
            uow.commit()
        return case

    def entry(self, case: Case, request: str) -> IntakeEntry:
        """The registration that carries a case on: everybody and everything known is in it already.

        Refused(carrying.none) where nothing follows from the case.
        """
        told, reminder = case.registered, case.reminder
        item = ON_TO.get(told.sub_item)
        sub_item = reminder.sub_item if reminder else self._first(item)
        if not sub_item:
            raise Refused(Refusal("carrying.none"))
        return IntakeEntry(
            applicant=told.applicant,
            item=int(sub_item.partition(".")[0]),
            sub_item=sub_item,
            request=request,
            special_groups=told.special_groups,
            assisted=told.assisted,
            agent=told.agent,
            follows=case.case_no,
        )

    def _first(self, item: int | None) -> str:
        """The sub-item a matter of the item begins with; empty where the list has no such item."""
        found = self._reference.item_of(item) if item else None
        return found.sub_items[0].code if found and found.sub_items else ""


def carry_on(uow: UnitOfWork, recorder: Recorder, entry: IntakeEntry, case: Case) -> None:
    """Tell the case that was carried on under which number, where it is known here and still waits for it."""
    earlier = _found(uow, entry.follows) if entry.follows else None
    if earlier is None:
        return
    fact: Fact = CarriedOn(case.case_no, case.registered.sub_item)
    if judge(earlier, recorder.event(earlier.case_id, fact)) is None:
        recorder.record(uow, earlier, earlier.case_id, (fact,))


def _found(uow: UnitOfWork, case_no: str) -> Case | None:
    for card in uow.cards.page(CardFilter(text=case_no), MOST).rows:
        reading = read_case(uow.journal.of_case(card.case_id)) if card.case_no == case_no else None
        if reading is not None:
            return reading.case
    return None
