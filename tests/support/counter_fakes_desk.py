"""A small counter for the desk pages: one morning's cases, and services that answer from memory."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST, read_calendar
from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import ClockKind, read_catalogue
from outlet_app.domain.channels import Entrance
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    CaseEvent,
    Closed,
    DueStamp,
    FeedbackGiven,
    PaperIssued,
)
from outlet_app.domain.forms.texts import read_form_texts
from outlet_app.domain.outlets import read_outlets
from outlet_app.domain.people import Person, Role
from outlet_app.domain.sheet_cells import Cell
from outlet_app.domain.states import ENDED, State
from outlet_app.domain.workload import DaySheet, Flow, Intake, Line
from outlet_app.services.reference import Reference
from outlet_app.services.views import (
    CaseDetail,
    CaseFilter,
    CasePage,
    CaseRow,
    Counted,
    DayNumbers,
    DayVisits,
    DeskView,
    PaperView,
    QueueState,
    SyncView,
    TimelineEntry,
    UnsentRow,
)
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.table import Table
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.builders import notice, registered
from tests.support.lanes import ManualLane, manual_lanes

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2026, 11, 18, 10, 42, tzinfo=CST)
CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))
HEAD = Person("1508260412", "李志强", frozenset({Role.SUPERVISOR}))
OUTLET = "1508262001"


def read_json(name: str) -> Any:
    """One of the program's data files."""
    return json.loads((RESOURCES / name).read_text(encoding="utf-8"))


@cache
def reference() -> Reference:
    """The real catalogue, outlets and holiday plans, standing in 杭锦后旗."""
    catalogue = read_catalogue(read_json("catalogue/2025-batch-2.json"))
    outlets = read_outlets(read_json("outlets.json"))
    calendar = read_calendar(read_json(f"calendar/{year}.json") for year in (2025, 2026))
    return Reference(
        catalogue=catalogue,
        catalogues={catalogue.version: catalogue},
        outlets=outlets,
        outlet=outlets.by_code(OUTLET),
        terminal="01",
        calendar=calendar,
        phrases={},
        forms=read_form_texts([read_json("forms/2026-1.json")]),
        today=date(2026, 11, 18),
    )


@dataclass(frozen=True)
class Counter:
    """What a page is built with."""

    office: Office
    lanes: Lanes
    feedback: Feedback

    def drain(self) -> None:
        """Let all lanes work until nothing waits."""
        lanes = (self.lanes.desk, self.lanes.press, self.lanes.courier)
        while sum(lane.drain() for lane in lanes if isinstance(lane, ManualLane)):
            continue

    @property
    def dialog(self) -> Dialog:
        """The dialog that is open, once the keys are on it."""
        dialog = self.feedback.open_dialog
        assert dialog is not None, "no dialog is open"
        # A transient window counts as active while its parent is, so the wait is for the keys themselves.
        for _step in range(100):
            if QApplication.activeWindow() is dialog:
                return dialog
            QTest.qWait(10)
        raise AssertionError("the dialog did not get the keys")


class Watch:
    """A clock the test turns."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        """The time it shows."""
        return self.at

    def turn(self, **step: int) -> None:
        """Move it on."""
        self.at += timedelta(**step)


def counter(window: QWidget, person: Person = CLERK, watch: Watch | None = None) -> Counter:
    """An open counter on a window of the test."""
    office = Office((watch or Watch()).now, window)
    office.sign_in(person)
    office.show_outlet(OutletFacts(OUTLET, "HH05", "杭锦后旗知识产权公共服务窗口"))
    feedback = Feedback(window, {**TROUBLES, **REFUSALS}, office.now)
    return Counter(office, manual_lanes(), feedback)


P = TypeVar("P", bound=Page)


def room(
    stage: Callable[..., QWidget],
    make: Callable[[Counter], P],
    person: Person = CLERK,
    *,
    watch: Watch | None = None,
    size: tuple[int, int] = (1366, 768),
) -> tuple[P, Counter]:
    """A page in a window of its own, its title line above it, shown and read once."""
    window = Column(gap=0)
    here = counter(window, person, watch)
    page = make(here)
    window.add(Row(page.head, None, page.tools))
    window.add((page, 1))
    # As in the program, where a page learns its room before it is shown: a window never gets smaller again.
    page.set_layout(Layout.of(round(size[0] / look().factor)))
    stage(window, size=size)
    page.activated()
    here.drain()
    settle(1)
    here.drain()
    return page, here


def settle(milliseconds: int = 120) -> None:
    """Let short timers and the layout come to rest."""
    QTest.qWait(milliseconds)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key on the widget that has the focus, which must be this one."""
    focus = QApplication.focusWidget()
    assert focus is widget, f"the focus is on {focus}, not on {widget}"
    QTest.keyClick(focus, key, modifier)


