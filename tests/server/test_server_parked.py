"""`city-server parked`: what waits for a person is judged again or set aside, and the counter hears it."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import func, select, update

from city_server import cli, schema
from city_server.city import query_key_of
from city_server.parked import LONGEST_REASON, NoReason, NotParked, course, judge, set_aside, waiting
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken, PaperIssued, StageReached
from outlet_app.services.queue import unsent_rows
from outlet_app.sync import wire
from outlet_app.ui.pages.sync.queue import explain
from outlet_app.ui.pages.sync.state import Placed
from tests.support.cities import NewCounter, NewMachine, census
from tests.support.faulty_city import POISON
from tests.support.machines import Machine
from tests.support.server import ServerProcess

SHA = "ab" * 32
BY = "市局 值班"
REASON = "与纸质材料核对，编号属另一件"
Told = list[tuple[str, str, int | None]]


def run(city: ServerProcess, *words: str) -> int:
    """`city-server parked …` on the city's database."""
    return cli.main(["parked", words[0], "--database", city.database.url, *words[1:]])


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def standing(city: ServerProcess, op_id: str) -> tuple[str, str]:
    """Verdict and reason of an operation now."""
    with closing(Store(city.database.url)) as store, store.read() as conn:
        last = course(conn, op_id)[-1]
    return last.verdict, last.code


def count(city: ServerProcess) -> dict[str, int]:
    with closing(Store(city.database.url)) as store, store.read() as conn:
        tables = (schema.op, schema.op_body, schema.op_verdict, schema.case_event, schema.feed)
        return {one.name: conn.scalar(select(func.count()).select_from(one)) or 0 for one in tables}


def gap(one: Machine) -> tuple[str, list[wire.PushedOp]]:
    """A case in which one operation could not be read: registration, placeholder, two that follow."""
    case_id, first = one.opening()
    hole = one.op(wire.placeholder(f"hole-{case_id}", case_id, SHA))
    return case_id, [*first, hole, *one.ops(case_id, MaterialsTaken(), FeedbackGiven("明天答复"))]


def twice(one: Machine, case_no: str) -> list[wire.PushedOp]:
    """Two cases with one number, the second with a step behind it."""
    _, first = one.opening(case_no=case_no)
    _, second = one.opening(MaterialsTaken(), case_no=case_no)
    return [*first, *second]


