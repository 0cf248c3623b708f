"""Row 28 with the real store and the real pen: the disk fills as a paper is made, the drawing breaks off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outlet_app.domain.accounting import Fate, account
from outlet_app.models.errors import DiskFailed, DiskFull
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter
from outlet_app.sync.accounts import Accounts
from tests.support.at_the_counter import accepted, answered, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.storage import Disk, Plan, always, at
from tests.support.storage import Trouble as Fault

Known = tuple[dict[str, int], dict[tuple[str, str], int], int, int, list[object]]


@pytest.fixture
def disk() -> Iterator[Disk]:
    with Disk() as one:
        yield one


@pytest.fixture
def full(disk: Disk, tmp_path: Path) -> Iterator[Bench]:
    """A counter with a case and its paper, on a disk that fills up when it is told to."""
    opened = open_bench(tmp_path, MORNING)
    accepted(opened)
    yield opened
    disk.clear()
    opened.database.close()


def known(bench: Bench) -> Known:
    """What the witness, the account, the lists and the printer know."""
    given = {
        (one.terminal, one.series): one.last
        for one in Accounts(bench.database, bench.witness).reading().series
    }
    counter = bench.counter()
    return (
        bench.witness.high_water("inst-1"),
        given,
        counter.cases.page(CaseFilter()).total,
        len(counter.papers.unconfirmed()),
        list(bench.spooler.jobs),
    )


def missing(bench: Bench) -> set[int]:
    """The serials that were given and stand on nothing."""
    counter = bench.counter()
    with bench.database.reading() as uow:
        sign = uow.instance.required().outlet_sign
        cases = [counter.cases.detail(one).case for one in uow.journal.all_case_ids()]
        papers = [(one.number, Fate.LOOSE) for one in uow.papers.untold()]
    for case in cases:
        papers += [(case.case_no, Fate.USED), *((paper.number, Fate.USED) for paper in case.papers)]
    given = {(sign, *key): last for key, last in known(bench)[1].items()}
    return {serial for one in account(papers, given) for serial in one.missing}


def reprint(bench: Bench) -> object:
    (row,) = bench.counter().cases.page(CaseFilter()).rows
    return bench.counter().papers.reprint(row.case_id, "W05")


def day_sheet(bench: Bench) -> object:
    return bench.counter(SUPERVISOR_PERSON).day_sheet.issue(bench.clock.now().date())


PRESSES: dict[str, Callable[[Bench], object]] = {
    "acceptance": accepted, "notice": notified, "another copy": reprint, "sheet of the day": day_sheet,
}  # fmt: skip


def points(disk: Disk, what: str) -> list[int]:
    """The first, the last and some between of what was asked of the disk."""
    asked = sum(call.what == what for call in disk.calls)
    assert asked
    return sorted({1, 2, asked // 3, 2 * asked // 3, asked - 1, asked} - {0})


@pytest.mark.parametrize(("trouble", "what"), [(Fault.FULL, "write"), (Fault.SYNC_FAILS, "sync")])
def test_row_28_wherever_the_disk_fills_while_a_paper_is_made_no_number_is_burnt_and_nothing_comes_out(
    full: Bench, disk: Disk, trouble: Fault, what: str
) -> None:
    disk.clear()
    accepted(full)
    places, before = points(disk, what), known(full)
    for place in places:
        disk.clear(at(place, trouble, what))
        with pytest.raises((DiskFull, DiskFailed)):
            accepted(full)
        disk.clear()
        assert known(full) == before, place
    # As soon as there is room the same press takes the next number, which nobody else had.
    outcome = accepted(full)
    assert (outcome.case.case_no[16:20], outcome.papers[0].number[-6:-2]) == ("0003", "0003")
    assert missing(full) == set()
    full.database.check()


@pytest.mark.parametrize("press", PRESSES)
def test_row_28_a_disk_that_stays_full_burns_no_number_of_any_paper(
    full: Bench, disk: Disk, press: str
) -> None:
    before = known(full)
    plan: Plan = always(Fault.FULL, "write")
    for _ in range(2):
        disk.clear(plan)
        with pytest.raises((DiskFull, DiskFailed)):
            PRESSES[press](full)
        disk.clear()
        assert known(full) == before
    PRESSES[press](full)
    assert known(full) != before
    assert missing(full) == set()


@pytest.mark.parametrize("stroke", ["setTitle", "beginText", "showPage", "save"])
@pytest.mark.parametrize("press", PRESSES)
def test_row_28_a_drawing_that_breaks_off_burns_no_number_and_the_next_one_is_drawn(
    full: Bench, monkeypatch: pytest.MonkeyPatch, press: str, stroke: str
) -> None:
    before, broke = known(full), []

    def breaks(*_told: object, **_more: object) -> None:
        broke.append(stroke)
        raise MemoryError("the page does not draw")

    with monkeypatch.context() as fault:
        fault.setattr(f"reportlab.pdfgen.canvas.Canvas.{stroke}", breaks)
        for _ in range(2):
            with pytest.raises(MemoryError):
                PRESSES[press](full)
    assert broke == [stroke] * 2
    assert known(full) == before
    # The pen is nobody's any more: the next paper is drawn at once, with the next number.
    PRESSES[press](full)
    assert missing(full) == set()


def test_row_28_a_printer_that_is_away_keeps_number_and_paper(full: Bench) -> None:
    full.spooler.trouble = "printer.none"
    outcome = accepted(full)
    with pytest.raises(Trouble) as told:
        full.counter().papers.spool(outcome.papers[0].paper_id)
    assert told.value.code == "printer.none"
    assert missing(full) == set()
    waiting = {paper.number for paper in full.counter().papers.unconfirmed()}
    assert outcome.papers[0].number in waiting
    # It comes out as it was made when the printer is there again, with the number it has.
    full.spooler.trouble = ""
    full.counter().papers.spool(outcome.papers[0].paper_id)
    assert outcome.papers[0].number.replace(" ", "") in text_of(full.spooler.jobs[-1].pdf)
    assert missing(full) == set()
    assert answered(full).case.case_no[16:20] == "0003"
