"""What 同步中心 shows, as a value: the queue, the chosen tab, the banner's case."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from outlet_app.services.views import QueueState, SyncView, UnsentRow
from outlet_app.wording.sync import group_of

_ORDER = ("needs_you", "send_failed", "sending", "waiting", "parked", "sent")


class Pile(StrEnum):
    """The tabs of the queue."""

    ALL = "all"
    NEEDS_YOU = "needs_you"
    FAILED = "send_failed"
    WAITING = "waiting"


class Weather(StrEnum):
    """What the banner is about; FAIR has none, HEALED is good news of the day."""

    FAIR = "fair"
    HEALED = "healed"
    OFFLINE = "offline"
    CAPTIVE = "captive"
    UNTRUSTED = "untrusted"
    UNTIMELY = "untimely"
    FORGOTTEN = "forgotten"
    STOPPED = "stopped"
    STUCK = "stuck"
    SUSPENDED = "suspended"
    LEAVING = "revoked_evacuate"
    REVOKED = "revoked"


_AWAY = {
    "server.captive": Weather.CAPTIVE,
    "captive": Weather.CAPTIVE,
    "server.untrusted": Weather.UNTRUSTED,
    "server.untimely": Weather.UNTIMELY,
    "NO_DEVICE": Weather.FORGOTTEN,
}


@dataclass(frozen=True, slots=True)
class SyncState:
    """The page before (`view` None) and after its first reading; `busy` while a round is under way."""

    view: SyncView | None = None
    pile: Pile = Pile.ALL
    failed: bool = False
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its place among those that wait, counted from 1; 0 for the others."""

    row: UnsentRow
    place: int = 0


def loaded(state: SyncState, view: SyncView) -> SyncState:
    """A fresh reading, its rows in the order of UI.md §6.5."""
    ordered = sorted(view.rows, key=lambda row: _ORDER.index(group_of(row.status)))
    return replace(state, view=replace(view, rows=tuple(ordered)), failed=False)


def failed(state: SyncState) -> SyncState:
    """The reading went wrong; what was shown stays."""
    return replace(state, failed=True)


def chose(state: SyncState, pile: Pile) -> SyncState:
    """Another tab."""
    return replace(state, pile=pile)


def syncing(state: SyncState, busy: bool) -> SyncState:
    """A round has begun or ended."""
    return replace(state, busy=busy)


def rows_of(state: SyncState) -> tuple[Placed, ...]:
    """The rows of the chosen tab, each with its place in the line."""
    placed, place = [], 0
    for row in state.view.rows if state.view else ():
        waits = group_of(row.status) == Pile.WAITING
        place += waits
        placed.append(Placed(row, place if waits else 0))
    return tuple(one for one in placed if state.pile in (Pile.ALL, group_of(one.row.status)))


def counts(state: SyncState) -> tuple[int, ...]:
    """How many rows each tab has; what was sent is shown under 全部 and not counted."""
    groups = [group_of(row.status) for row in state.view.rows] if state.view else []
    unsent = sum(group != "sent" for group in groups)
    return (unsent, *(groups.count(pile) for pile in Pile if pile is not Pile.ALL))


def weather(state: QueueState) -> Weather:
    """Which banner: what the city decided goes first; for a line that works only what was put right today.

    Before that a city that does not know this machine: nothing is sent until somebody does something.
    """
    if not state.online and not state.stopped and _AWAY.get(state.problem) is Weather.FORGOTTEN:
        return Weather.FORGOTTEN
    if state.mode:
        return Weather(state.mode)
    if state.stopped:
        return Weather.STOPPED
    if state.online:
        if state.problem == "sync.stuck":
            return Weather.STUCK
        return Weather.HEALED if state.healed else Weather.FAIR
    return _AWAY.get(state.problem, Weather.OFFLINE)


def away_for(state: QueueState, now: datetime) -> timedelta | None:
    """How long the line has been down, where that is known."""
    return now - state.offline_since if state.offline_since else None
