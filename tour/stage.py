"""The real program in this process, with a clerk's hands on it and a printer that keeps the papers."""

from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.bootstrap.program import Program
from outlet_app.bootstrap.workplace import Workplace
from outlet_app.settings import Settings
from outlet_app.system.paths import DataFolder, resource_folder
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.ui.slot_times import MeasuredApplication
from outlet_app.ui.snapshot import snapshot
from outlet_app.ui.theme.theme import install_theme
from outlet_app.ui.widgets.page import Page
from tour.hands import Hands
from tour.people import TrialPerson
from tour.report import Report

P = TypeVar("P", bound=Page)
TABS = 80
SIZE = (1366, 768)
LAYOUTS = 4
SETTLE_S = 0.3


@dataclass(slots=True)
class Stage:
    """What every scene needs."""

    app: MeasuredApplication
    program: Program
    hands: Hands
    spooler: RecordingSpooler
    report: Report
    out: Path

    @property
    def here(self) -> Workplace:
        """What the signed-in person has open."""
        assert self.program.workplace is not None
        return self.program.workplace

    def page(self, kind: type[P]) -> P:
        """The page in view, which must be of this kind."""
        page = self.program.shell.page
        assert isinstance(page, kind), f"{type(page).__name__} is shown, not {kind.__name__}"
        return page

    def shows(self, kind: type[Page]) -> bool:
        """Whether a page of this kind is in view."""
        return isinstance(self.program.shell.page, kind)

    def tab_to(self, control: QWidget) -> None:
        """Press Tab until a control has the focus."""
        for _ in range(TABS):
            if control.hasFocus() or control.isAncestorOf(self.app.focusWidget() or self.program.shell):
                return
            self.hands.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {control.accessibleName() or control}")

    def await_cursor(self, dialog: QWidget) -> None:
        """Until the keys go to a dialog that has just opened."""
        self.hands.wait(
            "the cursor", lambda: dialog.isAncestorOf(self.app.focusWidget() or self.program.shell)
        )

    def shoot(self, name: str) -> None:
        """Keep a picture of the window."""
        end = monotonic() + SETTLE_S
        self.hands.wait("the page at rest", lambda: monotonic() > end)
        # What came in the last turn is laid out in the next ones: a box within a box asks the outer one.
        for _ in range(LAYOUTS):
            QApplication.processEvents()
        folder = self.out / "screens"
        folder.mkdir(parents=True, exist_ok=True)
        snapshot(self.program.shell).save(str(folder / f"{name}.png"))

    def sign_in(self, person: TrialPerson) -> None:
        """Type 工号 and 口令 on the sign-in page."""
        card = self.program.sign_in_page.sign_card
        self.tab_to(card.staff)
        card.staff.selectAll()
        self.hands.write(person.staff_no[-4:])
        self.hands.press(Qt.Key.Key_Return)
        self.tab_to(card.password.line)
        self.hands.write(person.password, secret=True)
        self.hands.press(Qt.Key.Key_Return)
        self.hands.wait("the workbench", lambda: self.program.workplace is not None)
        self.hands.wait("the first page", lambda: self.program.shell.page is not None)
        if self.here.time_check.is_due():
            feedback = self.program.shell.feedback
            self.hands.wait("the question about the date", lambda: feedback.open_dialog is not None)
            self.hands.press(Qt.Key.Key_Return)

    def papers(self, count: int) -> None:
        """Wait until so many papers went to the printer."""
        self.hands.wait(f"{count} printed papers", lambda: len(self.spooler.jobs) >= count)


def open_stage(data: Path, out: Path, report: Report) -> Stage:
    """Build the program on a data folder and show it at the size of a counter's screen."""
    app = MeasuredApplication(["outlet-counter"])
    resources = resource_folder()
    install_theme(app, resources / "fonts", resources / "icons")
    spooler = RecordingSpooler(out / "printed")
    program = Program(app, Settings(data=data, trial=True), DataFolder(data), resources, spooler=spooler)
    program.shell.resize(*SIZE)
    program.start()
    program.shell.activateWindow()
    stage = Stage(app, program, Hands(program.shell), spooler, report, out)
    stage.hands.wait("the window", lambda: app.focusWidget() is not None)
    return stage
