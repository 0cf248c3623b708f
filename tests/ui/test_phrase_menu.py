"""常用语 by keys: Ctrl+G offers what fits the text with the cursor, and never disturbs the writing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.consultation import COMPLEX
from outlet_app.domain.forms.course import WITHDRAW
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.domain.sayings import Place, Saying, Spot
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.asks import ReasonDialog, SentenceDialog
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.notice_order import NoticeOrder
from outlet_app.ui.parts.phrase_menu import PhraseMenu, row, spot_of
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.counter_fakes_intake import (
    CODE,
    NAME,
    PHONE,
    Failing,
    Visit,
    catalogue,
    open_desk,
)
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

OURS = "已由本网点电话告知。"


class Writing(Visit):
    """A visit with 常用语 at hand, as the program has it."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        super().__init__(open_desk(folder), stage)
        self.book = self.desk.counter.phrase_book
        self.menu = PhraseMenu(self.desk.lanes.desk, self.window.feedback)
        self.window.phrases_wanted.connect(self.ask)

    def ask(self) -> None:
        page = self.window.page
        assert page is not None
        self.menu.ask(self.book, page.phrase_item())

    def choose(self, *keys: str) -> None:
        """Ctrl+G, and keys once the list is there."""
        self.hands.go("Ctrl+G")
        self.hands.go(*keys)

    @property
    def offered(self) -> list[str]:
        popup = self.menu.popup
        return [one.text for one in popup.rows] if popup is not None and popup.isVisible() else []

    def at_request(self, item: int = 4) -> TextArea:
        """The cursor in 诉求 of a registration about an item."""
        self.begin().party()
        self.hands.type(str(item))
        self.hands.press("Tab", "Tab")
        area = self.page.fields["request"].control
        assert isinstance(area, TextArea)
        area.setFocus()
        return area


@pytest.fixture
def writing(tmp_path: Path, stage: Stage) -> Iterator[Writing]:
    made = Writing(tmp_path, stage)
    yield made
    made.window.feedback.close_all()


def test_what_fits_the_item_is_offered_where_the_request_is_written(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.go("Ctrl+G")
    assert writing.offered == [
        "1　查询商标是否可以注册。",
        "2　咨询商标注册的流程和材料。",
        "3　咨询商标续展的期限和费用。",
    ]
    assert area.hasFocus(), "the list took the focus"


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        (("Return",), "查询商标是否可以注册。"),
        (("Enter",), "查询商标是否可以注册。"),
        (("Down", "Return"), "咨询商标注册的流程和材料。"),
        (("Down", "Down", "Up", "Return"), "咨询商标注册的流程和材料。"),
        (("PgDown", "Return"), "咨询商标续展的期限和费用。"),
        (("3",), "咨询商标续展的期限和费用。"),
        (("9",), "9"),
        (("Esc",), ""),
    ],
)
def test_arrows_enter_and_digits_insert_and_escape_does_not(
    writing: Writing, keys: tuple[str, ...], written: str
) -> None:
    writing.at_request(4)
    writing.choose(*keys)
    assert writing.page.state.entry.request == written
    assert writing.offered == []
    assert writing.window.current is PageKey.INTAKE


