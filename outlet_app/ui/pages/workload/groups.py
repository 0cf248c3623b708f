"""专项统计: the further groups of the day, the outlet's and each person's."""

from collections.abc import Callable, Mapping, Sequence

from outlet_app.domain.reviews.levels import CARDS
from outlet_app.domain.sheet_groups import GroupLine
from outlet_app.domain.workload import DaySheet
from outlet_app.ui.pages.workload import state as steps
from outlet_app.ui.pages.workload.ledger import Ledger
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sheet_groups as words
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.workload import BY_LEVEL, CALLS

_LAST = len(words.GROUPS) - 1


class GroupView(Column):
    """A ledger for each group; the levels of the day stand below, without names (decisions.md 18)."""

    def __init__(self) -> None:
        self.ledgers = [Ledger(name, _names(place)) for place, (name, _) in enumerate(words.GROUPS)]
        self.levels = Ledger(BY_LEVEL, [LEVELS[level] for level in CARDS])
        self._below = Label(BY_LEVEL, "strong")
        named = (Label(name, "strong") for name, _ in words.GROUPS)
        pieces = [
            one for label, ledger in zip(named, self.ledgers, strict=True) for one in (label, ledger, 6)
        ]
        self.calls, self._above = Ledger(CALLS, [CALLS]), Label(CALLS, "strong")
        super().__init__(
            self._above,
            self.calls,
            6,
            *pieces,
            self._below,
            self.levels,
            None,
            gap=6,
            margins=(16, 12, 16, 12),
        )

    def show_sheet(self, sheet: DaySheet, name_of: Callable[[str], str], *, whole: bool) -> None:
        """Show a day; whoever sees the own row alone is told no level, as whoever is rated."""
        if sheet.groups is None:
            return
        rows, levels = steps.group_rows(sheet.groups, whole=whole), sheet.groups.levels
        self._show_calls(rows, sheet.calls, name_of)
        for place, ledger in enumerate(self.ledgers):
            ledger.show_rows([(name_of(row.key), _figures(row, place)) for row in rows])
        for widget in (self._below, self.levels):
            widget.setVisible(whole)
        if whole:
            self.levels.show_numbers([levels.get(level, 0) for level in CARDS])

    def _show_calls(
        self, rows: Sequence[GroupLine], calls: Mapping[str, int], name_of: Callable[[str], str]
    ) -> None:
        """叫号, where the outlet calls numbers at all."""
        for widget in (self._above, self.calls):
            widget.setVisible(bool(calls))
        whole = sum(calls.values())
        self.calls.show_rows(
            [(name_of(row.key), [calls.get(row.key, 0) if row.key else whole]) for row in rows]
        )


def _figures(row: GroupLine, place: int) -> list[int]:
    own = [row[one] for one in words.GROUPS[place][1]]
    return [*own, row.unrated] if place == _LAST else own


def _names(place: int) -> tuple[str, ...]:
    own = tuple(words.EXTRAS[one] for one in words.GROUPS[place][1])
    return (*own, words.UNRATED) if place == _LAST else own
