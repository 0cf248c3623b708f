"""W18 超期清单: every late case of the outlet with its clock, how late, why and what is done."""

from dataclasses import replace

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.problems import Refused
from tests.services.test_transfers import TO_WULAN, WULAN, asked
from tests.support.at_the_counter import accepted, answered, named, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import search_report


@pytest.fixture(autouse=True)
def colleague(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()


def printed(bench: Bench) -> str:
    """The words of a fresh list."""
    paper = bench.counter(SUPERVISOR_PERSON).overdue_list.issue()
    return text_of(bench.counter().papers.pdf(paper.paper_id))


def test_a_late_case_is_told_in_full(bench: Bench) -> None:
    case = accepted(bench).case
    bench.clock.forward(days=6)
    bench.counter().oversight.explain(case.case_id, DelayReason.DIFFICULT, "今天出具报告")
    told = printed(bench)
    for part in (
        "超期清单",
        "范围：杭锦后旗知识产权公共服务窗口，共1件。",
        "其**",
        "复杂查询报告",
        "自受理之日起3个工作日内办结",
        "2026-11-2517:30",
        "1个工作日",
        "待办理",
        "苏日娜0837",
        "R5疑难复杂",
        "今天出具报告",
        "填表人",
    ):
        assert part in told, part
    assert "".join(case.case_no.split()) in told
    assert "其其格" not in told


def test_hours_are_told_in_hours(bench: Bench) -> None:
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    bench.clock.forward(hours=29)
    told = printed(bench)
    assert "5小时" in told
    assert "24小时内反馈处理意见" in told
    assert "乌兰0838" in told


def test_an_unexplained_one_leaves_room_for_the_pen(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    assert "R5" not in printed(bench)


def test_the_list_is_numbered_and_kept(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    head = bench.counter(SUPERVISOR_PERSON)
    first, second = head.overdue_list.issue(), head.overdue_list.issue()
    assert [first.number, second.number] == ["HH0101 超〔2026〕0001 号", "HH0101 超〔2026〕0002 号"]
    assert head.papers.spool(first.paper_id) == 1
    assert bench.spooler.jobs[-1].title == first.number


def test_nothing_late_is_no_list_and_takes_no_number(bench: Bench) -> None:
    accepted(bench)
    answered(bench)
    with pytest.raises(Refused, match=r"overdue\.none"):
        printed(bench)
    bench.clock.forward(days=6)
    paper = bench.counter(SUPERVISOR_PERSON).overdue_list.issue()
    assert paper.number == "HH0101 超〔2026〕0001 号"


def test_what_waits_for_the_applicant_is_not_late(bench: Bench) -> None:
    notified(bench)
    bench.clock.forward(days=40)
    with pytest.raises(Refused, match=r"overdue\.none"):
        printed(bench)


def test_a_clerk_prints_none(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    with pytest.raises(Refused, match=r"right\.missing"):
        bench.counter().overdue_list.issue()


def test_twelve_late_cases_go_over_the_page_with_their_head(bench: Bench) -> None:
    for number in range(12):
        entry = replace(
            search_report(bench.reference), applicant=named(bench, name=f"阿拉坦·额尔敦𬎆{number}")
        )
        bench.counter().intake.decide(entry, Decision.ACCEPT)
    bench.clock.forward(days=6)
    told = printed(bench)
    assert "共12件" in told
    assert told.count("复杂查询报告") == 12
    assert told.count("超期原因采取措施") + told.count("超期原因") >= 2
    assert "以下空白" in told