def write(text: str) -> None:
    """Type into whatever has the focus; Chinese comes out of an input method."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if text.isascii():
        QTest.keyClicks(focus, text)
        return
    commit = QInputMethodEvent("", [])
    commit.setCommitString(text)
    QApplication.sendEvent(focus, commit)


def texts(table: Table[Any], column: int) -> list[str]:
    """What a column of a table says, row by row."""
    model = table.model()
    return [str(model.index(at, column).data()) for at in range(model.rowCount())]


def moment(month: int, day: int, hour: int = 17, minute: int = 30) -> datetime:
    """A moment of that autumn."""
    return datetime(2026, month, day, hour, minute, tzinfo=CST)


def due(at: datetime | None, rule: str = "handling") -> DueStamp | None:
    """A deadline as the journal keeps it."""
    return DueStamp(rule, ClockKind.WORKDAYS, at) if at else None


def row(serial: int, applicant: str, state: State = State.ACCEPTED, **changes: Any) -> CaseRow:
    """One line of a list, registered on 12 November."""
    plain = CaseRow(
        case_id=f"0195f2a0-0000-7000-8000-{serial:012}",
        case_no=f"HH05-20261112-01{serial:04}-T",
        applicant=applicant,
        item=1,
        sub_item="1.7",
        state=state,
        decision=Decision.ACCEPT,
        due=None,
        urgency=Urgency.NONE,
        overdue_days=0,
        next_follow_up=None,
        registered_at=moment(11, 12, 9, 12),
        ended_at=None,
        handler=CLERK.staff_no,
        handler_name=CLERK.name,
        sending="sent",
    )
    return replace(plain, **changes)


OVERDUE = row(
    4, "内蒙古金葵种业科技有限公司", item=2, sub_item="2.9", due=due(moment(11, 17), "answer"),
    urgency=Urgency.OVERDUE, overdue_days=1,
)  # fmt: skip
NEXT = row(
    9, "张秀兰", item=7, sub_item="7.1", due=due(moment(11, 18, 11, 15), "response"), urgency=Urgency.TODAY
)
TODAY = row(
    2, "巴彦淖尔市河套禾源食品有限公司", due=due(moment(11, 18)), urgency=Urgency.TODAY,
    state=State.IN_PROGRESS, handler="1508260412", handler_name="王海燕",
)  # fmt: skip
SOON = row(6, "巴特尔", due=due(moment(11, 19)), urgency=Urgency.SOON, state=State.IN_PROGRESS)
DEFERRED = row(
    8, "乌拉特前旗明安草原牧业有限公司", State.ACCEPTED_DEFICIENT, item=6, sub_item="6.1",
    due=due(moment(11, 20), "supplement"), urgency=Urgency.LATER, decision=Decision.DEFICIENT,
)  # fmt: skip
CORRECTING = row(
    10, "其其格", State.CORRECTION, item=8, sub_item="8.2", due=due(moment(11, 23), "correction"),
    urgency=Urgency.LATER, decision=Decision.NOTICE,
)  # fmt: skip
FOLLOWED = row(
    14, "杭锦后旗双庙镇黄柿子产业协会", State.TRACKING, item=5, sub_item="5.1",
    next_follow_up=date(2026, 11, 27),
)  # fmt: skip
TRANSFERRED = row(
    3, "杭锦后旗沙海镇蜜瓜协会", State.TRANSFERRED, item=5, sub_item="5.6", decision=Decision.TRANSFER,
    transfer_to="市知识产权科",
)  # fmt: skip
CLOSED = row(
    11,
    "巴彦淖尔市金色河套面业有限公司",
    State.CLOSED,
    due=due(moment(11, 17)),
    ended_at=moment(11, 16, 16, 2),
)
ANSWERED = row(
    5,
    "李建国",
    State.CLOSED,
    item=4,
    sub_item="4.1",
    decision=Decision.ANSWER,
    ended_at=moment(11, 11, 9, 40),
)
REJECTED = row(
    13, "王丽", State.REJECTED, item=7, sub_item="7.2", decision=Decision.REJECT, ended_at=moment(11, 10)
)
TODO = (SOON, FOLLOWED, CORRECTING, OVERDUE, TODAY, DEFERRED, NEXT)
ALL = (*TODO, TRANSFERRED, CLOSED, ANSWERED, REJECTED)


def unsent(serial: int, applicant: str, kind: str, status: str = "waiting", **changes: Any) -> UnsentRow:
    """One line of the queue."""
    plain = UnsentRow(
        row(serial, "").case_id, row(serial, "").case_no, applicant, kind, moment(11, 18, 10, 40), status
    )
    return replace(plain, **changes)


ASKED = unsent(6, "巴特尔", "accepted", "needs_you", code="state.guard", at=moment(11, 16, 10, 12))
FAILED = unsent(
    10, "其其格", "notice_given", "failed", code="server.offline", tries=3, next_try=moment(11, 18, 10, 50)
)
QUEUE = (
    ASKED,
    FAILED,
    unsent(14, "苏木图", "registered"),
    unsent(12, "李建国", "notice_given", at=moment(11, 18, 10, 39)),
    unsent(9, "张秀兰", "closed", at=moment(11, 18, 10, 38)),
)
PAPER = PaperView(
    "paper-1",
    CORRECTING.case_id,
    "W04",
    "HH0501 告〔2026〕0031 号",
    1,
    moment(11, 18, 9, 52),
    False,
    "其其格",
)
NUMBERS = DayNumbers(
    {Decision.ANSWER: 6, Decision.ACCEPT: 5, Decision.NOTICE: 2, Decision.DEFICIENT: 1},
    yesterday=17,
    assisted=1,
)


@dataclass
class FakeDesk:
    """工作台's service."""

    shown: DeskView = field(default_factory=lambda: DeskView(NOW.date(), NUMBERS, TODO, QUEUE, len(QUEUE)))
    trouble: Exception | None = None
    reads: int = 0

    def view(self) -> DeskView:
        """The page as of now."""
        self.reads += 1
        if self.trouble:
            raise self.trouble
        return self.shown


