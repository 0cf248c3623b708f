"""政策问答 by keys: search, look, take over with basis and edition; nothing is written over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from outlet_app.domain.answers import KnownAnswer
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.answer_dialog import AnswerDialog, ask_answers, row
from outlet_app.ui.theme.theme import Theme
from outlet_app.wording import answers as words
from outlet_app.wording.voices.course import VOICES
from tests.support.counter_fakes_intake import NAME, Visit, open_desk
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

RENEWAL = "商标的有效期是多少，怎样续展"


class Asking(Visit):
    """A visit with 政策问答 at hand, as the program has it."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        super().__init__(open_desk(folder), stage)
        self.window.answers_wanted.connect(lambda: ask_answers(self.window, self.desk.counter.answers))

    @property
    def asked(self) -> AnswerDialog:
        dialog = self.dialog
        assert isinstance(dialog, AnswerDialog)
        return dialog

    @property
    def offered(self) -> list[str]:
        field = self.asked.search
        return [one.text for one in field.popup().rows] if field.is_offering else []

    def open(self) -> "Asking":
        self.hands.press("Ctrl+W")
        settle()
        return self

    def about(self, item: str) -> "Asking":
        """A registration about an item, the cursor at the item."""
        self.begin().page.fields.focus("item")
        self.hands.type(item)
        self.hands.press("Tab")
        return self


@pytest.fixture
def asking(tmp_path: Path, stage: Stage) -> Iterator[Asking]:
    made = Asking(tmp_path, stage)
    yield made
    made.window.feedback.close_all()


def test_opened_it_offers_what_is_asked_about_the_item(asking: Asking) -> None:
    asking.about("9").open()
    assert asking.offered == ["本窗口能办哪些事项", "服务事项是不是收费"]
    assert asking.asked.search.hasFocus()


def test_without_an_item_it_waits_for_words(asking: Asking) -> None:
    asking.begin()
    asking.open()
    assert asking.offered == []
    assert asking.asked.answer.text() == words.FIRST
    assert not asking.asked.copy.isEnabled()


@pytest.mark.parametrize("typed", ["续展", "zyxz", "有效期 续展", "宽展"])
def test_typing_finds_by_words_and_initials(asking: Asking, typed: str) -> None:
    asking.begin()
    asking.open().hands.type(typed)
    assert RENEWAL in asking.offered


def test_what_is_chosen_is_shown_whole_with_basis_and_edition(asking: Asking) -> None:
    asking.begin()
    asking.open().hands.type("续展")
    asking.hands.press("Return")
    dialog = asking.asked
    assert dialog.isVisible(), "Enter only looked"
    assert dialog.question.text() == RENEWAL
    assert dialog.answer.text().startswith("注册商标的有效期为 10 年")
    assert dialog.foot.text() == (
        "依据：《中华人民共和国商标法》第三十九条、第四十条　答复库 A006（2026-1 版）"
    )
    assert QApplication.focusWidget() is dialog.take


def test_taken_over_it_fills_answer_and_basis_and_the_case_remembers_the_edition(asking: Asking) -> None:
    asking.about("2")
    asking.page.fields.focus("request")
    asking.hands.type("商标怎么续展")
    asking.open().hands.type("续展")
    asking.hands.press("Return", "Return")
    entry = asking.page.state.entry
    assert entry.answer.startswith("注册商标的有效期为 10 年")
    assert entry.basis == "《中华人民共和国商标法》第三十九条、第四十条"
    assert entry.answer_source == "A006@2026-1"
    assert asking.said()[-1] == f"{words.TAKEN}｜{words.TAKEN_TEXT}"
    assert asking.page.fields.focused().startswith("answer")
    asking.hands.go("Alt+D")
    (case,) = asking.cases()
    with asking.desk.bench.database.reading() as uow:
        reading = asking.desk.counter.cases._recorder.read(uow, case.case_id)
    fact = next(one.fact for one in reading.counted if isinstance(one.fact, AnsweredOnSpot))
    assert (fact.basis, fact.source) == (entry.basis, "A006@2026-1")
    told = VOICES[AnsweredOnSpot.KIND].say(fact)
    assert told.endswith("依据：《中华人民共和国商标法》第三十九条、第四十条\n答复库 A006（2026-1 版）")


