"""Sealed reviews in the city's keeping: one for each service event, and told to nobody."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from city_server import reviews, schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.models.journal import Op
from outlet_app.sync import wire
from outlet_app.sync.client import enroll
from tests.support.asking import Asker
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.reviewing import CITY
from tests.support.server import CityDatabase, ServerProcess, enrolment_code


@pytest.fixture
def store(city: ServerProcess) -> Iterator[Store]:
    """The city's database, with a key to seal reviews to."""
    opened = Store(city.database.url)
    opened.settle(lambda conn: reviews.register_key(conn, CITY.public))
    yield opened
    opened.close()


def key_of(store: Store) -> wire.ReviewKey:
    with store.read() as conn:
        told = reviews.key_told(conn)
    assert told is not None
    return told


def sealed(one: Counter, key: wire.ReviewKey, case_id: str, level: Level, **changes: str) -> Op:
    """A review of a case's first service, as this counter would queue it."""
    now, op_id = one.clock.now(), changes.pop("op_id", f"rev-{case_id[-12:]}-{level}")
    me = one.me
    told = wire.Review(
        case_id=case_id,
        case_no="HH05-20261122-010017-T",
        occasion=changes.pop("occasion", "consult"),
        number=1,
        item=2,
        by="1508260837",
        at=now,
        answer=Answer(level),
    )
    body = wire.seal_review(told, key, op_id, changes.pop("outlet", me.outlet_code), me.terminal_no)
    return Op(op_id, wire.REVIEW_KIND, wire.REVIEW_KV, op_id, now.isoformat(), "", body)


def verdict(one: Counter, op_id: str) -> tuple[str | None, str]:
    (entry,) = one.history(op_id)
    return entry.verdict, entry.code


def test_only_an_enrolled_counter_is_told_to_whom_reviews_are_sealed(
    city: ServerProcess, counter: NewCounter, store: Store
) -> None:
    one = counter(city)
    asker = Asker(city, one)
    assert asker.hello().reviews is None
    signed = asker.ask("GET", wire.hello_target(one.me.instance_id))
    told = wire.read(signed.content, wire.Hello).reviews
    assert told == key_of(store)
    assert told.public == CITY.public.hex()
    asker.close()


def test_a_counter_learns_the_key_with_its_next_round_and_keeps_the_newest(
    city: ServerProcess, counter: NewCounter, store: Store
) -> None:
    one = counter(city)
    one.sync()
    with one.database.reading() as uow:
        first = uow.reviews.key()
    assert first is not None
    assert first.public == CITY.public.hex()
    newer = wire.SealKey.make()
    store.settle(lambda conn: reviews.register_key(conn, newer.public))
    one.sync()
    with one.database.reading() as uow:
        second = uow.reviews.key()
    assert second is not None
    assert (second.public, second.mark) == (newer.public.hex(), first.mark)
    # The other tests of this run seal to the first one again.
    with store.write() as conn:
        conn.execute(schema.review_key.delete().where(schema.review_key.c.public == newer.public))


def test_the_enrolment_brings_the_key_along(city: ServerProcess, store: Store, outlet: str) -> None:
    code, key = enrolment_code(city.database, outlet), wire.DeviceKey.make()
    told = enroll(city.url, code, key, outlet * 2)
    assert told.reviews == key_of(store)


def test_the_same_key_twice_is_one_key(store: Store) -> None:
    with store.read() as conn:
        before = conn.scalar(select(func.count()).select_from(schema.review_key))
    assert store.settle(lambda conn: reviews.register_key(conn, CITY.public)) == wire.seal_key_id(CITY.public)
    with store.read() as conn:
        assert conn.scalar(select(func.count()).select_from(schema.review_key)) == before


def test_a_city_without_a_key_tells_none(database: CityDatabase) -> None:
    store = Store(database.url)
    store.create()
    with store.read() as conn:
        assert reviews.key_told(conn) is None
    store.close()


def test_a_sealed_review_is_kept_as_it_came(
    city: ServerProcess, counter: NewCounter, store: Store, outlet: str
) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    op = sealed(one, key_of(store), case_id, Level.DISSATISFIED)
    one.save_raw([op])
    report = one.sync()
    assert (report.pushed, report.waiting, report.need_you) == (3, 0, 0)
    assert verdict(one, op.op_id) == ("applied", "")
    with store.read() as conn:
        row = conn.execute(select(schema.review).where(schema.review.c.op_id == op.op_id)).one()
        body = conn.scalar(select(schema.op_body.c.bytes).where(schema.op_body.c.op_id == op.op_id))
    assert (row.outlet, row.key_id) == (outlet, wire.seal_key_id(CITY.public))
    assert body == op.body
    told = wire.read_sealed_review(body)
    assert told is not None
    assert wire.open_review(CITY.private, told).answer.level is Level.DISSATISFIED


