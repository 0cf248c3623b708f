"""A task as it stands: what the fold of its events has told so far."""

from datetime import datetime
from enum import StrEnum

from outlet_app.domain.events import DueStamp, PaperIssued
from outlet_app.domain.facts.rectification import (
    Content,
    TaskAppealed,
    TaskAssigned,
    TaskCalledBack,
    TaskClassified,
    TaskMended,
    TaskOpened,
    TaskReviewed,
    TaskVerified,
)
from outlet_app.domain.frozen import dataclass


class TaskState(StrEnum):
    """How far it has come; EXCLUDED: the next level found that it is no justified bad review."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    VERIFIED = "verified"
    CLASSIFIED = "classified"
    UNDER_REVIEW = "under_review"
    MENDED = "mended"
    CLOSED = "closed"
    EXCLUDED = "excluded"


ENDED = frozenset({TaskState.CLOSED, TaskState.EXCLUDED})


@dataclass(frozen=True, slots=True)
class Done:
    """A step taken: its fact, when, and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Task:
    """One 差评核实整改; `outlet` handles it now. Times are aware (+08:00)."""

    task_id: str
    opened: TaskOpened
    opened_at: datetime
    outlet: str
    assign_due: DueStamp
    appeal_due: DueStamp
    state: TaskState = TaskState.OPENED
    assigned: TaskAssigned | None = None
    assigned_at: datetime | None = None
    verified: TaskVerified | None = None
    verified_step: Done | None = None
    classified: TaskClassified | None = None
    classified_at: datetime | None = None
    mend_due: DueStamp | None = None
    extended: bool = False
    mended: TaskMended | None = None
    mended_step: Done | None = None
    in_time: bool | None = None
    appealed: TaskAppealed | None = None
    decide_due: DueStamp | None = None
    reviewed: TaskReviewed | None = None
    reviewed_at: datetime | None = None
    call: TaskCalledBack | None = None
    call_at: datetime | None = None
    calls_made: int = 0
    archive_no: str = ""
    closed_at: datetime | None = None
    papers: tuple[PaperIssued, ...] = ()
    events: int = 1

    @property
    def number(self) -> str:
        """差评编号."""
        return self.opened.number

    @property
    def rated_by(self) -> str:
        """工号 of the rated, to whom nothing of this is shown."""
        return self.opened.rated_by

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state not in ENDED

    @property
    def handlers(self) -> tuple[str, ...]:
        """Who was told to handle it."""
        return self.assigned.to if self.assigned else ()

    @property
    def call_is_due(self) -> bool:
        """Whether the city has yet to ask the reviewer about the mending."""
        return self.state is TaskState.MENDED and self.opened.calls and self.call is None

    @property
    def is_mended(self) -> bool:
        """Whether the mending stands."""
        return self.mended is not None and self.state in (TaskState.MENDED, TaskState.CLOSED)

    @property
    def is_content(self) -> bool | None:
        """What the reviewer said last; None where nobody was reached or asked."""
        if self.call is None or self.call.content is Content.NONE:
            return None
        return self.call.content is Content.YES

    @property
    def due(self) -> DueStamp | None:
        """The clock that runs now."""
        # After an upheld appeal all that is left has one limit, the one that came with the decision.
        told = self.assigned if self.reviewed is None else None
        match self.state:
            case TaskState.OPENED:
                return self.assign_due
            case TaskState.ASSIGNED:
                return told.verify_due if told else self.mend_due
            case TaskState.VERIFIED:
                return told.classify_due if told else self.mend_due
            case TaskState.CLASSIFIED:
                return self.mend_due
            case TaskState.UNDER_REVIEW:
                return self.decide_due
            case TaskState.MENDED:
                return self.mended.call_due if self.mended and self.call_is_due else None
        return None
