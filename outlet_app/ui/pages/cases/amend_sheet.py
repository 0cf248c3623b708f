"""The sheet of 更正: which entries of a case it asks for, and what the answers want changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from outlet_app.domain.amending import FIELDS, differences, may_change_matter, value
from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.intake import required, row_field
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.services.mending import Mending
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line
from outlet_app.wording import mending as words
from outlet_app.wording.fields import PERSON_PAPERS
from outlet_app.wording.intake import MARKS
from outlet_app.wording.situations import SITUATION_CHOICES
from outlet_app.wording.voices.course import CHANNELS

MATTER = "matter"
LONGEST = 1000
_MATTER = ("item", "sub_item")
# A material that was marked wrong; one that is not there after all is a matter for 审核 or a notice.
_MARKS = (MaterialState.COMPLETE, MaterialState.NOT_NEEDED)
_MASKED = frozenset({"applicant.id_number", "phone"})
_FIXED = frozenset({MaterialState.DEFERRED, MaterialState.EXEMPT, MaterialState.UNDECIDED})


def lines(case: Case, catalogue: Catalogue) -> tuple[Line, ...]:
    """What can be put right now, as it stands, in the order of the registration page; then why."""
    return (*_party(case), *_matter(case, catalogue), *map(_row, _rows(case)), *_why())


def wanted(said: Answers) -> dict[str, str]:
    """The new texts by field; a number that was not typed stays."""
    told = {name: text for name, text in said.items() if name in FIELDS and (text or name not in _MASKED)}
    if MATTER in said:
        item, _, _rest = said[MATTER].partition(".")
        told |= {"item": item, "sub_item": said[MATTER] if "." in said[MATTER] else ""}
    return told


def rows(case: Case, said: Answers) -> tuple[CheckedMaterial, ...]:
    """The rows of the checklist as they should have been marked."""
    return tuple(_marked(row, MaterialState(int(said[row_field(row.code)]))) for row in _rows(case))


def problems(mending: Mending, case: Case, said: Answers) -> dict[str, Problem]:
    """What is wrong with the answers, at the line it is to be mended on."""
    told = wanted(said)
    found = mending.problems(case, told)
    if any(name in found for name in _MATTER):
        found[MATTER] = next(found[name] for name in _MATTER if name in found)
    if not found and not differences(case, told) and rows(case, said) == _rows(case):
        return {next(iter(said)): Problem("amend.nothing")}
    return found


def _party(case: Case) -> Iterator[Line]:
    applicant = case.registered.applicant
    yield _line(case, "applicant.name")
    if applicant.kind is ApplicantKind.PERSON:
        yield _choice(case, "applicant.id_kind", {kind.value: word for kind, word in PERSON_PAPERS.items()})
    yield _masked(case, "applicant.id_number", mask_id(applicant.id_number, applicant.id_kind))
    yield _line(case, "contact")
    yield _masked(case, "phone", mask_phone(applicant.phone))
    yield _choice(case, "channel", {way.value: word for way, word in CHANNELS.items()})


def _matter(case: Case, catalogue: Catalogue) -> Iterator[Line]:
    if may_change_matter(case):
        ready = value(case, "sub_item") or value(case, "item")
        yield Line(MATTER, words.MATTER, Asked.CHOICE, True, ready, choices=words.matters(catalogue))
    yield _line(case, "request", Asked.PROSE)
    if case.answer:
        yield _line(case, "answer", Asked.PROSE)
    if case.registered.situation:
        yield _choice(case, "situation", {one.value: word for one, word in SITUATION_CHOICES.items()})
    if case.registered.callback:
        yield _line(case, "callback")


def _why() -> tuple[Line, Line]:
    return (
        Line("cause", words.CAUSE, Asked.CHOICE, True, words.CAUSE_READY, choices=words.CAUSE_WORDS),
        Line("note", words.NOTE, hint=words.NOTE_HINT, longest=200),
    )


def _line(case: Case, field: str, asked: Asked = Asked.TEXT) -> Line:
    needed = field in required(entry_of(case), case.decision)
    label = words.label(field, case.registered.applicant.kind)
    return Line(field, label, asked, needed, value(case, field), longest=LONGEST)


def _masked(case: Case, field: str, masked: str) -> Line:
    """A number is not shown for this: whoever puts it right types it anew."""
    hint = words.NUMBER_NOW.format(masked=masked) if masked else ""
    return replace(_line(case, field), required=False, ready="", hint=hint)


def _choice(case: Case, field: str, choices: Mapping[str, str]) -> Line:
    return replace(_line(case, field, Asked.CHOICE), choices=choices)


def _row(row: CheckedMaterial) -> Line:
    marks = dict.fromkeys((row.state, *_MARKS))
    choices = {str(mark.value): MARKS[mark].text for mark in marks}
    label = words.MATERIAL.format(name=row.name)
    return Line(row_field(row.code), label, Asked.CHOICE, True, str(row.state.value), choices=choices)


def _rows(case: Case) -> tuple[CheckedMaterial, ...]:
    return tuple(row for row in case.materials if case.is_open and row.state not in _FIXED)


def _marked(row: CheckedMaterial, mark: MaterialState) -> CheckedMaterial:
    return row if mark is row.state else replace(row, state=mark, defects=())
