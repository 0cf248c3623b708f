"""Dialogs, toasts, banners and the four families: three clauses, safe defaults, the focus comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.problems import Refusal
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.wording.troubles import TROUBLES, Clauses


@pytest.fixture
def window(stage):
    window = Column(LineEdit(), Button("受理"), None)
    stage(window, size=(1000, 700))
    window.box.itemAt(0).widget().setFocus()
    return window


@pytest.fixture
def feedback(window, now):
    feedback = Feedback(window, TROUBLES, lambda: now)
    yield feedback
    feedback.close_all()


def opened(feedback):
    QApplication.processEvents()
    dialog = feedback.open_dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def texts(widget):
    said = [label.text() for label in widget.findChildren(Label)]
    return said + [paragraph.text() for paragraph in widget.findChildren(Paragraph)]


def press(dialog, key):
    QTest.keyClick(QApplication.focusWidget() or dialog, key)
    QApplication.processEvents()


def test_a_question_has_verbs_and_the_safe_answer_is_the_default(feedback):
    heard = []
    feedback.ask(
        "还没有办完",
        ["这份登记已经存为草稿，随时可以回来接着办。"],
        [
            Answer("删除草稿(&D)", lambda: heard.append("delete"), Kind.DANGER),
            Answer("离开(&L)", lambda: heard.append("leave"), default=True),
        ],
    )
    dialog = opened(feedback)
    assert dialog.windowTitle() == "还没有办完"
    assert dialog.default.hasFocus()
    press(dialog, Qt.Key.Key_Return)
    assert heard == ["leave"]
    assert feedback.open_dialog is None


def test_escape_answers_nothing_and_gives_the_focus_back(feedback, window):
    before = QApplication.focusWidget()
    heard = []
    feedback.ask(
        "可能重复登记",
        ["今天已登记过同一事项。"],
        [Answer("打开已有办件(&O)", lambda: heard.append(1), default=True)],
    )
    press(opened(feedback), Qt.Key.Key_Escape)
    QTest.qWait(10)
    assert heard == []
    assert QApplication.focusWidget() is before


def test_a_mnemonic_answers(feedback):
    heard = []
    feedback.ask(
        "问", ["句"], [Answer("仍要新办(&N)", lambda: heard.append("new")), Answer("打开(&O)", default=True)]
    )
    QTest.keyClick(opened(feedback), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert heard == ["new"]


def test_never_two_dialogs_at_once(feedback):
    feedback.ask("第一", ["一"], [Answer("好", default=True)])
    feedback.ask("第二", ["二"], [Answer("好", default=True)])
    first = opened(feedback)
    assert first.windowTitle() == "第一"
    press(first, Qt.Key.Key_Escape)
    assert opened(feedback).windowTitle() == "第二"


def test_the_dialog_is_440_or_560_wide_and_in_the_middle(feedback, window, theme):
    for broad, wide in ((False, 440), (True, 560)):
        dialog = Dialog("不予受理", window, broad=broad)
        dialog.add_button("取消", default=True)
        feedback.open(dialog)
        assert opened(feedback).width() == wide
        middle = dialog.geometry().center() - window.mapToGlobal(window.rect().center())
        assert abs(middle.x()) <= 1
        assert abs(middle.y()) <= 1
        dialog.reject()


def test_a_form_dialog_starts_in_its_first_field_and_enter_is_the_default(feedback, window):
    heard, edit = [], LineEdit()
    dialog = Dialog("不予受理", window, broad=True)
    dialog.body.add(Field("说明", edit, required=True))
    dialog.add_button("取消")
    dialog.add_button("不予受理并打印(&B)", lambda: heard.append(edit.text()), icon="ban", default=True)
    dialog.focus_first(edit)
    feedback.open(dialog)
    opened(feedback)
    assert edit.hasFocus()
    QTest.keyClicks(edit, "abc")
    press(dialog, Qt.Key.Key_Return)
    assert heard == ["abc"]


def test_a_button_may_leave_the_dialog_open(feedback, window):
    checked = []
    dialog = Dialog("转办", window)
    dialog.add_button("转办(&Z)", lambda: checked.append(1), default=True, closes=False)
    feedback.open(dialog)
    press(opened(feedback), Qt.Key.Key_Return)
    assert checked == [1]
    assert dialog.isVisible()


def test_a_trouble_says_what_happened_that_work_is_safe_and_what_to_do(feedback):
    feedback.trouble("printer.none", {})
    dialog = opened(feedback)
    clauses = TROUBLES["printer.none"]
    said = texts(dialog)
    assert dialog.windowTitle() == clauses.happened.rstrip("。")
    assert clauses.safe in said
    assert clauses.now in said


def test_a_trouble_may_offer_ways_out(feedback):
    heard = []
    feedback.trouble(
        "printer.none", {}, [Answer("重新打印(&P)", lambda: heard.append("again"), default=True)]
    )
    press(opened(feedback), Qt.Key.Key_Return)
    assert heard == ["again"]


def test_an_unknown_code_is_named(feedback):
    feedback.trouble("server.moon", {})
    assert "server.moon" in opened(feedback).windowTitle()


def test_arguments_are_put_into_the_clauses(feedback, window, now):
    told = Feedback(window, {"x": Clauses("缺 {n} 份。", "保存了。", "补齐。")}, lambda: now)
    assert told.clauses_of("x", {"n": 3}).happened == "缺 3 份。"


def test_a_bug_shows_its_reference(feedback):
    feedback.bug("B-20261118-7F3A")
    assert any("B-20261118-7F3A" in text for text in texts(opened(feedback)))


def test_a_refusal_is_a_banner_for_the_page(feedback):
    code = next(iter(TROUBLES))
    heard = []
    feedback.banner_wanted.connect(lambda *said: heard.append(said))
    feedback.refuse(Refusal(code))
    ((tone, title, text),) = heard
    assert tone is Tone.WARN
    assert title == TROUBLES[code].happened.rstrip("。")
    assert TROUBLES[code].now in text


def test_a_toast_says_and_goes_without_taking_the_focus(feedback, window, qtbot, monkeypatch):
    before = QApplication.focusWidget()
    feedback.toast("已受理，回执已送打印机", "HH05-20261118-012，一式两份")
    (toast,) = feedback.toasts.toasts
    assert toast.isVisible()
    assert "已受理" in toast.accessibleName()
    assert QApplication.focusWidget() is before
    toast.gone.emit(toast)
    assert feedback.toasts.toasts == []


def test_a_toast_goes_by_itself_and_an_error_stays(feedback, qtbot, monkeypatch):
    monkeypatch.setattr("outlet_app.ui.widgets.toast.SECONDS", 0.05)
    feedback.toast("已转为离线", "办件照常办理", Tone.WARN)
    feedback.toast("没有打印出来", "", Tone.BAD)
    qtbot.waitUntil(lambda: len(feedback.toasts.toasts) == 1)
    assert feedback.toasts.toasts[0].notice.tone is Tone.BAD


def test_at_most_three_toasts_stand_bottom_right_above_each_other(feedback, window):
    for number in range(5):
        feedback.toast(f"第 {number} 条", "说明")
    toasts = feedback.toasts.toasts
    assert [toast.notice.title for toast in toasts] == ["第 2 条", "第 3 条", "第 4 条"]
    tops = [toast.y() for toast in toasts]
    assert tops == sorted(tops)
    for toast in toasts:
        assert window.rect().contains(toast.geometry())
        assert toast.geometry().right() == window.width() - 17
    assert not toasts[0].geometry().intersects(toasts[1].geometry())


def test_toasts_keep_off_the_action_bar_and_follow_the_window(feedback, window):
    feedback.toasts.keep_off(96)
    feedback.toast("已受理")
    (toast,) = feedback.toasts.toasts
    assert toast.geometry().bottom() <= window.height() - 96 - 16
    window.resize(800, 500)
    QApplication.processEvents()
    assert window.rect().contains(toast.geometry())


def test_the_history_is_read_with_the_newest_first(feedback):
    feedback.toast("早一点")
    feedback.toast("晚一点", "说明")
    feedback.show_history()
    said = [text for text in texts(opened(feedback)) if text.endswith("一点")]
    assert said == ["10:42  晚一点", "10:42  早一点"]


def test_an_empty_history_says_so(feedback):
    feedback.show_history()
    assert "还没有提示" in texts(opened(feedback))


def test_locking_closes_everything_that_could_be_read(feedback):
    feedback.toast("已受理")
    feedback.ask("一", ["一"], [Answer("好", default=True)])
    feedback.ask("二", ["二"], [Answer("好", default=True)])
    opened(feedback)
    feedback.close_all()
    QApplication.processEvents()
    assert feedback.open_dialog is None
    assert feedback.toasts.toasts == []


def test_a_dialog_stays_narrower_than_a_narrow_window(stage, theme, now):
    window = Column(LineEdit())
    stage(window, size=(500, 400))
    theme.choose(factor=1.5)
    feedback = Feedback(window, TROUBLES, lambda: now)
    feedback.trouble("printer.none", {})
    assert opened(feedback).width() <= 500
    feedback.close_all()


def test_a_dialog_has_its_own_ring(feedback, theme):
    feedback.bug("B-1")
    dialog = opened(feedback)
    QApplication.processEvents()
    image = dialog.grab().toImage()
    spot = dialog.default.mapTo(dialog, dialog.default.rect().topLeft())
    assert image.pixelColor(spot.x() + 20, spot.y() - 4).name().upper() == theme.tokens.focus
