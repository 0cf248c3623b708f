"""Beside the table, as bars with numbers: the days before, what came of the visits, how people came."""

from collections.abc import Sequence
from datetime import date

from outlet_app.domain.channels import Entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.workload import Line
from outlet_app.services.views import DayVisits
from outlet_app.ui.parts.week import WeekCard
from outlet_app.ui.widgets.bars import Bar, Chart, LyingBars
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import workload as words

WIDTH = 252


class Charts(Column):
    """Three charts of one hue; the days before only for whoever sees the whole sheet."""

    def __init__(self) -> None:
        self.week = WeekCard()
        self.results = LyingBars(words.RESULTS_CHART)
        self.channels = LyingBars(words.CHANNELS_CHART)
        super().__init__(
            self.week,
            _framed(words.RESULTS_CHART, words.CASES, self.results),
            _framed(words.CHANNELS_CHART, words.PEOPLE, self.channels),
            None,
            gap=12,
        )

    def show_day(self, day: date, line: Line, before: Sequence[DayVisits]) -> None:
        """Show the total of a day, or one's own row, and what came on the days before."""
        self.week.show_days((*before, DayVisits(day, line.visits)) if before else ())
        self.week.setVisible(bool(before))
        self.results.show_bars(
            [Bar(words.WHOLE_DECISIONS[one], line.results.get(one, 0)) for one in Decision]
        )
        self.channels.show_bars(
            [Bar(words.CHANNEL_WORDS[one], line.channels.get(one, 0)) for one in Entrance]
        )


def _framed(title: str, unit: str, chart: Chart) -> Card:
    head = Row(Label(title, "strong"), None, Label(unit, "caption", "text3"))
    return Card(padding=(14, 10, 14, 12)).add(Column(head, chart, gap=8))
