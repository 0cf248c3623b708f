"""The day in numbers for the 窗口负责人: asked, answered, and how, without whom."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.reviews.suspicion import Suspicion
from outlet_app.services.review_views import ReviewDay
from outlet_app.ui.widgets.bars import Bar, LyingBars
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import reviews as words
from outlet_app.wording.review_words import LEVELS


class Facts(Column):
    """Names at the left, numbers at the right, one a line."""

    def __init__(self) -> None:
        super().__init__(gap=4)
        self.lines: tuple[tuple[str, str], ...] = ()

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show other numbers."""
        if lines == self.lines:
            return
        self.lines = lines
        self.clear()
        for name, number in lines:
            line = Row(Label(name, "label", "text2"), None, Label(number, "strong"))
            line.setAccessibleName(f"{name} {number}")
            self.add(line)
        self.add(None)


class DayCard(Card):
    """What was answered, by level and by those items that may be told apart."""

    def __init__(self, item_name: Callable[[int], str]) -> None:
        super().__init__(words.TODAY, None)
        self._item_name = item_name
        self.facts = Facts()
        self.bars = LyingBars(words.TODAY)
        self.items = Column(gap=4)
        self.note = Paragraph("", 13, "text3")
        self.alerts = Column(gap=4)
        self._inside = Column(
            self.alerts, self.facts, 8, Line(), 8, self.bars, 8, Line(), 8,
            Label(words.BY_ITEM, "strong"), 4, self.items, 8, self.note,
            Paragraph(words.HERE_ONLY, 13, "text3"), None,
            gap=0, margins=(16, 12, 16, 12),
        )  # fmt: skip
        self._empty = EmptyState("star", words.NONE_TODAY)
        self._pile = QWidget()
        self._faces = QStackedLayout(self._pile)
        self._faces.addWidget(Scroller(self._inside, words.TODAY))
        self._faces.addWidget(self._empty)
        self.add((self._pile, 1))

    def show_day(self, day: ReviewDay) -> None:
        """Show a day; before anybody was asked there is nothing to count."""
        whole = day.whole
        self.caption.setText(words.reviews(whole.rated) if whole.rated else "")
        self._faces.setCurrentIndex(0 if whole.offered or whole.rated else 1)
        self.facts.show_lines(words.figures(whole))
        self.bars.show_bars(
            [Bar(LEVELS[level], whole.levels.get(level, 0), words.COLORS[level]) for level in words.COLORS]
        )
        self._show_alerts(day.alerts)
        self.items.clear()
        for item, standing in day.items.items():
            self.items.add(Label(words.item_line(self._item_name(item), standing), "body", wrap=True))
        self.note.set_text(words.held_back(day.held_back))

    def _show_alerts(self, alerts: tuple[Suspicion, ...]) -> None:
        """What should be looked at, first; nothing where there is nothing."""
        self.alerts.clear()
        self.alerts.setVisible(bool(alerts))
        if alerts:
            self.alerts.add(Label(words.LOOK, "strong", "warn"))
            for one in alerts:
                self.alerts.add(Label(words.alert(one), "body", wrap=True))
            self.alerts.add(Paragraph(words.LOOK_NOTE, 13, "text3"))
            self.alerts.add(Line())
