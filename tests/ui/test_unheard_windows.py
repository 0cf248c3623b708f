"""The line over 工作台, 办件查询 and 统计报表 that says which windows have not been heard of."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.windows import Window
from outlet_app.ui.office import Office
from outlet_app.ui.page_frame import PageFrame
from outlet_app.ui.parts.unheard_windows import UnheardWindows
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.top_bar import TopBar
from outlet_app.ui.widgets.page import Page
from outlet_app.ui.widgets.text import Label
from tests.support.lanes import manual_lanes

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=CST)
SILENT = (Window("02", datetime(2026, 11, 18, 9, 12, tzinfo=CST)),)
SAID = "02 号窗口自 11-18 09:12 起未联系，其后办件可能未含"


class FakeWindows:
    """Answers what the test says, or breaks; remembers which days were asked for."""

    def __init__(self, *answers: tuple[Window, ...] | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[date | None] = []

    def unheard(self, day: date | None = None) -> tuple[Window, ...]:
        self.asked.append(day)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Work(Page):
    """A page with the line over it."""

    def __init__(self, above: QWidget | None) -> None:
        super().__init__("工作台")
        self.above = above
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.body = Label("办件")
        layout.addWidget(self.body)


@pytest.fixture
def lanes():
    return manual_lanes()


@pytest.fixture
def office():
    found = Office(lambda: NOW)
    yield found
    found.deleteLater()


@pytest.fixture
def shown(stage, lanes, office):
    """A framed page over a service that answers in this order; the line has been read once."""

    def show(*answers):
        line = UnheardWindows(FakeWindows(*answers), office, lanes)
        page = Work(line)
        frame = PageFrame(page, TopBar(page))
        stage(frame, size=(1182, 700))
        lanes.desk.drain()
        return line, frame

    return show


def top_of(frame: PageFrame) -> int:
    return frame.page.mapTo(frame, frame.page.rect().topLeft()).y()


def test_a_silent_window_is_named_over_the_page(shown):
    line, frame = shown(SILENT)
    assert line.isVisible()
    assert line.said.full_text() == SAID
    assert line.said.text() == SAID
    assert line.said.accessibleName() == SAID
    assert line.mapTo(frame, line.rect().bottomLeft()).y() < top_of(frame)


def test_nothing_stands_there_when_nobody_is_silent(shown):
    line, frame = shown(())
    assert not line.isVisible()
    assert top_of(frame) == 56 + 16


def test_before_the_answer_nothing_is_claimed(stage, lanes, office):
    line = UnheardWindows(FakeWindows(SILENT), office, lanes)
    stage(line)
    line.hide()
    assert line.said.full_text() == ""
    lanes.desk.drain()
    assert line.isVisible()


def test_a_round_with_the_city_takes_the_line_away(shown, lanes, office):
    line, _frame = shown(SILENT, ())
    office.show_sync(NOW)
    lanes.desk.drain()
    assert not line.isVisible()


def test_offline_the_minute_brings_it(shown, lanes, office):
    line, _frame = shown((), SILENT)
    office.now = lambda: NOW + timedelta(minutes=1)
    office.look_at_clock()
    lanes.desk.drain()
    assert line.isVisible()


def test_a_store_that_cannot_be_read_leaves_what_is_on_show(shown, lanes):
    line, _frame = shown(SILENT, OSError("no disk"))
    line.refresh()
    lanes.desk.drain()
    assert line.isVisible()
    assert line.said.full_text() == SAID


def test_over_the_sheet_it_speaks_of_the_day_on_show(stage, lanes, office):
    windows = FakeWindows(SILENT, ())
    line = UnheardWindows(windows, office, lanes)
    stage(line)
    lanes.desk.drain()
    line.show_day(date(2026, 11, 17))
    lanes.desk.drain()
    assert windows.asked == [None, date(2026, 11, 17)]
    assert not line.isVisible()


def test_a_page_that_is_gone_is_not_answered(lanes, office):
    line = UnheardWindows(FakeWindows(SILENT), office, lanes)
    line.deleteLater()
    lanes.desk.drain()
    assert not lanes.desk.waiting


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_many_silent_windows_stay_one_line_and_the_whole_is_in_the_tooltip(shown, scheme, factor):
    many = tuple(Window(f"{n:02}", NOW - timedelta(days=n)) for n in range(2, 9))
    line, frame = shown(many)
    look().choose(scheme, factor)
    frame.resize(700, 700)
    assert line.said.height() < 2 * line.said.fontMetrics().height() + 4
    assert line.said.text().endswith("…")
    assert "等 7 个窗口未联系" in line.said.toolTip()


def test_a_page_without_such_a_line_stands_as_ever(stage):
    page = Work(None)
    frame = PageFrame(page, TopBar(page))
    stage(frame, size=(1182, 700))
    assert top_of(frame) == 56 + 16
