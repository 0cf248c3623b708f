"""上交数据中: over the whole window until the city has signed for everything, and then until all is wiped."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from outlet_app.services.enrolling_again import EnrollingAgain
from outlet_app.services.evacuation import Evacuation, Leaving
from outlet_app.services.stick_desk import StickDesk
from outlet_app.services.views import QueueState
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import KEYS, Command
from outlet_app.ui.office import Office
from outlet_app.ui.parts.again import AgainDesk
from outlet_app.ui.parts.cover import Cover, card_of, fill
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.stick_card import StickCard
from outlet_app.ui.widgets.boxes import Column, Row, lay_out_around
from outlet_app.ui.widgets.buttons import MAIN, Button, Kind
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import enrolling_again as again_words
from outlet_app.wording import evacuation as words

FORGOTTEN = "NO_DEVICE"


class EvacuationPage(QWidget):
    """`sync_wanted` asks for a round; `wiping`: the point of no return is behind; `quit_wanted`."""

    sync_wanted = Signal()
    wiping = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        evacuation: Evacuation,
        sticks: StickDesk,
        office: Office,
        lanes: Lanes,
        feedback: Feedback,
        version: str,
        again: EnrollingAgain | None = None,
    ) -> None:
        super().__init__()
        self._evacuation, self._office, self._lanes, self._feedback = evacuation, office, lanes, feedback
        self.state = Leaving(leaves=True)
        self.now = Paragraph(words.NOW_WAIT, 15, "text")
        self.names = {key: Label(name, "label", "text3") for key, name in words.FACTS.items()}
        self.values = {key: Label("—") for key in words.FACTS}
        self.button = Button(words.HAND_OVER, "cloud-upload", Kind.PRIMARY, MAIN)
        self.wipe_button = Button(words.WIPE, "trash-2", Kind.DANGER)
        self.quit_button = Button(words.QUIT, "power", Kind.GHOST)
        self.stick = StickCard(sticks, lanes, feedback)
        self.again = AgainDesk(self, again, lanes, feedback) if again is not None else None
        self.again_button = Button(again_words.BUTTON, "key-round")
        self._forgotten = False
        card = card_of(
            Row(Glyph("lock", 24), Label(words.TITLE, "title"), None),
            Paragraph(words.HAPPENED, 15, "text"),
            Paragraph(words.SAFE, 15, "text"),
            self.now,
            self._facts(),
            self.button,
            self.again_button,
            Row(self.wipe_button, None, self.quit_button),
        )
        fill(self, Cover(Column(), Column(card, self.stick, gap=12), version))
        self._connect()

    def refresh(self) -> None:
        """Read how far it is."""
        self._lanes.desk.run(self._evacuation.state, self._read, owner=self)
        self.stick.read(self._office.now())

    def show_busy(self, busy: bool) -> None:
        """A round with the city has begun or ended."""
        self.button.setEnabled(not busy)
        self.button.setText(words.HANDING_OVER if busy else words.HAND_OVER)
        if not busy and self.isVisible():
            self.refresh()

    def show_round(self, state: QueueState) -> None:
        """A city that was set back may have forgotten this machine: then a new code goes before all else."""
        self._forgotten = state.problem == FORGOTTEN
        mine = self.again is not None and self.again.is_mine
        self.again_button.setVisible(self._forgotten and mine)
        self._say_now()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        (self.wipe_button if self.wipe_button.isEnabled() else self.button).setFocus()

    def _facts(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for place, (key, name) in enumerate(self.names.items()):
            grid.addWidget(name, place, 0)
            grid.addWidget(self.values[key], place, 1)
        grid.setColumnStretch(1, 1)
        return inner

    def _connect(self) -> None:
        self.wipe_button.setEnabled(False)
        self.again_button.hide()
        if self.again is not None:
            again, now = self.again, self._office.now
            self.again_button.clicked.connect(lambda: again.ask(now().date()))
            again.enrolled.connect(self.sync_wanted)
        self.button.clicked.connect(self.sync_wanted)
        self.wipe_button.clicked.connect(self._ask)
        self.quit_button.clicked.connect(self.quit_wanted)
        self.stick.changed.connect(self.refresh)
        # The window's own keys are off under a cover.
        shortcut = QShortcut(QKeySequence(KEYS[Command.SYNC_NOW][0]), self)
        shortcut.activated.connect(self.button.click)

    def _read(self, outcome: Done[Leaving] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        one = self.state = outcome.value
        counts = (one.events, one.files, one.damaged, one.others, one.drafts, one.signed_at)
        for key, text in words.facts(*counts, self._office.now()).items():
            self.values[key].setText(text)
        for key, count in (("damaged", one.damaged), ("others", one.others), ("drafts", one.drafts)):
            # What there is none of is nobody's question.
            self.names[key].setVisible(count > 0)
            self.values[key].setVisible(count > 0)
        self._say_now()
        self.wipe_button.setEnabled(one.signed_at is not None)

    def _say_now(self) -> None:
        signed = self.state.signed_at is not None
        waits = words.NOW_FORGOTTEN if self._forgotten else words.NOW_WAIT
        self.now.set_text(words.NOW_SIGNED if signed else waits)
        lay_out_around(self.values["signed"])

    def _ask(self) -> None:
        one = self.state
        told = words.asked(one.signed_events, one.signed_files, one.drafts, one.damaged)
        answers = (
            Answer(words.ASK_YES, self._wipe, Kind.DANGER),
            Answer(words.ASK_NO, default=True),
        )
        self._feedback.ask(words.ASK_TITLE, told, answers, icon="triangle-alert", tone="warn")

    def _wipe(self) -> None:
        self.wipe_button.setEnabled(False)
        self._lanes.courier.run(self._evacuation.begin, self._begun, owner=self)

    def _begun(self, outcome: Done[None] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            self.refresh()
            return
        self.now.set_text(words.WIPING)
        self.wiping.emit()
