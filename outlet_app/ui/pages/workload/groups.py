"""专项统计: the further groups of the day, the outlet's and each person's."""

from collections.abc import Callable, Mapping, Sequence

from outlet_app.domain.reviews.levels import CARDS, Level
from outlet_app.domain.sheet_groups import GroupLine
from outlet_app.ui.pages.workload.ledger import Ledger
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sheet_groups as words
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.workload import BY_LEVEL

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
        super().__init__(*pieces, self._below, self.levels, None, gap=6, margins=(16, 12, 16, 12))

    def show_groups(
        self, rows: Sequence[GroupLine], levels: Mapping[Level, int] | None, name_of: Callable[[str], str]
    ) -> None:
        """Show a day; without levels none are told, as to whoever is rated."""
        for place, ledger in enumerate(self.ledgers):
            ledger.show_rows([(name_of(row.key), _figures(row, place)) for row in rows])
        for widget in (self._below, self.levels):
            widget.setVisible(levels is not None)
        if levels is not None:
            self.levels.show_numbers([levels.get(level, 0) for level in CARDS])


def _figures(row: GroupLine, place: int) -> list[int]:
    own = [row[one] for one in words.GROUPS[place][1]]
    return [*own, row.unrated] if place == _LAST else own


def _names(place: int) -> tuple[str, ...]:
    own = tuple(words.EXTRAS[one] for one in words.GROUPS[place][1])
    return (*own, words.UNRATED) if place == _LAST else own
