"""Who is not known, or asks for what is not theirs, gets a code and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from city_server import callers, clock, schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.sync import wire
from tests.support.asking import Asker, code_of
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, push_of
from tests.support.server import ServerProcess

NewAsker = Callable[[ServerProcess, Counter], Asker]
TARGETS = [
    ("GET", "/v1/hello?instance=x"),
    ("POST", "/v1/push"),
    ("GET", "/v1/pull?instance=x&scope=x&epoch=x&after=0&limit=9"),
    ("GET", "/v1/catalogue"),
    ("GET", "/v1/catalogue/calendar/2026"),
]


@pytest.fixture
def asker() -> Iterator[NewAsker]:
    """Make askers that are closed at the end."""
    made: list[Asker] = []

    def make(city: ServerProcess, counter: Counter) -> Asker:
        made.append(Asker(city, counter))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"DEVICE": ""}, "NO_DEVICE"),
        ({"DEVICE": "0b0e7a0e-3f0e-4d6e-9a1c-000000000000"}, "NO_DEVICE"),
        ({"NONCE": "made-up"}, "NONCE"),
        ({"SIGNATURE": "AAAA"}, "SIGNATURE"),
    ],
)
def test_nothing_is_told_without_proof(
    any_city: ServerProcess, bystander: Counter, asker: NewAsker, changed: dict[str, str], code: str
) -> None:
    by_hand = asker(any_city, bystander)
    told = [code_of(by_hand.ask(method, target, proof=changed)) for method, target in TARGETS]
    assert told == [(401, code)] * len(TARGETS)


def test_a_request_changed_on_the_way_is_refused(
    city: ServerProcess, counter: NewCounter, asker: NewAsker, outlet: str
) -> None:
    one = counter(city)
    one.register()
    by_hand = asker(city, one)
    content = wire.write(one.waiting())
    signed = by_hand.headers("POST", wire.Path.PUSH, content, {})[wire.Header.SIGNATURE]
    changed = content.replace(b"8K2M4QXZ", b"8K2M4QXA")
    assert code_of(by_hand.ask("POST", wire.Path.PUSH, changed, proof={"SIGNATURE": signed})) == (
        401,
        "SIGNATURE",
    )
    damaged = by_hand.ask("POST", wire.Path.PUSH, changed, proof={"DIGEST": wire.content_digest(content)})
    assert code_of(damaged) == (400, "DIGEST")
    other = by_hand.ask("GET", "/v1/catalogue", proof={"SIGNATURE": signed})
    assert code_of(other) == (401, "SIGNATURE")
    assert census(city, outlet).tally.events == 0


def test_a_genuine_request_repeated_gets_the_same_answer(
    city: ServerProcess, counter: NewCounter, asker: NewAsker, outlet: str
) -> None:
    one = counter(city)
    one.register(AnsweredOnSpot("可以"))
    by_hand = asker(city, one)
    told = [wire.read(by_hand.push(one.waiting()).content, wire.Pushed) for _ in range(2)]
    assert told[0].results == told[1].results
    assert told[0].receipt == told[1].receipt
    assert census(city, outlet).tally.events == 2


def test_nobody_speaks_for_another_machine_or_outlet(
    city: ServerProcess, counter: NewCounter, asker: NewAsker
) -> None:
    one, other = counter(city), counter(city)
    one.register()
    by_hand = asker(city, one)
    push = one.waiting()
    assert code_of(by_hand.push(push_of(other.me, push.ops))) == (403, "INSTANCE")
    assert code_of(by_hand.push(push_of(one.me, push.ops, outlet="1508001001"))) == (403, "OUTLET")
    assert code_of(by_hand.pull(scope="1508001001")) == (403, "SCOPE")
    assert code_of(by_hand.pull(instance=other.me.instance_id)) == (403, "INSTANCE")
    target = wire.hello_target(other.me.instance_id)
    assert code_of(by_hand.ask("GET", target)) == (403, "INSTANCE")


def test_a_nonce_belongs_to_one_device_and_one_day(
    city: ServerProcess, counter: NewCounter, asker: NewAsker
) -> None:
    one, other = counter(city), counter(city)
    by_hand, by_other = asker(city, one), asker(city, other)
    assert code_of(by_hand.ask("GET", "/v1/catalogue", proof={"NONCE": by_other.nonce})) == (401, "NONCE")
    assert by_hand.ask("GET", "/v1/catalogue").status_code == 200
    store = Store(city.database.url)
    with store.write() as conn:
        long_ago = clock.seconds() - callers.NONCE_SECONDS - 1
        mine = schema.nonce.c.nonce == by_hand.nonce
        conn.execute(update(schema.nonce).where(mine).values(issued=long_ago))
    assert code_of(by_hand.ask("GET", "/v1/catalogue")) == (401, "NONCE")
    by_hand.hello()
    with store.read() as conn:
        kept = conn.scalars(select(schema.nonce.c.nonce)).all()
    store.close()
    assert by_hand.nonce not in kept


def test_a_counter_gets_a_new_nonce_by_itself(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.sync()
    store = Store(city.database.url)
    with store.write() as conn:
        mine = schema.nonce.c.device_id == one.me.device_id
        conn.execute(update(schema.nonce).where(mine).values(issued=0))
    store.close()
    one.register()
    assert one.sync().waiting == 0


def test_a_stranger_may_greet_but_not_fill_the_store(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    by_hand = Asker(city, one)
    store = Store(city.database.url)
    for _ in range(40):
        by_hand.hello()
    with store.read() as conn:
        mine = conn.scalars(
            select(schema.nonce.c.nonce).where(schema.nonce.c.device_id == one.me.device_id)
        ).all()
        total = len(conn.scalars(select(schema.nonce.c.nonce)).all())
    assert 0 < len(mine) <= 33
    by_hand.me = replace(one.me, device_id="nobody")
    assert by_hand.hello().you is None
    with store.read() as conn:
        assert len(conn.scalars(select(schema.nonce.c.nonce)).all()) == total
    store.close()
    by_hand.close()


def test_a_revoked_machine_is_told_so_and_keeps_its_work(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    case_id = one.register()
    store = Store(city.database.url)
    with store.write() as conn:
        mine = schema.device.c.device_id == one.me.device_id
        conn.execute(update(schema.device).where(mine).values(mode="revoked"))
    store.close()
    report = one.sync()
    assert (report.error_code, report.waiting) == ("MODE", 1)
    assert one.verdicts(case_id) == [("registered", None, "")]
