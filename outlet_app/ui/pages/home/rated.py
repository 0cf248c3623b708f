"""今日评价 on the first page: one bar of the day's levels, for the 窗口负责人 alone."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.services.review_views import ReviewDay
from outlet_app.ui.widgets.bars import Bar, StackedBar
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import reviews as words


class RatedCard(Card):
    """Absent for everybody else (decisions.md 18)."""

    def __init__(self) -> None:
        self.share = Label("", "label", "text2")
        super().__init__(words.TODAY, None, self.share, 8)
        self.bar = StackedBar(words.TODAY)
        self.none = Label(words.NONE_TODAY, "label", "text2")
        self._pile = QWidget()
        self._faces = QStackedLayout(self._pile)
        self._faces.addWidget(Column(self.bar, gap=0))
        self._faces.addWidget(Column(None, self.none, None, margins=(16, 0, 16, 0)))
        self.add(self._pile)
        self.hide()

    def show_day(self, day: ReviewDay | None) -> None:
        """Show a day, or nothing at all."""
        if day is None:
            return
        whole = day.whole
        self.caption.setText(words.reviews(whole.rated) if whole.rated else "")
        self.share.setText(words.satisfaction_line(whole) if whole.rated else "")
        self._faces.setCurrentIndex(0 if whole.rated else 1)
        self.bar.show_bars([Bar(*part) for part in words.parts(whole)])
