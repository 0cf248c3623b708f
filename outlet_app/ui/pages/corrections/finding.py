"""Finds the case that is meant, by what was scanned or typed, and lists what waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from outlet_app.services.counter import Counter
from outlet_app.services.returning import Found
from outlet_app.services.views import CaseRow
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.pages.corrections.find_card import FindCard
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.standing import standing_of
from outlet_app.wording import corrections as words
from outlet_app.wording.states import Standing


class Finding(QObject):
    """`chosen` carries the id of the one case meant; `missed` tells that a search found none."""

    chosen = Signal(str)
    missed = Signal()

    def __init__(
        self, counter: Counter, office: Office, lane: Lane, feedback: Feedback, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._returning, self._reference = counter.returning, counter.reference
        self._office, self._lane, self._feedback = office, lane, feedback
        self._asked, self._at_hand = 0, ""
        self.card = FindCard(self._place, self._item_name)
        self.card.asked.connect(self.search)
        self.card.narrowed.connect(self._narrow)
        self.card.opened.connect(lambda row: self.chosen.emit(row.case_id))

    def begin(self, at_hand: str = "") -> None:
        """Ready for the next visitor; the case at hand is the one Enter opens."""
        self.card.begin()
        self._at_hand = at_hand
        self.refresh()

    def refresh(self) -> None:
        """Read what waits, or what was searched, again."""
        self._narrow(self.card.edit.text().strip())

    def search(self, text: str) -> None:
        """Enter, or the scanner's: one case is opened, several are offered, none is said."""
        self._ask(lambda: self._returning.find(text), self._found)

    def scanned(self, text: str) -> None:
        """A code came without its field."""
        self.card.edit.setText(text)
        self.search(text)

    def forget(self) -> None:
        """An answer still on its way is wanted no more."""
        self._asked += 1

    def _narrow(self, text: str) -> None:
        if text:
            self._ask(lambda: self._returning.find(text), self._narrowed)
        else:
            self.card.pane.begin()
            self._ask(self._returning.waiting, self._listed)

    def _listed(self, rows: tuple[CaseRow, ...]) -> None:
        self.card.show_rows(rows, searched=False)
        places = [at for at, row in enumerate(rows) if row.case_id == self._at_hand]
        self._at_hand = ""
        if places:
            self.card.table.choose_row(places[0])

    def _narrowed(self, found: Found) -> None:
        """While somebody types, a sentence about what is not there yet would only disturb."""
        if found.problem is None:
            self.card.show_rows(found.rows, searched=True)

    def _found(self, found: Found) -> None:
        if found.problem is not None:
            self.card.say(found.problem)
            self.missed.emit()
        elif len(found.rows) == 1:
            self.chosen.emit(found.rows[0].case_id)
        else:
            self.card.show_rows(found.rows, searched=True)
            self.card.table.choose_row(0)
            self.card.table.setFocus()

    def _ask(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        self._asked += 1
        turn = self._asked

        def answered(answer: Done[object] | Failed) -> None:
            if turn != self._asked:
                return
            if isinstance(answer, Failed):
                self.card.say_unread()
                tell(self._feedback, answer.error)
            else:
                then(answer.value)

        self._lane.run(work, answered, owner=self)

    def _place(self, row: CaseRow) -> Standing:
        return standing_of(row, self._office.now(), self._reference.calendar)

    def _item_name(self, row: CaseRow) -> str:
        item = self._reference.item_of(row.item)
        return item.short_name if item else words.OUTSIDE_LIST
