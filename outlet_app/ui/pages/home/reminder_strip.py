"""Under the list: the reminder due for the chosen case, its text one key away."""

from PySide6.QtCore import Signal

from outlet_app.services.views import ReminderView
from outlet_app.ui.widgets.boxes import Column, Line, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.text import ElidedLabel, Glyph
from outlet_app.wording import deficiency as words

HEIGHT = 44


class ReminderStrip(Column):
    """`copied` carries the reminder whose text is wanted."""

    copied = Signal(object)

    def __init__(self) -> None:
        self._reminder: ReminderView | None = None
        self.said = ElidedLabel("", "label", "warn")
        self.copy = Button(words.COPY_SMS, "copy", size=COMPACT)
        line = (Glyph("phone", 18, "warn"), (self.said, 1), self.copy)
        super().__init__(Line(), Strip(HEIGHT, *line, margins=(16, 0, 12, 0)), gap=0)
        self.copy.clicked.connect(lambda: self.copied.emit(self._reminder))
        self.hide()

    def show_reminder(self, reminder: ReminderView | None) -> None:
        """Show one, or nothing."""
        self._reminder = reminder
        self.setVisible(reminder is not None)
        if reminder is not None:
            self.said.setText(words.reminder_line(reminder.stage, reminder.case.promises))
