"""Why a line stands in a second notice, as the case's own history shows it, and who may not hide it."""

from dataclasses import replace
from functools import cache

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.events import (
    CorrectionTaken,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    NoticeGiven,
    NoticeLine,
)
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState, NoticeCause
from outlet_app.domain.only_once import Finding
from outlet_app.domain.second_notice import GRAVITY, cause_of, explain, gravest, is_milder, told
from tests.domain.tables import each
from tests.support.builders import SUPERVISOR, event, material, notice, registered

S, C = MaterialState, NoticeCause
UNSIGNED, UNSTAMPED = Defect("D04"), Defect("D05")
FIRST, SECOND, THIRD = (
    material(S.MISSING, "8.2-M1"),
    material(S.FAULTY, "8.2-M2", name="支出凭证", defects=(UNSTAMPED,)),
    material(S.COMPLETE, "8.2-M3", name="转化合同"),
)


def line(row: CheckedMaterial, cause: NoticeCause | None = None) -> NoticeLine:
    """A row as the notice tells it."""
    return NoticeLine(
        row.code, row.name, row.state, "ORIGINAL", row.copies, "不全。", "请补。",
        row.found, row.version, row.can_follow, cause,
    )  # fmt: skip


def case_of(*facts: Fact) -> Case:
    """A case by legal facts alone."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


@cache
def told_once(*brought: CheckedMaterial) -> Case:
    """Checked, told of the first two rows, and come back with this."""
    return case_of(
        registered(),
        MaterialsChecked(1, (FIRST, SECOND, THIRD)),
        MaterialsTaken(),
        notice(1, lines=(line(FIRST), line(SECOND))),
        CorrectionTaken(brought),
    )


def second(*lines: NoticeLine, **changes: object) -> NoticeGiven:
    return notice(2, lines=lines, **changes)


def refusal(case: Case, fact: Fact) -> str:
    found = judge(case, event(fact, minutes=60))
    return found.code if found else ""


# What is on the desk at the second look, and why its line stands there.
LOOKS = [
    (FIRST, C.CORRECTION_INCOMPLETE),
    (SECOND, C.CORRECTION_INCOMPLETE),
    (replace(SECOND, version=2), C.CORRECTION_INCOMPLETE),
    (replace(SECOND, version=2, defects=(UNSIGNED,)), C.NEW_MATERIAL_DEFECT),
    (replace(SECOND, version=2, defects=(UNSTAMPED, UNSIGNED)), C.NEW_MATERIAL_DEFECT),
    (replace(SECOND, defects=(UNSIGNED,)), C.BREACH_SECOND_NOTICE),
    (replace(SECOND, defects=(UNSTAMPED, UNSIGNED)), C.BREACH_SECOND_NOTICE),
    (replace(FIRST, state=S.FAULTY, version=2, defects=(UNSIGNED,)), C.NEW_MATERIAL_DEFECT),
    (replace(THIRD, state=S.FAULTY, defects=(UNSIGNED,)), C.BREACH_SECOND_NOTICE),
    (replace(THIRD, state=S.MISSING), C.BREACH_SECOND_NOTICE),
    (material(S.MISSING, "8.2-M9"), C.BREACH_SECOND_NOTICE),
]


@each(("row", "cause"), LOOKS)
def test_each_line_has_the_cause_its_history_shows(row: CheckedMaterial, cause: NoticeCause) -> None:
    assert cause_of(told_once(), line(row)) is cause


@each(("row", "cause"), LOOKS)
@each("claimed", [None, *C])
def test_a_line_may_claim_no_milder_cause(
    row: CheckedMaterial, cause: NoticeCause, claimed: NoticeCause | None
) -> None:
    """Only a changed list can excuse what the history alone would call overlooked."""
    given = second(line(row, claimed), breach_reason="漏看", approved_by=SUPERVISOR)
    excused = claimed is C.LIST_OR_LAW_CHANGED and cause is C.BREACH_SECOND_NOTICE
    milder = claimed is None or GRAVITY.index(claimed) < GRAVITY.index(cause)
    assert refusal(told_once(), given) == ("notice.cause_wrong" if milder and not excused else "")


def test_the_refusal_names_the_material() -> None:
    found = judge(told_once(), event(second(line(SECOND)), minutes=60))
    assert found is not None
    assert (found.code, found.args) == ("notice.cause_wrong", {"name": "支出凭证"})


@each(
    ("reason", "approver", "code"),
    [
        ("", "", "notice.second_needs_approval"),
        ("漏看第二页", "", "notice.second_needs_approval"),
        ("", SUPERVISOR, "notice.second_needs_approval"),
        ("  ", SUPERVISOR, "notice.second_needs_approval"),
        ("漏看第二页", SUPERVISOR, ""),
    ],
)
def test_what_was_overlooked_needs_a_reason_and_somebody_who_approves(
    reason: str, approver: str, code: str
) -> None:
    missed = line(replace(THIRD, state=S.MISSING), C.BREACH_SECOND_NOTICE)
    assert refusal(told_once(), second(missed, breach_reason=reason, approved_by=approver)) == code


def test_one_overlooked_line_among_many_is_enough() -> None:
    lines = (
        line(FIRST, C.CORRECTION_INCOMPLETE),
        line(replace(THIRD, state=S.MISSING), C.BREACH_SECOND_NOTICE),
    )
    assert refusal(told_once(), second(*lines)) == "notice.second_needs_approval"


def test_the_first_notice_needs_no_cause() -> None:
    case = case_of(registered(), MaterialsChecked(1, (FIRST,)), MaterialsTaken())
    assert refusal(case, notice(1, lines=(line(FIRST),))) == ""


def test_a_later_notice_counts_everything_told_before() -> None:
    """The third notice looks back over both; the versions stay those of the first."""
    paper = replace(SECOND, version=2, defects=(UNSIGNED,))
    case = told_once(paper)
    case = apply(case, event(second(line(paper, C.NEW_MATERIAL_DEFECT)), minutes=20))
    case = apply(case, event(CorrectionTaken(()), minutes=30))
    assert Finding("8.2-M2", "D04") in told(case)
    assert cause_of(case, line(paper)) is C.CORRECTION_INCOMPLETE
    assert dict(case.first_versions) == {"8.2-M1": 1, "8.2-M2": 1, "8.2-M3": 1}


def test_a_missing_paper_is_d01_whatever_was_written_beside_it() -> None:
    case = case_of(registered(), MaterialsChecked(1, (FIRST,)), MaterialsTaken(), notice(1))
    assert told(case) == {Finding("8.2-M1", "D01"), Finding("8.2-M2", "D05")}


def test_another_remark_under_the_catch_all_code_is_another_defect() -> None:
    first = replace(SECOND, defects=(Defect("D99", "合同第五页缺骑缝章，请补盖"),))
    other = replace(SECOND, defects=(Defect("D99", "合同第六页签字日期早于公司成立"),))
    case = case_of(
        registered(), MaterialsChecked(1, (first,)), MaterialsTaken(),
        notice(1, lines=(line(first),)), CorrectionTaken(()),
    )  # fmt: skip
    assert cause_of(case, line(first)) is C.CORRECTION_INCOMPLETE
    assert cause_of(case, line(other)) is C.BREACH_SECOND_NOTICE


def test_every_defect_of_a_row_is_explained_by_itself() -> None:
    row = replace(SECOND, defects=(UNSTAMPED, UNSIGNED))
    assert explain(told_once(), row) == {
        Finding("8.2-M2", "D05"): C.CORRECTION_INCOMPLETE,
        Finding("8.2-M2", "D04"): C.BREACH_SECOND_NOTICE,
    }
    assert explain(told_once(), THIRD) == {}


def test_a_changed_request_excuses_what_was_not_asked_before() -> None:
    case = replace(told_once(), request_changed=True)
    assert cause_of(case, line(replace(THIRD, state=S.MISSING))) is C.APPLICANT_CHANGED_REQUEST
    assert cause_of(case, line(FIRST)) is C.CORRECTION_INCOMPLETE


@each("changed", [True, False])
def test_a_changed_list_excuses_only_where_it_changed(changed: bool) -> None:
    wanted = C.LIST_OR_LAW_CHANGED if changed else C.BREACH_SECOND_NOTICE
    assert cause_of(told_once(), line(replace(THIRD, state=S.MISSING)), changed) is wanted


def test_the_gravest_cause_counts_for_the_line() -> None:
    assert gravest(C) is C.BREACH_SECOND_NOTICE
    assert gravest([]) is None
    assert list(GRAVITY) == list(C)
    assert [is_milder(one, C.NEW_MATERIAL_DEFECT) for one in (None, *GRAVITY)] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
    assert not is_milder(None, None)


def test_a_replacement_between_check_and_first_notice_is_no_excuse() -> None:
    """What lay on the desk when the first notice was written is what the clerk saw."""
    better = replace(SECOND, version=2)
    case = case_of(
        registered(), MaterialsChecked(1, (SECOND,)), MaterialsTaken(), MaterialsChecked(2, (better,)),
        notice(1, lines=(line(better),)), CorrectionTaken(()),
    )  # fmt: skip
    assert cause_of(case, line(replace(better, defects=(UNSIGNED,)))) is C.BREACH_SECOND_NOTICE
