"""U 盘收发: the sealed queue onto a stick, others' parcels and the city's receipts off one."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from outlet_app.services.stick_desk import StickDesk
from outlet_app.services.stick_views import Brought, Exported, StickState
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.stick_dialogs import ask_parcels, ask_stick
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import shell as shell_words
from outlet_app.wording import sticks as words


class StickCard(Card):
    """`changed`: something moved in the queue or on the shelf. Reading and writing is the courier lane's."""

    changed = Signal()

    def __init__(self, desk: StickDesk, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE, None)
        self._desk, self._lanes, self._feedback = desk, lanes, feedback
        self.standing = Paragraph(words.IDLE, 14)
        self.export_button = Button(words.EXPORT, "usb", Kind.QUIET, COMPACT)
        self.bring_button = Button(words.BRING, "file-input", Kind.QUIET, COMPACT)
        buttons = Row(self.export_button, None, self.bring_button)
        self.add(Column(self.standing, buttons, gap=6, margins=(16, 10, 12, 8)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.export_button.clicked.connect(self.ask_export)
        self.bring_button.clicked.connect(self.ask_bring)

    def read(self, now: datetime) -> None:
        """How it stands, as of now."""
        self._lanes.desk.run(self._desk.state, lambda outcome: self._show(outcome, now), owner=self)

    def ask_export(self) -> None:
        """导出到 U 盘: which stick."""
        self.dialog = ask_stick(self, self.export)

    def ask_bring(self) -> None:
        """从 U 盘导入: which files."""
        self.dialog = ask_parcels(self, self.bring)

    def export(self, folder: Path) -> None:
        """Write the parcel there."""
        self._begin()
        self._lanes.courier.run(lambda: self._desk.export(folder), self._exported, owner=self)

    def bring(self, paths: list[Path]) -> None:
        """Take in these files."""
        self._begin()
        self._lanes.courier.run(lambda: self._desk.bring(paths), self._brought, owner=self)

    def _begin(self) -> None:
        self._hold(True)
        self.standing.set_text(words.BUSY, "text")

    def _hold(self, busy: bool) -> None:
        self.export_button.setEnabled(not busy)
        self.bring_button.setEnabled(not busy)

    def _exported(self, outcome: Done[Exported] | Failed) -> None:
        self._end()
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        done = outcome.value
        title = words.WROTE_TITLE if done.name else words.RECEIPTS_TITLE.format(receipts=done.receipts)
        self._say(title, *words.wrote(done.name, done.events, done.files, done.left, done.receipts))

    def _brought(self, outcome: Done[tuple[Brought, ...]] | Failed) -> None:
        self._end()
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        told = [sentence(one) for one in outcome.value if one.kind != "failed"]
        if told:
            self._say(words.BROUGHT_TITLE, *told)
        for one in outcome.value:
            if one.kind == "failed":
                self._feedback.trouble(one.code, {"name": one.name})

    def _end(self) -> None:
        self._hold(False)
        self.standing.set_text(words.IDLE, "text2")
        self.changed.emit()

    def _say(self, title: str, *told: str) -> None:
        self._feedback.ask(title, told, (Answer(shell_words.KNOWN, default=True),), icon="usb")

    def _show(self, outcome: Done[StickState] | Failed, now: datetime) -> None:
        if isinstance(outcome, Failed) or not self.export_button.isEnabled():
            return
        self.standing.set_text(said(outcome.value, now))


def sentence(one: Brought) -> str:
    """What became of a file that did not fail."""
    if one.kind == "receipt":
        return words.receipt(
            one.name, one.events, one.files, one.again, one.code, heard=one.heard, signed=one.signed
        )
    if one.kind == "parcel":
        return words.parcel(one.sign, one.terminal, one.events, one.known, one.code, on_stick=one.on_stick)
    return words.waiting(one.sign, one.terminal, one.code)


def said(state: StickState, now: datetime) -> str:
    """How it stands, in words."""
    trays = {
        "to_city": state.to_city,
        "to_bring_back": state.to_bring_back,
        "set_aside": state.set_aside,
    }
    return words.standing(state.exported_at, state.events, state.files, trays, now)
