"""Which printer takes the papers: chosen once for the machine, said when it is gone, tried with a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from outlet_app.domain.events import PrintFailed
from outlet_app.services.printers import PrinterView
from outlet_app.services.troubles import Trouble
from outlet_app.sync.wire.ops import decode_event
from outlet_app.system.spooler import RecordingSpooler, SpoolerTrouble
from outlet_app.wording.troubles import TROUBLES
from tests.support.at_the_counter import accepted, events_of_all
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING

FRONT, BACK = "前台-HP1020", "里屋_Kyocera"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Bench]:
    """A machine with two printers."""
    bench = open_bench(tmp_path, MORNING)
    has(bench, FRONT, BACK)
    yield bench
    bench.database.close()


def has(bench: Bench, *names: str) -> RecordingSpooler:
    """Let the system know these printers, and forget what was printed."""
    bench.spooler._names = names
    bench.spooler.jobs.clear()
    return bench.spooler


def newest(bench: Bench, case_id: str) -> object:
    """The last fact of a case."""
    with bench.database.reading() as uow:
        return decode_event(uow.journal.of_case(case_id)[-1].body).fact


def test_at_first_the_system_chooses(two: Bench) -> None:
    assert two.counter().printers.view() == PrinterView((FRONT, BACK), "")
    two.counter().papers.spool(accepted(two).papers[0].paper_id)
    assert [job.printer for job in two.spooler.jobs] == [""]


def test_what_is_chosen_holds_for_everybody_on_the_machine(two: Bench) -> None:
    assert two.counter().printers.choose(BACK) == PrinterView((FRONT, BACK), BACK)
    head = two.counter(SUPERVISOR_PERSON)
    assert head.printers.view().chosen == BACK
    head.papers.spool(head.day_sheet.issue(two.clock.now().date()).paper_id)
    two.counter().papers.spool(accepted(two).papers[0].paper_id)
    assert [job.printer for job in two.spooler.jobs] == [BACK, BACK]


def test_the_choice_can_be_given_back_to_the_system(two: Bench) -> None:
    printers = two.counter().printers
    printers.choose(BACK)
    assert printers.choose("").chosen == ""
    two.counter().papers.spool(accepted(two).papers[0].paper_id)
    assert [job.printer for job in two.spooler.jobs] == [""]


def test_a_printer_nobody_has_is_not_chosen(two: Bench) -> None:
    printers = two.counter().printers
    printers.choose(FRONT)
    with pytest.raises(Trouble) as trouble:
        printers.choose("楼上")
    assert (trouble.value.code, trouble.value.told) == ("printer.gone", {"printer": "楼上"})
    assert printers.view().chosen == FRONT


def test_a_chosen_printer_that_is_gone_is_said_to_be_and_no_other_takes_the_paper(two: Bench) -> None:
    two.counter().printers.choose(BACK)
    has(two, FRONT).trouble = "printer.failed"
    view = two.counter().printers.view()
    assert (view.is_gone, view.chosen) == (True, BACK)
    outcome = accepted(two)
    with pytest.raises(Trouble) as trouble:
        two.counter().papers.spool(outcome.papers[0].paper_id)
    assert trouble.value.code == "printer.gone"
    assert two.spooler.jobs == []
    number = outcome.papers[0].number
    assert newest(two, outcome.case.case_id) == PrintFailed(number, 1, "printer.gone")
    assert [one.number for one in two.counter().papers.unconfirmed()] == [number]


@pytest.mark.parametrize("code", ["printer.failed", "printer.timeout"])
def test_a_chosen_printer_that_is_there_fails_for_its_own_reason(two: Bench, code: str) -> None:
    two.counter().printers.choose(BACK)
    two.spooler.trouble = code
    with pytest.raises(SpoolerTrouble) as trouble:
        two.counter().printers.spool(b"%PDF", "x", 1)
    assert trouble.value.code == code


def test_a_printer_named_for_one_paper_is_asked_whatever_was_chosen(two: Bench) -> None:
    printers = two.counter().printers
    printers.choose(BACK)
    printers.spool(b"%PDF", "x", 2, FRONT)
    assert [(job.printer, job.copies) for job in two.spooler.jobs] == [(FRONT, 2)]


def test_the_page_to_try_goes_to_the_chosen_printer_and_leaves_no_trace(two: Bench) -> None:
    counter = two.counter()
    counter.printers.choose(FRONT)
    counter.printers.try_out()
    (job,) = two.spooler.jobs
    assert (job.printer, job.copies) == (FRONT, 1)
    told = PdfDocument(job.pdf)[0].get_textpage().get_text_range().replace(" ", "")
    for word in ("打印检查页", "杭锦后旗", "打印机：" + FRONT, "苏日娜", "工号0837", "不是文书"):
        assert word in told
    assert counter.papers.unconfirmed() == ()
    assert events_of_all(two) == 0


def test_without_a_choice_the_page_names_the_systems_own(two: Bench) -> None:
    two.counter().printers.try_out()
    assert "系统默认打印机" in PdfDocument(two.spooler.jobs[0].pdf)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("code", ["printer.none", "printer.failed", "printer.timeout", "printer.unchosen"])
def test_a_page_that_does_not_come_out_is_told_without_a_word_of_papers(two: Bench, code: str) -> None:
    two.spooler.trouble = code
    with pytest.raises(Trouble) as trouble:
        two.counter().printers.try_out()
    assert (trouble.value.code, trouble.value.told) == ("printer.trial_failed", {"code": code})
    clauses = TROUBLES["printer.trial_failed"]
    assert clauses.happened == "检查页没有打印出来。"
    assert "重新打印" not in clauses.safe + clauses.now
