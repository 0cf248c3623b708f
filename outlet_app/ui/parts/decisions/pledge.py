"""告知承诺: what has to be told, proof by proof, and that the applicant signs in person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import PledgeDetail
from outlet_app.domain.facts.pledge import PledgeLine
from outlet_app.domain.forms.decisions import PLEDGE
from outlet_app.services.pledges import PledgeTold
from outlet_app.ui.parts.asked_form import AskedForm, at_field, at_tick, room
from outlet_app.ui.widgets.boxes import Column, Line, Row
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import deficiency as known_words
from outlet_app.wording import pledge as words
from outlet_app.wording.intake_dialogs import CANCEL


class ProofLine(Column):
    """One proof: its name, and what it proves, what for and how that is verified."""

    def __init__(self, line: PledgeLine) -> None:
        self.told = Paragraph(words.proof(line), 14)
        name = Row(Glyph("handshake", 18, "info"), Label(line.name, "strong"), None, gap=8)
        super().__init__(name, Row(26, (self.told, 1), gap=0), gap=0)


class Tick(Column):
    """Something only the people at the counter can say; left open, its reason stands under it."""

    def __init__(self, text: str) -> None:
        self.check = Check(text)
        self.reason = Paragraph("", 14, "bad")
        super().__init__(self.check, Row(26, (self.reason, 1), gap=0), gap=0)
        self.reason.hide()
        self.check.toggled.connect(lambda _on: self.reason.hide())

    def say(self, text: str) -> None:
        """Say what is missing, or nothing."""
        self.reason.set_text(text, "bad")
        self.reason.setVisible(bool(text))


class PledgeDialog(Dialog):
    """`decided` carries the PledgeDetail; nobody promises for the applicant (domain.md §3.6)."""

    decided = Signal(object)

    def __init__(self, told: PledgeTold, bureau: str, parent: QWidget) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self.proofs = [ProofLine(line) for line in told.lines]
        self.clauses = [Paragraph(clause.format(bureau=bureau), 14) for clause in told.clauses]
        self.told, self.signed = Tick(words.FIELDS["told"]), Tick(words.FIELDS["signed"])
        self.scope = LineEdit(longest=room(PLEDGE.field("open_as")))
        self.open_as = Field(words.FIELDS["open_as"], self.scope, hint=words.OPEN_HINT)
        places = {
            "told": at_tick(self.told.check, self.told.say),
            "signed": at_tick(self.signed.check, self.signed.say),
            "open_as": at_field(self.open_as),
        }
        self._asked = AskedForm(PLEDGE, words.FIELDS, places)
        known = known_words.known(told.repute.list_as_of, told.repute.synced_at)
        lines = (
            Paragraph(words.TEXT),
            *self.proofs,
            Line(),
            *self.clauses,
            Paragraph(known, 13, "text3"),
            Line(),
            self.told,
            self.signed,
            self.open_as,
        )
        self.body.add(TallColumn(words.TITLE, parent.window(), *lines))
        self.add_button(CANCEL, self.reject, closes=False)
        self.add_button(words.DONE, self._submit, icon="handshake", default=True, closes=False)
        self.focus_first(self.told.check)

    def _submit(self) -> None:
        said = self._asked.take()
        if said is None:
            return
        self.accept()
        self.decided.emit(PledgeDetail(told=True, signed=True, open_as=said["open_as"]))
