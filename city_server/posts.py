"""Who works where and in which post, as the city's own lists of people say it of a day (sync.md D.10).

Where none ever held nothing is known, and the machine's word counts (decisions.md 23). Whoever a list passes
over is a clerk by the machine's word: a 窗口负责人 may have added a colleague at the counter. More than a
clerk is the city's to make of somebody, and a list that was taken back gives nobody more than it did.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from outlet_app.domain.releases.standing import Release, in_force, last_taken_back, releases_of
from outlet_app.domain.row_rights import Demand, demands, forbidden
from outlet_app.sync.wire import Unreadable, VerdictCode, decode_event


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of a list by 工号; counts: whether it holds, or was the last word before it was taken back."""

    people: Mapping[str, StaffRow]
    counts: bool


class Posts:
    """The lists as they stand in this transaction; each is read when somebody asks for it first."""

    def __init__(self, conn: Connection, outlet: str) -> None:
        self._conn = conn
        self._outlet = outlet
        self._releases = _lists_of(conn, outlet)
        self._days: dict[date, Known | None] = {}
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
            known = self._known(day)
            if known is None:
                continue
            row = known.people.get(event.actor)
            if row is not None and not row.active:
                return VerdictCode.CLERK_LEFT if known.counts else VerdictCode.LIST_WITHDRAWN
            if row is None and self._works_elsewhere(event.actor, day):
                return VerdictCode.CLERK_ELSEWHERE
        return None

    def forbidden(self, case: Case | None, event: CaseEvent) -> Refusal | None:
        """Why the posts of those whose names stand under an event do not carry it."""
        return forbidden(case, event, lambda demand: self._may(demand, event))

    def doubted(self, case: Case | None, event: CaseEvent) -> VerdictCode | None:
        """Why a person has to say whether somebody has the post that an event asks for."""
        found = (
            self._doubt(demand, known)
            for demand in demands(case, event)
            for known in map(self._known, _days(event))
            if known is not None
        )
        return next((doubt for doubt in found if doubt is not None), None)

    def _may(self, demand: Demand, event: CaseEvent) -> bool:
        for known in map(self._known, _days(event)):
            row = known.people.get(demand.staff_no) if known is not None and known.counts else None
            if row is not None and not self._person(row).may(demand.right):
                return False
        return True

    def _doubt(self, demand: Demand, known: Known) -> VerdictCode | None:
        row = known.people.get(demand.staff_no)
        if row is not None and known.counts:
            # What a list that counts does not carry is refused, not doubted.
            return None
        person = self._person(row) if row is not None else self._unlisted(demand.staff_no)
        if person.may(demand.right):
            return None
        return VerdictCode.POST_UNLISTED if known.counts else VerdictCode.LIST_WITHDRAWN

    def _person(self, row: StaffRow) -> Person:
        """With the post that no list gives."""
        return Person(row.staff_no, row.name, row.roles | self._by_post(row.staff_no), row.window, row.active)

    def _unlisted(self, staff_no: str) -> Person:
        """A clerk, or whom the city itself made the first head by an enrolment code."""
        post = Role.SUPERVISOR if staff_no in self._heads() else Role.CLERK
        return Person(staff_no, "", self._by_post(staff_no) | {post})

    def _by_post(self, staff_no: str) -> frozenset[Role]:
        """The first head of the city's own window administers."""
        is_admin = is_city(self._outlet) and staff_no in self._heads()
        return frozenset({Role.CITY_ADMIN} if is_admin else ())

    def _heads(self) -> frozenset[str]:
        if self._firsts is None:
            codes = schema.enrolment.c
            asked = select(codes.staff_no).where(codes.outlet == self._outlet)
            self._firsts = frozenset(self._conn.scalars(asked))
        return self._firsts

    def _known(self, day: date) -> Known | None:
        if day not in self._days:
            self._days[day] = _known_of(self._releases, self._outlet, day)
        return self._days[day]

    def _works_elsewhere(self, staff_no: str, day: date) -> bool:
        if staff_no not in self._named:
            others = select(release.c.outlet).where(release.c.outlet.not_in(("", self._outlet))).distinct()
            lists = ((one, _lists_of(self._conn, one)) for one in self._conn.scalars(others).all())
            found = (_known_of(told, outlet, day) for outlet, told in lists)
            rows = (one.people.get(staff_no) for one in found if one is not None and one.counts)
            self._named[staff_no] = any(row.active for row in rows if row is not None)
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


def _known_of(releases: tuple[Release, ...], outlet: str, day: date) -> Known | None:
    """The list that holds on a day, else the last one that was taken back; None where none began."""
    holds = in_force(releases, Subject.STAFF, outlet, day)
    found = holds or last_taken_back(releases, Subject.STAFF, outlet, day)
    if found is None or found.order.content is None:
        return None
    return Known({row.staff_no: row for row in read_staff(found.order.content)}, holds is not None)
