"""What is wrong with a stick is said by a code, and neither the queue nor the city changes by it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.models.engine import open_database
from outlet_app.models.errors import NotEnrolled
from outlet_app.models.outbox import Outgoing
from outlet_app.sync import wire
from outlet_app.sync.courier import MOST_BYTES, MOST_OPS, Courier, CourierFault, batches
from outlet_app.sync.forking import COPIED, FORK
from outlet_app.sync.heart import Heart
from outlet_app.sync.inbound import PARCEL_KEY
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.wire import parcels
from outlet_app.sync.wire.parcels import Kind, Part
from outlet_app.system.clock import SystemClock
from tests.support.cities import census
from tests.support.counter import KEY, Counter
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying, outlying

Make = Callable[..., Outlying]


@pytest.fixture
def make(tmp_path: Path, outlet: str) -> Iterator[Make]:
    """Enrolled machines: make(city, at=code)."""
    made: list[Outlying] = []

    def one(city: ServerProcess, at: str = "") -> Outlying:
        made.append(outlying(tmp_path / f"machine-{len(made)}", city, at or outlet))
        return made[-1]

    yield one
    for machine in made:
        machine.close()


def fault(work: Callable[[], object]) -> str:
    with pytest.raises(CourierFault) as raised:
        work()
    return raised.value.code


def resealed(away: Outlying, private: bytes = b"", **changes: object) -> bytes:
    """A parcel with one part of one's own making."""
    with away.database.reading() as uow:
        city = wire.read((uow.meta.get(PARCEL_KEY) or "").encode(), wire.ParcelKey)
        identity = uow.meta.get("courier.identity") or ""
    told: dict[str, object] = {
        "device": away.me.device_id,
        "instance": away.me.instance_id,
        "back": parcels.recipient_of(identity),
        "kind": Kind.PUSH.value,
        "body": wire.write(Counter.waiting(away)),
        "signature": b"",
    }
    part = Part(**{**told, **changes})  # type: ignore[arg-type]
    sealed = parcels.seal_part(city, private or away.me.private_key, part)
    return parcels.wrap(parcels.unwrap(away.pack().content).label, (sealed,))


def test_nothing_waits_and_nothing_is_packed(any_city: ServerProcess, make: Make) -> None:
    assert fault(make(any_city).pack) == "empty"


def test_a_machine_that_never_heard_of_the_citys_key_says_so(any_city: ServerProcess, make: Make) -> None:
    away = make(any_city)
    away.register()
    with away.database.unit_of_work() as uow:
        uow.meta.set(PARCEL_KEY, "")
        uow.commit()
    assert fault(away.pack) == "no_key"
    assert fault(lambda: away.take_back(b"anything")) == "no_key"
    away.sync()
    away.register()
    assert away.pack().events == 1


def test_a_machine_without_a_city_packs_nothing(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "new.db", KEY)) as database:
        courier = Courier(database, lambda _: b"", SystemClock().now, Heart(database, SystemClock()).reading)
        with pytest.raises(NotEnrolled):
            courier.pack()


@pytest.mark.parametrize("stopped", [FORK, COPIED])
def test_a_machine_without_a_name_of_its_own_packs_nothing(
    any_city: ServerProcess, make: Make, stopped: str
) -> None:
    away = make(any_city)
    away.register()
    with away.database.unit_of_work() as uow:
        uow.instance.stop(stopped)
        uow.commit()
    assert fault(away.pack) == "nameless"
    assert away.unsent() == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda content: b"", "none"),
        (lambda content: b"a picture of somebody's cat", "none"),
        (lambda content: content[:-1], "damaged"),
        (lambda content: content[:200], "damaged"),
        (lambda content: content + b"\0", "damaged"),
        (lambda content: content[:-40] + b"\0" * 40, "damaged"),
        (lambda content: content.replace(b'"version":1', b'"version":2'), "newer"),
        (lambda content: content.replace(b'"way":"out"', b'"way":"back"'), "is_receipt"),
    ],
)
def test_a_wrong_or_damaged_parcel_is_not_carried_and_costs_nothing(
    any_city: ServerProcess, make: Make, outlet: str, spoil: Callable[[bytes], bytes], code: str
) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    packed = away.pack()
    assert fault(lambda: online.deliver(spoil(packed.content))) == code
    assert (census(any_city, outlet).tally.events, away.unsent()) == (0, 1)
    assert online.deliver(packed).took == 1


