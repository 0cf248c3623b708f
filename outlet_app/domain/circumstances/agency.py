"""Who may write what of a 帮办代办, and on which day: the helper, from the helper's outlet."""

from outlet_app.domain.agency import FREE, Agency
from outlet_app.domain.calendar import local_day
from outlet_app.domain.circumstances.comparing import comparable
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, Voided
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Doing,
    Mandate,
    Way,
)
from outlet_app.domain.problems import Refusal

_DOINGS = {Way.IN: Doing.TAKE, Way.AWAY: Doing.SUBMIT}


@circumstance.register
def _(fact: AgencyBegun, case: Case, event: CaseEvent) -> Refusal | None:
    if event.outlet != case.outlet:
        return Refusal("case.elsewhere", {"holder": case.outlet})
    return _past(fact.mandate, event)


@circumstance.register
def _(fact: AgencyMandated, case: Case, event: CaseEvent) -> Refusal | None:
    return _elsewhere(case, event) or _past(fact.mandate, event)


@circumstance.register
def _(fact: AgencyActed, case: Case, event: CaseEvent) -> Refusal | None:
    """The day of the action decides whether the authority held; it lies between the beginning and now."""
    agency = case.agency
    if agency is None:
        return None
    days = _days(fact, agency, event) if comparable(case, event, agency.began) else None
    return days or _elsewhere(case, event) or _stranger(agency, event)


@circumstance.register
def _(fact: AgencyHanded, case: Case, event: CaseEvent) -> Refusal | None:
    """What is taken or passed on needs an authority in force; what goes back to its owner never does."""
    agency = case.agency
    if agency is None:
        return None
    doing = _DOINGS.get(fact.way)
    refused = agency.refused(doing, event.day) if doing else None
    return _elsewhere(case, event) or _stranger(agency, event) or refused


@circumstance.register(AgencyStopped)
@circumstance.register(AgencyPassed)
@circumstance.register(AgencyEnded)
def _(_fact: AgencyStopped | AgencyPassed | AgencyEnded, case: Case, event: CaseEvent) -> Refusal | None:
    return _elsewhere(case, event)


@circumstance.register
def _(_fact: AgencyResumed, case: Case, event: CaseEvent) -> Refusal | None:
    """At any outlet (W12 says so), under an authority that still holds."""
    agency = case.agency
    return _run_out(agency) if agency is not None and agency.expired(event.day) else None


@circumstance.register
def _(_fact: Voided, case: Case, _event: CaseEvent) -> Refusal | None:
    """A case without a life cannot give an applicant's papers back."""
    open_still = case.agency is not None and case.agency.is_open
    return Refusal("agency.void_first") if open_still else None


def _days(fact: AgencyActed, agency: Agency, event: CaseEvent) -> Refusal | None:
    # A day outside the authority is told as that first: the applicant can sign another one.
    if refused := agency.refused(fact.doing, fact.day):
        return refused
    if fact.day > event.day or fact.day < local_day(agency.began):
        return Refusal("agency.act_day", {"began": local_day(agency.began).isoformat()})
    if fact.next_day is not None and fact.next_day < event.day:
        return Refusal("agency.next_past")
    # What was done in time is written down late only once a new authority is signed.
    late = fact.doing not in FREE and agency.expired(event.day)
    return _run_out(agency) if late else None


def _elsewhere(case: Case, event: CaseEvent) -> Refusal | None:
    agency = case.agency
    away = agency is not None and event.outlet != agency.outlet
    return Refusal("agency.elsewhere") if away else None


def _stranger(agency: Agency, event: CaseEvent) -> Refusal | None:
    """What is done for the applicant is written by whoever does it."""
    other = event.actor != agency.helper.staff_no
    return Refusal("agency.not_helper", {"name": agency.helper.name}) if other else None


def _run_out(agency: Agency) -> Refusal:
    return Refusal("agency.expired", {"until": agency.until.isoformat() if agency.until else ""})


def _past(mandate: Mandate | None, event: CaseEvent) -> Refusal | None:
    over = mandate is not None and mandate.until < event.day
    return Refusal("agency.term_past") if over else None
