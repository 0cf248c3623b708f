"""The list of 帮办代办: whose, by whom, until when, and what is to be done next."""

from collections.abc import Callable, Sequence
from datetime import date

from outlet_app.domain.ahead import Step
from outlet_app.services.agency_views import AgencyRow
from outlet_app.ui.pages.cases.agencies.state import AgenciesState
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import agency as words

WIDE = 1700
TWO_LINES = 56
_PRESSING = frozenset({Step.RENEW, Step.EXPIRING, Step.GIVE_BACK, Step.CORRECT, Step.TELL})


class AgencyList(Card):
    """The table under its head."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(words.LIST, None)
        self._today = today
        self.table: Table[AgencyRow] = Table(
            self._columns(), words.LIST, record=lambda row: row.case_no, row_height=TWO_LINES
        )
        self.pane = ListPane(self.table, EmptyState("hand-helping", *words.EMPTY))
        self.add((self.pane, 1))

    def show_state(self, state: AgenciesState) -> None:
        """Show the rows; the chosen one stays chosen."""
        if state.rows is None:
            if state.failed:
                self.pane.say(*words.UNREAD, "triangle-alert")
            return
        self.caption.setText(words.cases(len(state.rows)) if state.rows else "")
        self.table.show_rows(state.rows, keep=lambda row: row.case_id)
        if state.rows:
            self.pane.show_table()
        else:
            self.pane.say(*words.EMPTY, "hand-helping")

    def choose(self, case_id: str) -> None:
        """Put the bar on a case, where the list has it."""
        places = [place for place, row in enumerate(self.table.table_model.rows) if row.case_id == case_id]
        if places:
            self.table.choose_row(places[0])

    def ahead_cell(self, row: AgencyRow) -> Cell:
        """The next step, with its day; red once that has passed, amber where it presses."""
        one, today = row.ahead, self._today()
        tone = "bad" if one.late(today) else "warn" if one.step in _PRESSING else "text"
        day = words.by_day(one.day, today) if one.day else ""
        icon = {"bad": "octagon-alert", "warn": "clock-alert"}.get(tone, "")
        return Cell(words.ahead_words(one), day, tone=tone, icon=icon)

    def _columns(self) -> Sequence[Column[AgencyRow]]:
        title = words.COLUMNS
        return (
            Column("applicant", title["applicant"], _applicant),
            Column("mode", title["mode"], _mode, 96, least_width=WIDE),
            Column("helper", title["helper"], self._helper, 120),
            Column("held", title["held"], lambda row: Cell(words.sheets(row.held)), 64, least_width=WIDE),
            Column("ahead", title["ahead"], self.ahead_cell, 200),
        )

    def _helper(self, row: AgencyRow) -> Cell:
        """Who helps, and until when; red once that is over."""
        over = row.until is not None and row.until < self._today()
        return Cell(row.helper, words.until_line(row.until), tone="bad" if over else "text")


def _applicant(row: AgencyRow) -> Cell:
    return Cell(row.applicant or words.UNNAMED, row.case_no, bold=row.mine)


def _mode(row: AgencyRow) -> Cell:
    return Cell(
        words.mode_word(row.mode) if row.mode else words.NOT_BEGUN, tone="text" if row.mode else "text3"
    )
