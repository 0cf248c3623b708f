"""日结核对 on 统计报表: asked for by keys, seen, printed, and how the day stands at the foot of the page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.services.day_closing import DayClosing
from outlet_app.sync.outcomes import Offline
from outlet_app.sync.wire import Bucket, DayAsked, DayCase, DayHeld, DayPaper
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.widgets.buttons import Button
from tests.support.at_the_counter import accepted, answered, events_of_all, judged
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.ui.test_workload_ledgers import Report


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def report(stage: Callable[..., QWidget], bench: Bench) -> Report:
    made = Report(stage, bench)
    made.page.days.went.emit(bench.clock.now().date())
    made.here.drain()
    return made


def whole(closing: DayClosing, bench: Bench) -> Callable[[DayAsked], DayHeld]:
    """A city that has the day as it is here."""

    def told(asked: DayAsked) -> DayHeld:
        closing.ask_city = missing
        here = closing.check(asked.day).here
        closing.ask_city = told
        first = next(iter(here.cases), "")
        papers = tuple(DayPaper(number=number, copies=n) for number, n in here.papers.items())
        cases = tuple(
            DayCase(
                case=case_id,
                number=one.number,
                sum=Bucket(count=one.events, digest=one.digest),
                papers=papers if case_id == first else (),
            )
            for case_id, one in here.cases.items()
        )
        return DayHeld(server_time=bench.clock.now(), cases=cases, loose=())

    return told


def missing(_asked: DayAsked) -> DayHeld:
    raise Offline


def press(report: Report) -> PaperViewer:
    """Alt+J, and wait for the sheet."""
    report.page.closing_button.click()
    report.here.drain()
    viewer = report.here.dialog
    assert isinstance(viewer, PaperViewer)
    report.here.drain()
    return viewer


def foot(report: Report) -> str:
    return report.page._until.text()


def test_a_day_not_yet_compared_says_so_at_the_foot(report: Report) -> None:
    assert foot(report).startswith("尚未日结核对　统计截至")


def test_the_button_has_its_own_key_and_is_for_the_head_alone(
    stage: Callable[..., QWidget], bench: Bench, report: Report
) -> None:
    assert report.page.closing_button.text() == "日结核对(&J)"
    assert report.page.closing_button.isVisible()
    clerk = Report(stage, bench, CLERK_PERSON)
    assert not clerk.page.closing_button.isVisible()
    assert "日结" not in foot(clerk)


def test_with_the_city_it_is_compared_seen_printed_and_told(report: Report) -> None:
    accepted(report.bench)
    judged(report.bench, ["applied"] * events_of_all(report.bench))
    closing = report.counter.day_closing
    closing.ask_city = whole(closing, report.bench)
    viewer = press(report)
    assert viewer.view.page_count == 1
    viewer.print_wanted.emit()
    report.here.drain()
    assert "日结核对单已送打印机" in report.said
    assert foot(report).startswith("日结已核对，相符（11-20 ")
    assert len(report.bench.spooler.jobs) == 1


def test_a_sheet_that_was_not_printed_is_kept_and_offered_again(report: Report) -> None:
    accepted(report.bench)
    viewer = press(report)
    report.bench.spooler.trouble = "printer.failed"
    viewer.print_button.click()
    report.here.drain()
    assert report.bench.spooler.jobs == []
    words = {button.text() for button in report.here.dialog.findChildren(Button)}
    assert {"重新打印(&P)", "导出 PDF(&E)"} <= words


def test_without_the_city_the_sheet_can_be_printed_and_the_day_waits(report: Report) -> None:
    answered(report.bench)
    report.counter.day_closing.ask_city = missing
    press(report).print_wanted.emit()
    report.here.drain()
    assert foot(report).startswith("日结未与市局核对（11-20 ")
    report.bench.clock.forward(days=1)
    report.page.days.went.emit(report.bench.clock.now().date())
    report.here.drain()
    assert "11-20 的日结还没有与市局核对，联网后请补" in foot(report)


def test_differences_are_counted_at_the_foot(report: Report) -> None:
    answered(report.bench)
    closing = report.counter.day_closing
    closing.ask_city = lambda asked: DayHeld(server_time=report.bench.clock.now(), cases=(), loose=())
    press(report).print_wanted.emit()
    report.here.drain()
    assert "日结已核对，1 处不符" in foot(report)


def test_a_sheet_that_was_only_seen_changes_nothing(report: Report) -> None:
    answered(report.bench)
    viewer = press(report)
    viewer.reject()
    report.here.drain()
    assert foot(report).startswith("尚未日结核对")
    assert report.bench.spooler.jobs == []


def test_while_the_city_is_asked_the_button_says_so_and_asks_once(report: Report) -> None:
    asked = []
    report.counter.day_closing.level = lambda: asked.append(1)
    button = report.page.closing_button
    report.page.closing.ask(report.page.state.day)
    report.page.closing.ask(report.page.state.day)
    assert (button.text(), button.isEnabled()) == ("正在与市局核对…", False)
    report.here.drain()
    assert (button.text(), button.isEnabled(), asked) == ("日结核对(&J)", True, [1])


def test_a_refusal_is_told_and_the_button_comes_back(report: Report) -> None:
    report.page.closing.ask(report.bench.clock.now().date().replace(day=30))
    report.here.drain()
    assert report.page.closing_button.isEnabled()
    assert report.here.feedback.open_dialog is None


def test_the_key_is_offered_to_the_keyboard(report: Report) -> None:
    assert report.page.closing_button.focusPolicy() != Qt.FocusPolicy.NoFocus
    assert SUPERVISOR_PERSON.active
