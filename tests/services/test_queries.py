"""转为复杂查询 over a real store: from the answer at the counter to the report, under one number."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import accepted, answered, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import checked

DAY = date(2026, 11, 20)
WHO = Applicant(
    ApplicantKind.PERSON, "乌云其木格·𬎆", IdKind.ID_CARD, "152822196501010025", "", "13900001234"
)
REASON = "需要比对技术方案"


def queried(bench: Bench) -> Case:
    """专利基础查询 answered at once."""
    asked = {"item": 1, "sub_item": "1.1", "request": "查一件脱壳装置专利", "answer": "该专利权有效。"}
    return answered(bench, applicant=WHO, **asked).case


def deepened(bench: Bench, sub_item: str = "1.7") -> Case:
    return bench.counter().queries.deepen(queried(bench).case_id, sub_item, REASON, "脱壳装置查新")


def test_the_choices_are_those_of_the_list_that_take_days(bench: Bench) -> None:
    assert [one.code for one in bench.counter().queries.deeper(queried(bench))] == ["1.5", "1.6", "1.7"]


def test_its_three_working_days_run_from_the_registration(bench: Bench) -> None:
    case = deepened(bench)
    (due,) = case.dues
    assert due.at is not None
    assert due.at.date() == date(2026, 11, 25)  # Friday the 20th and three working days
    assert kinds(bench, case.case_id)[-1] == "query_deepened"


def test_it_is_found_again_among_the_open_ones_and_presses(bench: Bench) -> None:
    case = deepened(bench)
    counter = bench.counter()
    (row,) = counter.cases.page(CaseFilter(), 50).rows
    assert (row.case_no, row.sub_item, row.state, row.ended_at) == (
        case.case_no, "1.7", State.REGISTERED, None,
    )  # fmt: skip
    assert [one.case_id for one in counter.desk.view().todo] == [case.case_id]


def test_from_the_answer_to_the_report_under_one_number(bench: Bench) -> None:
    case, counter = deepened(bench), bench.counter()
    sheet = counter.examining.sheet(case.case_id)
    assert {row.code.rpartition("-")[0] for row in sheet.rows} == {"1.7"}
    entry = sheet.entry
    filled = checked(bench.reference, "1.7")
    made = counter.examining.decide(case.case_id, replace(entry, materials=filled), Decision.ACCEPT)
    assert [paper.form for paper in made.papers] == ["W05"]
    said = text_of(counter.papers.pdf(made.papers[0].paper_id))
    assert "复杂查询报告" in said
    assert case.case_no in said
    assert made.case.accepted_at is not None
    assert made.case.accepted_at.date() == DAY
    due = next(one for one in made.case.dues if one.at)
    assert due.at is not None
    assert due.at.date() == date(2026, 11, 25)
    for stage in ("检索中", "审核", "已出报告"):
        counter.tracking.reach(case.case_id, stage)
    closed = counter.cases.close(case.case_id, "检索查询报告")
    assert (closed.state, closed.case_no) == (State.CLOSED, case.case_no)


def test_the_papers_of_the_matter_are_now_those_of_a_report(bench: Bench) -> None:
    assert bench.counter().outcomes.forms(deepened(bench)) == ("R02", "R11")


def test_the_day_sheet_counts_one_visit_one_answer_and_one_open_case(bench: Bench) -> None:
    deepened(bench)
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(DAY)
    assert broken_identities(sheet) == ()
    assert (sheet.total.visits, sheet.total.closed) == (1, 0)
    assert (sheet.flow.new, sheet.flow.carried_over) == (1, 1)


def test_the_next_day_it_is_refused_and_nothing_changes(bench: Bench) -> None:
    case = queried(bench)
    before = kinds(bench, case.case_id)
    bench.clock.forward(days=1)
    with pytest.raises(Refused) as refused:
        bench.counter().queries.deepen(case.case_id, "1.7", REASON)
    assert refused.value.refusal.code == "query.other_day"
    assert kinds(bench, case.case_id) == before


def test_at_the_last_minute_of_the_day_it_still_goes(bench: Bench) -> None:
    case = queried(bench)
    bench.clock.forward(hours=14, minutes=50)
    assert bench.counter().queries.deepen(case.case_id, "1.7", REASON).deepened is not None


@pytest.mark.parametrize("sub_item", ["1.1", "1.2", "2.9", "", "不存在"])
def test_what_the_list_does_not_have_for_it_is_refused(bench: Bench, sub_item: str) -> None:
    case = queried(bench)
    with pytest.raises(Refused) as refused:
        bench.counter().queries.deepen(case.case_id, sub_item, REASON)
    assert refused.value.refusal.code == "query.none"


def test_a_second_time_is_refused(bench: Bench) -> None:
    case = deepened(bench)
    with pytest.raises(Refused) as refused:
        bench.counter().queries.deepen(case.case_id, "1.6", REASON)
    assert refused.value.refusal.code == "state.guard"


def test_a_question_of_another_item_is_no_query(bench: Bench) -> None:
    for case in (answered(bench).case, accepted(bench).case):
        assert "deepen" not in bench.counter().cases.detail(case.case_id).actions


def test_the_offer_ends_with_the_day(bench: Bench) -> None:
    case = queried(bench)
    assert "deepen" in bench.counter().cases.detail(case.case_id).actions
    bench.clock.forward(days=1)
    assert "deepen" not in bench.counter().cases.detail(case.case_id).actions


def test_everything_read_again_stands_as_it_did(bench: Bench) -> None:
    case = deepened(bench)
    again = bench.counter().cases.detail(case.case_id).case
    assert again == case
    assert again.registered.applicant.name == "乌云其木格·𬎆"
    assert again.answer == "该专利权有效。"


def test_over_new_year_the_days_are_counted_on(bench: Bench) -> None:
    bench.clock.forward(days=(date(2026, 12, 30) - DAY) / timedelta(days=1))
    case = deepened(bench)
    (due,) = case.dues
    assert due.at is not None
    assert due.at.date().year == 2027
