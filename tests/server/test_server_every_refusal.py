"""Every endpoint against every request that is not right: the code of the treaty, and nothing kept of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import zstandard
from sqlalchemy import func, select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.beating import beat_of
from tests.support.machines import Machine
from tests.support.server import ServerProcess

Plain = dict[str, Any]
HASH = "ab" * 32
_machines: dict[str, tuple[Machine, Machine]] = {}


@pytest.fixture(scope="module", autouse=True)
def end_of_machines() -> Iterator[None]:
    yield
    for pair in _machines.values():
        for one in pair:
            one.close()
    _machines.clear()


@pytest.fixture
def both(city: ServerProcess) -> tuple[Machine, Machine]:
    """Two machines of two outlets that nothing in this file changes; the first has pushed once."""
    if city.url not in _machines:
        one, other = Machine(city, "1508263001"), Machine(city, "1508223001")
        one.pushed(one.opening(AnsweredOnSpot("可以"))[1])
        _machines[city.url] = one, other
    return _machines[city.url]


@pytest.fixture
def kept(city: ServerProcess) -> Iterator[None]:
    """Nothing of the test is in the city's tables afterwards."""
    before = rows_of(city)
    yield
    assert rows_of(city) == before


def rows_of(city: ServerProcess) -> dict[str, int]:
    store = Store(city.database.url)
    with store.read() as conn:
        counts = {
            table.name: conn.scalar(select(func.count()).select_from(table)) or 0
            for table in schema.METADATA.sorted_tables
            if table.name != "nonce"
        }
        counts["sequences"] = int(conn.scalar(select(func.sum(schema.instance.c.last_seq))) or 0)
    store.close()
    return counts


@dataclass(frozen=True)
class Question:
    """A right request."""

    method: str
    target: str
    content: bytes = b""


def questions(one: Machine) -> dict[str, Question]:
    me = one.me
    empty = wire.Push(
        instance=me.instance_id,
        epoch=me.epoch,
        receipt=me.receipt,
        first_seq=me.acked_seq + 1,
        outlet=me.outlet_code,
        ops=(),
    )
    return {
        "hello": Question("GET", wire.hello_target(me.instance_id)),
        "push": Question("POST", wire.Path.PUSH, wire.write(empty)),
        "pull": Question("GET", wire.pull_target(me.instance_id, me.outlet_code, me.epoch, 0, 9)),
        "catalogue": Question("GET", wire.Path.CATALOGUE),
        "pack": Question("GET", wire.pack_path("calendar", "2026")),
        "heartbeat": Question("POST", wire.Path.HEARTBEAT, wire.write(beat_of(me))),
    }


ENDPOINTS = ["hello", "push", "pull", "catalogue", "pack", "heartbeat"]


@pytest.mark.parametrize("name", ENDPOINTS)
def test_the_right_request_is_answered(city: ServerProcess, both: tuple[Machine, Machine], name: str) -> None:
    asked = questions(both[0])[name]
    answer = both[0].asker.ask(asked.method, asked.target, asked.content)
    assert answer.status_code == 200
    assert answer.headers[wire.Header.PROTO] == "1"
    assert answer.headers[wire.Header.MIN] == "1"
    assert answer.headers["content-type"] == "application/json"


Spoil = Callable[[Machine, Machine, Question], dict[str, str]]


def signed(one: Machine, asked: Question, **other: Any) -> dict[str, str]:
    """A signature over something a little different."""
    told = {
        "private": one.me.private_key,
        "method": asked.method,
        "target": asked.target,
        "content": asked.content,
        "nonce": one.asker.nonce,
    }
    told |= other
    return {"SIGNATURE": wire.signature(**told)}  # type: ignore[arg-type]


def right(one: Machine, asked: Question) -> str:
    return signed(one, asked)["SIGNATURE"]


