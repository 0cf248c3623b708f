"""专项统计: the further groups of the outlet's day; on paper they stand by person."""

from outlet_app.domain.reviews.levels import CARDS
from outlet_app.domain.sheet_groups import Groups
from outlet_app.ui.pages.workload.flow import Ledger
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sheet_groups as words
from outlet_app.wording.review_words import LEVELS

_LAST = len(words.GROUPS) - 1


class GroupView(Column):
    """One row of named numbers for each group; the levels of the day stand with 服务评价."""

    def __init__(self) -> None:
        self.ledgers = [Ledger(name, _names(place)) for place, (name, _) in enumerate(words.GROUPS)]
        named = (Label(name, "strong") for name, _ in words.GROUPS)
        pieces = [
            one for label, ledger in zip(named, self.ledgers, strict=True) for one in (label, ledger, 6)
        ]
        super().__init__(*pieces, None, gap=6, margins=(16, 12, 16, 12))

    def show_groups(self, groups: Groups) -> None:
        """Show a day."""
        told = [[groups.total[one] for one in figures] for _, figures in words.GROUPS]
        told[_LAST] += [groups.total.unrated, *(groups.levels.get(level, 0) for level in CARDS)]
        for ledger, numbers in zip(self.ledgers, told, strict=True):
            ledger.show_numbers(numbers)


def _names(place: int) -> tuple[str, ...]:
    own = tuple(words.EXTRAS[one] for one in words.GROUPS[place][1])
    return (*own, words.UNRATED, *(LEVELS[level] for level in CARDS)) if place == _LAST else own
