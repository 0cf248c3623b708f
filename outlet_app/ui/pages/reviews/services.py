"""The list of today's services: when, whose, what for, and whether it was rated; never how."""

from collections.abc import Callable, Sequence

from outlet_app.services.review_views import ServiceRow
from outlet_app.ui.pages.reviews.state import ReviewsState, key_of
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import reviews as words
from outlet_app.wording.formats import clock
from outlet_app.wording.review_words import OCCASIONS

WIDE, STANDARD = 1700, 1340
# Room for the longest of our names, five characters.
CLERK_WIDTH = 108


class ServicesCard(Card):
    """The table under its head; `button` invites for the chosen row."""

    def __init__(self, item_name: Callable[[int], str], outlet: bool) -> None:
        self.button = Button(words.INVITE, "star", Kind.PRIMARY, COMPACT)
        super().__init__(words.services(outlet), None, self.button, 4)
        self._item_name = item_name
        self.table: Table[ServiceRow] = Table(
            self._columns(outlet), words.services(outlet), record=lambda row: row.case_no
        )
        self.pane = ListPane(self.table, EmptyState("star", *words.NO_SERVICES))
        self.add((self.pane, 1))
        self.table.current_changed.connect(self._choose)
        self._choose(None)

    def show_state(self, state: ReviewsState) -> None:
        """Show the rows; the chosen one stays chosen."""
        if state.read is None:
            if state.failed:
                self.pane.say(*words.UNREAD, "triangle-alert")
            return
        rows = state.read.rows
        self.caption.setText(words.reviews(len(rows)) if rows else "")
        self.table.show_rows(rows, keep=key_of)
        if rows:
            self.pane.show_table()
        else:
            self.pane.say(*words.NO_SERVICES, "star")
        self._choose(self.table.current_row())

    def _choose(self, row: ServiceRow | None) -> None:
        self.button.setEnabled(row is not None and row.can_ask)

    def _columns(self, outlet: bool) -> Sequence[Column[ServiceRow]]:
        title = words.COLUMNS
        columns: tuple[Column[ServiceRow], ...] = (
            Column("at", title["at"], lambda row: Cell(clock(row.at)), 72),
            Column("case_no", title["case_no"], lambda row: Cell(row.case_no), 204, whole=True),
            Column("applicant", title["applicant"], lambda row: Cell(row.applicant or words.UNNAMED)),
            Column("item", title["item"], self._item, 120, least_width=WIDE if outlet else STANDARD),
            Column("occasion", title["occasion"], lambda row: Cell(OCCASIONS[row.occasion]), 104),
            Column("clerk", title["clerk"], lambda row: Cell(row.clerk), CLERK_WIDTH, least_width=STANDARD),
            Column("asked", title["asked"], _asked, 104),
        )
        return tuple(column for column in columns if outlet or column.key != "clerk")

    def _item(self, row: ServiceRow) -> Cell:
        return Cell(self._item_name(row.item))


def _asked(row: ServiceRow) -> Cell:
    text, icon, tone = words.ASKED[row.asked]
    return Cell(text, tone=tone, icon=icon)
