"""What the use cases hand to the pages: frozen values, codes instead of sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.applicant import Agent, Applicant
from outlet_app.domain.calendar import DayMark
from outlet_app.domain.courses import Column
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, DueStamp, ReminderStage
from outlet_app.domain.notified import Asked
from outlet_app.domain.oversight import Concern
from outlet_app.domain.states import State
from outlet_app.services.kin import Family
from outlet_app.services.queue_views import QueueState as QueueState
from outlet_app.services.review_views import ReviewDay
from outlet_app.services.transfer_views import HandOver


@dataclass(frozen=True, slots=True)
class DuePreview:
    """The live deadline of a registration: its stamps and the day strip of the nearest one."""

    main: DueStamp | None
    dues: tuple[DueStamp, ...]
    days: tuple[DayMark, ...]
    follow_up: date | None = None
    falls_outside_business: bool = False


@dataclass(frozen=True, slots=True)
class PaperView:
    """One issued paper; `form` is W04, W05, W17 …, `spooled` False while its print is unconfirmed.

    voided: why it holds no more, empty where it does; revoked: because it was 撤销.
    """

    paper_id: str
    case_id: str | None
    form: str
    number: str
    copy_no: int
    issued_at: datetime
    spooled: bool
    applicant: str = ""
    voided: str = ""
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision left behind: the case as it stands now and the papers to hand over."""

    case: Case
    decision: Decision
    papers: tuple[PaperView, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicantHit:
    """A find-as-you-type row: the applicant of the last visit, when that was, which part of the name hit."""

    applicant: Applicant
    visited_at: datetime
    case_no: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LastVisit:
    """What the registration of the last visit tells beyond the applicant: who acted, and which group."""

    agent: Agent | None = None
    special_groups: tuple[str, ...] = ()


class Same(StrEnum):
    """What two registrations of one applicant have in common."""

    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class DuplicateHint:
    """Same applicant and item, today or still open: shown with its reason, never a block.

    same: whether the numbers agree or, where one is not known, only the names.
    """

    row: "CaseRow"
    clerk: str
    same: Same
    is_today: bool

    @property
    def case_id(self) -> str:
        return self.row.case_id

    @property
    def case_no(self) -> str:
        return self.row.case_no

    @property
    def at(self) -> datetime:
        return self.row.registered_at


@dataclass(frozen=True, slots=True)
class Counted:
    """The cases behind a figure of the daily sheet, and which figure of which day that is."""

    day: date
    column: Column | None
    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Filters of 办件查询; empty means all."""

    text: str = ""
    states: frozenset[State] = frozenset()
    decision: Decision | None = None
    item: int | None = None
    since: date | None = None
    until: date | None = None
    handler: str = ""
    only_open: bool = False
    urgency: Urgency | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list. Names in full (staff screen), numbers masked; `sending` is a status code.

    package: what a parent of 集成办 is called, empty for any other case.
    files_waiting, files: 材料待传 n/m; files_elsewhere: those of them that another machine has to send.

    sending: "waiting" | "sent" | "sent_with_hint" | "parked" | "needs_you" (decisions.md 29).
    """

    case_id: str
    case_no: str
    applicant: str
    item: int
    sub_item: str
    state: State
    decision: Decision | None
    due: DueStamp | None
    urgency: Urgency
    overdue_days: int
    next_follow_up: date | None
    registered_at: datetime
    ended_at: datetime | None
    handler: str
    handler_name: str
    sending: str
    transfer_to: str = ""
    proposal: str = ""
    time_unsure: bool = False
    hand_over: HandOver | None = None
    concerns: tuple[Concern, ...] = ()
    package: str = ""
    files_waiting: int = 0
    files: int = 0
    files_elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of a list and how many rows there are in all."""

    rows: tuple[CaseRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a case with who did it and whether the city has judged it."""

    event: CaseEvent
    who: str
    where: str
    verdict: str
    code: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """All a clerk sees of one case; masked unless revealed. makes: forms that can be issued for it now.

    veiled: of a matter of 维权援助 that only those who work on it may read. notices: how far the materials
    of each 一次性告知 have come, by its event.
    """

    row: CaseRow
    case: Case
    masked_id: str
    masked_phone: str
    timeline: tuple[TimelineEntry, ...]
    papers: tuple[PaperView, ...]
    first_contact_name: str
    actions: frozenset[str] = frozenset()
    hand_over: HandOver | None = None
    makes: tuple[str, ...] = ()
    family: Family | None = None
    veiled: bool = False
    notices: Mapping[str, Asked] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """The number strip of 工作台: 接待 is the sum of the results."""

    results: dict[Decision, int]
    yesterday: int
    assisted: int

    @property
    def received(self) -> int:
        """今日接待."""
        return sum(self.results.values())


@dataclass(frozen=True, slots=True)
class DayVisits:
    """接待 of one working day."""

    day: date
    received: int


@dataclass(frozen=True, slots=True)
class UnsentRow:
    """One case that the city does not have yet, or has and asks about."""

    case_id: str
    case_no: str
    applicant: str
    kind: str
    at: datetime
    status: str
    code: str = ""
    tries: int = 0
    next_try: datetime | None = None
    args: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A 容缺 case whose applicant is to be reminded today, and which reminder it is."""

    case: Case
    stage: ReminderStage


@dataclass(frozen=True, slots=True)
class DeskView:
    """工作台 at one glance; `reminders` belong to rows of `todo`.

    reviews: only for whoever may see how the day was rated. leads: whether 督办 is this
    person's, overseen: what stands in it. week: the working days before this one, oldest first.
    """

    day: date
    numbers: DayNumbers
    todo: tuple[CaseRow, ...]
    unsent: tuple[UnsentRow, ...]
    unsent_total: int
    unconfirmed: tuple[PaperView, ...] = ()
    hand_overs: tuple[CaseRow, ...] = ()
    reminders: tuple[ReminderView, ...] = ()
    reviews: ReviewDay | None = None
    leads: bool = False
    overseen: tuple[CaseRow, ...] = ()
    week: tuple[DayVisits, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncView:
    """同步中心: the queue's state and its rows in the order of UI.md §6.5."""

    state: QueueState
    rows: tuple[UnsentRow, ...]