def test_a_parcel_of_another_city_is_told_before_anything_is_sent(
    serve: Callable[..., ServerProcess], any_city: ServerProcess, make: Make, outlet: str
) -> None:
    away, elsewhere = make(any_city), make(serve())
    away.register()
    assert fault(lambda: elsewhere.deliver(away.pack())) == "foreign_city"
    told = make(any_city).deliver(away.pack())
    elsewhere.register()
    assert fault(lambda: elsewhere.take_back(told)) == "foreign_city"
    assert elsewhere.unsent() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"device": "nobody"},
        {"device": "\0"},
        {"private": b"\1" * 32},
        {"back": "age1nobody"},
    ],
)
def test_a_part_that_nobody_enrolled_packed_is_not_taken_in(
    city: ServerProcess, make: Make, outlet: str, changes: dict[str, object]
) -> None:
    away, online = make(city), make(city)
    away.register()
    away.pack()
    forged = resealed(away, **changes)  # type: ignore[arg-type]
    assert fault(lambda: online.deliver(forged)) == "unopened"
    assert census(city, outlet).tally.events == 0


def test_a_label_that_lies_about_the_city_does_not_open_there(
    serve: Callable[..., ServerProcess], any_city: ServerProcess, make: Make
) -> None:
    away, elsewhere = make(any_city), make(serve())
    away.register()
    elsewhere.register()
    here, there = parcels.unwrap(away.pack().content), parcels.unwrap(elsewhere.pack().content)
    relabelled = parcels.wrap(there.label, here.parts)
    assert fault(lambda: elsewhere.deliver(relabelled)) == "unopened"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": b"not a push"}, "BAD_BODY"),
        ({"kind": "piece", "body": b"not a piece"}, "BAD_BODY"),
        ({"kind": "surprise"}, "BAD_BODY"),
        ({"instance": "another"}, "BAD_BODY"),
    ],
)
def test_what_makes_no_sense_inside_is_refused_in_the_receipt(
    city: ServerProcess, make: Make, outlet: str, changes: dict[str, object], code: str
) -> None:
    away, online = make(city), make(city)
    away.register()
    away.pack()
    told = online.deliver(resealed(away, **changes))  # type: ignore[arg-type]
    assert (told.took, told.code) == (0, code)
    assert census(city, outlet).tally.events == 0
    if "instance" in changes:
        assert fault(lambda: away.take_back(told)) == "unproven"
    else:
        assert away.take_back(told).code == code
    assert away.unsent() == 1