@dataclass
class FakePapers:
    """Papers in memory."""

    spooled: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    reprinted: list[tuple[str, str]] = field(default_factory=list)
    large: list[bool | None] = field(default_factory=list)
    exported: list[tuple[str, Path]] = field(default_factory=list)
    trouble: Exception | None = None

    def pdf(self, paper_id: str) -> bytes:
        """Bytes that name the paper."""
        return paper_id.encode()

    def pages(self, pdf: bytes) -> int:
        """Two pages each."""
        return 2

    def page_image(self, pdf: bytes, index: int, width_px: int) -> tuple[int, int, bytes]:
        """A blank page."""
        height = round(width_px * 1.414)
        return width_px, height, b"\xff" * (width_px * height * 4)

    def spool(self, paper_id: str, copies: int = 0) -> int:
        """Note the print, or fail as the test wants."""
        if self.trouble:
            raise self.trouble
        self.spooled.append(paper_id)
        return copies or 2

    def confirm(self, paper_id: str) -> None:
        """Note the confirmation."""
        self.confirmed.append(paper_id)

    def reprint(self, case_id: str, form: str, *, number: str = "", large: bool | None = None) -> PaperView:
        """The next copy."""
        self.reprinted.append((case_id, form))
        self.large.append(large)
        return replace(PAPER, paper_id="paper-2", copy_no=2, form=form)

    def export(self, paper_id: str, path: Path) -> None:
        """Note the file."""
        self.exported.append((paper_id, path))


