"""Steps of 帮办代办: begin, log, hand over, authorise, stop, go on, pass on, end (domain.md §4)."""

from outlet_app.domain.agency import Agency, Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.agency import Mode
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import State

# Whatever is open of a running one, as a single step of the case.
COURSE = "help_on"


def offered(case: Case, person: Person, here: str) -> frozenset[str]:
    """The steps open at the outlet `here`: the helper helps, a 窗口负责人 may also stop it or pass it on."""
    agency = case.agency
    if agency is None or not agency.is_open:
        free = case.is_open and case.pending is None and here == case.outlet
        return frozenset({"help"}) if free and case.registered.applicant.name else frozenset()
    if case.state is State.VOIDED:
        return frozenset()
    return _running(agency, person, here)


def _running(agency: Agency, person: Person, here: str) -> frozenset[str]:
    mine, local = person.staff_no == agency.helper.staff_no, here == agency.outlet
    answers = local and (mine or person.may(Right.DESIGNATE))
    runs = agency.standing is Standing.RUNNING
    possible = {
        "help_log": mine and local and runs,
        "help_take": mine and local and runs,
        "help_give": mine and local,
        "help_mandate": answers and agency.begun.mode is not Mode.ON_SITE,
        "help_stop": answers and runs,
        "help_resume": not runs,
        "help_pass": answers and runs,
        "help_end": answers,
    }
    open_now = frozenset(name for name, holds in possible.items() if holds)
    return open_now | {COURSE} if open_now else open_now
