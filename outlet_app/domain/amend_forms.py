"""The sheets of 更正: fields of the registration and parts of the course, each as when it was first asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain import course_entries
from outlet_app.domain.amending import FORMER_CODES, may_change_matter
from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.channels import INCOMING, VISITS
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.course_entries import PARTS, Book, Place
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import FieldChange
from outlet_app.domain.forms.agency import LOG
from outlet_app.domain.forms.intake import required, row_field
from outlet_app.domain.forms.mending import AMEND
from outlet_app.domain.forms.reading import problem
from outlet_app.domain.forms.registration import APART, APPLICANT_KINDS, INTAKE, PERSON_IDS
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.forms.tracking import PLAN, SUMMARY, VISIT
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Problem

# The item and the sub-item are chosen as one.
MATTER, ENTRY = "matter", "entry"
# A material that was marked wrong; one that is not there after all is a matter for 审核 or a notice.
MARKS = (MaterialState.COMPLETE, MaterialState.NOT_NEEDED)
_FIXED = frozenset({MaterialState.DEFERRED, MaterialState.EXEMPT, MaterialState.UNDECIDED})
_AGENT = ("agent.name", "agent.id_kind", "agent.id_number", "agent.phone")
_PERSON = str(ApplicantKind.PERSON.value)
_PAPERS_OF = tuple((kind, PERSON_IDS if kind == _PERSON else (IdKind.USCC,)) for kind in APPLICANT_KINDS)
_BOOKS: Mapping[Book, Form] = {
    Book.PLAN: PLAN,
    Book.VISITS: VISIT,
    Book.SUMMARIES: SUMMARY,
    Book.ACTIONS: LOG.without("missed"),
}
_PARTS: Mapping[Book, Mapping[str, Field]] = {
    book: {one.wire: one for one in form.fields()} for book, form in _BOOKS.items()
}
WHICH = sheet("amend_entry", Field(ENTRY, Kind.CHOICE, needed=True))


def amend_form(case: Case) -> Form:
    """What can be put right of the registration now, in the order of its page; then why."""
    return sheet("amend", *_party(case), *_matter(case), *map(_row, rows(case)), *AMEND.fields())


def party_form(case: Case) -> Form:
    """The applicant's kind and all that hangs on it; then the agent; then why."""
    paper = replace(
        _field(case, "applicant.id_kind"),
        options=(IdKind.USCC, *PERSON_IDS),
        needed=False,
        narrowed=("applicant.kind", _PAPERS_OF),
    )
    names = ("applicant.id_number", "contact", "special_groups", "assisted", *_AGENT)
    return sheet(
        "amend_party",
        _field(case, "applicant.kind"),
        paper,
        *(_field(case, name) for name in names),
        *AMEND.fields(),
    )


def entry_form(place: Place) -> Form:
    """Every part of an entry of the course; then why."""
    names = (f"{place.address}.{part}" for part in PARTS[place.book])
    return sheet("amend_entry", *filter(None, map(amended_field, names)), *AMEND.fields())


def amended_field(name: str) -> Field | None:
    """A field that a 更正 changes, as its own sheet has it; None for what no sheet asks."""
    told = course_entries.split(name)
    if told is None:
        return next((one for one in INTAKE.fields() if one.name == name), None)
    place, part = told
    field = _PARTS[place.book].get(part, Field(part, Kind.SWITCH))
    # What an entry tells of has been.
    return replace(field, name=name, sent=APART, kind=Kind.PAST if part == "day" else field.kind)


def changes_misfit(changes: Iterable[FieldChange], today: date) -> dict[str, Problem]:
    """What is wrong with the new texts of a 更正, each read as the field it was first asked as; no warnings.

    What else hangs on the case, its own rules say.
    """
    after = {one.field: one.after for one in changes}
    fields = (field for name in after if (field := amended_field(name)) is not None)
    found = {one.name: problem(replace(one, told_when=("", ())), after, today) for one in fields}
    return {name: one for name, one in found.items() if one is not None and not one.soft}


def rows(case: Case) -> tuple[CheckedMaterial, ...]:
    """The rows of the checklist whose mark can be put right."""
    return tuple(row for row in case.materials if case.is_open and row.state not in _FIXED)


def _field(case: Case, name: str) -> Field:
    needed = name in required(entry_of(case), case.decision)
    return replace(INTAKE.field(name), sent=APART, needed=needed, masked=name in FORMER_CODES)


def _party(case: Case) -> Iterator[Field]:
    told, number = case.registered, _field(case, "applicant.id_number")
    yield _field(case, "applicant.name")
    if told.applicant.kind is ApplicantKind.PERSON:
        yield _field(case, "applicant.id_kind")
        yield number
    else:
        yield replace(number, beside="", options=(IdKind.USCC,))
    yield _field(case, "contact")
    yield _field(case, "phone")
    # A letter was no visit and a visit no letter: what the other is asked for was never written down.
    ways = VISITS if told.incoming is None else tuple(INCOMING)
    yield replace(_field(case, "channel"), options=tuple(ways))
    if told.incoming is not None:
        yield from (_field(case, name) for name in ("incoming_no", "incoming_posted", "incoming_from"))


def _matter(case: Case) -> Iterator[Field]:
    if may_change_matter(case):
        yield Field(MATTER, Kind.CHOICE, needed=True, sent=APART)
    yield _field(case, "request")
    if case.answer:
        yield _field(case, "answer")
    if case.registered.situation:
        yield _field(case, "situation")
    if case.registered.callback:
        yield _field(case, "callback")


def _row(row: CheckedMaterial) -> Field:
    marks = dict.fromkeys((row.state, *MARKS))
    options = tuple(str(mark.value) for mark in marks)
    return Field(row_field(row.code), Kind.CHOICE, options=options, needed=True, sent=APART)
