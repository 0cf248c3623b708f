"""What must be true when all is quiet again, whatever happened before (sync.md D.14, I1 to I9)."""

from collections import Counter as Tally
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from city_server import schema
from city_server.store import Store
from outlet_app.system.clock import SystemClock
from tests.support.cities import census
from tests.support.counter import Counter

QUIET_ROUNDS = 40
SETTLED = {"sent", "sent_with_hint", "needs_you", "parked"}


def quieten(machines: Sequence[Counter], rounds: int = QUIET_ROUNDS) -> None:
    """I8: rounds of everybody until nobody has anything to say, in bounded time."""
    for _ in range(rounds):
        told = [one.sync() for one in machines]
        if not any(one.pushed or one.pulled or one.waiting or one.error_code for one in told):
            return
    raise AssertionError(f"no quiet after {rounds} rounds: {told}")


def in_the_city(url: str) -> set[str]:
    """Every operation the city has in custody."""
    store = Store(url)
    with store.read() as conn:
        found = set(conn.scalars(select(schema.op.c.op_id)))
    store.close()
    return found


def nothing_lost(said: Iterable[str], url: str) -> None:
    """I1: what was said to be saved is in the city."""
    missing = set(said) - in_the_city(url)
    assert not missing, f"said to be saved, and the city never had it: {missing}"


def nothing_twice(url: str) -> None:
    """I2: no operation has two places."""
    event = schema.case_event.c
    store = Store(url)
    with store.read() as conn:
        placed, named = conn.execute(select(func.count(), func.count(event.op_id.distinct()))).one()
    store.close()
    assert placed == named


def alike(one: Counter, city: object) -> None:
    """I3, I5, I6, I7, I9: the machine has what the city has, in whole chains, each event with one verdict."""
    held = census(city, one.me.outlet_code)  # type: ignore[arg-type]
    assert one.tally() == held.tally
    assert [number for number, n in Tally(held.case_numbers).items() if n > 1] == []
    with one.database.reading() as uow:
        assert uow.journal.verify_chain() is None
        rows = uow.outbox.rows(10_000, today=SystemClock().now().date())
    assert {row.state for row in rows} <= SETTLED


def own_operations(one: Counter) -> set[str]:
    """What this machine made itself."""
    with one.database.reading() as uow:
        cases = uow.journal.of_cases(uow.journal.all_case_ids())
    return {entry.op_id for entries in cases.values() for entry in entries if entry.state is not None}
