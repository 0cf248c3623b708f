"""What this machine is, to be read out or sent to whoever helps."""

from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication

from outlet_app.services.machine_card import MachineFacts
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import settings as words


class AboutCard(Card):
    """Names over values, each whole: a path is no use cut short."""

    def __init__(self, feedback: Feedback) -> None:
        self.copy = Button(words.COPY, "copy", size=COMPACT)
        super().__init__(words.MACHINE, None, self.copy, padding=(16, 12, 16, 16))
        self._feedback = feedback
        self.values = {key: Paragraph("", color="text") for key in words.FACTS}
        self._told: Mapping[str, str] = {}
        names = (Label(name, "caption", "text3") for name in words.FACTS.values())
        pairs = (Column(name, value, gap=0) for name, value in zip(names, self.values.values(), strict=True))
        self.add(Column(*pairs, gap=6), None)
        self.copy.clicked.connect(self._copy)

    def show_facts(self, facts: MachineFacts) -> None:
        """Show the machine as it is now."""
        self._told = {
            "outlet": words.outlet(facts.outlet, facts.sign),
            "code": facts.code,
            "terminal": facts.terminal,
            "server": facts.server,
            "program": facts.program,
            "catalogue": words.catalogue(facts.catalogue),
            "calendar": words.calendar(facts.calendar_until),
            "backup": words.backup(facts.backup),
            "folder": str(facts.folder),
        }
        for key, value in self.values.items():
            value.set_text(self._told[key])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(words.told(self._told))
        self._feedback.toast(words.COPIED)
