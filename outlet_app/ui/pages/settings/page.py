"""设置: the look of each person, the printer, what this machine is, and who works here."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.people import Right
from outlet_app.services.machine_card import MachineFacts
from outlet_app.services.people import People
from outlet_app.services.printers import Printers
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.pages.settings.machine_card import AboutCard
from outlet_app.ui.pages.settings.own_password import OwnPasswordDialog
from outlet_app.ui.pages.settings.printer_card import PrinterCard
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.people.dialogs import PeopleDialog
from outlet_app.ui.widgets.boxes import Column, Row, Scroller
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.display_choice import DisplayChoice
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import settings as words


class SettingsPage(Page):
    """Everything takes effect at once; there is nothing to save."""

    def __init__(
        self,
        printers: Printers,
        people: People,
        facts: Callable[[], MachineFacts],
        lanes: Lanes,
        feedback: Feedback,
    ) -> None:
        super().__init__(words.TITLE)
        self._people, self._facts = people, facts
        self._lanes, self._feedback = lanes, feedback
        self.display = DisplayChoice(stacked=True)
        self.printer = PrinterCard(printers, lanes.press, feedback)
        self.about = AboutCard(feedback)
        self.colleagues = Button(words.COLLEAGUES, "users")
        self.own = Button(words.OWN, "key-round")
        shown = Card(words.DISPLAY, padding=(16, 12, 16, 16), gap=8)
        shown.add(self.display, Paragraph(words.DISPLAY_NOTE, 14))
        staff = Card(words.PEOPLE, padding=(16, 12, 16, 16)).add(Row(self.own, self.colleagues, None))
        self._left = Column(shown, self.printer, staff, None, gap=16)
        self._right = Column(self.about, None, gap=16)
        self._cards = Row((self._left, 1), (self._right, 1), gap=16)
        self.scroller = Scroller(self._cards, words.TITLE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)
        self.colleagues.setVisible(people.me().may(Right.ADD_COLLEAGUE))
        self.colleagues.clicked.connect(self._show_colleagues)
        self.own.clicked.connect(self._change_own)

    def activated(self, _what: object = None) -> None:
        """Shown: look at the printers and the machine again."""
        self.refresh()
        self.display.size_bar.setFocus()

    def refresh(self) -> None:
        """F5."""
        self.printer.look()
        self._lanes.desk.run(self._facts, self._read, owner=self)

    def print_current(self) -> None:
        """F9: the page the printer is tried with."""
        if self.printer.trial.isEnabled():
            self.printer.try_out()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.display.size_bar, self.printer.choice, self.own, self.about.copy)

    def set_layout(self, layout: Layout) -> None:
        """The cards stand in one column where the window is narrow."""
        super().set_layout(layout)
        narrow = layout is Layout.COMPACT
        self._cards.box.setDirection(
            self._cards.box.Direction.TopToBottom if narrow else self._cards.box.Direction.LeftToRight
        )

    def _read(self, outcome: Done[MachineFacts] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self.about.show_facts(outcome.value)

    def _show_colleagues(self) -> None:
        dialog = PeopleDialog(self.window(), self._people, self._lanes.desk, self._feedback)
        self._feedback.open(dialog)

    def _change_own(self) -> None:
        self._feedback.open(OwnPasswordDialog(self, self._people, self._lanes.desk, self._feedback))
