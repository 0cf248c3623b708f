"""The pledges of a case (告知承诺): what was promised, what was verified, and what came of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from outlet_app.domain.catalogue import CheckWay, SubItem
from outlet_app.domain.credit import Repute
from outlet_app.domain.facts.pledge import (
    CheckResult,
    Consequence,
    ConsequenceDrawn,
    PledgeChecked,
    PledgeLine,
)
from outlet_app.domain.facts.shared import DueStamp
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Refusal

CHECK_RULE = "verification"
CHECK_WORKDAYS = 10


class Endable(Protocol):
    """A case, as far as it may end."""

    @property
    def is_open(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """One verification with its officer and moment."""

    fact: PledgeChecked
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pledge:
    """What the applicant promised in place of proofs; `due` once the case is closed."""

    lines: tuple[PledgeLine, ...]
    edition: str
    open_as: str = ""
    made_at: datetime | None = None
    checks: tuple[Checked, ...] = ()
    consequences: tuple[ConsequenceDrawn, ...] = ()
    due: DueStamp | None = None

    @property
    def open_lines(self) -> tuple[PledgeLine, ...]:
        """What is still to be verified: neither exempt from it nor found true or untrue."""
        settled = {one.fact.code for one in self.checks if one.fact.result is not CheckResult.UNCLEAR}
        return tuple(
            line for line in self.lines if line.way is not CheckWay.EXEMPT and line.code not in settled
        )

    @property
    def broken(self) -> bool:
        """Tell whether something pledged was found untrue."""
        return any(one.fact.result is CheckResult.UNTRUE for one in self.checks)

    @property
    def revoked(self) -> ConsequenceDrawn | None:
        """Return the revocation of the decision, if there was one."""
        return next((one for one in self.consequences if one.step is Consequence.REVOKE), None)


def pledge_lines(rows: Iterable[CheckedMaterial], sub_item: SubItem | None) -> tuple[PledgeLine, ...]:
    """Return what is to be promised: each row marked so, with what it proves, what for and how verified."""
    if sub_item is None:
        return ()
    marked = (sub_item.material(row.code) for row in rows if row.state is MaterialState.PLEDGED)
    return tuple(PledgeLine(one.code, one.name, one.proves, one.used_for, one.check) for one in marked)


def against(repute: Repute) -> Refusal | None:
    """Return what stands in the way of a pledge; ordinary service stays open (domain.md §3.7)."""
    if repute.listed:
        return Refusal("pledge.discredited", {"until": repute.listed[0].until.isoformat()})
    return Refusal("pledge.overdue", {"case_no": repute.overdue[0].case_no}) if repute.overdue else None


def ends(step: Consequence, case: Endable) -> bool:
    """Tell whether what is done about an untrue pledge ends the case; a closed one stays closed."""
    return case.is_open and step in (Consequence.STOP, Consequence.REVOKE)
