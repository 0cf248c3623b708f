"""A new name and number for a machine that was set back or copied, and its own operations back."""

import secrets

import httpx
import pytest

from city_server import clock
from city_server.forks import FORKS_A_DAY
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from tests.support.asking import Asker, code_of
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import ServerProcess


def wish(one: Machine, **changes: object) -> wire.Fork:
    """What a restored machine asks, under a fresh name and key."""
    told: dict[str, object] = {
        "instance": one.me.instance_id,
        "new_instance": secrets.token_hex(16),
        "public_key": wire.DeviceKey.make().public.hex(),
        "cause": "restored",
    }
    return wire.Fork(**{**told, **changes})  # type: ignore[arg-type]


def ask(one: Machine, fork: wire.Fork) -> httpx.Response:
    return one.asker.ask("POST", wire.Path.FORK, wire.write(fork))


def granted(one: Machine, **changes: object) -> tuple[Machine, wire.Forked]:
    """The same machine under its new name."""
    key = wire.DeviceKey.make()
    answer = ask(one, wish(one, public_key=key.public.hex(), **changes))
    assert answer.status_code == 200, answer.content
    told = wire.read(answer.content, wire.Forked)
    new = Machine.__new__(Machine)
    new.me = type(one.me)(
        instance_id=told.instance_id,
        device_id=told.device_id,
        outlet_code=one.me.outlet_code,
        outlet_sign=one.me.outlet_sign,
        terminal_no=told.terminal_no,
        server_url=one.me.server_url,
        private_key=key.private,
        public_key=key.public,
        epoch=told.epoch,
    )
    return new, told


def begun(city: ServerProcess, new: Machine) -> Machine:
    new.asker = Asker(city, new)
    new._seq = 0
    return new


def own(one: Machine, instance: str, after: int = 0) -> wire.Recalled:
    target = wire.own_target(instance, one.me.instance_id, after)
    answer = one.asker.ask("GET", target)
    assert answer.status_code == 200, answer.content
    return wire.read(answer.content, wire.Recalled)


