"""更正, 作废, 撤销: what can be put right, by whom and until when, and what it does to the counts."""

from dataclasses import fields, replace
from datetime import datetime, timedelta

from outlet_app.domain.amending import differences, may_change_matter, value
from outlet_app.domain.applicant import IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry_fields import FIELDS
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AmendCause,
    Amended,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    CorrectionTaken,
    DecisionUndone,
    Fact,
    FeedbackGiven,
    FieldChange,
    MaterialChange,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    PrintFailed,
    PromiseLine,
    Registered,
    Rejected,
    Reopened,
    ResultReached,
    ReviewOffered,
    Situation,
    TransferredOut,
    Voided,
    Withdrawn,
)
from outlet_app.domain.materials import MaterialState, NoticeCause
from outlet_app.domain.problems import Refusal
from outlet_app.domain.second_notice import cause_of
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import CLERK, SUPERVISOR, at, deferred, event, material, notice, registered, stamp

ROW = material()
UNDECIDED = replace(ROW, state=MaterialState.UNDECIDED)
TAKEN = (registered(), MaterialsChecked(1, (ROW,)), MaterialsTaken())
ANSWERED = (registered(item=2, sub_item="2.2"), AnsweredOnSpot("带营业执照复印件。"))
OWING = (registered(), MaterialsChecked(1, (ROW, deferred("8.2-A1"))), MaterialsTaken())
PAPER = PaperIssued("W05", "HH0501 受〔2026〕0001 号", 1, "0" * 64, 1)
OTHER_PAPER = replace(PAPER, number="HH0501 受〔2026〕0002 号")


