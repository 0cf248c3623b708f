"""Which printer takes the papers, and a page to try it with."""

from outlet_app.services.printers import Printers, PrinterView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import settings as words

SYSTEM = ""


class PrinterCard(Card):
    """Asks in the lane of the printer: a system may think long about which printers it has."""

    def __init__(self, printers: Printers, lane: Lane, feedback: Feedback) -> None:
        super().__init__(words.PRINTER, None, padding=(16, 12, 16, 16), gap=8)
        self._printers, self._lane, self._feedback = printers, lane, feedback
        self.choice = Combo((), words.LOOKING)
        self.field = Field(words.PRINTER_FIELD, self.choice, hint=words.PRINTER_NOTE)
        self.note = Paragraph("", 14)
        self.trial = Button(words.TRY, "printer")
        self.add(self.field, self.note, Row(self.trial, None), None)
        self.note.hide()
        self.choice.chosen.connect(self._choose)
        self.trial.clicked.connect(self.try_out)

    def look(self) -> None:
        """Ask again which printers there are."""
        self._lane.run(self._printers.view, self._shown, owner=self)

    def try_out(self) -> None:
        """Print the page; the button waits, so that a second press is no second page."""
        self.trial.setEnabled(False)
        self._lane.run(self._printers.try_out, self._tried, owner=self)

    def _choose(self, name: object) -> None:
        if isinstance(name, str):
            self._lane.run(lambda: self._printers.choose(name), self._held, owner=self)

    def _held(self, outcome: Done[PrinterView] | Failed) -> None:
        if isinstance(outcome, Done):
            self._feedback.toast(words.CHOSEN, words.printer_name(outcome.value.chosen))
            self._show(outcome.value)
            return
        tell(self._feedback, outcome.error)
        self.look()

    def _shown(self, outcome: Done[PrinterView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._show(outcome.value)

    def _show(self, view: PrinterView) -> None:
        gone = (view.chosen,) if view.is_gone else ()
        names = (SYSTEM, *view.names, *gone)
        self.choice.set_choices([Choice(name, words.printer_name(name)) for name in names])
        self.choice.set_value(view.chosen)
        self.field.say(words.GONE.format(name=view.chosen), Tone.WARN) if view.is_gone else self.field.clear()
        self.note.set_text("" if view.names else words.NO_PRINTER)
        self.note.setVisible(not view.names)

    def _tried(self, outcome: Done[None] | Failed) -> None:
        self.trial.setEnabled(True)
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(words.TRIED)
