"""Cases handed to the city division: which they are, and each step on them, told by the common rules."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from city_server import clock, schema
from city_server.blob_links import arrived
from city_server.city import City
from city_server.division import staff
from city_server.division.acting import NotDone
from city_server.hand_over import events_of
from city_server.sights import cases_among, may_be_open
from city_server.word import say
from outlet_app.domain.attachments import Arrival, arrival
from outlet_app.domain.case import Case, fold
from outlet_app.domain.events import CaseEvent, DueStamp, Fact, FeedbackGiven, TransferredOut, TransferSeen
from outlet_app.domain.facts.consultation import ConsultationAnswered
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.handing import MOST_BOUNCES, TransferEnd
from outlet_app.domain.offers.transfer import is_asked
from outlet_app.domain.oversight import needs_reason
from outlet_app.domain.people import Person
from outlet_app.domain.periods import receiving_due
from outlet_app.domain.veil import covered, is_veiled


@dataclass(frozen=True, slots=True)
class Board:
    """What the division has before it: `asked` waits to be taken, `held` to be answered."""

    asked: tuple[Case, ...]
    held: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One case as somebody may read it; of a veiled one nothing is told but that it is there.

    came: how much of what was scanned for it has arrived.
    """

    case: Case
    events: tuple[CaseEvent, ...]
    veiled: bool
    may_take: bool
    may_work: bool
    owes_reason: bool
    came: Arrival


