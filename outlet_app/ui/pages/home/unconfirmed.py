"""The banner for papers whose printing nobody has confirmed (decisions.md 6)."""

from PySide6.QtCore import Signal

from outlet_app.services.views import PaperView
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.buttons import Button
from outlet_app.wording import home as words
from outlet_app.wording.voices.papers import paper_name


class UnconfirmedBanner(Banner):
    """Asks about one paper at a time; `again` and `confirmed` carry it."""

    again = Signal(object)
    confirmed = Signal(object)

    def __init__(self) -> None:
        self.again_button = Button(words.PRINT_AGAIN, "printer")
        self.done_button = Button(words.PRINTED, "check")
        super().__init__(
            Tone.WARN, words.UNCONFIRMED, "", self.again_button, self.done_button, icon="printer"
        )
        self._paper: PaperView | None = None
        self.again_button.clicked.connect(lambda: self.again.emit(self._paper))
        self.done_button.clicked.connect(lambda: self.confirmed.emit(self._paper))
        self.hide()

    def show_papers(self, papers: tuple[PaperView, ...]) -> None:
        """Ask about the first; without any, leave."""
        self._paper = papers[0] if papers else None
        self.setVisible(bool(papers))
        if self._paper:
            text = words.unconfirmed(
                paper_name(self._paper.form),
                self._paper.number,
                self._paper.applicant,
                len(papers) - 1,
            )
            self.show_message(Tone.WARN, words.UNCONFIRMED, text, icon="printer")

    def set_busy(self, busy: bool) -> None:
        """No second press while the first is under way."""
        self.again_button.setEnabled(not busy)
        self.done_button.setEnabled(not busy)
