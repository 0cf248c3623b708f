"""Papers of a case: voided ones stay accounted for, a result is given out once."""

from dataclasses import replace

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Closed,
    Delivery,
    Fact,
    GivenOut,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    Reopened,
    ResultCollected,
    ResultReached,
    WorkStarted,
)
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from tests.domain.tables import each
from tests.support.builders import at, event, registered, stamp

CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))
HEAD = Person("1508260001", "高云飞", frozenset({Role.SUPERVISOR}))
FIRST, SECOND = "HH0501 受〔2026〕0001 号", "HH0501 受〔2026〕0002 号"
GIVEN = ResultCollected(Delivery.IN_PERSON, "赵永胜", "contact", (GivenOut("检索查询报告", "报 3", 1),))
DONE = (
    registered(),
    MaterialsTaken(),
    Accepted((stamp(),)),
    WorkStarted(),
    ResultReached(True, "已出具报告"),
)


def issued(number: str = FIRST, form: str = "W05", copy_no: int = 1) -> PaperIssued:
    return PaperIssued(form, number, copy_no, "0" * 64, 1, "2026-1")


def case_of(*facts: Fact) -> Case:
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


def refused(case: Case, fact: Fact) -> tuple[str, dict[str, object]]:
    found = judge(case, event(fact, minutes=99))
    return (found.code, dict(found.args)) if found else ("", {})


class TestVoiding:
    def test_a_paper_of_the_case_is_voided_with_its_reason(self) -> None:
        case = case_of(*DONE, issued(), PaperVoided(FIRST, "名称写错"))
        assert case.void_reason(FIRST) == "名称写错"
        assert case.holding("W05") is None
        assert [paper.number for paper in case.papers] == [FIRST]

    def test_the_state_and_the_clocks_stay_as_they_are(self) -> None:
        before = case_of(*DONE, issued())
        after = apply(before, event(PaperVoided(FIRST, "名称写错"), minutes=50))
        assert (after.state, after.dues, after.outcome) == (before.state, before.dues, before.outcome)

    @each("number", ["", SECOND, "HH0501 受〔2026〕1 号"])
    def test_a_paper_of_another_case_is_not(self, number: str) -> None:
        case = case_of(*DONE, issued())
        assert refused(case, PaperVoided(number, "名称写错"))[0] == "paper.unknown"

    def test_once_is_enough(self) -> None:
        case = case_of(*DONE, issued(), PaperVoided(FIRST, "名称写错"))
        assert refused(case, PaperVoided(FIRST, "再来"))[0] == "paper.void"

    def test_a_reason_must_be_told(self) -> None:
        assert refused(case_of(*DONE, issued()), PaperVoided(FIRST, ""))[0] == "void.reason_missing"

    def test_the_paper_issued_instead_is_the_one_that_holds(self) -> None:
        case = case_of(*DONE, issued(), PaperVoided(FIRST, "名称写错"), issued(SECOND))
        holding = case.holding("W05")
        assert holding is not None
        assert (holding.number, case.void_reason(SECOND)) == (SECOND, "")

    def test_a_further_print_of_a_voided_paper_makes_it_no_better(self) -> None:
        case = case_of(*DONE, issued(), PaperVoided(FIRST, "名称写错"), issued(copy_no=2))
        assert case.holding("W05") is None

    def test_an_ended_case_may_still_lose_a_paper(self) -> None:
        case = case_of(*DONE, issued(), Closed("已交付"), PaperVoided(FIRST, "名称写错"))
        assert not case.is_open

    def test_another_form_is_not_touched(self) -> None:
        case = case_of(*DONE, issued(), issued("HH0501 告〔2026〕0001 号", "W04"), PaperVoided(FIRST, "错"))
        assert case.holding("W04") is not None


class TestCollecting:
    def test_it_is_written_down_with_the_moment(self) -> None:
        case = apply(case_of(*DONE), event(GIVEN, minutes=50))
        assert case.collected is not None
        assert (case.collected.fact, case.collected.at) == (GIVEN, at(50))

    @each("ending", [(), (Closed("已交付"),)])
    def test_before_or_after_the_closing(self, ending: tuple[Fact, ...]) -> None:
        assert refused(case_of(*DONE, *ending), GIVEN) == ("", {})

    @each("length", range(1, len(DONE)))
    def test_not_before_there_is_a_result(self, length: int) -> None:
        assert refused(case_of(*DONE[:length]), GIVEN)[0] == "state.guard"

    def test_not_twice(self) -> None:
        assert refused(case_of(*DONE, GIVEN), GIVEN)[0] == "result.collected_already"

    def test_again_after_the_case_was_reopened(self) -> None:
        case = case_of(
            *DONE, Closed("已交付"), GIVEN, Reopened("录入有误"), ResultReached(True, "更正后的报告")
        )
        assert case.collected is None
        assert refused(case, GIVEN) == ("", {})

    @each("lacking", [{"documents": ()}, {"collector": ""}])
    def test_somebody_takes_something(self, lacking: dict[str, object]) -> None:
        assert refused(case_of(*DONE), replace(GIVEN, **lacking))[0] == "result.nothing_given"  # type: ignore[arg-type]

    def test_a_spoken_answer_leaves_nothing_to_take(self) -> None:
        case = case_of(registered(), AnsweredOnSpot("可以网上办理。"))
        assert refused(case, GIVEN)[0] == "result.none"


class TestOffers:
    @each(
        ("facts", "person", "open_steps"),
        [
            (DONE, CLERK, {"collect"}),
            ((*DONE, Closed("已交付")), CLERK, {"collect"}),
            ((*DONE, GIVEN), CLERK, set()),
            (DONE[:4], CLERK, set()),
            ((registered(), AnsweredOnSpot("可以。")), CLERK, set()),
            ((*DONE, issued()), CLERK, {"collect"}),
            ((*DONE, issued()), HEAD, {"collect", "void_paper"}),
            ((*DONE, issued(), PaperVoided(FIRST, "错")), HEAD, {"collect"}),
            ((registered(), issued("HH0501 首〔2026〕0001 号", "W01")), HEAD, {"void_paper"}),
        ],
    )
    def test_what_is_open_to_whom(
        self, facts: tuple[Fact, ...], person: Person, open_steps: set[str]
    ) -> None:
        found = offered(case_of(*facts), person, at().date())
        assert found & {"collect", "void_paper"} == open_steps
