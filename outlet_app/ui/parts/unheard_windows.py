"""Above a page of the outlet's common work: which other windows have not been heard of, and since when."""

from datetime import date

from outlet_app.domain.windows import Window
from outlet_app.services.windows import Windows
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.text import ElidedLabel, Glyph
from outlet_app.wording import windows as words

Read = Done[tuple[Window, ...]] | Failed


class UnheardWindows(Row):
    """One calm line, hidden where there is nothing to say; read again after each round and each minute."""

    def __init__(self, windows: Windows, office: Office, lanes: Lanes) -> None:
        self._windows, self._lanes = windows, lanes
        self._day: date | None = None
        self.said = ElidedLabel("", "label", "text2")
        super().__init__(Glyph("monitor", 18), (self.said, 1), gap=8)
        self.hide()
        office.synced_changed.connect(self.refresh)
        office.minute_passed.connect(self.refresh)
        self.refresh()

    def show_day(self, day: date) -> None:
        """Speak of the cases of one day only."""
        self._day = day
        self.refresh()

    def refresh(self, _why: object = None) -> None:
        """Read it; what is on show stays until the answer comes."""
        day = self._day
        self._lanes.desk.run(lambda: self._windows.unheard(day), self._show, owner=self)

    def _show(self, outcome: Read) -> None:
        # A store that cannot be read is told by the page itself.
        if isinstance(outcome, Done):
            self.said.setText(words.unheard(outcome.value))
            self.setVisible(bool(outcome.value))
