"""帮办代办 (F12): the running ones at the left, the chosen one with its steps and log at the right."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.calendar import local_day
from outlet_app.services.agency_views import AgencyRow
from outlet_app.services.counter import Counter
from outlet_app.services.views import CaseDetail
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.cases.action_row import MORE, MoreDialog
from outlet_app.ui.pages.cases.agencies.detail import AgencyDetail
from outlet_app.ui.pages.cases.agencies.listing import AgencyList
from outlet_app.ui.pages.cases.agencies.state import AgenciesState, chose, detailed, failed, loaded
from outlet_app.ui.pages.cases.agency_steps import AgencySteps
from outlet_app.ui.pages.cases.step_desk import StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.wording import agency as words

LIST, CHOSEN = 0, 1
DETAIL_WIDTHS = {Layout.NARROW: 536, Layout.STANDARD: 560, Layout.WIDE: 720}


class AgenciesPage(Page):
    """Everything that is helped from this outlet; each step is asked by the same sheets as on 办件查询."""

    def __init__(self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE)
        self._counter, self._office, self._lanes, self._feedback = counter, office, lanes, feedback
        self.state = AgenciesState()
        self._reading = ""
        self.list = AgencyList(lambda: local_day(office.now()))
        self.detail = AgencyDetail(counter.reference)
        self.desk = StepDesk(self, counter, lanes, feedback, office.now)
        self._asks = AgencySteps(self.desk).asks
        self.switch = Segmented((words.LIST_VIEW, words.CHOSEN_VIEW), words.TITLE, current=LIST)
        self.tools.add(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Row((self.list, 1), (self.detail, 0), gap=16), 1)
        self._connect()
        self.detail.show_detail(None, office.now())
        self.set_layout(self.layout_class)
        follow(self.restyle)

    def activated(self, _what: object = None) -> None:
        """Shown: read what is new and put the keys on the list."""
        self._show_half(LIST)
        self.refresh()
        self.list.table.setFocus()

    def refresh(self) -> None:
        """F5, and after every step: read again; what is on show stays until the answer comes."""
        self.list.pane.begin()
        self._lanes.desk.run(self._counter.agencies.running, self._answer, owner=self)

    def subject(self) -> str:
        """The case of the chosen row."""
        return self.state.chosen

    def go_back(self) -> bool:
        """Esc in the detail leads back to the list."""
        inside = self.detail.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if inside:
            self._show_half(LIST)
            self.list.table.setFocus()
        return inside

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.list.table, self.detail)

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        super().set_layout(layout)
        self.switch.setVisible(layout is Layout.COMPACT)
        self.wants_search = layout is not Layout.COMPACT
        self._show_half(self.switch.current)
        self.restyle()

    def restyle(self) -> None:
        """Scale the detail's width."""
        if self.layout_class is Layout.COMPACT:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(16_777_215)
        else:
            self.detail.setFixedWidth(look().s(DETAIL_WIDTHS[self.layout_class]))

    def _connect(self) -> None:
        self.list.table.current_changed.connect(self._choose)
        self.list.table.opened.connect(lambda _row: self._open())
        self.detail.acted.connect(self._act)
        self.detail.opened.connect(self._open_case)
        self.desk.changed.connect(self.refresh)
        self.switch.chosen.connect(self._show_half)

    def _answer(self, outcome: Done[tuple[AgencyRow, ...]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.state = failed(self.state)
            self.list.show_state(self.state)
            tell(self._feedback, outcome.error)
            return
        self.state = loaded(self.state, outcome.value)
        self.list.show_state(self.state)
        if not outcome.value:
            self.detail.show_detail(None, self._office.now())
        self._choose(self.list.table.current_row(), again=True)

    def _choose(self, row: AgencyRow | None, *, again: bool = False) -> None:
        if row is None:
            return
        if row.case_id != self.state.chosen:
            self.state = chose(self.state, row.case_id)
            again = True
        if again:
            self._read()

    def _read(self) -> None:
        wanted = self.state.chosen
        if wanted and not self._reading:
            self._reading = wanted
            self._lanes.desk.run(lambda: self._counter.cases.detail(wanted), self._show, owner=self)

    def _show(self, outcome: Done[CaseDetail] | Failed) -> None:
        read, self._reading = self._reading, ""
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self.state = detailed(self.state, outcome.value)
        if read == self.state.chosen:
            self.detail.show_detail(self.state.detail, self._office.now())
        else:
            self._read()

    def _act(self, step: str) -> None:
        detail = self.state.detail
        if detail is None:
            return
        if step == MORE:
            more = MoreDialog(self, detail.actions, words.STEPS)
            more.taken.connect(self._act)
            self._feedback.open(more)
        else:
            self._asks[step](detail)

    def _open(self) -> None:
        self._show_half(CHOSEN)
        self.detail.first_stop().setFocus()

    def _open_case(self) -> None:
        if self.state.detail is not None:
            self.go_to.emit(PageKey.CASES, self.state.detail.row.case_no)

    def _show_half(self, half: int) -> None:
        self.switch.choose(half)
        compact = self.layout_class is Layout.COMPACT
        self.list.setVisible(not compact or half == LIST)
        self.detail.setVisible(not compact or half == CHOSEN)
