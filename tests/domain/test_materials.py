"""What the clerk ticks, what it means, and when a second notice is a breach."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.materials import (
    DEFECT_CODES,
    WHOLE_LIST,
    Advice,
    CheckedMaterial,
    Defect,
    Finding,
    MaterialState,
    NoticeCause,
    Summary,
    accept_problems,
    advise,
    breaches,
    causes,
    check_problems,
    deficient_problems,
    findings,
    notice_problems,
    summary,
)
from outlet_app.domain.problems import Problem

S = MaterialState
C = NoticeCause
UNSIGNED = Defect("D04")
UNSTAMPED = Defect("D05")


def row(
    code: str,
    state: MaterialState,
    *defects: Defect,
    core: bool = True,
    may_follow: bool = False,
    version: int = 1,
) -> CheckedMaterial:
    plain = CheckedMaterial(code, "paper", state, PaperForm.ORIGINAL, 1, version=version, defects=defects)
    return replace(plain, core=core, may_follow=may_follow)


def secondary(code: str, state: MaterialState, *defects: Defect) -> CheckedMaterial:
    return row(code, state, *defects, core=False, may_follow=True)


def remark_short(n: int) -> Problem:
    return Problem("material.remark_short", {"least": 10, "n": n})


def test_the_keys_of_the_screen_are_the_stored_states() -> None:
    keys = ["UNDECIDED", "COMPLETE", "MISSING", "FAULTY", "DEFERRED", "NOT_NEEDED", "EXEMPT"]
    assert [(state.name, int(state)) for state in S] == list(zip(keys, range(7), strict=True))


def test_the_dictionary_has_twenty_defects() -> None:
    assert len(DEFECT_CODES) == 20
    assert DEFECT_CODES[:2] + DEFECT_CODES[-2:] == ("D01", "D02", "D19", "D99")


def test_a_checklist_is_summed_up() -> None:
    rows = [row(str(state), state) for state in S] + [row("x", S.MISSING)]
    assert summary(rows) == Summary(missing=2, faulty=1, deferred=1, complete=3, undecided=1)
    assert summary(rows).gaps == 4


def test_missing_and_promised_mean_not_handed_in() -> None:
    assert row("a", S.MISSING).found == (Defect("D01"),)
    assert secondary("a", S.DEFERRED).found == (Defect("D01"),)
    assert row("a", S.FAULTY, UNSIGNED).found == (UNSIGNED,)


def test_defects_of_a_row_that_was_put_right_are_gone() -> None:
    assert row("a", S.COMPLETE, UNSIGNED).found == ()


@pytest.mark.parametrize(
    ("material", "problem"),
    [
        (row("a", S.UNDECIDED), Problem("material.undecided")),
        (row("a", S.FAULTY), Problem("material.defect_needed")),
        (row("a", S.FAULTY, Defect("D20")), Problem("material.defect_unknown", {"code": "D20"})),
        (row("a", S.FAULTY, Defect("D99", "看不清")), remark_short(7)),
        (row("a", S.FAULTY, UNSIGNED, Defect("D99")), remark_short(10)),
        (row("a", S.DEFERRED), Problem("material.cannot_follow")),
        (row("a", S.DEFERRED, may_follow=True), Problem("material.cannot_follow")),
        (row("a", S.DEFERRED, core=False), Problem("material.cannot_follow")),
    ],
)
def test_an_unsound_row_is_named(material: CheckedMaterial, problem: Problem) -> None:
    assert check_problems([material, row("b", S.COMPLETE)]) == {"a": problem}


@pytest.mark.parametrize(
    "material",
    [
        row("a", S.COMPLETE),
        row("a", S.MISSING),
        row("a", S.FAULTY, UNSIGNED),
        row("a", S.FAULTY, Defect("D99", "第三页的印章盖反了看不清")),
        secondary("a", S.DEFERRED),
        row("a", S.NOT_NEEDED),
        row("a", S.EXEMPT),
    ],
)
def test_a_sound_row_is_silent(material: CheckedMaterial) -> None:
    assert check_problems([material]) == {}


def test_blanks_do_not_make_a_remark_long_enough() -> None:
    faulty = row("a", S.FAULTY, Defect("D99", "太短" + " " * 20))
    assert check_problems([faulty])["a"].args == {"least": 10, "n": 8}


class TestDecisions:
    def test_acceptance_wants_no_gap(self) -> None:
        rows = [row("a", S.COMPLETE), row("b", S.MISSING), secondary("c", S.DEFERRED), row("d", S.NOT_NEEDED)]
        assert accept_problems(rows) == {
            "b": Problem("material.gap", {"state": 2}),
            "c": Problem("material.gap", {"state": 4}),
        }

    def test_an_undecided_row_stands_against_everything(self) -> None:
        rows = [row("a", S.UNDECIDED), secondary("b", S.DEFERRED), row("c", S.MISSING)]
        for problems in (accept_problems, deficient_problems, notice_problems):
            assert problems(rows)["a"] == Problem("material.undecided")

    def test_deficient_acceptance_wants_a_promise_for_every_gap(self) -> None:
        rows = [secondary("a", S.DEFERRED), secondary("b", S.MISSING), row("c", S.MISSING)]
        assert deficient_problems(rows) == {
            "b": Problem("material.not_promised"),
            "c": Problem("material.cannot_follow"),
        }
        assert deficient_problems([secondary("a", S.DEFERRED), row("c", S.COMPLETE)]) == {}

    def test_deficient_acceptance_of_a_complete_checklist_is_refused(self) -> None:
        nothing = Problem("material.nothing_promised")
        assert deficient_problems([row("a", S.COMPLETE)]) == {WHOLE_LIST: nothing}

    def test_a_notice_needs_something_to_tell(self) -> None:
        assert notice_problems([row("a", S.COMPLETE)]) == {WHOLE_LIST: Problem("material.no_gap")}
        assert notice_problems([secondary("a", S.DEFERRED)]) == {WHOLE_LIST: Problem("material.no_gap")}
        assert notice_problems([row("a", S.MISSING), row("b", S.FAULTY, UNSIGNED)]) == {}


@pytest.mark.parametrize(
    ("rows", "at_once", "advice"),
    [
        ([row("a", S.COMPLETE), row("b", S.EXEMPT)], False, Advice.ACCEPT),
        ([], False, Advice.ACCEPT),
        ([], True, Advice.ANSWER),
        ([row("a", S.COMPLETE), secondary("b", S.DEFERRED)], False, Advice.ACCEPT_DEFICIENT),
        ([row("a", S.COMPLETE), secondary("b", S.MISSING)], False, Advice.ACCEPT_DEFICIENT),
        ([row("a", S.MISSING), secondary("b", S.DEFERRED)], False, Advice.NOTICE),
        ([row("a", S.MISSING)], True, Advice.NOTICE),
        ([row("a", S.MISSING), row("b", S.UNDECIDED)], False, Advice.NOTICE),
        ([row("a", S.COMPLETE), row("b", S.UNDECIDED)], False, Advice.NONE),
    ],
)
def test_the_checklist_recommends(rows: list[CheckedMaterial], at_once: bool, advice: Advice) -> None:
    assert advise(rows, at_once) is advice


class TestOnlyOnce:
    """domain.md §2.6, question by question."""

    FIRST: Mapping[str, int] = {"a": 1, "b": 1}

    def cause(self, now: CheckedMaterial, *told: Finding, request: bool = False, law: bool = False) -> C:
        explained = causes([now], told, self.FIRST, request_changed=request, list_changed=law)
        (only,) = explained.values()
        return only

    def test_a_defect_that_was_told_and_stayed_is_no_breach(self) -> None:
        again = row("a", S.FAULTY, UNSIGNED, version=2)
        assert self.cause(again, Finding("a", "D04")) is C.CORRECTION_INCOMPLETE

    def test_a_new_paper_may_bring_a_new_defect(self) -> None:
        assert (
            self.cause(row("a", S.FAULTY, UNSTAMPED, version=2), Finding("a", "D04")) is C.NEW_MATERIAL_DEFECT
        )

    def test_a_changed_request_and_a_changed_list_explain_what_is_new(self) -> None:
        missing = row("b", S.MISSING)
        assert self.cause(missing, request=True, law=True) is C.APPLICANT_CHANGED_REQUEST
        assert self.cause(missing, law=True) is C.LIST_OR_LAW_CHANGED

    def test_what_lay_on_the_desk_and_was_not_said_is_a_breach(self) -> None:
        assert self.cause(row("a", S.FAULTY, UNSTAMPED), Finding("a", "D04")) is C.BREACH_SECOND_NOTICE
        assert self.cause(row("b", S.MISSING), Finding("a", "D04")) is C.BREACH_SECOND_NOTICE

    def test_a_material_never_asked_for_before_is_a_breach(self) -> None:
        assert self.cause(row("new", S.MISSING)) is C.BREACH_SECOND_NOTICE

    def test_the_same_defect_of_another_material_was_not_told(self) -> None:
        assert self.cause(row("b", S.FAULTY, UNSIGNED), Finding("a", "D04")) is C.BREACH_SECOND_NOTICE

    def test_the_catch_all_code_hides_nothing(self) -> None:
        told = findings("a", [Defect("D99", "合同第五页缺骑缝章，请补盖")])
        same = row("a", S.FAULTY, Defect("D99", "合同第五页缺骑缝章，请补盖 "))
        other = row("a", S.FAULTY, Defect("D99", "合同第六页签字日期早于公司成立"))
        assert self.cause(same, *told) is C.CORRECTION_INCOMPLETE
        assert self.cause(other, *told) is C.BREACH_SECOND_NOTICE

    def test_a_remark_on_a_listed_defect_does_not_make_it_another(self) -> None:
        told = findings("a", [Defect("D04", "第二页")])
        assert self.cause(row("a", S.FAULTY, Defect("D04", "末页")), *told) is C.CORRECTION_INCOMPLETE

    def test_what_is_complete_or_promised_is_not_in_the_notice(self) -> None:
        assert causes([row("a", S.COMPLETE), secondary("b", S.DEFERRED)], (), self.FIRST) == {}

    def test_every_defect_of_a_row_is_explained_by_itself(self) -> None:
        explained = causes([row("a", S.FAULTY, UNSIGNED, UNSTAMPED)], [Finding("a", "D04")], self.FIRST)
        assert explained[Finding("a", "D04")] is C.CORRECTION_INCOMPLETE
        assert breaches(explained) == (Finding("a", "D05"),)

    def test_handing_in_again_raises_the_version(self) -> None:
        first = CheckedMaterial("a", "paper", S.MISSING, PaperForm.ORIGINAL, 1)
        renewed = first.handed_in_again(S.FAULTY, (UNSIGNED,))
        assert (renewed.version, renewed.state, renewed.found) == (2, S.FAULTY, (UNSIGNED,))


few = settings(max_examples=20, deadline=None)
CODES = st.sampled_from("abc")
ROWS = st.lists(
    st.builds(
        lambda code, state, defect, version: row(code, state, Defect(defect), version=version),
        CODES,
        st.sampled_from(S),
        st.sampled_from(["D02", "D04", "D05"]),
        st.integers(1, 3),
    ),
    max_size=3,
    unique_by=lambda material: material.code,
)
TOLD = st.frozensets(st.builds(Finding, CODES, st.sampled_from(["D01", "D02", "D04", "D05"])))


@few
@given(ROWS, TOLD, st.booleans(), st.booleans())
def test_every_line_of_a_second_notice_has_exactly_one_cause(
    rows: list[CheckedMaterial], told: frozenset[Finding], request: bool, law: bool
) -> None:
    explained = causes(rows, told, dict.fromkeys("ab", 1), request, law)
    assert set(explained) == {one for r in rows if r.needs_correction for one in findings(r.code, r.found)}
    for finding, cause in explained.items():
        assert (cause is C.CORRECTION_INCOMPLETE) == (finding in told)


@few
@given(ROWS, TOLD)
def test_telling_everything_the_first_time_never_leads_to_a_breach(
    rows: list[CheckedMaterial], more: frozenset[Finding]
) -> None:
    told = {one for r in rows for one in findings(r.code, r.found)}
    assert breaches(causes(rows, told | more, {r.code: r.version for r in rows})) == ()


@few
@given(ROWS, TOLD)
def test_a_changed_law_never_leads_to_a_breach(rows: list[CheckedMaterial], told: frozenset[Finding]) -> None:
    assert breaches(causes(rows, told, {}, list_changed=True)) == ()


@few
@given(ROWS)
def test_what_the_checklist_recommends_has_no_problem_but_the_promise(rows: list[CheckedMaterial]) -> None:
    advice = advise(rows, answers_at_once=False)
    if advice is Advice.ACCEPT:
        assert accept_problems(rows) == {}
    if advice is Advice.NOTICE and not summary(rows).undecided:
        assert set(notice_problems(rows)) <= {r.code for r in rows if r.state is S.DEFERRED} | {WHOLE_LIST}
