"""One 帮办代办 in full: what can be done, its authority, the papers held, and its log."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.ahead import ahead
from outlet_app.domain.calendar import local_day
from outlet_app.domain.facts.agency import FACTS
from outlet_app.services.reference import Reference
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.action_row import ActionRow
from outlet_app.ui.pages.cases.course import CourseView
from outlet_app.ui.pages.cases.entries import entry_of
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import agency as words
from outlet_app.wording.states import state_chip
from outlet_app.wording.statuses import status

NAME_WIDTH = 72


class FactLines(Column):
    """Names at the left, values at the right; a long value takes the lines it needs."""

    def __init__(self) -> None:
        self.names = {key: Label(name, "label", "text3") for key, name in words.FACTS.items()}
        self.values = {key: Label("", "body", wrap=True) for key in words.FACTS}
        rows = (
            Row(Column(self.names[key], None, gap=0), (self.values[key], 1), gap=8) for key in words.FACTS
        )
        super().__init__(*rows, gap=4, margins=(20, 10, 16, 10))

    def show_facts(self, facts: dict[str, tuple[str, str]]) -> None:
        """Show values by key, each with its token colour."""
        for key, label in self.values.items():
            text, tone = facts.get(key, ("—", "text3"))
            label.setText(text)
            label.set_tone(tone)

    def restyle(self) -> None:
        """Scale the names' column too."""
        super().restyle()
        for name in self.names.values():
            name.setFixedWidth(look().s(NAME_WIDTH))


class AgencyDetail(Card):
    """`acted` carries the code of a pressed step, `opened` that the case itself is wanted."""

    acted = Signal(str)
    opened = Signal()

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self.title = ElidedLabel("", "record")
        self.chip = Chip(status("in_progress"))
        self.number = Label("", "body", "text2")
        self.open_case = Button(words.OPEN_CASE, kind=Kind.QUIET, size=COMPACT)
        self.steps = ActionRow(words.STEPS)
        self.facts = FactLines()
        self.log = CourseView(words.LOG)
        self._room = QWidget()
        self._rooms = QStackedLayout(self._room)
        self._rooms.addWidget(EmptyState("hand-helping", *words.NOTHING_CHOSEN))
        self._rooms.addWidget(self._whole())
        self.add((self._room, 1))
        self.steps.acted.connect(self.acted)
        self.open_case.clicked.connect(self.opened)

    def show_detail(self, detail: CaseDetail | None, now: datetime) -> None:
        """Show a case's help, or that none is chosen."""
        self._rooms.setCurrentIndex(0 if detail is None else 1)
        if detail is None:
            return
        self.title.setText(detail.row.applicant or words.UNNAMED)
        self.chip.show_status(state_chip(standing_of(detail.row, now, self._reference.calendar)))
        self.number.setText(detail.row.case_no)
        self.steps.show_actions(detail.actions)
        self.facts.show_facts(facts_of(detail, now))
        told = (one for one in detail.timeline if isinstance(one.event.fact, FACTS))
        self.log.show_entries([entry_of(one, now) for one in told])

    def first_stop(self) -> QWidget:
        """Where the keys go when a row is opened."""
        buttons = (*self.steps.buttons.values(), self.steps.more)
        return next((button for button in buttons if button.isVisibleTo(self)), self.open_case)

    def _whole(self) -> Column:
        head = Column(
            Row((self.title, 1), self.chip),
            Row(self.number, None, self.open_case),
            self.steps,
            gap=4,
            margins=(20, 12, 16, 12),
        )
        story = Strip(40, Label(words.LOG, "strong"), None, margins=(20, 0, 8, 0))
        course = Column(self.log, None, gap=0, margins=(20, 2, 16, 8))
        return Column(head, Line(), self.facts, Line(), story, (Scroller(course, words.LOG), 1), gap=0)


def facts_of(detail: CaseDetail, now: datetime) -> dict[str, tuple[str, str]]:
    """The facts of a help by key, each with its token colour; of a case not helped, only what is next."""
    agency, today = detail.case.agency, local_day(now)
    one = ahead(detail.case, today)
    next_step = words.ahead_words(one) + (f"（{words.by_day(one.day, today)}）" if one.day else "")
    pressing = "bad" if one.late(today) else "text"
    if agency is None:
        return {"mode": (words.NOT_BEGUN, "text3"), "ahead": (next_step, pressing)}
    return {
        "mode": (f"{words.mode_word(agency.begun.mode)}，{words.STANDINGS[agency.standing]}", "text"),
        "helper": (words.helper_line(agency.helper), "text"),
        "scope": (agency.scope, "text"),
        "powers": (words.powers_line(agency), "text"),
        "term": (words.term_line(agency, today), "bad" if agency.expired(today) else "text"),
        "held": (words.held_line(agency.held), "text"),
        "ahead": (next_step, pressing),
    }
