"""What a decision at the counter leaves behind."""

from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import (
    DeficientDetail,
    NoticeDraft,
    RejectDetail,
    TransferDetail,
)
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.models.errors import DatabaseLocked
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import DEFERRED, FAULTY, MISSING, held, kinds, text_of
from tests.support.bench import Bench
from tests.support.builders import CLERK
from tests.support.entries import consultation, search_report, subsidy


def test_a_question_answered_at_once_is_a_closed_case_with_a_number(bench: Bench) -> None:
    outcome = bench.counter().intake.decide(consultation(), Decision.ANSWER)
    assert outcome.case.state is State.CLOSED
    assert outcome.case.case_no.startswith("HH01-20261120-010001-")
    assert outcome.papers == ()
    assert kinds(bench, outcome.case.case_id) == ["registered", "answered_on_spot"]


def test_acceptance_prints_a_notice_whose_hash_is_in_the_record(bench: Bench) -> None:
    counter = bench.counter()
    outcome = counter.intake.decide(search_report(bench.reference), Decision.ACCEPT)
    (paper,) = outcome.papers
    words = text_of(counter.papers.pdf(paper.paper_id))
    assert paper.number.startswith("HH0101")
    assert paper.form == "W05"
    assert outcome.case.case_no in words
    assert "其其格" in words
    assert "152822196501010025" not in words
    assert outcome.case.papers[0].number == paper.number
    # Friday: three working days later is Wednesday, end of business.
    assert outcome.case.due is not None
    assert outcome.case.due.at is not None
    assert outcome.case.due.at.isoformat() == "2026-11-25T17:30:00+08:00"
    assert kinds(bench, outcome.case.case_id)[-1] == "paper_issued"


def test_a_notice_says_everything_at_once_and_waits_for_the_applicant(bench: Bench) -> None:
    counter = bench.counter()
    entry = subsidy(bench.reference, M1=MISSING, M3=FAULTY)
    draft = counter.notices.draft(entry)
    assert [line.code for line in draft.lines] == ["8.2-M1", "8.2-M3"]
    assert all(line.issue and line.remedy for line in draft.lines)
    outcome = counter.notices.issue(entry, NoticeDraft(draft.lines, draft.correction_workdays, verified=True))
    words = text_of(counter.papers.pdf(outcome.papers[0].paper_id))
    assert outcome.case.state is State.CORRECTION
    for line in draft.lines:
        assert line.name in words
    assert "".join(draft.lines[0].remedy.split()) in words
    assert outcome.case.case_no in words


def test_a_notice_without_the_tick_is_refused_and_keeps_nothing(bench: Bench) -> None:
    counter = bench.counter()
    entry = subsidy(bench.reference, M1=MISSING)
    with pytest.raises(Refused) as refused:
        counter.notices.issue(entry, counter.notices.draft(entry))
    assert refused.value.refusal.code == "notice.not_verified"
    assert counter.cases.page(CaseFilter()).total == 0


def test_the_preview_has_no_number_and_keeps_nothing(bench: Bench) -> None:
    counter = bench.counter()
    entry = subsidy(bench.reference, M1=MISSING)
    words = text_of(counter.notices.preview(entry, counter.notices.draft(entry)))
    assert "预览" in words
    assert "HH0101" not in words
    assert counter.cases.page(CaseFilter()).total == 0


def test_a_promise_for_secondary_papers_makes_a_deficient_acceptance(bench: Bench) -> None:
    counter = bench.counter()
    entry = subsidy(bench.reference, A1=DEFERRED)
    by = bench.clock.now().date().replace(day=25)
    outcome = counter.intake.decide(entry, Decision.DEFICIENT, DeficientDetail(by, volunteered=True))
    assert outcome.case.state is State.ACCEPTED_DEFICIENT
    assert [(line.code, line.due) for line in outcome.case.promises] == [("8.2-A1", by)]


@pytest.mark.parametrize(
    ("detail", "code"),
    [
        (DeficientDetail(promised_by=date(2026, 11, 25)), "promise.not_volunteered"),
        (
            DeficientDetail(promised_by=date(2027, 3, 1), volunteered=True),
            "promise.too_late",
        ),
    ],
)
def test_a_promise_has_its_conditions(bench: Bench, detail: DeficientDetail, code: str) -> None:
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(subsidy(bench.reference, A1=DEFERRED), Decision.DEFICIENT, detail)
    assert refused.value.refusal.code == code


