"""Segmented controls and tabs: radio groups under one focus, moved by arrows, digits and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column, Row, ground
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segment, Segmented
from outlet_app.ui.widgets.tabs import Tabs
from tests.support.pixels import colours, legibility

STATES = [
    Segment("齐全", "ok", "circle-check"),
    Segment("缺少", "bad", "circle-x"),
    Segment("需补正", "warn", "pencil"),
    Segment("容缺", "info", "hourglass"),
]


@pytest.fixture
def states(stage):
    bar = Segmented(STATES, "授权委托书", shape=ROW_SHAPE)
    return _shown(stage, bar)


def _shown(stage, bar):
    stage(Column(bar))
    bar.setFocus()
    bar.heard = []
    bar.chosen.connect(bar.heard.append)
    return bar


def test_nothing_is_chosen_at_first(states):
    assert states.current == -1
    assert not any(part.isChecked() for part in states.parts)
    assert states.accessibleName() == "授权委托书"


def test_digits_choose(states):
    QTest.keyClick(states, Qt.Key.Key_3)
    assert states.heard == [2]
    assert [part.isChecked() for part in states.parts] == [False, False, True, False]


def test_a_digit_beyond_the_words_does_nothing(states):
    QTest.keyClick(states, Qt.Key.Key_5)
    QTest.keyClick(states, Qt.Key.Key_0)
    assert states.heard == []


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([Qt.Key.Key_Right], 0),
        ([Qt.Key.Key_Right] * 2, 1),
        ([Qt.Key.Key_Right] * 9, 3),
        ([Qt.Key.Key_2, Qt.Key.Key_Left], 0),
        ([Qt.Key.Key_1, Qt.Key.Key_Left], 0),
    ],
)
def test_arrows_move_and_stop_at_the_ends(states, keys, place):
    for key in keys:
        QTest.keyClick(states, key)
    assert states.current == place


def test_a_click_chooses_and_the_group_tells_once(states, qtbot):
    qtbot.mouseClick(states.parts[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(states.parts[1], Qt.MouseButton.LeftButton)
    assert states.heard == [1]
    assert states.parts[1].isChecked()


def test_the_program_chooses_without_telling(states):
    states.choose(3)
    assert states.current == 3
    assert states.heard == []
    states.choose(-1)
    assert not any(part.isChecked() for part in states.parts)


def test_a_forbidden_word_cannot_be_chosen(states, qtbot):
    states.parts[3].setEnabled(False)
    QTest.keyClick(states, Qt.Key.Key_4)
    qtbot.mouseClick(states.parts[3], Qt.MouseButton.LeftButton)
    assert states.current == -1


def test_the_width_is_the_same_whatever_is_chosen(states):
    widths = set()
    for place in (-1, 0, 1, 2, 3):
        states.choose(place)
        widths.add(states.sizeHint().width())
    assert max(widths) - min(widths) <= len(STATES)


def test_every_word_is_a_target_of_32_pixels(states):
    states.choose(1)
    for part in states.parts:
        assert part.sizeHint().height() >= 32
        assert part.sizeHint().width() >= 32


def test_the_group_says_its_choice_and_its_parts_are_radio_buttons(states):
    states.choose(2)
    assert states.accessibleName() == "授权委托书：需补正"
    interface = QAccessible.queryAccessibleInterface(states.parts[2])
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "需补正"


def test_only_the_group_takes_the_focus(states):
    assert states.hasFocus()
    assert all(part.focusPolicy() == Qt.FocusPolicy.NoFocus for part in states.parts)


def test_up_and_down_may_belong_to_the_list_around(stage):
    bar = _shown(stage, Segmented(STATES, "行", vertical_keys=False))
    QTest.keyClick(bar, Qt.Key.Key_Down)
    assert bar.current == -1
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert bar.current == 0


def test_alt_and_control_digits_are_not_ours(states):
    QTest.keyClick(states, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(states, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert states.current == -1


def test_a_chosen_word_is_painted_in_its_tone(states, theme):
    states.choose(0)
    image = states.parts[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, 4).name().upper() == theme.tokens.ok_soft
    states.choose(1)
    image = states.parts[0].grab().toImage()
    plain = (theme.tokens.surface, theme.tokens.hover)
    assert image.pixelColor(image.width() // 2, 4).name().upper() in plain


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize("words", [STATES, ["窗口", "电话"]], ids=["toned", "plain"])
def test_what_was_chosen_can_be_read_though_it_cannot_be_changed(stage, theme, scheme, words):
    theme.choose(scheme)
    bar = Segmented(words, "授权委托书", current=0)
    stage(ground(Row(bar, None), "surface"), size=(420, 60))
    bar.setEnabled(False)
    chosen, other = (part.rect().adjusted(3, 3, -3, -3) for part in bar.parts[:2])
    assert legibility(bar.parts[0], chosen) >= 4.5
    assert legibility(bar.parts[1], other) >= 2.5
    assert theme.tokens.sunken in colours(bar.parts[0])


def test_tabs_show_and_speak_their_counts(stage):
    tabs = _shown(stage, Tabs([("全部", 16), ("已超期", 1), ("说明", None)], "待办提醒"))
    assert tabs.current == 0
    wide = tabs.sizeHint().width()
    tabs.show_counts([128, 0, None])
    assert tabs.sizeHint().width() > wide
    assert [tab.accessibleName() for tab in tabs.tabs] == ["全部 128", "已超期 0", "说明"]


def test_tabs_move_with_left_and_right_only(stage):
    tabs = _shown(stage, Tabs([("全部", 1), ("已超期", 1)], "待办提醒"))
    QTest.keyClick(tabs, Qt.Key.Key_Down)
    assert tabs.heard == []
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.heard == [1]


def test_a_click_on_a_tab_opens_it(stage, qtbot):
    tabs = _shown(stage, Tabs([("全部", 1), ("已超期", 1)], "待办提醒"))
    qtbot.mouseClick(tabs.tabs[1], Qt.MouseButton.LeftButton)
    assert tabs.heard == [1]
    assert tabs.accessibleName() == "待办提醒：已超期"
