"""The page of 帮办代办 over a real counter, worked by keys."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.agency import AgencyBegun, Helper
from outlet_app.domain.people import Person
from outlet_app.ui.pages.cases.agencies.page import AgenciesPage
from outlet_app.ui.widgets.dialog import Dialog
from tests.support.agencies import begun
from tests.support.at_the_counter import taken
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, ENTERPRISE, SUPERVISOR
from tests.support.counter_fakes_desk import Counter, room, settle

ME = Helper(CLERK, "苏日娜", "0478-6623315")
BOSS = Helper(SUPERVISOR, "高云飞", "0478-6623316")
MINE = begun(helper=ME)


def helped(bench: Bench, fact: AgencyBegun = MINE, name: str = "", **changes: object) -> str:
    """A case taken in for review and helped; its id."""
    told = {"applicant": replace(ENTERPRISE, name=name)} if name else {}
    case_id = taken(bench, **told, **changes).case.case_id
    bench.counter().agencies.begin(case_id, fact)
    return case_id


class AgencyDesk:
    """The page with the first row chosen."""

    def __init__(
        self,
        stage: Callable[..., QWidget],
        bench: Bench,
        person: Person = CLERK_PERSON,
        size: tuple[int, int] = (1182, 680),
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.page, self.here = room(stage, self._make, person, watch=bench.clock, size=size)  # type: ignore[arg-type]
        settle()
        self.drain()

    def _make(self, here: Counter) -> AgenciesPage:
        return AgenciesPage(self.counter, here.office, here.lanes, here.feedback)

    def drain(self) -> None:
        """Let the lanes work."""
        self.here.drain()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def ask(self, step: str) -> Dialog:
        """Open a step's question by the page's own way."""
        self.page.detail.acted.emit(step)
        self.drain()
        return self.here.dialog

    def case(self, case_id: str) -> Case:
        """A case as the store has it."""
        return self.counter.cases.detail(case_id).case

    @property
    def rows(self) -> list[str]:
        """Whose help is listed, in order."""
        return [row.applicant for row in self.page.list.table.table_model.rows]

    @property
    def said(self) -> list[str]:
        """What was said in passing, oldest first."""
        return [notice.title for notice in self.here.feedback.toasts.history]

    @property
    def told(self) -> list[str]:
        """The titles of the log as shown, newest first."""
        return [entry.title for entry in self.page.detail.log.entries]


__all__ = ["BOSS", "ME", "MINE", "SUPERVISOR_PERSON", "AgencyDesk", "helped"]