def test_a_transfer_leaves_the_first_contact_responsible(bench: Bench) -> None:
    detail = TransferDetail("1508001001", "", "市级窗口", "需专业人员答复")
    entry = consultation(applicant=subsidy(bench.reference).applicant)
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, detail).case
    assert (case.state, case.first_contact, case.handler) == (State.TRANSFERRED, CLERK, CLERK)


def test_a_refusal_says_where_to_go(bench: Bench) -> None:
    detail = RejectDetail("not_in_remit", "", "12315")
    case = bench.counter().intake.decide(consultation(), Decision.REJECT, detail).case
    assert (case.state, case.outcome) == (State.REJECTED, "not_in_remit")


def test_an_incomplete_page_is_refused_with_the_count(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(consultation(answer="", request=""), Decision.ANSWER)
    assert (refused.value.refusal.code, refused.value.refusal.args["n"]) == ("entry.incomplete", 2)


def test_numbers_go_on_through_the_day_and_begin_anew_the_next(bench: Bench) -> None:
    counter = bench.counter()
    first = counter.intake.decide(consultation(), Decision.ANSWER).case.case_no
    second = counter.intake.decide(consultation(), Decision.ANSWER).case.case_no
    bench.clock.forward(days=1)
    third = counter.intake.decide(consultation(), Decision.ANSWER).case.case_no
    assert [no[5:20] for no in (first, second, third)] == [
        "20261120-010001", "20261120-010002", "20261121-010001",
    ]  # fmt: skip


def test_a_machine_set_back_takes_no_number_twice(bench: Bench) -> None:
    bench.counter().intake.decide(consultation(), Decision.ANSWER)
    bench.witness.append("inst-1", 9, "case:2026-11-20", 7)
    following = bench.counter().intake.decide(consultation(), Decision.ANSWER).case.case_no
    assert following.startswith("HH01-20261120-010008")


def test_the_number_is_witnessed_before_it_can_be_printed(bench: Bench) -> None:
    bench.counter().intake.decide(search_report(bench.reference), Decision.ACCEPT)
    seen = bench.witness.high_water("inst-1")
    assert seen["case:2026-11-20"] == 1
    assert [n for series, n in seen.items() if series.startswith("paper:")] == [1]


def test_a_locked_store_keeps_nothing_and_gives_no_number_away(bench: Bench, tmp_path: Path) -> None:
    counter = bench.counter()
    with held(bench.database), pytest.raises(DatabaseLocked):
        counter.intake.decide(consultation(), Decision.ANSWER)
    assert counter.intake.decide(consultation(), Decision.ANSWER).case.case_no.startswith(
        "HH01-20261120-010001"
    )


def test_a_case_is_in_the_queue_the_moment_it_is_saved(bench: Bench) -> None:
    outcome = bench.counter().intake.decide(search_report(bench.reference), Decision.ACCEPT)
    with bench.database.reading() as uow:
        waiting = [sent.op_id for sent in uow.outbox.batch(100, 1_000_000)]
        journal = [entry.op_id for entry in uow.journal.of_case(outcome.case.case_id)]
    assert waiting == journal
    assert len(waiting) == 5


def test_the_decision_takes_the_draft_away(bench: Bench) -> None:
    counter = bench.counter()
    counter.drafts.save(consultation(), None, "answer")
    counter.intake.decide(consultation(), Decision.ANSWER)
    assert counter.drafts.load() is None


def test_the_same_applicant_and_item_on_one_day_is_pointed_out(bench: Bench) -> None:
    counter = bench.counter()
    entry = search_report(bench.reference)
    assert counter.intake.duplicate_of(entry) is None
    case = counter.intake.decide(entry, Decision.ACCEPT).case
    hint = counter.intake.duplicate_of(entry)
    assert hint is not None
    assert (hint.case_no, hint.clerk) == (case.case_no, "苏日娜")
    bench.clock.forward(days=1)
    assert counter.intake.duplicate_of(entry) is None


def test_the_deadline_is_shown_before_anything_is_saved(bench: Bench) -> None:
    shown = bench.counter().intake.due_preview("1.7")
    assert shown.main is not None
    assert shown.main.at is not None
    assert shown.main.at.isoformat() == "2026-11-25T17:30:00+08:00"
    assert [mark.day.day for mark in shown.days] == [20, 21, 22, 23, 24, 25]
