"""办件查询 with one case chosen, over a real counter, worked by keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.widgets.dialog import Dialog
from tests.support.bench import CLERK_PERSON, Bench
from tests.support.counter_fakes_desk import Counter, room, settle, write


class CaseDesk:
    """The newest case of the bench is the one shown."""

    def __init__(
        self,
        stage: Callable[..., QWidget],
        bench: Bench,
        person: Person = CLERK_PERSON,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.page, self.here = room(stage, self._make, person, watch=bench.clock, size=size)  # type: ignore[arg-type]
        settle()
        self.here.drain()

    def _make(self, here: Counter) -> CasesPage:
        return CasesPage(self.counter, here.office, here.lanes, here.feedback)

    @property
    def offered(self) -> frozenset[str]:
        """The steps open on the case shown."""
        assert self.page.state.detail is not None
        return self.page.state.detail.actions

    def ask(self, action: str) -> Dialog:
        """Open a step's question, by its own button or through 更多办理."""
        assert self.page.state.detail is not None
        self.page.steps.ask(action, self.page.state.detail)
        self.drain()
        return self.here.dialog

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def write(self, text: str) -> None:
        """Type over what stands in the field with the focus."""
        self.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        write(text)

    def drain(self) -> None:
        """Let the lanes work."""
        self.here.drain()

    @property
    def case(self) -> Case:
        """The case as the store has it."""
        detail = self.page.state.detail
        assert detail is not None
        return self.counter.cases.detail(detail.row.case_id).case

    @property
    def told(self) -> list[str]:
        """The titles of the course as shown, newest first."""
        return [entry.title for entry in self.page.detail.course.entries]

    @property
    def said(self) -> list[str]:
        """What was said in passing, oldest first."""
        return [notice.title for notice in self.here.feedback.toasts.history]
