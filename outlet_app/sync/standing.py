"""How the city sees this machine in its greeting: how far, and what it still may do (sync.md D.8, D.10)."""

from datetime import datetime
from enum import StrEnum

from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.outcomes import Denial
from outlet_app.sync.wire import Code, Hello

_MODE = "city.mode"
_SINCE = "city.mode.since"
_BY_STICK = "city.by_stick"


class Mode(StrEnum):
    """What a machine may do; all but the first hear nothing, the last is answered nothing either."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EVACUATE = "revoked_evacuate"
    REVOKED = "revoked"


def mode_kept(uow: UnitOfWork) -> Mode:
    """As the city last said; kept, for a machine also starts without a line."""
    return Mode(uow.meta.get(_MODE) or Mode.ACTIVE)


def mode_said(uow: UnitOfWork) -> str:
    """What a machine says of itself to a city that may have forgotten it; nothing where it may do all."""
    mode = mode_kept(uow)
    return "" if mode is Mode.ACTIVE else mode.value


def is_heard_by_stick(uow: UnitOfWork) -> bool:
    """Whether the city's last word came by stick; then it may not be reached otherwise."""
    return bool(uow.meta.get(_BY_STICK))


def learn_mode(database: Database, told: object, at: datetime | None = None) -> Mode:
    """Keep what the city says on the line; a word this version does not know bars nothing.

    at: by the city's clock, where it tells it.
    """
    mode = _mode_of(told)
    with database.reading() as uow:
        is_known = mode is mode_kept(uow) and not is_heard_by_stick(uow)
    if not is_known:
        with database.unit_of_work() as uow:
            _keep(uow, mode, at)
            uow.meta.set(_BY_STICK, "")
            uow.commit()
    return mode


def learn_greeting(database: Database, hello: Hello) -> Mode:
    """The same of a greeting."""
    return learn_mode(database, hello.you.mode if hello.you else "", hello.server_time)


def learn_by_stick(uow: UnitOfWork, told: object, at: datetime) -> bool:
    """The same of a receipt; one that is older than what is known changes nothing and is no news."""
    since = uow.meta.get(_SINCE)
    if since and datetime.fromisoformat(since) >= at:
        return False
    uow.meta.set(_BY_STICK, "1")
    _keep(uow, _mode_of(told), at)
    return True


def _mode_of(told: object) -> Mode:
    return Mode(str(told)) if told in tuple(Mode) else Mode.ACTIVE


def _keep(uow: UnitOfWork, mode: Mode, at: datetime | None) -> None:
    uow.meta.set(_MODE, mode)
    if at is not None:
        uow.meta.set(_SINCE, at.isoformat())


def refuse_unlike(instance: Instance, hello: Hello) -> None:
    """Compare histories before anything is sent; Denial(FORK, SEQ_GAP)."""
    held = hello.you.last_seq if hello.you else 0
    if held >= instance.next_seq:
        raise Denial(Code.FORK)
    if held < instance.acked_seq:
        raise Denial(Code.SEQ_GAP, {"expected": held + 1})
