"""What was typed into a registration: cleaned as it is stored, and checked whatever the decision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, IdKind
from outlet_app.domain.channels import INCOMING
from outlet_app.domain.contact import check_phone, normalise_phone
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.identifiers import check_identity, normalise
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_line, check_name, check_text, clean_name, clean_text

CONTACT_LIMIT = 50
BASIS_LIMIT = 200
TEXT_LIMIT = 1000
Found = tuple[str, Problem | None]


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
    """Return the entry as it is stored: trimmed, numbers in half width without blanks (UI.md §7)."""
    return replace(
        entry,
        applicant=_clean_applicant(entry.applicant),
        agent=_clean_agent(entry.agent) if entry.agent else None,
        request=clean_text(entry.request),
        answer=clean_text(entry.answer),
        basis=clean_text(entry.basis),
        guided_to=clean_text(entry.guided_to),
        callback=clean_text(entry.callback),
        handed_in=clean_text(entry.handed_in) if entry.item == 0 else "",
        incoming_no=_of_incoming(entry, entry.incoming_no),
        incoming_from=_of_incoming(entry, entry.incoming_from),
        incoming_due=_of_incoming(entry, entry.incoming_due),
    )


def _clean_applicant(applicant: Applicant) -> Applicant:
    number = normalise(applicant.id_number)
    return replace(
        applicant,
        name=clean_name(applicant.name),
        id_kind=identity_kind(applicant) if number else IdKind.NONE,
        id_number=number,
        contact=clean_name(applicant.contact),
        phone=normalise_phone(applicant.phone),
    )


def _of_incoming(entry: IntakeEntry, text: str) -> str:
    """What was typed about a letter does not stay with a visit."""
    return clean_text(text) if entry.channel in INCOMING else ""


def _clean_agent(agent: Agent) -> Agent:
    number = normalise(agent.id_number)
    kind = identity_kind(agent) if number else IdKind.NONE
    return Agent(clean_name(agent.name), kind, number, normalise_phone(agent.phone))


def _checked(entry: IntakeEntry, today: date) -> Iterator[Found]:
    applicant = entry.applicant
    yield "applicant.name", check_name(applicant.name) if applicant.name.strip() else None
    yield "applicant.id_number", _identity(applicant, today)
    yield "contact", check_line(applicant.contact, CONTACT_LIMIT)
    yield "phone", _phone(applicant.phone)
    if entry.agent:
        yield from _checked_agent(entry.agent, today)
    yield "request", check_text(entry.request, TEXT_LIMIT)
    yield "answer", check_text(entry.answer, TEXT_LIMIT)
    yield "handed_in", check_text(entry.handed_in, TEXT_LIMIT)
    yield "basis", check_line(entry.basis, BASIS_LIMIT)
    yield "guided_to", check_line(entry.guided_to, BASIS_LIMIT)
    yield "callback", check_line(entry.callback, CONTACT_LIMIT)
    if entry.channel in INCOMING:
        yield from _checked_incoming(entry, today)


def _checked_incoming(entry: IntakeEntry, today: date) -> Iterator[Found]:
    yield "incoming_no", check_line(entry.incoming_no, CONTACT_LIMIT)
    yield "incoming_from", check_line(entry.incoming_from, BASIS_LIMIT)
    if entry.incoming_due.strip():
        day = read_day(entry.incoming_due, today)
        passed = not isinstance(day, Problem) and day < today
        yield "incoming_due", Problem("incoming.passed", soft=True) if passed else _problem(day)


def _problem(day: date | Problem) -> Problem | None:
    return day if isinstance(day, Problem) else None


def _checked_agent(agent: Agent, today: date) -> Iterator[Found]:
    yield "agent.name", check_line(agent.name, CONTACT_LIMIT)
    yield "agent.id_number", _identity(agent, today)
    yield "agent.phone", _phone(agent.phone)


def _identity(of: Applicant | Agent, today: date) -> Problem | None:
    return check_identity(identity_kind(of), of.id_number, today) if of.id_number.strip() else None


def _phone(number: str) -> Problem | None:
    return check_phone(number) if number.strip() else None