ACCEPTANCE = replace(PAPER, form="W05", paper_id="paper-5", number="HH0501 受〔2026〕0119 号", spooled=True)
DEADLINE = DueStamp("handling", ClockKind.WORKDAYS, moment(11, 17))


def course_of(one: CaseRow) -> CaseDetail:
    """A case with a story: registered, told what lacks, corrected, accepted, a paper each."""
    who, where = ("苏日娜", "杭锦后旗知识产权公共服务窗口")
    applicant = Applicant(
        ApplicantKind.ENTERPRISE, one.applicant, IdKind.ID_CARD, "152822196501010025", "高云飞", "13800003391"
    )
    told = registered(
        case_no=one.case_no, applicant=applicant, item=one.item, sub_item=one.sub_item, assisted=True,
        request="查新检索：葵花籽脱壳装置的近三年专利，并比较两家竞争企业的布局。",
    )  # fmt: skip
    facts = (
        (told, moment(11, 11, 9, 12), "applied"),
        (notice(), moment(11, 11, 9, 20), "applied"),
        (PaperIssued("W04", PAPER.number, 1, "00", 1), moment(11, 11, 9, 21), "applied"),
        (Accepted((DEADLINE,)), moment(11, 12, 10, 8), "sent"),
        (FeedbackGiven("由知识产权科检索人员办理，正在核对两家企业的同族专利，3 个工作日内答复。"),
         moment(11, 13, 15, 30), "waiting"),
        (Closed("检索查询报告"), moment(11, 16, 16, 2), "needs_you"),
    )  # fmt: skip
    steps = [
        TimelineEntry(
            CaseEvent(f"op-{at:%d%H%M}", one.case_id, at, CLERK.staff_no, OUTLET, "01", fact),
            who, where, verdict, "state.guard" if verdict == "needs_you" else "", verdict != "needs_you",
        )
        for fact, at, verdict in facts
    ]  # fmt: skip
    case = fold(step.event for step in steps[:1])
    return CaseDetail(
        one, case, "1528**********0025", "138****3391", tuple(reversed(steps)), (ACCEPTANCE, PAPER), "苏日娜",
        frozenset({"close", "withdraw", "feedback", "reprint"}),
    )  # fmt: skip


def matches(asked: CaseFilter, one: CaseRow) -> bool:
    """The filters that the fake list knows."""
    return all(
        (
            not asked.text or asked.text in one.applicant or asked.text == one.case_no,
            not asked.states or one.state in asked.states,
            asked.decision in (None, one.decision),
            asked.item in (None, one.item),
            not asked.handler or asked.handler == one.handler,
            not asked.only_open or one.state not in ENDED,
            asked.urgency in (None, one.urgency),
            asked.counted is None or one.case_id in asked.counted.case_ids,
        )
    )


