"""服务评价: today's services and whether they were rated; the day in numbers for the 窗口负责人 alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.events import ReviewEnded, ReviewOffered, ReviewOutcome
from outlet_app.domain.occasions import Served
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.rates import Standing
from outlet_app.domain.reviews.suspicion import Seen, Suspicion, suspicions
from outlet_app.domain.service_hours import Times
from outlet_app.domain.workload import LEAST_REVIEWS_SHOWN
from outlet_app.models.engine import Database
from outlet_app.models.reviews import Tally
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import Reading, readings_of_day
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.review_views import Asked, ReviewDay, ServiceRow

_Name = dict[str, str]


class ReviewDesk:
    """Reads only. A clerk sees the own services; nobody here sees what one review said."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def services(self) -> tuple[ServiceRow, ...]:
        """Today's service events, the latest first: one's own, or the outlet's for its head."""
        with self._database.reading() as uow:
            names = {person.staff_no: person.name for person in uow.people.all()}
            cases = [reading.case for reading in readings_of_day(uow, self._today)]
        rows = [row for case in cases for row in self._rows(case, names)]
        return tuple(sorted(rows, key=lambda row: row.at, reverse=True))

    def day(self, day: date | None = None) -> ReviewDay:
        """The counts of a day; Refused(right.missing) for anybody but the head."""
        if not self.may_see:
            raise Refused(Refusal("right.missing"))
        asked = day or self._today
        with self._database.reading() as uow:
            told = _told(asked, uow.reviews.tally(asked, asked), _offered(uow, asked))
            return replace(told, alerts=self._alerts(uow, asked))

    def _alerts(self, uow: UnitOfWork, day: date) -> tuple[Suspicion, ...]:
        """By when reviews were given, all that is known here; never to somebody whom they are about."""
        here, me = uow.instance.required().outlet_code, self._recorder.person.staff_no
        times = Times(self._reference.calendar, self._reference.outlet.hours)
        seen = [one for reading in readings_of_day(uow, day) for one in _given(reading, here, day)]
        return tuple(one for one in suspicions(seen, times) if me not in one.people)

    @property
    def may_see(self) -> bool:
        """Whether the person signed in leads the window."""
        return self._recorder.person.may(Right.SEE_REVIEWS)

    @property
    def _today(self) -> date:
        return self._recorder.clock.now().astimezone(CST).date()

    def _rows(self, case: Case, names: _Name) -> Iterator[ServiceRow]:
        for one in case.served:
            mine = self.may_see or one.by == self._recorder.person.staff_no
            if mine and _day_of(one.at) == self._today:
                yield ServiceRow(
                    case_id=case.case_id,
                    case_no=case.case_no,
                    applicant=case.registered.applicant.name,
                    item=case.registered.item,
                    occasion=one.occasion,
                    at=one.at,
                    clerk=names.get(one.by, one.by[-4:]),
                    asked=_asked(case, one),
                    can_ask=case.rateable == one,
                )


def _asked(case: Case, one: Served) -> Asked:
    if one.code in case.reviews_rated:
        return Asked.RATED
    return Asked.UNRATED if one.code in case.reviews_offered else Asked.NOT_YET


def _offered(uow: UnitOfWork, day: date) -> int:
    """应评, as the daily sheet counts it: service events asked about on the day, by this outlet's people."""
    here = uow.instance.required().outlet_code
    return sum(
        isinstance(event.fact, ReviewOffered) and event.outlet == here and _day_of(event.at) == day
        for reading in readings_of_day(uow, day)
        for event in reading.counted
    )


def _given(reading: Reading, here: str, day: date) -> Iterator[Seen]:
    """The reviews of one case as somebody beside the screen saw them: when, at which terminal, about whom."""
    people = {one.code: one.by for one in reading.case.served}
    for event in reading.counted:
        fact = event.fact
        rated = isinstance(fact, ReviewEnded) and fact.outcome is ReviewOutcome.RATED
        if rated and event.outlet == here and _day_of(event.at) == day:
            by = people.get(fact.occasion, event.actor) if isinstance(fact, ReviewEnded) else event.actor
            yield Seen(event.terminal, event.at, by)


def _day_of(at: datetime) -> date:
    return at.astimezone(CST).date()


def _told(day: date, tally: Tally, offered: int) -> ReviewDay:
    whole, by_item = Counter[Level](), dict[int, Counter[Level]]()
    for (item, level), count in tally.items():
        whole[Level(level)] += count
        by_item.setdefault(item, Counter())[Level(level)] += count
    shown = {item: levels for item, levels in by_item.items() if levels.total() >= LEAST_REVIEWS_SHOWN}
    return ReviewDay(
        day=day,
        whole=Standing(offered, dict(whole)),
        items={item: Standing(levels.total(), dict(levels)) for item, levels in sorted(shown.items())},
        held_back=whole.total() - sum(levels.total() for levels in shown.values()),
    )
