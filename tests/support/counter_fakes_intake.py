"""A counter for the intake pages: the real use cases on a real file, the real window, keys pressed on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import Catalogue
from outlet_app.services.counter import Counter
from outlet_app.services.library import read_library
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseFilter, CaseRow
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.ui.pages.items.page import ItemsPage
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts.checklist_print import ChecklistPrint
from outlet_app.ui.shell import Shell
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.bench import OUTLET, Bench, open_bench, shelf
from tests.support.lanes import manual_lanes

NAME = "巴彦淖尔市河套禾源食品有限公司"
CODE = "91150826MA0NK2H35E"
PHONE = "13800002046"
NOW = datetime(2026, 11, 18, 10, 42, tzinfo=CST)


@cache
def reference() -> Reference:
    """The program's own data, seen from 杭锦后旗's county window."""
    return read_library(shelf()).at(OUTLET, "01")


def catalogue() -> Catalogue:
    """The ten items."""
    return reference().catalogue


@dataclass
class Desk:
    """One terminal with a clerk signed in, and lanes the test drives."""

    bench: Bench
    counter: Counter
    lanes: Lanes = field(default_factory=manual_lanes)

    def drain(self) -> None:
        """Let every lane work until nothing waits."""
        while sum(lane.drain() for lane in (self.lanes.desk, self.lanes.press, self.lanes.courier)):
            continue


def open_desk(folder: Path, at: datetime = NOW) -> Desk:
    """A freshly enrolled terminal with the clerk of the tests."""
    bench = open_bench(folder, at)
    return Desk(bench, bench.counter())


class Failing:
    """Stands in for a use case: the named methods raise while they are named, the others go through."""

    def __init__(self, real: object, **errors: Exception) -> None:
        self.real, self.errors = real, errors

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.real, name)

        def call(*args: Any, **named: Any) -> Any:
            if name in self.errors:
                raise self.errors[name]
            return real(*args, **named)

        return call


class Hands:
    """Presses keys on whatever has the focus; counts presses and typed characters apart."""

    def __init__(self, window: QWidget, drain: Callable[[], None]) -> None:
        self.window, self.drain = window, drain
        self.presses = 0
        self.typed = 0

    def press(self, *keys: str) -> None:
        """Press keys given as "F2", "Alt+S", "Tab", "1"; the lanes do not work in between."""
        for key in keys:
            chord = QKeySequence(key)[0]
            QTest.keyClick(self.target, chord.key(), chord.keyboardModifiers())
            QApplication.processEvents()
            self.presses += 1

    def type(self, text: str) -> None:
        """Type a text: Chinese as an input method commits it, the rest key by key."""
        plain = Qt.KeyboardModifier.NoModifier
        if text.isascii():
            for char in text:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.target, QKeyEvent(kind, 0, plain, char))
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(self.target, commit)
        QApplication.processEvents()
        self.typed += len(text)

    def go(self, *keys: str) -> None:
        """Press keys and let the lanes finish what they brought about."""
        self.press(*keys)
        self.drain()
        QApplication.processEvents()

    @property
    def target(self) -> QWidget:
        """What has the focus."""
        return QApplication.focusWidget() or self.window


class OtherPage(Page):
    """Somewhere to go; remembers what it was shown."""

    def __init__(self) -> None:
        super().__init__("工作台")
        self.shown: list[object] = []

    def activated(self, what: object = None) -> None:
        self.shown.append(what)


def open_window(desk: Desk) -> Shell:
    """The real window with the pages of the first visit, and plain ones where they lead to."""
    office = Office(desk.bench.clock.now)
    office.sign_in(desk.counter.person)
    here = reference().outlet
    office.show_outlet(OutletFacts(here.code, here.sign, here.name))
    windows: list[Shell] = []
    makers: dict[PageKey, Callable[[], Page]] = {
        PageKey.WORKBENCH: OtherPage,
        PageKey.INTAKE: lambda: IntakePage(desk.counter, office, desk.lanes, windows[0].feedback),
        PageKey.CASES: OtherPage,
        PageKey.CORRECTIONS: OtherPage,
        PageKey.NOTICE: lambda: NoticePage(desk.counter, office, desk.lanes, windows[0].feedback),
        PageKey.CATALOGUE: lambda: _items(desk, office, windows[0]),
    }
    windows.append(Shell(office, makers, {**TROUBLES, **REFUSALS}))
    office.setParent(windows[0])
    return windows[0]


def _items(desk: Desk, office: Office, window: Shell) -> ItemsPage:
    policies, lane = desk.counter.policies, desk.lanes.desk
    page = ItemsPage(desk.counter.reference.catalogue, office, None, policies, lane)
    lists = ChecklistPrint(desk.counter, office, desk.lanes, window.feedback, page)
    page.list_wanted.connect(lists.ask)
    return page


class Visit:
    """A window on a terminal, hands on its keyboard, the registration page open."""

    def __init__(self, desk: Desk, stage: Callable[..., QWidget]) -> None:
        self.desk = desk
        self.window: Shell = open_window(desk)
        stage(self.window, size=(1366, 768))
        self.hands = Hands(self.window, desk.drain)
        self.window.open(PageKey.WORKBENCH)

    @property
    def page(self) -> IntakePage:
        page = self.window.frames[PageKey.INTAKE].page
        assert isinstance(page, IntakePage)
        return page

    @property
    def dialog(self) -> Dialog:
        dialog = self.window.feedback.open_dialog
        assert dialog is not None
        return dialog

    def begin(self) -> "Visit":
        """F2."""
        self.hands.go("F2")
        return self

    def party(
        self, name: str = NAME, code: str = CODE, contact: str = "刘建平", phone: str = PHONE
    ) -> "Visit":
        """Fill the applicant; the cursor ends on 服务事项."""
        for text in (name, code, contact, phone):
            self.hands.type(text)
            self.hands.press("Tab")
        self.hands.press("Tab", "Tab")
        return self

    def matter(self, sub_item: str, request: str) -> "Visit":
        """Choose item and variant by number and write the request; the cursor ends behind it."""
        for text in (sub_item.partition(".")[0], sub_item, request):
            self.hands.type(text)
            self.hands.press("Tab")
        return self

    def cases(self) -> tuple[CaseRow, ...]:
        return self.desk.counter.cases.page(CaseFilter(), 50, 0).rows

    def said(self) -> list[str]:
        return [f"{notice.title}｜{notice.text}" for notice in self.window.feedback.toasts.history]

    def message(self, name: str) -> str:
        return self.page.fields[name].message
