"""办件流转: how the stock of open cases moved, whole and by person, and what was taken and accepted."""

from collections.abc import Callable

from outlet_app.domain.workload import DaySheet
from outlet_app.ui.pages.workload import state as steps
from outlet_app.ui.pages.workload.grid import Group
from outlet_app.ui.pages.workload.ledger import Ledger
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import workload as words

FLOW_GROUPS = (Group(words.ARRIVED, 1, 3), Group(words.GONE, 4, 7))


class FlowView(Column):
    """Both ledgers under their names."""

    def __init__(self) -> None:
        self.stock = Ledger(words.STOCK, tuple(words.FLOW.values()), FLOW_GROUPS)
        self.taken = Ledger(words.INTAKE, tuple(words.TAKINGS.values()))
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
        self.stock.show_rows(
            [(name_of(row.key), [getattr(row.flow, name) for name in words.FLOW]) for row in rows]
        )
        for widget in (self._below, self.taken):
            widget.setVisible(whole)
        self.taken.show_numbers([getattr(sheet.intake, name) if whole else 0 for name in words.TAKINGS])
