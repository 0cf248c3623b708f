"""How the line to the city stands: online or not, last round, what waits, when it tries again."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from outlet_app.services.views import QueueState
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import sync as words
from outlet_app.wording.attachments import sync_line
from outlet_app.wording.statuses import status

NAME_WIDTH, ROW_HEIGHT = 84, 28


class LineCard(Card):
    """Names left, values right."""

    def __init__(self) -> None:
        self.chip = Chip(status("offline"))
        super().__init__(words.LINE, None, self.chip, 8)
        self.values = {key: ElidedLabel() for key in words.LINE_FACTS}
        self._names = [Label(name, "label", "text3") for name in words.LINE_FACTS.values()]
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        for place, value in enumerate(self.values.values()):
            self._grid.addWidget(self._names[place], place, 0)
            self._grid.addWidget(value, place, 1)
        self._grid.setColumnStretch(1, 1)
        self.add(self._inner, None)
        follow(self._scale)

    def show_state(self, state: QueueState, now: datetime) -> None:
        """Show the line as of now."""
        self.chip.show_status(status("online" if state.online and not state.stopped else "offline"))
        for key, text in words.line_facts(
            state.last_sync,
            state.sent_today,
            state.waiting,
            state.oldest_unsent,
            state.next_try,
            now,
            sync_line(state.files_waiting, state.files_damaged),
        ).items():
            self.values[key].setText(text)

    def _scale(self) -> None:
        s = look().s
        self._grid.setContentsMargins(s(16), s(8), s(12), s(8))
        self._grid.setVerticalSpacing(0)
        for name in self._names:
            name.setFixedSize(s(NAME_WIDTH), s(ROW_HEIGHT))
