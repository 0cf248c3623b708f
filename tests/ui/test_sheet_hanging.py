"""Lines of a sheet that hang on others, by keys: asked, starred and offered by what stands there now."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.forms.spec import Field, Kind, sheet
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.combo import Combo
from tests.support.counter_fakes_desk import settle, write

K = Qt.Key
TODAY = date(2026, 11, 27)
FORM = sheet(
    "hung",
    Field("way", Kind.CHOICE, needed=True),
    Field("number", Kind.LINE, 5, needed_when=("urgent", ("yes",)), told_when=("way", ("letter", "call"))),
    Field(
        "reply",
        Kind.CHOICE,
        needed=True,
        told_when=("way", ("letter", "call")),
        narrowed=("way", (("letter", ("post", "phone")), ("call", ("phone", "platform")))),
    ),
    Field("urgent", Kind.SWITCH),
    Field("note", Kind.TEXT, 20, needed_when=("way", ("visit",))),
)
LABELS = {"way": "方式", "number": "编号", "reply": "答复", "urgent": "紧急", "note": "说明"}
CHOICES = {
    "way": {"visit": "窗口", "letter": "信函", "call": "电话"},
    "reply": {"post": "书信", "phone": "来电", "platform": "平台"},
}


def wait(holds: Callable[[], bool]) -> None:
    """Until it holds, five seconds at most."""
    for _ in range(500):
        if holds():
            return
        settle(10)
    raise AssertionError("it never came")


class Sheet:
    """The sheet over a window, what it handed on, and what stands on it."""

    def __init__(self, window: QWidget, ready: Mapping[str, str]) -> None:
        self.answers: list[Mapping[str, str]] = []
        lines = lines_of(FORM, LABELS, ready, choices=CHOICES)
        self.dialog = SheetDialog(window, "登记", "", lines, "保存(&B)", self.answers.append, today=TODAY)
        self.dialog.open()
        wait(lambda: QApplication.activeWindow() is self.dialog)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.dialog, key)

    def choose(self, key: str, typed: str) -> None:
        self.combo(key).setFocus()
        self.combo(key).selectAll()
        write(typed)
        self.press(K.Key_Return)

    def combo(self, key: str) -> Combo:
        control = self.dialog.controls[key]
        assert isinstance(control, Combo)
        return control

    def save(self) -> None:
        assert self.dialog.default is not None
        self.dialog.default.click()

    @property
    def asked(self) -> list[str]:
        return [key for key, one in self.dialog.fields.items() if one.isVisible()]

    @property
    def starred(self) -> list[str]:
        return [key for key in self.asked if self.dialog.fields[key].line.required]

    @property
    def said(self) -> dict[str, str]:
        return {key: one.message for key, one in self.dialog.fields.items() if one.message}

    @property
    def replies(self) -> list[object]:
        return [one.value for one in self.combo("reply").choices]


@pytest.fixture
def window(stage: Callable[..., object]) -> QWidget:
    made = QWidget()
    stage(made, size=(1366, 768))
    return made


def test_a_visit_is_not_asked_what_a_letter_tells(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    assert one.asked == ["way", "urgent", "note"]
    assert one.starred == ["way", "note"]
    one.choose("way", "信函")
    assert one.asked == ["way", "number", "reply", "urgent", "note"]
    assert one.starred == ["way", "reply"]
    one.choose("way", "窗口")
    assert one.asked == ["way", "urgent", "note"]


def test_the_keys_walk_over_what_is_not_asked(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    one.press(K.Key_Tab)
    assert QApplication.focusWidget() is one.dialog.controls["urgent"]
    one.choose("way", "电话")
    one.press(K.Key_Tab)
    assert QApplication.focusWidget() is one.dialog.controls["number"]


def test_the_arrow_alone_turns_a_visit_into_a_letter(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    assert QApplication.focusWidget() is one.dialog.controls["way"]
    one.press(K.Key_Down)
    assert "number" in one.asked
    one.press(K.Key_Up)
    assert "number" not in one.asked


def test_the_dialog_is_as_tall_as_what_it_asks(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    settle()
    before = one.dialog.height()
    one.choose("way", "信函")
    settle()
    grown = one.dialog.height()
    assert grown > before
    one.choose("way", "窗口")
    settle()
    assert one.dialog.height() == before


def test_a_sheet_that_grew_stays_within_its_window(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    one.choose("way", "信函")
    settle()
    room = window.frameGeometry()
    assert room.contains(one.dialog.frameGeometry())
    assert abs(one.dialog.frameGeometry().center().y() - room.center().y()) <= 1


def test_the_usual_way_back_stands_ready_once_there_is_a_list_for_it(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    assert one.combo("reply").value is None
    one.choose("way", "信函")
    assert (one.replies, one.combo("reply").value) == (["post", "phone"], "post")
    one.choose("way", "电话")
    assert (one.replies, one.combo("reply").value) == (["phone", "platform"], "phone")


def test_what_both_lists_have_stays_chosen(window: QWidget) -> None:
    one = Sheet(window, {"way": "letter", "reply": "phone"})
    one.choose("way", "电话")
    assert one.combo("reply").value == "phone"
    assert one.combo("reply").text() == "来电"


@pytest.mark.parametrize(("ready", "stands"), [("phone", "phone"), ("", None), ("platform", None)])
def test_nothing_is_chosen_for_the_clerk_while_the_sheet_opens(
    window: QWidget, ready: str, stands: str | None
) -> None:
    """What the case says stands there; what it does not say, or cannot mean, is left open."""
    one = Sheet(window, {"way": "letter", "reply": ready})
    assert (one.replies, one.combo("reply").value) == (["post", "phone"], stands)


def test_what_is_not_asked_is_answered_empty_though_something_was_typed(window: QWidget) -> None:
    one = Sheet(window, {"way": "letter", "number": "信12", "reply": "post", "note": "来过"})
    one.choose("way", "窗口")
    one.save()
    assert one.answers == [{"way": "visit", "number": "", "reply": "", "urgent": "", "note": "来过"}]


def test_what_was_typed_is_there_again_when_it_is_asked_again(window: QWidget) -> None:
    one = Sheet(window, {"way": "letter", "number": "信12", "reply": "post"})
    one.choose("way", "窗口")
    one.choose("way", "信函")
    one.save()
    assert one.answers[0]["number"] == "信12"


def test_what_is_wrong_with_a_line_nobody_sees_does_not_stop_the_step(window: QWidget) -> None:
    one = Sheet(window, {"way": "letter", "number": "一二三四五六", "reply": "post", "note": "说"})
    one.save()
    assert one.said == {"number": "最多 5 字，超出 1 字"}
    one.choose("way", "窗口")
    one.save()
    assert len(one.answers) == 1


def test_a_tick_makes_another_line_needed_and_its_star_says_so(window: QWidget) -> None:
    one = Sheet(window, {"way": "letter", "reply": "post"})
    assert "number" not in one.starred
    one.dialog.controls["urgent"].setFocus()
    one.press(K.Key_Space)
    assert "number" in one.starred
    one.save()
    assert one.said == {"number": "请填写编号"}
    assert QApplication.focusWidget() is one.dialog.controls["number"]


def test_what_one_needs_is_said_at_its_own_line(window: QWidget) -> None:
    one = Sheet(window, {"way": "visit"})
    one.save()
    assert one.said == {"note": "请填写说明"}
    one.choose("way", "信函")
    one.save()
    assert one.answers[0]["reply"] == "post"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_sheet_that_grew_still_fits_at_the_largest_size(
    window: QWidget, dressed: Theme, scheme: Scheme
) -> None:
    dressed.choose(scheme, 1.5)
    one = Sheet(window, {"way": "visit"})
    one.choose("way", "信函")
    settle()
    assert one.dialog.height() <= window.height()
    assert one.dialog.width() <= window.width()
