"""The seven conditions of 容缺受理, each by itself (domain.md §3.2)."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.applicant import Agent
from outlet_app.domain.catalogue import Authority, ClockKind, Material, PaperForm, SubItem, TimeRule
from outlet_app.domain.credit import CreditAct, CreditEntry, OverduePromise, Repute
from outlet_app.domain.deficiency import (
    Condition,
    Judged,
    conditions,
    failed,
    late_lines,
    standing_problems,
)
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PromiseTerm
from outlet_app.domain.forms.intake import blank_row
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from tests.domain.tables import each
from tests.support.builders import ENTERPRISE

C = Condition
DAY = date(2026, 11, 25)
ASKED = DeficientDetail(DAY, volunteered=True, authorised=True)
GOOD = Repute()


def material(code: str, *, core: bool, follows: bool = False) -> Material:
    return Material(code, f"材料{code}", core, PaperForm.ORIGINAL, 1, follows, False, "", "", "补交")


LIST = (
    material("M1", core=True),
    material("M2", core=True),
    material("A1", core=False, follows=True),
    material("A2", core=False, follows=True),
    material("A3", core=False),
)
LOCAL = SubItem(
    "8.2",
    "申报预审",
    Authority.LOCAL,
    instant=False,
    clocks=(TimeRule("handling", ClockKind.WORKDAYS, 3),),
    materials=LIST,
    outcomes=(),
    stages=(),
)
STATES = {
    "o": MaterialState.COMPLETE,
    "m": MaterialState.MISSING,
    "f": MaterialState.FAULTY,
    "d": MaterialState.DEFERRED,
    "n": MaterialState.NOT_NEEDED,
    "e": MaterialState.EXEMPT,
    "?": MaterialState.UNDECIDED,
}


def entry(marks: str = "oodoo", **changes: object) -> IntakeEntry:
    """A registration whose five rows are marked in order: M1 M2 A1 A2 A3."""
    rows: tuple[CheckedMaterial, ...] = tuple(
        replace(blank_row(one), state=STATES[mark]) for one, mark in zip(LIST, marks, strict=True)
    )
    filled = IntakeEntry(ENTERPRISE, item=8, sub_item="8.2", request="申报资助", materials=rows)
    return replace(filled, **changes)  # type: ignore[arg-type]


def listed(case_no: str = "HH01-20260901-010003-K") -> CreditEntry:
    return CreditEntry(
        ENTERPRISE.name,
        ENTERPRISE.id_number,
        CreditAct.OVERDUE,
        case_no,
        date(2026, 9, 20),
        "市局知识产权科",
        date(2027, 9, 19),
    )


LATE = OverduePromise("case-9", "HH01-20261001-010002-B", "信用承诺书", date(2026, 10, 9))


def by_name(judged: tuple[Judged, ...]) -> dict[Condition, Judged]:
    return {one.condition: one for one in judged}


def broken(judged: tuple[Judged, ...]) -> list[Condition]:
    return [one.condition for one in judged if not one.holds]


def test_all_seven_are_judged_in_the_order_of_the_rule() -> None:
    assert [one.condition for one in conditions(entry(), LOCAL, GOOD, ASKED)] == list(Condition)
    assert len(Condition) == 7


def test_everything_in_order_is_accepted() -> None:
    judged = conditions(entry(), LOCAL, GOOD, ASKED)
    assert broken(judged) == []
    assert failed(judged) is None


@each(
    ("marks", "condition", "names", "code"),
    [
        ("modoo", C.CORE, ("材料M1",), "promise.core_open"),
        ("fodoo", C.CORE, ("材料M1",), "promise.core_open"),
        ("?odoo", C.CORE, ("材料M1",), "promise.core_open"),
        ("dodoo", C.CORE, ("材料M1",), "promise.core_open"),
        ("mmdoo", C.CORE, ("材料M1", "材料M2"), "promise.core_open"),
        ("oodod", C.LISTED, ("材料A3",), "promise.not_allowed"),
        ("oodom", C.LISTED, ("材料A3",), "promise.not_allowed"),
        ("oodof", C.LISTED, ("材料A3",), "promise.not_allowed"),
        ("oodmo", C.LISTED, ("材料A2",), "promise.not_allowed"),
        ("oodfo", C.LISTED, ("材料A2",), "promise.not_allowed"),
        ("ood?o", C.LISTED, ("材料A2",), "promise.not_allowed"),
        ("ooooo", C.LISTED, (), "promise.empty"),
        ("oonnn", C.LISTED, (), "promise.empty"),
    ],
)
def test_core_materials_and_the_list_are_told_apart(
    marks: str, condition: Condition, names: tuple[str, ...], code: str
) -> None:
    judged = conditions(entry(marks), LOCAL, GOOD, ASKED)
    assert condition in broken(judged)
    assert by_name(judged)[condition].names == names
    refusal = by_name(judged)[condition].refusal
    assert refusal is not None
    assert refusal.code == code


def test_a_core_material_marked_for_later_fails_core_and_list() -> None:
    assert broken(conditions(entry("dodoo"), LOCAL, GOOD, ASKED)) == [C.CORE, C.LISTED]


@each("marks", ["eodoo", "ondoo", "needo", "oodno", "ooddn"])
def test_rows_exempt_or_not_needed_count_as_settled(marks: str) -> None:
    assert broken(conditions(entry(marks), LOCAL, GOOD, ASKED)) in ([], [C.LISTED])
    assert C.CORE not in broken(conditions(entry(marks), LOCAL, GOOD, ASKED))


def test_the_applicant_asks_for_it_and_never_the_clerk_alone() -> None:
    judged = conditions(entry(), LOCAL, GOOD, replace(ASKED, volunteered=False))
    assert broken(judged) == [C.VOLUNTEERED]
    assert failed(judged) == by_name(judged)[C.VOLUNTEERED].refusal
    assert standing_problems(judged) == ()


def test_a_bad_record_blocks_and_names_its_case() -> None:
    judged = conditions(entry(), LOCAL, Repute(listed=(listed(),)), ASKED)
    assert broken(judged) == [C.CREDIT]
    assert by_name(judged)[C.CREDIT].names == ("HH01-20260901-010003-K",)
    refusal = failed(judged)
    assert refusal is not None
    assert (refusal.code, refusal.args) == ("promise.discredited", {"until": "2027-09-19"})


def test_a_record_without_a_case_is_named_by_its_day() -> None:
    judged = conditions(entry(), LOCAL, Repute(listed=(listed(""),)), ASKED)
    assert by_name(judged)[C.CREDIT].names == ("2026-09-20",)


def test_an_overdue_promise_blocks_and_names_the_case_once() -> None:
    other = replace(LATE, material="账户证明")
    judged = conditions(entry(), LOCAL, Repute(overdue=(LATE, other)), ASKED)
    assert broken(judged) == [C.OVERDUE]
    assert by_name(judged)[C.OVERDUE].names == ("HH01-20261001-010002-B",)
    refusal = failed(judged)
    assert refusal is not None
    assert (refusal.code, refusal.args) == ("promise.overdue", {"case_no": LATE.case_no})


def with_agent(name: str = "王磊") -> IntakeEntry:
    return entry(assisted=True, applicant=replace(ENTERPRISE, contact=name), agent=Agent(name))


def test_an_agent_brings_the_authorisation() -> None:
    judged = conditions(with_agent(), LOCAL, GOOD, replace(ASKED, authorised=False))
    assert broken(judged) == [C.AUTHORISED]
    assert by_name(judged)[C.AUTHORISED].names == ("王磊",)
    assert standing_problems(judged) == ()
    refusal = failed(judged)
    assert refusal is not None
    assert refusal.code == "promise.not_authorised"
    assert broken(conditions(with_agent(), LOCAL, GOOD, ASKED)) == []


@each("who", [entry(), with_agent(ENTERPRISE.name), with_agent(""), replace(with_agent(), assisted=False)])
def test_without_an_agent_no_authorisation_is_asked_for(who: IntakeEntry) -> None:
    judged = by_name(conditions(who, LOCAL, GOOD, DeficientDetail(DAY, volunteered=True)))
    assert (judged[C.AUTHORISED].holds, judged[C.AUTHORISED].asked) == (True, False)


@each(("authority", "holds"), [(Authority.LOCAL, True), (Authority.FORWARD, True), (Authority.GUIDE, False)])
def test_never_on_national_filings(authority: Authority, holds: bool) -> None:
    judged = conditions(entry(), replace(LOCAL, authority=authority), GOOD, ASKED)
    assert by_name(judged)[C.AUTHORITY].holds is holds


def test_a_matter_outside_the_list_cannot_be_promised() -> None:
    judged = conditions(IntakeEntry(ENTERPRISE, item=0), None, GOOD, ASKED)
    assert broken(judged) == [C.LISTED, C.AUTHORITY]


def test_the_first_failure_is_the_refusal() -> None:
    everything = Repute(listed=(listed(),), overdue=(LATE,))
    judged = conditions(entry("modom"), replace(LOCAL, authority=Authority.GUIDE), everything)
    assert broken(judged) == [C.VOLUNTEERED, C.CORE, C.LISTED, C.CREDIT, C.OVERDUE, C.AUTHORITY]
    refusal = failed(judged)
    assert refusal is not None
    assert refusal.code == "promise.not_volunteered"
    assert [one.condition for one in standing_problems(judged)] == [
        C.CORE, C.LISTED, C.CREDIT, C.OVERDUE, C.AUTHORITY,
    ]  # fmt: skip


def test_before_anything_is_ticked_only_the_ticks_are_open() -> None:
    judged = conditions(with_agent(), LOCAL, GOOD)
    assert broken(judged) == [C.VOLUNTEERED, C.AUTHORISED]
    assert [one.condition for one in judged if one.asked] == [C.VOLUNTEERED, C.AUTHORISED]
    assert standing_problems(judged) == ()


LAST = date(2026, 11, 27)


@each(
    ("days", "codes"),
    [
        (("2026-11-20",), []),
        (("2026-11-27",), []),
        (("2026-11-19",), ["promise.past"]),
        (("2026-11-28",), ["promise.too_late"]),
        (("2026-11-25", "2026-11-27", "2026-11-20"), []),
        (("2026-11-25", "2026-11-28"), ["promise.too_late"]),
        (("2026-11-19", "2026-12-30"), ["promise.past", "promise.too_late"]),
    ],
)
def test_every_promised_day_lies_between_today_and_the_last(days: tuple[str, ...], codes: list[str]) -> None:
    lines = tuple(PromiseTerm(f"A{at}", date.fromisoformat(day)) for at, day in enumerate(days))
    found = late_lines(DeficientDetail(LAST, lines=lines), date(2026, 11, 20), LAST)
    assert [one.code for one in found] == codes


@each(("by", "code"), [("2026-11-19", "promise.past"), ("2026-11-28", "promise.too_late")])
def test_so_does_the_day_for_all(by: str, code: str) -> None:
    (found,) = late_lines(DeficientDetail(date.fromisoformat(by)), date(2026, 11, 20), LAST)
    assert found.code == code
    assert found.args == ({} if code == "promise.past" else {"latest": "2026-11-27"})


def test_a_material_without_a_line_follows_the_day_for_all() -> None:
    own = PromiseTerm("A2", date(2026, 11, 24), PaperForm.COPY)
    detail = DeficientDetail(DAY, lines=(own,))
    a1, a2 = (row for row in entry("ooddo").materials if row.state is MaterialState.DEFERRED)
    assert detail.term(a1) == PromiseTerm("A1", DAY, PaperForm.ORIGINAL)
    assert detail.term(a2) == own
