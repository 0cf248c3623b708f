"""L8 帮办代办台账: each action with all it has to say, each turn of the help, of this outlet's own doing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.events import MaterialsTaken, Voided
from outlet_app.domain.facts.agency import AgencyMandated, Doing, Power, Way
from outlet_app.domain.ledgers import LEDGERS, Line, lines
from outlet_app.domain.problems import Refused
from outlet_app.services.ledgers import LedgerView
from outlet_app.wording import ledgers as words
from outlet_app.wording.agency import DOINGS
from tests.services.test_ledgers_service import strings
from tests.support.agencies import (
    DAY,
    FORMS,
    LICENCE,
    PASSED,
    RESUMED,
    acted,
    begun,
    by_helper,
    ended,
    handed,
    mandate,
    missed,
    stopped,
)
from tests.support.agency_desk import MINE, helped
from tests.support.at_the_counter import text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import OUTLET, event, registered

COLUMNS = LEDGERS["L8"].columns
FULL = acted(Doing.PAY, text="代缴年费", place="国家知识产权局", minutes=25, told=True, next_step="取票据")


def read(*facts: object, outlet: str = OUTLET) -> tuple[Line, ...]:
    """The ledger of one case helped."""
    told = [event(registered(), minutes=0), event(MaterialsTaken(), minutes=1)]
    told += [replace(by_helper(fact, minutes=2 + at), outlet=outlet) for at, fact in enumerate(facts)]  # type: ignore[arg-type]
    return lines(LEDGERS["L8"], [told], OUTLET, DAY, DAY)


def written(*facts: object) -> list[tuple[str, ...]]:
    """The lines as they are printed, without time and number."""
    return [words.cells(line, COLUMNS)[2:] for line in read(*facts)]


def test_what_stands_over_the_columns() -> None:
    assert words.heads(COLUMNS) == (
        "序号", "时间", "办件编号", "动作", "办理日期", "姓名或名称", "事项和办理项", "对象机构", "内容",
        "附件", "用时（分）", "告知委托人", "经办人",
    )  # fmt: skip
    assert words.titled("L8") == "L8　帮办代办台账"


def test_an_action_says_all_that_the_rule_asks_for() -> None:
    told = written(begun(), FULL)[1]
    assert told[:3] == ("缴费", "2026-11-20", "河套禾源食品有限公司")
    assert told[4:9] == ("国家知识产权局", "代缴年费", "票据 3 号", "25", "是")
    assert told[9] == "1508260838"


@pytest.mark.parametrize("doing", Doing)
def test_every_doing_has_its_word(doing: Doing) -> None:
    told = written(begun(), acted(doing, minutes=0))[1]
    assert told[0] == DOINGS[doing]
    assert (told[7], told[8]) == ("", "否")


def test_a_call_in_vain_says_so() -> None:
    assert written(begun(), missed())[1][0] == "通话，未接通"


def test_every_turn_of_a_help_is_a_line() -> None:
    told = written(
        begun(),
        AgencyMandated(mandate(Power.COLLECT), "代领结果"),
        handed(Way.IN, FORMS),
        stopped(returned=(LICENCE,)),
        RESUMED,
        PASSED,
        ended(returned=(FORMS,)),
    )  # fmt: skip
    assert [(line[0], line[4], line[5], line[6]) for line in told] == [
        ("帮办代办受理", "", "代办专利转化资助申报", "营业执照、申报书"),
        ("授权委托", "", "代领结果", ""),
        ("材料移交", "刘建平", "原件退还", "申报书"),
        ("帮办代办中止", "", "提交和取件", "营业执照"),
        ("帮办代办续办", "", "提交和取件", ""),
        ("帮办代办人员交接", "", "取件", ""),
        ("帮办代办办结", "", "填表、提交、取件", "申报书"),
    ]


def test_what_another_outlet_did_stands_in_its_own_ledger() -> None:
    assert read(begun(), FULL, outlet="1508261001") == ()


def test_other_facts_of_the_case_make_no_line() -> None:
    assert read() == ()


def test_a_void_case_keeps_its_lines() -> None:
    told = read(begun(), FULL, ended(), Voided("duplicate"))
    assert len(told) == 3
    assert all(line.voided for line in told)


class TestAtTheCounter:
    """Read from the real journal, printed and saved."""

    def view(self, bench: Bench) -> LedgerView:
        return bench.counter(SUPERVISOR_PERSON).ledgers.view("L8", date(2026, 11, 20), date(2026, 11, 20))

    @pytest.fixture
    def busy(self, bench: Bench) -> Bench:
        """Two helped, one of them with twelve papers and a rare name."""
        case_id = helped(bench)
        bench.counter().agencies.act(case_id, FULL)
        many = tuple(replace(FORMS, name=f"第{n}号证明") for n in range(1, 13))
        helped(bench, replace(MINE, materials=many), name="𠮷𬎆·额尔敦知识产权服务有限公司")
        return bench

    def test_names_are_looked_up(self, busy: Bench) -> None:
        told = self.view(busy)
        assert [line.cells["clerk"] for line in told.lines] == ["苏日娜 0837"] * 3
        assert told.lines[0].cells["matter"] == "信息查询\n复杂查询报告"

    def test_a_person_is_masked(self, busy: Bench) -> None:
        assert self.view(busy).lines[0].cells["applicant"] == "其**"

    def test_the_print_is_numbered_and_says_everything(self, busy: Bench) -> None:
        counter = busy.counter(SUPERVISOR_PERSON)
        paper = counter.ledgers.issue(self.view(busy))
        said = text_of(counter.papers.pdf(paper.paper_id))
        for part in (
            "帮办代办台账",
            "缴费",
            "代缴年费",
            "票据3号",
            "国家知识产权局",
            "第12号证明",
            "告知委托人",
            "共3条",
        ):
            assert part in said, part
        assert paper.number

    def test_the_workbook_holds_the_same(self, busy: Bench, tmp_path: Path) -> None:
        path = tmp_path / "台账.xlsx"
        busy.counter(SUPERVISOR_PERSON).ledgers.export(self.view(busy), path)
        found = strings(path)
        assert {"帮办代办台账", "代缴年费", "𠮷𬎆·额尔敦知识产权服务有限公司", "用时（分）"} <= set(found)

    def test_a_clerk_does_not_read_it(self, busy: Bench) -> None:
        with pytest.raises(Refused):
            busy.counter(CLERK_PERSON).ledgers.view("L8", date(2026, 11, 20), date(2026, 11, 20))


class TestMaterials:
    """L10: what a helper took, passed on and gave back stands with the materials of the window."""

    def rows(self, *facts: object) -> list[tuple[str, str, str]]:
        told = [event(registered(), minutes=0), event(MaterialsTaken(), minutes=1)]
        told += [by_helper(fact, minutes=2 + at) for at, fact in enumerate(facts)]  # type: ignore[arg-type]
        ledger = LEDGERS["L10"]
        at = {column: place for place, column in enumerate(ledger.columns, 2)}
        cells = (words.cells(line, ledger.columns) for line in lines(ledger, [told], OUTLET, DAY, DAY))
        return [(cell[at["event"]], cell[at["held"]], cell[at["to"]]) for cell in cells]

    def test_every_hand_over_is_a_line(self) -> None:
        told = self.rows(
            begun(),
            handed(Way.IN, FORMS, other="其木格"),
            handed(Way.AWAY, FORMS, other="市知识产权科"),
            handed(Way.OUT, LICENCE, other="刘建平"),
            stopped(returned=(FORMS,)),
            RESUMED,
            ended(returned=(FORMS,)),
        )
        assert [(event_word, to) for event_word, _, to in told] == [
            ("帮办代办受理", ""),
            ("材料移交", ""),
            ("材料移交", "市知识产权科"),
            ("材料移交", "刘建平"),
            ("帮办代办中止", ""),
            ("帮办代办办结", ""),
        ]
        assert "营业执照" in told[0][1]
        assert "申报书" in told[0][1]
        assert "营业执照" in told[3][1]
        assert "申报书" not in told[3][1]

    def test_a_turn_without_papers_is_no_line(self) -> None:
        told = self.rows(begun(materials=()), acted(), stopped(), RESUMED, PASSED, ended(returned=()))
        assert told == []
