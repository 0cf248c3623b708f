"""The registration form: what each decision asks, what is wrong with the input, which decision fits."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.catalogue import Authority, ClockKind, Material, PaperForm, SubItem, TimeRule
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Complexity
from outlet_app.domain.forms.contents import cleaned, content_hints
from outlet_app.domain.forms.intake import (
    INTAKE,
    blank_row,
    check,
    checklist,
    has_agent,
    recommended,
    required,
)
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

TODAY = date(2026, 11, 20)
GOOD_CODE = "91150826MA0NK2H35E"
EARLY_CODE = "91150802MA0TEA711U"
GOOD_ID = "152822196501010025"


def material(code: str, *, core: bool = True, may_follow: bool = False, shared: bool = False) -> Material:
    return Material(
        code=code,
        name=f"材料{code}",
        core=core,
        form=PaperForm.ORIGINAL,
        copies=1,
        may_follow=may_follow,
        shared=shared,
        source="",
        standard="",
        remedy="补交",
    )


PRECHECK = SubItem(
    "8.2",
    "申报预审",
    Authority.LOCAL,
    instant=False,
    clocks=(TimeRule("response", ClockKind.INSTANT),),
    materials=(
        material("8.2-M1"),
        material("8.2-M2", shared=True),
        material("8.2-M3"),
        material("8.2-M4", core=False, may_follow=True),
    ),
    outcomes=(),
    stages=(),
)
TALK = SubItem(
    "2.1",
    "专利咨询",
    Authority.LOCAL,
    True,
    (TimeRule("answer", ClockKind.INSTANT),),
    (),
    (),
    (),
    consulting=True,
)
HARD_TALK = replace(
    TALK, code="2.9", instant=False, materials=(material("2.9-M1", core=False, may_follow=True),)
)

FULL = IntakeEntry(
    applicant=Applicant(
        ApplicantKind.ENTERPRISE, "禾源公司", IdKind.USCC, GOOD_CODE, "刘建平", "13800002046"
    ),
    item=8,
    sub_item="8.2",
    request="申报 2026 年资助",
)
ANONYMOUS = IntakeEntry(item=2, sub_item="2.1", request="专利怎么申请", answer="先检索，再提交")


def marked(entry: IntakeEntry, **states: MaterialState) -> IntakeEntry:
    """The entry with rows decided: M1=…, M3=… of 8.2."""
    rows = {row.code: row for row in checklist(entry, PRECHECK)}
    for short, state in states.items():
        code = f"8.2-{short}"
        defects = (Defect("D04"),) if state is MaterialState.FAULTY else ()
        rows[code] = replace(rows[code], state=state, defects=defects)
    decided = tuple(row for row in rows.values() if row.state is not MaterialState.UNDECIDED)
    return replace(entry, materials=decided)


COMPLETE = marked(FULL, M1=MaterialState.COMPLETE, M3=MaterialState.COMPLETE, M4=MaterialState.COMPLETE)


def codes(found: dict[str, Problem]) -> dict[str, str]:
    return {name: problem.code for name, problem in found.items()}


def test_an_anonymous_consultation_needs_only_matter_request_and_answer() -> None:
    assert check(ANONYMOUS, Decision.ANSWER, TALK, TODAY) == {}
    blank = check(IntakeEntry(), Decision.ANSWER, None, TODAY)
    assert codes(blank) == dict.fromkeys(("item", "sub_item", "request", "answer"), "field.missing")


def test_a_transfer_also_needs_a_telephone_but_no_answer() -> None:
    entry = replace(ANONYMOUS, answer="")
    assert codes(check(entry, Decision.TRANSFER, TALK, TODAY)) == {"phone": "field.missing"}
    reachable = replace(entry, applicant=Applicant(ApplicantKind.PERSON, phone="0478-8213500"))
    assert check(reachable, Decision.TRANSFER, TALK, TODAY) == {}


@each("decision", [Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.RECEIVE])
def test_opening_a_case_asks_for_the_whole_party(decision: Decision) -> None:
    found = check(IntakeEntry(item=8, sub_item="8.2", request="申报"), decision, PRECHECK, TODAY)
    missing = [name for name, problem in found.items() if problem.code == "field.missing"]
    assert missing == ["applicant.name", "applicant.id_number", "contact", "phone"]
    assert check(COMPLETE, Decision.ACCEPT, PRECHECK, TODAY) == {}


def test_a_person_is_their_own_contact() -> None:
    person = Applicant(ApplicantKind.PERSON, "韩永", IdKind.ID_CARD, GOOD_ID, "", "13800002046")
    assert check(replace(COMPLETE, applicant=person), Decision.ACCEPT, PRECHECK, TODAY) == {}


def test_problems_stand_in_reading_order() -> None:
    entry = replace(FULL, applicant=replace(FULL.applicant, phone="", id_number="1"), request="")
    found = list(check(entry, Decision.ACCEPT, PRECHECK, TODAY))
    assert found == [
        "applicant.id_number",
        "phone",
        "request",
        "materials.8.2-M1",
        "materials.8.2-M3",
        "materials.8.2-M4",
    ]


def test_nothing_is_asked_before_a_decision_but_wrong_input_is_told() -> None:
    assert check(IntakeEntry(), None, None, TODAY) == {}
    wrong = replace(
        FULL, applicant=replace(FULL.applicant, id_number=GOOD_CODE[:-1] + "9", phone="1380000204")
    )
    assert codes(check(wrong, None, PRECHECK, TODAY)) == {
        "applicant.id_number": "uscc.check_digit",
        "phone": "phone.short",
    }


def test_the_number_is_read_by_the_kind_of_applicant() -> None:
    body = replace(FULL, applicant=replace(FULL.applicant, id_kind=IdKind.ID_CARD, id_number=GOOD_ID))
    assert "applicant.id_number" in check(body, None, PRECHECK, TODAY)
    person = replace(body, applicant=replace(body.applicant, kind=ApplicantKind.PERSON))
    assert check(person, None, PRECHECK, TODAY) == {}
    impossible = replace(person, applicant=replace(person.applicant, id_number="152822196502300025"))
    assert codes(check(impossible, None, PRECHECK, TODAY)) == {"applicant.id_number": "id.date"}


def test_full_width_digits_and_blanks_are_taken_silently() -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in GOOD_CODE)
    typed = replace(FULL, applicant=replace(FULL.applicant, id_number=wide, phone=" 138 0000 2046 "))
    assert check(typed, None, PRECHECK, TODAY) == {}
    stored = cleaned(typed).applicant
    assert (stored.id_number, stored.id_kind, stored.phone) == (GOOD_CODE, IdKind.USCC, "13800002046")


def test_cleaning_keeps_no_paper_for_an_empty_number() -> None:
    stored = cleaned(replace(ANONYMOUS, request="  问一下 \r\n第二行 ", basis=" 专利法 "))
    assert stored.applicant.id_kind is IdKind.NONE
    assert (stored.request, stored.basis) == ("问一下 \n第二行", "专利法")


@each(
    ("field", "text", "code"),
    [
        ("request", "问" * 10_000, "text.too_long"),
        ("answer", "好的😀", "text.emoji"),
        ("basis", "据" * 201, "text.too_long"),
        ("request", "一\x07二", "text.control"),
    ],
)
def test_texts_that_cannot_be_kept_are_told_with_their_count(field: str, text: str, code: str) -> None:
    found = check(replace(ANONYMOUS, **{field: text}), Decision.ANSWER, TALK, TODAY)
    assert codes(found) == {field: code}
    if code == "text.too_long":
        assert found[field].args["over"] == len(text) - (1000 if field == "request" else 200)


def test_a_warning_never_stops_the_decision() -> None:
    odd = replace(COMPLETE, applicant=replace(FULL.applicant, id_number=EARLY_CODE))
    assert check(odd, Decision.ACCEPT, PRECHECK, TODAY) == {}
    assert codes(content_hints(odd, TODAY)) == {"applicant.id_number": "uscc.inner_check"}
    private = replace(ANONYMOUS, request="问一个\ue000字")
    assert check(private, Decision.ANSWER, TALK, TODAY) == {}
    assert codes(content_hints(private, TODAY)) == {"request": "text.private_use"}


def test_acting_for_somebody_else_asks_who_does() -> None:
    helped = replace(COMPLETE, assisted=True)
    assert has_agent(helped)
    found = check(helped, Decision.ACCEPT, PRECHECK, TODAY)
    assert list(found) == ["agent.name", "agent.id_number", "agent.phone"]
    agent = Agent("刘建平", IdKind.ID_CARD, GOOD_ID, "13800002046")
    assert check(replace(helped, agent=agent), Decision.ACCEPT, PRECHECK, TODAY) == {}
    wrong = replace(helped, agent=replace(agent, phone="1", id_number=GOOD_ID[:-1]))
    assert codes(check(wrong, Decision.ACCEPT, PRECHECK, TODAY)) == {
        "agent.id_number": "id.short",
        "agent.phone": "phone.short",
    }


def test_an_applicant_helped_in_person_has_no_agent() -> None:
    person = Applicant(ApplicantKind.PERSON, "韩永", IdKind.ID_CARD, GOOD_ID, "韩永", "13800002046")
    assert not has_agent(replace(COMPLETE, applicant=person, assisted=True))
    assert not has_agent(replace(COMPLETE, assisted=False))


@each("decision", [Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT])
def test_every_row_is_decided_before_a_case_opens(decision: Decision) -> None:
    found = codes(check(FULL, decision, PRECHECK, TODAY))
    rows = {name: code for name, code in found.items() if name != "materials"}
    assert rows == dict.fromkeys(
        ("materials.8.2-M1", "materials.8.2-M3", "materials.8.2-M4"), "material.undecided"
    )


def test_shared_rows_are_exempt_without_a_hand() -> None:
    rows = {row.code: row.state for row in checklist(FULL, PRECHECK)}
    assert rows["8.2-M2"] is MaterialState.EXEMPT
    assert rows["8.2-M1"] is MaterialState.UNDECIDED
    assert blank_row(PRECHECK.materials[3]).may_follow


def test_each_gap_stands_in_the_way_of_acceptance() -> None:
    gap = marked(COMPLETE, M3=MaterialState.MISSING)
    assert codes(check(gap, Decision.ACCEPT, PRECHECK, TODAY)) == {"materials.8.2-M3": "material.gap"}
    assert check(gap, Decision.NOTICE, PRECHECK, TODAY) == {}


def test_a_notice_without_a_gap_has_nothing_to_say() -> None:
    found = codes(check(COMPLETE, Decision.NOTICE, PRECHECK, TODAY))
    assert found == {"materials": "material.no_gap"}


def test_a_fault_names_its_defects() -> None:
    faulty = marked(COMPLETE, M1=MaterialState.FAULTY)
    bare = replace(faulty, materials=tuple(replace(row, defects=()) for row in faulty.materials))
    found = codes(check(bare, Decision.NOTICE, PRECHECK, TODAY))
    assert found == {"materials.8.2-M1": "material.defect_needed"}


def test_only_what_may_follow_can_be_promised() -> None:
    promised = marked(COMPLETE, M4=MaterialState.DEFERRED)
    assert check(promised, Decision.DEFICIENT, PRECHECK, TODAY) == {}
    core = marked(COMPLETE, M1=MaterialState.DEFERRED)
    assert codes(check(core, Decision.DEFICIENT, PRECHECK, TODAY)) == {
        "materials.8.2-M1": "material.cannot_follow"
    }
    assert codes(check(COMPLETE, Decision.DEFICIENT, PRECHECK, TODAY)) == {
        "materials": "material.nothing_promised"
    }


def test_receiving_for_review_leaves_rows_open() -> None:
    assert check(FULL, Decision.RECEIVE, PRECHECK, TODAY) == {}


def test_an_unlisted_matter_is_answered_transferred_or_refused_never_accepted() -> None:
    unlisted = replace(FULL, item=0, sub_item="", answer="请到法院")
    assert check(unlisted, Decision.ANSWER, None, TODAY) == {}
    assert check(unlisted, Decision.REJECT, None, TODAY) == {}
    assert codes(check(unlisted, Decision.ACCEPT, None, TODAY)) == {"item": "item.not_listed"}


@each(
    ("entry", "sub_item", "wanted"),
    [
        (IntakeEntry(), None, None),
        (IntakeEntry(item=0), None, Decision.ANSWER),
        (ANONYMOUS, TALK, Decision.ANSWER),
        (FULL, PRECHECK, None),
        (COMPLETE, PRECHECK, Decision.ACCEPT),
        (marked(COMPLETE, M4=MaterialState.DEFERRED), PRECHECK, Decision.DEFICIENT),
        (marked(COMPLETE, M1=MaterialState.MISSING), PRECHECK, Decision.NOTICE),
        (marked(FULL, M1=MaterialState.FAULTY), PRECHECK, Decision.NOTICE),
        (marked(COMPLETE, M1=MaterialState.MISSING, M4=MaterialState.DEFERRED), PRECHECK, Decision.NOTICE),
    ],
)
def test_the_recommended_decision(
    entry: IntakeEntry, sub_item: SubItem | None, wanted: Decision | None
) -> None:
    assert recommended(entry, sub_item) is wanted


def test_a_complex_consultation_is_not_answered_at_once() -> None:
    entry = replace(ANONYMOUS, sub_item="2.9", complexity=Complexity.COMPLEX)
    assert recommended(entry, HARD_TALK) is None
    handed = replace(blank_row(HARD_TALK.materials[0]), state=MaterialState.COMPLETE)
    assert recommended(replace(entry, materials=(handed,)), HARD_TALK) is Decision.ACCEPT


def test_stars_follow_the_decision() -> None:
    assert required(FULL, None) == frozenset()
    assert "applicant.name" in required(FULL, Decision.ACCEPT)
    assert "applicant.name" not in required(FULL, Decision.ANSWER)
    assert "sub_item" not in required(IntakeEntry(item=0), Decision.ANSWER)


def test_every_asked_field_is_on_the_form() -> None:
    names = {field.name for field in INTAKE.fields()}
    asked = {name for decision in Decision for name in required(replace(FULL, assisted=True), decision)}
    assert asked <= names
    assert INTAKE.place("materials.8.2-M1") == INTAKE.place("materials")
    assert INTAKE.field("request").limit == 1000
    with pytest.raises(KeyError):
        INTAKE.field("nobody")
