"""Fields of a form in a dialog of its own layout: starred, read and told as on a sheet, by keys alone."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.forms.decisions import RejectReason
from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.domain.forms.spec import Kind, sheet
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.asked_form import AskedForm, Place, at_field, at_tick, room
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.sheet_dialog import TICKED
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.counter_fakes_desk import press, settle
from tests.support.inspection import faults

K, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 27)
Stage = Callable[..., QWidget]
FORM = sheet(
    "plan",
    FieldSpec("way", Kind.CHOICE, options=("visit", "other"), needed=True),
    FieldSpec("why", Kind.TEXT, 20, needed_when=("way", ("other",))),
    FieldSpec("who", Kind.PERSON, 10),
    FieldSpec("day", Kind.AHEAD, 40, needed=True, until=date(2026, 12, 4)),
    FieldSpec("told", Kind.SWITCH, needed=True, lack="pledge.not_told"),
)
LABELS = {"way": "方式", "why": "原因", "who": "来人", "day": "日期", "told": "已告知"}


def put(control: QWidget, text: str) -> None:
    """Text as it is pasted by keys, in the place of what stands there."""
    control.setFocus()
    QGuiApplication.clipboard().setText(text)
    for letter in (K.Key_A, K.Key_V):
        QTest.keyClick(control, letter, CONTROL)


class Asked:
    """The five kinds of places in a column."""

    def __init__(self, stage: Stage, check: Callable[..., Mapping[str, Problem]] | None = None) -> None:
        self.way = Combo([Choice("visit", "上门"), Choice("other", "其他")])
        self.tick = Check("已告知")
        self.unsaid: list[str] = []
        self.fields = {
            "way": Field("方式", self.way),
            "why": Field("原因", TextArea(longest=room(FORM.field("why")))),
            "who": Field("来人", LineEdit(longest=room(FORM.field("who")))),
            "day": Field("日期", LineEdit()),
        }
        self.column = Column(*self.fields.values(), self.tick)
        stage(self.column, size=(600, 500))
        places = {name: at_field(one) for name, one in self.fields.items()}
        places["told"] = at_tick(self.tick, self.unsaid.append)
        self.form = AskedForm(FORM, LABELS, places, today=TODAY, check=check)

    def fill(self, **texts: str) -> None:
        whole = {"day": "12-01", **texts}
        self.way.set_value(whole.pop("way", "visit"))
        self.tick.setChecked(whole.pop("told", TICKED) == TICKED)
        for name, text in whole.items():
            put(self.fields[name].control, text)

    @property
    def said(self) -> dict[str, str]:
        return {name: one.message for name, one in self.fields.items() if one.message}

    @property
    def stars(self) -> list[str]:
        return [name for name, one in self.fields.items() if one.line.required]


@pytest.fixture
def asked(stage: Stage) -> Asked:
    return Asked(stage)


def test_the_star_stands_where_nothing_is_saved_without_it(asked: Asked) -> None:
    assert asked.stars == ["way", "day"]


def test_the_star_follows_what_the_others_say(asked: Asked) -> None:
    asked.way.set_value("other")
    asked.form.follow()
    assert asked.stars == ["way", "why", "day"]
    put(asked.fields["why"].control, "雪")
    asked.form.follow()
    assert asked.stars == ["way", "why", "day"], "what is filled in stays needed"
    asked.way.set_value("visit")
    asked.form.follow()
    assert asked.stars == ["way", "day"]


def test_everything_missing_is_told_at_once_and_the_first_gets_the_keys(asked: Asked) -> None:
    assert asked.form.take() is None
    assert asked.said == {"way": "请选择方式", "day": "请填写日期"}
    assert asked.unsaid[-1] == "请先当面告知全部内容"
    assert asked.way.hasFocus()


def test_what_is_filled_in_is_taken_as_it_is_kept(asked: Asked) -> None:
    asked.fill(way="other", why=" 雪大\n路滑 ", who=" 乌力吉•巴图 ", day="12月4日")
    assert asked.form.take() == {
        "way": "other",
        "why": "雪大\n路滑",
        "who": "乌力吉·巴图",
        "day": "2026-12-04",
        "told": TICKED,
    }
    assert asked.said == {}
    assert asked.unsaid[-1] == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("why", "雪" * 21, "最多 20 字，超出 1 字"),
        ("who", "名" * 12, "最多 10 字，超出 2 字"),
        ("who", "来人\U0001f33b", "第 3 字是表情，请删去"),
        ("day", "12-05", "最晚 12-04"),
        ("day", "2026-11-26", "日期已过"),
        ("day", "下周", "请填写日期，如 11-27"),
        ("day", "11-31", "没有这一天"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_kept_whole(
    asked: Asked, name: str, text: str, said: str
) -> None:
    asked.fill(**{name: text})
    assert asked.form.take() is None
    assert asked.said == {name: said}
    assert asked.fields[name].control.hasFocus()
    assert asked.form.answers[name] == text


def test_what_was_wrong_is_forgotten_once_it_is_right(asked: Asked) -> None:
    asked.fill(day="12-05", told="")
    assert asked.form.take() is None
    asked.fill(day="12-03")
    assert asked.form.take() is not None
    assert asked.said == {}
    assert asked.unsaid[-1] == ""


def test_a_doubt_holds_the_step_once(asked: Asked) -> None:
    asked.fill(why="原因\ue000")
    assert asked.form.take() is None
    assert asked.said == {"why": "第 3 字为 U+E000，可能印不出"}
    assert not asked.fields["why"].is_wrong
    assert asked.form.take() is not None


def test_a_doubt_about_other_words_holds_it_again(asked: Asked) -> None:
    asked.fill(why="原因\ue000")
    assert asked.form.take() is None
    asked.fill(why="另一\ue001")
    assert asked.form.take() is None
    assert asked.form.take() is not None


def test_what_no_field_sees_by_itself_is_checked_once_each_is_right(stage: Stage) -> None:
    seen: list[Mapping[str, str]] = []

    def check(said: Mapping[str, str]) -> Mapping[str, Problem]:
        seen.append(said)
        return {"who": Problem("field.missing")} if not said["who"] else {}

    asked = Asked(stage, check)
    assert asked.form.take() is None
    assert seen == [], "it may rely on each field"
    asked.fill()
    assert asked.form.take() is None
    assert asked.said == {"who": "请填写来人"}
    assert asked.fields["who"].control.hasFocus()
    asked.fill(who="苏日娜")
    assert asked.form.take() is not None


def test_a_line_that_is_left_is_tidied_and_says_what_is_wrong(asked: Asked) -> None:
    who = asked.fields["who"].control
    put(who, " 乌力吉•巴图 ")
    asked.way.setFocus()
    assert who.text() == "乌力吉·巴图"  # type: ignore[attr-defined]
    put(who, "名" * 11)
    asked.way.setFocus()
    assert asked.said == {"who": "最多 10 字，超出 1 字"}


def test_a_day_stays_as_it_was_typed(asked: Asked) -> None:
    day = asked.fields["day"].control
    put(day, "1201")
    asked.way.setFocus()
    assert day.text() == "1201"  # type: ignore[attr-defined]
    assert asked.said == {}


def test_a_place_of_its_own_is_read_and_told_in_its_own_way(stage: Stage) -> None:
    told: list[tuple[str, Tone]] = []
    line = LineEdit()
    stage(line)
    form = sheet("one", FieldSpec("code", Kind.LINE, 3, needed=True))
    place = Place(line, lambda: "四字代码", lambda text, tone: told.append((text, tone)))
    asked = AskedForm(form, {"code": "代码"}, {"code": place})
    assert asked.take() is None
    assert told[-1] == ("最多 3 字，超出 1 字", Tone.BAD)


# 不予受理.


class Refusing:
    """The dialog over a window."""

    def __init__(self, stage: Stage, *, guides: bool = False) -> None:
        self.host = stage(Column(LineEdit(), None), size=(1366, 768))
        self.dialog = RejectDialog(self.host, guides=guides)
        self.details: list[RejectDetail] = []
        self.dialog.decided.connect(self.details.append)
        self.dialog.open()
        for _ in range(500):
            if QApplication.activeWindow() is self.dialog:
                break
            settle(10)

    def go(self) -> None:
        QTest.keyClick(self.dialog, K.Key_B, ALT)

    @property
    def said(self) -> tuple[str, str]:
        return self.dialog.basis.message, self.dialog.instead.message


@pytest.mark.parametrize(
    ("downs", "guides", "said"),
    [
        (0, False, ("", "请填写应向哪里提出")),
        (1, False, ("", "请填写应向哪里提出")),
        (2, False, ("请填写依据或说明", "")),
        (3, False, ("请填写依据或说明", "")),
        (1, True, ("", "请填写应向哪里提出")),
        (3, True, ("请填写依据或说明", "请填写应向哪里提出")),
    ],
)
def test_each_reason_asks_what_it_needs(
    stage: Stage, downs: int, guides: bool, said: tuple[str, str]
) -> None:
    sheet_ = Refusing(stage, guides=guides)
    for _ in range(downs):
        press(QApplication.focusWidget(), K.Key_Down)
    assert sheet_.dialog.code == list(RejectReason)[downs]
    starred = (sheet_.dialog.basis.line.required, sheet_.dialog.instead.line.required)
    assert starred == (bool(said[0]), bool(said[1]))
    sheet_.go()
    assert sheet_.said == said
    assert sheet_.details == []
    assert (sheet_.dialog.basis if said[0] else sheet_.dialog.instead).control.hasFocus()
    sheet_.dialog.reject()


def test_the_reason_goes_on_in_its_words(stage: Stage) -> None:
    sheet_ = Refusing(stage)
    put(sheet_.dialog.instead.control, " 乌拉特前旗人民法院𬎆䶮庭 ")
    sheet_.go()
    assert sheet_.details == [RejectDetail("不属于本清单事项", "", "乌拉特前旗人民法院𬎆䶮庭")]


@pytest.mark.parametrize(
    ("text", "said"),
    [("院" * 203, "最多 200 字，超出 3 字"), ("法院\U0001f33b", "第 3 字是表情，请删去")],
)
def test_where_to_go_is_told_at_its_field_and_not_cut(stage: Stage, text: str, said: str) -> None:
    sheet_ = Refusing(stage)
    put(sheet_.dialog.instead.control, text)
    sheet_.go()
    assert sheet_.said == ("", said)
    assert sheet_.dialog.instead.control.text() == text  # type: ignore[attr-defined]
    assert sheet_.details == []
    sheet_.dialog.reject()


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_it_fits_in_every_look(stage: Stage, theme: Theme, scheme: Scheme, factor: float) -> None:
    theme.choose(scheme, factor)
    sheet_ = Refusing(stage)
    sheet_.go()
    assert faults(sheet_.dialog) == []
    sheet_.dialog.reject()
