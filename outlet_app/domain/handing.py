"""A case on its way to other hands: who sent it whither, whether it was seen there, how it ended."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.facts.transfer import HandedMaterial, TransferredOut
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.states import State

MOST_BOUNCES = 2


class ReturnReason(StrEnum):
    """The only grounds for sending a transfer back (domain.md §1.4)."""

    NOT_MY_DUTY = "not_my_duty"
    WRONG_LEVEL = "wrong_level"
    MATERIALS_MISSING = "materials_missing"


class TransferEnd(StrEnum):
    """What became of a transfer; OPEN while the other side has not answered."""

    OPEN = ""
    TAKEN = "taken"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A hand-over: to whom, since when, from whom, and the state to fall back to.

    `op_id` is the event's; `seen_at` when a machine of the other side first had it; `said` the reason of a
    return or withdrawal, in codes and the person's own words.
    """

    fact: TransferredOut
    at: datetime
    came_from: State
    op_id: str = ""
    sender: str = ""
    from_outlet: str = ""
    seen_at: datetime | None = None
    end: TransferEnd = TransferEnd.OPEN
    ended_at: datetime | None = None
    ended_by: str = ""
    reason: str = ""
    remark: str = ""
    ended_by_name: str = ""

    @property
    def stays_here(self) -> bool:
        """Whether it goes to somebody of the same outlet."""
        return self.fact.to_outlet in ("", self.from_outlet)

    @property
    def receiver(self) -> str:
        """The outlet that is to take it."""
        return self.fact.to_outlet or self.from_outlet

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been taken or returned by now."""
        by = self.fact.receive_by
        return self.end is TransferEnd.OPEN and by is not None and by.at is not None and by.at < now

    def ended(
        self, end: TransferEnd, at: datetime, by: str, reason: str = "", remark: str = "", name: str = ""
    ) -> "Transfer":
        """The same with its end."""
        return replace(
            self, end=end, ended_at=at, ended_by=by, reason=reason, remark=remark, ended_by_name=name
        )


_ON_PAPER = frozenset({PaperForm.ORIGINAL, PaperForm.COPY})
_HANDED_IN = frozenset({MaterialState.COMPLETE, MaterialState.FAULTY})


def bundle_of(rows: Iterable[CheckedMaterial]) -> tuple[HandedMaterial, ...]:
    """What lies on the desk and can go with a case: papers handed in, no files, no originals looked at."""
    return tuple(
        HandedMaterial(row.name, row.handed or row.copies, row.form)
        for row in rows
        if row.state in _HANDED_IN and row.form in _ON_PAPER
    )
