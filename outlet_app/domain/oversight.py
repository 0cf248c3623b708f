"""What asks for whoever leads: how far a clock has gone, and what stands in a case (domain.md §1.5, §1.6)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects import FEEDBACK_RULES
from outlet_app.domain.events import DueStamp, Situation
from outlet_app.domain.handing import MOST_BOUNCES
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.urgency import Urgency, overdue_workdays, urgency

ANSWER_RULE = "answer"
# A day of the outlet's own before the city looks: what is red at noon may be answered by the evening.
CITY_AFTER_WORKDAYS = 1
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Rung(StrEnum):
    """The ladder: 临期 yellow, 到期 orange, 超期 red, and from the next working day on the city's list."""

    NONE = ""
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    CITY = "city"


class Concern(StrEnum):
    """Why a case stands on the list of whoever leads; the gravest first."""

    DEMANDED = "demanded"
    URGENT = "urgent"
    OWNER_UNCLEAR = "owner_unclear"
    JUDGED = "judged"
    BOUNCED = "bounced"
    NOT_RECEIVED = "not_received"
    NO_FEEDBACK = "no_feedback"
    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    UNEXPLAINED = "unexplained"


_RUNGS = {Urgency.SOON: Rung.YELLOW, Urgency.TODAY: Rung.ORANGE, Urgency.OVERDUE: Rung.RED}


def rung(
    due_at: datetime | None, now: datetime, calendar: HolidayCalendar, start: datetime | None = None
) -> Rung:
    """Return how far a clock has climbed: yellow at 75 % or T-1, orange on its day, red after it."""
    found = _RUNGS.get(urgency(due_at, now, calendar, start), Rung.NONE)
    if found is not Rung.RED or due_at is None:
        return found
    return Rung.CITY if overdue_workdays(due_at, now, calendar) >= CITY_AFTER_WORKDAYS else Rung.RED


def concerns(case: Case, now: datetime) -> tuple[Concern, ...]:
    """Return why somebody who leads should look at the case now; empty where nothing asks for it."""
    return tuple(_concerns(case, now)) if case.is_open else ()


def asks_from(case: Case) -> datetime | None:
    """Return the first moment at which `concerns` may name anything, if nothing more happens; None for never.

    Before it nothing does; after it something need not: whoever keeps it asks `concerns` then.
    """
    if concerns(case, LONG_AGO):
        return LONG_AGO
    limits = [due.at for due in case.dues]
    if case.pending is not None and case.pending.fact.receive_by is not None:
        limits.append(case.pending.fact.receive_by.at)
    return min((at for at in limits if at is not None), default=None) if case.is_open else None


def needs_reason(case: Case, now: datetime) -> bool:
    """Tell whether a limit has passed and nobody has said why (§1.5: 超期必须说明原因), or the city asks."""
    unexplained = is_overdue(case, now) and case.delay is None
    return case.is_open and (unexplained or case.demanded is not None)


def is_judged_anew(case: Case) -> bool:
    """Tell whether the city has judged the first contact and nobody has done anything since."""
    return case.judged is not None and case.judged.at == case.last_at


def _concerns(case: Case, now: datetime) -> Iterator[Concern]:
    sent, situation = case.pending, case.situation
    if case.demanded is not None:
        yield Concern.DEMANDED
    if situation is Situation.URGENT or (sent is not None and sent.fact.urgent):
        yield Concern.URGENT
    if situation is Situation.UNCLEAR and case.handler == case.first_contact:
        yield Concern.OWNER_UNCLEAR
    if is_judged_anew(case):
        yield Concern.JUDGED
    if sent is None and case.bounces >= MOST_BOUNCES and not _named(case):
        yield Concern.BOUNCED
    if sent is not None and sent.is_late(now):
        yield Concern.NOT_RECEIVED
    if is_overdue(case, now):
        yield from _late(case, now)


def _late(case: Case, now: datetime) -> Iterator[Concern]:
    passed = {due.rule for due in case.dues if _has_passed(due, now)}
    named = False
    if passed & FEEDBACK_RULES:
        named = True
        yield Concern.NO_FEEDBACK
    if ANSWER_RULE in passed and case.is_consultation:
        named = True
        yield Concern.UNANSWERED
    if not named:
        yield Concern.OVERDUE
    if case.delay is None:
        yield Concern.UNEXPLAINED


def _has_passed(due: DueStamp, now: datetime) -> bool:
    return due.at is not None and due.at < now


def _named(case: Case) -> bool:
    """Whether a head has named the handler since."""
    last = case.last_transfer
    return last is not None and bool(last.fact.designated_by)
