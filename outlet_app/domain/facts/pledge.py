"""Facts of 告知承诺: the promise in a proof's place, its verification, and what follows an untrue one."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass


class CheckResult(StrEnum):
    """属实, 不实, 无法核实 (domain.md §3.7)."""

    TRUE = "true"
    UNTRUE = "untrue"
    UNCLEAR = "unclear"


class Consequence(StrEnum):
    """What follows an untrue pledge (domain.md §3.7)."""

    STOP = "stop"
    RECTIFY = "rectify"
    REVOKE = "revoke"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One proof that the applicant's promise replaces for good, and how it will be verified."""

    code: str
    name: str
    proves: str
    used_for: str
    way: CheckWay


@dataclass(frozen=True, slots=True)
class PledgeMade(Fact):
    """告知承诺: told in full, signed by the applicant in person; `edition` names the text (domain.md §3.6).

    open_as: to whom and for how long the pledge is published; empty where it is not.
    """

    KIND: ClassVar[str] = "pledge_made"
    lines: tuple[PledgeLine, ...]
    edition: str
    told: bool
    signed: bool
    open_as: str = ""


@dataclass(frozen=True, slots=True)
class ChecksDue(Fact):
    """The case is closed: by when what was pledged must have been verified."""

    KIND: ClassVar[str] = "checks_due"
    due: DueStamp


@dataclass(frozen=True, slots=True)
class PledgeChecked(Fact):
    """One pledge was verified; the event's actor is the officer."""

    KIND: ClassVar[str] = "pledge_checked"
    code: str
    way: CheckWay
    result: CheckResult
    evidence: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class ConsequenceDrawn(Fact):
    """What was done about an untrue pledge; paper_no: the decision revoked, rectify_by: 责令限期整改."""

    KIND: ClassVar[str] = "consequence_drawn"
    step: Consequence
    reason: str
    approved_by: str
    paper_no: str = ""
    rectify_by: date | None = None


FACTS: tuple[type[Fact], ...] = (PledgeMade, ChecksDue, PledgeChecked, ConsequenceDrawn)