def test_a_sentence_goes_where_the_cursor_is_and_over_what_is_selected(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.type("来人：，请尽快。")
    cursor = area.textCursor()
    cursor.setPosition(3)
    area.setTextCursor(cursor)
    writing.choose("1")
    assert area.text() == "来人：查询商标是否可以注册。，请尽快。"
    assert area.textCursor().position() == len("来人：查询商标是否可以注册。")
    area.selectAll()
    writing.choose("2")
    assert writing.page.state.entry.request == "咨询商标注册的流程和材料。"


def test_writing_on_closes_the_list_and_loses_no_letter(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.go("Ctrl+G")
    writing.hands.type("a")
    assert (area.text(), writing.offered) == ("a", [])
    writing.hands.go("Ctrl+G")
    QApplication.sendEvent(area, QInputMethodEvent("he", []))
    assert writing.offered == [], "the input method goes on"
    QApplication.sendEvent(area, QInputMethodEvent("", []))
    writing.hands.go("Ctrl+G")
    writing.hands.press("Ctrl+A")
    assert writing.offered == []


def test_going_elsewhere_closes_the_list(writing: Writing) -> None:
    writing.at_request(4)
    writing.hands.go("Ctrl+G")
    assert writing.offered
    writing.hands.press("Tab")
    assert (writing.offered, writing.page.state.entry.request) == ([], "")


def test_what_was_written_can_be_kept_and_is_offered_first_next_time(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.type("咨询马德里商标国际注册。")
    writing.hands.go("Ctrl+G")
    assert writing.offered[-1] == "把这里的文字存为常用语"
    writing.hands.go("PgDown", "Return")
    assert writing.said() == ["已存为常用语｜“咨询马德里商标国际注册。”同类的地方按 Ctrl+G 就能插入。"]
    assert area.text() == "咨询马德里商标国际注册。", "keeping it writes nothing"
    area.clear()
    writing.hands.go("Ctrl+G")
    assert writing.offered[0] == "1　咨询马德里商标国际注册。"
    assert writing.menu.popup is not None
    assert writing.menu.popup.rows[0].sub == "本网点的常用语"


def test_only_the_selected_words_are_kept(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.type("甲乙丙丁")
    cursor = area.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(3, cursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    writing.choose("PgDown", "Return")
    assert writing.book.offered(Spot(Place.REQUEST, 4))[0].text == "乙丙"


def test_what_is_a_known_sentence_already_is_not_kept_twice(writing: Writing) -> None:
    area = writing.at_request(4)
    area.setPlainText("查询商标是否可以注册。")
    writing.hands.go("Ctrl+G")
    assert "把这里的文字存为常用语" not in writing.offered


def test_an_own_sentence_is_given_up_with_delete_and_others_are_not(writing: Writing) -> None:
    writing.book.keep(OURS, Spot(Place.REQUEST))
    writing.at_request(4)
    writing.choose("Down", "Delete")
    assert writing.said() == []
    assert writing.offered, "a sentence of the program stays"
    writing.hands.go("Up", "Delete")
    assert writing.said() == [f"已删去常用语｜“{OURS}”不再列出，已经写好的文字不变。"]
    writing.hands.go("Ctrl+G")
    assert all(OURS not in text for text in writing.offered)


def test_a_text_too_long_to_keep_is_refused_in_words_and_stays(writing: Writing) -> None:
    area = writing.at_request(4)
    area.setPlainText("长" * 201)
    writing.choose("PgDown", "Return")
    banner = writing.window.frames[PageKey.INTAKE].banner
    assert banner.isVisible()
    assert "这段文字不能存为常用语" in " ".join(label.text() for label in banner.findChildren(QLabel))
    assert area.text() == "长" * 201


def test_where_no_text_is_written_it_says_so(writing: Writing) -> None:
    writing.begin()
    writing.hands.go("Ctrl+G")
    assert writing.said() == ["光标不在文字栏里｜光标停在要写字的栏里，再按 Ctrl+G 插入常用语。"]
    assert writing.offered == []


def test_where_nothing_fits_it_says_how_to_keep_a_sentence(writing: Writing) -> None:
    writing.at_request(5)
    area = writing.page.fields["request"].control
    writing.book = Nothing()  # type: ignore[assignment]
    writing.hands.go("Ctrl+G")
    assert writing.said() == ["这里还没有常用语｜写好一句以后按 Ctrl+G，可以存下来以后用。"]
    assert area.hasFocus()


class Nothing:
    """A book without sentences."""

    def offered(self, _spot: Spot) -> tuple[Saying, ...]:
        return ()


def test_trouble_with_the_store_is_told_and_the_text_stays(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.type("甲")
    writing.book = Failing(writing.book, offered=Trouble("storage.locked"))  # type: ignore[assignment]
    writing.hands.go("Ctrl+G")
    assert writing.dialog.windowTitle() == "本机数据正被其他程序占用"
    assert area.text() == "甲"


def test_an_answer_that_comes_late_is_not_shown(writing: Writing) -> None:
    writing.at_request(4)
    writing.hands.press("Ctrl+G", "Tab")
    writing.desk.drain()
    assert writing.offered == []


def faulty() -> IntakeEntry:
    sub = catalogue().sub_item("4.1")
    party = Applicant(ApplicantKind.ENTERPRISE, NAME, IdKind.USCC, CODE, "刘建平", PHONE)
    blank = IntakeEntry(party, item=4, sub_item="4.1", request="注册商标")
    rows = list(checklist(blank, sub))
    complete = [replace(one, state=MaterialState.COMPLETE, handed=1) for one in rows]
    complete[0] = replace(rows[0], state=MaterialState.FAULTY, defects=(Defect("D04"),))
    return replace(blank, materials=tuple(complete))


def test_in_the_notice_each_text_gets_what_its_defect_asks_for(writing: Writing) -> None:
    writing.window.open(PageKey.NOTICE, NoticeOrder(faulty()))
    writing.desk.drain()
    settle()
    page = writing.window.page
    card = page.editor.cards[0]  # type: ignore[union-attr]
    card.focus_part("issue")
    writing.hands.go("Ctrl+G")
    assert writing.offered[:2] == ["1　申请表申请人签字处为空白。", "2　授权委托书没有委托人签字。"]
    assert writing.menu.popup is not None
    assert writing.menu.popup.rows[0].sub == "对应 D04"
    writing.hands.go("Esc")
    assert writing.window.current is PageKey.NOTICE, "Esc only closed the list"
    card.focus_part("remedy")
    writing.choose("1")
    assert page.state.lines[0].remedy.endswith("由法定代表人签字并加盖公章。")  # type: ignore[union-attr]


def test_over_a_dialog_it_knows_the_defects_ticked(writing: Writing) -> None:
    writing.at_request(4)
    row_of = faulty().materials[0]
    names = {code: one.name for code, one in writing.desk.counter.reference.phrases.items()}
    dialog = DefectsDialog(row_of, names, writing.page)
    writing.window.feedback.open(dialog)
    settle()
    dialog.area.setFocus()
    writing.hands.go("Ctrl+G")
    assert writing.offered[0] == "1　申请表申请人签字处为空白。"
    writing.hands.go("Esc")
    assert dialog.isVisible(), "Esc only closed the list"
    writing.choose("Return")
    assert dialog.isVisible(), "Enter only inserted"
    assert dialog.area.text() == "申请表申请人签字处为空白。"


@pytest.mark.parametrize("make", ["reason", "sentence"])
def test_notes_of_a_step_have_their_own(writing: Writing, make: str) -> None:
    heard: list[str] = []
    if make == "reason":
        dialog = ReasonDialog(
            writing.window,
            WITHDRAW,
            "撤回",
            "请选择理由。",
            {"reason": "理由", "remark": "说明"},
            {"a": "甲"},
            "撤回",
            lambda _code, text: heard.append(text),
            today=date(2026, 11, 27),
        )
        field = dialog.controls["remark"]
    else:
        dialog = SentenceDialog(  # type: ignore[assignment]
            writing.window,
            COMPLEX,
            "反馈",
            "写明意见。",
            "意见",
            "反馈",
            heard.append,
            today=date(2026, 11, 27),
        )
        field = dialog.area  # type: ignore[attr-defined]
    writing.window.feedback.open(dialog)
    settle()
    field.setFocus()
    writing.hands.go("Ctrl+G")
    assert "1　已电话通知申请人，申请人表示知道。" in writing.offered
    writing.hands.go("1")
    assert field.text() == "已电话通知申请人，申请人表示知道。"
    assert heard == []


def test_numbers_lists_and_secrets_have_no_sentences(stage: Stage) -> None:
    plain, secret, area, fixed = LineEdit(), LineEdit(), TextArea(), TextArea()
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    fixed.setReadOnly(True)
    stage(plain, secret, area, fixed)
    assert [spot_of(one, 4) for one in (plain, secret, fixed, None)] == [None] * 4
    assert spot_of(area, 4) == Spot(Place.NOTE, 4)


def test_a_row_says_why_it_is_offered() -> None:
    told = {
        row(1, Saying("甲。", Place.NOTE)).sub: row(1, Saying("甲。", Place.NOTE)).text,
        row(8, Saying("乙。", Place.NOTE, (4,))).sub: row(8, Saying("乙。", Place.NOTE, (4,))).text,
        row(9, Saying("丙。", Place.NOTE, (4,), ("D04", "D05"))).sub: row(9, Saying("丙。", Place.NOTE)).text,
        row(2, Saying("丁。", Place.NOTE, own=True)).sub: row(2, Saying("丁。", Place.NOTE)).text,
    }
    assert told == {
        "通用": "1　甲。",
        "本事项": "8　乙。",
        "对应 D04、D05": "　　丙。",
        "本网点的常用语": "2　丁。",
    }


def test_a_click_takes_a_row_too(writing: Writing) -> None:
    area = writing.at_request(4)
    writing.hands.go("Ctrl+G")
    popup = writing.menu.popup
    assert popup is not None
    popup.picked.emit(popup.rows[1])
    assert area.text() == "咨询商标注册的流程和材料。"
    QTest.qWait(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert writing.menu.popup is None