def test_the_next_terminal_number_is_given_and_the_sequence_begins_anew(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, other = machine(city), machine(city)
    _, ops = one.opening(MaterialsTaken())
    one.pushed(ops)
    new, told = granted(one)
    new = begun(city, new)
    assert (one.me.terminal_no, other.me.terminal_no, told.terminal_no) == ("01", "02", "03")
    assert told.device_id != one.me.device_id
    # What it had sent under the old name is answered as before and takes no second effect.
    assert new.told([new.op(bytes(op.b)) for op in ops]) == [("applied", "", 1), ("applied", "", 2)]
    assert new.told(new.opening(AnsweredOnSpot("可以"))[1]) == [("applied", "", 1), ("applied", "", 2)]
    assert len(other.pages()[-1].cases) == 2
    # The original, if there is one, is not disturbed.
    assert one.told(one.opening()[1]) == [("applied", "", 1)]
    new.close()


def test_asked_again_it_is_the_same_answer_and_no_other_number(
    city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city)
    fork = wish(one)
    told = [wire.read(ask(one, fork).content, wire.Forked) for _ in range(3)]
    assert len({(one.device_id, one.instance_id, one.terminal_no) for one in told}) == 1
    assert machine(city).me.terminal_no == "03"


def test_all_of_the_old_names_operations_come_back_with_their_verdicts_and_bytes(
    city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city)
    case_id, ops = one.opening(AnsweredOnSpot("可以"), MaterialsTaken())
    one.pushed(ops)
    new, _ = granted(one)
    new = begun(city, new)
    page = own(new, one.me.instance_id)
    assert [(op.seq, op.entry.v.value, op.entry.n) for op in page.ops] == [
        (1, "applied", 1), (2, "applied", 2), (3, "rejected", None),
    ]  # fmt: skip
    assert [op.entry.body for op in page.ops] == [bytes(op.b) for op in ops]
    assert page.ops[2].entry.code
    assert [op.seq for op in own(new, one.me.instance_id, 2).ops] == [3]
    assert own(new, one.me.instance_id, 3).ops == ()
    # The refused step is told in the pull and the buckets of the new name too: it is its own.
    target = wire.bucket_target(wire.bucket_of(case_id), new.me.instance_id, new.me.outlet_code, "")
    bucket = wire.read(new.asker.ask("GET", target).content, wire.BucketPage)
    assert [entry.v.value for entry in bucket.cases[0].events] == ["applied", "applied", "rejected"]
    assert all(entry.body for entry in bucket.cases[0].events)
    new.close()


def test_own_operations_come_in_pages(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    _, ops = one.opening(MaterialsTaken(), *[FeedbackGiven(f"第 {n} 次") for n in range(598)])
    for start in range(0, 600, 200):
        one.pushed(ops[start : start + 200])
    new, _ = granted(one)
    new = begun(any_city, new)
    client = CityClient(new.me)
    first = client.own(one.me.instance_id, 0)
    second = client.own(one.me.instance_id, first.ops[-1].seq)
    client.close()
    assert (len(first.ops), first.more, len(second.ops), second.more) == (500, True, 100, False)
    assert [op.seq for op in (*first.ops, *second.ops)] == list(range(1, 601))
    new.close()


def test_a_grandchild_is_told_of_its_grandparent_and_nobody_elses(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, stranger = machine(city), machine(city)
    one.pushed(one.opening()[1])
    child = begun(city, granted(one)[0])
    grandchild = begun(city, granted(child)[0])
    assert len(own(grandchild, one.me.instance_id).ops) == 1
    assert own(grandchild, child.me.instance_id).ops == ()
    assert len(own(one, one.me.instance_id).ops) == 1
    for asker, instance in (
        (stranger, one.me.instance_id),
        (one, child.me.instance_id),
        (one, stranger.me.instance_id),
        (one, "ffff"),
    ):
        target = wire.own_target(instance, asker.me.instance_id, 0)
        assert code_of(asker.asker.ask("GET", target)) == (403, "INSTANCE")
    target = wire.own_target(one.me.instance_id, one.me.instance_id, 0)
    assert code_of(stranger.asker.ask("GET", target)) == (403, "INSTANCE")
    for each in (child, grandchild):
        each.close()


@pytest.mark.parametrize("after", ["", "-1", "x", "1.5", "1" * 16, "٣"])
def test_a_place_that_is_none_is_refused(any_city: ServerProcess, machine: NewMachine, after: str) -> None:
    one = machine(any_city)
    me = one.me.instance_id
    target = str(httpx.URL(f"{wire.Path.OPS}/{me}", params={"asking": me, "after": after}))
    assert code_of(one.asker.ask("GET", target)) == (400, "BAD_BODY")


def test_a_name_is_taken_only_by_whoever_asked_for_it_first(city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(city), machine(city)
    fork = wish(one)
    assert ask(one, fork).status_code == 200
    stolen = {
        "another key": (one, wish(one, new_instance=fork.new_instance)),
        "another parent": (other, wish(other, new_instance=fork.new_instance, public_key=fork.public_key)),
        "one in use": (one, wish(one, new_instance=other.me.instance_id)),
        "oneself": (one, wish(one, new_instance=one.me.instance_id)),
        "in another's name": (one, wish(other)),
        "in nobody's name": (one, wish(one, instance="ffff")),
    }
    refused = {how: code_of(ask(asker, told)) for how, (asker, told) in stolen.items()}
    assert refused == dict.fromkeys(stolen, (403, "INSTANCE"))
    assert machine(city).me.terminal_no == "04"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"instance":"a"}',
        b'{"instance":"a","new_instance":"b","public_key":"00","cause":"restored"}',
        b'{"instance":"a","new_instance":"b","public_key":"%s","cause":"bored"}' % (b"0" * 64),
        b'{"instance":"a/b","new_instance":"b","public_key":"%s","cause":"copied"}' % (b"0" * 64),
    ],
)
def test_a_wish_of_another_shape_is_refused(
    any_city: ServerProcess, machine: NewMachine, content: bytes
) -> None:
    one = machine(any_city)
    assert code_of(one.asker.ask("POST", wire.Path.FORK, content)) == (400, "BAD_BODY")


def test_who_cannot_prove_who_they_are_gets_no_name(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    content = wire.write(wish(one))
    for part, code in (("SIGNATURE", "SIGNATURE"), ("DEVICE", "NO_DEVICE"), ("NONCE", "NONCE")):
        answer = one.asker.ask("POST", wire.Path.FORK, content, proof={part: "AAAA"})
        assert code_of(answer) == (401, code)
    assert machine(any_city).me.terminal_no == "02"


def test_an_outlet_that_forks_without_end_has_to_wait(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    asked = [wish(one) for _ in range(FORKS_A_DAY)]
    assert [ask(one, fork).status_code for fork in asked] == [200] * FORKS_A_DAY
    late = ask(one, wish(one))
    assert code_of(late) == (503, "BUSY")
    assert late.headers["Retry-After"]
    # What was granted is still answered, and other outlets are not held up.
    assert ask(one, asked[0]).status_code == 200
    neighbour = machine(any_city, at="1508263997")
    assert ask(neighbour, wish(neighbour)).status_code == 200


def test_the_citys_own_clock_counts() -> None:
    assert abs(clock.seconds() - clock.now().timestamp()) < 2


def test_a_machine_gets_the_number_back_that_nobody_else_has(
    city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city)
    _, told = granted(one, cause="forgotten", terminal="07")
    assert told.terminal_no == "07"
    # And nobody gets it after him, however many come.
    assert [machine(city).me.terminal_no for _ in range(7)] == ["02", "03", "04", "05", "06", "08", "09"]


@pytest.mark.parametrize(
    ("wished", "given"), [("01", "03"), ("02", "03"), ("00", "03"), ("", "03"), ("03", "03")]
)
def test_a_number_that_is_somebodys_or_nobodys_is_not_given_for_the_asking(
    city: ServerProcess, machine: NewMachine, wished: str, given: str
) -> None:
    one, _ = machine(city), machine(city)
    _, told = granted(one, cause="forgotten", terminal=wished)
    assert told.terminal_no == given


def test_the_wish_repeated_is_answered_alike(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    asked = wish(one, cause="forgotten", terminal="55")
    first, second = (wire.read(ask(one, asked).content, wire.Forked) for _ in range(2))
    assert (first.terminal_no, second.terminal_no) == ("55", "55")
    assert first.device_id == second.device_id


@pytest.mark.parametrize("number", ["5", "005", "x1", "-1"])
def test_a_wish_that_is_no_number_is_no_request(
    city: ServerProcess, machine: NewMachine, number: str
) -> None:
    one = machine(city)
    assert code_of(ask(one, wish(one, cause="forgotten", terminal=number))) == (400, "BAD_BODY")