SPOILT: dict[str, tuple[Spoil, int, str]] = {
    "no version": (lambda a, b, q: {"PROTO": ""}, 426, "PROTO"),
    "version nought": (lambda a, b, q: {"PROTO": "0"}, 426, "PROTO"),
    "a version in words": (lambda a, b, q: {"PROTO": "one"}, 426, "PROTO"),
    "a version without end": (lambda a, b, q: {"PROTO": "9" * 5000}, 426, "PROTO"),
    "a version with a fraction": (lambda a, b, q: {"PROTO": "1.0"}, 426, "PROTO"),
    "a version below nought": (lambda a, b, q: {"PROTO": "-1"}, 426, "PROTO"),
    "no device": (lambda a, b, q: {"DEVICE": ""}, 401, "NO_DEVICE"),
    "a device nobody has": (lambda a, b, q: {"DEVICE": "0" * 36}, 401, "NO_DEVICE"),
    "the device in capitals": (lambda a, b, q: {"DEVICE": a.me.device_id.upper()}, 401, "NO_DEVICE"),
    "the device with a star": (lambda a, b, q: {"DEVICE": a.me.device_id[:-1] + "*"}, 401, "NO_DEVICE"),
    "a device name without end": (lambda a, b, q: {"DEVICE": "x" * 9000}, 401, "NO_DEVICE"),
    "another device": (lambda a, b, q: {"DEVICE": b.me.device_id}, 401, "NONCE"),
    "no nonce": (lambda a, b, q: {"NONCE": "", **signed(a, q, nonce="")}, 401, "NONCE"),
    "a nonce made up": (lambda a, b, q: {"NONCE": "x" * 24, **signed(a, q, nonce="x" * 24)}, 401, "NONCE"),
    "the nonce with a tail": (lambda a, b, q: {"NONCE": a.asker.nonce + "A"}, 401, "NONCE"),
    "the nonce turned round": (lambda a, b, q: {"NONCE": a.asker.nonce[::-1]}, 401, "NONCE"),
    "the nonce of another": (
        lambda a, b, q: {"NONCE": b.asker.nonce, **signed(a, q, nonce=b.asker.nonce)},
        401,
        "NONCE",
    ),
    "the word for enrolling": (
        lambda a, b, q: {"NONCE": wire.ENROL_NONCE, **signed(a, q, nonce=wire.ENROL_NONCE)},
        401,
        "NONCE",
    ),
    "a signature that is none": (lambda a, b, q: {"SIGNATURE": "x"}, 401, "SIGNATURE"),
    "a signature in hex": (lambda a, b, q: {"SIGNATURE": "ab" * 64}, 401, "SIGNATURE"),
    "a signature of noughts": (lambda a, b, q: {"SIGNATURE": "A" * 86 + "=="}, 401, "SIGNATURE"),
    "a signature cut short": (lambda a, b, q: {"SIGNATURE": right(a, q)[:-4]}, 401, "SIGNATURE"),
    "a signature twice": (lambda a, b, q: {"SIGNATURE": right(a, q) * 2}, 401, "SIGNATURE"),
    "a signature with one letter changed": (
        lambda a, b, q: {"SIGNATURE": ("B" if right(a, q)[0] != "B" else "C") + right(a, q)[1:]},
        401,
        "SIGNATURE",
    ),
    "another's signature": (lambda a, b, q: signed(a, q, private=b.me.private_key), 401, "SIGNATURE"),
    "signed for another method": (lambda a, b, q: signed(a, q, method="PUT"), 401, "SIGNATURE"),
    "signed for the method in small letters": (
        lambda a, b, q: signed(a, q, method=q.method.lower()),
        401,
        "SIGNATURE",
    ),
    "signed for another place": (lambda a, b, q: signed(a, q, target="/v1/other"), 401, "SIGNATURE"),
    "signed for more of the place": (
        lambda a, b, q: signed(a, q, target=q.target + "&x=1"),
        401,
        "SIGNATURE",
    ),
    "signed over another body": (lambda a, b, q: signed(a, q, content=q.content + b" "), 401, "SIGNATURE"),
    "signed with another nonce": (lambda a, b, q: signed(a, q, nonce=b.asker.nonce), 401, "SIGNATURE"),
    "signed without a nonce": (lambda a, b, q: signed(a, q, nonce=""), 401, "SIGNATURE"),
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_no_wrong_proof_is_taken(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, name: str
) -> None:
    one, other = both
    asked = questions(one)[name]
    found = {
        how: code_of(one.asker.ask(asked.method, asked.target, asked.content, proof=spoil(one, other, asked)))
        for how, (spoil, _, _) in SPOILT.items()
    }
    assert found == {how: (status, code) for how, (_, status, code) in SPOILT.items()}


@pytest.mark.parametrize("name", [name for name in ENDPOINTS if name != "hello"])
def test_an_unsigned_request_is_refused(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, name: str
) -> None:
    asked = questions(both[0])[name]
    answer = both[0].asker.ask(asked.method, asked.target, asked.content, proof={"SIGNATURE": ""})
    assert code_of(answer) == (401, "SIGNATURE")


def test_an_unsigned_hello_tells_nothing_of_the_machine(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None
) -> None:
    one, _ = both
    target = wire.hello_target(one.me.instance_id)
    for device in (one.me.device_id, "nobody", ""):
        answer = one.asker.ask("GET", target, proof={"SIGNATURE": "", "DEVICE": device, "NONCE": ""})
        hello = wire.read(answer.content, wire.Hello)
        assert (hello.you, hello.epoch, hello.proto, hello.min) == (None, one.me.epoch, 1, 1)
        assert len(hello.nonce) == 24


def test_a_signed_hello_says_how_far_the_city_has_us(
    city: ServerProcess, both: tuple[Machine, Machine]
) -> None:
    for one, last in ((both[0], 2), (both[1], 0)):
        answer = one.asker.ask("GET", wire.hello_target(one.me.instance_id))
        assert wire.read(answer.content, wire.Hello).you == wire.Standing(last_seq=last, mode="active")


@pytest.mark.parametrize("told", ["2", "17", "999999"])
def test_a_newer_program_is_spoken_to_in_the_version_the_city_has(
    city: ServerProcess, both: tuple[Machine, Machine], told: str
) -> None:
    for asked in questions(both[0]).values():
        answer = both[0].asker.ask(asked.method, asked.target, asked.content, proof={"PROTO": told})
        assert answer.status_code == 200
        assert answer.headers[wire.Header.PROTO] == "1"


WRONG_DIGESTS = {
    "none": "",
    "of nothing": wire.content_digest(b""),
    "of another body": wire.content_digest(b"{}"),
    "of another algorithm": "sha-512=:" + "A" * 86 + "==:",
    "without its colons": "sha-256=" + "A" * 43 + "=",
    "in hex": "sha-256=:" + HASH + ":",
    "two at once": "sha-256=:AAAA:, md5=:AAAA:",
}


@pytest.mark.parametrize("how", WRONG_DIGESTS)
def test_a_body_that_is_not_what_its_digest_says_is_not_looked_at(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, how: str
) -> None:
    asked = questions(both[0])["push"]
    proof = {"DIGEST": WRONG_DIGESTS[how]}
    answer = both[0].asker.ask("POST", asked.target, asked.content, proof=proof)
    assert code_of(answer) == (400, "DIGEST")


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (wire.Header.PROTO, (426, "PROTO")),
        (wire.Header.DIGEST, (400, "DIGEST")),
        (wire.Header.DEVICE, (401, "NO_DEVICE")),
        (wire.Header.NONCE, (401, "NONCE")),
        (wire.Header.SIGNATURE, (401, "SIGNATURE")),
    ],
)
def test_no_header_may_be_left_out(
    city: ServerProcess,
    both: tuple[Machine, Machine],
    kept: None,
    missing: wire.Header,
    expected: tuple[int, str],
) -> None:
    asked = questions(both[0])["push"]
    headers = both[0].asker.headers("POST", asked.target, asked.content, {})
    del headers[missing.value]
    answer = httpx.post(city.url + asked.target, content=asked.content, headers=headers, trust_env=False)
    assert code_of(answer) == expected


