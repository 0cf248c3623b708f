"""办件查询: filters, the list, and the chosen case beside it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.scanning import Scan
from outlet_app.services.counter import Counter
from outlet_app.services.views import CaseDetail, CaseFilter, CasePage, CaseRow
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.pages.cases import state as steps
from outlet_app.ui.pages.cases.detail import DetailCard
from outlet_app.ui.pages.cases.filters import FilterBar
from outlet_app.ui.pages.cases.listing import CaseColumns, ListCard
from outlet_app.ui.pages.cases.reading import CaseReader, ListReader
from outlet_app.ui.pages.cases.state import CasesState, Question
from outlet_app.ui.pages.cases.steps import CaseSteps
from outlet_app.ui.parts.case_order import CaseOrder
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.wording import cases as words
from outlet_app.wording.states import Standing, Words, due_words
from outlet_app.wording.waiting import GONE, GONE_TEXT

FIT_MS = 60
DETAIL_WIDTHS = {Layout.NARROW: 560, Layout.STANDARD: 572, Layout.WIDE: 680}
LIST, DETAIL = 0, 1


class CasesPage(Page):
    """A filter, a page of the list and one chosen case; what a step changed is read again."""

    def __init__(self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE)
        self.wants_search = False
        self._cases, self._reference, self._office = counter.cases, counter.reference, office
        self._lanes, self._feedback = lanes, feedback
        self.state = CasesState()
        self._after_list: Callable[[], None] | None = None
        self._order: CaseOrder | None = None
        self.filters = FilterBar(self._reference.catalogue, lambda: office.now().date())
        self.list = ListCard(CaseColumns(self._place, self._item_name, self._due))
        self.detail = DetailCard(self._reference)
        self.steps = CaseSteps(self, counter, lanes, feedback, office.now)
        self._list_reader = ListReader(self, self._cases, lanes, feedback)
        self._case_reader = CaseReader(self, self._cases, lanes, feedback)
        self.switch = Segmented((words.LIST_VIEW, words.DETAIL_VIEW), words.VIEW, current=LIST)
        self.tools.add(self.switch)
        self._fit = QTimer(self, singleShot=True, interval=FIT_MS)
        self._build()
        self._connect()

    def activated(self, what: object = None) -> None:
        """Shown, perhaps with filters (a CaseFilter) or words to search for."""
        self._lanes.desk.run(self._cases.handlers, self._know_handlers, owner=self)
        if isinstance(what, CaseFilter):
            self._filter(what)
        elif isinstance(what, str):
            self._filter(CaseFilter(text=what))
        elif isinstance(what, CaseOrder):
            self._order = what
            self._filter(CaseFilter(text=what.case_no))
        elif isinstance(what, Scan):
            self._filter(CaseFilter(text=what.case_no))
            self._after_list = self._show_scanned
        self._show_half(LIST)
        self.refresh()
        self.list.table.setFocus()

    def refresh(self) -> None:
        """Read the list and the chosen case again."""
        self._ask(again=True)
        self._read_detail()

    def subject(self) -> str:
        """The chosen case."""
        return self.state.chosen

    def undo(self) -> bool:
        """Ctrl+Z: the decision or the 补正收件 of the chosen case, where it is one to take back."""
        detail = self.state.detail
        code = next((one for one in ("undo", "untake") if detail and one in detail.actions), "")
        if detail is not None and code:
            self.steps.ask(code, detail)
        return bool(code)

    def phrase_item(self) -> int | None:
        """The item of the chosen case."""
        return self.state.detail.row.item if self.state.detail else None

    def find_here(self) -> bool:
        """F3: into the search field."""
        self._show_half(LIST)
        self.filters.text.setFocus()
        self.filters.text.selectAll()
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.filters, self.list, self.detail)

    def go_back(self) -> bool:
        """Esc: from the case back to the list."""
        if self.list.table.hasFocus():
            return False
        self._show_half(LIST)
        self.list.table.setFocus()
        return True

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self.filters.set_compact(compact)
        self.switch.setVisible(compact)
        self._show_half(self.switch.current)
        self.restyle()

    def restyle(self) -> None:
        """Scale the detail's width."""
        if self.layout_class is Layout.COMPACT:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(16_777_215)
        else:
            self.detail.setFixedWidth(look().s(DETAIL_WIDTHS[self.layout_class]))
        self._column.setSpacing(look().s(12 if self.layout_class is Layout.COMPACT else 16))

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        for fact in self.detail.facts.masked.values():
            fact.hide_number()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.filters)
        self._column.addWidget(Row((self.list, 1), (self.detail, 0), gap=16), 1)
        self.detail.show_detail(None, self._office.now())
        follow(self.restyle)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.list.table.setFocus)
        self._list_reader.began.connect(self.list.pane.begin)
        self._list_reader.listed.connect(self._listed)
        self._list_reader.failed.connect(self._unlisted)
        self._case_reader.read.connect(self._detailed)
        self.list.clear.clicked.connect(lambda: self._filter(CaseFilter()))
        self.list.turned.connect(self._turn)
        self.list.fitted.connect(lambda _rows: self._fit.start())
        self._fit.timeout.connect(self._fit_rows)
        self.list.table.current_changed.connect(self._choose)
        self.list.table.opened.connect(lambda _row: self._open())
        self.detail.acted.connect(lambda action: self._with_detail(action, self.steps.ask))
        self.detail.reveal_wanted.connect(lambda what: self._with_detail(what, self.steps.ask_reveal))
        self.detail.opened.connect(self.steps.view)
        self.detail.kin_wanted.connect(lambda number: self.activated(number))
        self.steps.changed.connect(self.refresh)
        self.steps.desk.page_wanted.connect(self.go_to)
        self.steps.revealed.connect(lambda what, number: self.detail.facts.masked[what].reveal(number))
        self.switch.chosen.connect(self._show_half)

    def _filter(self, wanted: CaseFilter) -> None:
        self.filters.show_filter(wanted)
        self.state = steps.filtered(self.state, wanted)
        self._ask()

    def _turn(self, step: int) -> None:
        turned = steps.turned(self.state, step)
        if turned is not self.state:
            self.state = turned
            last = self.list.table.table_model.rowCount()
            self._after_list = lambda: self.list.table.choose_row(0 if step > 0 else last)
            self._ask()

    def _fit_rows(self) -> None:
        if self.isVisible():
            self.state = steps.resized(self.state, self.list.rows_that_fit())
            self._ask()

    def _ask(self, *, again: bool = False) -> None:
        self._list_reader.ask(lambda: self.state.asked, again=again)

    def _listed(self, question: Question, answer: CasePage) -> None:
        self.state = steps.listed(self.state, question, answer)
        if question == self.state.asked:
            self._show_list()

    def _unlisted(self) -> None:
        self.state = steps.failed(self.state)
        self._show_list()

    def _show_list(self) -> None:
        self.list.show_state(self.state)
        then, self._after_list = self._after_list, None
        if then is not None:
            then()
        if not steps.rows(self.state):
            self._say_nothing()

    def _say_nothing(self) -> None:
        asked = self.state.asked.filter
        if self.state.failed:
            self.list.say(*words.UNREAD, "triangle-alert", can_clear=False)
        elif steps.is_unfiltered(asked):
            self.list.say(*words.EMPTY, "file-search", can_clear=False)
        else:
            self.list.say(words.no_hit(asked.text), words.NO_HIT_TEXT, "file-search", can_clear=True)
        self.state = steps.emptied(self.state)
        self.detail.show_detail(None, self._office.now())

    def _choose(self, row: CaseRow | None) -> None:
        if row is not None and row.case_id != self.state.chosen:
            self.state = steps.chose(self.state, row.case_id)
            self._read_detail()

    def _read_detail(self) -> None:
        self._case_reader.ask(self.state.chosen)

    def _detailed(self, detail: CaseDetail) -> None:
        self.state = steps.detailed(self.state, detail)
        if detail.row.case_id == self.state.chosen:
            self.detail.show_detail(detail, self._office.now())
            self._carry_out(detail)

    def _carry_out(self, detail: CaseDetail) -> None:
        """The step another page asked for, once the case it is about is on show."""
        order = self._order
        if order is None or order.case_id != detail.row.case_id:
            return
        self._order = None
        if order.action in detail.actions:
            self.steps.ask(order.action, detail)
        else:
            self._feedback.toast(GONE, GONE_TEXT)

    def _with_detail(self, what: str, act: Callable[[str, CaseDetail], None]) -> None:
        if self.state.detail is not None:
            act(what, self.state.detail)

    def _open(self) -> None:
        self._show_half(DETAIL)
        if stop := self.detail.first_stop():
            stop.setFocus()

    def _show_scanned(self) -> None:
        if steps.rows(self.state):
            self._show_half(DETAIL)

    def _show_half(self, half: int) -> None:
        self.switch.choose(half)
        compact = self.layout_class is Layout.COMPACT
        self.list.setVisible(not compact or half == LIST)
        self.filters.setVisible(not compact or half == LIST)
        self.detail.setVisible(not compact or half == DETAIL)

    def _know_handlers(self, outcome: Done[tuple[tuple[str, str], ...]] | Failed) -> None:
        if isinstance(outcome, Done):
            self.filters.offer_handlers(outcome.value)

    def _place(self, row: CaseRow) -> Standing:
        return standing_of(row, self._office.now(), self._reference.calendar)

    def _due(self, row: CaseRow) -> Words:
        return due_words(self._place(row), self._office.now())

    def _item_name(self, row: CaseRow) -> str:
        item = self._reference.item_of(row.item)
        return row.package or (item.short_name if item else words.OUTSIDE_LIST)
