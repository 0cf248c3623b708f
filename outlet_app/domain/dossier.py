"""A case as it stands: what the fold of its events has told so far."""

from datetime import date, datetime

from outlet_app.domain.agency import Agency
from outlet_app.domain.answered import Answer
from outlet_app.domain.attachments import Attachment
from outlet_app.domain.channels import AFAR
from outlet_app.domain.decisions import Decision
from outlet_app.domain.discredit import CreditFile
from outlet_app.domain.events import (
    CorrectionTaken,
    DeemedWithdrawn,
    DueStamp,
    NoticeGiven,
    PaperIssued,
    PaperVoided,
    PromiseLine,
    ProposalDeclined,
    Registered,
    Rejected,
    Situation,
    Terminated,
    Voided,
)
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded
from outlet_app.domain.facts.consultation import ConsultationAnswered
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.facts.overseeing import DelayDemanded
from outlet_app.domain.facts.package import PackageJoined, PackageOpened
from outlet_app.domain.facts.policy import IntentStated
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.followed import Summed, Visited
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.handing import Transfer
from outlet_app.domain.judged import Collection, Judged
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.occasions import Served
from outlet_app.domain.pledges import Pledge
from outlet_app.domain.promises import Deficit
from outlet_app.domain.states import ENDED, State

