"""The room of a list: grey rows only when the first reading lasts, a sentence where nothing is."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from outlet_app.domain.problems import Refusal, Refused
from outlet_app.services.troubles import Trouble
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.empty_state import EmptyState
from tests.support.counter_fakes_desk import Counter, counter


@pytest.fixture
def pane(stage: Callable[..., QWidget]) -> ListPane:
    pane = ListPane(QLabel("rows"), EmptyState("inbox", "没有待办"))
    stage(pane)
    return pane


def test_a_quick_reading_shows_no_grey_rows(pane: ListPane) -> None:
    pane.begin()
    QTest.qWait(150)
    assert not pane._skeleton.isVisible()
    pane.show_table()
    QTest.qWait(400)
    assert not pane._skeleton.isVisible()


def test_a_reading_that_lasts_shows_grey_rows_until_the_answer(pane: ListPane) -> None:
    pane.begin()
    QTest.qWait(550)
    assert pane._skeleton.isVisible()
    assert pane._skeleton.size() == pane.size()
    pane.show_table()
    assert not pane._skeleton.isVisible()


def test_reading_again_leaves_what_is_on_show(pane: ListPane) -> None:
    pane.begin()
    pane.show_table()
    pane.begin()
    QTest.qWait(550)
    assert not pane._skeleton.isVisible()


def test_nothing_is_said_in_a_sentence_and_rows_take_its_place_again(pane: ListPane) -> None:
    pane.say("没有待办", "今天没有到期和超期的办件", "inbox")
    assert pane.is_empty
    assert pane.empty.accessibleName() == "没有待办 今天没有到期和超期的办件"
    pane.show_table()
    assert not pane.is_empty


@pytest.fixture
def here(stage: Callable[..., QWidget]) -> Counter:
    window = Column()
    opened = counter(window)
    stage(window, size=(800, 500))
    return opened


def test_a_refusal_is_a_banner_and_a_trouble_a_dialog(here: Counter) -> None:
    told: list[str] = []
    here.feedback.banner_wanted.connect(lambda _tone, title, _text: told.append(title))
    tell(here.feedback, Refused(Refusal("state.guard")))
    assert told == ["这个办件现在不能这样办"]
    assert here.feedback.open_dialog is None
    tell(here.feedback, Trouble("printer.none"))
    assert here.dialog.windowTitle() == "没有找到打印机"
    here.feedback.close_all()


def test_a_mistake_of_the_program_is_not_talked_away(here: Counter) -> None:
    with pytest.raises(ZeroDivisionError):
        tell(here.feedback, ZeroDivisionError("our own"))
    assert here.feedback.open_dialog is None
