"""What the facts of 帮办代办 change: the log, the papers held, who helps."""

from outlet_app.domain.agency import (
    Action,
    Agency,
    Authority,
    Halt,
    Handing,
    Standing,
    joined,
    without,
)
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Helper,
    Way,
)
from outlet_app.domain.marking import marked


@effect.register
def _(fact: AgencyBegun, case: Case, event: CaseEvent) -> Case:
    begun = Agency(fact, fact.helper, fact.scope, event.outlet, event.at, held=joined((), fact.materials))
    if fact.mandate is not None:
        begun = marked(begun, authorities=(Authority(fact.mandate, fact.scope, fact.helper, event.at),))
    return _helped(marked(case, agencies=(*case.agencies, begun)), fact.helper)


@effect.register
def _(fact: AgencyMandated, case: Case, event: CaseEvent) -> Case:
    agency = case.agency
    if agency is None:
        return case
    scope = fact.scope or agency.scope
    signed = Authority(fact.mandate, scope, agency.helper, event.at)
    return _with(case, marked(agency, scope=scope, authorities=(*agency.authorities, signed)))


@effect.register
def _(fact: AgencyActed, case: Case, event: CaseEvent) -> Case:
    agency = case.agency
    if agency is None:
        return case
    return _with(case, marked(agency, actions=(*agency.actions, Action(fact, event.actor, event.at))))


@effect.register
def _(fact: AgencyHanded, case: Case, event: CaseEvent) -> Case:
    agency = case.agency
    if agency is None:
        return case
    held = joined(agency.held, fact.rows) if fact.way is Way.IN else without(agency.held, fact.rows)
    handed = Handing(fact, agency.helper, event.at)
    return _with(case, marked(agency, held=held, handings=(*agency.handings, handed)))


@effect.register
def _(fact: AgencyStopped, case: Case, event: CaseEvent) -> Case:
    return _halted(case, fact, event, Standing.STOPPED)


@effect.register
def _(fact: AgencyEnded, case: Case, event: CaseEvent) -> Case:
    return _halted(case, fact, event, Standing.ENDED if fact.reason else Standing.DONE)


@effect.register(AgencyResumed)
@effect.register(AgencyPassed)
def _(fact: AgencyResumed | AgencyPassed, case: Case, event: CaseEvent) -> Case:
    """Whoever goes on does so from where it was written: a stopped one may be taken up elsewhere."""
    agency = case.agency
    if agency is None:
        return case
    halts = (*agency.halts, Halt(fact, agency.helper, event.at))
    on = marked(agency, helper=fact.helper, halts=halts, outlet=event.outlet, standing=Standing.RUNNING)
    return _helped(_with(case, on), fact.helper)


def _halted(case: Case, fact: AgencyStopped | AgencyEnded, event: CaseEvent, standing: Standing) -> Case:
    agency = case.agency
    if agency is None:
        return case
    halts = (*agency.halts, Halt(fact, agency.helper, event.at))
    held = without(agency.held, fact.returned)
    return _with(case, marked(agency, halts=halts, held=held, standing=standing))


def _with(case: Case, agency: Agency) -> Case:
    return marked(case, agencies=(*case.agencies[:-1], agency))


def _helped(case: Case, helper: Helper) -> Case:
    if helper.staff_no in case.helped_by:
        return case
    return marked(case, helped_by=(*case.helped_by, helper.staff_no))
