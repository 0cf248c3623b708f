"""Toasts: each text whole, newest lowest, three at most, errors longest, all kept in the history."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.feedback import Feedback
from outlet_app.ui.theme.theme import FACTORS, Theme
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.widgets import toast as toasts_module
from outlet_app.ui.widgets.banner import ICONS
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button, IconButton
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.ui.widgets.toast import MOST, SECONDS, Toast
from outlet_app.wording.troubles import TROUBLES
from tests.support.counter_fakes_desk import NOW
from tests.support.inspection import cut_words, strayed, too_small
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

PASSING = (Tone.OK, Tone.WARN, Tone.INFO, Tone.MUTE)


class Desk:
    """A window that can speak."""

    def __init__(self, stage: Callable[..., QWidget], size: tuple[int, int] = (1000, 700)) -> None:
        self.field, self.button = LineEdit(), Button("受理(&S)")
        self.window = Column(self.field, None, self.button)
        stage(self.window, size=size)
        self.feedback = Feedback(self.window, TROUBLES, lambda: NOW)
        self.field.setFocus()

    @property
    def toasts(self) -> list[Toast]:
        return self.feedback.toasts.toasts

    def titles(self) -> list[str]:
        """From above to below."""
        return [toast.notice.title for toast in self.toasts]

    def say(self, *titles: str, tone: Tone = Tone.OK) -> None:
        """One after the other."""
        for title in titles:
            self.feedback.toast(title, "", tone)


@pytest.fixture
def desk(stage: Stage) -> Any:
    desk = Desk(stage)
    yield desk
    desk.feedback.close_all()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, Callable[[], None]]]:
    """The clocks toasts set, as (milliseconds, what then); none of them runs by itself."""
    set_: list[tuple[int, Callable[[], None]]] = []

    class Clock:
        @staticmethod
        def singleShot(milliseconds: int, _owner: object, then: Callable[[], None]) -> None:  # noqa: N802
            set_.append((milliseconds, then))

    monkeypatch.setattr(toasts_module, "QTimer", Clock)
    return set_


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize(
    ("title", "text"), [(3, 0), (3, 10), (3, 25), (3, 30), (3, 60), (25, 0), (40, 20), (25, 90), (54, 84)]
)
def test_a_toast_is_as_tall_as_its_words(
    stage: Stage, theme: Theme, title: int, text: int, factor: float
) -> None:
    theme.choose(factor=factor)
    desk = Desk(stage, (1366, 768))
    desk.feedback.toast("已" * title, "件" * text)
    settle()
    assert cut_words(desk.window) == []
    assert strayed(desk.window) == []
    assert too_small(desk.window) == []
    (toast,) = desk.toasts
    assert bool(toast.findChildren(Paragraph)) is bool(text)
    lowest = max(
        one.mapTo(toast, one.rect().bottomLeft()).y() for one in toast.findChildren(Paragraph) or [toast]
    )
    assert toast.height() - lowest <= theme.s(24) or not text


@pytest.mark.parametrize("change", ["narrower", "larger type", "high contrast"])
def test_a_toast_on_show_follows_the_window(stage: Stage, theme: Theme, change: str) -> None:
    desk = Desk(stage, (1366, 768))
    desk.feedback.toast("已受理，回执已送打印机", "办件照常办理，全部保存在本机。" * 3)
    settle()
    if change == "narrower":
        desk.window.resize(360, 700)
    theme.choose(
        Scheme.HIGH_CONTRAST if change == "high contrast" else Scheme.LIGHT,
        1.5 if change == "larger type" else 1.0,
    )
    settle()
    (toast,) = desk.toasts
    assert cut_words(desk.window) == []
    assert strayed(toast) == []
    assert desk.window.rect().contains(toast.geometry())
    assert toast.geometry().right() == desk.window.width() - 1 - theme.s(16)


def test_the_newest_stands_lowest_and_the_others_move_up(desk: Desk) -> None:
    desk.say("一")
    first = desk.toasts[0].y()
    desk.say("二", "三")
    assert desk.titles() == ["一", "二", "三"]
    tops = [toast.y() for toast in desk.toasts]
    assert tops == sorted(tops)
    assert tops[2] == first
    for above, below in pairwise(desk.toasts):
        assert below.y() - above.geometry().bottom() - 1 == 8


def test_a_gap_is_closed_when_one_in_the_middle_goes(desk: Desk) -> None:
    desk.say("一", "二", "三")
    upper, lower = desk.toasts[0].y(), desk.toasts[1].y()
    desk.toasts[1].gone.emit(desk.toasts[1])
    assert desk.titles() == ["一", "三"]
    assert desk.toasts[0].y() == lower > upper


def test_three_at_most_the_oldest_gives_way(desk: Desk) -> None:
    desk.say(*"一二三四五")
    assert desk.titles() == ["三", "四", "五"]
    assert MOST == 3
    shown = [one for one in desk.window.findChildren(Toast) if one.isVisible()]
    assert len(shown) == 3


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_was_done_since_does_not_push_an_error_away(desk: Desk, place: int) -> None:
    for number in range(3):
        desk.say(f"早 {number}", tone=Tone.BAD if number == place else Tone.OK)
    desk.say("新一", "新二", "新三", "新四")
    assert f"早 {place}" in desk.titles()
    assert desk.titles() == [f"早 {place}", "新三", "新四"]


def test_of_errors_alone_the_oldest_gives_way(desk: Desk) -> None:
    desk.say(*"一二三四", tone=Tone.BAD)
    assert desk.titles() == ["二", "三", "四"]
    desk.say("做完了")
    assert desk.titles() == ["三", "四", "做完了"]


@pytest.mark.parametrize("tone", PASSING)
def test_what_was_done_goes_after_five_seconds(
    desk: Desk, waits: list[tuple[int, Callable[[], None]]], tone: Tone
) -> None:
    desk.say("已受理", tone=tone)
    ((milliseconds, then),) = waits
    assert milliseconds == SECONDS * 1_000 == 5_000
    then()
    assert desk.titles() == []


def test_an_error_sets_no_clock(desk: Desk, waits: list[tuple[int, Callable[[], None]]]) -> None:
    desk.say("没有打印出来", tone=Tone.BAD)
    assert waits == []
    assert desk.titles() == ["没有打印出来"]


def test_a_clock_of_one_that_was_closed_takes_no_other_away(
    desk: Desk, waits: list[tuple[int, Callable[[], None]]]
) -> None:
    desk.say("一", "二")
    desk.toasts[0].gone.emit(desk.toasts[0])
    waits[0][1]()
    assert desk.titles() == ["二"]


@pytest.mark.parametrize("tone", list(Tone))
def test_the_close_button_is_named_and_closes_its_own(desk: Desk, tone: Tone) -> None:
    desk.say("一", "二", "三", tone=tone)
    (close,) = desk.toasts[1].findChildren(IconButton)
    assert close.accessibleName() == "关闭 二"
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert desk.titles() == ["一", "三"]


def test_neither_coming_nor_going_takes_the_keys_away(desk: Desk) -> None:
    desk.say("一", "二")
    assert desk.field.hasFocus()
    QTest.mouseClick(desk.toasts[0].findChildren(IconButton)[0], Qt.MouseButton.LeftButton)
    assert desk.field.hasFocus()
    QTest.keyClicks(desk.field, "abc")
    assert desk.field.text() == "abc"


def test_tab_never_stops_on_a_toast(desk: Desk) -> None:
    desk.say("一", "二", "三", tone=Tone.BAD)
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() in (desk.field, desk.button)


def test_the_page_below_can_be_clicked_beside_a_toast(desk: Desk) -> None:
    desk.say("一")
    spot = desk.button.rect().center()
    spot.setX(20)
    heard: list[int] = []
    desk.button.clicked.connect(lambda: heard.append(1))
    QTest.mouseClick(desk.button, Qt.MouseButton.LeftButton, pos=spot)
    assert heard == [1]


@pytest.mark.parametrize(
    ("title", "text", "said"), [("已受理", "一式两份", "已受理 一式两份"), ("已受理", "", "已受理")]
)
def test_every_toast_is_read_aloud_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, title: str, text: str, said: str
) -> None:
    heard: list[str] = []

    class Voice:
        Event = toasts_module.QAccessible.Event

        @staticmethod
        def updateAccessibility(event: Any) -> None:  # noqa: N802
            heard.append(event.object().accessibleName())

    monkeypatch.setattr(toasts_module, "QAccessible", Voice)
    desk.feedback.toast(title, text)
    assert heard == [said]


@pytest.mark.parametrize("tone", list(Tone))
def test_the_icon_tells_the_tone(desk: Desk, theme: Theme, tone: Tone) -> None:
    desk.say("一句话", tone=tone)
    settle()
    (glyph,) = desk.toasts[0].findChildren(Glyph)
    wanted = theme.pixmap(ICONS[tone], 24, tone.value).toImage()
    seen = glyph.grab().toImage()
    inked = [(x, y) for x in range(24) for y in range(24) if wanted.pixelColor(x, y).alpha() == 255]
    assert inked
    assert all(seen.pixelColor(*spot) == wanted.pixelColor(*spot) for spot in inked)


@pytest.mark.parametrize(
    "said",
    ["<b>已受理</b>", "A & B", "第一行\n第二行", "𬎆䶮龑", "布日古德·额尔敦其木格", "&受理", "<img src=x>"],
)
def test_what_is_said_is_shown_word_for_word(desk: Desk, said: str) -> None:
    desk.feedback.toast(said, said)
    settle()
    (toast,) = desk.toasts
    assert [one.text() for one in toast.findChildren(Label)] == [said]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in toast.findChildren(Label))
    assert [one.text() for one in toast.findChildren(Paragraph)] == [said]
    assert cut_words(desk.window) == []


@pytest.mark.parametrize("foot", [32, 96])
@pytest.mark.parametrize("factor", FACTORS)
def test_the_bars_at_the_foot_stay_free(stage: Stage, theme: Theme, foot: int, factor: float) -> None:
    theme.choose(factor=factor)
    desk = Desk(stage, (1366, 768))
    desk.say("一", "二")
    desk.feedback.toasts.keep_off(foot)
    lowest = max(toast.geometry().bottom() for toast in desk.toasts)
    assert lowest == 768 - 1 - theme.s(foot) - theme.s(16)


def test_locking_takes_every_toast_away_at_once(desk: Desk) -> None:
    desk.say("一", "二", tone=Tone.BAD)
    desk.feedback.close_all()
    assert desk.toasts == []
    assert not [one for one in desk.window.findChildren(Toast) if one.isVisible()]


def history(desk: Desk) -> list[str]:
    """What Ctrl+J shows, line by line."""
    desk.feedback.show_history()
    settle()
    dialog = desk.feedback.open_dialog
    assert dialog is not None
    said = [label.text() for label in dialog.body.findChildren(Label)]
    told = [paragraph.text() for paragraph in dialog.body.findChildren(Paragraph)]
    dialog.reject()
    settle()
    return said + told


def test_the_history_keeps_what_was_closed_what_timed_out_and_what_gave_way(
    desk: Desk, waits: list[tuple[int, Callable[[], None]]]
) -> None:
    desk.say(*"一二三四五")
    desk.toasts[0].gone.emit(desk.toasts[0])
    waits[3][1]()
    assert history(desk) == [f"10:42  {title}" for title in "五四三二一"]


def test_the_history_shows_the_last_twenty(desk: Desk) -> None:
    desk.say(*(f"第 {number} 条" for number in range(25)))
    said = history(desk)
    assert len(said) == 20
    assert said[0] == "10:42  第 24 条"
    assert said[-1] == "10:42  第 5 条"


def test_the_history_has_the_second_line_where_there_was_one(desk: Desk) -> None:
    desk.feedback.toast("已受理", "一式两份")
    desk.feedback.toast("已受理", "")
    assert history(desk) == ["10:42  已受理", "10:42  已受理", "一式两份"]


def test_locking_does_not_empty_the_history(desk: Desk) -> None:
    desk.say("一")
    desk.feedback.close_all()
    assert history(desk) == ["10:42  一"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_history_is_left_by_any_usual_key(desk: Desk, key: Qt.Key) -> None:
    desk.say("一")
    desk.feedback.show_history()
    settle()
    assert desk.feedback.open_dialog is not None
    QTest.keyClick(QApplication.focusWidget() or desk.window, key)
    QTest.qWait(1)
    settle()
    assert desk.feedback.open_dialog is None
    assert desk.field.hasFocus()