REMOVED = object()
# Where in a push of two operations, and what stands there instead.
SHAPES: dict[str, tuple[str, Any]] = {
    **{
        f"no {name}": (name, REMOVED)
        for name in ("instance", "epoch", "receipt", "first_seq", "outlet", "ops")
    },
    **{f"no {name} of an operation": (f"ops.0.{name}", REMOVED) for name in ("seq", "op_id", "sha256", "b")},
    "an instance that is a number": ("instance", 7),
    "an instance that is nothing": ("instance", None),
    "an instance that is empty": ("instance", ""),
    "an instance with a blank": ("instance", "a b"),
    "an instance with a nought": ("instance", "a\x00b"),
    "an instance in Han": ("instance", "网点"),
    "an instance of 65 letters": ("instance", "a" * 65),
    "an instance with a line end": ("instance", "abc\n"),
    "an epoch that is a number": ("epoch", 1),
    "an epoch that is nothing": ("epoch", None),
    "a receipt that is a list": ("receipt", []),
    "a first place of nought": ("first_seq", 0),
    "a first place below nought": ("first_seq", -1),
    "a first place in words": ("first_seq", "1"),
    "a first place with a fraction": ("first_seq", 1.5),
    "a first place beyond counting": ("first_seq", 2**53 + 1),
    "a first place without end": ("first_seq", 10**30),
    "a first place that is true": ("first_seq", True),
    "an outlet that is a number": ("outlet", 1508263001),
    "operations that are one": ("ops", {}),
    "operations that are words": ("ops", "none"),
    "operations that are nothing": ("ops", None),
    "an operation that is a number": ("ops.0", 1),
    "an operation that is nothing": ("ops.1", None),
    "a place of nought": ("ops.0.seq", 0),
    "a place in words": ("ops.0.seq", "1"),
    "an id that is empty": ("ops.0.op_id", ""),
    "an id with a slash": ("ops.0.op_id", "a/b"),
    "an id of 65 letters": ("ops.0.op_id", "a" * 65),
    "an id with a nought": ("ops.0.op_id", "\x00"),
    "a digest of 63 letters": ("ops.0.sha256", HASH[:-1]),
    "a digest of 65 letters": ("ops.0.sha256", HASH + "a"),
    "a digest in capitals": ("ops.0.sha256", HASH.upper()),
    "a digest with a line end": ("ops.0.sha256", HASH + "\n"),
    "an id with a line end": ("ops.1.op_id", "op-1\n"),
    "a digest with a g": ("ops.0.sha256", "g" + HASH[1:]),
    "a digest that is a number": ("ops.0.sha256", 0),
}


