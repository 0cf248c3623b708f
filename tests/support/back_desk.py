"""补正收件 over a real counter, worked by keys: one clerk, one machine, papers recorded."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person
from outlet_app.domain.scanning import Scan, read_scan
from outlet_app.services.views import Outcome
from outlet_app.ui.pages.corrections.page import CorrectionsPage
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.page import Layout
from tests.support.bench import CLERK_PERSON, Bench
from tests.support.counter_fakes_desk import Counter, room, settle, write
from tests.support.entries import subsidy

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def received(bench: Bench, **changes: object) -> Outcome:
    """A subsidy taken in for review, nobody having looked at its papers."""
    entry = replace(subsidy(bench.reference), materials=(), **changes)  # type: ignore[arg-type]
    return bench.counter().intake.decide(entry, Decision.RECEIVE)


class BackDesk:
    """The page with its action bar below it, as the window shows it."""

    def __init__(
        self,
        stage: Callable[..., QWidget],
        bench: Bench,
        person: Person = CLERK_PERSON,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.went: list[tuple[str, object]] = []
        self.page, self.here = room(stage, self._make, person, watch=bench.clock, size=size)  # type: ignore[arg-type]
        self.page.go_to.connect(lambda key, what: self.went.append((str(key), what)))
        self.page.window().box.addWidget(self.page.bars)  # type: ignore[attr-defined]
        self.page.set_layout(Layout.of(size[0]))
        self.drain()

    def _make(self, here: Counter) -> CorrectionsPage:
        return CorrectionsPage(self.counter, here.office, here.lanes, here.feedback)

    def drain(self) -> None:
        """Let the lanes work and short timers run."""
        self.here.drain()
        settle(1)
        self.here.drain()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Keys on whatever has the focus."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, modifier)
        self.drain()

    def alt(self, letter: str) -> None:
        """A decision by its letter."""
        self.press(Key(ord(letter)), modifier=ALT)

    def scan(self, text: str) -> None:
        """A code typed into the field with Enter; over the rows the window hands the paper to the page."""
        if self.stage:
            paper = read_scan(text)
            assert isinstance(paper, Scan)
            self.page.activated(paper)
            self.drain()
            return
        for one in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, one)
        self.press(Key.Key_Return)

    def type(self, text: str) -> None:
        """Into whatever has the focus, also out of an input method."""
        write(text)
        self.drain()

    def open(self, case_no: str) -> None:
        """The case under the scanner."""
        self.page.activated()
        self.drain()
        self.scan(case_no)

    @property
    def dialog(self) -> Dialog:
        """The dialog that is open."""
        return self.here.dialog

    @property
    def has_dialog(self) -> bool:
        return self.here.feedback.open_dialog is not None

    @property
    def stage(self) -> int:
        """0 find, 1 rows, 2 notice."""
        return self.page.stage

    @property
    def marks(self) -> list[str]:
        """What each row says, in order."""
        assert self.page.state is not None
        return [row.state.name.lower() for row in self.page.state.rows]

    @property
    def focused_row(self) -> str:
        """The material the keys are on."""
        return self.page.sheet.list.focused().rpartition("-")[2]

    @property
    def hint(self) -> tuple[str, str]:
        """What the bar says."""
        return self.page.bar.first.text(), self.page.bar.second.text()

    @property
    def offered(self) -> list[str]:
        """The decisions on the bar, in order, without their letters."""
        return [one.text().partition("(")[0] for one in self.page.bar.buttons.values() if not one.isHidden()]

    @property
    def filled(self) -> list[str]:
        """The decisions that are filled."""
        return [
            one.text().partition("(")[0]
            for one in self.page.bar.buttons.values()
            if one.kind.value == "primary" and not one.isHidden()
        ]

    @property
    def said(self) -> list[str]:
        """What was said in passing, oldest first."""
        return [notice.title for notice in self.here.feedback.toasts.history]

    def case(self, case_id: str) -> Case:
        """The case as the store has it."""
        return self.counter.cases.detail(case_id).case

    def printed(self) -> list[str]:
        """The forms of the papers handed to the printer, oldest first."""
        with self.bench.database.reading() as uow:
            papers = [one for case in uow.journal.all_case_ids() for one in uow.papers.of_case(case)]
        return [one.form for one in sorted(papers, key=lambda one: one.created_at) if one.spooled_at]
