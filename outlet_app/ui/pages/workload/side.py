"""Beside the table, as bars with numbers: the days before, what came of the visits, how people came."""

from collections.abc import Sequence
from datetime import date

from outlet_app.domain.channels import Entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.workload import Line
from outlet_app.services.views import DayVisits
from outlet_app.ui.parts.week import week_bars
from outlet_app.ui.widgets.bars import Bar, Chart, LyingBars, StandingBars
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import home
from outlet_app.wording import workload as words

WIDTH = 252
# With it all three charts stand in a window of 768 pixels.
WEEK_TALL = 116


class Charts(Column):
    """Three charts of one hue; the days before only for whoever sees the whole sheet."""

    def __init__(self) -> None:
        self.week, self.span = StandingBars(home.WEEK, tall=WEEK_TALL), Label("", "caption", "text3")
        self._week = _framed(home.WEEK, self.span, self.week)
        self.results = LyingBars(words.RESULTS_CHART)
        self.channels = LyingBars(words.CHANNELS_CHART)
        super().__init__(
            self._week,
            _framed(words.RESULTS_CHART, Label(words.CASES, "caption", "text3"), self.results),
            _framed(words.CHANNELS_CHART, Label(words.PEOPLE, "caption", "text3"), self.channels),
            None,
            gap=12,
        )

    def show_day(self, day: date, line: Line, before: Sequence[DayVisits]) -> None:
        """Show the total of a day, or one's own row, and what came on the days before."""
        self._week.setVisible(bool(before))
        if before:
            self.span.setText(home.week_caption(before[0].day, day))
            self.week.show_bars(week_bars((*before, DayVisits(day, line.visits))))
        self.results.show_bars(
            [Bar(words.WHOLE_DECISIONS[one], line.results.get(one, 0)) for one in Decision]
        )
        self.channels.show_bars(
            [Bar(words.CHANNEL_WORDS[one], line.channels.get(one, 0)) for one in Entrance]
        )


def _framed(title: str, unit: Label, chart: Chart) -> Card:
    head = Row(Label(title, "strong"), None, unit)
    return Card(padding=(14, 10, 14, 12)).add(Column(head, chart, gap=8))
