"""A review on the way: only the city reads it, and nothing of it shows through the seal."""

import base64
import json
from datetime import datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from outlet_app.domain.calendar import CST
from outlet_app.domain.reviews.answers import LONGEST_TEXT, Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.sync import wire
from outlet_app.sync.wire.reviews import PADDED
from tests.support.reviewing import CITY, MARK, TOLD, opened

OP, OUTLET, TERMINAL = "0199a1b2-0000-7000-8000-0000000000aa", "1508262001", "01"
STRANGER = wire.SealKey.of(bytes(range(2, 34)))
ANSWERS = st.builds(
    Answer,
    level=st.sampled_from(Level),
    tags=st.lists(st.sampled_from([tag for tags in TAGS.values() for tag in tags]), max_size=8).map(tuple),
    text=st.text(max_size=LONGEST_TEXT),
    withheld=st.booleans(),
    anonymous=st.booleans(),
    call_back=st.booleans(),
    ending=st.sampled_from(Ending),
)


def review(answer: Answer | None = None, **changes: object) -> wire.Review:
    told = wire.Review(
        case_id="0199a1b2-0000-7000-8000-00000000000c",
        case_no="HH01-20261120-010001-K",
        occasion="consult",
        number=1,
        item=7,
        by="1508260837",
        at=datetime(2026, 11, 20, 9, 5, 11, 250_000, CST),
        answer=answer or Answer(Level.DISSATISFIED, ("213",), "窗口人员说不清楚"),
    )
    return replace(told, **changes)


def body_of(told: wire.Review, key: wire.ReviewKey = TOLD, op_id: str = OP) -> bytes:
    return wire.seal_review(told, key, op_id, OUTLET, TERMINAL)


@settings(max_examples=60, deadline=None)
@given(answer=ANSWERS)
def test_the_city_reads_what_was_answered(answer: Answer) -> None:
    told = review(answer)
    assert opened(body_of(told)) == told


@settings(max_examples=40, deadline=None)
@given(answer=ANSWERS)
def test_every_sealed_review_is_as_long_as_any_other(answer: Answer) -> None:
    """Tags and a sentence go with bad reviews: the length must not tell."""
    short = body_of(review(Answer(Level.VERY_SATISFIED)))
    assert len(body_of(review(answer))) == len(short)


def test_the_longest_review_fits_its_padding() -> None:
    longest = Answer(
        Level.DISSATISFIED, TAGS[Level.DISSATISFIED], "𬎆" * LONGEST_TEXT, ending=Ending.TIMED_OUT
    )
    told = review(longest, occasion="supplement-99", number=120)
    assert opened(body_of(told)) == told


def test_what_would_not_fit_is_refused_before_it_is_sealed() -> None:
    with pytest.raises(ValueError, match="padding"):
        body_of(review(Answer(Level.SATISFIED, text="长" * PADDED)))


def test_a_review_may_fill_its_padding_to_the_last_byte() -> None:
    def long(letters: int) -> wire.Review:
        return review(Answer(Level.SATISFIED, text="a" * letters))

    room = PADDED - len(msgspec.json.encode(long(1)))
    assert opened(body_of(long(1 + room))) == long(1 + room)
    with pytest.raises(ValueError, match="padding"):
        body_of(long(2 + room))


@pytest.mark.parametrize(
    "secret",
    [
        "213",
        "窗口人员说不清楚",
        "DISSATISFIED",
        "0199a1b2-0000-7000-8000-00000000000c",
        "HH01-20261120-010001-K",
        "1508260837",
        "level",
        "consult",
    ],
)
def test_nothing_of_a_review_can_be_read_in_its_bytes(secret: str) -> None:
    body = body_of(review())
    sealed = base64.b64decode(json.loads(body)["sealed"])
    for readable in (body, sealed, bytes(reversed(sealed))):
        assert secret.encode() not in readable
        assert secret.encode("utf-16-le") not in readable


def test_what_can_be_read_is_where_it_comes_from_and_no_more() -> None:
    told = json.loads(body_of(review()))
    assert set(told) == {"op", "case", "kind", "kv", "at", "outlet", "terminal", "key", "mark", "sealed"}
    assert (told["kind"], told["op"], told["case"], told["outlet"]) == ("review", OP, OP, OUTLET)


def test_two_reviews_alike_do_not_look_alike() -> None:
    one, other = body_of(review()), body_of(review())
    assert one != other
    assert opened(one) == opened(other)


