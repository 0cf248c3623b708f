"""近 7 个工作日接待: a column a day, on the first page and beside the sheet of a day."""

from collections.abc import Sequence

from outlet_app.services.views import DayVisits
from outlet_app.ui.widgets.bars import Bar, StandingBars
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import home as words


class WeekCard(Card):
    """Hidden until there are days to show and room for them."""

    def __init__(self) -> None:
        self.span = Label("", "label", "text2")
        super().__init__(words.WEEK, None, self.span, 8, padding=(16, 12, 16, 8))
        self.bars = StandingBars(words.WEEK)
        self.add(self.bars)
        self.hide()

    def show_days(self, days: Sequence[DayVisits]) -> None:
        """Show the days, oldest first."""
        if not days:
            return
        self.span.setText(words.week_caption(days[0].day, days[-1].day))
        self.bars.show_bars(week_bars(days))


def week_bars(days: Sequence[DayVisits]) -> list[Bar]:
    """A column a day, oldest first; the latest in the colour of what is done now, those before it fainter."""
    colors = ["accent_line"] * (len(days) - 1) + ["accent"]
    told = zip(days, colors, strict=True)
    return [Bar(words.day_of_month(one.day), one.received, color) for one, color in told]