def test_an_edited_answer_keeps_its_source_and_an_emptied_one_loses_it(asking: Asking) -> None:
    asking.about("2").open().hands.type("续展")
    asking.hands.press("Return", "Return")
    asking.hands.press("End")
    asking.hands.type("x")
    assert asking.page.state.entry.answer_source == "A006@2026-1"
    asking.hands.press("Ctrl+A", "Delete")
    assert asking.page.state.entry.answer_source == ""


def test_what_the_clerk_wrote_is_not_written_over(asking: Asking) -> None:
    asking.about("2")
    asking.page.fields.focus("answer")
    asking.hands.type("own words")
    asking.open().hands.type("续展")
    asking.hands.press("Return", "Return")
    assert asking.page.state.entry.answer == "own words"
    assert asking.said()[-1] == f"{words.NOT_TAKEN}｜{words.NOT_TAKEN_TEXT}"
    assert QGuiApplication.clipboard().text().startswith("注册商标的有效期为 10 年")


def test_the_draft_keeps_the_source(asking: Asking) -> None:
    asking.about("2").open().hands.type("续展")
    asking.hands.press("Return", "Return")
    asking.hands.go("Ctrl+S")
    saved = asking.desk.counter.drafts.load()
    assert saved is not None
    assert saved.entry.answer_source == "A006@2026-1"


def test_on_another_page_it_can_be_copied(asking: Asking) -> None:
    asking.window.open(PageKey.WORKBENCH)
    asking.open().hands.type("续展")
    asking.hands.press("Return")
    assert asking.asked.take is None
    asking.hands.press("Return")
    assert QGuiApplication.clipboard().text().endswith("\n依据：《中华人民共和国商标法》第三十九条、第四十条")
    assert asking.said()[-1].startswith("已复制答复｜依据：《中华人民共和国商标法》")


def test_no_hit_says_what_to_do_and_loses_nothing(asking: Asking) -> None:
    asking.begin().party(name=NAME)
    asking.open().hands.type("量子纠缠")
    assert asking.offered == []
    assert (asking.asked.question.text(), asking.asked.answer.text()) == (words.NONE, words.NONE_TEXT)
    asking.hands.press("Esc")
    assert asking.page.state.entry.applicant.name == NAME


def test_escape_closes_the_list_and_then_the_dialog(asking: Asking) -> None:
    asking.about("9").open()
    dialog = asking.asked
    asking.hands.press("Esc")
    assert dialog.isVisible()
    assert asking.offered == []
    asking.hands.press("Esc")
    assert asking.window.feedback.open_dialog is None


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_some_rows_have_room_and_all_buttons_are_in_view(asking: Asking, theme: Theme, factor: float) -> None:
    theme.choose(factor=factor)
    asking.begin()
    asking.open().hands.type("商标")
    settle()
    dialog = asking.asked
    popup = dialog.search.popup()
    assert dialog.rect().contains(popup.geometry())
    assert popup.height() >= 3 * 52 * factor
    assert asking.window.rect().height() >= dialog.height()


def test_a_row_tells_question_basis_and_edition() -> None:
    one = KnownAnswer("A001", "怎样", "这样。", "《办法》", "2026-1")
    assert (row(one).text, row(one).sub) == ("怎样", "依据：《办法》　答复库 A001（2026-1 版）")
    assert words.source_words("") == ""
    assert words.source_words("A001@2026-1") == "答复库 A001（2026-1 版）"


def test_an_answer_of_ones_own_is_told_as_ever(asking: Asking) -> None:
    told = VOICES[AnsweredOnSpot.KIND].say(AnsweredOnSpot("自己写的。", "《办法》"))
    assert told == "自己写的。"
    guided = VOICES[AnsweredOnSpot.KIND].say(AnsweredOnSpot("答。", "《办法》", "社保局", "A001@2026-1"))
    assert guided == "答。\n依据：《办法》\n答复库 A001（2026-1 版）\n引导至：社保局"
