"""Which rows stand on which paper: those of its design, of the registration's fields, and added ones."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.events import Channel, Incoming, ReplyWay
from outlet_app.domain.forms.paper_rows import (
    ACCEPTANCE,
    ANY_CASE,
    NOTICE,
    ROWS,
    SLIP,
    Row,
    further_texts,
    rows_of,
)
from outlet_app.domain.forms.registration import INTAKE, text_at
from outlet_app.domain.forms.spec import Field, Form, Kind
from tests.domain.tables import each
from tests.support.builders import registered

PAPERS = (ANY_CASE, NOTICE, ACCEPTANCE, SLIP)
CASE = ("case_no", "query_code", "applicant.name", "applicant.id_number", "contact", "item", "sub_item")
FACT = registered(
    applicant=Applicant(
        ApplicantKind.PERSON, "乌兰·巴特尔𬎆", IdKind.ID_CARD, "152822196501010033", "其木格"
    ),
    agent=Agent("其木格", IdKind.PASSPORT, "E12345678", "13900005678"),
    request="商标许可怎么备案",
    callback="",
)


def on(form: Form = INTAKE, **papers: tuple[str, ...]) -> Form:
    """The form with fields put on papers, `agent_phone` for agent.phone."""
    named = {name.replace("agent_", "agent."): told for name, told in papers.items()}
    sections = tuple(
        replace(
            one,
            fields=tuple(replace(field, papers=named.get(field.name, field.papers)) for field in one.fields),
        )
        for one in form.sections
    )
    return replace(form, sections=sections)


def names(paper: str, form: Form | None = None) -> tuple[str, ...]:
    return tuple(row.name for row in rows_of(paper, form))


@each(
    ("paper", "told"),
    [
        (ANY_CASE, CASE),
        (NOTICE, (*CASE, "submitted", "ordinal")),
        (ACCEPTANCE, (*CASE, "way_accepted", "channel")),
        (
            SLIP,
            (
                "registered_at",
                "channel",
                # Added by the form under the way it is told for; it stands only where it is told.
                "incoming_posted",
                "applicant.name",
                "matter",
                "decision",
                "limits",
                "first_contact",
                "outlet_phone",
            ),
        ),
    ],
)
def test_a_paper_has_the_rows_of_its_design(paper: str, told: tuple[str, ...]) -> None:
    assert names(paper) == told


def test_what_the_registration_knows_is_its_own_field_with_its_own_bounds() -> None:
    known = {one.name for one in INTAKE.fields()}
    told = [one for rows in ROWS.values() for row in rows for one in row.fields if one.name in known]
    assert told
    assert all(one is INTAKE.field(one.name) for one in told)


def test_no_field_is_told_twice_on_one_paper() -> None:
    for paper in PAPERS:
        told = [one.name for row in rows_of(paper) for one in row.fields]
        assert len(told) == len(set(told)), paper


def test_two_rows_or_none_stand_side_by_side() -> None:
    paired = {paper: sum(row.paired for row in rows_of(paper)) for paper in PAPERS}
    assert paired == {ANY_CASE: 0, NOTICE: 2, ACCEPTANCE: 2, SLIP: 0}


def test_only_the_numbers_are_read_out_sign_by_sign() -> None:
    codes = {row.name for paper in PAPERS for row in rows_of(paper) if row.is_code}
    assert codes == {"case_no", "query_code"}


@each("paper", PAPERS)
def test_a_field_that_is_put_on_a_paper_stands_before_the_paired_rows(paper: str) -> None:
    form = on(request=(paper,))
    design = [row for row in rows_of(paper) if not row.paired]
    assert rows_of(paper, form) == (
        *design,
        Row("request", (form.field("request"),), added=True),
        *(row for row in rows_of(paper) if row.paired),
    )
    assert all("request" not in names(other, form) for other in PAPERS if other != paper)


def test_added_fields_keep_the_reading_order_of_the_screen() -> None:
    form = on(callback=(NOTICE,), request=(NOTICE,), agent_phone=(NOTICE,))
    assert names(NOTICE, form)[len(CASE) : -2] == ("agent.phone", "request", "callback")


def test_a_field_that_stands_there_already_is_not_added_again() -> None:
    form = on(contact=PAPERS, phone=PAPERS, item=PAPERS)
    assert [names(paper, form) for paper in (NOTICE, ACCEPTANCE)] == [names(NOTICE), names(ACCEPTANCE)]
    assert names(SLIP, form) == (*names(SLIP), "contact", "phone")


def told_for(other: str, paper: str) -> Form:
    """The form with the request put on a paper, told where another field says so."""
    form = on(request=(paper,))
    sections = tuple(
        replace(
            one,
            fields=tuple(
                replace(field, told_when=(other, ("x",))) if field.name == "request" else field
                for field in one.fields
            ),
        )
        for one in form.sections
    )
    return replace(form, sections=sections)


@each(
    ("paper", "other", "above"),
    [
        (SLIP, "channel", "incoming_posted"),
        (SLIP, "applicant.name", "applicant.name"),
        # Two fields in one row: it stands under the row.
        (SLIP, "sub_item", "matter"),
        (NOTICE, "phone", "contact"),
        # What is paired stays the last row, and what is not on the paper has no place of its own.
        (ACCEPTANCE, "channel", "sub_item"),
        (SLIP, "callback", "outlet_phone"),
    ],
)
def test_a_field_stands_under_the_one_it_is_told_for(paper: str, other: str, above: str) -> None:
    found = names(paper, told_for(other, paper))
    assert found[found.index("request") - 1] == above
    assert [one for one in found if one != "request"] == list(names(paper))


@each(
    ("papers", "told"),
    [
        ({}, {}),
        ({"request": (SLIP,)}, {}),
        ({"request": (NOTICE,)}, {"request": "商标许可怎么备案"}),
        ({"callback": (NOTICE,)}, {}),
        ({"agent_phone": (NOTICE,)}, {"agent.phone": "139****5678"}),
        ({"agent_id_number": (NOTICE,)}, {"agent.id_number": "E1*****78"}),
        (
            {"agent_name": (NOTICE,), "request": (NOTICE,)},
            {"agent.name": "其木格", "request": "商标许可怎么备案"},
        ),
    ],
)
def test_what_an_added_field_holds_is_shown_and_numbers_are_masked(
    papers: dict[str, tuple[str, ...]], told: dict[str, str]
) -> None:
    form = on(**papers)
    assert further_texts(NOTICE, FACT, form) == told


def test_a_number_without_a_paper_beside_it_is_masked_all_the_same() -> None:
    bare = Field("number", Kind.CODE, at="applicant.id_number", papers=(NOTICE,))
    form = replace(INTAKE, sections=(replace(INTAKE.sections[0], fields=(bare,)),))
    assert further_texts(NOTICE, FACT, form) == {"number": "1528**********0033"}


def test_the_day_of_a_letter_is_told_of_what_came_as_a_letter_only() -> None:
    """Also where the letter was first taken down as one and then put right."""
    mail = Incoming("信 12 号", "陕坝镇", None, ReplyWay.POST, date(2026, 11, 18))
    told = {
        channel: further_texts(SLIP, registered(channel=channel, incoming=mail)).get("incoming_posted")
        for channel in Channel
    }
    assert told == dict.fromkeys(Channel) | {Channel.LETTER: "2026-11-18"}


def test_nothing_stands_in_the_fields_of_somebody_who_is_not_there() -> None:
    form = on(agent_name=(NOTICE,), agent_phone=(NOTICE,))
    assert further_texts(NOTICE, registered(), form) == {}


@each(
    ("path", "told"),
    [
        ("request", "商标许可怎么备案"),
        ("applicant.name", "乌兰·巴特尔𬎆"),
        ("applicant.kind", str(ApplicantKind.PERSON.value)),
        ("assisted", ""),
        ("nothing.there", ""),
        ("agent.nothing", ""),
    ],
)
def test_a_path_leads_to_the_text_there(path: str, told: str) -> None:
    assert text_at(FACT, path) == told
