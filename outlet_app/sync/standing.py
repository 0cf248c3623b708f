"""How the city sees this machine in its greeting: how far, and what it still may do (sync.md D.8, D.10)."""

from enum import StrEnum

from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.outcomes import Denial
from outlet_app.sync.wire import Code, Hello

_MODE = "city.mode"


class Mode(StrEnum):
    """What a machine may do; all but the first hear nothing, the last is answered nothing either."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EVACUATE = "revoked_evacuate"
    REVOKED = "revoked"


def mode_kept(uow: UnitOfWork) -> Mode:
    """As the city last said; kept, for a machine also starts without a line."""
    return Mode(uow.meta.get(_MODE) or Mode.ACTIVE)


def learn_mode(database: Database, told: object) -> Mode:
    """Keep what the city says; a word this version does not know bars nothing: the city refuses by itself."""
    mode = Mode(str(told)) if told in tuple(Mode) else Mode.ACTIVE
    with database.reading() as uow:
        is_known = mode is mode_kept(uow)
    if not is_known:
        with database.unit_of_work() as uow:
            uow.meta.set(_MODE, mode)
            uow.commit()
    return mode


def refuse_unlike(instance: Instance, hello: Hello) -> None:
    """Compare histories before anything is sent; Denial(FORK, SEQ_GAP)."""
    held = hello.you.last_seq if hello.you else 0
    if held >= instance.next_seq:
        raise Denial(Code.FORK)
    if held < instance.acked_seq:
        raise Denial(Code.SEQ_GAP, {"expected": held + 1})
