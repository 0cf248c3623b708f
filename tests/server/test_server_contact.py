"""`city-server outlets`: what the city knows of every machine, and what somebody should look at."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from city_server import cli, schema
from city_server.contact import Contact, contacts, troubles
from city_server.contact_tables import heartbeat
from city_server.outlet_commands import span
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.models.instance import Instance
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.beating import beat_of
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import RESOURCES, ServerProcess

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=CST)
ME = Instance("inst-1", "dev-1", "1508262001", "HH05", "01", "http://127.0.0.1:1", b"k", b"p", "e-1")
WELL = Contact("1508262001", "陕坝镇网点", "01", "active", NOW, beat_of(ME, at=NOW))


def told(one: Machine, **changes: object) -> int:
    """Say how the machine is; the status of the answer."""
    answer = one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(one.me, **changes)))
    return answer.status_code


def printed(
    city: ServerProcess, capsys: pytest.CaptureFixture[str], outlet: str, *words: str
) -> list[dict[str, object]]:
    """What the command says of an outlet, a line a machine."""
    capsys.readouterr()
    assert cli.main(["outlets", "--database", city.database.url, "--outlet", outlet, "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def later(**change: object) -> Contact:
    """A machine that is well but for this."""
    return replace(WELL, beat=beat_of(ME, **{"at": NOW, **change}))


# What is reported, and when; the bounds themselves are still well.
LOOKED_AT: dict[str, tuple[Contact, timedelta, list[str]]] = {
    "well": (WELL, timedelta(), []),
    "never": (replace(WELL, at=None, beat=None), timedelta(), ["never heard of"]),
    "an hour ago": (WELL, timedelta(hours=1), []),
    "more than an hour ago": (WELL, timedelta(hours=1, seconds=1), ["silent"]),
    "three days ago": (WELL, timedelta(days=3), ["silent"]),
    "waits a quarter": (later(queue=1, oldest=NOW - timedelta(minutes=15)), timedelta(), []),
    "waits longer": (later(queue=1, oldest=NOW - timedelta(minutes=16)), timedelta(), ["events wait"]),
    "one refused": (later(need_you=1), timedelta(), ["1 refused"]),
    "many refused": (later(need_you=40), timedelta(), ["40 refused"]),
    "a copy": (later(stopped="FORK"), timedelta(), ["stopped (FORK)"]),
    "doubts its clock": (later(trust="suspect"), timedelta(), ["clock"]),
    "an unchecked clock is no trouble": (later(trust="wall"), timedelta(), []),
    "two minutes ahead": (later(at=NOW + timedelta(minutes=2)), timedelta(), []),
    "further ahead": (later(at=NOW + timedelta(minutes=2, seconds=1)), timedelta(), ["clock"]),
    "a year behind": (later(at=NOW - timedelta(days=365)), timedelta(), ["clock"]),
    "other packs": (later(catalogue="older"), timedelta(), ["old data"]),
    "no packs yet": (later(catalogue=""), timedelta(), ["old data"]),
    "everything": (
        later(stopped="EPOCH", need_you=2, trust="suspect", oldest=NOW - timedelta(days=1), catalogue="x"),
        timedelta(days=2),
        ["silent", "stopped (EPOCH)", "events wait", "2 refused", "clock", "old data"],
    ),
}


@pytest.mark.parametrize("name", LOOKED_AT)
def test_what_somebody_should_look_at(name: str) -> None:
    one, since, expected = LOOKED_AT[name]
    assert list(troubles(one, NOW + since, "64a1f00d")) == expected


def test_without_the_packs_nobodys_data_is_called_old() -> None:
    assert list(troubles(later(catalogue="older"), NOW)) == []


def test_waiting_is_measured_by_the_counters_own_clock() -> None:
    """A counter whose clock is a year behind has not waited for a year."""
    then = NOW - timedelta(days=365)
    one = later(at=then, oldest=then - timedelta(minutes=3), queue=1)
    assert one.waited == timedelta(minutes=3)
    assert one.clock_off == timedelta(days=-365)
    assert "events wait" not in list(troubles(one, NOW))


@pytest.mark.parametrize(
    ("lasted", "said"),
    [
        (timedelta(seconds=-5), "0 s"),
        (timedelta(), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=40), "40 d"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(lasted: timedelta, said: str) -> None:
    assert span(lasted) == said


def test_the_newest_report_of_a_machine_is_kept(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    oldest = datetime.now(CST) - timedelta(hours=5)
    assert told(one, queue=12, oldest=oldest, trust="derived", program="0.0.9") == 200
    (line,) = printed(city, capsys, outlet)
    assert (line["queue"], line["oldest_unsent"], line["clock_trust"]) == (12, oldest.isoformat(), "derived")
    assert line["look_at"] == ["events wait"]
    assert told(one, queue=0) == 200
    (line,) = printed(city, capsys, outlet)
    assert (line["queue"], line["oldest_unsent"], line["program"]) == (0, None, "0.1.0")
    assert (line["outlet"], line["terminal"], line["mode"], line["look_at"]) == (outlet, "01", "active", [])


def test_every_machine_of_an_outlet_has_a_line_heard_of_or_not(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, _, three = machine(city), machine(city), machine(city)
    told(one)
    told(three, need_you=3)
    lines = printed(city, capsys, outlet)
    assert [(line["terminal"], line["need_you"]) for line in lines] == [("01", 0), ("02", None), ("03", 3)]
    shown = printed(city, capsys, outlet, "--troubled")
    assert [line["look_at"] for line in shown] == [["never heard of"], ["3 refused"]]


def test_the_table_is_for_reading(
    any_city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(any_city)
    machine(any_city)
    told(one, queue=3, oldest=datetime.now(CST) - timedelta(minutes=3, seconds=5))
    capsys.readouterr()
    words = ["outlets", "--database", any_city.database.url, "--outlet", outlet]
    assert cli.main([*words, "--resources", str(RESOURCES)]) == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert " ".join(head.split()) == "outlet no last contact queue waits clock data program look at name"
    assert first.startswith(f"{outlet}  01  ")
    assert " s ago " in first
    assert "3      3 min  server  64a1f00d  0.1.0    old data" in first
    assert first.endswith("陕坝镇网点")
    assert "never" in second
    assert head.index("queue") == first.index("3      3 min")


def test_an_outlet_without_machines_is_said_so(
    any_city: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["outlets", "--database", any_city.database.url, "--outlet", "1508999999"]
    assert cli.main(words) == 0
    assert capsys.readouterr().out == "No machine to show.\n"


def test_nobody_speaks_for_another_machine(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = machine(city), machine(city)
    answer = one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(other.me)))
    assert code_of(answer) == (403, "INSTANCE")
    assert [line["last_contact"] for line in printed(city, capsys, outlet)] == [None, None]


def test_a_revoked_machine_is_not_heard(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    told(one)
    with closing(Store(city.database.url)) as store, store.write() as conn:
        mine = schema.device.c.device_id == one.me.device_id
        conn.execute(update(schema.device).where(mine).values(mode="revoked"))
    answer = one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(one.me, queue=9)))
    assert code_of(answer) == (403, "MODE")
    (line,) = printed(city, capsys, outlet)
    assert (line["mode"], line["queue"]) == ("revoked", 0)


WRONG: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "another shape": b"[]",
    "a list": b'{"instance":[]}',
    "no instance": b'{"at":"2026-11-27T09:30:00+08:00","trust":"wall","queue":0,"need_you":0}',
    "a time without offset": (
        b'{"instance":"i","at":"2026-11-27T09:30:00","trust":"wall","queue":0,"need_you":0}'
    ),
    "a queue below nought": (
        b'{"instance":"i","at":"2026-11-27T09:30:00+08:00","trust":"wall","queue":-1,"need_you":0}'
    ),
    "a queue without end": (
        b'{"instance":"i","at":"2026-11-27T09:30:00+08:00","trust":"wall","queue":1e400,"need_you":0}'
    ),
    "words in a label": (
        '{"instance":"i","at":"2026-11-27T09:30:00+08:00","trust":"巴特尔","queue":0,"need_you":0}'.encode()
    ),
    "a nought byte": (
        b'{"instance":"i","at":"2026-11-27T09:30:00+08:00","trust":"\\u0000","queue":0,"need_you":0}'
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_report_of_another_shape_is_refused(city: ServerProcess, machine: NewMachine, name: str) -> None:
    answer = machine(city).asker.ask("POST", wire.Path.HEARTBEAT, WRONG[name])
    assert code_of(answer) == (400, "BAD_BODY")


def test_a_later_counter_may_say_more(
    any_city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(any_city)
    more = wire.write(beat_of(one.me, queue=2))[:-1] + b',"free_mb":2048,"more":{"deep":[1]}}'
    assert one.asker.ask("POST", wire.Path.HEARTBEAT, more).status_code == 200
    assert [line["queue"] for line in printed(any_city, capsys, outlet)] == [2]


def test_many_reports_at_once_leave_one_row(city: ServerProcess, machine: NewMachine, outlet: str) -> None:
    one = machine(city)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda n: told(one, queue=n), range(16))) == {200}
    with closing(Store(city.database.url)) as store, store.read() as conn:
        (found,) = contacts(conn, outlet)
        mine = heartbeat.select().where(heartbeat.c.device_id == one.me.device_id)
        assert len(conn.execute(mine).all()) == 1
    assert found.beat is not None
    assert found.beat.queue in range(16)
