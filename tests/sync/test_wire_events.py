"""What one machine writes about an event, every other machine reads back the same."""

import dataclasses
import types
import typing
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import FACTS, CaseEvent, ClockTrust, Fact, StageReached
from outlet_app.domain.facts.activity import ACTIVITY_FACTS
from outlet_app.domain.facts.duty import DUTY_FACTS
from outlet_app.domain.facts.rectification import TASK_FACTS
from outlet_app.sync import wire

IDS = st.from_regex(r"\A[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}\Z")
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(CST))
NESTED = b'{"op":"a","case":"c","kind":"closed","kv":1,"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
PLAIN = {
    str: st.text(max_size=40),
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    datetime: MOMENTS,
    date: st.dates(),
    type(None): st.none(),
}
EVERY = {**FACTS, **TASK_FACTS, **ACTIVITY_FACTS, **DUTY_FACTS}


def values_of(kind: object) -> st.SearchStrategy[object]:
    """Any value of a type the facts are made of."""
    if typing.get_origin(kind) is tuple:
        first, *rest = typing.get_args(kind)
        if rest == [...]:
            return st.lists(values_of(first), max_size=3).map(tuple)
        return st.tuples(*map(values_of, (first, *rest)))
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return st.one_of(*map(values_of, typing.get_args(kind)))
    assert isinstance(kind, type), kind
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{f.name: values_of(hints[f.name]) for f in dataclasses.fields(kind)})
    return st.sampled_from(list(kind)) if issubclass(kind, Enum) else PLAIN[kind]


def events_of(fact: type[Fact]) -> st.SearchStrategy[CaseEvent]:
    return st.builds(
        CaseEvent,
        op_id=IDS,
        case_id=IDS,
        at=MOMENTS,
        actor=st.from_regex(r"\A[0-9]{10}\Z"),
        outlet=st.from_regex(r"\A[0-9]{10}\Z"),
        terminal=st.just("01"),
        fact=values_of(fact),
        trust=st.sampled_from(ClockTrust),
    )


def an_event(fact: Fact | None = None) -> CaseEvent:
    return CaseEvent(
        "0199a1b2-0000-7000-8000-000000000001",
        "0199a1b2-0000-7000-8000-00000000000c",
        datetime(2026, 11, 22, 9, 12, 30, 120_000, CST),
        "1508260001",
        "1508262001",
        "01",
        fact or StageReached("现场核查"),
    )


@pytest.mark.parametrize("kind", sorted(EVERY))
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_every_fact_reads_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    event = data.draw(events_of(EVERY[kind]))
    body = wire.encode_event(event)
    again = wire.decode_event(body)
    assert again == event
    assert wire.encode_event(again) == body
    seen = wire.glance(body)
    assert (seen.op, seen.case, seen.kind, seen.kv) == (event.op_id, event.case_id, kind, 1)
    assert (datetime.fromisoformat(seen.at), seen.actor) == (event.at, event.actor)


def test_the_time_keeps_its_offset() -> None:
    body = wire.encode_event(an_event())
    assert b'"at":"2026-11-22T09:12:30.120000+08:00"' in body
    assert wire.decode_event(body).at.utcoffset() == CST.utcoffset(None)


def test_a_time_of_another_offset_is_the_same_moment() -> None:
    body = wire.encode_event(dataclasses.replace(an_event(), at=datetime(2026, 11, 22, 1, 12, tzinfo=UTC)))
    assert wire.decode_event(body).at == datetime(2026, 11, 22, 9, 12, tzinfo=CST)


def test_chinese_travels_as_itself_and_the_digest_is_over_the_bytes() -> None:
    body = wire.encode_event(an_event(StageReached("𠮷")))
    assert "𠮷".encode() in body
    assert wire.op_digest(body) == sha256(body).hexdigest()


def test_fields_of_a_newer_program_are_passed_over() -> None:
    body = wire.encode_event(an_event()).replace(b'"stage":', b'"weather":{"wind":3},"stage":')
    newer = body.replace(b'"actor":', b'"mood":"fine","actor":')
    assert wire.decode_event(newer) == an_event()


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ((b'"kind":"stage_reached"', b'"kind":"photo_taken"'), False),
        ((b'"kv":1', b'"kv":2'), False),
        ((b'"stage":"', b'"stage":7,"x":"'), True),
        (("现场核查".encode(), b"\xff\xfe"), True),
        ((b"+08:00", b""), True),
        ((b'"trust":"wall"', b'"trust":"oracle"'), True),
    ],
)
def test_what_cannot_be_understood_is_named(change: tuple[bytes, bytes], known: bool) -> None:
    body = wire.encode_event(an_event()).replace(*change)
    with pytest.raises(wire.Unreadable) as told:
        wire.decode_event(body)
    assert told.value.known is known
    assert told.value.kind == wire.glance(body).kind


@pytest.mark.parametrize("body", [b"", b"[]", b'{"op":"x"}', b"<html>", b'{"op":"a b","case":"c"}', NESTED])
def test_what_is_no_operation_shows_nothing(body: bytes) -> None:
    assert wire.glance(body) == wire.Glance()
    with pytest.raises(wire.Unreadable):
        wire.decode_event(body)


def test_a_placeholder_names_what_it_stands_for() -> None:
    body = wire.encode_event(an_event())
    stand_in = wire.placeholder("op-1", "case-1", wire.op_digest(body))
    assert stand_in == wire.placeholder("op-1", "case-1", wire.op_digest(body))
    assert wire.stands_for(stand_in) == wire.op_digest(body)
    assert wire.glance(stand_in).kind == wire.UNREADABLE_KIND
    assert wire.stands_for(body) == ""
    assert wire.stands_for(stand_in.replace(b'"sha256":"', b'"sha256":"zz')) == ""
