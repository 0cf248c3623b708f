"""What a 帮办代办 must hold: a principal, a helper apart from the examiners, a bounded authority."""

from collections.abc import Iterable

from outlet_app.domain.agency import LOST_CALLS, MOST_DAYS, Agency, Standing, beyond, without
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    HaltReason,
    Helper,
    Mandate,
    Mode,
    Power,
    Way,
)
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.problems import Refusal

# Where the code alone would tell the applicant too little.
_OF_DAYS = frozenset({"agency.not_yet", "agency.expired"})
_TOLD_IN_WORDS = frozenset({HaltReason.UNTRUE, HaltReason.BEYOND, HaltReason.FORCE})


@content.register
def _(fact: AgencyBegun, case: Case) -> Refusal | None:
    if case.agency is not None and case.agency.is_open:
        return Refusal("agency.running")
    if not case.registered.applicant.name.strip():
        return Refusal("agency.no_applicant")
    if not fact.scope.strip():
        return Refusal("agency.no_scope")
    return (
        _helper(fact.helper, case) or _asked_for(fact.mode, fact.mandate) or _rows(fact.materials, none=True)
    )


@content.register
def _(fact: AgencyMandated, case: Case) -> Refusal | None:
    agency = case.agency
    if agency is None or not agency.is_open:
        return Refusal("agency.none")
    return _asked_for(agency.begun.mode, fact.mandate)


@content.register
def _(fact: AgencyActed, case: Case) -> Refusal | None:
    agency = _running(case)
    refused = agency if isinstance(agency, Refusal) else agency.line_refused(fact)
    # Whether the day lies within the authority is asked where the clock is known (circumstances/agency.py).
    return None if refused is not None and refused.code in _OF_DAYS else refused


@content.register
def _(fact: AgencyHanded, case: Case) -> Refusal | None:
    agency = case.agency
    if agency is None or not agency.is_open:
        return Refusal("agency.none")
    if fact.way is not Way.OUT and agency.standing is Standing.STOPPED:
        return Refusal("agency.stopped")
    if not fact.other.strip():
        return Refusal("agency.nobody")
    gone = () if fact.way is Way.IN else fact.rows
    return _rows(fact.rows) or _held(agency, gone)


@content.register
def _(fact: AgencyStopped, case: Case) -> Refusal | None:
    agency = _running(case)
    if isinstance(agency, Refusal):
        return agency
    if not fact.left.strip():
        return Refusal("agency.no_left")
    return _reason(agency, fact.reason, fact.remark) or _given_back(agency, fact.returned)


@content.register
def _(fact: AgencyResumed, case: Case) -> Refusal | None:
    agency = case.agency
    if agency is None or agency.standing is not Standing.STOPPED:
        return Refusal("agency.not_stopped")
    return _helper(fact.helper, case) or (None if fact.left.strip() else Refusal("agency.no_left"))


@content.register
def _(fact: AgencyPassed, case: Case) -> Refusal | None:
    agency = _running(case)
    if isinstance(agency, Refusal):
        return agency
    if fact.helper.staff_no == agency.helper.staff_no:
        return Refusal("agency.same_helper")
    return _helper(fact.helper, case) or (None if fact.left.strip() else Refusal("agency.no_left"))


@content.register
def _(fact: AgencyEnded, case: Case) -> Refusal | None:
    """Nothing of the applicant's stays behind (domain.md §4, Handover)."""
    agency = case.agency
    if agency is None or not agency.is_open:
        return Refusal("agency.none")
    if not fact.done.strip():
        return Refusal("agency.no_done")
    refused = _reason(agency, fact.reason, fact.remark) if fact.reason else None
    left = without(agency.held, fact.returned)
    still = Refusal("agency.still_held", {"names": "、".join(row.name for row in left)}) if left else None
    return refused or _given_back(agency, fact.returned) or still


def _running(case: Case) -> Agency | Refusal:
    agency = case.agency
    if agency is None or not agency.is_open:
        return Refusal("agency.none")
    return Refusal("agency.stopped") if agency.standing is Standing.STOPPED else agency


def _helper(helper: Helper, case: Case) -> Refusal | None:
    """Name and telephone are public, and whoever examined the case stays apart (domain.md §4)."""
    if not (helper.staff_no and helper.name.strip() and helper.phone.strip()):
        return Refusal("agency.no_helper")
    if helper.staff_no in case.examined_by:
        return Refusal("agency.helper_examined", {"name": helper.name})
    return None


def _asked_for(mode: Mode, mandate: Mandate | None) -> Refusal | None:
    if mode is Mode.ON_SITE:
        return Refusal("agency.on_site_mandate") if mandate else None
    if mandate is None:
        return Refusal("agency.no_mandate") if mode is Mode.WHOLE else None
    if not mandate.powers or not set(mandate.powers) <= set(Power):
        return Refusal("agency.no_powers")
    if not mandate.signed:
        return Refusal("agency.unsigned")
    days = (mandate.until - mandate.since).days + 1
    if days < 1:
        return Refusal("agency.term_order")
    return Refusal("agency.term_too_long", {"most": MOST_DAYS}) if days > MOST_DAYS else None


def _reason(agency: Agency, reason: HaltReason, remark: str) -> Refusal | None:
    if reason is HaltReason.LOST and agency.calls_in_vain < LOST_CALLS:
        return Refusal("agency.not_lost", {"n": agency.calls_in_vain, "least": LOST_CALLS})
    wordless = reason in _TOLD_IN_WORDS and not remark.strip()
    return Refusal("agency.no_remark") if wordless else None


def _given_back(agency: Agency, rows: Iterable[HandedMaterial]) -> Refusal | None:
    told = tuple(rows)
    return _rows(told, none=True) or _held(agency, told)


def _held(agency: Agency, gone: Iterable[HandedMaterial]) -> Refusal | None:
    name = beyond(agency.held, gone)
    return Refusal("agency.more_than_held", {"name": name}) if name else None


def _rows(rows: Iterable[HandedMaterial], *, none: bool = False) -> Refusal | None:
    told = tuple(rows)
    if not told:
        return None if none else Refusal("agency.no_rows")
    wrong = any(not row.name.strip() or row.copies < 1 for row in told)
    return Refusal("agency.row_wrong") if wrong else None
