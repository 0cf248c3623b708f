"""What a service event is, and that each of them is asked about once."""

from datetime import date

from outlet_app.domain.case import apply, fold, judge
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Closed,
    CorrectionTaken,
    Fact,
    FeedbackGiven,
    MaterialsChecked,
    MaterialsTaken,
    PromiseLine,
    Rejected,
    Reopened,
    ResultReached,
    ReviewEnded,
    ReviewOffered,
    ReviewOutcome,
    SupplementTaken,
    TrackingStarted,
    TransferredOut,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.occasions import Occasion, occasion_of
from tests.domain.tables import each
from tests.support.builders import CLERK, OUTLET, SUPERVISOR, at, event, material, notice, registered, stamp

TAKEN = (registered(), MaterialsChecked(1, (material(),)), MaterialsTaken())
ACCEPTED = (*TAKEN, Accepted((stamp(),)))
PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))
OTHER_PROMISE = PromiseLine("8.2-A2", "账户证明", date(2026, 11, 27))
DEFICIENT = (*TAKEN, AcceptedDeficient((PROMISE, OTHER_PROMISE), stamp(7, "supplement")))
ANSWERED = (registered(), AnsweredOnSpot("可以网上办理。"))
RATED, DECLINED, TIMED_OUT = ReviewOutcome.RATED, ReviewOutcome.DECLINED, ReviewOutcome.TIMED_OUT


def case_of(*facts: Fact) -> Case:
    return fold(event(fact, minutes=minute) for minute, fact in enumerate(facts))


def refused(facts: tuple[Fact, ...], fact: Fact) -> str:
    refusal = judge(case_of(*facts), event(fact, minutes=99))
    return refusal.code if refusal else ""


