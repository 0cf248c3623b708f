"""登录 and 签退 at a terminal: from when to when a person had it open, and which stays nobody ended."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.duty import SignedInHere, SignedOutHere, SignOutWay
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Gone:
    """How somebody leaves the desk, and since when they were away: a lock comes before the leaving."""

    way: SignOutWay
    left: datetime


@dataclass(frozen=True, slots=True)
class Stay:
    """One time somebody had the terminal open. until: None where no 签退 is written.

    is_cut: somebody signed in here later all the same, so the program ended without writing the end.
    """

    staff_no: str
    since: datetime
    until: datetime | None = None
    way: SignOutWay | None = None
    is_cut: bool = False


def stays(events: Iterable[CaseEvent]) -> tuple[Stay, ...]:
    """The stays of terminals in order of time; of each terminal all its books at once."""
    told = sorted(events, key=lambda one: one.at)
    ends = {
        (one.terminal, one.actor, one.fact.since): one.fact
        for one in told
        if isinstance(one.fact, SignedOutHere)
    }
    last = _last_sign_ins(told)
    found = [
        _stay(one, ends.pop((one.terminal, one.actor, one.at), None), last[one.terminal])
        for one in told
        if isinstance(one.fact, SignedInHere)
    ]
    # Signed in on a day whose book is not at hand: the end says when it began.
    found += [Stay(actor, since, fact.left, fact.way) for (_, actor, since), fact in ends.items()]
    return tuple(sorted(found, key=lambda one: one.since))


def unended(events: Iterable[CaseEvent]) -> Mapping[str, bool]:
    """The sign-ins with no end by op_id, and whether they were cut off; only of programs that write ends."""
    told = tuple(events)
    ended = {(one.terminal, one.actor, one.fact.since) for one in told if isinstance(one.fact, SignedOutHere)}
    last = _last_sign_ins(told)
    return {
        one.op_id: one.at < last[one.terminal]
        for one in told
        if isinstance(one.fact, SignedInHere)
        and one.fact.has_end
        and (one.terminal, one.actor, one.at) not in ended
    }


def _stay(event: CaseEvent, end: SignedOutHere | None, last: datetime) -> Stay:
    if end is not None:
        return Stay(event.actor, event.at, end.left, end.way)
    assert isinstance(event.fact, SignedInHere)
    return Stay(event.actor, event.at, is_cut=event.fact.has_end and event.at < last)


def _last_sign_ins(events: Iterable[CaseEvent]) -> Mapping[str, datetime]:
    found: dict[str, datetime] = {}
    for one in events:
        if isinstance(one.fact, SignedInHere):
            found[one.terminal] = max(one.at, found.get(one.terminal, one.at))
    return found
