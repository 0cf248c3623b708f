"""Not one English word on the screen, not in what Qt itself puts there either."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget
from shiboken6 import isValid

from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.whole_window import (
    buried,
    lock_page,
    settle,
    show_page,
    sign_in_page,
    whole_window,
)
from tests.ui.conftest import Stage

HAN = re.compile(r"[\u4e00-\u9fff]")
# Keys, numbers, codes and what stands for a person's own word.
FOREIGN = re.compile(r"\b(?!(?:Ctrl|Alt|Shift|Enter|Esc|Tab|Home|End|PgUp|PgDn|PDF|https|U)\b)[A-Za-z]{3,}\b")


def words_of(menu: QMenu) -> list[str]:
    """What a menu offers, without its keys."""
    return [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]


FIELDS: dict[str, Callable[[], Any]] = {
    "line": LineEdit,
    "area": TextArea,
    "finder": SuggestEdit,
    "list": lambda: Combo([Choice(1, "企业")]),
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_menu_of_a_field_is_chinese(stage: Stage, name: str) -> None:
    field = FIELDS[name]()
    stage(Column(field))
    field.setText("巴特尔") if isinstance(field, LineEdit) else field.setPlainText("巴特尔")
    menu = field.createStandardContextMenu()
    said = words_of(menu)
    menu.deleteLater()
    assert len(said) >= 6
    assert [word for word in said if not HAN.search(word)] == []


@pytest.mark.parametrize("word", ["剪切", "复制", "粘贴", "全选"])
def test_the_usual_words_are_the_usual_ones(stage: Stage, word: str) -> None:
    field = LineEdit()
    stage(Column(field))
    menu = field.createStandardContextMenu()
    assert any(word in said for said in words_of(menu))
    menu.deleteLater()


def test_a_password_cannot_be_copied_out_of_its_menu(stage: Stage) -> None:
    edit = PasswordEdit("口令")
    stage(Column(edit))
    edit.line.setText("Hetao-Mifeng-7")
    edit.line.selectAll()
    menu = edit.line.createStandardContextMenu()
    usable = [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    menu.deleteLater()
    assert not [text for text in usable if "复制" in text or "剪切" in text]


@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+X"])
def test_a_password_cannot_be_copied_by_keys(stage: Stage, keys: str) -> None:
    edit = PasswordEdit("口令")
    stage(Column(edit))
    edit.line.setText("Hetao-Mifeng-7")
    edit.line.setFocus()
    edit.line.selectAll()
    QApplication.clipboard().setText("before")
    key = Qt.Key.Key_C if keys == "Ctrl+C" else Qt.Key.Key_X
    QTest.keyClick(edit.line, key, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "before"


@pytest.fixture
def asking(stage: Stage) -> Any:
    """The file dialog over a window, and where it led."""
    window, went = stage(Column(LineEdit()), size=(900, 640)), list[Path]()
    dialog = ask_path(window, "告知书 HH05-20261122-010017-T.pdf", "PDF 文书 (*.pdf)", went.append)
    settle()
    yield dialog, went, window
    if isValid(dialog):
        dialog.reject()
    buried()


def test_the_file_dialog_is_chinese(asking: Any) -> None:
    dialog: QFileDialog = asking[0]
    labels = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]
    buttons = [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert [said for said in labels + buttons if not HAN.search(said)] == []
    assert "保存(&S)" in buttons
    assert "取消" in buttons


def test_the_file_dialog_proposes_the_papers_name_as_a_pdf(asking: Any) -> None:
    dialog: QFileDialog = asking[0]
    assert dialog.windowTitle() == "告知书 HH05-20261122-010017-T.pdf"
    assert Path(dialog.selectedFiles()[0]).name == "告知书 HH05-20261122-010017-T.pdf"
    assert dialog.defaultSuffix() == "pdf"
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.nameFilters() == ["PDF 文书 (*.pdf)"]


@pytest.mark.parametrize("chosen", ["回执.pdf", "子目录 一/名 称.pdf"])
def test_what_the_clerk_named_is_where_the_file_goes(asking: Any, tmp_path: Path, chosen: str) -> None:
    dialog, went, _ = asking
    dialog.fileSelected.emit(str(tmp_path / chosen))
    assert went == [tmp_path / chosen]


def test_esc_names_no_file_and_leaves_the_window_usable(asking: Any) -> None:
    dialog, went, window = asking
    dialog.reject()
    settle()
    buried()
    assert went == []
    assert not isValid(dialog)
    assert QApplication.activeModalWidget() is None
    assert window.isEnabled()


def texts_of(window: QWidget) -> list[str]:
    """Every word that a person can read or hear in a window."""
    said: list[str] = []
    for one in window.findChildren(QWidget):
        if not one.isVisible() and one is not window:
            continue
        for reader in (
            "text",
            "placeholderText",
            "toolTip",
            "accessibleName",
            "accessibleDescription",
            "title",
        ):
            told = getattr(one, reader, None)
            text = told() if callable(told) else ""
            if isinstance(text, str) and text:
                said.append(text)
        said += [action.text() for action in one.actions() if isinstance(action, QAction)]
    said += [one.text() for one in window.findChildren(Paragraph)]
    return said


def foreign(said: list[str], allowed: frozenset[str] = frozenset()) -> list[str]:
    return sorted({text for text in said for word in FOREIGN.findall(text) if word not in allowed})


@pytest.mark.parametrize("page", [PageKey.WORKBENCH, PageKey.SYNC, PageKey.CATALOGUE])
def test_a_page_says_nothing_in_another_language(stage: Stage, lanes: Lanes, page: PageKey) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    show_page(window, page, lanes)
    settle()
    said = texts_of(window)
    assert len(said) > 60
    assert foreign([text for text in said if not text.startswith("代码 ")], frozenset({"batch"})) == []


@pytest.mark.parametrize("kind", ["sign in", "first start", "lock"])
def test_a_cover_says_nothing_in_another_language(
    stage: Stage, lanes: Lanes, tmp_path: Path, kind: str
) -> None:
    page: QWidget = (
        lock_page(tmp_path, lanes)
        if kind == "lock"
        else sign_in_page(tmp_path, lanes, people=0 if kind == "first start" else 2)
    )
    stage(page, size=(1366, 768))
    said = texts_of(page)
    assert len(said) > 12
    assert foreign(said) == []


@pytest.mark.parametrize("name", ["help", "display", "history", "bug", "trouble"])
def test_a_dialog_says_nothing_in_another_language(stage: Stage, lanes: Lanes, name: str) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    {
        "help": window.commands.show_help,
        "display": window.commands.show_display,
        "history": window.feedback.show_history,
        "bug": lambda: window.feedback.bug("20261118-7"),
        "trouble": lambda: window.feedback.trouble("printer.none", {}),
    }[name]()
    settle()
    assert window.feedback.open_dialog is not None
    said = texts_of(window.feedback.open_dialog)
    window.feedback.close_all()
    assert said
    assert foreign(said) == []


def test_the_search_for_foreign_words_finds_them() -> None:
    assert foreign(["Undo", "撤消 Ctrl+Z", "Enter 打开", "Look in:", "PDF 文书", "OK", "关闭 Esc"]) == [
        "Look in:",
        "Undo",
    ]
