"""What is wrong with an entry of the course that is put right, at the part of it that says so."""

from collections.abc import Iterator, Mapping
from datetime import date

from outlet_app.domain.amend_forms import amended_field
from outlet_app.domain.amending import value
from outlet_app.domain.course_entries import Place, refused, split
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.reading import problem
from outlet_app.domain.problems import Problem, Refusal

# At which part a rule of an entry is broken.
_BROKEN: Mapping[str, str] = {
    "tracking.visit_empty": "findings",
    "tracking.summary_empty": "summary",
    "tracking.plan_empty": "goal",
    "tracking.visit_before_case": "day",
    "tracking.visit_out_of_order": "day",
    "tracking.visit_after_next": "day",
    "tracking.next_too_early": "next_follow_up",
    "agency.act_empty": "text",
    "agency.minutes": "minutes",
    "agency.no_receipt": "attachments",
    "agency.only_calls_fail": "reached",
    "agency.beyond": "doing",
    "agency.not_yet": "day",
    "agency.expired": "day",
}


def entry_problems(after: Case, wanted: Mapping[str, str], today: date) -> dict[str, Problem]:
    """Return what is wrong with the entries these fields belong to, as the case would then have them."""
    found: dict[str, Problem] = {}
    for field, place in _entries(wanted):
        spec = amended_field(field)
        wrong = problem(spec, {field: value(after, field)}, today) if spec else None
        if wrong is not None and not wrong.soft:
            found[field] = wrong
        elif refusal := refused(after, place):
            found.setdefault(_where(place, refusal, wanted, field), Problem(refusal.code, refusal.args))
    return found


def _entries(wanted: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    for field in wanted:
        if told := split(field):
            yield field, told[0]


def _where(place: Place, refusal: Refusal, wanted: Mapping[str, str], otherwise: str) -> str:
    field = f"{place.address}.{_BROKEN.get(refusal.code, '')}"
    return field if field in wanted else otherwise
