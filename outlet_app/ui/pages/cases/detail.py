"""One case in full: state, what can be done, facts, its course and its papers."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.attachments import counting
from outlet_app.domain.pauses import waited
from outlet_app.services.reference import Reference
from outlet_app.services.transfer_views import HandOver, Reach
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.action_row import ActionRow
from outlet_app.ui.pages.cases.course import CourseView
from outlet_app.ui.pages.cases.entries import entries_of, reach_of
from outlet_app.ui.pages.cases.facts import FactsGrid
from outlet_app.ui.pages.cases.family import FamilyStrip
from outlet_app.ui.pages.cases.help_strip import HELP, HelpStrip
from outlet_app.ui.pages.cases.papers import PaperList
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import attachments as files
from outlet_app.wording import cases as words
from outlet_app.wording.channels import told
from outlet_app.wording.kin import matter
from outlet_app.wording.states import due_words, state_chip
from outlet_app.wording.statuses import status
from outlet_app.wording.timeline import moment
from outlet_app.wording.transfer import asked, call_them, returned
from outlet_app.wording.veil import COVERED
from outlet_app.wording.waiting import total_pause

PAPERS_WIDTH, PAPERS_WIDTH_LOW, NARROW = 256, 232, 600


def facts_of(detail: CaseDetail, reference: Reference, now: datetime) -> dict[str, tuple[str, str]]:
    """The plain facts by key, each with its token colour."""
    case, row = detail.case, detail.row
    due = due_words(standing_of(row, now, reference.calendar), now)
    until = row.due.at if row.due and case.is_open else None
    return {
        "item": (item_of(detail, reference), "text"),
        "handler": (words.clerk(row.handler_name, detail.first_contact_name), "text"),
        "when": (moment(case.registered_at, now), "text"),
        "due": (moment(until, now) if until else f"{due.text} {due.sub}".strip(), due.tone),
        "request": (COVERED if detail.veiled else case.registered.request, "text"),
        "answer": (case.answer or case.outcome, "text"),
        "incoming": (told(case.registered.channel, case.registered.incoming), "text"),
        "callback": (case.registered.callback if case.is_open else "", "warn"),
    }


def item_of(detail: CaseDetail, reference: Reference) -> str:
    """信息查询：复杂查询报告, in the version the case was registered under."""
    if detail.row.package:
        return matter(detail.row.package)
    told = detail.case.registered
    item = reference.item_of(told.item, told.catalogue)
    sub = reference.sub_item_of(told.sub_item, told.catalogue) if told.sub_item else None
    return words.item_line(item.short_name if item else words.OUTSIDE_LIST, sub.name if sub else "")


def waiting_line(sent: HandOver | None) -> tuple[str, str]:
    """What is said of a hand-over above the steps, and its token colour; nothing once it is answered well."""
    if sent is None:
        return "", "text2"
    if sent.is_open and sent.asks_me:
        return asked(sent.receive_by, late=sent.late), "bad" if sent.late else "warn"
    if sent.reach is Reach.RETURNED:
        return f"{reach_of(sent)}：{returned(sent.reason, sent.remark)}", "warn"
    return (reach_of(sent), "bad" if sent.late else "text2") if sent.is_open else ("", "text2")


class DetailCard(Card):
    """`acted` carries the name of a pressed action, `opened` a paper, `reveal_wanted` id or contact,
    `kin_wanted` the number of another case of the package.
    """

    acted = Signal(str)
    opened = Signal(object)
    kin_wanted = Signal(str)
    reveal_wanted = Signal(str)

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self.title = ElidedLabel("", "record")
        self.chip = Chip(status("in_progress"))
        self.unsure = Chip(status("time_unsure"))
        self.unsure.setToolTip(words.TIME_UNSURE)
        self.number = Label("", "body", "text2")
        self.waits, self.call = ElidedLabel("", "label"), ElidedLabel("", "caption", "text3")
        self.steps = ActionRow()
        self.facts = FactsGrid()
        self.family, self.help = FamilyStrip(), HelpStrip()
        self.course = CourseView(words.STORY)
        self._entries = Label("", "label", "text3")
        self.papers = PaperList()
        self.files = Button(files.BUTTON, "scan-line", size=COMPACT)
        self.files_told = ElidedLabel("", "caption", "text3")
        self._room = QWidget()
        self._rooms = QStackedLayout(self._room)
        self._rooms.addWidget(EmptyState("file-search", *words.NOTHING_CHOSEN))
        self._rooms.addWidget(self._whole())
        self.add((self._room, 1))
        self.steps.acted.connect(self.acted)
        self.facts.reveal_wanted.connect(self.reveal_wanted)
        self.papers.opened.connect(self.opened)
        self.files.clicked.connect(lambda: self.acted.emit("attachments"))
        self.family.opened.connect(self.kin_wanted)
        self.help.wanted.connect(lambda: self.acted.emit(HELP))
        follow(self._size_papers)

    def show_detail(self, detail: CaseDetail | None, now: datetime) -> None:
        """Show a case, or that none is chosen."""
        self._rooms.setCurrentIndex(0 if detail is None else 1)
        if detail is None:
            return
        self.title.setText(detail.row.applicant or words.UNNAMED)
        self.chip.show_status(state_chip(standing_of(detail.row, now, self._reference.calendar)))
        self.unsure.setVisible(detail.case.time_unsure)
        self.number.setText(detail.row.case_no)
        self._show_waiting(detail, now)
        self.steps.show_actions(detail.actions)
        self._show_facts(detail, now)
        self.help.setVisible(detail.case.awaits_help and HELP in detail.actions)
        self.family.show_family(detail.family)
        self.course.show_entries(entries_of(detail, self._reference, now))
        self._entries.setText(words.entries(len(detail.timeline)))
        self.papers.show_papers(detail.papers)
        self._show_files(detail)

    def first_stop(self) -> QWidget | None:
        """Where the keys go when the case is opened: what can be done, else a paper, else a number."""
        masked = (fact.button for fact in self.facts.masked.values())
        stops = (
            *self.steps.buttons.values(),
            self.steps.more,
            *(line.button for line in self.papers.lines),
            *masked,
            self.files,
        )
        return next((button for button in stops if button.isVisibleTo(self)), None)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._size_papers()

    def _size_papers(self) -> None:
        narrow = self.width() < look().s(NARROW)
        self.papers.setFixedWidth(look().s(PAPERS_WIDTH_LOW if narrow else PAPERS_WIDTH))

    def _show_waiting(self, detail: CaseDetail, now: datetime) -> None:
        sent = detail.hand_over if detail.case.is_open else None
        came_back = sent is not None and sent.reach is Reach.RETURNED and detail.row.hand_over is None
        text, tone = ("", "text2") if came_back else waiting_line(sent)
        if sent is not None and sent.is_open and sent.asks_me:
            came = files.came(detail.row.files_waiting, detail.row.files)
            text = "，".join(filter(None, (text, came)))
        text = text or self._paused(detail, now)
        call = (
            call_them(sent.reach.value, sent.phone) if sent and not (sent.stays_here or sent.asks_me) else ""
        )
        for label, words_said in ((self.waits, text), (self.call, call)):
            label.setText(words_said)
            label.setVisible(bool(words_said))
        self.waits.set_tone(tone)

    def _paused(self, detail: CaseDetail, now: datetime) -> str:
        """How long the clock has stood still in all."""
        case = detail.case
        days = waited(case.pauses, case.ended_at or now, self._reference.calendar)
        running = case.paused_at is not None
        return total_pause(days, running=running) if days or running else ""

    def _show_files(self, detail: CaseDetail) -> None:
        valid = {one.fact.sha256 for one in counting(detail.case.attachments)}
        waiting, elsewhere = detail.row.files_waiting, detail.row.files_elsewhere
        self.files_told.setText(files.in_short(len(valid), waiting, elsewhere))
        self.files_told.set_tone("warn" if waiting else "text3")

    def _show_facts(self, detail: CaseDetail, now: datetime) -> None:
        applicant = detail.case.registered.applicant
        self.facts.show_facts(facts_of(detail, self._reference, now))
        self.facts.masked["id"].show_masked(detail.masked_id)
        self.facts.masked["contact"].show_masked(
            detail.masked_phone, f"{applicant.contact} " if applicant.contact else ""
        )

    def _whole(self) -> Column:
        head = Column(
            Row((self.title, 1), self.unsure, self.chip),
            Row(self.number, None),
            self.waits,
            self.call,
            self.help,
            self.steps,
            gap=4,
            margins=(20, 12, 16, 12),
        )
        story = Strip(40, Label(words.STORY, "strong"), self._entries, None, margins=(20, 0, 8, 0))
        course = Column(self.course, None, gap=0, margins=(20, 2, 16, 8))
        left = Column(story, (Scroller(course, words.STORY), 1), gap=0)
        foot = Strip(44, self.files, (self.files_told, 1), margins=(16, 0, 8, 0))
        right = Column((self.papers, 1), Line(), foot, gap=0)
        halves = Row((left, 1), Line(vertical=True), right, gap=0)
        return Column(head, Line(), self.facts, self.family, Line(), (halves, 1), gap=0)
