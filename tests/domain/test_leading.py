"""Where a fact leads: those whose way depends on what they say, on the case, or on where it came from."""

from datetime import date

from outlet_app.domain.case import Case, fold
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    CorrectionTaken,
    DecisionUndone,
    DeemedAccepted,
    Fact,
    MaterialsTaken,
    NoticeGiven,
    PromiseLine,
    ResultReached,
    SupplementTaken,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    TransferWithdrawn,
    WorkStarted,
)
from outlet_app.domain.leading import leads
from outlet_app.domain.marking import marked
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.moves import LEADS_TO
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import event, material, notice, registered, stamp

LATER = date(2026, 12, 20)
OWED = (PromiseLine("8.2-A1", "信用承诺书", LATER), PromiseLine("8.2-A2", "开户证明", LATER))
BOTH = SupplementTaken((material(code="8.2-A1"), material(code="8.2-A2")))
ONE = SupplementTaken((material(code="8.2-A1"),))
POOR = SupplementTaken((material(code="8.2-A1"), material(MaterialState.FAULTY, code="8.2-A2")))
AWAY = TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")
NEW = fold([event(registered())])
TAKEN = fold([event(registered()), event(MaterialsTaken(for_review=True))])


def at(state: State, **marks: object) -> Case:
    """A case in a state, whatever led there."""
    return marked(NEW, state=state, **marks)  # type: ignore[arg-type]


def after(*facts: Fact) -> Case:
    """A case taken in for review, and what happened then."""
    return fold([event(fact) for fact in (registered(), MaterialsTaken(for_review=True), *facts)])


@each(
    ("state", "fact", "to"),
    [
        (State.RECEIVED, notice(), State.CORRECTION),
        (State.ACCEPTED, notice(), State.CORRECTION_AFTER),
        (State.IN_PROGRESS, notice(2), State.CORRECTION_AFTER),
        (State.CORRECTION, CorrectionTaken((material(),)), State.RECEIVED),
        (State.CORRECTION_AFTER, CorrectionTaken((material(),)), State.IN_PROGRESS),
        (State.RECEIVED, DeemedAccepted(LATER), State.ACCEPTED),
        (State.RECEIVED, DeemedAccepted(LATER, (), LATER), State.TRACKING),
        (State.IN_PROGRESS, ResultReached(True, "同意"), State.RESULT_OK),
        (State.IN_PROGRESS, ResultReached(False, "不予支持"), State.RESULT_NO),
    ],
)
def test_what_a_fact_says_and_where_the_case_stands(state: State, fact: Fact, to: State) -> None:
    assert leads(fact, at(state)) is to


@each(
    ("state", "fact", "follow_up", "to"),
    [
        (State.ACCEPTED_DEFICIENT, BOTH, None, State.ACCEPTED),
        (State.ACCEPTED_DEFICIENT, BOTH, LATER, State.TRACKING),
        (State.ACCEPTED_DEFICIENT, ONE, None, None),
        (State.ACCEPTED_DEFICIENT, POOR, None, None),
        (State.IN_PROGRESS, BOTH, None, None),
        (State.SUSPENDED, BOTH, LATER, None),
        (State.RESULT_OK, BOTH, None, None),
    ],
)
def test_the_last_promised_paper_leads_on_and_none_before_it(
    state: State, fact: SupplementTaken, follow_up: date | None, to: State | None
) -> None:
    assert leads(fact, at(state, promises=OWED, next_follow_up=follow_up)) is to


def test_an_answered_transfer_leads_back_to_where_it_was_sent_from() -> None:
    answers = (TransferTaken(), TransferReturned("not_my_duty"), TransferWithdrawn("改在本窗口办"))
    ways = {
        State.RECEIVED: after(AWAY),
        State.ACCEPTED: after(Accepted((stamp(),)), AWAY),
        State.IN_PROGRESS: after(Accepted((stamp(),)), WorkStarted(), AWAY),
    }
    found = {state: [leads(answer, case) for answer in answers] for state, case in ways.items()}
    assert found == {state: [state] * 3 for state in ways}
    assert [leads(answer, TAKEN) for answer in answers] == [None] * 3


def test_a_decision_taken_back_leads_to_where_the_case_stood_before_it() -> None:
    undone = DecisionUndone("op", "点错")
    decided: dict[type[Fact], Case] = {
        type(fact): after(fact)
        for fact in (Accepted((stamp(),)), AcceptedDeficient(OWED, stamp(7, "supplement")), notice())
    }
    assert {kind: leads(undone, case) for kind, case in decided.items()} == {
        Accepted: State.RECEIVED,
        AcceptedDeficient: State.RECEIVED,
        NoticeGiven: State.RECEIVED,
    }
    assert leads(undone, TAKEN) is State.REGISTERED
    assert leads(undone, NEW) is None


def test_all_others_lead_where_the_table_says_from_every_state() -> None:
    told: dict[type[Fact], Fact] = {
        Accepted: Accepted((stamp(),)),
        MaterialsTaken: MaterialsTaken(),
        WorkStarted: WorkStarted(),
        TransferredOut: AWAY,
    }
    for kind, fact in told.items():
        assert {leads(fact, at(state)) for state in State} == {LEADS_TO[kind]}
