"""办件流转: how the stock of open cases moved, whole and by person, and what was taken and accepted."""

from collections.abc import Callable

from outlet_app.domain.sheet_columns import FLOW, INTAKE, flow_spans, taken_in
from outlet_app.domain.workload import DaySheet
from outlet_app.ui.pages.workload import state as steps
from outlet_app.ui.pages.workload.grid import Group
from outlet_app.ui.pages.workload.ledger import Ledger
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sheet_columns as columns
from outlet_app.wording import workload as words

FLOW_GROUPS = tuple(Group(columns.WAYS[one.of], one.first, one.last) for one in flow_spans())


class FlowView(Column):
    """Both ledgers under their names."""

    def __init__(self) -> None:
        self.stock = Ledger(words.STOCK, tuple(columns.FLOW[one.name] for one in FLOW), FLOW_GROUPS)
        self.taken = Ledger(words.INTAKE, tuple(columns.whole(columns.INTAKE[name]) for name in INTAKE))
        self._below = Label(words.INTAKE, "strong")
        super().__init__(
            Label(words.STOCK, "strong"),
            self.stock,
            12,
            self._below,
            self.taken,
            None,
            gap=8,
            margins=(16, 12, 16, 12),
        )

    def show_sheet(self, sheet: DaySheet, name_of: Callable[[str], str], *, whole: bool) -> None:
        """Show a day; what was taken in is the outlet's, and not shown beside one's own row."""
        rows = steps.flow_rows(sheet, whole=whole)
        self.stock.show_rows([(name_of(row.key), [one.of(row.flow) for one in FLOW]) for row in rows])
        for widget in (self._below, self.taken):
            widget.setVisible(whole)
        self.taken.show_numbers(taken_in(sheet.intake) if whole else [0] * len(INTAKE))