@dataclass(frozen=True, slots=True)
class Desk:
    """The division at the city's own window, and one person of it."""

    city: City
    me: Person

    def board(self, conn: Connection) -> Board:
        """The cases that ask for this person or wait in the division, those first that press most."""
        ours = {one.staff_no for one in staff.members(conn)}
        seen = cases_among(conn, may_be_open(), self.city.window)
        found = [case for case in seen if case.is_open]
        asked = [case for case in found if self._asks_me(case)]
        held = [one for one in found if one.pending is None and self._is_ours(one, ours)]
        return Board(tuple(sorted(asked, key=_receive_by)), tuple(sorted(held, key=_due)))

    def file(self, conn: Connection, case_no: str) -> File:
        """A case to be read; NotDone for a number that is not before the division."""
        case_id = case_id_of(conn, case_no)
        events = events_of(conn, case_id)
        case = fold(events)
        may_work = self._may_work(conn, case)
        if not (self._asks_me(case) or may_work or self._was_ours(conn, case)):
            raise NotDone("division.no_case")
        veiled = is_veiled(case, self.me)
        return File(
            covered(case) if veiled else case,
            () if veiled else events,
            veiled,
            self._asks_me(case),
            may_work,
            needs_reason(case, clock.now()),
            arrival(case.attachments, {one for one, held in arrived(conn, case_id).items() if held}),
        )

    def see(self, conn: Connection, case_no: str) -> None:
        """Tell the sender that the transfer is before somebody; once."""
        case_id = case_id_of(conn, case_no)
        sent = fold(events_of(conn, case_id)).pending
        if sent is not None and sent.receiver == self.city.window and sent.seen_at is None:
            self._say(conn, case_id, TransferSeen(sent.op_id))

    def settle_transfer(self, conn: Connection, case_no: str, fact: Fact) -> None:
        """接收 or 退回; NotDone where the case is not this person's to take."""
        case_id = case_id_of(conn, case_no)
        case = fold(events_of(conn, case_id))
        sent = case.pending
        if sent is not None and not self._asks_me(case):
            raise NotDone("transfer.not_here")
        self._say(conn, case_id, fact)

    def answer(
        self, conn: Connection, case_no: str, fact: ConsultationAnswered, why: tuple[str, str]
    ) -> None:
        """答复 ends a question; a limit that has passed is explained before it, with reason and measures."""
        case_id, case = self._mine(conn, case_no)
        if needs_reason(case, clock.now()):
            self._explain(conn, case_id, why)
        self._say(conn, case_id, fact)

    def feed_back(self, conn: Connection, case_no: str, fact: FeedbackGiven) -> None:
        """反馈处理意见 on a case that goes on."""
        case_id, _ = self._mine(conn, case_no)
        if not fact.text:
            raise NotDone("division.no_opinion")
        self._say(conn, case_id, fact)

    def hand_on(self, conn: Connection, case_no: str, to_outlet: str, reason: str, done: str) -> None:
        """转办 to an outlet, most often back to where it came from; what came with it goes along."""
        case_id, case = self._mine(conn, case_no)
        if to_outlet == self.city.window or to_outlet not in {one.code for one in self.city.outlets.all}:
            raise NotDone("transfer.nowhere")
        came = [one for one in case.transfers if one.end is TransferEnd.TAKEN]
        fact = TransferredOut(
            to_outlet=to_outlet,
            to_staff="",
            to_name=self.city.outlet_name(to_outlet),
            reason=reason,
            done=done,
            receive_by=self._receive_by(conn, case, to_outlet),
            materials=came[-1].fact.materials if came else (),
            designated_by=self.me.staff_no if case.bounces >= MOST_BOUNCES else "",
            from_name=self.me.name,
        )
        self._say(conn, case_id, fact)

    def _explain(self, conn: Connection, case_id: str, why: tuple[str, str]) -> None:
        reason, measures = why
        if reason not in tuple(DelayReason):
            raise NotDone("delay.reason")
        if not measures:
            raise NotDone("delay.measures")
        self._say(conn, case_id, DelayExplained(reason, measures))

    def _receive_by(self, conn: Connection, case: Case, to_outlet: str) -> DueStamp:
        hours, calendar = (
            self.city.outlets.by_code(to_outlet).hours,
            self.city.books(conn).calendar(to_outlet),
        )
        limit = case.due.at if case.due else None
        due = receiving_due(clock.now(), limit, calendar, hours)
        plan = "+".join(str(year.year) for year in calendar.years)
        return DueStamp(due.rule, due.kind, due.at, due.assumed, plan)

    def _say(self, conn: Connection, case_id: str, fact: Fact) -> None:
        say(conn, case_id, fact, self.me.staff_no, self.city.window)

    def _mine(self, conn: Connection, case_no: str) -> tuple[str, Case]:
        case_id = case_id_of(conn, case_no)
        case = fold(events_of(conn, case_id))
        if not self._may_work(conn, case):
            raise NotDone("division.not_held")
        return case_id, case

    def _may_work(self, conn: Connection, case: Case) -> bool:
        ours = {one.staff_no for one in staff.members(conn)}
        return case.is_open and case.pending is None and self._is_ours(case, ours)

    def _asks_me(self, case: Case) -> bool:
        sent = case.pending
        return sent is not None and is_asked(sent, self.me, self.city.window)

    def _is_ours(self, case: Case, ours: set[str]) -> bool:
        return case.outlet == self.city.window and case.handler in ours

    def _was_ours(self, conn: Connection, case: Case) -> bool:
        ours = {one.staff_no for one in staff.members(conn)}
        ended = {one.ended_by for one in case.transfers if one.receiver == self.city.window}
        return bool(ended & ours)


def case_id_of(conn: Connection, case_no: str) -> str:
    """The case with this number; NotDone where there is none."""
    row = schema.case_number.c
    found: str | None = conn.scalar(select(row.case_id).where(row.case_no == case_no))
    if found is None:
        raise NotDone("division.no_case")
    return found


def _receive_by(case: Case) -> tuple[bool, str]:
    stamp = case.pending.fact.receive_by if case.pending else None
    at = stamp.at if stamp else None
    return at is None, at.isoformat() if at else case.case_no


def _due(case: Case) -> tuple[bool, str]:
    at = case.due.at if case.due else None
    return at is None, at.isoformat() if at else case.case_no