def case_of(*facts: Fact) -> Case:
    """Fold facts that must each be legal."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


def refusal(case: Case, fact: Fact) -> str:
    found = judge(case, event(fact, minutes=60))
    return found.code if found else ""


def put_right(case: Case, **wanted: str) -> Case:
    """The case after a correction of these fields, dots written as double underscores."""
    fact = Amended(differences(case, {name.replace("__", "."): text for name, text in wanted.items()}))
    assert refusal(case, fact) == ""
    return apply(case, event(fact, minutes=60))


class TestFields:
    """One field after another, through the event and back."""

    @each(
        ("field", "text"),
        [
            ("applicant.name", "𬎆县河套䶮源合作社"),
            ("applicant.name", "巴特尔·孟克"),
            (
                "applicant.id_kind",
                IdKind.PASSPORT.value,
            ),
            ("applicant.id_number", "91150802MA0TEA71XK"),
            ("contact", "刘建萍"),
            ("contact", ""),
            ("phone", "0478-8213500"),
            ("channel", Channel.PHONE.value),
            ("callback", "明天上午"),
            ("request", "申报专利转化资助\n并咨询贴息"),
            ("special_groups", "elderly"),
            ("special_groups", "elderly,disabled"),
            ("assisted", "yes"),
            ("agent.name", "其木格·乌仁"),
            ("agent.phone", "13900001234"),
        ],
    )
    def test_a_field_says_what_was_and_what_is(self, field: str, text: str) -> None:
        case = case_of(*TAKEN)
        (change,) = differences(case, {field: text})
        assert change == FieldChange(field, value(case, field), text)
        after = apply(case, event(Amended((change,)), minutes=60))
        assert value(after, field) == text
        assert differences(after, {field: change.before}) == (FieldChange(field, text, change.before),)

    def test_the_situation_is_put_right_and_never_taken_away(self) -> None:
        case = case_of(registered(situation=Situation.OWN_NOW), *TAKEN[1:])
        after = put_right(case, situation="D")
        assert after.registered.situation is Situation.ELSEWHERE
        assert after.first_contact == case.first_contact
        emptied = Amended((FieldChange("situation", "A", ""),))
        found = judge(case, event(emptied, minutes=60))
        assert found is not None
        assert found.code == "amend.value"

    def test_an_answer_is_put_right_where_one_was_given(self) -> None:
        assert put_right(case_of(*ANSWERED), answer="带营业执照原件。").answer == "带营业执照原件。"

    def test_what_is_as_it_was_is_no_change(self) -> None:
        case = case_of(*TAKEN)
        assert differences(case, {field: value(case, field) for field in FIELDS}) == ()

    def test_changes_stand_in_the_order_of_the_page(self) -> None:
        case = case_of(*TAKEN)
        found = differences(case, {"request": "x", "phone": "13800002047", "applicant.name": "y"})
        assert [one.field for one in found] == ["applicant.name", "phone", "request"]

    def test_who_was_asked_first_and_every_number_can_never_be_another(self) -> None:
        """No field reaches them, so no event can change them."""
        reached = {name.rpartition(".")[2] for name in FIELDS}
        fixed = {"case_no", "query_code", "catalogue", "dues", "first_contact", "outlet", "registered_at"}
        assert not fixed & reached

    @each(
        "field",
        ["case_no", "query_code", "first_contact", "papers", "registered_at", "", "applicant", "name"],
    )
    def test_a_fixed_field_is_refused_by_name(self, field: str) -> None:
        assert refusal(case_of(*TAKEN), Amended((FieldChange(field, "a", "b"),))) == "amend.fixed"

    def test_every_other_drawer_stays_as_it_was(self) -> None:
        case = case_of(*TAKEN)
        after = put_right(case, applicant__name="河套禾原食品有限公司", channel="phone")
        other = {one.name for one in fields(Case) if getattr(case, one.name) != getattr(after, one.name)}
        assert other == {"registered", "former_names", "events", "last_at"}
        kept = replace(after.registered, applicant=case.registered.applicant, channel=case.registered.channel)
        assert kept == case.registered


class TestAmending:
    """What a correction must hold."""

    @each(
        ("fact", "code"),
        [
            (Amended(()), "amend.nothing"),
            (Amended((FieldChange("contact", "刘建平", "刘建平"),)), "amend.nothing"),
            (Amended((FieldChange("contact", "别人", "刘建萍"),)), "amend.outdated"),
            (Amended((FieldChange("contact", "刘建平", "甲"),) * 2), "amend.outdated"),
            (Amended((FieldChange("answer", "", "补写答复"),)), "amend.fixed"),
            (Amended((FieldChange("channel", "counter", "pigeon"),)), "amend.value"),
            (Amended((FieldChange("item", "8", "2"),)), "amend.matter_fixed"),
            (Amended((FieldChange("sub_item", "8.2", "8.3"),)), "amend.matter_fixed"),
            (Amended((), (MaterialChange(ROW, ROW),)), "amend.nothing"),
            (Amended((), (MaterialChange(ROW, UNDECIDED),)), "amend.nothing"),
            (Amended((), (MaterialChange(replace(ROW, pages=9), ROW),)), "amend.outdated"),
            (Amended((), (MaterialChange(ROW, replace(ROW, version=2)),)), "amend.outdated"),
            (Amended((), (MaterialChange(ROW, replace(ROW, code="8.2-M2")),)), "amend.outdated"),
            (Amended((), (MaterialChange(ROW, replace(ROW, handed=2)),) * 2), "amend.outdated"),
            (Amended((), (MaterialChange(ROW, replace(ROW, handed=2)),)), ""),
            (Amended((FieldChange("contact", "刘建平", "刘建萍"),), note="与证件一致"), ""),
        ],
    )  # fmt: skip
    def test_what_does_not_hold_is_refused_by_name(self, fact: Amended, code: str) -> None:
        assert refusal(case_of(*TAKEN), fact) == code

    @each(
        ("item", "sub_item", "code"),
        [
            ("2", "2.1", ""),
            ("4", "4.10", ""),
            ("0", "", ""),
            ("2", "3.1", "amend.value"),
            ("0", "2.1", "amend.value"),
            ("2", "", "amend.value"),
            ("two", "2.1", "amend.value"),
        ],
    )
    def test_another_item_brings_its_own_sub_item(self, item: str, sub_item: str, code: str) -> None:
        case = case_of(registered(item=1, sub_item="1.1"), AnsweredOnSpot("可以网上查询。"))
        fact = Amended(differences(case, {"item": item, "sub_item": sub_item}))
        assert refusal(case, fact) == code

    @each(
        ("facts", "free"),
        [
            (ANSWERED, True),
            ((registered(), Rejected("not_in_remit")), True),
            ((registered(dues=(stamp(1),)), Rejected("not_in_remit")), False),
            (TAKEN, False),
        ],
    )
    def test_the_item_is_fixed_once_clocks_or_papers_hang_on_it(
        self, facts: tuple[Fact, ...], free: bool
    ) -> None:
        assert may_change_matter(case_of(*facts)) is free

    @each(
        "facts",
        [
            TAKEN,
            ANSWERED,
            (*TAKEN, notice()),
            (*TAKEN, Withdrawn("不办了")),
            (registered(), Rejected("not_in_remit")),
            (*TAKEN, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")),
        ],
    )
    def test_an_entry_is_put_right_in_any_state(self, facts: tuple[Fact, ...]) -> None:
        case = case_of(*facts)
        after = put_right(case, contact="刘建萍")
        assert (after.state, after.decision, after.due) == (case.state, case.decision, case.due)

    def test_materials_of_an_ended_case_are_history(self) -> None:
        case = case_of(*TAKEN, Withdrawn("不办了"))
        assert refusal(case, Amended((), (MaterialChange(ROW, replace(ROW, handed=2)),))) == "amend.ended"

    def test_a_second_window_that_saw_the_old_value_is_told(self) -> None:
        case = case_of(*TAKEN)
        mine = Amended(differences(case, {"contact": "刘建萍"}))
        theirs = Amended(differences(case, {"contact": "刘建屏"}))
        after = apply(case, event(mine, minutes=50))
        assert judge(after, event(theirs, minutes=51)) == Refusal("amend.outdated")

    def test_what_was_written_before_still_finds_the_case(self) -> None:
        case = case_of(*TAKEN)
        case = put_right(case, applicant__name="河套禾原食品有限公司", phone="13800002047", contact="刘建萍")
        case = put_right(case, applicant__name="河套和源食品有限公司", contact="刘建平")
        case = put_right(case, contact="刘建萍")
        assert case.former_names == ("河套禾源食品有限公司", "刘建平", "河套禾原食品有限公司", "刘建萍")
        assert case.former_codes == ("13800002046",)

    def test_an_empty_field_leaves_nothing_to_be_found_by(self) -> None:
        bare = registered(applicant=replace(registered().applicant, contact="", phone=""))
        case = put_right(case_of(bare, MaterialsTaken()), contact="刘建平", phone="13800002046")
        assert (case.former_names, case.former_codes) == ((), ())

    @each(
        ("cause", "told", "field", "changed"),
        [
            (AmendCause.APPLICANT_CHANGED, True, "request", True),
            (AmendCause.ENTRY_ERROR, True, "request", False),
            (AmendCause.APPLICANT_CHANGED, False, "request", False),
            (AmendCause.APPLICANT_CHANGED, True, "phone", False),
        ],
    )
    def test_only_a_request_changed_by_the_applicant_after_the_notice_excuses_new_lines(
        self, cause: AmendCause, told: bool, field: str, changed: bool
    ) -> None:
        case = case_of(*TAKEN, *((notice(), CorrectionTaken(())) if told else ()))
        text = "13800002047" if field == "phone" else "改报另一政策"
        case = apply(case, event(Amended(differences(case, {field: text}), (), cause), minutes=60))
        assert case.request_changed is changed
        line = replace(notice().lines[1], code="8.2-M9")
        wanted = NoticeCause.APPLICANT_CHANGED_REQUEST if changed else NoticeCause.BREACH_SECOND_NOTICE
        assert cause_of(case, line) is wanted

    def test_a_row_put_right_is_no_new_paper(self) -> None:
        """Marked complete by mistake, told late: that is what the breach is about."""
        case = case_of(*TAKEN, notice(), CorrectionTaken(()))
        faulty = replace(ROW, state=MaterialState.FAULTY, defects=notice().lines[1].defects)
        case = apply(case, event(Amended((), (MaterialChange(ROW, faulty),)), minutes=60))
        assert case.materials[0] == faulty
        line = replace(notice().lines[1], code=ROW.code)
        assert cause_of(case, line) is NoticeCause.BREACH_SECOND_NOTICE


class TestVoiding:
    """A case that should never have been."""

    @each("reason", ["", " "])
    def test_a_void_says_why(self, reason: str) -> None:
        assert refusal(case_of(*TAKEN), Voided(reason)) == "void.reason_missing"

    def test_a_void_case_keeps_its_number_and_what_happened(self) -> None:
        case = apply(
            case_of(*TAKEN, Accepted((stamp(),))), event(Voided("duplicate", "两次登记"), minutes=60)
        )
        assert (case.state, case.is_open, case.case_no) == (State.VOIDED, False, registered().case_no)
        assert (case.decision, case.ended_at) == (Decision.ACCEPT, at(60))
        assert case.materials == (ROW,)

    @each(
        "fact",
        [
            Voided("duplicate"),
            Reopened("录入有误"),
            Amended((FieldChange("contact", "刘建平", "刘建萍"),)),
            PAPER,
            FeedbackGiven("由专利科核实。"),
            MaterialsChecked(2, (ROW,)),
        ],
    )
    def test_nothing_follows_a_void(self, fact: Fact) -> None:
        case = apply(case_of(*TAKEN), event(Voided("duplicate"), minutes=30))
        assert refusal(case, fact) == "state.guard"

    def test_a_void_case_serves_nobody_and_asks_nobody_for_a_review(self) -> None:
        case = apply(case_of(*ANSWERED), event(Voided("practice"), minutes=30))
        assert case.served == ()
        assert refusal(case, ReviewOffered("consult")) == "review.no_service"

    @each("reason", ["", "  "])
    def test_reopening_says_why(self, reason: str) -> None:
        assert refusal(case_of(*ANSWERED), Reopened(reason)) == "reopen.reason_missing"


class TestVoidPapers:
    """A paper that counts for nothing keeps its number."""

    def test_a_paper_is_voided_once_and_only_if_it_exists(self) -> None:
        case = case_of(*TAKEN, Accepted(), PAPER)
        assert refusal(case, PaperVoided("HH0501 受〔2026〕0404 号", "未送达")) == "paper.unknown"
        case = apply(case, event(PaperVoided(PAPER.number, "未送达"), minutes=30))
        assert refusal(case, PaperVoided(PAPER.number, "未送达")) == "paper.void"
        assert case.papers == (PAPER,)

    def test_a_second_print_is_the_same_paper(self) -> None:
        case = case_of(*TAKEN, Accepted(), PAPER, replace(PAPER, copy_no=2))
        assert case.papers_of_decision == (PAPER.number,)
        case = apply(case, event(PaperVoided(PAPER.number, "未送达"), minutes=30))
        assert case.papers_of_decision == ()


DECISIONS: list[tuple[tuple[Fact, ...], Fact, State]] = [
    ((registered(),), AnsweredOnSpot("可以网上办理。"), State.REGISTERED),
    ((registered(),), Rejected("not_in_remit"), State.REGISTERED),
    ((registered(),), MaterialsTaken(for_review=True), State.REGISTERED),
    ((registered(),), TransferredOut("1508001001", "", "市级窗口", "专业问题"), State.REGISTERED),
    (TAKEN, Accepted((stamp(),)), State.RECEIVED),
    (TAKEN, notice(), State.RECEIVED),
    (TAKEN, Rejected("not_in_remit"), State.RECEIVED),
    (
        OWING,
        AcceptedDeficient(
            (PromiseLine("8.2-A1", "信用承诺书", datetime(2026, 11, 27, tzinfo=CST).date()),),
            stamp(7, "supplement"),
        ),
        State.RECEIVED,
    ),
    ((*TAKEN, notice(), CorrectionTaken(())), Accepted((stamp(),)), State.RECEIVED),
    ((*TAKEN, Accepted()), notice(), State.ACCEPTED),
]


def decided(before: tuple[Fact, ...], fact: Fact, *after: Fact) -> Case:
    return case_of(*before, fact, *after)


def undo(case: Case, **changes: object) -> CaseEvent:
    last = case.last_decision
    fact = DecisionUndone(last.op_id if last else "", "点错")
    return replace(event(fact, minutes=90), **changes)  # type: ignore[arg-type]


class TestUndoing:
    """The last decision taken back, within its bounds."""

    @each(("before", "fact", "state"), DECISIONS)
    def test_everything_is_as_before_the_decision(
        self, before: tuple[Fact, ...], fact: Fact, state: State
    ) -> None:
        was, case = case_of(*before), decided(before, fact)
        assert judge(case, undo(case)) is None
        after = apply(case, undo(case))
        assert after.state is state
        drawers = {one.name for one in fields(Case)} - {"events", "last_at", "last_decision", "received_at"}
        # Two lives have ids of their own; what can still be taken back is the same.
        drawers -= {"last_taking"}
        assert bool(after.last_taking) is bool(was.last_taking)
        assert {name for name in drawers if getattr(after, name) != getattr(was, name)} == set()
        assert after.events == case.events + 1

    @each(("before", "fact", "state"), DECISIONS)
    def test_a_decision_taken_back_can_be_taken_again_and_is_then_the_first(
        self, before: tuple[Fact, ...], fact: Fact, state: State
    ) -> None:
        case = decided(before, fact)
        after = apply(case, undo(case))
        assert judge(after, event(fact, minutes=95)) is None
        again = apply(after, event(fact, minutes=95))
        assert (again.state, again.decision) == (case.state, case.decision)
        first = case_of(*before).decision is None
        assert again.decided_at == (at(95) if first else case.decided_at)

    def test_the_first_decision_is_the_one_that_stands(self) -> None:
        case = decided(TAKEN, Accepted((stamp(),)))
        assert apply(case, undo(case)).decision is None
        later = apply(apply(case, undo(case)), event(Rejected("not_in_remit"), minutes=95))
        assert (later.decision, later.decided_by) == (Decision.REJECT, CLERK)

    @each(
        ("changes", "code"),
        [
            ({}, ""),
            ({"actor": SUPERVISOR}, "undo.other_person"),
            ({"at": at(0, days=1)}, "undo.other_day"),
            ({"at": datetime(2026, 11, 20, 23, 59, tzinfo=CST)}, ""),
            ({"at": datetime(2026, 11, 21, 0, 0, tzinfo=CST)}, "undo.other_day"),
            ({"fact": DecisionUndone("op-of-another", "点错")}, "undo.not_last"),
            ({"fact": DecisionUndone("", "点错")}, "undo.not_last"),
        ],
    )
    def test_only_by_the_clerk_who_decided_and_on_the_same_day(
        self, changes: dict[str, object], code: str
    ) -> None:
        case = decided(TAKEN, Accepted())
        found = judge(case, undo(case, **changes))
        assert (found.code if found else "") == code

    def test_a_paper_that_counts_stands_in_the_way(self) -> None:
        case = decided(TAKEN, Accepted(), PAPER, OTHER_PAPER)
        for number in (PAPER.number, OTHER_PAPER.number):
            found = judge(case, undo(case))
            assert found == Refusal("undo.paper_out")
            case = apply(case, event(PaperVoided(number, "已收回"), minutes=40))
        assert judge(case, undo(case)) is None
        after = apply(case, undo(case))
        assert after.papers == (PAPER, OTHER_PAPER)
        assert after.void_papers == (PAPER.number, OTHER_PAPER.number)

    def test_an_older_paper_printed_again_is_no_paper_of_the_decision(self) -> None:
        told = (*TAKEN, notice(), PAPER, CorrectionTaken(()))
        case = decided(told, Accepted(), replace(PAPER, copy_no=2))
        assert judge(case, undo(case)) is None

    def test_a_print_that_failed_is_not_something_after_it(self) -> None:
        case = decided(TAKEN, Accepted(), PAPER, PrintFailed(PAPER.number, 1, "printer.none"))
        case = apply(case, event(PaperVoided(PAPER.number, "未打印"), minutes=40))
        assert judge(case, undo(case)) is None

    @each(
        "after",
        [
            FeedbackGiven("由专利科核实。"),
            ReviewOffered("intake"),
            Amended((FieldChange("contact", "刘建平", "刘建萍"),)),
            ResultReached(True, "已出具"),
            notice(),
        ],
    )
    def test_after_anything_else_the_decision_is_the_past(self, after: Fact) -> None:
        case = decided(TAKEN, Accepted(), after)
        first = DecisionUndone("op-of-the-acceptance", "点错")
        found = judge(case, undo(case, fact=first))
        assert found == Refusal("undo.not_last")

    def test_taking_back_is_itself_not_taken_back(self) -> None:
        case = decided(TAKEN, Accepted())
        after = apply(case, undo(case))
        assert after.last_decision is None
        assert judge(after, undo(case)) == Refusal("undo.not_last")

    def test_only_the_last_decision_is_remembered_and_only_one_deep(self) -> None:
        case = decided((*TAKEN, notice(), CorrectionTaken(())), Accepted())
        assert case.last_decision is not None
        assert case.last_decision.before.last_decision is None

    def test_an_answer_taken_back_is_no_service_anybody_rates(self) -> None:
        case = decided((registered(),), AnsweredOnSpot("可以网上办理。"))
        assert len(case.served) == 1
        assert apply(case, undo(case)).served == ()

    def test_a_closing_is_no_decision(self) -> None:
        case = case_of(*TAKEN, Accepted(), ResultReached(True, "已出具"), Closed())
        assert case.last_decision is None


def test_folding_again_gives_the_same_case_after_every_kind_of_mending() -> None:
    events = [
        event(fact, minutes=minute)
        for minute, fact in enumerate(
            (*TAKEN, Accepted((stamp(),)), PAPER, PaperVoided(PAPER.number, "收回"))
        )
    ]
    case = fold(events)
    events.append(undo(case))
    events.append(event(Amended(differences(fold(events), {"contact": "刘建萍"})), minutes=100))
    events.append(event(Voided("duplicate"), minutes=110))
    again, step = fold(events), None
    for one in events:
        step = apply(step, one)
    assert again == step
    assert again.registered.applicant.contact == "刘建萍"
    assert isinstance(events[0].fact, Registered)
    assert events[0].fact.applicant.contact == "刘建平"
    assert again.last_at == at(110) == events[-1].at
    assert again.registered_at + timedelta(minutes=110) == again.last_at
