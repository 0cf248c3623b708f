"""`city-server word`: a judgement and a demand go down with the next pull, and the answer comes up."""

import json
from datetime import datetime, timedelta

import pytest

from city_server import cli
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import AnsweredOnSpot, DueStamp, Situation
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.oversight import is_judged_anew
from outlet_app.services.reading import read_case
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import RESOURCES, ServerProcess

BY = "1508001001"
Told = dict[str, object]


def past(days: int = 3) -> DueStamp:
    return DueStamp("answer", ClockKind.WORKDAYS, datetime.now(CST) - timedelta(days=days))


def until(days: int = 5) -> str:
    return (datetime.now(CST) + timedelta(days=days)).date().isoformat()


def late(one: Counter, **changes: object) -> tuple[str, str]:
    """A question that is late; its id and its number."""
    told = {"consulting": True, "dues": (past(),), "situation": Situation.COLLEAGUE, **changes}
    case_id = one.register(**told)  # type: ignore[arg-type]
    one.sync()
    reading = read_case(one.history(case_id))
    assert reading is not None
    return case_id, reading.case.case_no


def say(city: ServerProcess, capsys: pytest.CaptureFixture[str], *words: str, ok: bool = True) -> Told:
    """The command; what it printed, or under `err` what it refused with."""
    capsys.readouterr()
    code = cli.main(["word", words[0], "--database", city.database.url, "--by", BY, *words[1:]])
    out = capsys.readouterr()
    assert code == (0 if ok else 1), out.err
    return json.loads(out.out) if ok else {"err": out.err.strip()}


def judge(
    city: ServerProcess, capsys: pytest.CaptureFixture[str], case_no: str, letter: str, **more: bool
) -> Told:
    words = ("judge", "--case", case_no, "--situation", letter, "--reason", "承办不明", "--name", "高云飞")
    return say(city, capsys, *words, **more)


def demand(city: ServerProcess, capsys: pytest.CaptureFixture[str], case_no: str, **more: bool) -> Told:
    return say(city, capsys, "demand", "--case", case_no, "--until", until(), "--reason", "请说明", **more)


def listed(city: ServerProcess, capsys: pytest.CaptureFixture[str], outlet: str) -> Told:
    told = ["overseen", "--database", city.database.url, "--resources", str(RESOURCES), "--outlet", outlet]
    capsys.readouterr()
    assert cli.main([*told, "--all"]) == 0
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return line  # type: ignore[no-any-return]


def test_a_judgement_reaches_the_outlet(
    city: ServerProcess, counter: NewCounter, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    case_id, case_no = late(one)
    told = judge(city, capsys, case_no, "E")
    assert (told["situation"], told["registered_as"], told["case_no"]) == ("E", "C", case_no)
    one.sync()
    reading = read_case(one.history(case_id))
    assert reading is not None
    assert reading.case.situation is Situation.UNCLEAR
    assert reading.case.judged is not None
    assert reading.case.judged.fact.by_name == "高云飞"
    assert is_judged_anew(reading.case)


def test_a_demand_goes_down_and_its_answer_up(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    case_id, case_no = late(one)
    assert demand(city, capsys, case_no)["answer_by"] == until()
    assert listed(city, capsys, outlet)["answer_by"] == until()
    one.sync()
    reading = read_case(one.history(case_id))
    assert reading is not None
    assert reading.case.demanded is not None
    one.save(case_id, DelayExplained(DelayReason.ABSENT, "已补人，今天答复"))
    one.sync()
    line = listed(city, capsys, outlet)
    assert (line["answer_by"], line["reason"], line["measures"]) == ("", "R4", "已补人，今天答复")
    assert one.verdicts(case_id)[-1][1] == "applied"


def test_another_machine_of_the_outlet_hears_it_too(
    city: ServerProcess, counter: NewCounter, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = counter(city), counter(city)
    case_id, case_no = late(one)
    demand(city, capsys, case_no)
    other.sync()
    reading = read_case(other.history(case_id))
    assert reading is not None
    assert reading.case.demanded is not None


def test_what_the_rules_refuse_leaves_nothing(
    city: ServerProcess, counter: NewCounter, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    case_id, case_no = late(one)
    assert judge(city, capsys, case_no, "C", ok=False) == {"err": "overseeing.same"}
    demand(city, capsys, case_no)
    assert demand(city, capsys, case_no, ok=False) == {"err": "overseeing.demanded"}
    _, in_time = late(one, dues=())
    assert demand(city, capsys, in_time, ok=False) == {"err": "delay.none"}
    one.sync()
    assert [kind for kind, _, _ in one.verdicts(case_id)] == ["registered", "delay_demanded"]


def test_a_case_that_has_ended_owes_no_answer(
    city: ServerProcess, counter: NewCounter, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    case_id, case_no = late(one)
    one.save(case_id, AnsweredOnSpot("可以。"))
    one.sync()
    assert demand(city, capsys, case_no, ok=False) == {"err": "state.guard"}


def test_a_number_nobody_has_is_said(city: ServerProcess, capsys: pytest.CaptureFixture[str]) -> None:
    told = judge(city, capsys, "HH01-20261118-010001-L", "E", ok=False)
    assert "HH01-20261118-010001-L" in str(told["err"])


@pytest.mark.parametrize(
    "words",
    [("--situation", "H"), ("--situation", "e"), ("--situation", "")],
)
def test_no_other_letter_is_taken(
    city: ServerProcess, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["word", "judge", "--database", city.database.url, "--case", "x", "--by", BY, "--reason", "x"]
    with pytest.raises(SystemExit):
        cli.main([*told, *words])
    assert "situation" in capsys.readouterr().err


def test_nobody_s_name_is_printed(
    city: ServerProcess, counter: NewCounter, capsys: pytest.CaptureFixture[str]
) -> None:
    _, case_no = late(counter(city))
    told = json.dumps(demand(city, capsys, case_no), ensure_ascii=False)
    assert "巴特尔" not in told
