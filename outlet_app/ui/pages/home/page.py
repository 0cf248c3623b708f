"""工作台: quick actions, the day's numbers, what is due and what waits to be sent."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.events import ReminderWay
from outlet_app.domain.people import Right
from outlet_app.services.desk import Desk
from outlet_app.services.papers import Papers
from outlet_app.services.reference import Reference
from outlet_app.services.review_views import ReviewDay
from outlet_app.services.views import CaseRow, DeskView, ReminderView, UnsentRow
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.home.papers import PaperCare
from outlet_app.ui.pages.home.proposal_strip import EXAMINE
from outlet_app.ui.pages.home.rated import RatedCard
from outlet_app.ui.pages.home.state import (
    DayFigure,
    HomeState,
    Pile,
    behind,
    chose,
    failed,
    figures,
    loaded,
)
from outlet_app.ui.pages.home.todo import TodoCard, TodoColumns
from outlet_app.ui.pages.home.unconfirmed import UnconfirmedBanner
from outlet_app.ui.pages.home.unsent import UnsentCard
from outlet_app.ui.parts.case_order import CaseOrder, Pointed
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.reminder import sms_of
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.parts.week import WeekCard
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import home as words
from outlet_app.wording import reviews as review_words
from outlet_app.wording.deficiency import REMINDED
from outlet_app.wording.states import Standing
from outlet_app.wording.timeline import whole_day

REFRESH_MS = 30_000
RECEIVED = "reviews"


class HomePage(Page):
    """`sync_wanted` is F8's wish, `review_wanted` F7's; `day_sheet_wanted` carries the day to print;
    `overdue_list_wanted` asks for 超期清单.
    """

    sync_wanted = Signal()
    review_wanted = Signal()
    day_sheet_wanted = Signal(object)
    overdue_list_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        papers: Papers,
        reference: Reference,
        office: Office,
        lanes: Lanes,
        feedback: Feedback,
    ) -> None:
        super().__init__(words.TITLE)
        self._desk, self._reference = desk, reference
        self._office, self._lanes, self._feedback = office, lanes, feedback
        self.state = HomeState()
        self._day = Label("", "label", "text2")
        self.head.add(self._day)
        self.tiles = self._make_tiles()
        self.numbers = NumberStrip(words.NUMBERS)
        self.banner = UnconfirmedBanner()
        self.care = PaperCare(self.banner, papers, lanes, feedback)
        self.todo = TodoCard(TodoColumns(self._place, self._item_name, office.now))
        self.unsent = UnsentCard()
        self.week = WeekCard()
        self.rated = RatedCard()
        self.side = Column((self.unsent, 1), self.week, self.rated, gap=16)
        self._tick = QTimer(self, interval=REFRESH_MS)
        self._build()
        self._connect()
        self._show_day()

    def activated(self, _what: object = None) -> None:
        """Shown again: read what is new and put the keys on the list."""
        self.refresh()
        self.todo.table.setFocus()

    def refresh(self) -> None:
        """Read the desk again; what is on show stays until the answer comes."""
        self.todo.pane.begin()
        self._lanes.desk.run(self._desk.view, self._read, owner=self)

    def print_current(self) -> None:
        """F9: the daily sheet, where the post may print it."""
        if self.tiles["print_day"].isVisibleTo(self) and self.state.view:
            self.day_sheet_wanted.emit(self.state.view.day)

    def pointed(self) -> str:
        """The chosen to-do."""
        row = self.todo.table.current_row()
        return row.case_id if row else ""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.todo.table, self.unsent.button, self.tiles["intake"])

    def set_layout(self, layout: Layout) -> None:
        """The queue is a card, or in a compact window a tab."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        for tile in self.tiles.values():
            tile.set_compact(compact)
        self.side.setVisible(not compact)
        self.week.setVisible(layout is Layout.WIDE)
        self.todo.set_layout(layout)
        if not compact and self.state.pile is Pile.UNSENT:
            self._change(chose(self.state, Pile.ALL))
        self.restyle()

    def restyle(self) -> None:
        """Scale the side card and the gaps."""
        wide = self.layout_class is Layout.WIDE
        self.side.setFixedWidth(look().s(416 if wide else 320))
        self._column.setSpacing(look().s(12 if self.layout_class is Layout.COMPACT else 16))

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def event(self, event: QEvent, /) -> bool:
        # An activation change is told to the window alone, this to every widget in it.
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self.refresh()
        return super().event(event)

    def _make_tiles(self) -> dict[str, QuickTile]:
        return {key: QuickTile(*text, main=key == "intake") for key, text in words.TILES.items()}

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        widths = {"intake": 5}
        self._column.addWidget(self.banner)
        self._column.addWidget(Row(*((tile, widths.get(key, 4)) for key, tile in self.tiles.items()), gap=12))
        self._column.addWidget(self.numbers)
        self._column.addWidget(Row((self.todo, 1), self.side, gap=16), 1)
        follow(self.restyle)

    def _connect(self) -> None:
        tiles = self.tiles
        tiles["intake"].clicked.connect(lambda: self.go_to.emit(PageKey.INTAKE, None))
        tiles["corrections"].clicked.connect(
            lambda: self.go_to.emit(PageKey.CORRECTIONS, Pointed(self.pointed()))
        )
        tiles["assistance"].clicked.connect(lambda: self.go_to.emit(PageKey.ASSISTANCE, None))
        tiles["review"].clicked.connect(self.review_wanted)
        tiles["print_day"].clicked.connect(self.print_current)
        self.numbers.opened.connect(self._open_figure)
        self.todo.opened.connect(lambda row: self.go_to.emit(PageKey.CASES, row.case_no))
        self.todo.chose.connect(lambda pile: self._change(chose(self.state, pile)))
        self.todo.reminded.connect(self._remind)
        self.todo.proposal.acted.connect(self._act)
        self.todo.print_wanted.connect(self.overdue_list_wanted)
        self._connect_queue()
        self._office.person_changed.connect(self._show_post)
        self._office.minute_passed.connect(self._show_day)
        self._tick.timeout.connect(self.refresh)
        self._show_post()

    def _connect_queue(self) -> None:
        self.unsent.sync_wanted.connect(self.sync_wanted)
        self.todo.unsent.resent.connect(self.sync_wanted)
        for source in (self.unsent.handled, self.todo.unsent.handled):
            source.connect(self._handle)
        self.care.changed.connect(self.refresh)
        self._office.queue_changed.connect(self._queue_changed)

    def _queue_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_post(self) -> None:
        person = self._office.person
        self.tiles["print_day"].setVisible(person is not None and person.may(Right.PRINT_SHEET))
        self.rated.setVisible(person is not None and person.may(Right.SEE_REVIEWS))

    def _show_day(self) -> None:
        self._day.setText(whole_day(self._office.now().date()))

    def _read(self, outcome: Done[DeskView] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._change(failed(self.state))
            tell(self._feedback, outcome.error)
            return
        self._change(loaded(self.state, outcome.value))

    def _change(self, state: HomeState) -> None:
        self.state = state
        self.todo.show_state(state)
        if state.failed and state.view is None:
            self.todo.pane.say(*words.UNREAD, "triangle-alert")
        if state.view:
            self._show_view(state.view)

    def _show_view(self, view: DeskView) -> None:
        self.numbers.show_figures(
            [*(self._figure(one) for one in figures(view.numbers)), *_received(view.reviews)]
        )
        self.week.show_days(view.week)
        self.rated.show_day(view.reviews)
        self.unsent.show_rows(view.unsent, view.unsent_total)
        self.banner.show_papers(view.unconfirmed)
        self._order_stops()

    def _order_stops(self) -> None:
        """Tab walks as one reads; what a reading made new would come last."""
        stops: list[QWidget] = [self.banner.again_button, self.banner.done_button, *self.tiles.values()]
        stops += [*self.numbers.figures, self.todo.tabs, self.todo.table, self.todo.print_list]
        stops += [self.unsent.button, *(line.button for line in self.unsent.list.lines)]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _figure(self, one: DayFigure) -> Figure:
        note = words.yesterday(one.yesterday) if one.yesterday is not None else ""
        note = words.assisted(one.assisted) if one.assisted else note
        name, unit = words.figure_title(one.decision), words.unit_of(one.decision)
        return Figure(one.decision or "", str(one.count), unit, name, note)

    def _open_figure(self, key: str) -> None:
        if key == RECEIVED:
            self.go_to.emit(PageKey.REVIEWS, None)
            return
        view = self.state.view
        found = [one for one in figures(view.numbers) if (one.decision or "") == key] if view else []
        if view and found:
            self.go_to.emit(PageKey.CASES, behind(found[0], view))

    def _place(self, row: CaseRow) -> Standing:
        return standing_of(row, self._office.now(), self._reference.calendar)

    def _item_name(self, row: CaseRow) -> str:
        item = self._reference.item_of(row.item)
        return row.package or (item.short_name if item else words.OUTSIDE_LIST)

    def _handle(self, row: UnsentRow) -> None:
        self.go_to.emit(PageKey.SYNC, row.case_id)

    def _act(self, row: CaseRow, step: str) -> None:
        if step == EXAMINE:
            self.go_to.emit(PageKey.CORRECTIONS, row.case_id)
        else:
            self.go_to.emit(PageKey.CASES, CaseOrder(row.case_id, row.case_no, step))

    def _remind(self, reminder: ReminderView) -> None:
        text = sms_of(reminder.case, reminder.stage, self._reference)
        QGuiApplication.clipboard().setText(text)
        self._lanes.desk.run(
            lambda: self._desk.remind(reminder, text),
            lambda outcome: self._reminded(outcome, reminder.case.case_no),
            owner=self,
        )

    def _reminded(self, outcome: Done[None] | Failed, case_no: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(REMINDED[ReminderWay.SMS], case_no)
        self.refresh()


def _received(day: ReviewDay | None) -> tuple[Figure, ...]:
    if day is None:
        return ()
    words, whole = review_words, day.whole
    return (Figure(RECEIVED, str(whole.rated), words.UNIT, words.RECEIVED, words.satisfied(whole)),)
