"""台账 from 统计报表: which ledger of which days; to be seen, printed or saved as a workbook."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.problems import Problem
from outlet_app.services.ledgers import Ledgers, LedgerView, timely
from outlet_app.services.papers import Papers
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.wording import ledger_dialog as words
from outlet_app.wording import ledgers as ledger_words
from outlet_app.wording.fields import sentence


class LedgerDialog(Dialog):
    """`seen` and `saved` carry code, first and last day; nothing is asked for a span that is none."""

    seen = Signal(str, object, object)
    saved = Signal(str, object, object)

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self._today = today
        choices = (Choice(code, ledger_words.titled(code), (code,)) for code in ledger_words.NAMES)
        self.ledger = Combo(tuple(choices))
        self.ledger.set_value(next(iter(ledger_words.NAMES)))
        self.since, self.until = LineEdit(longest=20), LineEdit(longest=20)
        self.since.show_text(words.typed(today.replace(day=1)))
        self.until.show_text(words.typed(today))
        self.first = Field(words.SINCE, self.since, required=True)
        self.last = Field(words.UNTIL, self.until, hint=words.HINT, required=True)
        self.body.add(Field(words.LEDGER, self.ledger))
        self.body.add(Row((self.first, 1), (self.last, 1), gap=12))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.SAVE, lambda: self._go(self.saved), icon="file-spreadsheet", closes=False)
        self.add_button(
            words.SEE, lambda: self._go(self.seen), icon="file-search", default=True, closes=False
        )
        self.focus_first(self.ledger)

    def _go(self, wanted: SignalInstance) -> None:
        since, until = self._day(self.since, self.first), self._day(self.until, self.last)
        if since is None or until is None:
            return
        if not timely(since, until, self._today):
            self.last.say(words.NO_SPAN)
            self.until.setFocus()
            return
        self.accept()
        wanted.emit(str(self.ledger.value), since, until)

    def _day(self, edit: LineEdit, field: Field) -> date | None:
        """The day as written; without a year it is this year's, or last year's where that lies ahead."""
        field.clear()
        day = read_day(edit.text(), self._today.replace(month=1, day=1))
        if isinstance(day, Problem):
            field.say(sentence(day, field.line.label))
            edit.setFocus()
            return None
        return day


class LedgerPrinting(QObject):
    """Reads in the desk lane, draws and prints in the press lane."""

    def __init__(
        self, page: QWidget, ledgers: Ledgers, papers: Papers, lanes: Lanes, feedback: Feedback
    ) -> None:
        super().__init__(page)
        self._page, self._ledgers, self._papers = page, ledgers, papers
        self._lanes, self._feedback = lanes, feedback
        self._hand_over = HandOver(papers, lanes.press, feedback, page)

    def ask(self, today: date) -> None:
        """Which ledger of which days."""
        dialog = LedgerDialog(self._page, today)
        dialog.seen.connect(lambda code, since, until: self._read(code, since, until, self._see))
        dialog.saved.connect(lambda code, since, until: self._read(code, since, until, self._save))
        self._feedback.open(dialog)

    def _read(self, code: str, since: date, until: date, then: Callable[[LedgerView], None]) -> None:
        def done(outcome: Done[LedgerView] | Failed) -> None:
            if isinstance(outcome, Failed):
                tell(self._feedback, outcome.error)
            else:
                then(outcome.value)

        self._lanes.desk.run(lambda: self._ledgers.view(code, since, until), done, owner=self)

    def _see(self, view: LedgerView) -> None:
        name = words.file_name(view.code, view.since, view.until)
        viewer = PaperViewer(self._page, ledger_words.name(view.code), f"{name}.pdf", self._feedback)
        viewer.print_wanted.connect(lambda: self._print(view))
        viewer.load(
            self._lanes.press,
            self._papers,
            lambda: self._ledgers.preview(view),
            lambda path: self._keep(view, path),
        )
        self._feedback.open(viewer)

    def _keep(self, view: LedgerView, path: Path) -> None:
        paper = self._ledgers.issue(view)
        self._papers.export(paper.paper_id, path)
        self._papers.confirm(paper.paper_id)

    def _save(self, view: LedgerView) -> None:
        def write(path: Path) -> None:
            self._lanes.desk.run(
                lambda: self._ledgers.export(view, path), lambda done: self._saved(done, path), owner=self
            )

        name = words.file_name(view.code, view.since, view.until)
        ask_path(self._page, f"{name}.xlsx", words.WORKBOOKS, write)

    def _saved(self, outcome: Done[None] | Failed, path: Path) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(words.SAVED, path.name)

    def _print(self, view: LedgerView) -> None:
        self._lanes.desk.run(lambda: self._ledgers.issue(view), self._issued, owner=self)

    def _issued(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self._hand_over.hand(outcome.value, outcome.value.number)
