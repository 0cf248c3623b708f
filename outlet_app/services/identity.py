"""Asks at the start whether this store is the machine's own and the newest it had (sync.md D.1, D.8)."""

from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.ports import Witness
from outlet_app.sync.forking import COPIED, FORK, NAMELESS

BOUND = "machine.bound"


def look_at_oneself(database: Database, witness: Witness, binding: str) -> str:
    """Note what is wrong with the name this machine goes by, before it gives out a number; "" if nothing.

    COPIED: the store was last open on another machine, which may be giving out the same numbers now.
    FORK: the witness knows numbers that the store does not: it was set back. `binding` may be empty
    where the system has no name; then copies are noticed by the city alone.
    """
    with database.unit_of_work() as uow:
        me = uow.instance.current()
        bound = uow.meta.get(BOUND) or ""
        if binding and binding != bound:
            uow.meta.set(BOUND, binding)
        found = _found(uow, me, witness, is_elsewhere=bool(bound and binding and binding != bound))
        if found:
            uow.instance.stop(found)
        uow.commit()
    return found


def _found(uow: UnitOfWork, me: Instance | None, witness: Witness, *, is_elsewhere: bool) -> str:
    if me is None:
        return ""
    if is_elsewhere:
        return COPIED
    if me.stopped in NAMELESS:
        return me.stopped or ""
    given = witness.high_water(me.instance_id)
    return FORK if any(n > uow.counters.last(series) for series, n in given.items()) else ""
