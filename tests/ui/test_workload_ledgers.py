"""台账 from 统计报表: asked for by keys, seen, printed and saved."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from outlet_app.domain.people import Person
from outlet_app.ui.pages.workload.ledgers import LedgerDialog
from outlet_app.ui.pages.workload.page import WorkloadPage
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.wording import ledgers as ledger_words
from tests.support.at_the_counter import accepted, answered
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, room, settle


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Report:
    """统计报表 over a real counter."""

    def __init__(
        self, stage: Callable[..., QWidget], bench: Bench, person: Person = SUPERVISOR_PERSON
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.page, self.here = room(stage, self._make, person, watch=bench.clock)  # type: ignore[arg-type]
        settle(1)
        self.here.drain()

    def _make(self, here: Counter) -> WorkloadPage:
        counter = self.counter
        return WorkloadPage(
            counter.day_sheet,
            counter.papers,
            counter.reference,
            here.office,
            here.lanes,
            here.feedback,
            people=counter.people,
            ledgers=counter.ledgers,
            closing=counter.day_closing,
        )

    def ask(self) -> LedgerDialog:
        """Press 台账."""
        self.page.ledger_button.click()
        dialog = self.here.dialog
        assert isinstance(dialog, LedgerDialog)
        return dialog

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget(), key)

    @property
    def said(self) -> list[str]:
        return [notice.title for notice in self.here.feedback.toasts.history]


@pytest.fixture
def report(stage: Callable[..., QWidget], bench: Bench) -> Report:
    return Report(stage, bench)


def test_every_ledger_can_be_chosen(report: Report) -> None:
    dialog = report.ask()
    assert [choice.value for choice in dialog.ledger.choices] == list(ledger_words.NAMES)
    assert dialog.ledger.text() == "L1　首问登记台账"


def test_this_month_stands_ready_and_enter_shows_it(report: Report) -> None:
    answered(report.bench)
    dialog = report.ask()
    assert (dialog.since.text(), dialog.until.text()) == ("2026-11-01", "2026-11-20")
    report.key(Qt.Key.Key_Return)
    report.here.drain()
    viewer = report.here.dialog
    assert isinstance(viewer, PaperViewer)
    assert viewer.view.page_count == 1


def test_a_ledger_is_found_by_its_number(report: Report) -> None:
    dialog = report.ask()
    dialog.ledger.selectAll()
    QTest.keyClicks(dialog.ledger, "L17")
    report.key(Qt.Key.Key_Return)
    assert dialog.ledger.value == "L17"


@pytest.mark.parametrize(
    ("since", "until", "at", "sentence"),
    [
        ("2026-11-20", "2026-11-01", "last", "起止日期不对，请核对"),
        ("2026-11-01", "2026-11-21", "last", "起止日期不对，请核对"),
        ("2025-11-01", "2026-11-20", "last", "起止日期不对，请核对"),
    ],
)
def test_a_span_that_is_none_is_said_at_once(
    report: Report, since: str, until: str, at: str, sentence: str
) -> None:
    dialog = report.ask()
    dialog.since.setText(since)
    dialog.until.setText(until)
    report.key(Qt.Key.Key_Return)
    assert getattr(dialog, at).message == sentence
    assert dialog.isVisible()


@pytest.mark.parametrize("typed", ["", "13-40", "昨天"])
def test_a_day_nobody_can_read_keeps_the_dialog(report: Report, typed: str) -> None:
    dialog = report.ask()
    dialog.since.setText(typed)
    report.key(Qt.Key.Key_Return)
    assert dialog.first.message
    assert QApplication.focusWidget() is dialog.since


def test_a_print_is_numbered_and_goes_to_the_printer(report: Report) -> None:
    answered(report.bench)
    report.ask()
    report.key(Qt.Key.Key_Return)
    report.here.drain()
    viewer = report.here.dialog
    assert isinstance(viewer, PaperViewer)
    viewer.print_button.click()
    report.here.drain()
    assert report.said == ["台账已送打印机"]
    assert report.counter.papers.unconfirmed() == ()


def test_a_workbook_is_saved_where_the_person_says(report: Report, tmp_path: Path) -> None:
    accepted(report.bench)
    dialog = report.ask()
    next(
        one for one in dialog.findChildren(QWidget) if getattr(one, "text", str)() == "导出 Excel(&X)"
    ).click()
    report.here.drain()
    chooser = report.page.window().findChild(QFileDialog)
    assert chooser is not None
    path = tmp_path / "首问.xlsx"
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    report.here.drain()
    assert path.read_bytes().startswith(b"PK")
    assert report.said == ["已导出"]


def test_a_clerk_has_no_ledgers(stage: Callable[..., QWidget], bench: Bench) -> None:
    assert not Report(stage, bench, CLERK_PERSON).page.ledger_button.isVisible()
