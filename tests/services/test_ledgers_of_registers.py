"""L10, L16, L19, L20 over a real store, and a registration that the city has not let count."""

from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.facts.activity import ActivityPublished, SignedIn, SignWay
from outlet_app.domain.materials import MaterialState
from outlet_app.services.ledgers import LedgerView
from outlet_app.wording import ledgers as words
from tests.support.activities import STARTS, person, planned
from tests.support.at_the_counter import accepted, answered, judged, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import search_report

DAY = date(2026, 11, 20)


def view(bench: Bench, code: str, since: date = DAY, until: date = DAY) -> LedgerView:
    return bench.counter(SUPERVISOR_PERSON).ledgers.view(code, since, until)


def told(bench: Bench, code: str, since: date = DAY, until: date = DAY) -> list[tuple[str, ...]]:
    """The lines as they are written, without the moment."""
    shown = view(bench, code, since, until)
    return [words.cells(line, shown.columns)[1:] for line in shown.lines]


def printed(bench: Bench, code: str, since: date = DAY, until: date = DAY) -> str:
    return text_of(bench.counter(SUPERVISOR_PERSON).ledgers.preview(view(bench, code, since, until)))


class TestNotLetIn:
    @pytest.mark.parametrize(("verdict", "said"), [("rejected", "市级未接收"), ("parked", "待市级处理")])
    def test_a_registration_the_city_has_not_let_count_stands_in_the_book_and_says_so(
        self, bench: Bench, verdict: str, said: str
    ) -> None:
        case = answered(bench).case
        judged(bench, [verdict], "CASE_NO_TAKEN")
        (line,) = told(bench, "L1")
        assert line[0] == f"{case.case_no}\n{said}"
        assert "商标注册要带什么材料" in line
        assert f"{said}" in printed(bench, "L1")

    def test_of_a_call_it_stands_in_the_book_of_calls_too(self, bench: Bench) -> None:
        answered(bench, channel=Channel.PHONE)
        judged(bench, ["rejected"], "CASE_NO_TAKEN")
        assert [len(told(bench, code)) for code in ("L1", "L2")] == [1, 1]

    def test_nothing_that_stands_on_it_is_told_but_its_papers(self, bench: Bench) -> None:
        accepted(bench)
        judged(bench, ["rejected"] * 5, "CASE_NO_TAKEN")
        assert [len(told(bench, code)) for code in ("L1", "L3", "L10", "L17")] == [1, 0, 0, 1]

    def test_one_that_counts_is_told_once_and_unmarked(self, bench: Bench) -> None:
        case = answered(bench).case
        judged(bench, ["applied", "applied"])
        (line,) = told(bench, "L1")
        assert line[0] == case.case_no

    def test_in_the_workbook_it_is_marked_as_well(self, bench: Bench, tmp_path: Path) -> None:
        answered(bench)
        judged(bench, ["parked"], "BUSY")
        shown = view(bench, "L1")
        assert [line.standing for line in shown.lines] == ["parked"]
        bench.counter(SUPERVISOR_PERSON).ledgers.export(shown, tmp_path / "l.xlsx")
        assert (tmp_path / "l.xlsx").stat().st_size > 1_000

    def test_another_day_does_not_tell_it(self, bench: Bench) -> None:
        answered(bench)
        judged(bench, ["rejected"], "CASE_NO_TAKEN")
        bench.clock.forward(days=1)
        assert told(bench, "L1", date(2026, 11, 21), date(2026, 11, 21)) == []


class TestMaterials:
    def test_what_was_taken_in_is_written_with_form_and_copies(self, bench: Bench) -> None:
        case = bench.counter().intake.decide(search_report(bench.reference), Decision.RECEIVE).case
        (line,) = told(bench, "L10")
        assert line[0] == case.case_no
        assert (line[1], line[2], line[6]) == ("收件", "其**", "苏日娜 0837")
        for row in case.materials:
            assert (row.name in line[4]) is (row.state is MaterialState.COMPLETE), row.name
        assert "（原件 1 份）" in line[4]

    def test_it_is_printed_without_names_in_full_or_telephones(self, bench: Bench) -> None:
        bench.counter().intake.decide(search_report(bench.reference), Decision.RECEIVE)
        said = printed(bench, "L10")
        assert "材料移交、原件保管台账" in said
        assert "其其格" not in said
        assert "1234" not in said.replace("01234", "")


class TestTrainings:
    def test_an_activity_stands_on_its_day_with_who_came_in_numbers(self, bench: Bench) -> None:
        trainings = bench.counter().trainings
        activity_id = trainings.plan(planned())
        trainings.tell(activity_id, ActivityPublished())
        seats = [trainings.enrol(activity_id, person(n)).seat.seat for n in (1, 2, 3)]
        bench.clock.at = STARTS
        trainings.tell(activity_id, SignedIn(seats[0], SignWay.CODE))
        assert told(bench, "L16") == []
        day = STARTS.date()
        assert told(bench, "L16", day, day) == [
            (
                "", "专利申请实务培训", "现场培训", "杭锦后旗政务服务大厅三楼", "3", "1", "1", "",
                "报名中", "",
            )
        ]  # fmt: skip
        said = printed(bench, "L16", day, day)
        assert "培训宣传台账" in said
        assert "学员1" not in said


class TestSending:
    def test_what_waits_stands_alone_until_the_city_has_it(self, bench: Bench) -> None:
        case = answered(bench).case
        first = told(bench, "L19")
        assert {line[0] for line in first} == {case.case_no}
        assert {(line[2], line[3]) for line in first} == {("等待发送", "1")}
        assert [line[1] for line in first] == ["首问登记", "当场答复"]
        judged(bench, ["applied"] * len(first))
        assert [(line[0], line[2], line[3]) for line in told(bench, "L19")] == [("", "已发送", "2")]

    def test_what_was_rejected_says_why(self, bench: Bench) -> None:
        answered(bench)
        judged(bench, ["rejected"], "CASE_NO_TAKEN")
        line = next(one for one in told(bench, "L19") if one[2] == "需您处理")
        assert line[4] == "办件号与另一台机器重复"
        assert line[5] == "苏日娜 0837"

    def test_it_is_printed_and_counts_what_it_lists(self, bench: Bench) -> None:
        answered(bench)
        said = printed(bench, "L19")
        assert "数据同步台账" in said
        assert "共2条" in said


class TestAudit:
    def test_a_voided_paper_and_a_further_print_stand_with_their_number(self, bench: Bench) -> None:
        outcome, head = notified(bench), bench.counter(SUPERVISOR_PERSON)
        number = outcome.papers[0].number
        head.papers.void(outcome.case.case_id, number, "未送达")
        head.papers.reprint(outcome.case.case_id, "W04", number=number)
        lines = told(bench, "L20")
        assert [(line[1], line[3], line[4]) for line in lines] == [
            ("文书作废", number, "未送达"),
            ("生成文书", number, "第 2 次打印"),
        ]
        assert {line[7] for line in lines} == {"高云飞 0001"}

    def test_a_day_without_such_deeds_says_that_there_are_none(self, bench: Bench) -> None:
        answered(bench)
        assert told(bench, "L20") == []
        assert "这段时间没有记录" in printed(bench, "L20")


@pytest.mark.parametrize("code", ["L10", "L16", "L19", "L20"])
def test_each_can_be_numbered_and_kept(bench: Bench, code: str) -> None:
    answered(bench)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    paper = ledgers.issue(ledgers.view(code, DAY, DAY))
    assert "".join(paper.number.split()) == "HH0101账〔2026〕0001号"
    assert words.name(code) in text_of(bench.counter().papers.pdf(paper.paper_id))
