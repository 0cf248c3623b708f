"""Dialogs to the eye: what happened is said whole, fields and sentences begin on one line, in every look."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from outlet_app.ui.pages.cases.action_row import StepList
from outlet_app.ui.parts.sheet_dialog import Asked, Line, SheetDialog
from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.wording.shell import headline
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.counter_fakes_desk import press, settle
from tests.support.inspection import faults

Show = Callable[..., QWidget]
TODAY = date(2026, 11, 27)
LONG = "回执“HH05-01-20261127-202531.receipt”之前还缺一份回执"
LOOKS = [
    (scheme, factor) for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST) for factor in (1.0, 1.5)
]
LINES = (
    Line("item", "事项", Asked.CHOICE, required=True, choices={"7.7": "7.7　知识产权保险投保咨询"}),
    Line("before", "以前咨询的办件编号", hint="办 7.5 的填写"),
    Line("day", "收到日期", Asked.DAY, ready="2026-11-27"),
    Line("why", "原因", Asked.PROSE, required=True, hint="写明为什么现在增加"),
)
SENTENCE = "漏办的事项并入这次集成办，各项已填的信息和共用的材料沿用。"


def box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def shown(stage: Show, title: str, size: tuple[int, int] = (1366, 768)) -> Dialog:
    """A dialog over a window of the usual size."""
    host = stage(Column(Button("打开"), None), size=size)
    dialog = Dialog(title, host)
    dialog.say("办件都在本机等待发送，没有变化。", "请先导入较早的回执。", icon="triangle-alert", tone="bad")
    dialog.add_button("知道了", default=True)
    dialog.open()
    settle()
    return dialog


def asked(stage: Show, size: tuple[int, int] = (1366, 768)) -> SheetDialog:
    """A step with many fields."""
    host = stage(Column(Button("打开"), None), size=size)
    sheet = SheetDialog(host, "增加事项", SENTENCE, LINES, "增加(&B)", lambda _told: None, today=TODAY)
    sheet.open()
    settle()
    return sheet


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_what_happened_is_said_whole_however_long(
    stage: Show, theme: Theme, scheme: Scheme, factor: float
) -> None:
    theme.choose(scheme, factor)
    dialog = shown(stage, LONG)
    assert dialog.head.text() == LONG
    assert dialog.head.height() >= dialog.head.heightForWidth(dialog.head.width())
    assert box(dialog.head, dialog).bottom() < box(dialog.body, dialog).top()
    assert faults(dialog) == []
    dialog.reject()


@pytest.mark.parametrize(("title", "lines"), [("离开", 1), ("没有打印出来", 1), (LONG, 2), (LONG * 2, 4)])
def test_the_head_grows_by_the_line(stage: Show, title: str, lines: int) -> None:
    dialog = shown(stage, title)
    one = dialog.head.fontMetrics().lineSpacing()
    assert lines * one <= dialog.head.height() < (lines + 1) * one
    dialog.reject()


def test_a_short_title_leaves_the_head_as_high_as_the_pictures_have_it(stage: Show) -> None:
    dialog = shown(stage, "不予受理")
    line = box(dialog.body, dialog).top() - 1
    assert line - dialog.layout().contentsMargins().top() == 50
    dialog.reject()


def test_no_trouble_is_so_long_that_its_headline_takes_three_lines(theme: Theme) -> None:
    """Two lines of a narrow dialog beside the button that closes it."""
    room = 2 * (440 - 22 - 10 - 32 - 8 - 2)
    told = {**REFUSALS, **TROUBLES}
    long = {
        code: words
        for code, clauses in told.items()
        if "{" not in (words := headline(clauses.happened)) and text_width(words, 16, bold=True) > room
    }
    assert long == {}


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_fields_begin_where_the_sentence_above_them_begins(
    stage: Show, theme: Theme, scheme: Scheme, factor: float
) -> None:
    theme.choose(scheme, factor)
    sheet = asked(stage)
    sentence = next(one for one in sheet.body.findChildren(Paragraph) if one.text() == SENTENCE)
    left, right = box(sentence, sheet).left(), box(sentence, sheet).right()
    assert {box(control, sheet).left() for control in sheet.controls.values()} == {left}
    assert box(sheet.head, sheet).left() == left
    widest = max(box(control, sheet).right() for control in sheet.controls.values())
    bar = sheet.findChild(TallColumn).verticalScrollBar()
    assert widest == right - (bar.width() if bar.isVisible() else 0)
    assert faults(sheet) == []
    sheet.reject()


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
def test_the_ring_of_every_field_is_whole_and_inside_the_dialog(
    stage: Show, theme: Theme, scheme: Scheme, factor: float
) -> None:
    theme.choose(scheme, factor)
    sheet = asked(stage)
    ring = sheet.findChild(FocusRing)
    reach = look().s(2) + look().s(2)
    for key, control in sheet.controls.items():
        control.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        target = ring.target
        assert target is not None, key
        assert ring.geometry() == box(target, sheet).adjusted(-reach, -reach, reach, reach), key
        assert sheet.rect().contains(ring.geometry()), key
    sheet.reject()


def steps(stage: Show, size: tuple[int, int], many: int) -> StepList:
    """更多办理 of a case that offers so many steps."""
    host = stage(Column(Button("打开"), None), size=size)
    table = {f"step{n}": (f"{'更正' * (1 + n % 3)}(&A)", "pencil") for n in range(many)}
    dialog = StepList(host, "更多办理", table, table)
    dialog.open()
    settle()
    return dialog


@pytest.mark.parametrize(("scheme", "factor"), LOOKS)
@pytest.mark.parametrize("many", [1, 11, 24])
def test_a_list_of_steps_stays_in_its_window_and_the_keys_reach_each(
    stage: Show, theme: Theme, scheme: Scheme, factor: float, many: int
) -> None:
    theme.choose(scheme, factor)
    dialog = steps(stage, (1366, 696), many)
    assert dialog.height() <= 696
    assert box(dialog.buttons, dialog).bottom() < dialog.height()
    view = dialog.findChild(TallColumn).viewport()
    for choice in dialog.choices.values():
        assert choice.hasFocus()
        assert box(view, dialog).contains(box(choice, dialog))
        press(choice, Qt.Key.Key_Down)
        settle()
    assert next(iter(dialog.choices.values())).hasFocus()
    dialog.reject()


def test_the_words_of_a_list_stand_under_one_another(stage: Show) -> None:
    dialog = steps(stage, (1366, 768), 3)
    ground = {choice.grab().toImage().pixelColor(30, 5).name() for choice in dialog.choices.values()}
    starts = set()
    for choice in dialog.choices.values():
        image = choice.grab().toImage()
        middle = range(4, image.height() - 4)
        inked = (
            x
            for x in range(8, image.width() - 8)
            if any(image.pixelColor(x, y).name() not in ground for y in middle)
        )
        starts.add(next(inked))
    assert len(starts) == 1
    assert starts.pop() < 40
    dialog.reject()


@pytest.mark.parametrize("size", [(1280, 680), (1366, 696), (1366, 768), (1920, 1008)])
@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
def test_a_dialog_never_outgrows_its_window(
    stage: Show, theme: Theme, size: tuple[int, int], factor: float
) -> None:
    theme.choose(Scheme.LIGHT, factor)
    sheet = asked(stage, size)
    assert sheet.width() <= size[0]
    assert sheet.height() <= size[1]
    assert box(sheet.buttons, sheet).bottom() < sheet.height()
    sheet.reject()


@pytest.mark.parametrize("size", [(1280, 680), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("factor", [1.25, 1.5])
def test_an_open_dialog_that_grows_with_the_display_stays_in_its_window(
    stage: Show, theme: Theme, size: tuple[int, int], factor: float
) -> None:
    """Ctrl+加号 works in a dialog: its buttons must not slide off below."""
    sheet = asked(stage, size)
    theme.choose(Scheme.LIGHT, factor)
    settle()
    host = sheet.parentWidget()
    room = QRect(host.mapToGlobal(QPoint(0, 0)), host.size())
    assert room.contains(sheet.geometry())
    assert abs(sheet.geometry().center().x() - room.center().x()) <= 1
    assert box(sheet.buttons, sheet).bottom() < sheet.height()
    sheet.reject()


def test_a_dialog_whose_lines_come_later_grows_upwards_at_the_foot_of_its_window(stage: Show) -> None:
    dialog = shown(stage, "没有打印出来", (800, 420))
    host = dialog.parentWidget()
    foot = host.mapToGlobal(QPoint(0, host.height())).y()
    before = dialog.geometry()
    dialog.say("回执已经保存，没有丢失。" * 12)
    dialog.adjustSize()
    settle()
    assert dialog.height() > before.height()
    assert dialog.geometry().bottom() < foot
    assert box(dialog.buttons, dialog).bottom() < dialog.height()
    dialog.reject()


def test_a_dialog_with_room_below_stays_where_it_was_opened(stage: Show) -> None:
    dialog = shown(stage, "没有打印出来", (1920, 1080))
    before = dialog.pos()
    dialog.say("回执已经保存，没有丢失。")
    dialog.adjustSize()
    settle()
    assert dialog.pos() == before
    dialog.reject()
