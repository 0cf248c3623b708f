"""The sheets of 更正 by what the case leaves open: each field is the one it was first asked as."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.amend_forms import (
    MARKS,
    WHICH,
    amend_form,
    amended_field,
    changes_misfit,
    entry_form,
    party_form,
    rows,
)
from outlet_app.domain.amending import FORMER_CODES, access
from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.channels import INCOMING, VISITS
from outlet_app.domain.course_entries import PARTS, Book, Place
from outlet_app.domain.events import (
    Accepted,
    AmendCause,
    Amended,
    AnsweredOnSpot,
    Channel,
    Fact,
    FieldChange,
    Incoming,
    MaterialsChecked,
    MaterialsTaken,
    ReplyWay,
    Situation,
)
from outlet_app.domain.forms.agency import LOG
from outlet_app.domain.forms.hanging import is_needed, is_told, offered
from outlet_app.domain.forms.reading import missing, problem, problems
from outlet_app.domain.forms.registration import APPLICANT_KINDS, INTAKE, PERSON_IDS
from outlet_app.domain.forms.spec import Form, Kind
from outlet_app.domain.forms.told import misfits
from outlet_app.domain.forms.tracking import VISIT
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from tests.domain.tables import each
from tests.domain.test_amended_entries import FOLLOWED, HELPED, case_of
from tests.support.builders import material, registered, stamp

TODAY = date(2026, 11, 27)
PERSON = Applicant(
    ApplicantKind.PERSON, "乌力吉·巴图", IdKind.ID_CARD, "152822196501010025", "", "13900001234"
)
ROWS: tuple[CheckedMaterial, ...] = (
    material(handed=1),
    material(MaterialState.MISSING, "8.2-M2"),
    material(MaterialState.EXEMPT, "8.2-M3"),
    material(MaterialState.UNDECIDED, "8.2-M4"),
)
COUNTER = (registered(), MaterialsChecked(1, ROWS), MaterialsTaken())
ACCEPTED = (*COUNTER[:1], MaterialsChecked(1, ROWS[:3]), MaterialsTaken(), Accepted((stamp(),)))
LETTER = registered(
    channel=Channel.LETTER,
    incoming=Incoming("信 12 号", "陕坝镇", None, ReplyWay.POST, date(2026, 11, 18)),
)
TOLD = registered(applicant=PERSON, consulting=True, situation=Situation.OWN_NOW, callback="下午三点")
WHY = {"cause": "*choice", "note": "line 200"}
BODY = {
    "applicant.name": "name 100", "applicant.id_number": "code 40", "contact": "person 50",
    "phone": "phone 40", "channel": "choice",
}  # fmt: skip


def asked(form: Form) -> dict[str, str]:
    """* where the sheet asks for it; a number that stays as it is where none is typed is never asked for."""
    return {
        one.name: f"{'*' if is_needed(one, {}) else ''}{one.kind}{f' {one.limit}' if one.limit else ''}"
        for one in form.fields()
    }


@each(
    ("facts", "said"),
    [
        ((registered(),), {**BODY, "matter": "*choice", "request": "text 1000", **WHY}),
        (
            COUNTER,
            {
                **BODY, "request": "text 1000", "materials.8.2-M1": "*choice",
                "materials.8.2-M2": "*choice", **WHY,
            },
        ),
        (
            ACCEPTED,
            {
                **BODY, "applicant.name": "*name 100", "contact": "*person 50", "request": "*text 1000",
                "materials.8.2-M1": "*choice", "materials.8.2-M2": "*choice", **WHY,
            },
        ),
        (
            (LETTER,),
            {
                **BODY, "incoming_no": "line 50", "incoming_from": "line 200", "matter": "*choice",
                "request": "text 1000", **WHY,
            },
        ),
        (
            (TOLD, AnsweredOnSpot("可以申报")),
            {
                "applicant.name": "name 100", "applicant.id_kind": "choice", "applicant.id_number": "code 40",
                "contact": "person 50", "phone": "phone 40", "channel": "choice", "matter": "*choice",
                "request": "*text 1000", "answer": "*text 1000", "situation": "choice", "callback": "line 50",
                **WHY,
            },
        ),
    ],
)  # fmt: skip
def test_the_sheet_asks_what_can_be_put_right(facts: tuple[Fact, ...], said: dict[str, str]) -> None:
    found = asked(amend_form(case_of(*facts)))
    found.pop("incoming_posted", None)
    assert found == said
    assert list(found) == list(said)


def test_a_letter_is_asked_for_its_post_mark_where_it_is_a_letter() -> None:
    form = amend_form(case_of(LETTER))
    field = form.field("incoming_posted")
    assert field.kind is Kind.PAST
    assert [way.value for way in INCOMING if is_told(field, {"channel": way.value})] == ["letter"]


@each(
    ("told", "ways"),
    [(registered(), VISITS), (LETTER, tuple(INCOMING)), (registered(channel=Channel.PHONE), VISITS)],
)
def test_a_letter_was_no_visit_and_a_visit_no_letter(told: Fact, ways: tuple[Channel, ...]) -> None:
    assert amend_form(case_of(told)).field("channel").options == ways


def test_the_number_of_a_body_is_read_as_its_code() -> None:
    field = amend_form(case_of(registered())).field("applicant.id_number")
    right = {"91150802MA0TEA71XJ": True, "91150802MA0TEA71XK": False, "152822196501010025": False}
    assert {text: problem(field, {field.name: text}, TODAY) is None for text in right} == right


def test_the_number_of_a_person_is_read_by_the_paper_beside_it() -> None:
    field = amend_form(case_of(registered(applicant=PERSON))).field("applicant.id_number")
    said = {field.name: "E12345678"}
    assert problem(field, {**said, "applicant.id_kind": "passport"}, TODAY) is None
    assert problem(field, {**said, "applicant.id_kind": "id_card"}, TODAY) is not None


def test_a_mark_can_be_what_it_is_complete_or_not_needed() -> None:
    form = amend_form(case_of(*COUNTER))
    assert form.field("materials.8.2-M1").options == tuple(str(mark.value) for mark in MARKS)
    own = str(MaterialState.MISSING.value)
    assert form.field("materials.8.2-M2").options == (own, *(str(mark.value) for mark in MARKS))
    assert [row.code for row in rows(case_of(*COUNTER))] == ["8.2-M1", "8.2-M2"]


PARTY = {
    "applicant.kind": "choice", "applicant.id_kind": "choice", "applicant.id_number": "code 40",
    "contact": "person 50", "special_groups": "choice", "assisted": "switch", "agent.name": "person 50",
    "agent.id_kind": "choice", "agent.id_number": "code 40", "agent.phone": "phone 40", **WHY,
}  # fmt: skip


@each(
    ("facts", "needed"),
    [((registered(),), set()), (ACCEPTED, {"contact"}), ((TOLD, AnsweredOnSpot("可以")), set())],
)
def test_who_came_is_asked_whole(facts: tuple[Fact, ...], needed: set[str]) -> None:
    found = asked(party_form(case_of(*facts)))
    assert {name: text.lstrip("*") for name, text in found.items()} == {**PARTY, "cause": "choice"}
    assert {name for name, text in found.items() if text.startswith("*")} == needed | {"cause"}
    assert list(found) == list(PARTY)


@each("kind", APPLICANT_KINDS)
def test_the_papers_of_a_kind_are_those_it_has(kind: str) -> None:
    field = party_form(case_of(registered())).field("applicant.id_kind")
    is_person = kind == str(ApplicantKind.PERSON.value)
    assert offered(field, {"applicant.kind": kind}) == (PERSON_IDS if is_person else (IdKind.USCC,))
    wrong = problem(field, {"applicant.kind": kind, field.name: "uscc" if is_person else "passport"}, TODAY)
    assert wrong is not None
    assert wrong.code == "field.choose"


def test_every_number_is_masked_and_nothing_else() -> None:
    for facts in ((registered(),), ACCEPTED, (LETTER,)):
        case = case_of(*facts)
        for form in (amend_form(case), party_form(case)):
            assert {one.name for one in form.fields() if one.masked} == FORMER_CODES & set(asked(form))


def test_a_masked_number_stays_though_the_decision_needs_it() -> None:
    form = amend_form(case_of(*ACCEPTED))
    assert form.field("phone").needed
    said = {one.name: "写" for one in form.fields()} | {"phone": "", "applicant.id_number": ""}
    assert {"phone", "applicant.id_number"} & missing(form, said).keys() == set()


@each(
    ("facts", "place", "said"),
    [
        (
            FOLLOWED, Place(Book.PLAN),
            {
                "plan.goal": "*text 500", "plan.measures": "*text 500", "plan.partner": "line 60",
                "plan.next_follow_up": "*day",
            },
        ),
        (
            FOLLOWED, Place(Book.VISITS, 1),
            {
                "visits.1.way": "*choice", "visits.1.met": "person 50", "visits.1.findings": "*text 3000",
                "visits.1.day": "*past", "visits.1.next_follow_up": "*day",
            },
        ),
        (
            FOLLOWED, Place(Book.SUMMARIES, 0),
            {"summaries.0.summary": "*text 1000", "summaries.0.effect": "line 200"},
        ),
        (
            HELPED, Place(Book.ACTIONS, 1),
            {
                "agencies.0.actions.1.doing": "*choice", "agencies.0.actions.1.text": "*text 300",
                "agencies.0.actions.1.day": "*past", "agencies.0.actions.1.place": "line 60",
                "agencies.0.actions.1.attachments": "line 100", "agencies.0.actions.1.minutes": "line 10",
                "agencies.0.actions.1.told": "switch", "agencies.0.actions.1.reached": "switch",
                "agencies.0.actions.1.next_step": "line 60", "agencies.0.actions.1.next_day": "day",
            },
        ),
    ],
)  # fmt: skip
def test_an_entry_is_asked_part_by_part(facts: tuple[Fact, ...], place: Place, said: dict[str, str]) -> None:
    form = entry_form(place)
    assert asked(form) == {**said, **WHY}
    assert list(asked(form)) == [*said, *WHY]
    case = case_of(*facts)
    assert all(access(case, name) for name in said)


def test_every_part_of_every_book_has_its_field() -> None:
    for book, parts in PARTS.items():
        names = {one.name for one in entry_form(Place(book)).fields()} - set(WHY)
        assert {name.rpartition(".")[2] for name in names} == set(parts)


def test_which_entry_is_chosen_first() -> None:
    assert asked(WHICH) == {"entry": "*choice"}


@each(
    ("name", "like"),
    [
        ("applicant.name", INTAKE.field("applicant.name")),
        ("answer", INTAKE.field("answer")),
        ("visits.3.findings", replace(VISIT.field("findings"), name="visits.3.findings", sent="")),
        (
            "agencies.2.actions.0.place",
            replace(LOG.field("place"), name="agencies.2.actions.0.place", sent=""),
        ),
        ("materials.8.2-M1", None),
        ("visits.3.nothing", None),
        ("first_visit", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_field_is_found_by_the_name_a_change_gives_it(name: str, like: object) -> None:
    assert amended_field(name) == like


def change(field: str, after: str, before: str = "") -> tuple[FieldChange, ...]:
    return (FieldChange(field, before, after),)


@each(
    ("changes", "found"),
    [
        (change("applicant.name", "𬎆䶮"), ""),
        (change("applicant.name", "乌力吉·巴图"), ""),
        (change("applicant.name", "", "旧"), ""),
        (change("contact", "人" * 51), "text.too_long"),
        (change("contact", "甲\n乙"), "text.control"),
        (change("phone", "1390000123"), "phone.short"),
        (change("phone", ""), ""),
        (change("request", "甲\n乙"), ""),
        (change("request", "求" * 1001), "text.too_long"),
        (change("callback", "好\U0001f33b"), "text.emoji"),
        (change("incoming_posted", "2026-11-28"), "supplement.future"),
        (change("incoming_posted", "2026-11-27"), ""),
        (change("incoming_posted", "昨天"), "date.unreadable"),
        (change("visits.0.findings", "情" * 3000), ""),
        (change("visits.0.findings", "情" * 3001), "text.too_long"),
        (change("visits.0.day", "2026-11-28"), "supplement.future"),
        (change("agencies.0.actions.0.place", "地" * 61), "text.too_long"),
        (change("agencies.0.actions.0.reached", ""), ""),
        # 身份证 by the paper that is told with it; without one it is doubted and passes.
        ((*change("applicant.id_number", "12345"), *change("applicant.id_kind", "id_card")), "id.short"),
        ((*change("applicant.id_number", "E12345678"), *change("applicant.id_kind", "passport")), ""),
        (change("applicant.id_number", "152822196501010026"), ""),
        # What counts days, and what no sheet asks, is none of this rule.
        (change("first_visit", "whenever"), ""),
        (change("consulting", "yes"), ""),
        ((), ""),
    ],
)
def test_a_change_holds_what_its_own_field_takes(changes: tuple[FieldChange, ...], found: str) -> None:
    wrong = list(changes_misfit(changes, TODAY).values())
    assert bool(wrong) is bool(found)
    if found and not found.startswith("id."):
        assert [one.code for one in wrong] == [found]


@each(
    ("fact", "found"),
    [
        (Amended(()), {}),
        (Amended((), cause=AmendCause.APPLICANT_CHANGED, note="电话核实"), {}),
        (Amended((), note="注" * 200), {}),
        (Amended((), note="注" * 201), {"note": "text.too_long"}),
        (Amended((), note="甲\n乙"), {"note": "text.control"}),
    ],
)
def test_why_is_read_back_into_its_sheet(fact: Amended, found: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, TODAY).items()} == found


def test_what_stands_in_the_case_fits_the_sheet_it_is_put_right_on() -> None:
    """Nothing a case says is called wrong before the clerk has touched it."""
    for facts in ((registered(),), COUNTER, ACCEPTED, (LETTER,)):
        case = case_of(*facts)
        for form in (amend_form(case), party_form(case)):
            shown = {one.name: one for one in form.fields() if not one.masked and access(case, one.name)}
            said = {name: access(case, name).read(case) for name in shown}  # type: ignore[union-attr]
            assert problems(form, said, TODAY) == {}, facts