@dataclass
class FakeCases:
    """办件查询's service."""

    rows: tuple[CaseRow, ...] = ALL
    asked: list[tuple[CaseFilter, int, int]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    looks: list[tuple[str, str, str]] = field(default_factory=list)
    steps: list[tuple[str, str, str]] = field(default_factory=list)
    trouble: Exception | None = None
    detail_trouble: Exception | None = None
    step_trouble: Exception | None = None

    def page(self, asked: CaseFilter, limit: int = 50, offset: int = 0) -> CasePage:
        """One page of the rows that match."""
        self.asked.append((asked, limit, offset))
        if self.trouble:
            raise self.trouble
        found = [one for one in self.rows if matches(asked, one)]
        return CasePage(tuple(found[offset : offset + limit]), len(found))

    def detail(self, case_id: str) -> CaseDetail:
        """The story of a case, or what became of it by a step of the test."""
        if self.detail_trouble:
            raise self.detail_trouble
        self.read.append(case_id)
        return course_of(next(one for one in self.rows if one.case_id == case_id))

    def reveal(self, case_id: str, what: str, reason: str) -> str:
        """The number in full."""
        self.looks.append((case_id, what, reason))
        return "152822196501010025" if what == "id" else "13800003391"

    def close(self, case_id: str, outcome: str) -> None:
        """办结, or the refusal of the test."""
        self._step("close", case_id, outcome)

    def withdraw(self, case_id: str, reason: str) -> None:
        """申请人撤回."""
        self._step("withdraw", case_id, reason)

    def feedback(self, case_id: str, text: str, way: object = None) -> None:
        """反馈处理意见."""
        self._step("feedback", case_id, text)

    def _step(self, name: str, case_id: str, said: str) -> None:
        if self.step_trouble:
            raise self.step_trouble
        self.steps.append((name, case_id, said))

    def handlers(self) -> tuple[tuple[str, str], ...]:
        """Two colleagues."""
        return ((CLERK.staff_no, CLERK.name), ("1508260412", "王海燕"))


def queue_state(**changes: Any) -> QueueState:
    """Online, two troubles in the queue."""
    plain = QueueState(
        online=True,
        waiting=5,
        failed=1,
        needs_you=1,
        parked=0,
        sent_today=23,
        last_sync=moment(11, 18, 10, 16),
    )
    return replace(plain, **changes)


@dataclass
class FakeSync:
    """同步中心's service."""

    shown: SyncView = field(default_factory=lambda: SyncView(queue_state(), QUEUE))

    def view(self) -> SyncView:
        """The queue."""
        return self.shown

    def state(self) -> QueueState:
        """Its state."""
        return self.shown.state


def counts(
    channels: tuple[int, ...], results: tuple[int, ...]
) -> tuple[dict[Entrance, int], dict[Decision, int]]:
    """Counts in the order of the columns, nothing under 其他."""
    return dict(zip(Entrance, (*channels, 0), strict=True)), dict(zip(Decision, results, strict=True))


def line(
    key: str,
    channels: tuple[int, ...],
    results: tuple[int, ...],
    assisted: int = 0,
    closed: int = 0,
    overdue: int = 0,
) -> Line:
    """One row of the daily sheet; six results, 收件 stays nought."""
    return Line(key, *counts(channels, (*results, 0)), assisted, closed, overdue)


NO_VISIT = ((0, 0, 0, 0), (0, 0, 0, 0, 0, 0))
ITEM_LINES = (
    line("1", (3, 1, 1, 0), (3, 1, 1, 0, 0, 0), 1, 4),
    line("2", (2, 2, 0, 0), (3, 0, 0, 0, 1, 0), 0, 3, 1),
    line("3", (0, 0, 0, 1), (0, 1, 0, 0, 0, 0)),
    line("4", (1, 1, 0, 0), (1, 0, 1, 0, 0, 0), 0, 1),
    line("5", (1, 0, 0, 0), (0, 1, 0, 0, 0, 0)),
    line("6", *NO_VISIT),
    line("7", (1, 0, 0, 0), (0, 0, 0, 0, 0, 1)),
    line("8", (2, 0, 0, 0), (0, 1, 0, 1, 0, 0), 1),
    line("9", (0, 1, 0, 0), (1, 0, 0, 0, 0, 0), 0, 1),
    line("10", *NO_VISIT),
    line("0", *NO_VISIT),
)
TOTAL_LINE = line("", (10, 5, 1, 1), (8, 4, 2, 1, 1, 1), 2, 9, 1)
CLERK_LINES = (
    line("1508260412", (2, 2, 0, 0), (2, 1, 0, 0, 0, 1), 0, 2),
    line(CLERK.staff_no, (8, 3, 1, 1), (6, 3, 2, 1, 1, 0), 2, 7, 1),
)
FLOW = Flow(carried_in=21, new=17, transferred_in=0, reopened=0, closed=9, rejected=1, left=0,
            transferred_out=1, carried_over=27)  # fmt: skip
SHEET = DaySheet(
    OUTLET, date(2026, 11, 17), moment(11, 18, 0, 0), ITEM_LINES, CLERK_LINES, TOTAL_LINE, FLOW,
    Intake(waiting_before=2, taken=7, accepted=5, deficient=1), 0,
)  # fmt: skip


@dataclass
class FakeDaySheet:
    """统计报表's service."""

    sheets: dict[date, DaySheet] = field(default_factory=lambda: {SHEET.day: SHEET})
    asked: list[date] = field(default_factory=list)
    issued: list[date] = field(default_factory=list)
    cells: list[tuple[date, datetime, Cell]] = field(default_factory=list)
    before: tuple[DayVisits, ...] = ()
    trouble: Exception | None = None
    issue_trouble: Exception | None = None

    def sheet(self, day: date) -> DaySheet:
        """The day's counts; an empty day where the test has none."""
        self.asked.append(day)
        if self.trouble:
            raise self.trouble
        rows = tuple(line(one.key, *NO_VISIT) for one in ITEM_LINES)
        nothing = replace(SHEET, flow=Flow(*(0,) * 9), intake=Intake(0, 0, 0, 0), clerks=())
        empty = replace(nothing, day=day, items=rows, total=line("", *NO_VISIT))
        return self.sheets.get(day, empty)

    def visits_before(self, day: date) -> tuple[DayVisits, ...]:
        """The working days before any day."""
        return self.before

    def behind(self, day: date, as_of: datetime, cell: Cell) -> Counted:
        """Two cases behind every figure."""
        if self.trouble:
            raise self.trouble
        self.cells.append((day, as_of, cell))
        return Counted(day, cell.column, (TODAY.case_id, SOON.case_id))

    def preview(self, day: date) -> bytes:
        """Bytes that name the day."""
        return f"preview {day}".encode()

    def issue(self, day: date) -> PaperView:
        """A numbered sheet."""
        if self.issue_trouble:
            raise self.issue_trouble
        self.issued.append(day)
        number = f"HH0501 统〔2026〕{len(self.issued):04} 号"
        return PaperView("sheet-1", None, "W17", number, 1, NOW, False)


@dataclass
class FakePeople:
    """The colleagues of the counter."""

    everybody: tuple[Person, ...] = (CLERK, HEAD)
    added: list[tuple[str, str, frozenset[Role], str]] = field(default_factory=list)
    resets: list[tuple[str, str]] = field(default_factory=list)
    appointed: list[tuple[str, bool]] = field(default_factory=list)
    signed_in: Person = HEAD
    trouble: Exception | None = None

    def me(self) -> Person:
        """Who is signed in."""
        return self.signed_in

    def appoint(self, staff_no: str, *, officer: bool) -> Person:
        """任免失信认定, or the refusal of the test."""
        if self.trouble:
            raise self.trouble
        self.appointed.append((staff_no, officer))
        return next(one for one in self.everybody if one.staff_no == staff_no)

    def all(self) -> tuple[Person, ...]:
        """Everybody."""
        return self.everybody

    def reset_password(self, staff_no: str, password: str) -> Person:
        """Another password, or the refusal of the test."""
        if self.trouble:
            raise self.trouble
        self.resets.append((staff_no, password))
        return next(one for one in self.everybody if one.staff_no == staff_no)

    def add(self, staff_no: str, name: str, roles: frozenset[Role], password: str) -> Person:
        """A new colleague, or the refusal of the test."""
        if self.trouble:
            raise self.trouble
        self.added.append((staff_no, name, roles, password))
        person = Person(staff_no, name, roles)
        self.everybody = (*self.everybody, person)
        return person