def test_what_waits_is_listed_with_who_sent_it_and_why(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    case_id, ops = gap(one)
    one.told(ops)
    capsys.readouterr()
    assert run(city, "list", "--outlet", outlet) == 0
    found = lines(capsys)
    assert [(line["kind"], line["code"]) for line in found] == [
        ("op.unreadable", "UNREADABLE"),
        ("materials_taken", "CASE_GAP"),
        ("feedback_given", "CASE_GAP"),
    ]
    assert {line["case_id"] for line in found} == {case_id}
    assert {line["outlet"] for line in found} == {outlet}
    assert {line["terminal"] for line in found} == {"01"}
    assert str(found[0]["case_no"]).startswith("HH05-")
    capsys.readouterr()
    assert run(city, "list", "--outlet", "1508999999") == 0
    assert lines(capsys) == []


def test_nothing_a_clerk_wrote_stands_on_the_list(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    _, ops = gap(one)
    one.told(ops)
    with closing(Store(city.database.url)) as store, store.read() as conn:
        held = [found.op_id for found in waiting(conn, outlet)]
    capsys.readouterr()
    for op_id in held:
        run(city, "show", "--op", op_id)
    run(city, "list", "--outlet", outlet)
    assert "明天答复" not in capsys.readouterr().out
    assert run(city, "show", "--op", held[-1], "--content") == 0
    assert "明天答复" in capsys.readouterr().out


def test_what_is_set_aside_clears_the_way_for_what_leant_on_it(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    case_id, ops = gap(one)
    one.told(ops)
    capsys.readouterr()
    assert run(city, "resolve", "--op", f"hole-{case_id}", "--reason", REASON, "--by", BY) == 0
    assert capsys.readouterr().out.startswith("3 settled, ")
    assert [standing(city, op.op_id) for op in ops] == [
        ("applied", ""),
        ("rejected", "SET_ASIDE"),
        ("applied", ""),
        ("applied", ""),
    ]
    held = census(city, outlet)
    assert (held.parked, held.rejected, held.tally.events) == (0, 1, 3)
    # Whoever comes after it finds no gap any more.
    assert one.told(one.ops(case_id, StageReached("初审"))) == [("applied", "", 4)]


def test_one_gap_of_two_leaves_the_other_where_it_is(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    case_id, first = one.opening()
    holes = [one.op(wire.placeholder(f"{case_id}-{n}", case_id, SHA)) for n in (1, 2)]
    last = one.ops(case_id, MaterialsTaken())
    one.told([*first, *holes, *last])
    assert run(city, "resolve", "--op", f"{case_id}-2", "--reason", REASON, "--by", BY) == 0
    assert standing(city, last[0].op_id) == ("parked", "CASE_GAP")
    assert run(city, "resolve", "--op", f"{case_id}-1", "--reason", REASON, "--by", BY) == 0
    assert standing(city, last[0].op_id) == ("applied", "")


def test_of_two_papers_with_one_number_a_person_decides(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    ops = twice(one, f"HH05-20261122-{outlet[-4:]}01-T")
    assert [told[:2] for told in one.told(ops)] == [
        ("applied", ""),
        ("parked", "CASE_NO_TAKEN"),
        ("parked", "DEPENDS"),
    ]
    assert run(city, "resolve", "--op", ops[1].op_id, "--reason", REASON, "--by", BY) == 0
    assert standing(city, ops[1].op_id) == ("rejected", "SET_ASIDE")
    # Without its registration the step has no case to stand in.
    assert standing(city, ops[2].op_id) == ("rejected", "DEPENDS")


def test_the_whole_course_stays_on_record(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    ops = twice(one, f"HH05-20261122-{outlet[-4:]}02-T")
    one.told(ops)
    before = count(city)
    run(city, "resolve", "--op", ops[1].op_id, "--reason", f"  {REASON} ", "--by", BY)
    after = count(city)
    assert (after["op"], after["op_body"]) == (before["op"], before["op_body"])
    assert after["op_verdict"] == before["op_verdict"] + 2
    capsys.readouterr()
    assert run(city, "show", "--op", ops[1].op_id) == 0
    first, last = lines(capsys)
    assert (first["verdict"], first["code"], first["by"]) == ("parked", "CASE_NO_TAKEN", "")
    assert (last["verdict"], last["by"], last["args"]) == ("rejected", BY, {"reason": REASON})


@pytest.mark.parametrize("verb", [("judge",), ("resolve", "--reason", REASON)])
@pytest.mark.parametrize("op_id", ["nobody", "0199-\x00", "x" * 5000])
def test_what_does_not_wait_here_is_said_so(
    city: ServerProcess, capsys: pytest.CaptureFixture[str], verb: tuple[str, ...], op_id: str
) -> None:
    before = count(city)
    assert run(city, *verb, "--op", op_id, "--by", BY) == 1
    assert "waits here" in capsys.readouterr().err
    assert count(city) == before


def test_what_has_taken_effect_cannot_be_set_aside(
    city: ServerProcess, machine: NewMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    _, ops = one.opening(AnsweredOnSpot("可以"))
    one.told(ops)
    before = count(city)
    assert run(city, "resolve", "--op", ops[1].op_id, "--reason", REASON, "--by", BY) == 1
    assert "waits here" in capsys.readouterr().err
    assert count(city) == before


def test_what_was_set_aside_is_so_once(city: ServerProcess, machine: NewMachine, outlet: str) -> None:
    one = machine(city)
    ops = twice(one, f"HH05-20261122-{outlet[-4:]}03-T")
    one.told(ops)
    words = ("resolve", "--op", ops[1].op_id, "--reason", REASON, "--by", BY)
    assert run(city, *words) == 0
    before = count(city)
    assert run(city, *words) == 1
    assert count(city) == before


@pytest.mark.parametrize("reason", ["", "   ", "\n\t", "字" * (LONGEST_REASON + 1)])
def test_whoever_sets_aside_says_why(
    any_city: ServerProcess,
    machine: NewMachine,
    outlet: str,
    capsys: pytest.CaptureFixture[str],
    reason: str,
) -> None:
    one = machine(any_city)
    case_id, ops = gap(one)
    one.told(ops)
    before = count(any_city)
    assert run(any_city, "resolve", "--op", f"hole-{case_id}", "--reason", reason, "--by", BY) == 1
    assert "at most 500 characters" in capsys.readouterr().err
    assert count(any_city) == before


def test_the_longest_reason_is_kept_whole(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    case_id, ops = gap(one)
    one.told(ops)
    longest = "䶮" * LONGEST_REASON
    assert run(any_city, "resolve", "--op", f"hole-{case_id}", "--reason", longest, "--by", BY) == 0
    with closing(Store(any_city.database.url)) as store, store.read() as conn:
        assert course(conn, f"hole-{case_id}")[-1].args == {"reason": longest}


def test_judging_again_changes_nothing_while_the_reason_stands(
    city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(city)
    case_id, ops = gap(one)
    one.told(ops)
    before = count(city)
    capsys.readouterr()
    for _ in range(2):
        assert run(city, "judge", "--op", f"hole-{case_id}", "--by", BY) == 0
        assert capsys.readouterr().out.startswith("0 settled, ")
    assert count(city) == before
    assert census(city, outlet).parked == 3


def test_what_a_broken_server_parked_takes_effect_when_a_whole_one_judges_it(
    odd_city: ServerProcess, machine: NewMachine, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(odd_city)
    _, ops = one.opening(StageReached(POISON), FeedbackGiven("明天答复"))
    assert [told[:2] for told in one.told(ops)][1:] == [("parked", "FAULT"), ("applied", "")]
    capsys.readouterr()
    assert run(odd_city, "judge", "--op", ops[1].op_id, "--by", BY) == 0
    assert capsys.readouterr().out.startswith("1 settled, ")
    assert standing(odd_city, ops[1].op_id) == ("applied", "")
    assert census(odd_city, outlet).parked == 0


def test_two_who_judge_at_once_settle_it_once(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    case_id, ops = gap(one)
    one.told(ops)
    with closing(Store(city.database.url)) as store, store.write() as conn:
        # As after an upgrade that can read it: the placeholder is gone, the rest still waits.
        mine = schema.op.c.op_id == f"hole-{case_id}"
        conn.execute(update(schema.op).where(mine).values(verdict="rejected", code="SET_ASIDE"))

    def ask(_: int) -> int:
        with closing(Store(city.database.url)) as store:
            return store.settle(lambda conn: len(judge(conn, query_key_of(conn), [case_id], BY)))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == [0, 0, 0, 2]
    assert [standing(city, op.op_id) for op in ops[2:]] == [("applied", "")] * 2


def test_everything_can_be_judged_at_once(
    any_city: ServerProcess, machine: NewMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    one = machine(any_city)
    one.told(gap(one)[1])
    one.told([one.op(b"[]", op_id="no-event-at-all")])
    capsys.readouterr()
    assert run(any_city, "judge", "--all", "--by", BY) == 0
    assert "settled" in capsys.readouterr().out
    assert standing(any_city, "no-event-at-all") == ("parked", "UNREADABLE")


def test_what_is_no_event_can_be_set_aside_too(city: ServerProcess, machine: NewMachine, outlet: str) -> None:
    one = machine(city)
    op_id = f"nothing-{outlet}"
    assert one.told([one.op(b'"no event"', op_id=op_id)]) == [("parked", "UNREADABLE", None)]
    assert run(city, "resolve", "--op", op_id, "--reason", REASON, "--by", BY) == 0
    assert standing(city, op_id) == ("rejected", "SET_ASIDE")


def test_the_counter_hears_by_its_next_pull_what_became_of_it(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, number = counter(city), f"HH05-20261122-{outlet[-4:]}04-T"
    one.register(case_no=number)
    case_id = one.register(case_no=number)
    one.sync()
    op_id = one.history(case_id)[0].op_id
    assert one.verdicts(case_id)[0][1:] == ("parked", "CASE_NO_TAKEN")
    run(city, "resolve", "--op", op_id, "--reason", REASON, "--by", BY)
    report = one.sync()
    assert (report.pulled, report.need_you) == (1, 1)
    assert one.verdicts(case_id)[0][1:] == ("rejected", "SET_ASIDE")
    with one.database.reading() as uow:
        (row,) = [row for row in unsent_rows(uow) if row.case_id == case_id]
    said = explain(Placed(row, 0), online=True)
    assert said.text == "市级核对后，这一步没有生效"
    assert said.sub == f"市级说明：{REASON}"
    assert said.tone == "warn"


def test_what_takes_effect_after_all_reaches_the_counter_with_its_place(
    odd_city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(odd_city)
    case_id = one.register(StageReached(POISON))
    one.sync()
    op_id = one.history(case_id)[1].op_id
    run(odd_city, "judge", "--op", op_id, "--by", BY)
    one.sync()
    assert one.verdicts(case_id)[1][1:] == ("applied", "")
    assert one.history(case_id)[1].case_n == 2


def test_other_outlets_hear_nothing_of_what_was_set_aside(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one, other = machine(city), machine(city, at="1508263998")
    case_id, ops = gap(one)
    one.told(ops)
    before = other.pages()[-1].version
    run(city, "resolve", "--op", f"hole-{case_id}", "--reason", REASON, "--by", BY)
    assert other.pages()[-1].version == before


def test_a_paper_of_a_case_set_aside_does_not_take_its_number(
    city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(city)
    case_id, ops = gap(one)
    number = f"HH0501 告〔2026〕{case_id[:6]} 号"
    ops += one.ops(case_id, PaperIssued("W04", number, 1, SHA, 1))
    one.told(ops)
    run(city, "resolve", "--op", ops[-1].op_id, "--reason", REASON, "--by", BY)
    _, elsewhere = one.opening(PaperIssued("W04", number, 1, SHA, 1))
    assert one.told(elsewhere)[1][0] == "applied"


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("judge", "--by", BY), "--op --all"),
        (("judge", "--op", "x"), "--by"),
        (("resolve", "--op", "x", "--by", BY), "--reason"),
        (("resolve", "--reason", "x", "--by", BY), "--op"),
        (("show",), "--op"),
    ],
)
def test_a_command_that_lacks_something_says_what(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], missing: str
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["parked", words[0], "--database", "sqlite://", *words[1:]])
    assert missing in capsys.readouterr().err


def test_the_rules_hold_without_the_command_too(any_city: ServerProcess) -> None:
    with closing(Store(any_city.database.url)) as store:
        for op_id, reason, wrong in (("nobody", REASON, NotParked), ("nobody", " ", NoReason)):
            with pytest.raises(wrong):
                store.settle(
                    lambda conn, op=op_id, why=reason: set_aside(conn, query_key_of(conn), op, why, BY)
                )
