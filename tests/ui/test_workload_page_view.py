"""统计报表 driven by keys: days, tables, cells, checks and printing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Extra
from outlet_app.domain.decisions import Decision
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.sheet_cells import Cell
from outlet_app.domain.sheet_groups import GroupLine, Groups
from outlet_app.domain.workload import ClerkFlow, Flow
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter, Counted, DayVisits
from outlet_app.ui.pages.workload.page import WorkloadPage
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.page import Layout
from tests.support.counter_fakes_desk import (
    CLERK,
    HEAD,
    SHEET,
    SOON,
    TODAY,
    Counter,
    FakeDaySheet,
    FakePapers,
    FakePeople,
    press,
    reference,
    room,
    settle,
    texts,
    write,
)

DAY = SHEET.day
BEHIND = (TODAY.case_id, SOON.case_id)


class FakeClosing:
    """A day that nobody has compared yet."""

    def closed(self, _day: date) -> None:
        """No sheet."""

    def unchecked(self) -> tuple[date, ...]:
        """No day waits."""
        return ()


class Report:
    """The page with its fakes."""

    def __init__(self, stage: Callable[..., object], person: Person = HEAD, **more: object) -> None:
        self.sheets, self.papers = FakeDaySheet(), FakePapers()
        for name, value in more.items():
            setattr(self.sheets, name, value)
        self.page, self.counter = room(stage, self._make, person)  # type: ignore[arg-type]
        self.went: list[tuple[str, object]] = []
        self.page.go_to.connect(lambda page, what: self.went.append((page, what)))

    def _make(self, here: Counter) -> WorkloadPage:
        return WorkloadPage(
            self.sheets,  # type: ignore[arg-type]
            self.papers,  # type: ignore[arg-type]
            reference(),
            here.office,
            here.lanes,
            here.feedback,
            people=FakePeople(),  # type: ignore[arg-type]
            ledgers=None,  # type: ignore[arg-type]
            closing=FakeClosing(),  # type: ignore[arg-type]
        )

    def row(self, place: int) -> list[str]:
        """What a row of the counts says."""
        model = self.page.counts.rows.model()
        return [str(model.index(place, at).data()) for at in range(model.columnCount())]

    def said(self) -> list[str]:
        """What was said in passing."""
        return [notice.title for notice in self.counter.feedback.toasts.history]


@pytest.fixture
def report(stage: Callable[..., object]) -> Report:
    return Report(stage)


def test_in_the_morning_the_working_day_before_is_shown(report: Report) -> None:
    assert report.page.days.field.text() == "2026-11-17 周二"
    assert report.sheets.asked == [DAY]


def test_a_row_is_counted_by_column_and_a_nought_is_a_dash(report: Report) -> None:
    assert report.row(1) == ["2", "业务咨询", "4", "2", "2", "—", "—", "—", "3", *"———1———", "3", "1"]
    assert report.row(10)[:3] == ["", "未列入清单", "—"]


def test_the_total_stays_below_and_is_the_sum_of_the_rows(report: Report) -> None:
    model, total = report.page.counts.rows.model(), report.page.counts.total.model()
    assert total.index(0, 1).data() == "合计"
    for column in range(2, model.columnCount()):
        numbers = [model.index(at, column).data().replace("—", "0") for at in range(model.rowCount())]
        assert sum(map(int, numbers)) == int(total.index(0, column).data().replace("—", "0"))


def test_what_is_overdue_is_bold_and_red(report: Report) -> None:
    cell = report.page.counts.rows.table_model.columns[-1].cell(SHEET.items[1])
    assert (cell.text, cell.tone, cell.bold) == ("1", "bad", True)
    quiet = report.page.counts.rows.table_model.columns[-1].cell(SHEET.items[0])
    assert (quiet.text, quiet.tone, quiet.bold) == ("—", "text3", False)


def test_the_frame_walks_from_cell_to_cell_and_enter_opens_the_cases(report: Report) -> None:
    grid = report.page.counts.rows
    assert grid.hasFocus()
    press(grid, Qt.Key.Key_Down)
    for _step in range(10):
        press(grid, Qt.Key.Key_Right)
    press(grid, Qt.Key.Key_Return)
    assert report.went == []
    report.counter.drain()
    assert report.sheets.cells == [(DAY, SHEET.until, Cell(Decision.TRANSFER, item=2))]
    assert report.went == [("cases", CaseFilter(counted=Counted(DAY, Decision.TRANSFER, BEHIND)))]


def test_a_store_that_cannot_say_opens_nothing_and_says_why(report: Report) -> None:
    report.sheets.trouble = Trouble("storage.locked")
    grid = report.page.counts.rows
    grid.choose_cell(1, 2)
    press(grid, Qt.Key.Key_Return)
    report.counter.drain()
    assert report.went == []
    assert report.counter.dialog.windowTitle() == "本机数据正被其他程序占用"


def test_who_has_left_the_page_meanwhile_is_not_led_away(report: Report) -> None:
    grid = report.page.counts.rows
    grid.choose_cell(1, 2)
    press(grid, Qt.Key.Key_Return)
    report.page.hide()
    report.counter.drain()
    assert report.went == []


def test_enter_on_a_dash_opens_nothing(report: Report) -> None:
    grid = report.page.counts.rows
    press(grid, Qt.Key.Key_End)
    press(grid, Qt.Key.Key_Return)
    assert report.went == []


def test_down_from_the_last_row_goes_to_the_total_and_up_comes_back(report: Report) -> None:
    grid, total = report.page.counts.rows, report.page.counts.total
    grid.choose_cell(10, 3)
    press(grid, Qt.Key.Key_Down)
    assert total.hasFocus()
    assert total.currentIndex().column() == 3
    press(total, Qt.Key.Key_Return)
    report.counter.drain()
    assert report.sheets.cells == [(DAY, SHEET.until, Cell(Entrance.COUNTER))]
    assert report.went == [("cases", CaseFilter(counted=Counted(DAY, Entrance.COUNTER, BEHIND)))]
    press(total, Qt.Key.Key_Up)
    assert grid.hasFocus()
    assert grid.currentIndex().row() == 10


def test_the_total_is_marked_only_while_the_keys_are_on_it(report: Report) -> None:
    total = report.page.counts.total
    assert not total.selectionModel().hasSelection()
    total.setFocus()
    assert total.selectionModel().hasSelection()
    report.page.counts.rows.setFocus()
    assert not total.selectionModel().hasSelection()


def test_the_days_go_back_and_on_but_never_beyond_today(report: Report) -> None:
    days = report.page.days
    days.back.setFocus()
    press(days.back, Qt.Key.Key_Space)
    report.counter.drain()
    assert report.sheets.asked[-1] == date(2026, 11, 16)
    for _step in range(2):
        days.on.setFocus()
        press(days.on, Qt.Key.Key_Space)
        report.counter.drain()
    assert days.field.text() == "2026-11-18 周三"
    assert not days.on.isEnabled()


def test_a_day_is_typed_in_the_short_form(report: Report) -> None:
    report.page.days.field.setFocus()
    report.page.days.field.selectAll()
    write("1105")
    press(report.page.days.field, Qt.Key.Key_Return)
    report.counter.drain()
    assert report.sheets.asked[-1] == date(2026, 11, 5)
    assert report.page.days.field.text() == "2026-11-05 周四"


@pytest.mark.parametrize(("typed", "said"), [("13-40", "日期不对，如 11-17"), ("20270101", "这一天还没有到")])
def test_a_day_that_cannot_be_is_told_beside_the_field(report: Report, typed: str, said: str) -> None:
    field = report.page.days.field
    field.setFocus()
    field.selectAll()
    write(typed)
    press(field, Qt.Key.Key_Return)
    assert report.page.days.message.text() == said
    assert report.sheets.asked == [DAY]
    write("1")
    assert report.page.days.message.text() == ""


def test_by_person_the_rows_are_colleagues(report: Report) -> None:
    report.page.views.setFocus()
    press(report.page.views, Qt.Key.Key_2)
    assert texts(report.page.counts.rows, 1) == ["李志强", "苏日娜"]
    assert report.row(1)[2] == "13"


MINE, THEIRS = CLERK.staff_no, "1508260412"
TOTAL_FIGURES = {Extra.HELPED: 2, Extra.AGENTED: 1, Extra.PARENTS: 1, Extra.OFFERED: 5, Extra.RATED: 3}
GROUPS = Groups(
    (
        GroupLine(THEIRS, {Extra.HELPED: 2, Extra.OFFERED: 1}),
        GroupLine(MINE, {Extra.AGENTED: 1, Extra.PARENTS: 1, Extra.OFFERED: 4, Extra.RATED: 3}),
    ),
    GroupLine("", TOTAL_FIGURES),
    levels={Level.VERY_SATISFIED: 2, Level.DISSATISFIED: 1},
)
NOTHING = Flow(0, 0, 0, 0, 0, 0, 0, 0, 0)
FLOWS = (
    ClerkFlow(THEIRS, replace(NOTHING, carried_in=9, new=4, closed=2, carried_over=11)),
    ClerkFlow(MINE, replace(NOTHING, carried_in=12, new=13, transferred_in=1, closed=7, carried_over=19)),
)
BY_PERSON = replace(SHEET, groups=GROUPS, clerk_flows=FLOWS)
# What the service gives a clerk: the own rows, and no level.
OWN = replace(
    SHEET,
    items=(),
    clerks=SHEET.clerks[1:],
    groups=Groups((GROUPS.clerks[1],), replace(GROUPS.clerks[1], key="")),
    clerk_flows=FLOWS[1:],
)


def turn(report: Report, key: Qt.Key) -> None:
    """Choose a table by its number."""
    report.page.views.setFocus()
    press(report.page.views, key)


def test_the_further_groups_are_told_in_figures_that_can_be_read_aloud(stage: Callable[..., object]) -> None:
    report = Report(stage, sheets={DAY: BY_PERSON})
    turn(report, Qt.Key.Key_4)
    view = report.page.groups
    assert view.isVisible()
    assert not report.page.counts.isVisible()
    assert [one.accessibleName().partition("：")[0] for one in view.ledgers] == [
        "告知", "办件类型", "时限", "专项", "服务评价",
    ]  # fmt: skip
    assert view.ledgers[3].accessibleName().startswith("专项：合计 帮办 2，代办 1，集成主件 1，集成子件 0")
    assert view.ledgers[4].accessibleName() == (
        "服务评价：合计 应评 5，已评 3，未评 2；李志强 应评 1，已评 0，未评 1；苏日娜 应评 4，已评 3，未评 1"
    )
    assert view.levels.isVisible()
    assert view.levels.accessibleName() == (
        "服务评价各等级：非常满意 2，满意 0，基本满意 0，不满意 1，非常不满意 0"
    )
    assert "不按人员分列" in report.page._note.text()


def test_every_group_has_a_row_for_every_person_under_the_whole(stage: Callable[..., object]) -> None:
    report = Report(stage, sheets={DAY: BY_PERSON})
    turn(report, Qt.Key.Key_4)
    for ledger in report.page.groups.ledgers:
        assert [name for name, _ in ledger.rows] == ["合计", "李志强", "苏日娜"]
        whole, *people = (list(numbers) for _, numbers in ledger.rows)
        assert whole == [sum(column) for column in zip(*people, strict=True)]


def test_the_flow_has_a_row_for_every_person_under_the_whole(stage: Callable[..., object]) -> None:
    report = Report(stage, sheets={DAY: BY_PERSON})
    turn(report, Qt.Key.Key_3)
    stock = report.page.flow.stock
    assert [name for name, _ in stock.rows] == ["合计", "李志强", "苏日娜"]
    assert "；李志强 上日结存 9，本日新收 4，转入 0，更正重开 0，办结 2" in stock.accessibleName()
    assert list(stock.rows[2][1]) == [12, 13, 1, 0, 7, 0, 0, 0, 19]
    assert "人员之间移交" in report.page._note.text()


def test_a_clerk_reads_the_own_flow_and_groups_and_nobody_else_s(stage: Callable[..., object]) -> None:
    own = Report(stage, CLERK, sheets={DAY: OWN})
    turn(own, Qt.Key.Key_2)
    assert own.page.flow.isVisible()
    assert [name for name, _ in own.page.flow.stock.rows] == ["苏日娜"]
    assert not own.page.flow.taken.isVisible()
    turn(own, Qt.Key.Key_3)
    assert own.page.groups.isVisible()
    for ledger in own.page.groups.ledgers:
        assert [name for name, _ in ledger.rows] == ["苏日娜"]
        assert "合计" not in ledger.accessibleName()


def test_numbers_called_are_told_by_person_where_numbers_are_called(stage: Callable[..., object]) -> None:
    report = Report(stage, sheets={DAY: replace(BY_PERSON, calls={MINE: 7, THEIRS: 2})})
    turn(report, Qt.Key.Key_4)
    calls = report.page.groups.calls
    assert calls.isVisible()
    assert calls.accessibleName() == "叫号：合计 叫号 9；李志强 叫号 2；苏日娜 叫号 7"
    own = Report(stage, CLERK, sheets={DAY: replace(OWN, calls={MINE: 7})})
    turn(own, Qt.Key.Key_3)
    assert own.page.groups.calls.accessibleName() == "叫号：苏日娜 叫号 7"


def test_where_no_number_is_called_none_is_told(stage: Callable[..., object]) -> None:
    report = Report(stage, sheets={DAY: BY_PERSON})
    turn(report, Qt.Key.Key_4)
    assert not report.page.groups.calls.isVisible()


def test_whoever_is_rated_is_told_no_level(stage: Callable[..., object]) -> None:
    """The service gives none; the page would not show them either (decisions.md 18)."""
    own = Report(stage, CLERK, sheets={DAY: replace(OWN, groups=GROUPS)})
    turn(own, Qt.Key.Key_3)
    assert not own.page.groups.levels.isVisible()
    assert own.page.groups.levels.accessibleName() == ""
    said = " ".join(one.accessibleName() for one in own.page.groups.ledgers)
    assert "满意" not in said


def test_a_person_more_makes_the_ledger_taller(stage: Callable[..., object]) -> None:
    report = Report(stage, sheets={DAY: BY_PERSON})
    turn(report, Qt.Key.Key_3)
    stock = report.page.flow.stock
    tall = stock.sizeHint().height()
    stock.show_rows([*stock.rows, ("王五", (0,) * 9)])
    assert stock.sizeHint().height() > tall
    stock.show_numbers((0,) * 9)
    assert stock.sizeHint().height() < tall


def test_a_day_that_could_not_be_read_says_so_whatever_table_is_chosen(report: Report) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        report.page.views.setFocus()
        press(report.page.views, key)
        report.sheets.trouble = Trouble("storage.locked")
        report.page.refresh()
        report.counter.drain()
        assert report.page.empty.isVisible()
        report.sheets.trouble = None
        report.page.refresh()
        report.counter.drain()
        assert not report.page.empty.isVisible()


def test_the_flow_is_told_in_figures_that_can_be_read_aloud(report: Report) -> None:
    report.page.views.setFocus()
    press(report.page.views, Qt.Key.Key_3)
    flow = report.page.flow
    assert flow.isVisible()
    assert flow.stock.accessibleName().startswith("办件结存：合计 上日结存 21，本日新收 17，转入 0")
    assert flow.taken.accessibleName() == (
        "收件和受理：上日已收未受理 2，本日收件 7，本日受理 5，其中容缺受理 1，其中告知承诺 0"
    )


def test_a_clerk_sees_the_own_row_and_nothing_to_print(stage: Callable[..., object]) -> None:
    own = Report(stage, CLERK)
    assert texts(own.page.counts.rows, 1) == ["苏日娜"]
    assert not own.page.counts.total.isVisible()
    assert list(own.page.tables) == ["clerks", "flow", "groups"]
    assert not own.page.chip.isVisible()
    assert not own.page.print_button.isVisible()
    assert own.page.charts.results.accessibleName().startswith("处理结果：当场答复 6，受理 3")
    own.page.print_current()
    own.counter.drain()
    assert own.sheets.issued == []


def test_a_sheet_that_agrees_says_that_it_was_checked(report: Report) -> None:
    assert report.page.chip.status.text == "数据已核对"
    assert not report.page.warning.isVisible()


def test_a_sheet_that_does_not_agree_names_the_rows_in_red(stage: Callable[..., object]) -> None:
    wrong = replace(SHEET, total=replace(SHEET.total, assisted=5), flow=replace(SHEET.flow, new=16))
    report = Report(stage, sheets={DAY: wrong})
    assert report.page.chip.status.text == "核对不符 3 处"
    assert report.page.chip.status.tone == "bad"
    said = report.page.warning.text()
    assert report.page.warning.isVisible()
    assert said.startswith("核对不符：")
    assert "37" in said
    assert "帮办代办" in said


def test_the_bars_carry_the_days_numbers(report: Report) -> None:
    assert report.page.charts.channels.accessibleName() == "来访方式：窗口 10，电话 5，线上 1，上门 1，其他 0"


BEFORE = tuple(DayVisits(date(2026, 11, day), day) for day in (9, 10, 11, 12, 13, 16))


def test_beside_the_sheet_the_week_ends_with_its_day(stage: Callable[..., object]) -> None:
    report = Report(stage, before=BEFORE)
    charts = report.page.charts
    assert charts.week.isVisible()
    assert charts.span.text() == "11月，人次"
    assert charts.week.accessibleName() == (
        "近 7 个工作日接待：9日 9，10日 10，11日 11，12日 12，13日 13，16日 16，17日 17"
    )
    # What a window of 768 pixels leaves beside the head, the day and the status bar.
    assert charts.sizeHint().height() <= 598


def test_whoever_sees_the_own_row_alone_has_no_week(stage: Callable[..., object]) -> None:
    assert not Report(stage, CLERK).page.charts.week.isVisible()


def test_f9_numbers_the_sheet_then_prints_it(report: Report) -> None:
    report.page.print_current()
    report.counter.drain()
    assert report.sheets.issued == [DAY]
    assert report.papers.spooled == ["sheet-1"]
    assert report.said() == ["日报已送打印机"]


def test_a_day_that_is_not_counted_yet_is_not_printed(report: Report) -> None:
    report.page.days.back.click()
    assert not report.page.print_button.isEnabled()
    report.page.print_current()
    report.counter.drain()
    assert report.sheets.issued == []
    assert report.page.print_button.isEnabled()


def test_a_second_press_while_printing_takes_no_second_number(report: Report) -> None:
    report.page.print_current()
    report.page.print_current()
    report.counter.drain()
    assert len(report.sheets.issued) == 1
    report.page.print_current()
    report.counter.drain()
    assert len(report.sheets.issued) == 2


def test_a_printer_that_fails_keeps_the_numbered_sheet(report: Report) -> None:
    report.papers.trouble = Trouble("printer.none")
    report.page.print_current()
    report.counter.drain()
    assert report.counter.dialog.windowTitle() == "没有找到打印机"
    assert report.sheets.issued == [DAY]
    report.counter.feedback.close_all()


def button(report: Report, text: str) -> Button:
    """A button of the open dialog by its words."""
    return next(one for one in report.counter.dialog.findChildren(Button) if one.text() == text)


def test_after_a_failed_print_the_same_sheet_can_be_tried_again(report: Report) -> None:
    report.papers.trouble = Trouble("printer.none")
    report.page.print_current()
    report.counter.drain()
    report.papers.trouble = None
    press(button(report, "重新打印(&P)"), Qt.Key.Key_Space)
    report.counter.drain()
    assert report.sheets.issued == [DAY]
    assert report.papers.spooled == ["sheet-1"]
    assert report.said() == ["日报已送打印机"]


def test_after_a_failed_print_the_same_sheet_can_be_saved(report: Report, tmp_path: Path) -> None:
    report.papers.trouble = Trouble("printer.none")
    report.page.print_current()
    report.counter.drain()
    button(report, "导出 PDF(&E)").setFocus()
    press(button(report, "导出 PDF(&E)"), Qt.Key.Key_Space)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    dialog.fileSelected.emit(str(tmp_path / "日报.pdf"))
    dialog.close()
    report.counter.drain()
    assert report.papers.exported == [("sheet-1", tmp_path / "日报.pdf")]
    assert report.sheets.issued == [DAY]


def test_a_failed_print_does_not_stand_in_the_way_of_the_next(report: Report) -> None:
    report.papers.trouble = Trouble("printer.none")
    report.page.print_current()
    report.counter.drain()
    assert not report.page.printing.busy
    report.counter.feedback.close_all()
    report.papers.trouble = None
    report.page.print_current()
    report.counter.drain()
    assert report.sheets.issued == [DAY, DAY]
    assert report.said() == ["日报已送打印机"]


def test_the_words_said_name_the_number_of_the_sheet(report: Report) -> None:
    report.page.print_current()
    report.counter.drain()
    assert "HH0501" in report.counter.feedback.toasts.history[0].text


def test_a_refused_sheet_is_told_and_printing_can_be_tried_again(report: Report) -> None:
    told: list[str] = []
    report.counter.feedback.banner_wanted.connect(lambda _tone, title, _text: told.append(title))
    report.sheets.issue_trouble = Refused(Refusal("right.missing"))
    report.page.print_current()
    report.counter.drain()
    assert told == ["您的岗位不能办理这一项"]
    assert report.papers.spooled == []
    assert not report.page.printing.busy


def test_the_preview_shows_pages_without_taking_a_number(report: Report) -> None:
    report.page.preview_button.setFocus()
    press(report.page.preview_button, Qt.Key.Key_Space)
    report.counter.drain()
    viewer = report.counter.dialog
    assert isinstance(viewer, PaperViewer)
    assert viewer.windowTitle() == "日工作量统计表 2026-11-17 周二"
    assert viewer.view.page_count == 2
    assert report.sheets.issued == []
    viewer.print_button.setFocus()
    press(viewer.print_button, Qt.Key.Key_Space)
    report.counter.drain()
    assert report.sheets.issued == [DAY]


def export(report: Report, path: Path) -> None:
    report.page.export_button.setFocus()
    press(report.page.export_button, Qt.Key.Key_Space)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    dialog.fileSelected.emit(str(path))
    dialog.close()
    report.counter.drain()


def test_exporting_numbers_the_sheet_and_counts_it_as_handed_over(report: Report, tmp_path: Path) -> None:
    export(report, tmp_path / "日报.pdf")
    assert report.papers.exported == [("sheet-1", tmp_path / "日报.pdf")]
    assert report.papers.confirmed == ["sheet-1"]
    assert report.said() == ["已导出"]


def test_an_export_that_fails_is_told(report: Report, tmp_path: Path) -> None:
    report.sheets.issue_trouble = Trouble("storage.disk_full")
    export(report, tmp_path / "日报.pdf")
    assert report.counter.dialog.windowTitle().startswith("本机磁盘已满")
    report.counter.feedback.close_all()


def test_a_day_wanted_on_paper_waits_under_the_print_button(report: Report) -> None:
    report.page.activated(date(2026, 11, 18))
    assert QApplication.focusWidget() is report.page.counts.rows
    report.counter.drain()
    assert report.page.days.field.text() == "2026-11-18 周三"
    assert QApplication.focusWidget() is report.page.print_button
    press(report.page.print_button, Qt.Key.Key_Return)
    settle()
    report.counter.drain()
    assert report.sheets.issued == [date(2026, 11, 18)]


def test_coming_back_without_a_wish_for_paper_the_keys_are_on_the_counts(report: Report) -> None:
    report.page.activated(date(2026, 11, 18))
    report.counter.drain()
    report.page.activated()
    report.counter.drain()
    assert QApplication.focusWidget() is report.page.counts.rows


def test_running_through_the_days_counts_only_where_it_stops(report: Report) -> None:
    report.sheets.asked.clear()
    for _step in range(5):
        report.page.days.back.click()
    report.counter.drain()
    assert report.sheets.asked == [date(2026, 11, 16), date(2026, 11, 12)]
    assert report.page.state.sheet is not None
    assert report.page.state.sheet.day == date(2026, 11, 12)


def test_a_day_that_cannot_be_counted_says_that_the_data_are_whole(stage: Callable[..., object]) -> None:
    report = Report(stage, trouble=Trouble("storage.locked"))
    assert report.page.empty.isVisible()
    assert not report.page.print_button.isEnabled()
    report.counter.feedback.close_all()
    report.sheets.trouble = None
    report.page.refresh()
    report.counter.drain()
    assert report.page.counts.isVisible()


def test_an_empty_day_is_dashes_and_agrees_with_itself(report: Report) -> None:
    report.page.days._go(date(2026, 11, 15))
    report.counter.drain()
    assert set(report.row(0)[2:]) == {"—"}
    assert report.page.chip.status.text == "数据已核对"


def test_a_colleague_nobody_knows_here_is_named_by_the_number(stage: Callable[..., object]) -> None:
    stranger = replace(SHEET.clerks[0], key="1508269999")
    report = Report(stage, sheets={DAY: replace(SHEET, clerks=(stranger, SHEET.clerks[1]))})
    report.page.views.setFocus()
    press(report.page.views, Qt.Key.Key_2)
    assert texts(report.page.counts.rows, 1)[0] == "9999"


def test_each_counting_tells_its_day_to_whoever_stands_over_the_page(report: Report) -> None:
    told: list[date] = []
    report.page.counting.connect(told.append)
    report.page.refresh()
    report.counter.drain()
    report.page.days.setFocus()
    report.page.days.back.click()
    report.counter.drain()
    assert told == [DAY, date(DAY.year, DAY.month, DAY.day - 1)]


def test_a_narrow_window_leaves_the_charts_out(report: Report) -> None:
    report.page.set_layout(Layout.COMPACT)
    assert not report.page.charts.isVisible()
    report.page.set_layout(Layout.STANDARD)
    assert report.page.charts.isVisible()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_heads_cells_and_ledgers_paint_in_every_colour(report: Report, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    for table in (Qt.Key.Key_1, Qt.Key.Key_3):
        report.page.views.setFocus()
        press(report.page.views, table)
        picture = QPixmap(report.page.size())
        report.page.render(picture)
        seen = {picture.toImage().pixel(x, y) for x in range(0, 800, 5) for y in range(0, 400, 5)}
        assert len(seen) > 4


def test_the_columns_of_rows_and_total_stand_in_line(report: Report) -> None:
    rows, total = report.page.counts.rows, report.page.counts.total
    places = range(rows.model().columnCount())
    assert [rows.columnViewportPosition(at) for at in places] == [
        total.columnViewportPosition(at) for at in places
    ]
    report.page.window().resize(1366, 420)
    settle()
    assert rows.verticalScrollBar().maximum() > 0
    assert [rows.columnViewportPosition(at) for at in places] == [
        total.columnViewportPosition(at) for at in places
    ]
