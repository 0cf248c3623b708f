"""A 帮办代办 as it stands: its helper, authority and log, and what it allows (domain.md §4)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Doing,
    Helper,
    Mandate,
    Mode,
    Power,
)
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.problems import Refusal

# Never open-ended (domain.md §4); whoever needs longer signs again.
MOST_DAYS = 60
LOST_CALLS = 3
_MOST_MINUTES = 24 * 60
# Any one of the powers is enough; what is not named needs none.
NEEDS: Mapping[Doing, frozenset[Power]] = {
    Doing.FILL: frozenset({Power.FILL}),
    Doing.SUBMIT: frozenset({Power.SUBMIT}),
    Doing.CORRECT: frozenset({Power.CORRECT}),
    Doing.PAY: frozenset({Power.PAY}),
    Doing.FETCH: frozenset({Power.RECEIVE, Power.COLLECT}),
}
# Explaining and reminding need no authority, and whoever must sign again has to be told so.
FREE = frozenset({Doing.TALK, Doing.CALL})

Turn = AgencyStopped | AgencyResumed | AgencyPassed | AgencyEnded


class Standing(StrEnum):
    """Where a 帮办代办 stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the log with its writer and the moment it was written."""

    fact: AgencyActed
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Handing:
    """Papers that changed hands, when, and who had them as helper."""

    fact: AgencyHanded
    helper: Helper
    at: datetime


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop, a resumption, a change of helper or the end; helper: who had it before."""

    fact: Turn
    helper: Helper
    at: datetime


@dataclass(frozen=True, slots=True)
class Authority:
    """One 授权委托书: the mandate with the scope and the helper it was written for."""

    mandate: Mandate
    scope: str
    helper: Helper
    at: datetime


@dataclass(frozen=True, slots=True)
class Agency:
    """One 帮办代办 of a case from its beginning on; outlet is the helper's, wherever the case is held."""

    begun: AgencyBegun
    helper: Helper
    scope: str
    outlet: str
    began: datetime
    authorities: tuple[Authority, ...] = ()
    actions: tuple[Action, ...] = ()
    handings: tuple[Handing, ...] = ()
    halts: tuple[Halt, ...] = ()
    held: tuple[HandedMaterial, ...] = ()
    standing: Standing = Standing.RUNNING

    @property
    def is_open(self) -> bool:
        """Whether somebody still helps, or could go on."""
        return self.standing in (Standing.RUNNING, Standing.STOPPED)

    @property
    def mandate(self) -> Mandate | None:
        """The authority in force, None where the help needs none."""
        return self.authorities[-1].mandate if self.authorities else None

    @property
    def until(self) -> date | None:
        """The last day of the authority."""
        return self.mandate.until if self.mandate else None

    @property
    def last(self) -> Action | None:
        """The newest line of the log."""
        return self.actions[-1] if self.actions else None

    @property
    def calls_in_vain(self) -> int:
        """How many calls in a row have found nobody."""
        count = 0
        for action in reversed(self.actions):
            if action.fact.doing is Doing.CALL:
                if action.fact.reached:
                    break
                count += 1
        return count

    def expired(self, day: date) -> bool:
        """Whether the newest authority has run out by that day."""
        return self.until is not None and day > self.until

    def in_force(self, day: date) -> Authority | None:
        """The newest authority that had begun by that day, run out or not."""
        return next((one for one in reversed(self.authorities) if one.mandate.since <= day), None)

    def refused(self, doing: Doing, day: date) -> Refusal | None:
        """Why the authority does not cover this on that day; None where it does, or none is needed."""
        if doing in FREE:
            return None
        needed = _needed(doing, self.begun.mode)
        if not self.authorities:
            return Refusal("agency.beyond", {"doing": doing.value}) if needed else None
        signed = self.in_force(day)
        if signed is None:
            return Refusal("agency.not_yet", {"since": self.authorities[0].mandate.since.isoformat()})
        if needed and not needed & set(signed.mandate.powers):
            return Refusal("agency.beyond", {"doing": doing.value})
        until = signed.mandate.until
        return Refusal("agency.expired", {"until": until.isoformat()}) if day > until else None

    def line_refused(self, fact: AgencyActed) -> Refusal | None:
        """Within the written scope and its term; a payment always with its receipt (domain.md §4)."""
        if not fact.text.strip():
            return Refusal("agency.act_empty")
        if not 0 <= fact.minutes <= _MOST_MINUTES:
            return Refusal("agency.minutes")
        if fact.doing is Doing.PAY and not fact.attachments.strip():
            return Refusal("agency.no_receipt")
        if not fact.reached and fact.doing is not Doing.CALL:
            return Refusal("agency.only_calls_fail")
        return self.refused(fact.doing, fact.day)


def _needed(doing: Doing, mode: Mode) -> frozenset[Power]:
    """Any one of these is enough; beside the helper the applicant says what to write."""
    dictated = mode is Mode.ON_SITE and doing is Doing.FILL
    return frozenset() if dictated else NEEDS.get(doing, frozenset())


def joined(held: Iterable[HandedMaterial], more: Iterable[HandedMaterial]) -> tuple[HandedMaterial, ...]:
    """Both together, one row a paper."""
    count = _count(held)
    count.update(_count(more))
    return _rows(count)


def without(held: Iterable[HandedMaterial], gone: Iterable[HandedMaterial]) -> tuple[HandedMaterial, ...]:
    """What is left; what was never held (a result) takes nothing away."""
    return _rows(_count(held) - _count(gone))


def beyond(held: Iterable[HandedMaterial], gone: Iterable[HandedMaterial]) -> str:
    """The first paper of which more would go than is held; papers never held are results and may go."""
    here = _count(held)
    over = (name for (name, form), n in _count(gone).items() if 0 < here[name, form] < n)
    return next(over, "")


def _count(rows: Iterable[HandedMaterial]) -> Counter[tuple[str, PaperForm]]:
    count = Counter[tuple[str, PaperForm]]()
    for row in rows:
        count[row.name, row.form] += row.copies
    return count


def _rows(count: Counter[tuple[str, PaperForm]]) -> tuple[HandedMaterial, ...]:
    return tuple(HandedMaterial(name, copies, form) for (name, form), copies in count.items() if copies > 0)
