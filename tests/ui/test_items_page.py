"""The list of items: every one can be read whole, and a registration begins from it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from tests.support.counter_fakes_intake import Visit, catalogue, open_desk
from tests.ui.conftest import Stage


@pytest.fixture
def visit(tmp_path: Path, stage: Stage) -> Visit:
    made = Visit(open_desk(tmp_path), stage)
    made.hands.go("Ctrl+8")
    return made


def page_of(visit: Visit) -> ItemsPage:
    """The page in view."""
    page = visit.window.page
    assert isinstance(page, ItemsPage)
    return page


def test_the_ten_items_stand_in_their_order(visit: Visit) -> None:
    rows = page_of(visit).list.rows
    assert [row.item.number for row in rows] == list(range(1, 11))
    assert QApplication.focusWidget() is rows[0]


@pytest.mark.parametrize("number", range(1, 11))
def test_an_item_shows_all_seven_elements_word_for_word(visit: Visit, number: int) -> None:
    page = page_of(visit)
    page.list.choose(number)
    QApplication.processEvents()
    item = catalogue().item(number)
    said = [one.text().replace("\n", "") for one in page._body.findChildren(Paragraph) if not one.isHidden()]
    elements = (item.name, item.objects, item.content, item.flow, item.time_limit, item.bodies, item.channels)
    assert said[: len(elements)] == list(elements)
    heads = [one.text() for one in page._body.findChildren(Label)]
    assert [sub for sub in item.sub_items if not any(sub.name in head for head in heads)] == []


def test_arrows_walk_through_the_list(visit: Visit) -> None:
    page = page_of(visit)
    visit.hands.press("Down", "Down", "Up")
    assert page.item.number == 2
    visit.hands.press(*["Down"] * 12)
    assert page.item.number == 10


def test_a_registration_begins_from_an_item(visit: Visit) -> None:
    visit.hands.press(*["Down"] * 7)
    visit.hands.go("Alt+N")
    assert visit.window.current is PageKey.INTAKE
    assert visit.page.state.entry.item == 8


def test_f6_goes_to_the_text(visit: Visit) -> None:
    visit.hands.press("F6")
    assert QApplication.focusWidget() is page_of(visit).scroller


def test_a_compact_window_keeps_both_columns(visit: Visit) -> None:
    look().choose(factor=1.5)
    QApplication.processEvents()
    page = page_of(visit)
    assert page._list_card.width() < page.width() / 2


def test_another_page_may_ask_for_an_item(visit: Visit) -> None:
    visit.window.open(PageKey.CATALOGUE, 6)
    assert page_of(visit).item.number == 6
