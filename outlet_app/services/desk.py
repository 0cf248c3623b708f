"""工作台: today's numbers, what presses, and what the city does not have yet."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from outlet_app.domain.calendar import local_day
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import ReminderWay
from outlet_app.domain.offers.carrying import DECLARE, opens_by
from outlet_app.domain.oversight import Concern
from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.models.cards import Card, CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.oversight import concerned, leads
from outlet_app.services.papers import unconfirmed_papers
from outlet_app.services.ports import Clock
from outlet_app.services.projection import CITY_ASKS, REMINDS, REPORTED, RETURNED
from outlet_app.services.promises import Promises
from outlet_app.services.proposals import proposals
from outlet_app.services.queue import unsent_rows
from outlet_app.services.reading import read_case
from outlet_app.services.reference import Reference
from outlet_app.services.review_desk import ReviewDesk
from outlet_app.services.rows import Rows, urgency_of
from outlet_app.services.views import CaseRow, DayNumbers, DayVisits, DeskView, ReminderView
from outlet_app.services.visits import count_visits, workdays_before

A_DAY = 2_000
TODO_HORIZON = timedelta(days=400)
MOST_TODO = 200
MOST_UNSENT = 50
WEEK = 7


class Desk:
    """One read gives the whole page, so that its numbers agree with one another."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        clock: Clock,
        person: Person,
        promises: Promises,
        reviews: ReviewDesk,
    ) -> None:
        self._database = database
        self._reference = reference
        self._clock = clock
        self._person = person
        self._promises = promises
        self._reviews = reviews

    def view(self) -> DeskView:
        """The page as of now."""
        now = self._clock.now()
        rated = self._reviews.day(now.date()) if self._reviews.may_see else None
        with self._database.reading() as uow:
            rows = Rows(uow, self._reference, now, self._person)
            days = workdays_before(self._reference.calendar, now.date(), WEEK)
            # Yesterday is told too where it was a day off.
            before = count_visits(uow, self._reference, days[0], now.date() - timedelta(days=1))
            unsent = unsent_rows(uow)
            here = self._reference.outlet.code
            found = uow.cards.due(now + TODO_HORIZON, MOST_TODO, outlet=here, also=REMINDS)
            near = tuple(card for card in found if REMINDS not in card.flags)
            kept = tuple(card for card in found if REMINDS in card.flags)
            return DeskView(
                day=now.date(),
                numbers=self._numbers(uow, now.date(), before),
                todo=self._todo(uow, rows, near, kept, now),
                unsent=unsent[:MOST_UNSENT],
                unsent_total=len(unsent),
                unconfirmed=unconfirmed_papers(uow),
                hand_overs=self._hand_overs(uow, rows),
                reminders=self._promises.reminders(uow, near),
                reviews=rated,
                leads=leads(self._person),
                overseen=self._overseen(uow, rows, near, now) if leads(self._person) else (),
                week=tuple(DayVisits(day, before[day]) for day in days),
            )

    def remind(self, reminder: ReminderView, text: str) -> None:
        """The reminder was copied to be sent: it is not asked for again."""
        self._promises.remind(reminder.case.case_id, reminder.stage, ReminderWay.SMS, text)

    def _numbers(self, uow: UnitOfWork, day: date, before: Counter[date]) -> DayNumbers:
        today = self._registered_here(uow, day)
        results = Counter(Decision(card.decision) for card in today if card.decision)
        assisted = sum("assisted" in card.flags for card in today)
        return DayNumbers(dict(results), before[day - timedelta(days=1)], assisted)

    def _registered_here(self, uow: UnitOfWork, day: date) -> tuple[Card, ...]:
        """Whoever took a case over since, the visit was where its number was given."""
        seen = uow.cards.page(CardFilter(since=day, until=day), A_DAY).rows
        sign = self._reference.outlet.sign
        return tuple(card for card in seen if card.case_no.startswith(sign) and card.state != State.VOIDED)

    def _todo(
        self,
        uow: UnitOfWork,
        rows: Rows,
        near: tuple[Card, ...],
        kept: tuple[Card, ...],
        now: datetime,
    ) -> tuple[CaseRow, ...]:
        proposed = proposals(uow, near, self._reference, self._person, now)
        told = [replace(row, proposal=proposed.get(row.case_id, "")) for row in rows.all(near)]
        told += self._declarable(uow, rows, kept, now)
        return tuple(sorted(told, key=lambda row: (urgency_of(row), _moment(row))))

    def _declarable(
        self, uow: UnitOfWork, rows: Rows, cards: tuple[Card, ...], now: datetime
    ) -> list[CaseRow]:
        """Reminders whose period has begun press like what is due today (domain.md §9.8)."""
        told = uow.journal.of_cases([card.case_id for card in cards]) if cards else {}
        readings = map(read_case, told.values())
        due = {one.case.case_id for one in readings if one and opens_by(one.case, local_day(now))}
        kept = rows.all([card for card in cards if card.case_id in due])
        return [replace(row, proposal=DECLARE, urgency=Urgency.TODAY) for row in kept]

    def _overseen(
        self, uow: UnitOfWork, rows: Rows, near: tuple[Card, ...], now: datetime
    ) -> tuple[CaseRow, ...]:
        """What asks for whoever leads, the gravest first (domain.md §1.5, §1.6)."""
        here = self._reference.outlet.code
        further = (
            CardFilter(states=(State.TRANSFERRED,), outlet=here),
            CardFilter(flag=RETURNED, outlet=here, only_open=True),
            CardFilter(flag=REPORTED, outlet=here, only_open=True),
            CardFilter(flag=CITY_ASKS, outlet=here, only_open=True),
        )
        more = (card for asked in further for card in uow.cards.page(asked, MOST_TODO).rows)
        cards = {card.case_id: card for card in (*near, *more)}
        found = concerned(uow, cards.values(), now)
        told = rows.all([card for card in cards.values() if card.case_id in found])
        named = (replace(row, concerns=found[row.case_id]) for row in told)
        return tuple(sorted(named, key=lambda row: (_gravity(row), _moment(row))))

    def _hand_overs(self, uow: UnitOfWork, rows: Rows) -> tuple[CaseRow, ...]:
        """What waits for this person's receipt, what this person sent, and what came back."""
        on_their_way = CardFilter(states=(State.TRANSFERRED,))
        here = self._reference.outlet.code
        came_back = CardFilter(flag=RETURNED, outlet=here, only_open=True)
        cards = [*uow.cards.page(on_their_way, MOST_TODO).rows, *uow.cards.page(came_back, MOST_TODO).rows]
        return tuple(
            row
            for row in rows.all(cards)
            if row.hand_over and (row.hand_over.asks_me or row.hand_over.is_mine)
        )


def _gravity(row: CaseRow) -> int:
    return list(Concern).index(row.concerns[0])


def _moment(row: CaseRow) -> datetime:
    if row.due is not None and row.due.at is not None:
        return row.due.at
    return row.registered_at if row.next_follow_up is None else _at(row.next_follow_up, row.registered_at)


def _at(day: date, like: datetime) -> datetime:
    return like.replace(year=day.year, month=day.month, day=day.day)
