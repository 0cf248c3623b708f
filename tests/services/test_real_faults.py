"""Full disks, locked stores, pulled plugs and two hands at once, on real files and processes."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from outlet_app.domain.decisions import Decision
from outlet_app.models.engine import open_database
from outlet_app.models.errors import DatabaseDamaged, DatabaseLocked, DiskFailed, DiskFull, HistoryIsFixed
from outlet_app.models.rows.desk import PAPER_BODY
from outlet_app.services.drafts import Drafts
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter, Outcome
from tests.support.at_the_counter import accepted, answered, events_of_all, held, kinds, notified, text_of
from tests.support.bench import KEY, Bench
from tests.support.dying_clerk import reopened
from tests.support.entries import consultation, search_report
from tests.support.server import ROOT


@contextmanager
def full_disk(bench: Bench) -> Iterator[None]:
    """The system takes no more bytes for any file than the store's log has already."""
    log = Path(f"{bench.database.path}-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 9_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def killed(folder: Path, moment: str, at: object) -> None:
    """Run a clerk who dies at a moment; SIGKILL is the only way out."""
    told = [sys.executable, "-m", "tests.support.dying_clerk", str(folder), moment, str(at)]
    assert subprocess.run(told, cwd=ROOT, timeout=60, check=False).returncode == -9


@pytest.fixture
def closed(bench: Bench) -> Bench:
    """The counter's folder while no program runs."""
    answered(bench)
    bench.database.close()
    return bench


def test_row_08_a_full_disk_keeps_nothing_and_prints_nothing(bench: Bench) -> None:
    answered(bench)
    before = events_of_all(bench)
    with full_disk(bench), pytest.raises((DiskFull, DiskFailed)) as full:
        accepted(bench)
    assert full.value.code in ("storage.disk_full", "storage.disk_failed")
    assert events_of_all(bench) == before
    assert bench.counter().cases.page(CaseFilter()).total == 1
    assert (bench.spooler.jobs, bench.counter().papers.unconfirmed()) == ([], ())
    assert bench.witness.high_water("inst-1") == {"case:2026-11-20": 1}


def test_after_the_disk_has_room_again_the_same_press_works_with_the_same_number(bench: Bench) -> None:
    answered(bench)
    with full_disk(bench), pytest.raises((DiskFull, DiskFailed)):
        accepted(bench)
    assert accepted(bench).case.case_no.startswith("HH01-20261120-010002")
    with bench.database.reading() as uow:
        assert uow.journal.verify_chain() is None
    bench.database.check()


def test_a_full_disk_keeps_the_draft_that_was_there(bench: Bench) -> None:
    drafts: Drafts = bench.counter().drafts
    drafts.save(consultation(request="写了一半"), None, "request")
    with full_disk(bench), pytest.raises((DiskFull, DiskFailed)):
        accepted(bench)
    kept = drafts.load()
    assert kept is not None
    assert kept.entry.request == "写了一半"


@pytest.mark.parametrize("press", [answered, accepted, notified])
def test_a_locked_store_keeps_nothing_of_any_decision(bench: Bench, press: object) -> None:
    with held(bench.database), pytest.raises(DatabaseLocked) as locked:
        press(bench)  # type: ignore[operator]
    assert locked.value.code == "storage.locked"
    assert (events_of_all(bench), bench.witness.high_water("inst-1")) == (0, {})


def test_lists_are_read_while_another_program_writes(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    with held(bench.database):
        assert bench.counter().cases.detail(case_id).case.case_id == case_id
        assert bench.counter().desk.view().numbers.received == 1
        assert bench.counter().applicants.suggest("其其格") != ()


def test_killed_before_the_commit_nothing_has_happened(closed: Bench) -> None:
    killed(closed.folder, "in-transaction", closed.clock.now())
    again = reopened(closed.folder, closed.clock.now())
    with closing(again.database):
        assert again.counter().cases.page(CaseFilter()).total == 1
        assert again.counter().papers.unconfirmed() == ()
        assert again.witness.high_water("inst-1") == {"case:2026-11-20": 1}
        assert accepted(again).case.case_no.startswith("HH01-20261120-010002")


@pytest.mark.parametrize("moment", ["after-commit", "before-spool"])
def test_killed_before_the_print_the_next_start_offers_the_paper(closed: Bench, moment: str) -> None:
    """已生成，未确认打印 (decisions 6)."""
    killed(closed.folder, moment, closed.clock.now())
    again = reopened(closed.folder, closed.clock.now())
    with closing(again.database):
        counter = again.counter()
        (paper,) = counter.papers.unconfirmed()
        assert counter.desk.view().unconfirmed == (paper,)
        assert (paper.form, paper.applicant, paper.copy_no, paper.spooled) == ("W05", "其其格", 1, False)
        assert paper.case_id is not None
        assert kinds(again, paper.case_id)[-1] == "paper_issued"
        assert "第1次打印" in text_of(counter.papers.pdf(paper.paper_id))
        counter.papers.spool(paper.paper_id)
        assert counter.papers.unconfirmed() == ()


@pytest.mark.parametrize("moment", ["after-commit", "before-spool"])
def test_killed_after_the_commit_nothing_is_lost(closed: Bench, moment: str) -> None:
    killed(closed.folder, moment, closed.clock.now())
    again = reopened(closed.folder, closed.clock.now())
    with closing(again.database):
        page = again.counter().cases.page(CaseFilter())
        assert [row.case_no[:20] for row in page.rows] == ["HH01-20261120-010002", "HH01-20261120-010001"]
        assert again.counter().desk.view().unsent_total == 2
        assert again.counter().cases.page(CaseFilter(text="其其格")).total == 1
        with again.database.reading() as uow:
            assert uow.journal.verify_chain() is None
        assert accepted(again).case.case_no.startswith("HH01-20261120-010003")


def test_a_number_that_cannot_be_witnessed_is_told_and_nothing_is_printed(bench: Bench) -> None:
    """The case is safe; the clerk must neither register it again nor hold a paper of it."""
    answered(bench)
    log = bench.folder / "witness" / "numbers.log"
    log.unlink()
    log.mkdir()
    with pytest.raises(Trouble) as trouble:
        accepted(bench)
    assert trouble.value.code == "numbers.not_witnessed"
    assert bench.spooler.jobs == []
    assert bench.counter().cases.page(CaseFilter(text="其其格")).total == 1
    assert len(bench.counter().papers.unconfirmed()) == 1


def test_two_hands_at_once_never_get_one_number(bench: Bench) -> None:
    with closing(open_database(bench.database.path, KEY, busy_ms=20_000)) as patient:
        bench.machine = replace(bench.machine, database=patient)
        counter = bench.counter()

        def decide(nth: int) -> Outcome:
            if nth % 2:
                return counter.intake.decide(search_report(bench.reference), Decision.ACCEPT)
            return counter.intake.decide(consultation(), Decision.ANSWER)

        with ThreadPoolExecutor(4) as hands:
            outcomes = list(hands.map(decide, range(16)))
        serials = sorted(int(one.case.case_no[16:20]) for one in outcomes)
        papers = [paper.number for one in outcomes for paper in one.papers]
    assert serials == list(range(1, 17))
    assert len(set(papers)) == len(papers) == 8
    assert bench.witness.high_water("inst-1")["case:2026-11-20"] == 16
    assert counter.written() == 8 * 5 + 8 * 2
    with bench.database.reading() as uow:
        assert uow.journal.verify_chain() is None


def test_two_programs_at_once_never_get_one_number(bench: Bench) -> None:
    """The lock of the folder keeps the second out; were it gone, the numbers would still hold."""
    other = reopened(bench.folder, bench.clock.now())
    with closing(other.database):
        numbers = [answered(one).case.case_no for one in (bench, other, other, bench)]
    assert [number[:20] for number in numbers] == [f"HH01-20261120-01{n:04}" for n in (1, 2, 3, 4)]


def test_a_damaged_page_is_told_and_the_file_is_kept(closed: Bench) -> None:
    path = closed.database.path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    again = reopened(closed.folder, closed.clock.now())
    with closing(again.database), pytest.raises(DatabaseDamaged) as damaged:
        again.database.check()
    assert damaged.value.code == "storage.damaged"
    assert path.read_bytes() == bytes(content)


def test_the_bytes_of_a_paper_cannot_be_changed_behind_our_back(bench: Bench) -> None:
    paper = accepted(bench).papers[0]
    before = bench.counter().papers.pdf(paper.paper_id)
    with pytest.raises(HistoryIsFixed), bench.database._engine.begin() as raw:
        raw.execute(update(PAPER_BODY).values(pdf=b"%PDF-1.4 another"))
    assert bench.counter().papers.pdf(paper.paper_id) == before
