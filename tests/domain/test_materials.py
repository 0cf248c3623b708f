"""What the clerk ticks, what it means, and what each decision asks of it."""

from checklists import UNSIGNED, drawn, row, secondary

from outlet_app.domain.materials import (
    DEFECT_CODES,
    WHOLE_LIST,
    Advice,
    CheckedMaterial,
    Defect,
    MaterialState,
    Summary,
    accept_problems,
    advise,
    check_problems,
    deficient_problems,
    notice_problems,
    summary,
)
from outlet_app.domain.problems import Problem
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each

S = MaterialState


def remark_short(n: int) -> Problem:
    return Problem("material.remark_short", {"least": 10, "n": n})


def test_the_keys_of_the_screen_are_the_stored_states() -> None:
    keys = ["UNDECIDED", "COMPLETE", "MISSING", "FAULTY", "DEFERRED", "NOT_NEEDED", "EXEMPT", "PLEDGED"]
    assert [(state.name, int(state)) for state in S] == list(zip(keys, range(8), strict=True))


def test_the_dictionary_has_twenty_defects() -> None:
    assert len(DEFECT_CODES) == 20
    assert DEFECT_CODES[:2] + DEFECT_CODES[-2:] == ("D01", "D02", "D19", "D99")


def test_a_checklist_is_summed_up() -> None:
    rows = [row(str(state), state) for state in S] + [row("x", S.MISSING)]
    assert summary(rows) == Summary(missing=2, faulty=1, deferred=1, complete=4, undecided=1)
    assert summary(rows).gaps == 4


def test_missing_and_promised_mean_not_handed_in() -> None:
    assert row("a", S.MISSING).found == (Defect("D01"),)
    assert secondary("a", S.DEFERRED).found == (Defect("D01"),)
    assert row("a", S.FAULTY, UNSIGNED).found == (UNSIGNED,)


def test_defects_of_a_row_that_was_put_right_are_gone() -> None:
    assert row("a", S.COMPLETE, UNSIGNED).found == ()


@each(
    ("material", "problem"),
    [
        (row("a", S.UNDECIDED), Problem("material.undecided")),
        (row("a", S.PLEDGED, may_pledge=False), Problem("material.cannot_pledge")),
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


@each(
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


@each(
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


@by_chance(100)
def test_what_the_checklist_recommends_has_no_problem_but_the_promise(draw: Draw) -> None:
    rows = drawn(draw)
    advice = advise(rows, answers_at_once=False)
    if advice is Advice.ACCEPT:
        assert accept_problems(rows) == {}
    if advice is Advice.NOTICE and not summary(rows).undecided:
        assert set(notice_problems(rows)) <= {r.code for r in rows if r.state is S.DEFERRED} | {WHOLE_LIST}
