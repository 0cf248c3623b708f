"""Rows 15 and 16: an earlier version's queue is sent as it is and understood; a later one's waits."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outlet_app.domain.events import FeedbackGiven, MaterialsTaken
from outlet_app.models.journal import Op
from outlet_app.models.sqlcipher import schema_version
from outlet_app.models.upgrade import SCHEMA_VERSION
from outlet_app.sync import wire
from tests.faults.test_upgraded_with_a_queue import held_by, older_store, waiting_bytes
from tests.support import oracle
from tests.support.builders import OUTLET
from tests.support.cities import NewCounter, census
from tests.support.counter import KEY, Counter, op_of
from tests.support.machines import Machine
from tests.support.server import ROOT, ServerProcess, SqliteCity, enrolment_code

FOLDER = ROOT / "tests" / "resources" / "outboxes"
SCHEMAS = {"first-journey": 1, "whole-trade": 5}
Json = dict[str, object]


def recorded(name: str) -> list[bytes]:
    return (FOLDER / f"{name}.jsonl").read_bytes().splitlines()


@pytest.fixture
def lone_city(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city that has never heard of anybody: recorded numbers may be there once only."""
    city = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield city
    city.kill()


def still_says(told: object, again: object) -> bool:
    """Whether everything that was said is said again; more may have been added beside it."""
    if isinstance(told, dict) and isinstance(again, dict):
        return all(name in again and still_says(value, again[name]) for name, value in told.items())
    if isinstance(told, list) and isinstance(again, list):
        return len(told) == len(again) and all(map(still_says, told, again))
    return told == again


@pytest.mark.parametrize("version", SCHEMAS)
@pytest.mark.parametrize("part", ["day", "kinds"])
def test_row_15_every_step_of_an_earlier_version_is_read_and_means_what_it_meant(
    version: str, part: str
) -> None:
    bodies = recorded(f"{version}.{part}")
    assert len(bodies) >= 24
    for body in bodies:
        event = wire.decode_event(body)
        again: Json = json.loads(wire.encode_event(event))
        told: Json = json.loads(body)
        assert still_says(told, again), told["kind"]
        assert (event.op_id, event.fact.KIND, event.fact.KV) == (told["op"], told["kind"], told["kv"])


def test_what_was_said_is_not_said_again_where_a_value_or_a_name_is_another() -> None:
    told = {"kv": 1, "fact": {"a": [1, {"b": "c"}]}}
    assert still_says(told, {"kv": 1, "fact": {"a": [1, {"b": "c", "new": 0}], "new": ""}})
    for other in (
        {"kv": 2, "fact": {"a": [1, {"b": "c"}]}},
        {"kv": 1, "fact": {"a": [1]}},
        {"kv": 1, "fact": {"a": [1, {"b": "d"}]}},
        {"kv": 1, "fact": {"z": [1, {"b": "c"}]}},
        {"kv": 1},
    ):
        assert not still_says(told, other)


@pytest.mark.parametrize("version", SCHEMAS)
def test_row_15_the_outbox_of_an_earlier_version_is_sent_byte_for_byte_and_all_of_it_takes_effect(
    lone_city: ServerProcess, tmp_path: Path, version: str
) -> None:
    """The store as that program left it, the program of today upon it, the city of today."""
    bodies, schema = recorded(f"{version}.day"), SCHEMAS[version]
    machine = Machine(lone_city, OUTLET)
    folder = tmp_path / "counter"
    folder.mkdir()
    before = older_store(folder, machine.me, schema, bodies)
    machine.close()
    assert sorted(before) == sorted(wire.glance(body).op for body in bodies)
    one = Counter(folder, lone_city.url)
    try:
        assert schema_version(folder / "counter.db", KEY) == SCHEMA_VERSION
        oracle.quieten([one])
        verdicts = {told for case_id in cases_of(one) for told in one.verdicts(case_id)}
        assert {told[1] for told in verdicts} == {"applied"}, verdicts
        held = held_by(lone_city, set(before))
        assert held == {wire.glance(body).op: wire.op_digest(body) for body in bodies}
        oracle.nothing_twice(lone_city.database.url)
        oracle.alike(one, lone_city)
        assert census(lone_city, OUTLET).tally.events == len(bodies)
        # Whoever comes later gets the very bytes of then.
        other = Counter(tmp_path / "other", lone_city.url)
        other.enrol(enrolment_code(lone_city.database, OUTLET))
        oracle.quieten([other])
        came = {entry.op_id: entry.body for case_id in cases_of(other) for entry in other.history(case_id)}
        other.close()
        assert sorted(came.values()) == sorted(bodies)
    finally:
        one.close()
    assert waiting_bytes(folder / "counter.db") == before


def cases_of(one: Counter) -> tuple[str, ...]:
    with one.database.reading() as uow:
        return uow.journal.all_case_ids()


def changed(one: Counter, case_id: str, change: Callable[[Json], None]) -> Op:
    """A step as a later version would write it."""
    made = op_of(one.event(case_id, FeedbackGiven("明天答复")))
    told: Json = json.loads(made.body)
    change(told)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Op(made.op_id, str(told["kind"]), int(str(told["kv"])), case_id, made.at, made.actor, body)


def of_next_generation(told: Json) -> None:
    told["kv"] = 2


def of_an_unknown_kind(told: Json) -> None:
    told["kind"] = "weighed_by_scales"


@pytest.mark.parametrize("change", [of_next_generation, of_an_unknown_kind])
def test_row_16_what_a_later_version_writes_is_kept_whole_and_holds_up_no_other_case(
    city: ServerProcess, counter: NewCounter, outlet: str, change: Callable[[Json], None]
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    later = changed(one, case_id, change)
    one.save_raw([later])
    apart = one.register(MaterialsTaken(), FeedbackGiven("后天答复"))
    oracle.quieten([one, other])
    assert one.verdicts(case_id)[-1] == (later.kind, "parked", "UNKNOWN_KIND")
    assert {verdict for _, verdict, _ in one.verdicts(apart)} == {"applied"}
    with one.database.reading() as uow:
        (kept,) = [entry for entry in uow.journal.of_case(case_id) if entry.op_id == later.op_id]
    assert kept.body == later.body
    assert census(city, outlet).parked == 1
    assert later.op_id in oracle.in_the_city(city.database.url)
    assert one.tally() == other.tally() == census(city, outlet).tally


def test_row_16_a_field_that_only_a_later_version_knows_goes_through_to_the_others_untouched(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())

    def with_more(told: Json) -> None:
        fact = told["fact"]
        assert isinstance(fact, dict)
        fact["mood"] = {"weather": "晴", "说明": ["多字段", 1]}

    later = changed(one, case_id, with_more)
    one.save_raw([later])
    oracle.quieten([one, other])
    assert one.verdicts(case_id)[-1] == ("feedback_given", "applied", "")
    for machine in (one, other):
        assert machine.history(case_id)[-1].body == later.body
    oracle.alike(one, city)
    oracle.alike(other, city)
