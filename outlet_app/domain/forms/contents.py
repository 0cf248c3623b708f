"""What was typed into a registration: tidied as it is stored, and checked whatever the decision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, IdKind
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.forms.reading import problem, tidy
from outlet_app.domain.forms.registration import INTAKE, filled, values_of
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.domain.problems import Problem

Found = tuple[str, Problem | None]
# What is chosen is stored as it was chosen.
_CHOSEN = frozenset({Kind.CHOICE, Kind.SWITCH, Kind.CHECKLIST})
_OF_INCOMING = tuple(one for one in INTAKE.fields() if one.wire.startswith("incoming."))
_TYPED = tuple(one for one in INTAKE.fields() if one.kind not in _CHOSEN)


def content_problems(entry: IntakeEntry, today: date) -> dict[str, Problem]:
    """Return what is wrong with the texts and numbers filled in, by field code; empty fields are right."""
    return {name: found for name, found in _checked(entry, today) if found and not found.soft}


def content_hints(entry: IntakeEntry, today: date) -> dict[str, Problem]:
    """Return the warnings that never stop saving (domain.md §10), by field code."""
    return {name: found for name, found in _checked(entry, today) if found and found.soft}


def identity_kind(applicant: Applicant | Agent) -> IdKind:
    """Return the paper a number is read from: the code for bodies, else 身份证 unless told."""
    if isinstance(applicant, Applicant) and applicant.kind.is_body:
        return IdKind.USCC
    return applicant.id_kind if applicant.id_kind not in (IdKind.NONE, IdKind.USCC) else IdKind.ID_CARD


def cleaned(entry: IntakeEntry) -> IntakeEntry:
    """Return the entry as it is stored: trimmed, numbers in half width without blanks (UI.md §7).

    What was typed about a letter does not stay with a visit, a list of papers not with a listed matter.
    """
    said = values_of(INTAKE, entry)
    kept = {one.name: tidy(one, said[one.name], None) for one in _TYPED}
    if entry.channel not in INCOMING:
        kept |= {one.name: "" for one in _OF_INCOMING if one in _TYPED}
    if entry.item != 0:
        kept["handed_in"] = ""
    whole = filled(INTAKE, entry, kept)
    agent = whole.agent and replace(whole.agent, id_kind=_told_by(whole.agent))
    return replace(whole, applicant=replace(whole.applicant, id_kind=_told_by(whole.applicant)), agent=agent)


def _told_by(who: Applicant | Agent) -> IdKind:
    return identity_kind(who) if who.id_number else IdKind.NONE


def _checked(entry: IntakeEntry, today: date) -> Iterator[Found]:
    said = values_of(INTAKE, entry) | {"applicant.id_kind": identity_kind(entry.applicant)}
    if entry.agent:
        said["agent.id_kind"] = identity_kind(entry.agent)
    for one in _TYPED:
        if one not in _OF_INCOMING or entry.channel in INCOMING:
            yield one.name, problem(one, said, today) or _rule(one, said[one.name], today)


def _rule(field: Field, text: str, today: date) -> Problem | None:
    """A day that a letter names may be over: it is warned about, and the letter is taken in all the same."""
    if field.name != "incoming_due" or not text.strip():
        return None
    day = read_day(text, today)
    return Problem("incoming.passed", soft=True) if isinstance(day, date) and day < today else None
