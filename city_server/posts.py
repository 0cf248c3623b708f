"""Who works where and in which post, as the city's own lists of people say it of a day (sync.md D.10).

Without a list nothing is known, and the machine's word counts (decisions.md 23). The same of whom no list
names: a 窗口负责人 may have added a colleague at the counter.
"""

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from city_server import clock, schema
from city_server.release_tables import release
from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, ClockTrust
from outlet_app.domain.facts.duty import SignedOutHere
from outlet_app.domain.outlets import is_city
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refusal
from outlet_app.domain.releases.order import Subject, read_order
from outlet_app.domain.releases.staff import StaffRow, read_staff
from outlet_app.domain.releases.standing import Release, in_force, releases_of
from outlet_app.domain.row_rights import Demand, forbidden
from outlet_app.sync.wire import Unreadable, VerdictCode, decode_event

_People = dict[str, StaffRow]


class Posts:
    """The lists as they stand in this transaction; each is read when somebody asks for it first."""

    def __init__(self, conn: Connection, outlet: str) -> None:
        self._conn = conn
        self._outlet = outlet
        self._releases = _lists_of(conn, outlet)
        self._days: dict[date, _People | None] = {}
        self._firsts: frozenset[str] | None = None
        self._named: dict[str, bool] = {}

    def holds(self, body: bytes) -> VerdictCode | None:
        """Why a person has to look at an operation before it may take effect; None where nobody has to.

        Whoever had left by then, or works at another outlet, made it; with a doubtful clock by now.
        """
        if not self._releases:
            return None
        try:
            event = decode_event(body)
        except Unreadable:
            return None
        if isinstance(event.fact, SignedOutHere):
            # The program's own word, written as it signs out whoever the list took away.
            return None
        for day in _days(event):
            people = self._people(day)
            if people is None:
                continue
            row = people.get(event.actor)
            if row is not None and not row.active:
                return VerdictCode.CLERK_LEFT
            if row is None and self._works_elsewhere(event.actor, day):
                return VerdictCode.CLERK_ELSEWHERE
        return None

    def forbidden(self, case: Case | None, event: CaseEvent) -> Refusal | None:
        """Why the posts of those whose names stand under an event do not carry it."""
        return forbidden(case, event, lambda demand: self._may(demand, event))

    def _may(self, demand: Demand, event: CaseEvent) -> bool:
        for day in _days(event):
            people = self._people(day)
            row = people.get(demand.staff_no) if people is not None else None
            if row is not None and not self._person(row).may(demand.right):
                return False
        return True

    def _person(self, row: StaffRow) -> Person:
        """With the post that no list gives: the first head of the city's own window administers."""
        by_post = {Role.CITY_ADMIN} if is_city(self._outlet) and row.staff_no in self._heads() else set()
        return Person(row.staff_no, row.name, row.roles | by_post, row.window, row.active)

    def _heads(self) -> frozenset[str]:
        if self._firsts is None:
            codes = schema.enrolment.c
            asked = select(codes.staff_no).where(codes.outlet == self._outlet)
            self._firsts = frozenset(self._conn.scalars(asked))
        return self._firsts

    def _people(self, day: date) -> _People | None:
        if day not in self._days:
            self._days[day] = _people_of(self._releases, self._outlet, day)
        return self._days[day]

    def _works_elsewhere(self, staff_no: str, day: date) -> bool:
        if staff_no not in self._named:
            others = select(release.c.outlet).where(release.c.outlet.not_in(("", self._outlet))).distinct()
            lists = ((one, _lists_of(self._conn, one)) for one in self._conn.scalars(others).all())
            found = (_people_of(told, outlet, day) or {} for outlet, told in lists)
            self._named[staff_no] = any(people[staff_no].active for people in found if staff_no in people)
        return self._named[staff_no]


def _days(event: CaseEvent) -> Iterator[date]:
    """The day the event says, and today where its clock cannot be believed."""
    yield local_day(event.at)
    if event.trust is ClockTrust.SUSPECT:
        yield clock.now().date()


def _lists_of(conn: Connection, outlet: str) -> tuple[Release, ...]:
    """The orders told to this outlet alone; a list of people always is."""
    packs = conn.scalars(select(release.c.pack).where(release.c.outlet == outlet).order_by(release.c.number))
    orders = (read_order(json.loads(pack)["body"]) for pack in packs)
    return releases_of(order for order in orders if order.subject is Subject.STAFF)


def _people_of(releases: tuple[Release, ...], outlet: str, day: date) -> _People | None:
    """The rows by 工号; None where no list held on that day."""
    found = in_force(releases, Subject.STAFF, outlet, day)
    if found is None or found.order.content is None:
        return None
    return {row.staff_no: row for row in read_staff(found.order.content)}
