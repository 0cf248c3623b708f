"""W18 from 统计报表: read as of now from the real store, printed in its own series, saved as a workbook."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail
from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.ledgers import LEDGERS
from outlet_app.domain.ledgers.late import COLUMNS, Late
from outlet_app.domain.problems import Refused
from outlet_app.services.ledgers import LedgerView, form_of
from outlet_app.wording import late_words
from outlet_app.wording import ledgers as words
from outlet_app.wording.voices.papers import paper_name
from tests.support.at_the_counter import DEFERRED, accepted, answered, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import MORNING
from tests.support.entries import search_report, subsidy
from tests.support.task_bench import arrive

DAY = MORNING.date()
MONGOLIAN = Applicant(
    ApplicantKind.PERSON,
    "乌云其木格·阿拉坦格日勒·䶮",
    IdKind.ID_CARD,
    "152822196501010025",
    phone="13900001234",
)


def view(bench: Bench, which: Late = Late.OVERDUE) -> LedgerView:
    return bench.counter(SUPERVISOR_PERSON).ledgers.view(which, DAY, DAY)


def told(bench: Bench, which: Late = Late.OVERDUE) -> list[tuple[str, ...]]:
    shown = view(bench, which)
    return [words.cells(line, shown.columns) for line in shown.lines]


def printed(bench: Bench, which: Late = Late.OVERDUE) -> str:
    return text_of(bench.counter(SUPERVISOR_PERSON).ledgers.preview(view(bench, which)))


def test_a_report_stands_there_once_its_time_is_over(bench: Bench) -> None:
    case = accepted(bench).case
    assert told(bench) == []
    bench.clock.forward(days=7)
    ((at, number, *rest),) = told(bench)
    assert (at, number) == ("2026-11-20 09:05", case.case_no)
    assert rest == [
        "其**", "信息查询\n复杂查询报告", "办结", "2026-11-25 17:30", "2 个工作日", "待办理", "苏日娜 0837",
        "", "", "",
    ]  # fmt: skip


def test_the_day_before_it_is_nearly_late(bench: Bench) -> None:
    accepted(bench)
    found = []
    for _ in range(6):
        found.append([len(told(bench, which)) for which in (Late.SOON, Late.OVERDUE)])
        bench.clock.forward(days=1)
    # Friday, the weekend, Monday; then the day before, the day itself.
    assert found == [[0, 0], [0, 0], [0, 0], [0, 0], [1, 0], [1, 0]]


def test_a_promise_not_kept_stands_on_its_own_list(bench: Bench) -> None:
    entry = subsidy(bench.reference, A1=DEFERRED, A2=DEFERRED)
    detail = DeficientDetail(date(2026, 11, 25), volunteered=True)
    case = bench.counter().intake.decide(entry, Decision.DEFICIENT, detail).case
    bench.clock.forward(days=6)
    (line,) = told(bench, Late.SUPPLEMENT)
    assert (line[1], line[4], line[7]) == (case.case_no, "容缺补齐", "待补交材料")


def test_no_feedback_within_a_day_stands_on_its_own_list(bench: Bench) -> None:
    entry = replace(search_report(bench.reference), item=2, sub_item="2.9", request="疑难咨询", materials=())
    case = bench.counter().intake.decide(entry, Decision.RECEIVE).case
    rules = {due.rule for due in case.dues}
    bench.clock.forward(days=2)
    numbers = [line[1] for line in told(bench, Late.FEEDBACK)]
    assert numbers == ([case.case_no] if rules & {"feedback", "response"} else [])


def test_what_was_explained_stands_with_reason_and_measures(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    bench.clock.forward(days=7)
    bench.counter().oversight.explain(case_id, DelayReason.DIFFICULT, "请专家会商，周五前答复")
    (line,) = told(bench)
    assert line[-3:] == ("R5 疑难复杂", "请专家会商，周五前答复", "")


def test_a_bad_review_whose_time_is_over_names_nobody(bench: Bench) -> None:
    arrive(bench)
    bench.clock.forward(days=9)
    (line,) = told(bench, Late.REVIEW)
    assert (line[2], line[4]) == ("", "差评整改")
    assert "差评未整改清单" in printed(bench, Late.REVIEW)


def test_an_answer_on_the_spot_is_never_late(bench: Bench) -> None:
    answered(bench)
    bench.clock.forward(days=30)
    assert [len(told(bench, which)) for which in Late] == [0] * 5


def test_only_who_leads_reads_it(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        bench.counter(CLERK_PERSON).ledgers.view(Late.OVERDUE, DAY, DAY)
    assert refused.value.refusal.code == "right.missing"


def test_the_paper_has_its_own_series_scope_and_legend(bench: Bench) -> None:
    accepted(bench, applicant=MONGOLIAN)
    bench.clock.forward(days=7)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    paper = ledgers.issue(view(bench))
    assert (paper.form, "".join(paper.number.split())) == ("W18", "HH0101超〔2026〕0001号")
    said = text_of(bench.counter().papers.pdf(paper.paper_id))
    for text in (
        "表号：W18（2026-1版）",
        "超期清单",
        "统计时间：2026-11-2709:05。范围：本网点在办、已过办理时限的办件。共1条。",
        "受理时间",
        "时限规则",
        "应办结时间",
        "督办人签字",
        "以下空白",
        "超期原因由承办人填写，督办人签字后归档。",
        "R1等待上级或外部审批",
        "R9其他",
        "2个工作日",
    ):
        assert text in said, text
    assert "阿拉坦格日勒" not in said


def test_a_book_of_days_keeps_its_own_series(bench: Bench) -> None:
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    assert ledgers.issue(ledgers.view("L1", DAY, DAY)).form == "W19"
    assert {form_of(code) for code in LEDGERS} == {"W19"}
    assert {form_of(which) for which in Late} == {"W18"}
    assert paper_name("W18") == "超期清单"


def test_an_empty_list_says_so(bench: Bench) -> None:
    assert "这段时间没有记录" in printed(bench)


def test_it_can_be_saved_as_a_workbook(bench: Bench, tmp_path: Path) -> None:
    accepted(bench)
    bench.clock.forward(days=7)
    path = tmp_path / "late.xlsx"
    bench.counter(SUPERVISOR_PERSON).ledgers.export(view(bench), path)
    with zipfile.ZipFile(path) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    for text in ("超期清单", "受理时间", "2 个工作日", "督办人签字", "范围：本网点在办"):
        assert text in strings, text


def test_what_another_outlet_holds_is_not_ours(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=7)
    assert view(bench).since == view(bench).until == (MORNING + timedelta(days=7)).date()
    assert len(view(bench).lines) == 1


@pytest.mark.parametrize(
    ("which", "name", "listed"),
    [
        (Late.OVERDUE, "超期清单", "W18　超期清单（截至现在）"),
        (Late.SOON, "临期清单", "W18　临期清单（截至现在）"),
        (Late.SUPPLEMENT, "容缺逾期清单", "W18　容缺逾期清单（截至现在）"),
        (Late.FEEDBACK, "24 小时未反馈清单", "W18　24 小时未反馈清单（截至现在）"),
        (Late.REVIEW, "差评未整改清单", "W18　差评未整改清单（截至现在）"),
    ],
)
def test_each_list_has_its_name_and_scope(which: Late, name: str, listed: str) -> None:
    assert (words.name(which), words.titled(which)) == (name, listed)
    assert late_words.SCOPES[which].startswith(("本网点", "派到本网点"))


def test_every_column_has_a_head_and_the_moment_its_own() -> None:
    assert words.heads(COLUMNS) == (
        "序号", "受理时间", "办件编号", "姓名或名称", "事项和办理项", "时限规则", "应办结时间", "已超",
        "当前状态",
        "承办人", "超期原因", "采取措施", "督办人签字",
    )  # fmt: skip
    assert words.heads(LEDGERS["L1"].columns)[1] == "时间"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("over", "d3", "3 个工作日"),
        ("over", "h0", "0 小时"),
        ("over", "h64", "64 小时"),
        ("rule", "answer", "答复"),
        ("rule", "feedback", "反馈处理意见"),
        ("rule", "supplement", "容缺补齐"),
        ("rule", "rectification", "差评整改"),
        ("rule", "something_new", "办结"),
        ("place_now", "case:in_progress", "办理中"),
        ("place_now", "task:verified", "待定性"),
        ("delay", "R1", "R1 等待上级或外部审批"),
        ("delay", "R6", "R6 忘办"),
        ("delay", "", ""),
    ],
)
def test_how_each_cell_is_written(column: str, value: str, said: str) -> None:
    assert words.cell(column, value) == said
