"""The list of bad reviews to be mended: the most pressing first, the ended ones last."""

from collections.abc import Callable, Sequence

from outlet_app.domain.rectification.task import ENDED
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.task_views import QuarterView, TaskRow
from outlet_app.ui.pages.reviews.day import Facts
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.boxes import Column as Pile
from outlet_app.ui.widgets.boxes import Line, Row
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import rectification as words
from outlet_app.wording.review_words import LEVELS

WIDE = 1700


class TasksCard(Card):
    """The table, and for the head the quarter below it."""

    def __init__(self, item_name: Callable[[int], str]) -> None:
        super().__init__(words.TITLE, None)
        self._item_name = item_name
        self.table: Table[TaskRow] = Table(self._columns(), words.TITLE, record=lambda row: row.number)
        self.pane = ListPane(self.table, EmptyState("circle-check", *words.NONE))
        self.quarter = (Facts(), Facts())
        halves = Row(*((part, 1) for part in self.quarter), gap=32, margins=(16, 8, 16, 12))
        self._foot = Pile(Line(), halves, gap=0)
        self.add((self.pane, 1), self._foot)
        self._foot.hide()

    def show_rows(self, rows: Sequence[TaskRow]) -> None:
        """Show the tasks; the chosen one stays chosen."""
        open_ones = sum(row.state not in ENDED for row in rows)
        self.caption.setText(words.count(open_ones) if rows else "")
        self.table.show_rows(rows, keep=lambda row: row.task_id)
        if rows:
            self.pane.show_table()
        else:
            self.pane.say(*words.NONE, "circle-check")

    def show_quarter(self, view: QuarterView | None) -> None:
        """Show the quarter in figures, or nothing."""
        self._foot.setVisible(view is not None)
        if view is not None:
            lines = words.quarter_lines(view.figures, view.publish_by)
            half = (len(lines) + 1) // 2
            for part, shown in zip(self.quarter, (lines[:half], lines[half:]), strict=True):
                part.show_lines(shown)

    def _columns(self) -> Sequence[Column[TaskRow]]:
        title = words.COLUMNS
        return (
            Column("due", title["due"], _due, 164),
            Column("number", title["number"], lambda row: Cell(row.number), 132, whole=True),
            Column("item", title["item"], lambda row: Cell(self._item_name(row.item))),
            Column(
                "level", title["level"], lambda row: Cell(LEVELS[Level(row.level)]), 104, least_width=WIDE
            ),
            Column("step", title["step"], lambda row: Cell(words.STATES[row.state]), 92),
        )


def _due(row: TaskRow) -> Cell:
    at = row.due.at if row.due else None
    ended = row.state in ENDED
    return Cell(status=words.due_chip(at, row.urgency, row.overdue_days, ended=ended))