# 补正收件凭证.
CAME_BACK = "W22"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time our clocks stood still, still open while `ended` is None; reason is a code."""

    reason: str
    began: datetime
    ended: datetime | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What came after which notice, and what of it is still owed; `resumes` where our clocks went on."""

    fact: CorrectionTaken
    at: datetime
    told_at: datetime
    left: tuple[str, ...] = ()
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One 办件. Times are aware (+08:00); `events` counts what has been folded.

    first_versions: material code and version as they lay on the desk at the first notice.
    helped_by, examined_by: the 工号 of everybody who ever did, who must stay apart.
    outdated: papers that hold and were last made before something in the case was put right.
    time_unsure: a moment of it was written by a clock that could not be right (时间待核).
    """

    case_id: str
    registered: Registered
    registered_at: datetime
    first_contact: str
    outlet: str
    terminal: str
    handler: str
    state: State = State.REGISTERED
    decision: Decision | None = None
    decided_at: datetime | None = None
    decided_by: str = ""
    received_at: datetime | None = None
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    last_at: datetime | None = None
    materials: tuple[CheckedMaterial, ...] = ()
    checks: int = 0
    notices: tuple[NoticeGiven, ...] = ()
    told_at: datetime | None = None
    papers: tuple[PaperIssued, ...] = ()
    collected: Collection | None = None
    written: tuple[OutcomeWritten, ...] = ()
    dues: tuple[DueStamp, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    deficit: Deficit | None = None
    pledge: Pledge | None = None
    credit: CreditFile | None = None
    intent: IntentStated | None = None
    correction_due: DueStamp | None = None
    supplement_due: DueStamp | None = None
    review_due: DueStamp | None = None
    first_versions: tuple[tuple[str, int], ...] = ()
    next_follow_up: date | None = None
    plan: TrackingPlanned | None = None
    visited: tuple[Visited, ...] = ()
    summed: tuple[Summed, ...] = ()
    transfer: Transfer | None = None
    rejected: Rejected | None = None
    transfers: tuple[Transfer, ...] = ()
    stage: str = ""
    answer: str = ""
    told: Answer | None = None
    deepened: QueryDeepened | None = None
    reminder: DeclarationReminded | None = None
    carried_on: tuple[CarriedOn, ...] = ()
    answered: ConsultationAnswered | None = None
    delay: DelayExplained | None = None
    demanded: DelayDemanded | None = None
    judged: Judged | None = None
    outcome: str = ""
    pauses: tuple[Pause, ...] = ()
    former_names: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    void_papers: tuple[str, ...] = ()
    voidings: tuple[PaperVoided, ...] = ()
    outdated: tuple[str, ...] = ()
    voided: Voided | None = None
    last_decision: "LastDecision | None" = None
    last_taking: "LastTaking | None" = None
    lapsed: "DeemedWithdrawn | Terminated | None" = None
    declined: ProposalDeclined | None = None
    corrections: tuple[Correction, ...] = ()
    served: tuple[Served, ...] = ()
    reviews_offered: tuple[str, ...] = ()
    reviews_rated: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    helped_by: tuple[str, ...] = ()
    examined_by: tuple[str, ...] = ()
    request_changed: bool = False
    package: PackageOpened | None = None
    joined: PackageJoined | None = None
    member_states: tuple[tuple[str, State], ...] = ()
    bounces: int = 0
    events: int = 0
    time_unsure: bool = False
    time_confirmed: TimeConfirmed | None = None

    @property
    def case_no(self) -> str:
        """办件编号 as printed (domain.md §10.8)."""
        return self.registered.case_no

    @property
    def situation(self) -> Situation | None:
        """首问情形: as the city judged it, else as it was registered."""
        return self.judged.fact.situation if self.judged else self.registered.situation

    @property
    def agency(self) -> Agency | None:
        """The 帮办代办 of the case, the newest where there were several."""
        return self.agencies[-1] if self.agencies else None

    @property
    def visits(self) -> tuple[FollowUpVisited, ...]:
        """Every 回访 of the case, the oldest first."""
        return tuple(one.fact for one in self.visited)

    @property
    def summaries(self) -> tuple[StageSummarised, ...]:
        """Every 阶段小结 of the case, the oldest first."""
        return tuple(one.fact for one in self.summed)

    @property
    def awaits_help(self) -> bool:
        """Whether the registration says 帮办代办 and nobody has taken it up yet."""
        return self.is_open and self.registered.assisted and not self.agencies

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state not in ENDED

    @property
    def is_consultation(self) -> bool:
        """Whether it is a question, which an answer ends."""
        return self.registered.consulting

    @property
    def is_afar(self) -> bool:
        """Whether somebody asked who is not here: no paper was seen and none can be handed over."""
        return self.is_consultation and self.registered.channel in AFAR

    @property
    def paused_at(self) -> datetime | None:
        """Since when our clocks stand still, None while they run."""
        return self.pauses[-1].began if self.pauses and self.pauses[-1].ended is None else None

    @property
    def pending(self) -> Transfer | None:
        """The hand-over that waits for its answer."""
        return self.transfer if self.state is State.TRANSFERRED else None

    @property
    def last_transfer(self) -> Transfer | None:
        """The newest hand-over, answered or not."""
        return self.transfer or (self.transfers[-1] if self.transfers else None)

    @property
    def due(self) -> DueStamp | None:
        """The clock that presses most: the applicant's while we wait for them, else ours."""
        if self.state in (State.CORRECTION, State.CORRECTION_AFTER):
            return self.correction_due
        review = self.review_due if self.state is State.RECEIVED else None
        ours = (*self.dues, self.supplement_due, review)
        timed = [d for d in ours if d is not None and d.at is not None]
        return min(timed, key=_moment, default=None)

    @property
    def rateable(self) -> Served | None:
        """The last service event, while nobody has rated it."""
        last = self.served[-1] if self.served else None
        return None if last is None or last.code in self.reviews_rated else last

    @property
    def papers_of_decision(self) -> tuple[str, ...]:
        """The numbers given out with the last decision that still count.

        A receipt of what came before the decision stays true: the papers are still here.
        """
        if self.last_decision is None:
            return ()
        before = self.last_decision.before
        gone = {*self.void_papers, *(paper.number for paper in before.papers)}
        known = range(1, len(before.corrections) + 1)
        receipts = {one.number for one in self.papers if one.form == CAME_BACK and one.ordinal in known}
        return tuple(dict.fromkeys(one.number for one in self.papers if one.number not in gone | receipts))

    def promises_left(self, brought: tuple[CheckedMaterial, ...]) -> tuple[PromiseLine, ...]:
        """The promises still open once these materials have been handed in."""
        complete = {m.code for m in brought if m.state is MaterialState.COMPLETE}
        return tuple(p for p in self.promises if p.code not in complete)

    def void_reason(self, number: str) -> str:
        """Why a paper was voided; empty where it holds."""
        return next((fact.reason for fact in self.voidings if fact.number == number), "")

    def is_revoked(self, number: str) -> bool:
        """Tell whether what a paper says was revoked because a pledge was untrue (domain.md §3.7)."""
        revoked = self.pledge.revoked if self.pledge else None
        return revoked is not None and revoked.paper_no == number

    def holding(self, form: str) -> PaperIssued | None:
        """The newest paper of a form that has not been voided, None where there is none."""
        papers = (one for one in reversed(self.papers) if one.form == form)
        return next((one for one in papers if one.number not in self.void_papers), None)

    def copies_of(self, form: str) -> int:
        """How many times a form of this case has been printed."""
        return sum(1 for paper in self.papers if paper.form == form)


@dataclass(frozen=True, slots=True)
class LastDecision:
    """The decision nothing has followed yet, and the case as it stood before."""

    op_id: str
    decision: Decision
    at: datetime
    by: str
    before: Case


@dataclass(frozen=True, slots=True)
class LastTaking:
    """The 补正收件 that nothing has followed yet, and the case as it stood before."""

    op_id: str
    at: datetime
    by: str
    before: Case


def _moment(stamp: DueStamp) -> datetime:
    assert stamp.at is not None
    return stamp.at
