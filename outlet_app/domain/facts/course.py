"""Facts of a case's further course, from correction to closing."""

from datetime import date
from typing import ClassVar

from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.facts.lapse import HandedBack
from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial


@dataclass(frozen=True, slots=True)
class CorrectionTaken(Fact):
    """补正收件: what the applicant brought after a notice, each paper with a new version.

    dues: our clocks moved by the working days we waited, where the notice came after acceptance;
    review_due: the end of working day 5 after this receipt, where it came before.
    """

    KIND: ClassVar[str] = "correction_taken"
    materials: tuple[CheckedMaterial, ...]
    dues: tuple[DueStamp, ...] = ()
    review_due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class SupplementTaken(Fact):
    """容缺补齐: promised materials came. The day they reached the office counts (domain.md §3.4)."""

    KIND: ClassVar[str] = "supplement_taken"
    materials: tuple[CheckedMaterial, ...]
    arrived_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeemedAccepted(Fact):
    """视为受理 from the day of receipt, confirmed by a supervisor (decisions.md 16).

    next_follow_up: of a 长期跟踪 matter, which is then tracked as if it had been accepted.
    """

    KIND: ClassVar[str] = "deemed_accepted"
    received_on: date
    dues: tuple[DueStamp, ...] = ()
    next_follow_up: date | None = None


@dataclass(frozen=True, slots=True)
class WorkStarted(Fact):
    """办理中."""

    KIND: ClassVar[str] = "work_started"


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Fact):
    """24 小时内反馈处理意见: who handles, what is checked, when it is answered; `way` is how it was told."""

    KIND: ClassVar[str] = "feedback_given"
    text: str
    way: ToldWay | None = None


@dataclass(frozen=True, slots=True)
class StageReached(Fact):
    """A stage of the sub-item's own course (catalogue data, domain.md §9)."""

    KIND: ClassVar[str] = "stage_reached"
    stage: str
    next_follow_up: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paused(Fact):
    """暂停计时 with its reason code and what proves it (domain.md §11.5)."""

    KIND: ClassVar[str] = "paused"
    reason: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Resumed(Fact):
    """恢复计时, with the clocks moved by the whole working days of the pause."""

    KIND: ClassVar[str] = "resumed"
    dues: tuple[DueStamp, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ResultReached(Fact):
    """已出结果 / 不予支持."""

    KIND: ClassVar[str] = "result_reached"
    supported: bool
    text: str


@dataclass(frozen=True, slots=True)
class Closed(Fact):
    """办结."""

    KIND: ClassVar[str] = "closed"
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn(Fact):
    """申请人撤回; replaced_by: number of the child of the same package that took its place, where one did."""

    KIND: ClassVar[str] = "withdrawn"
    reason: str
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Terminated(Fact):
    """终止办理: it cannot be gone on with, though nobody took it back; what lies here goes back (§15.1)."""

    KIND: ClassVar[str] = "terminated"
    reason: str
    returned: tuple[HandedBack, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened(Fact):
    """更正重开 by a supervisor; `dues` are the clocks of the mending, the old promise was met or missed."""

    KIND: ClassVar[str] = "reopened"
    reason: str
    dues: tuple[DueStamp, ...] = ()


@dataclass(frozen=True, slots=True)
class DueRecomputed(Fact):
    """The holiday plan arrived and a due day moved; logged, never silent (domain.md §11.1)."""

    KIND: ClassVar[str] = "due_recomputed"
    before: DueStamp
    after: DueStamp
