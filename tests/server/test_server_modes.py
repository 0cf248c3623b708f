"""`city-server suspend | resume | revoke`: what a machine may still do, and what becomes of what it made."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from city_server import cli, mode_tables, schema
from city_server.callers import Mode
from city_server.city import query_key_of
from city_server.modes import Barred
from city_server.release import BY_UPGRADE, judge_again
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import ClockTrust, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.cities import NewMachine, census
from tests.support.counter import push_of
from tests.support.machines import Machine
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying, outlying
from tests.support.uploading import Sender, scan

BY = ("--by", "市级管理员")


@pytest.fixture
def away(any_city: ServerProcess, tmp_path: Path, outlet: str) -> Iterator[Outlying]:
    one = outlying(tmp_path / "away", any_city, outlet)
    yield one
    one.close()


@pytest.fixture
def online(any_city: ServerProcess, tmp_path: Path, outlet: str, away: Outlying) -> Iterator[Outlying]:
    one = outlying(tmp_path / "online", any_city, outlet)
    yield one
    one.close()


def put(city: ServerProcess, verb: str, outlet: str, terminal: str = "01", *more: str) -> int:
    told = ["--database", city.database.url, "--outlet", outlet, "--terminal", terminal]
    return cli.main([verb, *told, *BY, *more])


def may(machine: Machine, ops: list[wire.PushedOp]) -> dict[str, str]:
    """What the city lets a machine do: the code of each refusal, empty where it answers."""
    asker, me, sender = machine.asker, machine.me, Sender(machine)
    content = scan(100)
    beat = wire.write(
        wire.Beat(
            instance=me.instance_id, at=datetime.now(CST), trust="wall", queue=0, need_you=0, catalogue="",
            program="1",
        )
    )  # fmt: skip
    asked = {
        "hello": asker.ask("GET", wire.hello_target(me.instance_id)),
        "push": machine.send(ops),
        "upload": sender.offer(content),
        "have": asker.ask("POST", wire.Path.BLOBS_HAVE, wire.write(wire.BlobsAsked(sha256=("a" * 64,)))),
        "beat": asker.ask("POST", wire.Path.HEARTBEAT, beat),
        "bundle": asker.ask("POST", wire.Path.BUNDLE, b"x"),
        "pull": asker.pull(),
        "buckets": asker.ask("GET", wire.buckets_target(me.instance_id, me.outlet_code)),
        "packs": asker.ask("GET", wire.Path.CATALOGUE),
        "fetch": asker.ask("GET", wire.blob_path("a" * 64)),
        "own": asker.ask("GET", wire.own_target(me.instance_id, me.instance_id, 0)),
    }
    return {name: "" if one.status_code < 400 else code_of(one)[1] for name, one in asked.items()}


SENDING = {"hello": "", "push": "", "upload": "", "have": "", "beat": "", "bundle": "SEAL"}
HEARING = ("pull", "buckets", "packs", "fetch", "own")


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        ((), {**SENDING, **dict.fromkeys(HEARING, ""), "fetch": "NOT_FOUND"}),
        (("suspend",), {**SENDING, **dict.fromkeys(HEARING, "MODE")}),
        (("suspend", "resume"), {**SENDING, **dict.fromkeys(HEARING, ""), "fetch": "NOT_FOUND"}),
        (("revoke",), {**SENDING, **dict.fromkeys(HEARING, "MODE")}),
        (("suspend", "revoke"), {**SENDING, **dict.fromkeys(HEARING, "MODE")}),
    ],
)
def test_each_mode_lets_a_machine_do_what_it_is_for(
    city: ServerProcess, machine: NewMachine, outlet: str, verbs: tuple[str, ...], expected: dict[str, str]
) -> None:
    one = machine(city)
    for verb in verbs:
        assert put(city, verb, outlet) == 0
    assert may(one, one.opening()[1]) == expected


def test_a_lost_machine_is_answered_nothing_at_all(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    assert put(city, "revoke", outlet, "01", "--lost") == 0
    assert set(may(one, one.opening()[1]).values()) == {"MODE"}
    assert census(city, outlet).tally.events == 0


def test_hello_says_the_mode_to_the_machine_itself_and_to_nobody_unsigned(
    any_city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(any_city)
    for verb, mode in (("suspend", "suspended"), ("resume", "active"), ("revoke", "revoked_evacuate")):
        put(any_city, verb, outlet)
        answer = one.asker.ask("GET", wire.hello_target(one.me.instance_id))
        you = wire.read(answer.content, wire.Hello).you
        assert you is not None
        assert you.mode == mode
        assert one.asker.hello().you is None


@pytest.mark.parametrize(
    ("verbs", "said"),
    [
        (("suspend",), "active -> suspended"),
        (("suspend", "suspend"), "suspended -> suspended"),
        (("suspend", "resume"), "suspended -> active"),
        (("revoke",), "active -> revoked_evacuate"),
        (("resume",), "active -> active"),
    ],
)
def test_the_command_says_what_it_did(
    any_city: ServerProcess,
    machine: NewMachine,
    outlet: str,
    capsys: pytest.CaptureFixture[str],
    verbs: tuple[str, ...],
    said: str,
) -> None:
    machine(any_city)
    for verb in verbs:
        capsys.readouterr()
        assert put(any_city, verb, outlet) == 0
    assert capsys.readouterr().out == f"{outlet} 01: {said}\n"


@pytest.mark.parametrize(
    ("verbs", "verb", "present"),
    [
        (("revoke",), "resume", "revoked_evacuate"),
        (("revoke",), "suspend", "revoked_evacuate"),
        (("revoke --lost",), "resume", "revoked"),
        (("revoke --lost",), "suspend", "revoked"),
    ],
)
def test_a_revoked_machine_does_not_come_back(
    any_city: ServerProcess,
    machine: NewMachine,
    outlet: str,
    capsys: pytest.CaptureFixture[str],
    verbs: tuple[str, ...],
    verb: str,
    present: str,
) -> None:
    machine(any_city)
    for one in verbs:
        put(any_city, one.split()[0], outlet, "01", *one.split()[1:])
    assert put(any_city, verb, outlet) == 1
    assert capsys.readouterr().err == f"This machine is {present}; {verb} is not possible from there.\n"


@pytest.mark.parametrize("verb", ["suspend", "resume", "revoke"])
def test_a_machine_nobody_has_is_said_in_a_sentence(
    any_city: ServerProcess,
    machine: NewMachine,
    outlet: str,
    capsys: pytest.CaptureFixture[str],
    verb: str,
) -> None:
    machine(any_city)
    assert put(any_city, verb, outlet, "77") == 1
    assert capsys.readouterr().err == f"Outlet {outlet} has no machine 77; `outlets` prints them.\n"


def test_a_reason_longer_than_a_page_is_not_kept(
    any_city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(any_city)
    assert put(any_city, "suspend", outlet, "01", "--reason", "长" * 501) == 1
    assert "500" in capsys.readouterr().err
    assert put(any_city, "suspend", outlet, "01", "--reason", "长" * 500) == 0


def test_who_decided_what_stays_on_record(
    any_city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(any_city)
    put(any_city, "suspend", outlet, "01", "--reason", "盘点")
    put(any_city, "resume", outlet)
    put(any_city, "resume", outlet)
    put(any_city, "revoke", outlet, "01", "--reason", "网点撤销")
    said = mode_tables.device_mode.c
    with closing(Store(any_city.database.url)) as store, store.read() as conn:
        asked = select(said.no, said.mode, said.by, said.reason).where(said.device_id == one.me.device_id)
        rows = [tuple(row) for row in conn.execute(asked.order_by(said.no))]
    assert rows == [
        (1, "suspended", "市级管理员", "盘点"),
        (2, "active", "市级管理员", ""),
        (3, "revoked_evacuate", "市级管理员", "网点撤销"),
    ]
    capsys.readouterr()
    cli.main(["outlets", "--database", any_city.database.url, "--outlet", outlet, "--json"])
    assert json.loads(capsys.readouterr().out)["mode"] == "revoked_evacuate"


def test_what_a_revoked_machine_made_before_takes_effect_and_after_waits_for_a_person(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    case_id, ops = one.opening(MaterialsTaken())
    put(city, "revoke", outlet)
    later = datetime.now(CST) + timedelta(minutes=1)
    ops.append(one.op(wire.encode_event(one.event(case_id, FeedbackGiven("明天答复"), at=later))))
    assert one.told(ops) == [("applied", "", 1), ("applied", "", 2), ("parked", "REVOKED", None)]
    assert census(city, outlet).parked == 1
    judged = ["parked", "judge", "--database", city.database.url, "--op", ops[2].op_id, *BY]
    assert cli.main(judged) == 0
    assert census(city, outlet).parked == 0
    assert one.told(ops)[2] == ("applied", "", 3)


def test_what_a_doubtful_clock_dated_waits_too(city: ServerProcess, machine: NewMachine, outlet: str) -> None:
    one = machine(city)
    case_id, ops = one.opening()
    doubtful = one.event(case_id, MaterialsTaken(), trust=ClockTrust.SUSPECT)
    ops.append(one.op(wire.encode_event(doubtful)))
    put(city, "revoke", outlet)
    assert [told[:2] for told in one.told(ops)] == [("applied", ""), ("parked", "REVOKED")]


def test_a_lost_machines_parcel_is_kept_whole_and_nothing_of_it_counts(
    any_city: ServerProcess, outlet: str, away: Outlying, online: Outlying
) -> None:
    away.register(MaterialsTaken())
    put(any_city, "revoke", outlet, away.me.terminal_no, "--lost")
    told = online.deliver(away.pack())
    assert (told.took, told.code) == (2, "")
    held = census(any_city, outlet)
    assert (held.tally.events, held.parked) == (0, 2)
    back = away.take_back(told)
    assert (back.events, away.unsent(), away.counts().parked) == (2, 0, 2)


def test_an_upgrade_does_not_release_what_a_revoked_machine_made(
    any_city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(any_city)
    case_id, ops = one.opening()
    put(any_city, "revoke", outlet)
    later = datetime.now(CST) + timedelta(minutes=1)
    ops.append(one.op(wire.encode_event(one.event(case_id, MaterialsTaken(), at=later))))
    assert [told[0] for told in one.told(ops)] == ["applied", "parked"]
    with closing(Store(any_city.database.url)) as store:
        key = store.settle(query_key_of)
        assert store.settle(lambda conn: judge_again(conn, key, [case_id], BY_UPGRADE)) == []
        settled = store.settle(lambda conn: judge_again(conn, key, [case_id], "市级管理员"))
    assert [one.op_id for one in settled] == [ops[1].op_id]


@pytest.mark.parametrize("mode", ["suspend", "revoke"])
def test_a_suspended_or_leaving_counter_still_carries_for_others(
    any_city: ServerProcess, outlet: str, away: Outlying, online: Outlying, mode: str
) -> None:
    away.register()
    put(any_city, mode, outlet, online.me.terminal_no)
    assert online.deliver(away.pack()).took == 1


REVOKED_AT = datetime(2026, 11, 27, 9, 0, tzinfo=CST)


def test_barred_is_what_came_after_or_cannot_be_dated(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    made = {
        "before": {"at": REVOKED_AT - timedelta(seconds=1)},
        "then": {"at": REVOKED_AT},
        "after": {"at": REVOKED_AT + timedelta(seconds=1)},
        "doubtful": {"at": REVOKED_AT - timedelta(days=1), "trust": ClockTrust.SUSPECT},
    }
    bodies = {
        name: wire.encode_event(one.event("c", MaterialsTaken(), **how))  # type: ignore[arg-type]
        for name, how in made.items()
    }
    bodies |= {
        "unreadable": b"not an event",
        "placeholder": wire.placeholder("op-1", "c", "a" * 64),
        "no review": b'{"kind":"review","op":"x"}',
    }
    told = {name: (Barred(REVOKED_AT).holds(body), Barred(None).holds(body)) for name, body in bodies.items()}
    assert told == {
        "before": (False, True),
        "then": (False, True),
        "after": (True, True),
        "doubtful": (True, True),
        "unreadable": (True, True),
        "placeholder": (False, False),
        "no review": (True, True),
    }


def test_custody_is_signed_only_for_a_machine_that_leaves_and_only_for_all_of_it(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    _, ops = one.opening(MaterialsTaken())
    one.pushed(ops)

    def leave(last: int, *files: str, destroyed: bool = False) -> object:
        told = wire.HandOver(instance=one.me.instance_id, last_seq=last, files=files, destroyed=destroyed)
        answer = one.asker.ask("POST", wire.Path.CUSTODY, wire.write(told))
        if answer.status_code != 200:
            return code_of(answer)
        custody = wire.read(answer.content, wire.Custody)
        return custody.lacking or bool(custody.signature)

    assert leave(2) == (403, "MODE")
    put(city, "revoke", outlet)
    assert leave(1) == (409, "SEQ_GAP")
    assert leave(3) == (409, "SEQ_GAP")
    content = scan(200)
    assert leave(2, wire.op_digest(content)) == (wire.op_digest(content),)
    Sender(one).sent(content)
    assert leave(2, wire.op_digest(content)) is True
    assert leave(2) is True
    assert device_mode(city, one) == "revoked_evacuate"
    assert leave(2, wire.op_digest(content), destroyed=True) is True
    assert device_mode(city, one) == Mode.REVOKED
    assert leave(2) == (403, "MODE")


def device_mode(city: ServerProcess, one: Machine) -> str:
    with closing(Store(city.database.url)) as store, store.read() as conn:
        asked = select(schema.device.c.mode).where(schema.device.c.device_id == one.me.device_id)
        return str(conn.scalar(asked))


def test_a_push_of_a_stranger_is_still_denied(any_city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(any_city), machine(any_city)
    _, ops = one.opening()
    put(any_city, "suspend", one.me.outlet_code)
    assert code_of(one.asker.push(push_of(other.me, ops))) == (403, "INSTANCE")
