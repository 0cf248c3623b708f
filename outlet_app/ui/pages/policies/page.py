"""免申即享: find the enterprise, read which policies fit and why, record what it wants."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.forms.policy import account_problems
from outlet_app.domain.policies.matching import Sighted
from outlet_app.services.papers import Papers
from outlet_app.services.policy_results import Told
from outlet_app.services.policy_views import EnterpriseRow, Looked, PolicyRow, PolicyShelf, Will
from outlet_app.services.views import Outcome
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.policies import asking
from outlet_app.ui.pages.policies.detail import PolicyCard
from outlet_app.ui.pages.policies.finder import EnterpriseFinder
from outlet_app.ui.pages.policies.listing import PoliciesCard
from outlet_app.ui.pages.policies.results import result_lines, told_of
from outlet_app.ui.pages.policies.state import PoliciesState, Read, failed, loaded, saw
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.hand_over import HandOver
from outlet_app.ui.parts.sheet_dialog import Answers, Line, SheetDialog
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import policy_page as words
from outlet_app.wording import policy_results as result_words

SIDE, NARROW_SIDE = 520, 400


class PolicyDesk(Protocol):
    """What the page asks for."""

    def shelf(self) -> PolicyShelf: ...
    def find(self, text: str) -> tuple[EnterpriseRow, ...]: ...
    def look(self, code: str, name: str = "") -> Looked: ...
    def state(self, will: Will) -> Outcome: ...
    def tell(self, told: Told) -> Outcome: ...


class PoliciesPage(Page):
    """`decided` carries the Outcome of a will that was recorded."""

    decided = Signal(object)

    def __init__(
        self, desk: PolicyDesk, papers: Papers, office: Office, lanes: Lanes, feedback: Feedback
    ) -> None:
        super().__init__(words.TITLE)
        self._desk, self._office, self._lanes, self._feedback = desk, office, lanes, feedback
        self.state = PoliciesState()
        self._wanted: EnterpriseRow | None = None
        self.is_busy = False
        self._at_hand = Label("", "label", "text2")
        self.head.add(self._at_hand)
        self.search = SuggestEdit(words.FIND_HINT, foot=words.FIND_FOOT, lead="search", longest=60)
        # The code is compared with a licence: it is never cut, the name gives way.
        self.who, self.code = ElidedLabel("", "strong"), Label("", "strong")
        self.banner = Banner(Tone.WARN, "")
        self.results = Button(result_words.BUTTON, "printer", size=COMPACT)
        self.policies, self.policy = PoliciesCard(), PolicyCard()
        self._papers = HandOver(papers, lanes.press, feedback, self)
        self._lay_out()
        self._finder = EnterpriseFinder(self.search, desk, lanes.desk)
        self._connect()
        self.set_layout(self.layout_class)
        follow(self.restyle)

    def activated(self, what: object = None) -> None:
        """Shown, perhaps for an enterprise another page names by its code."""
        if isinstance(what, str) and what:
            self._wanted = EnterpriseRow(what, "")
        self.refresh()
        self.search.setFocus()

    def refresh(self) -> None:
        """F5 and after every step: read again; what is on show stays until the answer comes."""
        who = self._wanted
        self.policies.pane.begin()
        self._lanes.desk.run(lambda: self._read(who), self._answer, owner=self)

    def find_here(self) -> bool:
        """F3: the page has a search of its own."""
        self.search.setFocus()
        self.search.selectAll()
        return True

    def subject(self) -> str:
        """The case in which the chosen policy was answered."""
        row = self.policy.row
        return row.earlier.case_id if row is not None and row.earlier is not None else ""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.search, self.policies, self.policy)

    def set_layout(self, layout: Layout) -> None:
        """A narrower side in a small window."""
        super().set_layout(layout)
        self._at_hand.setVisible(layout >= Layout.STANDARD)
        self.wants_search = False
        self.restyle()

    def restyle(self) -> None:
        """Scale the side."""
        narrow = self.layout_class is Layout.COMPACT
        self.policy.setFixedWidth(look().s(NARROW_SIDE if narrow else SIDE))
        column = self.layout()
        if column is not None:
            column.setSpacing(look().s(12))

    def show_enterprise(self, who: EnterpriseRow) -> None:
        """Look another enterprise up; the keys go to the list."""
        self._wanted = who
        self.search.show_text(who.name or who.code)
        self.refresh()
        self.policies.table.setFocus()

    def ask_will(self, choice: IntentChoice) -> None:
        """Ask what the choice needs, then record it."""
        row, looked = self.policy.row, self.state.looked
        if row is None or looked is None or self.is_busy:
            return
        seen = self.state.sighted_for(row.policy.number)

        def record(said: Answers) -> None:
            self._record(asking.will_of(looked, row, choice, said, seen), choice)

        lines = asking.will_lines(looked, choice)
        title = words.TITLES[choice].format(name=row.policy.name)
        self._open(title, words.asked(choice, row.match.open), lines, words.GO[choice], record)

    def ask_sight(self) -> None:
        """Ask which open line a paper on the desk settles."""
        row = self.policy.row
        if row is None or not row.match.open:
            return
        number = row.policy.number

        def seen(code: str, found: Sighted) -> None:
            self._change(saw(self.state, number, code, found))
            self._feedback.toast(words.SIGHTED, found.paper)

        lines = asking.sight_lines(row)
        self._open(words.SIGHT_TITLE, words.SIGHT_TEXT, lines, words.SIGHT_GO, asking.sighted_by(seen))

    def _open(
        self,
        title: str,
        text: str,
        lines: tuple[Line, ...],
        go: str,
        then: Callable[[Answers], object],
    ) -> None:
        today = self._office.now().date()
        check = account_problems
        self._feedback.open(SheetDialog(self, title, text, lines, go, then, today=today, check=check))

    def ask_results(self) -> None:
        """F9: every policy with how it stands and why, on paper."""
        read, looked = self.state.read, self.state.looked
        if read is None or looked is None or self.is_busy or not self.results.isEnabled():
            return
        rows, lines = self.state.rows, result_lines(looked)

        def record(said: Answers) -> None:
            told = told_of(looked, rows, read.shelf, said)
            self._run(lambda: self._desk.tell(told), result_words.DONE)

        self._open(result_words.TITLE, result_words.TEXT, lines, result_words.GO, record)

    def print_current(self) -> None:
        """F9: 匹配结果单."""
        self.ask_results()

    def _record(self, will: Will, choice: IntentChoice) -> None:
        self._run(lambda: self._desk.state(will), words.DONE[choice])

    def _run(self, work: Callable[[], Outcome], done: str) -> None:
        if self.is_busy:
            return
        self.is_busy = True

        def stated(answer: Done[Outcome] | Failed) -> None:
            self.is_busy = False
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
            else:
                # The button that was pressed is shut now; the keys stay on the list.
                self.policies.table.setFocus()
                self._papers.give(answer.value, done, answer.value.case.case_no)
                self.decided.emit(answer.value)
            self.refresh()

        self._lanes.desk.run(work, stated, owner=self)

    def _read(self, who: EnterpriseRow | None) -> Read:
        shelf = self._desk.shelf()
        chosen = who is not None and shelf.release is not None
        return Read(shelf, self._desk.look(who.code, who.name) if who is not None and chosen else None)

    def _answer(self, outcome: Done[Read] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._change(failed(self.state))
            tell(self._feedback, outcome.error)
        else:
            self._change(loaded(self.state, outcome.value))

    def _change(self, state: PoliciesState) -> None:
        self.state = state
        if state.read is not None:
            self._warn(state.read.shelf)
        who = state.looked.who if state.looked else None
        self.who.setText(who.name if who else "")
        self.code.setText(who.code if who else "")
        shelf = state.read.shelf if state.read else None
        self.results.setEnabled(who is not None and shelf is not None and not shelf.expired)
        self.policies.show_state(state)
        self._choose(self.policies.table.current_row() if state.looked else None)

    def _warn(self, shelf: PolicyShelf) -> None:
        told = shelf.release and words.at_hand(shelf.release, shelf.register_as_of, shelf.enterprises)
        self._at_hand.setText(told or "")
        self.banner.setVisible(shelf.expired or bool(shelf.refused))
        if shelf.expired and shelf.release is not None:
            title, text = words.EXPIRED
            self.banner.show_message(Tone.BAD, title, text.format(until=shelf.release.good_until))
        elif shelf.refused:
            self.banner.show_message(
                Tone.WARN, *words.refused([(one.kind, one.ref, one.reason) for one in shelf.refused])
            )

    def _choose(self, row: object) -> None:
        shelf = self.state.read.shelf if self.state.read else None
        shown = row if isinstance(row, PolicyRow) else None
        may_state = shelf is not None and not shelf.expired
        today = shelf.today if shelf is not None else self._office.now().date()
        self.policy.show_row(shown, today, may_state=may_state)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        asked = Field(words.FIND, self.search)
        named = Row((self.who, 1), self.code, gap=12)
        shown = Column(Label(words.SHOWN, "label", "text2"), 8, named, None, gap=0)
        column.addWidget(self.banner)
        button = Column(None, self.results, gap=0)
        column.addWidget(Row((asked, 1), (shown, 1), button, gap=16))
        column.addWidget(Row((self.policies, 1), self.policy, gap=16), 1)
        self.banner.hide()

    def _connect(self) -> None:
        self._finder.found.connect(self.show_enterprise)
        table, shown = self.policies.table, self.policy
        table.current_changed.connect(self._choose)
        table.opened.connect(self._take)
        shown.confirm.clicked.connect(lambda: self.ask_will(IntentChoice.ACCEPT))
        shown.later.clicked.connect(lambda: self.ask_will(IntentChoice.LATER))
        shown.decline.clicked.connect(lambda: self.ask_will(IntentChoice.DECLINE))
        shown.sight.clicked.connect(self.ask_sight)
        self.results.clicked.connect(self.ask_results)
        shown.open_case.clicked.connect(self._open_case)

    def _take(self, _row: object) -> None:
        """Enter on a policy: confirm it where that is possible, else read why not."""
        if self.policy.confirm.isEnabled():
            self.policy.confirm.click()
        else:
            self.policy.scroller.setFocus()

    def _open_case(self) -> None:
        row = self.policy.row
        if row is not None and row.earlier is not None:
            self.go_to.emit(PageKey.CASES, row.earlier.case_no)