def changed(plain: Plain, place: str, value: Any) -> Plain:
    made: Plain = json.loads(json.dumps(plain))
    *way, last = [int(step) if step.isdecimal() else step for step in place.split(".")]
    holder: Any = made
    for step in way:
        holder = holder[step]
    if value is REMOVED:
        del holder[last]
    else:
        holder[last] = value
    return made


def plain_push(one: Machine) -> Plain:
    """A push of two operations that nobody takes for events."""
    ops = [
        {
            "seq": one.me.acked_seq + 1 + n,
            "op_id": f"op-{n}",
            "sha256": wire.op_digest(b'{"x":1}'),
            "b": {"x": 1},
        }
        for n in range(2)
    ]
    told = json.loads(questions(one)["push"].content)
    return {**told, "ops": ops}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_push_of_another_shape_is_refused_whole(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, shape: str
) -> None:
    content = json.dumps(changed(plain_push(both[0]), *SHAPES[shape]), separators=(",", ":")).encode()
    assert code_of(both[0].asker.ask("POST", wire.Path.PUSH, content)) == (400, "BAD_BODY")


# Rightly shaped, but not true.
LIES: dict[str, tuple[str, Any, tuple[int, str]]] = {
    "another's instance": ("instance", "OTHER", (403, "INSTANCE")),
    "an instance nobody has": ("instance", "a" * 64, (403, "INSTANCE")),
    "another outlet": ("outlet", "1508223001", (403, "OUTLET")),
    "no outlet": ("outlet", "", (403, "OUTLET")),
    "an outlet with a nought": ("outlet", "1508263001\x00", (403, "OUTLET")),
    "another epoch": ("epoch", "e-0", (410, "EPOCH")),
    "no epoch": ("epoch", "", (410, "EPOCH")),
    "an epoch with a nought": ("epoch", "\x00", (410, "EPOCH")),
    "a receipt made up": ("receipt", "2.x.y.z", (409, "FORK")),
    "a receipt with a nought": ("receipt", "2.\x00.y.z", (409, "FORK")),
    "a receipt of four dots": ("receipt", "....", (409, "FORK")),
    "a receipt in Han digits": ("receipt", "２.a.b.c", (409, "FORK")),
    "a receipt without end": ("receipt", "9" * 5000 + ".a.b.c", (409, "FORK")),
    "a first place not of the first": ("first_seq", 4, (422, "BAD_OP")),
    "a place left out": ("ops.1.seq", 5, (422, "BAD_OP")),
    "a place twice": ("ops.1.seq", 3, (422, "BAD_OP")),
    "another digest": ("ops.0.sha256", HASH, (422, "BAD_OP")),
    "other bytes": ("ops.0.b", {"x": 2}, (422, "BAD_OP")),
    "no bytes": ("ops.1.b", None, (422, "BAD_OP")),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_push_that_is_not_true_is_refused_whole(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, lie: str
) -> None:
    one, other = both
    place, value, expected = LIES[lie]
    told = other.me.instance_id if value == "OTHER" else value
    content = json.dumps(changed(plain_push(one), place, told), separators=(",", ":")).encode()
    assert code_of(one.asker.ask("POST", wire.Path.PUSH, content)) == expected


@pytest.mark.parametrize("ahead", [1, 2, 100, 2**40])
def test_a_gap_is_answered_with_the_place_the_city_waits_for(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, ahead: int
) -> None:
    one, _ = both
    plain = plain_push(one)
    first = one.me.acked_seq + 1 + ahead
    plain["first_seq"] = first
    plain["ops"] = [{**op, "seq": first + n} for n, op in enumerate(plain["ops"])]
    answer = one.asker.ask("POST", wire.Path.PUSH, json.dumps(plain, separators=(",", ":")).encode())
    assert code_of(answer) == (409, "SEQ_GAP")
    assert wire.read(answer.content, wire.Fault).args == {"expected": one.me.acked_seq + 1}


PULLS: dict[str, tuple[dict[str, str], tuple[int, str]]] = {
    "another outlet's scope": ({"scope": "1508223001"}, (403, "SCOPE")),
    "no scope": ({"scope": ""}, (403, "SCOPE")),
    "everything": ({"scope": "*"}, (403, "SCOPE")),
    "a part of the scope": ({"scope": "150826"}, (403, "SCOPE")),
    "another's instance": ({"instance": "OTHER"}, (403, "INSTANCE")),
    "no instance": ({"instance": ""}, (403, "INSTANCE")),
    "another epoch": ({"epoch": "e-0"}, (410, "EPOCH")),
    "no epoch": ({"epoch": ""}, (410, "EPOCH")),
    "a cursor ahead of the city": ({"after": "3"}, (410, "EPOCH")),
    "a cursor far ahead": ({"after": "999999999999999"}, (410, "EPOCH")),
    "a cursor below nought": ({"after": "-1"}, (400, "BAD_BODY")),
    "a cursor in words": ({"after": "two"}, (400, "BAD_BODY")),
    "no cursor": ({"after": ""}, (400, "BAD_BODY")),
    "a cursor with a fraction": ({"after": "1.0"}, (400, "BAD_BODY")),
    "a cursor in full width": ({"after": "%EF%BC%91"}, (400, "BAD_BODY")),
    "a cursor of 16 digits": ({"after": "1" * 16}, (400, "BAD_BODY")),
    "a cursor with a sign": ({"after": "%2B1"}, (400, "BAD_BODY")),
    "a limit in words": ({"limit": "all"}, (400, "BAD_BODY")),
    "no limit": ({"limit": ""}, (400, "BAD_BODY")),
    "a limit below nought": ({"limit": "-5"}, (400, "BAD_BODY")),
    "a limit of 16 digits": ({"limit": "9" * 16}, (400, "BAD_BODY")),
}


def pull(one: Machine, told: dict[str, str]) -> httpx.Response:
    usual = {
        "instance": one.me.instance_id,
        "scope": one.me.outlet_code,
        "epoch": one.me.epoch,
        "after": "0",
        "limit": "9",
    }
    query = "&".join(f"{name}={value}" for name, value in (usual | told).items())
    return one.asker.ask("GET", f"{wire.Path.PULL}?{query}")


@pytest.mark.parametrize("how", PULLS)
def test_a_page_that_cannot_be_is_refused(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, how: str
) -> None:
    one, other = both
    told, expected = PULLS[how]
    own = {name: other.me.instance_id if value == "OTHER" else value for name, value in told.items()}
    assert code_of(pull(one, own)) == expected


@pytest.mark.parametrize(
    ("after", "limit", "version", "more"),
    [
        ("0", "1", 1, True),
        ("0", "0", 1, True),
        ("1", "1", 2, False),
        ("0", "2", 2, False),
        ("0", "500", 2, False),
        ("0", "999999999999999", 2, False),
        ("2", "1", 2, False),
        ("00", "01", 1, True),
    ],
)
def test_pages_at_their_edges(
    city: ServerProcess,
    both: tuple[Machine, Machine],
    after: str,
    limit: str,
    version: int,
    more: bool,
) -> None:
    page = wire.read(pull(both[0], {"after": after, "limit": limit}).content, wire.Pulled)
    assert (page.version, page.more) == (version, more)
    assert sum(len(one.events) for one in page.cases) == version - int(after)


ENROLS: dict[str, tuple[dict[str, Any], tuple[int, str]]] = {
    "no code": ({"code": REMOVED}, (400, "BAD_BODY")),
    "a code that is a number": ({"code": 1}, (400, "BAD_BODY")),
    "no key": ({"public_key": REMOVED}, (400, "BAD_BODY")),
    "a short key": ({"public_key": HASH[:-2]}, (400, "BAD_BODY")),
    "a key with a line end": ({"public_key": HASH + "\n"}, (400, "BAD_BODY")),
    "an instance with a line end": ({"instance_id": "ab" * 16 + "\n"}, (400, "BAD_BODY")),
    "a key in capitals": ({"public_key": HASH.upper()}, (400, "BAD_BODY")),
    "a key that is none": ({"public_key": "g" * 64}, (400, "BAD_BODY")),
    "no instance": ({"instance_id": REMOVED}, (400, "BAD_BODY")),
    "an empty instance": ({"instance_id": ""}, (400, "BAD_BODY")),
    "an instance with a nought": ({"instance_id": "a\x00"}, (400, "BAD_BODY")),
    "another's key": ({"public_key": HASH}, (401, "SIGNATURE")),
    "a key of noughts": ({"public_key": "00" * 32}, (401, "SIGNATURE")),
    "a code nobody made": ({"code": "0000-0000-0000-0000"}, (403, "CODE_UNKNOWN")),
    "a code with a nought": ({"code": "\x00"}, (403, "CODE_UNKNOWN")),
    "a code without end": ({"code": "A" * 100_000}, (403, "CODE_UNKNOWN")),
    "an empty code": ({"code": ""}, (403, "CODE_UNKNOWN")),
}


def enrol(city: ServerProcess, plain: Plain, key: wire.DeviceKey, **headers: str) -> httpx.Response:
    content = json.dumps(plain).encode()
    told = {
        wire.Header.PROTO.value: "1",
        wire.Header.DIGEST.value: wire.content_digest(content),
        wire.Header.SIGNATURE.value: wire.signature(
            key.private, "POST", wire.Path.ENROL, content, wire.ENROL_NONCE
        ),
    }
    return httpx.post(city.url + wire.Path.ENROL, content=content, headers=told | headers, trust_env=False)


@pytest.mark.parametrize("how", ENROLS)
def test_nobody_is_taken_on_by_a_wrong_request(city: ServerProcess, kept: None, how: str) -> None:
    key = wire.DeviceKey.make()
    plain: Plain = {"code": "K3AA-0000-0000-0000", "public_key": key.public.hex(), "instance_id": "ab" * 16}
    changes, expected = ENROLS[how]
    plain |= {name: value for name, value in changes.items() if value is not REMOVED}
    told = {name: value for name, value in plain.items() if changes.get(name) is not REMOVED}
    assert code_of(enrol(city, told, key)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"WK-Proto": ""}, (426, "PROTO")),
        ({"WK-Signature": ""}, (401, "SIGNATURE")),
        ({"WK-Signature": "A" * 88}, (401, "SIGNATURE")),
        ({"Content-Digest": "sha-256=:AAAA:"}, (400, "DIGEST")),
        ({"Content-Encoding": "br"}, (400, "BAD_BODY")),
        ({"Content-Encoding": "zstd"}, (400, "BAD_BODY")),
    ],
)
def test_enrolling_is_framed_like_everything_else(
    city: ServerProcess, kept: None, headers: dict[str, str], expected: tuple[int, str]
) -> None:
    key = wire.DeviceKey.make()
    plain = {"code": "K3AA-0000-0000-0000", "public_key": key.public.hex(), "instance_id": "ab" * 16}
    assert code_of(enrol(city, plain, key, **headers)) == expected


