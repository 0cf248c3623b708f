"""The sheet of 更正: which entries of a case it asks for, and what the answers want changed."""

from collections.abc import Iterator
from dataclasses import replace

from outlet_app.domain.amending import differences, may_change_matter, value
from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.channels import INCOMING, VISITS
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Channel
from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.services.mending import Mending
from outlet_app.ui.pages.cases.amend_lines import choice, line, masked, told, why
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line
from outlet_app.wording import mending as words
from outlet_app.wording.channels import CHANNELS
from outlet_app.wording.fields import PERSON_PAPERS
from outlet_app.wording.intake import MARKS
from outlet_app.wording.situations import SITUATION_CHOICES

MATTER = "matter"
_MATTER = ("item", "sub_item")
# A material that was marked wrong; one that is not there after all is a matter for 审核 or a notice.
_MARKS = (MaterialState.COMPLETE, MaterialState.NOT_NEEDED)
_FIXED = frozenset({MaterialState.DEFERRED, MaterialState.EXEMPT, MaterialState.UNDECIDED})


def lines(case: Case, catalogue: Catalogue) -> tuple[Line, ...]:
    """What can be put right now, as it stands, in the order of the registration page; then why."""
    return (*_party(case), *_matter(case, catalogue), *map(_row, _rows(case)), *why())


def wanted(said: Answers) -> dict[str, str]:
    """The new texts by field."""
    texts = told(said)
    if MATTER in said:
        item, _, _rest = said[MATTER].partition(".")
        texts |= {"item": item, "sub_item": said[MATTER] if "." in said[MATTER] else ""}
    return texts


def rows(case: Case, said: Answers) -> tuple[CheckedMaterial, ...]:
    """The rows of the checklist as they should have been marked, where the sheet asks for them."""
    asked = ((row, said.get(row_field(row.code))) for row in _rows(case))
    return tuple(_marked(row, MaterialState(int(mark))) for row, mark in asked if mark is not None)


def problems(mending: Mending, case: Case, said: Answers) -> dict[str, Problem]:
    """What is wrong with the answers, at the line it is to be mended on."""
    texts = wanted(said)
    found = mending.problems(case, texts)
    if any(name in found for name in _MATTER):
        found[MATTER] = next(found[name] for name in _MATTER if name in found)
    if found or differences(case, texts) or not set(rows(case, said)) <= set(case.materials):
        return found
    return {next(iter(said)): Problem("amend.nothing")}


def _party(case: Case) -> Iterator[Line]:
    applicant = case.registered.applicant
    yield line(case, "applicant.name")
    if applicant.kind is ApplicantKind.PERSON:
        yield choice(case, "applicant.id_kind", {kind.value: word for kind, word in PERSON_PAPERS.items()})
    yield masked(case, "applicant.id_number", mask_id(applicant.id_number, applicant.id_kind))
    yield line(case, "contact")
    yield masked(case, "phone", mask_phone(applicant.phone))
    # A letter was no visit and a visit no letter: what the other is asked for was never written down.
    ways = VISITS if case.registered.incoming is None else tuple(INCOMING)
    yield choice(case, "channel", {way.value: CHANNELS[way] for way in ways})
    if case.registered.incoming is not None:
        yield line(case, "incoming_no")
        if case.registered.channel is Channel.LETTER:
            yield line(case, "incoming_posted", Asked.PAST)
        yield line(case, "incoming_from")


def _matter(case: Case, catalogue: Catalogue) -> Iterator[Line]:
    if may_change_matter(case):
        ready = value(case, "sub_item") or value(case, "item")
        yield Line(MATTER, words.MATTER, Asked.CHOICE, True, ready, choices=words.matters(catalogue))
    yield line(case, "request", Asked.PROSE)
    if case.answer:
        yield line(case, "answer", Asked.PROSE)
    if case.registered.situation:
        yield choice(case, "situation", {one.value: word for one, word in SITUATION_CHOICES.items()})
    if case.registered.callback:
        yield line(case, "callback")


def _row(row: CheckedMaterial) -> Line:
    marks = dict.fromkeys((row.state, *_MARKS))
    choices = {str(mark.value): MARKS[mark].text for mark in marks}
    label = words.MATERIAL.format(name=row.name)
    return Line(row_field(row.code), label, Asked.CHOICE, True, str(row.state.value), choices=choices)


def _rows(case: Case) -> tuple[CheckedMaterial, ...]:
    return tuple(row for row in case.materials if case.is_open and row.state not in _FIXED)


def _marked(row: CheckedMaterial, mark: MaterialState) -> CheckedMaterial:
    return row if mark is row.state else replace(row, state=mark, defects=())
