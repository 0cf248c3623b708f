"""The city changes a clause: new papers say it, old ones are printed again as they were."""

import copy
import json
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.events import CaseEvent, PaperIssued
from outlet_app.domain.forms.texts import FormTextsError
from outlet_app.domain.problems import Refused
from outlet_app.services.issuing import fitting
from outlet_app.services.library import Shelf, read_library
from outlet_app.services.views import Outcome
from outlet_app.sync.wire import decode_event, encode_event
from tests.support.at_the_counter import accepted, answered, kinds, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, shelf
from tests.support.builders import OUTLET, event
from tests.support.entries import consultation

OLD, NEW = "决定不予受理", "依规决定不予受理"


def second_edition(since: str = "2026-11-01", version: str = "2026-2") -> bytes:
    """The bundled texts with another intro and series word of W06."""
    plain = copy.deepcopy(json.loads(shelf().forms[0]))
    plain["version"], plain["effective_from"] = version, since
    text = next(form for form in plain["forms"] if form["code"] == "W06")
    text["clauses"]["intro"] = text["clauses"]["intro"].replace(OLD, NEW)
    text["title"], text["word"] = "不予受理决定书", "拒"
    return json.dumps(plain).encode()


def with_both(since: str) -> Shelf:
    return replace(shelf(), forms=[*shelf().forms, second_edition(since)])


def rejected(bench: Bench, **detail: str) -> Outcome:
    told = RejectDetail("不属于本清单事项", **detail)
    return bench.counter().intake.decide(consultation(), Decision.REJECT, told)


def words(bench: Bench, outcome: Outcome) -> str:
    return text_of(bench.counter().papers.pdf(outcome.papers[0].paper_id))


class TestRejection:
    def test_a_rejection_leaves_a_paper_with_reason_and_the_right_door(self, bench: Bench) -> None:
        outcome = rejected(bench, basis="不在清单内", instead="12315，临河区胜利路，0478-12315")
        (paper,) = outcome.papers
        said = words(bench, outcome)
        assert (paper.form, paper.copy_no) == ("W06", 1)
        assert "".join(paper.number.split()) == "HH0101不受〔2026〕0001号"
        for text in (
            "不属于本清单事项",
            "不在清单内",
            "12315，临河区胜利路，0478-12315",
            outcome.case.case_no,
        ):
            assert text in said
        assert kinds(bench, outcome.case.case_id)[-1] == "paper_issued"

    def test_it_is_printed_again_with_the_same_number_day_and_reason(self, bench: Bench) -> None:
        outcome, papers = rejected(bench, basis="不在清单内"), bench.counter().papers
        bench.clock.forward(days=6)
        again = papers.reprint(outcome.case.case_id, "W06")
        said = text_of(papers.pdf(again.paper_id))
        assert (again.number, again.copy_no) == (outcome.papers[0].number, 2)
        assert "不在清单内" in said
        assert "2026年11月20日" in said
        assert "2026年11月26日" not in said

    def test_a_case_not_rejected_gets_no_such_paper(self, bench: Bench) -> None:
        assert "W06" not in fitting(accepted(bench).case)
        assert "W06" not in fitting(notified(bench).case)
        assert "W06" not in fitting(answered(bench).case)
        assert {"W04", "W05"} & set(fitting(rejected(bench).case)) == set()
        assert "W06" in fitting(rejected(bench).case)


class TestEditions:
    def test_a_paper_names_the_edition_in_its_head_and_in_the_record(self, bench: Bench) -> None:
        outcome = rejected(bench)
        assert "表号：W06（2026-1版）" in words(bench, outcome)
        assert outcome.case.papers[0].edition == "2026-1"

    def test_new_papers_say_the_new_clause_and_old_ones_the_old(self, bench: Bench) -> None:
        before = rejected(bench)
        bench.reference = read_library(with_both("2026-11-01")).at(OUTLET, "01")
        after, papers = rejected(bench), bench.counter().papers
        again = papers.reprint(before.case.case_id, "W06")
        old, new = text_of(papers.pdf(again.paper_id)), words(bench, after)
        assert (NEW in new, NEW in old, OLD in old) == (True, False, True)
        assert ("表号：W06（2026-2版）" in new, "表号：W06（2026-1版）" in old) == (True, True)
        assert ("不予受理决定书" in new, "不予受理通知书" in old) == (True, True)

    def test_a_new_word_begins_a_new_series_and_a_reprint_stays_in_the_old(self, bench: Bench) -> None:
        before = rejected(bench)
        bench.reference = read_library(with_both("2026-11-01")).at(OUTLET, "01")
        after = rejected(bench).papers[0]
        again = bench.counter().papers.reprint(before.case.case_id, "W06")
        assert "".join(after.number.split()) == "HH0101拒〔2026〕0001号"
        assert again.number == before.papers[0].number

    @pytest.mark.parametrize(
        ("today", "edition"),
        [
            (date(2026, 12, 31), "2026-1"),
            (date(2027, 1, 1), "2026-2"),
            (date(2020, 1, 1), "2026-1"),
        ],
    )
    def test_an_edition_counts_from_the_day_it_takes_effect(self, today: date, edition: str) -> None:
        reference = read_library(with_both("2027-01-01")).at(OUTLET, "01", today)
        assert reference.form_text("W06").edition == edition

    def test_an_edition_the_program_cannot_fill_is_refused_by_name(self) -> None:
        spoilt = second_edition().replace(b"{you}", b"{owner}", 1)
        with pytest.raises(FormTextsError) as refused:
            read_library(replace(shelf(), forms=[*shelf().forms, spoilt]))
        assert refused.value.reason == "unknown_field"

    def test_a_paper_of_a_version_without_editions_is_read_and_printed_again(self, bench: Bench) -> None:
        """Events of the first version say nothing of an edition."""
        told = encode_event(event(PaperIssued("W06", "HH0101 不受〔2026〕0001 号", 1, "0" * 64, 1)))
        older = told.replace(b',"edition":""', b"")
        assert older != told
        read = decode_event(older)
        assert isinstance(read, CaseEvent)
        assert read.fact == PaperIssued("W06", "HH0101 不受〔2026〕0001 号", 1, "0" * 64, 1, "")
        assert bench.reference.forms.drawn_with("W06", "").edition == "2026-1"

    def test_the_daily_sheet_names_its_edition_too(self, bench: Bench) -> None:
        counter = bench.counter(SUPERVISOR_PERSON)
        sheet = counter.day_sheet.issue(bench.clock.now().date())
        said = text_of(counter.papers.pdf(sheet.paper_id))
        assert "表号：W17（2026-1版）" in said
        assert "".join(sheet.number.split()) == "HH0101统〔2026〕0001号"


def test_a_form_the_case_has_not_come_to_is_refused_and_takes_no_number(bench: Bench) -> None:
    counter, case = bench.counter(), accepted(bench).case
    issuing, numbers = counter.papers._issuing, counter.intake._numbers
    with bench.database.unit_of_work() as uow, pytest.raises(Refused) as refused:
        issuing.issue(uow, numbers.taking(uow), case, "W06")
    assert refused.value.refusal.code == "paper.not_fitting"
    assert "0001" in rejected(bench).papers[0].number