def zipped(content: bytes, **how: Any) -> bytes:
    return zstandard.ZstdCompressor(**how).compress(content)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("whole", 200),
        ("without its size", 200),
        ("best pressed", 200),
        ("in two frames", 400),
        ("cut", 400),
        ("pressed twice", 400),
        ("nothing at all", 400),
    ],
)
def test_pressed_bodies(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, name: str, expected: int
) -> None:
    plain = questions(both[0])["push"].content
    pressed = {
        "whole": zipped(plain),
        "without its size": zipped(plain, write_content_size=False),
        "best pressed": zipped(plain, level=19),
        "in two frames": zipped(plain[:40]) + zipped(plain[40:]),
        "cut": zipped(plain)[:-7],
        "pressed twice": zipped(zipped(plain)),
        "nothing at all": zipped(b""),
    }
    more = {"Content-Encoding": "zstd"}
    answer = both[0].asker.ask("POST", wire.Path.PUSH, pressed[name], more=more)
    assert answer.status_code == expected, answer.content


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/hello"),
        ("GET", "/v1/push"),
        ("PUT", "/v1/push"),
        ("GET", "/v1/heartbeat"),
        ("DELETE", "/v1/pull"),
        ("POST", "/v1/catalogue"),
        ("GET", "/v1/enroll"),
        ("PATCH", "/v1/catalogue/calendar/2026"),
        ("GET", "/v1/catalogue/calendar"),
        ("GET", "/v1/catalogue/calendar/2026/more"),
        ("GET", "/v1/catalogue/calendar/1999"),
        ("GET", "/v1/catalogue/../outlets/x"),
        ("GET", "/v2/hello"),
        ("GET", "/V1/HELLO"),
        ("GET", "/v1/hello/"),
        ("GET", "//v1/hello"),
        ("GET", "/v1"),
        ("GET", "/openapi.json"),
        ("GET", "/redoc"),
        ("GET", "/metrics"),
    ],
)
def test_there_are_no_other_doors(
    city: ServerProcess, both: tuple[Machine, Machine], kept: None, method: str, path: str
) -> None:
    assert code_of(both[0].asker.ask(method, path)) == (404, "NOT_FOUND")
