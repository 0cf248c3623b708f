"""撤销补正收件: the case as it stood before, within the bounds of a decision taken back."""

from dataclasses import replace

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.events import (
    Accepted,
    CaseEvent,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    Fact,
    FeedbackGiven,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    WorkStarted,
)
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.ledgers import LEDGERS, lines
from outlet_app.domain.states import State
from outlet_app.domain.taking import papers_since
from outlet_app.domain.workload import day_sheet
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, OUTLET, at, event, material, notice, registered, stamp

OTHER = "1508260838"
CAME = CorrectionTaken((material(handed=1, version=2),), review_due=stamp(5, "review"))
TOLD = (registered(), MaterialsChecked(1, (material(),)), MaterialsTaken(), notice())
WAITING_AGAIN = (*TOLD[:3], Accepted((stamp(),)), WorkStarted(), notice())
RECEIPT = PaperIssued("W22", "HH0501 补〔2026〕0001 号", 1, "0" * 64, 1)


def story(*facts: Fact) -> list[CaseEvent]:
    return [event(fact, minutes=minute) for minute, fact in enumerate(facts)]


def undone(events: list[CaseEvent], reason: str = "收错件", **told: object) -> CaseEvent:
    case = fold(events)
    op_id = case.last_taking.op_id if case.last_taking else "op-none"
    made = event(CorrectionUndone(op_id, reason), minutes=60)
    return replace(made, **told)  # type: ignore[arg-type]


def code(case: Case, one: CaseEvent) -> str:
    found = judge(case, one)
    return found.code if found else ""


@each(("facts", "state"), [(TOLD, State.CORRECTION), (WAITING_AGAIN, State.CORRECTION_AFTER)])
def test_the_case_waits_again_as_it_did(facts: tuple[Fact, ...], state: State) -> None:
    before = fold(story(*facts))
    events = story(*facts, CAME)
    back = undone(events)
    assert code(fold(events), back) == ""
    after = apply(fold(events), back)
    assert after.state is before.state is state
    kept = ("materials", "correction_due", "dues", "review_due", "corrections", "served", "notices")
    assert {name: getattr(after, name) for name in kept} == {name: getattr(before, name) for name in kept}
    assert [(one.reason, one.ended) for one in after.pauses] == [
        (one.reason, one.ended) for one in before.pauses
    ]
    assert after.events == len(events) + 1
    assert after.last_taking is None


@each(
    ("facts", "told", "refused"),
    [
        ((*TOLD, CAME), {}, ""),
        ((*TOLD, CAME), {"actor": OTHER}, "untake.other_person"),
        ((*TOLD, CAME), {"at": MORNING.replace(day=21)}, "untake.other_day"),
        ((*TOLD, CAME, RECEIPT), {}, "untake.paper_out"),
        ((*TOLD, CAME, RECEIPT, PaperVoided(RECEIPT.number, "收回")), {}, ""),
        ((*TOLD, CAME, FeedbackGiven("已收")), {}, "untake.not_last"),
        ((*TOLD, CAME, Accepted((stamp(),))), {}, "state.guard"),
        ((*TOLD, CAME, MaterialsChecked(2, (material(),))), {}, ""),
        (TOLD, {}, "state.guard"),
        (TOLD[:3], {}, "untake.not_last"),
    ],
)
def test_the_bounds(facts: tuple[Fact, ...], told: dict[str, object], refused: str) -> None:
    events = story(*facts)
    assert code(fold(events), undone(events, **told)) == refused


def test_without_a_reason_it_is_not_taken_back() -> None:
    events = story(*TOLD, CAME)
    assert code(fold(events), undone(events, reason="  ")) == "untake.no_reason"


def test_another_event_is_not_meant() -> None:
    events = story(*TOLD, CAME)
    wrong = event(CorrectionUndone("op-other", "收错件"), minutes=60)
    assert code(fold(events), wrong) == "untake.not_last"


def test_after_a_decision_taken_back_the_receipt_can_be_too() -> None:
    events = story(*TOLD, CAME, Accepted((stamp(),)))
    case = fold(events)
    assert case.last_taking is None
    assert case.last_decision is not None
    back = event(DecisionUndone(case.last_decision.op_id, "点错"), minutes=50)
    assert code(case, back) == ""
    again = undone([*events, back])
    assert code(fold([*events, back]), again) == ""
    assert apply(fold([*events, back]), again).state is State.CORRECTION


def test_papers_stay_accounted_for() -> None:
    events = story(*TOLD, CAME, RECEIPT)
    assert papers_since(fold(events)) == (RECEIPT.number,)
    void = event(PaperVoided(RECEIPT.number, "收回"), minutes=40)
    case = fold([*events, void])
    assert papers_since(case) == ()
    after = apply(case, undone([*events, void]))
    assert [one.number for one in after.papers] == [RECEIPT.number]
    assert after.void_papers == (RECEIPT.number,)


def test_what_came_and_went_stands_twice_in_l10_and_once_in_l20() -> None:
    events = story(*TOLD, CAME)
    whole = [*events, undone(events)]
    day = local_day(MORNING)
    held = [
        (one.cells["event"], one.cells["held"]) for one in lines(LEDGERS["L10"], [whole], OUTLET, day, day)
    ]
    assert held[-2:] == [
        ("correction_taken", "ORIGINAL|1|申报书"), ("correction_undone", "ORIGINAL|1|申报书"),
    ]  # fmt: skip
    audit = [one.cells["why"] for one in lines(LEDGERS["L20"], [whole], OUTLET, day, day)]
    assert audit == ["收错件"]


def test_the_days_figures_are_as_if_nothing_had_come() -> None:
    day = local_day(MORNING)
    before = story(*TOLD)
    events = story(*TOLD, CAME)
    plain, mended = (
        day_sheet([life], OUTLET, day, at(minutes=800), range(1, 11))
        for life in (before, [*events, undone(events)])
    )
    assert broken_identities(mended) == ()
    assert mended.intake == plain.intake
    assert mended.flow == plain.flow
    assert events[-1].actor == CLERK