@each(
    ("facts", "codes"),
    [
        ((registered(),), ()),
        (ANSWERED, ("consult",)),
        (TAKEN, ()),
        ((registered(), MaterialsTaken(for_review=True)), ("intake",)),
        (ACCEPTED, ("intake",)),
        ((registered(item=4), TrackingStarted(date(2026, 12, 20))), ("intake",)),
        (DEFICIENT, ("intake",)),
        ((*TAKEN, notice()), ("intake",)),
        ((registered(), Rejected("not_in_remit")), ("intake",)),
        ((registered(), TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")), ("intake",)),
        ((*TAKEN, notice(), CorrectionTaken((material(),))), ("intake", "supplement")),
        ((*TAKEN, notice(), CorrectionTaken((material(),)), Accepted()), ("intake", "supplement")),
        (
            (*TAKEN, notice(), CorrectionTaken((material(),)), notice(2), CorrectionTaken((material(),))),
            ("intake", "supplement", "supplement-2"),
        ),
        ((*DEFICIENT, SupplementTaken((material(code="8.2-A1"),))), ("intake", "supplement")),
        ((*ACCEPTED, FeedbackGiven("由专利科核实。"), WorkStarted()), ("intake",)),
        ((*ACCEPTED, ResultReached(True, "已出具报告")), ("intake",)),
        ((*ACCEPTED, ResultReached(True, "已出具报告"), Closed("已交付")), ("intake", "result")),
        (
            (
                *ACCEPTED,
                ResultReached(True, "报告"),
                Closed(),
                Reopened("有误"),
                ResultReached(True, "报告"),
                Closed(),
            ),
            ("intake", "result", "result-2"),
        ),
        (
            (*TAKEN, notice(), CorrectionTaken((material(),)), Rejected("x")),
            ("intake", "supplement", "result"),
        ),
        ((*ACCEPTED, Withdrawn("不再需要")), ("intake",)),
    ],
)
def test_consult_intake_supplement_and_result_are_service_events(
    facts: tuple[Fact, ...], codes: tuple[str, ...]
) -> None:
    assert tuple(one.code for one in case_of(*facts).served) == codes


@each(
    ("fact", "decided", "occasion"),
    [
        (AnsweredOnSpot("。"), False, Occasion.CONSULT),
        (Accepted(), False, Occasion.INTAKE),
        (Accepted(), True, None),
        (Rejected("x"), False, Occasion.INTAKE),
        (Rejected("x"), True, Occasion.RESULT),
        (notice(2), True, None),
        (MaterialsTaken(), False, None),
        (ReviewOffered("consult"), True, None),
    ],
)
def test_the_first_decision_is_the_visit_and_what_follows_is_told_apart(
    fact: Fact, decided: bool, occasion: Occasion | None
) -> None:
    assert occasion_of(fact, decided=decided) is occasion


def test_a_service_event_knows_whom_a_review_is_about() -> None:
    case = fold([event(ANSWERED[0]), event(ANSWERED[1], minutes=7, actor=SUPERVISOR)])
    assert case.served[0].by == SUPERVISOR
    assert (case.served[0].at, case.served[0].outlet, case.first_contact) == (at(7), OUTLET, CLERK)


def test_the_last_service_event_is_open_until_it_is_rated() -> None:
    assert case_of(registered()).rateable is None
    offered = (*ANSWERED, ReviewOffered("consult"))
    for facts in (ANSWERED, offered, (*offered, ReviewEnded("consult", TIMED_OUT))):
        assert case_of(*facts).rateable == case_of(*ANSWERED).served[0]
    assert case_of(*offered, ReviewEnded("consult", RATED)).rateable is None


def test_a_later_service_opens_a_review_of_its_own() -> None:
    rated = (*ACCEPTED, ReviewOffered("intake"), ReviewEnded("intake", RATED))
    later = case_of(*rated, ResultReached(True, "报告"), Closed())
    assert later.rateable is not None
    assert later.rateable.code == "result"
    assert refused((*rated, ResultReached(True, "报告"), Closed()), ReviewOffered("result")) == ""


@each(
    ("facts", "fact", "code"),
    [
        ((registered(),), ReviewOffered("consult"), "review.no_service"),
        (TAKEN, ReviewOffered("intake"), "review.no_service"),
        (ANSWERED, ReviewOffered("intake"), "review.no_service"),
        (ANSWERED, ReviewOffered(""), "review.no_service"),
        (ANSWERED, ReviewOffered("consult"), ""),
        ((*ANSWERED, ReviewOffered("consult")), ReviewOffered("consult"), "review.offered"),
        (ANSWERED, ReviewEnded("consult", RATED), "review.not_offered"),
        ((*ANSWERED, ReviewOffered("consult")), ReviewEnded("intake", RATED), "review.not_offered"),
        ((*ANSWERED, ReviewOffered("consult")), ReviewEnded("consult", DECLINED), ""),
        (
            (*ANSWERED, ReviewOffered("consult"), ReviewEnded("consult", DECLINED)),
            ReviewEnded("consult", RATED),
            "",
        ),
        (
            (*ANSWERED, ReviewOffered("consult"), ReviewEnded("consult", RATED)),
            ReviewEnded("consult", RATED),
            "review.rated",
        ),
        (
            (*ANSWERED, ReviewOffered("consult"), ReviewEnded("consult", RATED)),
            ReviewEnded("consult", TIMED_OUT),
            "review.rated",
        ),
        (
            (*ANSWERED, ReviewOffered("consult"), ReviewEnded("consult", RATED)),
            ReviewOffered("consult"),
            "review.rated",
        ),
    ],
)
def test_one_review_a_service_event_and_none_without_one(
    facts: tuple[Fact, ...], fact: Fact, code: str
) -> None:
    assert refused(facts, fact) == code


@each("outcome", ReviewOutcome)
def test_only_a_review_given_marks_the_event_as_rated(outcome: ReviewOutcome) -> None:
    """Walking away, and saying no, are never turned into a review: there is no default."""
    case = apply(case_of(*ANSWERED, ReviewOffered("consult")), event(ReviewEnded("consult", outcome)))
    assert case.reviews_rated == (("consult",) if outcome is RATED else ())
    assert case.state == case_of(*ANSWERED).state


def test_asking_moves_no_case() -> None:
    before = case_of(*ACCEPTED)
    after = case_of(*ACCEPTED, ReviewOffered("intake"), ReviewEnded("intake", RATED))
    assert (after.state, after.due, after.handler, after.decision) == (
        before.state,
        before.due,
        before.handler,
        before.decision,
    )
