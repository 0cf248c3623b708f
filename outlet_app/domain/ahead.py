"""What a 帮办代办 asks of its helper next, and by which day (domain.md §4)."""

from datetime import date, timedelta
from enum import StrEnum

from outlet_app.domain.agency import Agency, Standing
from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.states import State

NEAR_DAYS = 5
# The applicant is told of the progress in time; how often the rule leaves open.
SILENT_DAYS = 7
_WITH_RESULT = frozenset({State.RESULT_OK, State.RESULT_NO})
_CORRECTING = frozenset({State.CORRECTION, State.CORRECTION_AFTER})


class Step(StrEnum):
    """The next step, the most pressing first."""

    BEGIN = "begin"
    RESUME = "resume"
    RENEW = "renew"
    GIVE_BACK = "give_back"
    FINISH = "finish"
    CORRECT = "correct"
    FETCH = "fetch"
    EXPIRING = "expiring"
    PLANNED = "planned"
    TELL = "tell"
    GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step with its day, None where there is none; text: what the helper planned in words."""

    step: Step
    day: date | None = None
    text: str = ""

    def late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < today


def ahead(case: Case, today: date) -> Ahead:
    """The one step that presses most; of a case nobody helps in, the beginning."""
    agency = case.agency
    if agency is None or not agency.is_open:
        return Ahead(Step.BEGIN)
    if agency.standing is Standing.STOPPED:
        return Ahead(Step.RESUME)
    if agency.expired(today):
        return Ahead(Step.RENEW, agency.until)
    return _of_case(case, agency) or _of_help(agency, today)


def listed(case: Case, here: str) -> bool:
    """Whether the outlet `here` sees to it: its helper is there, or it holds a case whose applicant asked.

    Of a package only the matters themselves are helped in, never their parent.
    """
    agency = case.agency
    if agency is not None:
        return agency.is_open and agency.outlet == here
    return case.registered.assisted and case.outlet == here and case.package is None


def _of_case(case: Case, agency: Agency) -> Ahead | None:
    if not case.is_open:
        return Ahead(Step.GIVE_BACK if agency.held else Step.FINISH)
    if case.state in _CORRECTING:
        due = case.correction_due.at if case.correction_due else None
        return Ahead(Step.CORRECT, local_day(due) if due else None)
    return Ahead(Step.FETCH) if case.state in _WITH_RESULT else None


def _of_help(agency: Agency, today: date) -> Ahead:
    until, last = agency.until, agency.last
    if until is not None and (until - today).days <= NEAR_DAYS:
        return Ahead(Step.EXPIRING, until)
    if last is not None and (last.fact.next_step or last.fact.next_day):
        return Ahead(Step.PLANNED, last.fact.next_day, last.fact.next_step)
    told = [action.fact.day for action in agency.actions if action.fact.told]
    tell_by = (told[-1] if told else local_day(agency.began)) + timedelta(days=SILENT_DAYS)
    return Ahead(Step.TELL, tell_by) if tell_by <= today else Ahead(Step.GO_ON, tell_by)