@pytest.mark.parametrize("change", ["key", "op", "outlet", "bytes", "short", "empty"])
def test_a_seal_opens_for_its_own_city_and_its_own_operation_only(change: str) -> None:
    told = wire.read_sealed_review(body_of(review()))
    assert told is not None
    private, sealed = CITY.private, base64.b64decode(told.sealed)
    wrong = {
        "key": told,
        "op": replace(told, op="0199a1b2-0000-7000-8000-0000000000ab"),
        "outlet": replace(told, outlet="1508262002"),
        "bytes": replace(told, sealed=base64.b64encode(sealed[:-1] + bytes([sealed[-1] ^ 1])).decode()),
        "short": replace(told, sealed=base64.b64encode(sealed[:40]).decode()),
        "empty": replace(told, sealed=""),
    }[change]
    with pytest.raises(wire.BrokenSeal):
        wire.open_review(STRANGER.private if change == "key" else private, wrong)


def test_a_seal_around_something_else_is_broken() -> None:
    told = wire.read_sealed_review(body_of(review()))
    assert told is not None
    other = wire.seal(CITY.public, b'{"case_id":1}', f"review {OP} {OUTLET}")
    with pytest.raises(wire.BrokenSeal):
        wire.open_review(CITY.private, replace(told, sealed=base64.b64encode(other).decode()))


def test_the_private_half_is_not_shown_by_accident() -> None:
    assert CITY.private.hex() not in repr(CITY)
    assert str(CITY.private) not in repr(CITY)


def test_a_key_is_known_by_a_short_name() -> None:
    told = wire.read_sealed_review(body_of(review()))
    assert told is not None
    assert told.key == wire.seal_key_id(CITY.public) != wire.seal_key_id(STRANGER.public)
    assert wire.SealKey.make().public != wire.SealKey.make().public


def test_a_service_event_has_one_mark_whatever_was_answered() -> None:
    marks = {json.loads(body_of(review(Answer(level)), op_id=f"op-{level}"))["mark"] for level in Level}
    assert marks == {wire.review_mark(MARK, review().case_id, "consult")}


@pytest.mark.parametrize(
    "change", [{"case_id": "0199a1b2-0000-7000-8000-00000000000d"}, {"occasion": "result"}]
)
def test_another_service_event_has_another_mark(change: dict[str, object]) -> None:
    assert json.loads(body_of(review(**change)))["mark"] != json.loads(body_of(review()))["mark"]


def test_without_the_secret_nobody_finds_the_case_behind_a_mark() -> None:
    mark = json.loads(body_of(review()))["mark"]
    for guess in (b"", b"\0" * 32, CITY.public, OUTLET.encode()):
        assert wire.review_mark(guess, review().case_id, "consult") != mark


@pytest.mark.parametrize(
    "change",
    [
        (b'"kind":"review"', b'"kind":"closed"'),
        (b'"kv":1', b'"kv":2'),
        (b'"case":"0199', b'"case":"0188'),
        (b'"sealed":"', b'"sealed":"!!'),
        (b'"sealed":"', b'"sealed":7,"x":"'),
        (b'"mark":"', b'"mark":"zz'),
        (b'+08:00"', b'"'),
        (b"{", b"["),
    ],
)
def test_what_is_no_sealed_review_is_not_taken_for_one(change: tuple[bytes, bytes]) -> None:
    body = body_of(review())
    assert wire.read_sealed_review(body) is not None
    assert wire.read_sealed_review(body.replace(*change, 1)) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff\xfe", b"<html>", b"[" * 50_000])
def test_noise_is_no_review(body: bytes) -> None:
    assert wire.read_sealed_review(body) is None


def test_a_sealed_review_is_longer_than_allowed_by_nobody() -> None:
    body = body_of(review()).replace(b'"sealed":"', b'"sealed":"' + b"A" * 2 * PADDED)
    assert wire.read_sealed_review(body) is None


def test_fields_of_a_newer_program_are_passed_over() -> None:
    newer = body_of(review()).replace(b'"key":', b'"paper":{"a":1},"key":')
    assert opened(newer) == review()


def test_a_program_that_does_not_know_reviews_finds_an_unknown_kind() -> None:
    body = body_of(review())
    seen = wire.glance(body)
    assert (seen.op, seen.case, seen.kind, seen.kv, seen.actor) == (OP, OP, "review", 1, "")
    with pytest.raises(wire.Unreadable) as told:
        wire.decode_event(body)
    assert not told.value.known