def test_a_review_stands_in_no_case_and_both_ledgers_still_agree(
    city: ServerProcess, counter: NewCounter, store: Store, outlet: str
) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    one.save_raw([sealed(one, key_of(store), case_id, Level.SATISFIED)])
    one.sync()
    assert census(city, outlet).tally == one.tally()
    assert one.tally()[:2] == (1, 2)


def test_one_review_for_a_service_event_and_a_second_is_kept_without_effect(
    city: ServerProcess, counter: NewCounter, store: Store
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    first = sealed(one, key_of(store), case_id, Level.DISSATISFIED)
    one.save_raw([first])
    one.sync()
    second = sealed(other, key_of(store), case_id, Level.VERY_SATISFIED)
    later = sealed(other, key_of(store), case_id, Level.SATISFIED, occasion="result")
    other.save_raw([second, later])
    other.sync()
    assert verdict(other, second.op_id) == ("rejected", "REVIEW_TAKEN")
    assert verdict(other, later.op_id) == ("applied", "")
    with store.read() as conn:
        kept = conn.scalars(select(schema.review.c.op_id)).all()
        bodies = conn.scalars(select(schema.op_body.c.op_id)).all()
    assert first.op_id in kept
    assert second.op_id not in kept
    assert second.op_id in bodies


def test_a_review_sent_again_gets_the_answer_it_got_before(
    city: ServerProcess, counter: NewCounter, store: Store
) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    one.save_raw([sealed(one, key_of(store), case_id, Level.SATISFIED)])
    push = one.waiting()
    one.sync()
    asker = Asker(city, one)
    again = wire.read(asker.push(push).content, wire.Pushed)
    asker.close()
    assert [result.v for result in again.results] == [wire.Verdict.APPLIED] * 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"outlet": "1508269999"}, "FOREIGN_OUTLET"),
        ({"sealed": "!"}, "UNREADABLE"),
        ({"kv": 9}, "UNREADABLE"),
    ],
)
def test_what_cannot_be_taken_is_parked_and_never_lost(
    city: ServerProcess,
    counter: NewCounter,
    store: Store,
    outlet: str,
    change: dict[str, object],
    code: str,
) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    changed = {name: str(value) for name, value in change.items() if name == "outlet"}
    op = sealed(one, key_of(store), case_id, Level.SATISFIED, **changed)
    body = op.body
    if "sealed" in change:
        body = body.replace(b'"sealed":"', b'"sealed":"!')
    if "kv" in change:
        body = body.replace(b'"kv":1', b'"kv":9')
    one.save_raw([Op(op.op_id, op.kind, op.kv, op.case_id, op.at, op.actor, body)])
    one.sync()
    assert verdict(one, op.op_id) == ("parked", code)
    assert census(city, outlet).parked == 1
    with store.read() as conn:
        assert conn.scalar(select(schema.op_body.c.bytes).where(schema.op_body.c.op_id == op.op_id)) == body


def test_no_other_window_is_sent_a_review(city: ServerProcess, counter: NewCounter, store: Store) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    op = sealed(one, key_of(store), case_id, Level.SATISFIED)
    one.save_raw([op])
    one.sync()
    other.sync()
    assert [entry.kind for entry in other.history(case_id)] == ["registered", "answered_on_spot"]
    assert other.history(op.op_id) == ()


def test_reviews_and_cases_go_up_in_the_order_they_were_made(
    city: ServerProcess, counter: NewCounter, store: Store
) -> None:
    one = counter(city)
    ops = []
    for level in Level:
        case_id = one.register(AnsweredOnSpot("可以"))
        op = sealed(one, key_of(store), case_id, level)
        one.save_raw([op])
        ops.append(op.op_id)
    kinds = [wire.glance(bytes(op.b)).kind for op in one.waiting().ops]
    assert kinds == ["registered", "answered_on_spot", "review"] * 5
    assert one.sync().waiting == 0
    with store.read() as conn:
        found = select(schema.op.c.op_id).where(schema.op.c.op_id.in_(ops)).order_by(schema.op.c.seq)
        assert list(conn.scalars(found)) == ops


def test_an_older_city_keeps_reviews_and_its_upgrade_takes_them(
    city: ServerProcess, another: object, counter: NewCounter, store: Store
) -> None:
    """Row 16 of sync.md for the kind that is no event."""
    older: ServerProcess = another("older:review")  # type: ignore[operator]
    one = counter(older)
    case_id = one.register(AnsweredOnSpot("可以"))
    op = sealed(one, key_of(store), case_id, Level.SATISFIED)
    one.save_raw([op])
    one.sync()
    assert verdict(one, op.op_id) == ("parked", "UNKNOWN_KIND")
    newer: ServerProcess = another("odd")  # type: ignore[operator]
    assert not newer.has_ended
    one.sync()
    assert verdict(one, op.op_id) == ("applied", "")
    with store.read() as conn:
        assert conn.scalar(select(schema.review.c.op_id).where(schema.review.c.op_id == op.op_id)) == op.op_id