def test_a_piece_larger_than_the_city_takes_is_refused(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    away.pack()
    piece = parcels.Piece(sha256="a" * 64, size=67_108_865, offset=0, content=b"x")
    told = online.deliver(resealed(away, kind="piece", body=parcels.pack_piece(piece)))
    assert told.code == "TOO_LARGE"


def test_a_piece_whose_beginning_never_came_waits_for_it(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    away.pack()
    piece = parcels.Piece(sha256="b" * 64, size=100, offset=50, content=b"x" * 50)
    told = online.deliver(resealed(away, kind="piece", body=parcels.pack_piece(piece)))
    assert (told.took, told.code) == (0, "")
    assert away.take_back(told).files == 0


def test_a_file_that_is_not_what_it_says_is_not_kept(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    away.pack()
    piece = parcels.Piece(sha256="c" * 64, size=4, offset=0, content=b"fake")
    told = online.deliver(resealed(away, kind="piece", body=parcels.pack_piece(piece)))
    assert (told.took, told.code) == (0, "WRONG_DIGEST")


def test_a_receipt_is_for_the_machine_that_packed_and_nobody_else(
    any_city: ServerProcess, make: Make, outlet: str
) -> None:
    away, neighbour, online = make(any_city), make(any_city), make(any_city)
    away.register()
    neighbour.register()
    neighbour.pack()
    told = online.deliver(away.pack())
    assert fault(lambda: neighbour.take_back(told)) == "foreign_machine"
    assert neighbour.unsent() == 1
    renamed = told.content.replace(away.me.instance_id.encode(), neighbour.me.instance_id.encode())
    assert fault(lambda: neighbour.take_back(renamed)) == "unproven"
    assert neighbour.unsent() == 1
    assert away.take_back(told).events == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda content: b"", "none"),
        (lambda content: content[:-1], "damaged"),
        (lambda content: content[: len(content) // 2], "damaged"),
        (lambda content: content.replace(b'"version":1', b'"version":2'), "newer"),
        (lambda content: content.replace(b'"way":"back"', b'"way":"out"'), "is_parcel"),
    ],
)
def test_a_wrong_or_damaged_receipt_moves_nothing(
    any_city: ServerProcess, make: Make, spoil: Callable[[bytes], bytes], code: str
) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    told = online.deliver(away.pack())
    assert fault(lambda: away.take_back(spoil(told.content))) == code
    assert (away.unsent(), away.me.acked_seq) == (1, 0)
    assert away.take_back(told).events == 1


def test_a_receipt_for_events_this_machine_no_longer_has_is_not_believed(
    any_city: ServerProcess, make: Make
) -> None:
    """Its store was set back since: another event stands at the place the receipt speaks of."""
    away, online = make(any_city), make(any_city)
    away.close()
    kept = (away.folder / "counter.db").read_bytes()
    away._open()
    away.register()
    told = online.deliver(away.pack())
    with away.database.reading() as uow:
        identity = uow.meta.get("courier.identity") or ""
    away.close()
    for ending in ("-wal", "-shm"):
        (away.folder / f"counter.db{ending}").unlink(missing_ok=True)
    (away.folder / "counter.db").write_bytes(kept)
    away._open()
    with away.database.unit_of_work() as uow:
        uow.meta.set("courier.identity", identity)
        uow.commit()
    away.register()
    assert fault(lambda: away.take_back(told)) == "unproven"
    assert away.unsent() == 1


def test_a_receipt_under_a_name_the_machine_has_given_up_says_export_again(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    away.register()
    packed = away.pack()
    with away.database.unit_of_work() as uow:
        uow.instance.stop(FORK)
        uow.commit()
    report = away.sync()
    assert (report.error_code, away.unsent()) == ("", 0)
    told = online.deliver(packed)
    assert fault(lambda: away.take_back(told)) == "former_name"
    assert census(city, outlet).tally.events == 1
    away.register()
    assert away.take_back(online.deliver(away.pack())).events == 1


def test_a_line_that_is_down_leaves_the_stick_as_it_is(
    serve: Callable[..., ServerProcess], make: Make
) -> None:
    server = serve()
    away, online = make(server), make(server)
    away.register()
    packed = away.pack()
    server.kill()
    with pytest.raises(Offline):
        online.deliver(packed)
    assert away.unsent() == 1


def test_a_counter_the_city_does_not_know_hands_nothing_on(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    packed = away.pack()
    with online.database.unit_of_work() as uow:
        uow.instance.save(replace(online.me, device_id="nobody", instance_id="f" * 32))
        uow.commit()
    with pytest.raises(Denial):
        online.deliver(packed)


def outgoing(*sizes: int) -> list[Outgoing]:
    return [Outgoing(at, f"op-{at}", "0" * 64, b"x" * size) for at, size in enumerate(sizes, 1)]


@pytest.mark.parametrize(
    ("sizes", "lengths"),
    [
        ((), []),
        ((1,), [1]),
        ((1,) * MOST_OPS, [MOST_OPS]),
        ((1,) * (MOST_OPS + 1), [MOST_OPS, 1]),
        ((1,) * (2 * MOST_OPS), [MOST_OPS, MOST_OPS]),
        ((MOST_BYTES, 1), [1, 1]),
        ((MOST_BYTES + 1, MOST_BYTES + 1), [1, 1]),
        ((1, MOST_BYTES, 1), [1, 1, 1]),
        ((MOST_BYTES // 2, MOST_BYTES // 2, 1), [2, 1]),
    ],
)
def test_a_queue_is_parted_as_pushes_are(sizes: tuple[int, ...], lengths: list[int]) -> None:
    ops = outgoing(*sizes)
    parted = list(batches(ops))
    assert [len(one) for one in parted] == lengths
    assert [op for one in parted for op in one] == ops
