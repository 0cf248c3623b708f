"""A paper is one thing: what is stored is what is shown, hashed, printed and exported (decisions 6)."""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import PaperIssued, PrintFailed
from outlet_app.domain.problems import Refused
from outlet_app.models.errors import DatabaseLocked
from outlet_app.printing.cannot import CannotPrint
from outlet_app.services.reading import read_case
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import (
    MISSING,
    accepted,
    accepted_for,
    answered,
    events_of_all,
    from_the_city,
    held,
    history,
    judged,
    kinds,
    notified,
    text_of,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import subsidy

RARE = ("䶮", "龑", "㛃", "𬎆", "𠮷")


def facts(bench: Bench, case_id: str) -> list[object]:
    reading = read_case(history(bench, case_id))
    assert reading is not None
    return [step.event.fact for step in reading.steps]


def test_what_is_stored_is_what_the_event_vouches_for(bench: Bench) -> None:
    outcome = accepted(bench)
    pdf = bench.counter().papers.pdf(outcome.papers[0].paper_id)
    issued = facts(bench, outcome.case.case_id)[-1]
    assert isinstance(issued, PaperIssued)
    assert issued.sha256 == hashlib.sha256(pdf).hexdigest()
    assert (issued.form, issued.number, issued.copy_no) == ("W05", outcome.papers[0].number, 1)
    assert issued.pages == bench.counter().papers.pages(pdf)


def test_the_printer_and_the_file_get_the_stored_bytes(bench: Bench, tmp_path: Path) -> None:
    papers, paper = bench.counter().papers, accepted(bench).papers[0]
    papers.spool(paper.paper_id, copies=2)
    papers.export(paper.paper_id, tmp_path / "out.pdf")
    stored = papers.pdf(paper.paper_id)
    job = bench.spooler.jobs[0]
    assert (job.pdf, job.title, job.copies) == (stored, paper.number, 2)
    assert (tmp_path / "out.pdf").read_bytes() == stored


def test_the_page_shown_is_drawn_from_the_stored_bytes(bench: Bench) -> None:
    papers, paper = bench.counter().papers, accepted(bench).papers[0]
    width, height, pixels = papers.page_image(papers.pdf(paper.paper_id), 0, 300)
    assert width == 300
    assert 1.40 < height / width < 1.43
    assert len(pixels) == width * height * 4
    assert len(set(pixels)) > 10


def test_two_papers_of_the_same_values_are_the_same_bytes(bench: Bench) -> None:
    entry = subsidy(bench.reference, M1=MISSING)
    notices = bench.counter().notices
    assert notices.preview(entry, notices.draft(entry)) == notices.preview(entry, notices.draft(entry))


def test_a_preview_shows_neither_number_nor_query_code(bench: Bench) -> None:
    """The code is drawn with the case; one on the preview would be somebody else's."""
    entry, notices = subsidy(bench.reference, M1=MISSING), bench.counter().notices
    words = text_of(notices.preview(entry, notices.draft(entry)))
    real = notices.issue(entry, NoticeDraft(notices.draft(entry).lines, verified=True))
    assert "查询码——" in words
    assert real.case.registered.query_code not in words
    assert real.case.registered.query_code in text_of(bench.counter().papers.pdf(real.papers[0].paper_id))


def test_paper_numbers_run_by_word_terminal_and_year(bench: Bench) -> None:
    numbers = [accepted(bench).papers[0].number, accepted(bench).papers[0].number]
    numbers.append(notified(bench).papers[0].number)
    assert [re.sub(r"\s", "", number) for number in numbers] == [
        "HH0101受〔2026〕0001号",
        "HH0101受〔2026〕0002号",
        "HH0101告〔2026〕0001号",
    ]
    bench.clock.forward(days=42)
    assert "〔2027〕0001" in accepted(bench).papers[0].number


def test_printing_again_keeps_the_number_and_counts_the_print(bench: Bench) -> None:
    outcome, papers = accepted(bench), bench.counter().papers
    first = outcome.papers[0]
    bench.clock.forward(hours=3)
    again = papers.reprint(outcome.case.case_id, "W05")
    assert (again.number, again.copy_no) == (first.number, 2)
    assert again.paper_id != first.paper_id
    assert "第1次打印" in text_of(papers.pdf(first.paper_id))
    assert "第2次打印" in text_of(papers.pdf(again.paper_id))
    assert kinds(bench, outcome.case.case_id).count("paper_issued") == 2


def test_printing_again_takes_no_new_number_from_the_series(bench: Bench) -> None:
    outcome = accepted(bench)
    bench.counter().papers.reprint(outcome.case.case_id, "W05")
    assert "0002" in accepted(bench).papers[0].number
    assert bench.witness.high_water("inst-1")["case:2026-11-20"] == 2


def test_a_notice_printed_again_later_still_bears_the_day_it_was_given(bench: Bench) -> None:
    outcome, papers = notified(bench), bench.counter().papers
    bench.clock.forward(days=6)
    again = text_of(papers.pdf(papers.reprint(outcome.case.case_id, "W04").paper_id))
    assert "2026年11月20日" in again
    assert again.count("2026年11月26日") == 0


def test_what_the_city_has_is_no_longer_printed_as_unsent(bench: Bench) -> None:
    outcome, papers = accepted(bench), bench.counter().papers
    assert "尚未发送" in text_of(papers.pdf(outcome.papers[0].paper_id))
    waiting = text_of(papers.pdf(papers.reprint(outcome.case.case_id, "W05").paper_id))
    judged(bench, ["applied"] * events_of_all(bench))
    sent = text_of(papers.pdf(papers.reprint(outcome.case.case_id, "W05").paper_id))
    assert "尚未发送" in waiting
    assert "尚未发送" not in sent


def test_a_print_at_another_window_is_counted(bench: Bench) -> None:
    """The paper's file stays where it was printed; how often it was printed is known from the case."""
    outcome = accepted(bench)
    issued = facts(bench, outcome.case.case_id)[-1]
    assert isinstance(issued, PaperIssued)
    elsewhere = PaperIssued(issued.form, issued.number, 2, "0" * 64, 1)
    at = bench.clock.now() + timedelta(minutes=5)
    judged(bench, ["applied"] * 5)
    from_the_city(bench, outcome.case.case_id, [elsewhere], at=at, first_n=6)
    again = bench.counter().papers.reprint(outcome.case.case_id, "W05")
    assert (again.number, again.copy_no) == (issued.number, 3)


def test_a_paper_that_was_never_made_cannot_be_printed_again(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    with pytest.raises(Refused) as refused:
        bench.counter().papers.reprint(case_id, "W04")
    assert refused.value.refusal.code == "paper.missing"
    assert kinds(bench, case_id).count("paper_issued") == 1


@pytest.mark.parametrize("code", ["printer.none", "printer.failed", "printer.timeout", "printer.unchosen"])
def test_a_printer_that_does_not_take_it_leaves_paper_number_and_a_note(bench: Bench, code: str) -> None:
    outcome, papers = accepted(bench), bench.counter().papers
    paper = outcome.papers[0]
    bench.spooler.trouble = code
    with pytest.raises(Trouble) as trouble:
        papers.spool(paper.paper_id)
    assert trouble.value.code == code
    failed = facts(bench, outcome.case.case_id)[-1]
    assert failed == PrintFailed(paper.number, 1, code)
    assert [one.number for one in papers.unconfirmed()] == [paper.number]
    bench.spooler.trouble = ""
    papers.spool(paper.paper_id)
    assert papers.unconfirmed() == ()
    assert bench.spooler.jobs[0].title == paper.number


def test_a_failed_daily_sheet_is_kept_without_a_case_to_note_it_in(bench: Bench) -> None:
    counter = bench.counter(SUPERVISOR_PERSON)
    sheet = counter.day_sheet.issue(bench.clock.now().date())
    bench.spooler.trouble = "printer.failed"
    with pytest.raises(Trouble):
        counter.papers.spool(sheet.paper_id)
    assert [one.paper_id for one in counter.papers.unconfirmed()] == [sheet.paper_id]
    assert events_of_all(bench) == 0


def test_a_store_that_is_busy_after_the_print_is_not_told_as_a_lost_case(bench: Bench) -> None:
    papers, paper = bench.counter().papers, accepted(bench).papers[0]
    with held(bench.database), pytest.raises(Trouble) as trouble:
        papers.spool(paper.paper_id)
    assert (trouble.value.code, trouble.value.told) == ("paper.not_confirmed", {"number": paper.number})
    assert len(bench.spooler.jobs) == 1
    assert [one.paper_id for one in papers.unconfirmed()] == [paper.paper_id]


def test_the_printers_trouble_is_told_even_where_it_cannot_be_noted(bench: Bench) -> None:
    outcome, papers = accepted(bench), bench.counter().papers
    bench.spooler.trouble = "printer.none"
    with held(bench.database), pytest.raises(Trouble) as trouble:
        papers.spool(outcome.papers[0].paper_id)
    assert trouble.value.code == "printer.none"
    assert "print_failed" not in kinds(bench, outcome.case.case_id)
    assert len(papers.unconfirmed()) == 1


def test_a_paper_confirmed_by_hand_is_asked_about_no_more(bench: Bench) -> None:
    papers, paper = bench.counter().papers, accepted(bench).papers[0]
    told = papers.unconfirmed()[0]
    assert (told.number, told.applicant, told.spooled) == (paper.number, "其其格", False)
    papers.confirm(paper.paper_id)
    assert papers.unconfirmed() == ()
    assert bench.spooler.jobs == []


def test_an_unknown_paper_is_told_as_missing(bench: Bench) -> None:
    for ask in (bench.counter().papers.pdf, bench.counter().papers.spool):
        with pytest.raises(Trouble) as trouble:
            ask("no-such-paper")
        assert trouble.value.code == "paper.missing"


def test_a_file_that_cannot_be_written_is_named(bench: Bench, tmp_path: Path) -> None:
    papers, paper = bench.counter().papers, accepted(bench).papers[0]
    with pytest.raises(Trouble) as trouble:
        papers.export(paper.paper_id, tmp_path / "no such folder" / "受理通知书.pdf")
    assert (trouble.value.code, trouble.value.told) == ("paper.not_written", {"name": "受理通知书.pdf"})


@pytest.mark.parametrize("char", RARE)
def test_rare_characters_of_the_national_standard_print(bench: Bench, char: str) -> None:
    outcome = accepted_for(bench, name=f"王{char}")
    words = text_of(bench.counter().papers.pdf(outcome.papers[0].paper_id))
    assert f"王{char}" in words


def test_a_character_without_a_face_refuses_the_whole_decision_by_name(bench: Bench) -> None:
    with pytest.raises(CannotPrint) as refused:
        accepted_for(bench, name="王\U0003134a")
    assert refused.value.code == "paper.no_glyph"
    assert refused.value.told == {"char": "\U0003134a", "codepoint": "3134A"}
    assert bench.counter().cases.page(CaseFilter()).total == 0
    assert events_of_all(bench) == 0
    assert bench.counter().papers.unconfirmed() == ()
    assert bench.witness.high_water("inst-1") == {}


def test_the_number_refused_with_the_character_is_given_to_the_next(bench: Bench) -> None:
    with pytest.raises(CannotPrint):
        accepted_for(bench, name="王\U0003134a")
    outcome = accepted(bench)
    assert outcome.case.case_no.startswith("HH01-20261120-010001")
    assert "0001" in outcome.papers[0].number


def test_a_character_without_a_face_hinders_no_spoken_answer(bench: Bench) -> None:
    """Nothing is printed on an answer, so nothing stands against it."""
    assert answered(bench, request="姓王\U0003134a 的人问商标").papers == ()


def test_a_remark_too_long_for_a_page_is_refused_and_keeps_nothing(bench: Bench) -> None:
    notices, entry = bench.counter().notices, subsidy(bench.reference, M1=MISSING)
    line = notices.draft(entry).lines[0]
    endless = replace(line, remedy="补" * 9_000)
    with pytest.raises(CannotPrint) as refused:
        notices.issue(entry, NoticeDraft((endless,), verified=True))
    assert refused.value.code == "paper.too_long"
    assert events_of_all(bench) == 0


def test_a_locked_store_prints_nothing_and_says_so(bench: Bench) -> None:
    with held(bench.database), pytest.raises(DatabaseLocked):
        accepted(bench)
    assert bench.spooler.jobs == []
    assert bench.counter().papers.unconfirmed() == ()
