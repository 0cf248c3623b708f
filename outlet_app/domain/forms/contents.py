"""What was typed into a registration: tidied as it is stored, and checked whatever the decision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.applicant import Agent, Applicant, IdKind
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Channel
from outlet_app.domain.forms.dates import read_day, read_past_day
from outlet_app.domain.forms.reading import problem, tidy
from outlet_app.domain.forms.registration import INTAKE, filled, values_of
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.domain.problems import Problem

POSTED = "incoming_posted"
# A letter that was longer on its way, or whose post-mark was misread; no rule of the documents.
LONG_ON_ITS_WAY = timedelta(days=30)
Found = tuple[str, Problem | None]
# What is chosen is stored as it was chosen.
_CHOSEN = frozenset({Kind.CHOICE, Kind.SWITCH, Kind.CHECKLIST})
_OF_INCOMING = frozenset(one.name for one in INTAKE.fields() if one.wire.startswith("incoming."))
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
    kept |= {one.name: "" for one in _TYPED if one.name in _OF_INCOMING and not _told(one, entry)}
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
        if one.name not in _OF_INCOMING or _told(one, entry):
            yield one.name, problem(one, said, today) or _rule(one, said[one.name], today)


def _told(field: Field, entry: IntakeEntry) -> bool:
    """Whether what came in has this to tell: only a letter has a post-mark."""
    return entry.channel is Channel.LETTER if field.name == POSTED else entry.channel in INCOMING


def _rule(field: Field, text: str, today: date) -> Problem | None:
    """A day that a letter names may be over, a post-mark old: it is warned about and taken all the same."""
    if not text.strip():
        return None
    if field.name == POSTED:
        posted = read_past_day(text, today)
        old = isinstance(posted, date) and posted < today - LONG_ON_ITS_WAY
        return Problem("incoming.old", {"days": LONG_ON_ITS_WAY.days}, soft=True) if old else None
    day = read_day(text, today) if field.name == "incoming_due" else None
    return Problem("incoming.passed", soft=True) if isinstance(day, date) and day < today else None
