"""A signed hello tells of the outlet's other machines: who they are, and when each was last heard of."""

from contextlib import closing
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, update

from city_server import schema
from city_server.contact_tables import heartbeat
from city_server.fork_tables import fork
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.sync import wire
from tests.support.beating import beat_of
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import ServerProcess

AN_HOUR = 3600


def greeted(one: Machine) -> list[tuple[str, datetime]]:
    """The other windows as the city tells them to a machine."""
    answer = one.asker.ask("GET", wire.hello_target(one.me.instance_id))
    hello = wire.read(answer.content, wire.Hello)
    return [(told.terminal, told.heard) for told in hello.windows]


def beats(one: Machine) -> None:
    answer = one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(one.me)))
    assert answer.status_code == 200


def heard_of(city: ServerProcess, one: Machine, at: datetime) -> None:
    """Let the city have heard of a machine then."""
    beats(one)
    with closing(Store(city.database.url)) as store, store.write() as conn:
        mine = heartbeat.c.device_id == one.me.device_id
        conn.execute(update(heartbeat).where(mine).values(at=int(at.timestamp())))


def forked(city: ServerProcess, old: Machine, new: Machine, at: datetime) -> None:
    """Let a machine have begun anew under the name of another."""
    with closing(Store(city.database.url)) as store, store.write() as conn:
        conn.execute(
            insert(fork).values(
                instance_id=new.me.instance_id,
                forked_from=old.me.instance_id,
                device_id=new.me.device_id,
                outlet=old.me.outlet_code,
                cause="restored",
                at=int(at.timestamp()),
            )
        )


def turned(city: ServerProcess, one: Machine, mode: str) -> None:
    with closing(Store(city.database.url)) as store, store.write() as conn:
        mine = schema.device.c.device_id == one.me.device_id
        conn.execute(update(schema.device).where(mine).values(mode=mode))


def test_the_only_machine_of_an_outlet_is_told_of_nobody(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    beats(one)
    assert greeted(one) == []


def test_each_is_told_of_the_others_by_number(city: ServerProcess, machine: NewMachine) -> None:
    one, two, three = machine(city), machine(city), machine(city)
    then = datetime(2026, 11, 18, 9, 12, 40, tzinfo=CST)
    heard_of(city, two, then)
    heard_of(city, three, then + timedelta(days=1))
    beats(one)
    assert greeted(one) == [("02", then), ("03", then + timedelta(days=1))]
    assert [terminal for terminal, _ in greeted(two)] == ["01", "03"]
    assert greeted(three)[1] == ("02", then)


def test_who_never_said_how_it_is_counts_from_its_enrolment(city: ServerProcess, machine: NewMachine) -> None:
    one, _ = machine(city), machine(city)
    ((terminal, heard),) = greeted(one)
    assert terminal == "02"
    assert abs(datetime.now(CST) - heard) < timedelta(minutes=5)


def test_other_outlets_are_nobodys_neighbours(city: ServerProcess, machine: NewMachine) -> None:
    one, far = machine(city), machine(city, at="1508262001")
    beats(far)
    assert greeted(one) == []
    assert [terminal for terminal, _ in greeted(far)].count(far.me.terminal_no) == 0


@pytest.mark.parametrize(
    ("mode", "is_told"),
    [("active", True), ("suspended", True), ("revoked_evacuate", True), ("revoked", False)],
)
def test_a_machine_is_missed_as_long_as_something_may_come_of_it(
    any_city: ServerProcess, machine: NewMachine, mode: str, is_told: bool
) -> None:
    one, two = machine(any_city), machine(any_city)
    turned(any_city, two, mode)
    assert bool(greeted(one)) is is_told


@pytest.mark.parametrize(("heard_after_s", "is_told"), [(-AN_HOUR, False), (0, False), (1, True)])
def test_a_name_that_was_given_up_is_not_missed(
    city: ServerProcess, machine: NewMachine, heard_after_s: int, is_told: bool
) -> None:
    """The machine goes on under another name with all it has; a copy under the old one is still heard of."""
    one, old, new = machine(city), machine(city), machine(city)
    at = datetime(2026, 11, 18, 9, 0, tzinfo=CST)
    heard_of(city, old, at + timedelta(seconds=heard_after_s))
    forked(city, old, new, at)
    assert ("02" in dict(greeted(one))) is is_told
    assert "03" in dict(greeted(one))


def test_a_given_up_name_never_heard_of_is_not_missed(any_city: ServerProcess, machine: NewMachine) -> None:
    one, old, new = machine(any_city), machine(any_city), machine(any_city)
    forked(any_city, old, new, datetime(2026, 11, 18, 9, 0, tzinfo=CST))
    assert [terminal for terminal, _ in greeted(one)] == ["03"]


def test_two_copies_of_one_name_leave_it_at_the_later(any_city: ServerProcess, machine: NewMachine) -> None:
    one, old, new, third = (machine(any_city) for _ in range(4))
    at = datetime(2026, 11, 18, 9, 0, tzinfo=CST)
    forked(any_city, old, new, at)
    forked(any_city, old, third, at + timedelta(hours=2))
    heard_of(any_city, old, at + timedelta(hours=1))
    assert [terminal for terminal, _ in greeted(one)] == ["03", "04"]
    heard_of(any_city, old, at + timedelta(hours=3))
    assert [terminal for terminal, _ in greeted(one)] == ["02", "03", "04"]


def test_nothing_is_told_to_who_does_not_sign(city: ServerProcess, machine: NewMachine) -> None:
    one, _ = machine(city), machine(city)
    assert one.asker.hello().windows == ()
