"""W07 and W08 of a 容缺受理: signed, then handed over; always as the promise was made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Agent, IdKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PromiseTerm
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.views import Outcome
from tests.support.at_the_counter import DEFERRED, accepted, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE
from tests.support.entries import checked, subsidy

WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
LINES = (PromiseTerm("8.2-A1", WEDNESDAY), PromiseTerm("8.2-A2", FRIDAY, PaperForm.ELECTRONIC))
BY_LINE = DeficientDetail(FRIDAY, volunteered=True, lines=LINES, authorised=True)


def owing(bench: Bench, **changes: object) -> IntakeEntry:
    rows = tuple(
        replace(row, remark="开户银行正在办理") if row.code == "8.2-A2" else row
        for row in subsidy(bench.reference, A1=DEFERRED, A2=DEFERRED).materials
    )
    return replace(subsidy(bench.reference), materials=rows, **changes)  # type: ignore[arg-type]


def promised(bench: Bench, **changes: object) -> Outcome:
    return bench.counter().intake.decide(owing(bench, **changes), Decision.DEFICIENT, BY_LINE)


def words(bench: Bench, outcome: Outcome, form: str) -> str:
    paper = next(one for one in outcome.papers if one.form == form)
    return text_of(bench.counter().papers.pdf(paper.paper_id))


def test_the_promise_is_printed_before_the_notice_and_both_after_the_commit(bench: Bench) -> None:
    outcome = promised(bench)
    assert [paper.form for paper in outcome.papers] == ["W07", "W08"]
    assert kinds(bench, outcome.case.case_id)[-3:] == ["accepted_deficient", "paper_issued", "paper_issued"]
    assert bench.spooler.jobs == []
    seen = bench.witness.high_water("inst-1")
    assert sorted(n for series, n in seen.items() if series.startswith("paper:")) == [1, 1]


def test_the_promise_has_its_five_clauses(bench: Bench) -> None:
    said = words(bench, promised(bench), "W07")
    for clause in (
        "所作承诺是本单位的真实意思表示",
        "本单位已经知晓需要补正的材料和补正时限",
        "本单位提供的所有申请材料真实、有效",
        "本单位在承诺期限内补正全部容缺材料，以材料到达受理网点的日期为准",
        "逾期未补正或者承诺不实的，本单位愿意承担终止办理、撤销办理结果、按规定记入信用记录的后果",
    ):
        assert clause in said, clause
    assert "本承诺书一式两份" in said


def test_each_material_stands_with_its_form_day_and_fault(bench: Bench) -> None:
    outcome = promised(bench)
    for form in ("W07", "W08"):
        said = words(bench, outcome, form)
        assert "1信用承诺书未提交原件1份2026年11月25日" in said
        assert "2银行账户证明开户银行正在办理电子件1份2026年11月27日" in said


def test_what_is_shared_was_not_handed_in(bench: Bench) -> None:
    said = words(bench, promised(bench), "W07")
    assert "1资助奖励申报书1原件" in said
    assert "2营业执照等主体资格证明—复印件免予提交" in said
    assert "信用承诺书1原件" not in said


def test_the_notice_names_the_last_day_and_what_happens_otherwise(bench: Bench) -> None:
    said = words(bench, promised(bench), "W08")
    assert "请于2026年11月27日前补齐补正全部容缺材料" in said
    assert "逾期未补齐补正的，终止办理，已收材料退还" in said
    assert "本网点于2026年11月20日容缺受理" in said
    assert "按申报期和规定时限反馈" in said


def test_the_items_own_promise_stands_in_the_notice(bench: Bench) -> None:
    rows = checked(bench.reference, "1.7", A1=DEFERRED)
    entry = replace(subsidy(bench.reference), item=1, sub_item="1.7", materials=rows)
    detail = DeficientDetail(WEDNESDAY, volunteered=True)
    said = words(bench, bench.counter().intake.decide(entry, Decision.DEFICIENT, detail), "W08")
    assert "2026年11月25日（周三）17:30前办结（自受理之日起3个工作日内）" in said


def test_an_agent_stands_as_who_was_entrusted(bench: Bench) -> None:
    agent = Agent("呼和·巴特尔", IdKind.ID_CARD, "152822196501010025", "13900001234")
    who = replace(ENTERPRISE, contact="呼和·巴特尔")
    said = words(bench, promised(bench, assisted=True, applicant=who, agent=agent), "W07")
    assert "受托人呼和·巴特尔" in said
    assert "152822196501010025" not in said


def test_numbers_are_masked(bench: Bench) -> None:
    outcome = promised(bench)
    for form in ("W07", "W08"):
        assert "13800002046" not in words(bench, outcome, form)


def test_a_day_the_applicant_named_is_certain_whatever_the_plan(bench: Bench) -> None:
    bench.clock.forward(days=40)
    detail = DeficientDetail(date(2027, 1, 5), volunteered=True)
    outcome = bench.counter().intake.decide(owing(bench), Decision.DEFICIENT, detail)
    said = words(bench, outcome, "W08")
    assert "请于2027年1月5日前补齐补正" in said
    assert "节假日安排未更新" not in said


@pytest.mark.parametrize(
    "later",
    [
        lambda bench, case_id: bench.counter().promises.supplement(
            case_id, {"8.2-A1": MaterialState.COMPLETE}
        ),
        lambda bench, case_id: bench.counter(SUPERVISOR_PERSON).promises.extend(case_id, 5, "停电"),
        lambda bench, case_id: bench.counter().promises.supplement(
            case_id, {"8.2-A1": MaterialState.COMPLETE, "8.2-A2": MaterialState.COMPLETE}
        ),
    ],
    ids=["in part", "extended", "in full"],
)
def test_a_further_print_shows_the_promise_as_it_was_made(
    bench: Bench, later: Callable[[Bench, str], object]
) -> None:
    outcome = promised(bench)
    later(bench, outcome.case.case_id)
    papers = bench.counter().papers
    again = papers.reprint(outcome.case.case_id, "W08")
    said = text_of(papers.pdf(again.paper_id))
    assert "1信用承诺书未提交原件1份2026年11月25日" in said
    assert "请于2026年11月27日前补齐补正" in said
    assert "第2次打印" in said


def test_no_such_paper_without_a_promise(bench: Bench) -> None:
    outcome = accepted(bench)
    with pytest.raises(Refused) as refused:
        bench.counter().papers.reprint(outcome.case.case_id, "W07")
    assert refused.value.refusal.code == "paper.missing"


def test_a_dead_printer_keeps_both_papers_for_later(bench: Bench) -> None:
    promised(bench)
    waiting = bench.counter().papers.unconfirmed()
    assert [paper.form for paper in waiting] == ["W07", "W08"]
