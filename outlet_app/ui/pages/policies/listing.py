"""The list of policies held against the enterprise on show."""

from datetime import date

from outlet_app.services.policy_views import PolicyRow
from outlet_app.ui.pages.policies.state import PoliciesState
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import policy_page as words
from outlet_app.wording.policies import season

ICON = "file-check"
NARROW = 1180


class PoliciesCard(Card):
    """The table under its head, or a sentence where nothing can be listed."""

    def __init__(self) -> None:
        super().__init__(words.LIST, None)
        title = words.COLUMNS
        self.table: Table[PolicyRow] = Table(
            (
                Column("truth", title["truth"], _truth, 104),
                Column("name", title["name"], self._named),
                Column("will", title["will"], _will, 96, least_width=NARROW),
            ),
            words.LIST,
            record=lambda row: row.policy.number,
            row_height=56,
        )
        self._today = date.min
        self.pane = ListPane(self.table, EmptyState(ICON, *words.NOTHING_CHOSEN))
        self.add((self.pane, 1))

    def show_state(self, state: PoliciesState) -> None:
        """Show the rows; the chosen policy stays chosen."""
        self.caption.setText("")
        self._today = state.read.shelf.today if state.read else date.min
        if state.read is None:
            if state.failed:
                self.pane.say(*words.UNREAD, "triangle-alert")
        elif state.read.shelf.release is None:
            self.pane.say(*words.NO_DATA, "database")
        elif state.looked is None:
            self.pane.say(*words.NOTHING_CHOSEN, ICON)
        else:
            self.caption.setText(words.COUNT.format(n=len(state.rows), waiting=state.waiting))
            self.table.show_rows(state.rows, keep=lambda row: row.policy.number)
            self.pane.show_table()

    def _named(self, row: PolicyRow) -> Cell:
        return Cell(row.policy.name, season(row.season, self._today))


def _truth(row: PolicyRow) -> Cell:
    return Cell(status=words.STATUSES[row.match.truth])


def _will(row: PolicyRow) -> Cell:
    return Cell(words.will_cell(row.policy.mode, row.earlier.choice if row.earlier else None), tone="text2")
