"""The pages being put together: every key does what it says, and nothing else."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest

from outlet_app.printing.scans import thumbnail
from outlet_app.services.scans import SMALL, Leaf
from outlet_app.ui.parts.attachments.tray import PageTray
from outlet_app.ui.theme.theme import Theme
from outlet_app.wording import attachments as words
from tests.support.scans import page
from tests.ui.conftest import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
LEAVES = {mark: Leaf(page(mark), thumbnail(page(mark), SMALL)) for mark in "abcd"}
NAMES = {leaf.page.jpeg: mark for mark, leaf in LEAVES.items()}


@pytest.fixture
def tray(stage: Stage) -> PageTray:
    tray = PageTray()
    stage(tray, size=(420, 320))
    tray.setFocus()
    return tray


def filled(tray: PageTray, marks: str, chosen: int) -> PageTray:
    tray.show_leaves([LEAVES[mark] for mark in marks], chosen)
    return tray


def order(leaves: Sequence[Leaf]) -> str:
    return "".join(NAMES[leaf.page.jpeg] + "'" * leaf.page.turned for leaf in leaves)


@pytest.mark.parametrize(
    ("chosen", "key", "held", "left", "then"),
    [
        (1, KEY.Key_Left, CTRL, "bacd", 0),
        (1, KEY.Key_Up, CTRL, "bacd", 0),
        (1, KEY.Key_Right, CTRL, "acbd", 2),
        (1, KEY.Key_Down, CTRL, "acbd", 2),
        (0, KEY.Key_Left, CTRL, "abcd", 0),
        (3, KEY.Key_Right, CTRL, "abcd", 3),
        (2, KEY.Key_R, None, "abc'd", 2),
        (2, KEY.Key_Delete, None, "abd", 2),
        (2, KEY.Key_Backspace, None, "abd", 2),
        (3, KEY.Key_Delete, None, "abc", 2),
        (0, KEY.Key_Delete, None, "bcd", 0),
        (1, KEY.Key_Right, None, "abcd", 2),
        (1, KEY.Key_Left, None, "abcd", 0),
        (1, KEY.Key_R, CTRL, "abcd", 1),
        (1, KEY.Key_Delete, CTRL, "abcd", 1),
    ],
)
def test_one_key(
    tray: PageTray, chosen: int, key: Qt.Key, held: Qt.KeyboardModifier | None, left: str, then: int
) -> None:
    filled(tray, "abcd", chosen)
    QTest.keyClick(tray, key, held or Qt.KeyboardModifier.NoModifier)
    assert (order(tray.leaves), tray.currentRow()) == (left, then)


def test_a_page_moves_from_end_to_end_and_back(tray: PageTray) -> None:
    filled(tray, "abcd", 0)
    for _ in range(5):
        QTest.keyClick(tray, KEY.Key_Right, CTRL)
    assert order(tray.leaves) == "bcda"
    for _ in range(5):
        QTest.keyClick(tray, KEY.Key_Left, CTRL)
    assert order(tray.leaves) == "abcd"


def test_four_turns_are_none(tray: PageTray) -> None:
    filled(tray, "ab", 1)
    seen: list[str] = []
    for _ in range(4):
        QTest.keyClick(tray, KEY.Key_R)
        seen.append(order(tray.leaves))
    assert seen == ["ab'", "ab''", "ab'''", "ab"]


def test_a_turned_page_lies_across(tray: PageTray) -> None:
    filled(tray, "a", 0)
    upright = tray.item(0).icon().availableSizes()[0]
    QTest.keyClick(tray, KEY.Key_R)
    across = tray.item(0).icon().availableSizes()[0]
    assert (across.width(), across.height()) == (upright.height(), upright.width())


def test_a_chosen_page_is_not_tinted(tray: PageTray) -> None:
    filled(tray, "a", 0)
    icon, size = tray.item(0).icon(), tray.iconSize()
    plain = icon.pixmap(size, QIcon.Mode.Normal).toImage()
    assert icon.pixmap(size, QIcon.Mode.Selected).toImage() == plain


@pytest.mark.parametrize("key", [KEY.Key_R, KEY.Key_Delete, KEY.Key_Left, KEY.Key_Right])
def test_an_empty_tray_bears_every_key(tray: PageTray, key: Qt.Key) -> None:
    for held in (Qt.KeyboardModifier.NoModifier, CTRL):
        QTest.keyClick(tray, key, held)
    assert tray.leaves == []


def test_the_last_page_can_go_and_others_come(tray: PageTray) -> None:
    filled(tray, "a", 0)
    QTest.keyClick(tray, KEY.Key_Delete)
    assert (tray.leaves, tray.count()) == ([], 0)
    tray.add_leaves([LEAVES["c"], LEAVES["d"]])
    assert (order(tray.leaves), tray.currentRow()) == ("cd", 1)
    tray.add_leaves([LEAVES["a"]])
    assert (order(tray.leaves), tray.currentRow()) == ("cda", 2)


def test_every_page_is_numbered_and_spoken(tray: PageTray) -> None:
    filled(tray, "abc", 1)
    told = [tray.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert told == [words.page_name(n, 3) for n in (1, 2, 3)]
    assert [tray.item(n).text() for n in range(3)] == ["1", "2", "3"]
    assert tray.accessibleName() == words.TRAY


def test_every_change_is_told(tray: PageTray) -> None:
    told: list[str] = []
    tray.changed.connect(lambda: told.append(order(tray.leaves)))
    filled(tray, "ab", 0)
    QTest.keyClick(tray, KEY.Key_Right, CTRL)
    QTest.keyClick(tray, KEY.Key_Right, CTRL)
    QTest.keyClick(tray, KEY.Key_R)
    QTest.keyClick(tray, KEY.Key_Delete)
    assert told == ["ab", "ba", "ba'", "b"]


def test_the_pictures_grow_with_the_chosen_size(tray: PageTray, theme: Theme) -> None:
    small = tray.iconSize()
    theme.choose(factor=1.5)
    assert tray.iconSize().width() == round(small.width() * 1.5)
    assert tray.gridSize().width() > tray.iconSize().width()
