"""集成办 over a real counter, worked by keys: one clerk, one machine, papers recorded."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.people import Person
from outlet_app.services.views import CaseFilter, CaseRow, Outcome
from outlet_app.ui.pages.packages.page import PackagesPage
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.page import Layout
from tests.support.bench import CLERK_PERSON, Bench
from tests.support.counter_fakes_desk import Counter, room, settle, write

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


class PackageDesk:
    """The page with its action bar below it, as the window shows it."""

    def __init__(
        self,
        stage: Callable[..., QWidget],
        bench: Bench,
        person: Person = CLERK_PERSON,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.decided: list[Outcome] = []
        self.page, self.here = room(stage, self._make, person, watch=bench.clock, size=size)  # type: ignore[arg-type]
        self.page.decided.connect(self.decided.append)
        self.page.window().box.addWidget(self.page.action_bar)  # type: ignore[attr-defined]
        self.page.set_layout(Layout.of(size[0]))
        self.page.activated()
        self.drain()

    def _make(self, here: Counter) -> PackagesPage:
        return PackagesPage(self.counter, here.office, here.lanes, here.feedback)

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

    def type(self, text: str) -> None:
        """Into whatever has the focus, also out of an input method."""
        write(text)
        self.drain()

    def choose(self, code: str) -> None:
        """Another package, by the arrows of the list."""
        rows = self.page.list.rows
        current = self.page.list.current()
        assert current is not None
        current.setFocus()
        for _ in rows:
            focused = self.page.list.current()
            assert focused is not None
            if focused.package.code == code:
                return
            self.press(Key.Key_Home if self._place(code) < rows.index(focused) else Key.Key_Down)
        raise LookupError(code)

    def _place(self, code: str) -> int:
        return [row.package.code for row in self.page.list.rows].index(code)

    def fill(self, **texts: str) -> None:
        """Texts into fields by their codes; __ stands for a dot."""
        for name, text in texts.items():
            self.page.form.go(name.replace("__", "."))
            self.type(text)

    def party(self) -> None:
        """Whoever comes in these tests."""
        self.fill(
            applicant__name="河套禾源食品有限公司",
            applicant__id_number="91150802MA0TEA71XJ",
            contact="刘建平",
            phone="13800002046",
        )

    def complete(self, *but: str) -> None:
        """Every row 齐全 by its digit, those named 缺少."""
        for row in self.page.state.rows:
            if self.page.materials.focus_row(row.code):
                self.press(Key.Key_2 if row.code in but else Key.Key_1)

    @property
    def dialog(self) -> Dialog:
        """The dialog that is open."""
        return self.here.dialog

    @property
    def has_dialog(self) -> bool:
        return self.here.feedback.open_dialog is not None

    @property
    def comes_to(self) -> dict[str, str]:
        """What each ticked item comes to, as its chip says."""
        lines = self.page.form.members.lines
        return {code: line.chip.status.text for code, line in lines.items() if not line.chip.isHidden()}

    @property
    def said(self) -> list[str]:
        """What was said in passing, oldest first."""
        return [notice.title for notice in self.here.feedback.toasts.history]

    @property
    def cases(self) -> tuple[CaseRow, ...]:
        """The cases the store has, the newest first."""
        return self.counter.cases.page(CaseFilter()).rows

    def printed(self) -> list[str]:
        """The forms of the papers handed to the printer."""
        with self.bench.database.reading() as uow:
            papers = [one for case in uow.journal.all_case_ids() for one in uow.papers.of_case(case)]
        return sorted(one.form for one in papers if one.spooled_at)
