"""Turns stored cards into the rows that lists show, with urgency as of now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.deadlines import Urgency, overdue_workdays, urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import DueStamp
from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.models.blobs import BlobCounts
from outlet_app.models.cards import Card
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.hand_overs import HandOvers
from outlet_app.services.projection import PARENT, RETURNED, UNSURE
from outlet_app.services.reading import Reading, read_case
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseRow


class Rows:
    """One pass over a list: names are looked up once."""

    def __init__(self, uow: UnitOfWork, reference: Reference, now: datetime, person: Person) -> None:
        self._uow = uow
        self._hand_overs = HandOvers(reference, person, now)
        self._names = {person.staff_no: person.name for person in uow.people.all()}
        self._reference = reference
        self._now = now

    def name_of(self, staff_no: str) -> str:
        """A colleague's name; the last four digits of a 工号 nobody here knows."""
        return self._names.get(staff_no, staff_no[-4:])

    def all(self, cards: Sequence[Card], *, with_files: bool = True) -> tuple[CaseRow, ...]:
        """The lines of a list; the few cases on their way, or come back, are read from their events."""
        told = self._uow.journal.of_cases(card.case_id for card in cards if _was_handed_over(card))
        readings = {case_id: read_case(entries) for case_id, entries in told.items()}
        files = self._uow.blobs.counts(card.case_id for card in cards) if with_files else {}
        return tuple(
            _with_files(self._row(card, readings.get(card.case_id)), files.get(card.case_id))
            for card in cards
        )

    def row(self, card: Card, *, has_files: bool = True) -> CaseRow:
        """One line of a list; nothing is asked about the files of a case known to have none."""
        return self.all((card,), with_files=has_files)[0]

    def _row(self, card: Card, reading: Reading | None) -> CaseRow:
        due, calendar = self._due(card), self._reference.calendar
        # A visit that is due presses like a limit where the list sets none (domain.md §1.5: 跟踪逾期).
        pressing = due.at if due else card.follow_up_at
        hand_over = self._hand_overs.of(reading) if reading else None
        return CaseRow(
            case_id=card.case_id,
            case_no=card.case_no,
            applicant=card.applicant_name,
            item=card.item_no,
            sub_item=card.sub_item,
            state=State(card.state),
            decision=Decision(card.decision) if card.decision else None,
            due=due,
            urgency=urgency(pressing, self._now, calendar, card.registered_at),
            overdue_days=overdue_workdays(pressing, self._now, calendar) if pressing else 0,
            next_follow_up=card.follow_up_at.astimezone(CST).date() if card.follow_up_at else None,
            registered_at=card.registered_at,
            ended_at=card.closed_at,
            handler=card.handler,
            handler_name=self._handler(card),
            sending=card.sending,
            time_unsure=UNSURE in card.flags,
            transfer_to=hand_over.to_name if hand_over and card.state == State.TRANSFERRED else "",
            hand_over=hand_over,
            package=self._package(card),
        )

    def _package(self, card: Card) -> str:
        code = next((flag.partition(".")[2] for flag in card.flags if flag.startswith(f"{PARENT}.")), "")
        package = self._reference.packages.of(code) if code else None
        return package.name if package else code

    def _handler(self, card: Card) -> str:
        """Who acts; of another outlet's people nobody here knows the names, so the outlet is named."""
        if card.handler in self._names or card.outlet == self._reference.outlet.code:
            return self.name_of(card.handler)
        return self._reference.outlet_name(card.outlet)

    def _due(self, card: Card) -> DueStamp | None:
        if card.due_at is None:
            return None
        sub_item = self._reference.sub_item_of(card.sub_item)
        kinds = {rule.code: rule.kind for rule in sub_item.clocks} if sub_item else {}
        # 补正 and 容缺 are periods of our own and no clocks of the list.
        kind = kinds.get(card.due_rule, ClockKind.WORKDAYS)
        if kind is ClockKind.INSTANT and _is_later(card):
            kind = ClockKind.WORKDAYS
        return DueStamp(card.due_rule, kind, card.due_at, card.due_assumed)


def _with_files(row: CaseRow, files: BlobCounts | None) -> CaseRow:
    if files is None:
        return row
    return replace(row, files_waiting=files.waiting, files=files.total, files_elsewhere=files.elsewhere)


def _is_later(card: Card) -> bool:
    """A question found complex is not answered at once any more."""
    return card.due_at is not None and local_day(card.due_at) > local_day(card.registered_at)


def _was_handed_over(card: Card) -> bool:
    return card.state == State.TRANSFERRED or RETURNED in card.flags


def urgency_of(row: CaseRow) -> int:
    """The order of 待办提醒: overdue, today, then by date."""
    return (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON, Urgency.LATER, Urgency.NONE).index(row.urgency)
