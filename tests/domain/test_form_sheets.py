"""The small sheets before a step as one spec: what each asks, how long, and under which key it is sent."""

from collections.abc import Mapping
from dataclasses import fields as parts_of
from dataclasses import replace
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.events import (
    CorrectionUndone,
    DecisionUndone,
    DeemedWithdrawn,
    FeedbackGiven,
    LapseWay,
    PaperVoided,
    Paused,
    ProposalDeclined,
    ReminderStage,
    ReminderWay,
    Reopened,
    Resumed,
    StageReached,
    SupplementLapsed,
    SupplementReminded,
    Voided,
    VoidReason,
)
from outlet_app.domain.facts.carrying import ReminderDropped
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.facts.pledge import CheckResult, Consequence, ConsequenceDrawn, PledgeChecked
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.forms import consultation, credit, deficiency, mending, pledge, tracking, waiting
from outlet_app.domain.forms.reading import missing, problem, tidy, unsaid
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.forms.told import FORMS, misfits, told
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

TODAY, LATER = date(2026, 11, 27), date(2026, 12, 20)
AT = datetime(2026, 11, 27, 16, 20, tzinfo=CST)
VISITED = FollowUpVisited(TODAY, VisitWay.ON_SITE, "已提交两件申请", LATER, "乌力吉·巴图")
PLANNED = TrackingPlanned("新增高价值专利五件", "每月一次布局指导", LATER, "河套学院")
PROPOSED = DiscreditProposed(CreditAct.UNTRUE, "账户不属于申请人", TODAY, LATER)
CHECKED = PledgeChecked("A2", CheckWay.ONLINE, CheckResult.UNTRUE, "银行回函", TODAY)
DRAWN = ConsequenceDrawn(Consequence.RECTIFY, "账户不属于申请人", "010002", rectify_by=LATER)
TICKED = "yes"


def asked(form: Form) -> dict[str, str]:
    """The fields of a sheet in order: * where nothing is saved without it, then its kind and its length."""
    return {
        one.name: f"{'*' if one.needed else ''}{one.kind}{f' {one.limit}' if one.limit else ''}"
        for one in form.fields()
    }


@each(
    ("form", "said"),
    [
        (
            tracking.stage_form(listed=True, tracked=True),
            {"stage": "*choice", "note": "text 500", "next": "*day"},
        ),
        (tracking.stage_form(listed=True, tracked=False), {"stage": "*choice", "note": "text 500"}),
        (tracking.stage_form(listed=False, tracked=False), {"stage": "*line 30", "note": "text 500"}),
        (
            tracking.PLAN,
            {"goal": "*text 500", "measures": "*text 500", "partner": "line 60", "next": "*day"},
        ),
        (
            tracking.VISIT,
            {"way": "*choice", "met": "person 50", "findings": "*text 3000", "day": "*day", "next": "*day"},
        ),
        (tracking.SUMMARY, {"summary": "*text 1000", "effect": "line 200"}),
        (
            deficiency.supplement_form(["8.2-A1", "8.2-A2"]),
            {
                "brought.8.2-A1": "choice",
                "brought.8.2-A2": "choice",
                "faulty": "switch",
                "day": "*past 40",
                "remark": "line 200",
            },
        ),
        (deficiency.REMIND, {"way": "*choice", "text": "*text 500"}),
        (deficiency.EXTEND, {"days": "*choice", "force": "switch", "reason": "*text 200"}),
        (deficiency.LAPSE, {"way": "*choice", "reason": "*text 200"}),
        (
            credit.PROPOSAL,
            {"act": "*choice", "grounds": "*text 300", "told": "*past", "until": "*day"},
        ),
        (credit.DEFENCE, {"text": "text 300", "silent": "switch"}),
        (credit.LISTING, {"until": "*day", "reason": "*text 300"}),
        (credit.REASON, {"reason": "*text 300"}),
        (
            pledge.CHECK,
            {
                "code": "*choice",
                "way": "*choice",
                "result": "*choice",
                "evidence": "*text 300",
                "day": "*past",
            },
        ),
        (
            pledge.DRAWING,
            {"step": "*choice", "reason": "*text 300", "until": "day", "paper": "choice"},
        ),
        (pledge.DRAWING.without("paper"), {"step": "*choice", "reason": "*text 300", "until": "day"}),
    ],
)
def test_a_sheet_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


@each(("fact", "form"), list(FORMS.items()))
def test_every_field_that_is_sent_is_a_part_of_the_fact(fact: type[Fact], form: Form) -> None:
    """A field under a key its fact has not would be asked for and lost."""
    parts = {one.wire.partition(".")[0] for one in form.fields() if one.wire}
    assert parts <= {one.name for one in parts_of(fact)}


@each(
    ("fact", "said"),
    [
        (
            PLANNED,
            {"goal": PLANNED.goal, "measures": PLANNED.measures, "partner": "河套学院", "next": "2026-12-20"},
        ),
        (
            VISITED,
            {
                "way": "on_site",
                "met": "乌力吉·巴图",
                "findings": "已提交两件申请",
                "day": "2026-11-27",
                "next": "2026-12-20",
            },
        ),
        (StageReached("检索中", note="首轮"), {"stage": "检索中", "note": "首轮"}),
        (StageSummarised("布局完成"), {"summary": "布局完成", "effect": ""}),
        (
            SupplementReminded(ReminderStage.EARLY, ReminderWay.PHONE, "请补齐"),
            {"way": "phone", "text": "请补齐"},
        ),
        (SupplementLapsed(LapseWay.RETURNED, "逾期"), {"way": "returned", "reason": "逾期"}),
        (
            PROPOSED,
            {"act": "untrue", "grounds": "账户不属于申请人", "told": "2026-11-27", "until": "2026-12-20"},
        ),
        (DefenceHeard("", made=False), {"text": ""}),
        (Discredited(LATER, "查实"), {"until": "2026-12-20", "reason": "查实"}),
        (
            CHECKED,
            {"code": "A2", "way": "online", "result": "untrue", "evidence": "银行回函", "day": "2026-11-27"},
        ),
        (DRAWN, {"step": "rectify", "reason": "账户不属于申请人", "until": "2026-12-20"}),
        (
            replace(DRAWN, step=Consequence.STOP, rectify_by=None),
            {"step": "stop", "reason": "账户不属于申请人", "until": ""},
        ),
    ],
)
def test_a_fact_is_read_back_into_the_fields_it_was_filled_in(fact: Fact, said: Mapping[str, str]) -> None:
    assert told(FORMS[type(fact)], fact) == said
    assert misfits(fact, TODAY) == {}


def wrong(fact: Fact) -> dict[str, str]:
    return {name: one.code for name, one in misfits(fact, TODAY).items()}


@each(
    ("fact", "found"),
    [
        (replace(VISITED, findings="情" * 3000), {}),
        (replace(VISITED, findings="情" * 3001), {"findings": "text.too_long"}),
        (replace(VISITED, findings=" \u3000"), {"findings": "field.missing"}),
        (replace(VISITED, findings="好\U0001f33b"), {"findings": "text.emoji"}),
        (replace(VISITED, findings="甲\n乙"), {}),
        (replace(VISITED, met="甲\n乙"), {"met": "text.control"}),
        (replace(VISITED, met="𬎆䶮"), {}),
        # What may print as nothing is doubted at the sheet and stops no step.
        (replace(VISITED, findings="\ue000"), {}),
        (replace(PLANNED, partner="院" * 61, goal=""), {"partner": "text.too_long", "goal": "field.missing"}),
        (StageReached("", note="说" * 501), {"stage": "field.choose", "note": "text.too_long"}),
        (StageSummarised("结" * 1001, "效" * 201), {"summary": "text.too_long", "effect": "text.too_long"}),
        (SupplementLapsed(LapseWay.RETURNED, ""), {"reason": "field.missing"}),
        (replace(PROPOSED, told_on=LATER), {"told": "supplement.future"}),
        (replace(PROPOSED, grounds="理" * 301), {"grounds": "text.too_long"}),
        (DefenceHeard("申" * 301), {"text": "text.too_long"}),
        (DefenceHeard("", made=False), {}),
        (Discredited(LATER, ""), {"reason": "field.missing"}),
        (DiscreditDropped("由" * 301), {"reason": "text.too_long"}),
        (CreditRepaired("\x07"), {"reason": "text.control"}),
        (replace(CHECKED, evidence=""), {"evidence": "field.missing"}),
        (replace(CHECKED, checked_on=LATER), {"day": "supplement.future"}),
        (replace(DRAWN, rectify_by=None), {"until": "field.missing"}),
        (replace(DRAWN, step=Consequence.STOP, rectify_by=None), {}),
        (replace(DRAWN, reason=""), {"reason": "field.missing"}),
    ],
)
def test_a_fact_that_is_none_of_its_sheet_is_told_by_its_field(fact: Fact, found: dict[str, str]) -> None:
    assert wrong(fact) == found


def test_a_fact_without_a_sheet_is_none_of_this_rule() -> None:
    class Other(Fact):
        KIND = "other"

    assert misfits(Other(), TODAY) == {}


CALLED = sheet(
    "called",
    Field("reason", Kind.CHOICE, needed=True),
    Field("note", Kind.TEXT, 20, needed_when=("reason", ("other", "late"))),
    Field("place", Kind.LINE, 20, needed_when=("note", ("",))),
    Field("which", Kind.TICKS, needed=True),
    Field("consent", Kind.SWITCH, needed=True),
)


@each(
    ("said", "found"),
    [
        ({}, {"reason": "choose", "place": "missing", "which": "choose", "consent": "choose"}),
        ({"reason": "other", "which": "a", "consent": TICKED}, {"note": "missing", "place": "missing"}),
        ({"reason": "late", "place": "厅", "which": "a", "consent": TICKED}, {"note": "missing"}),
        ({"reason": "early", "place": "厅", "which": "a,b", "consent": TICKED}, {}),
        ({"reason": "other", "note": "雪", "which": "a", "consent": TICKED}, {}),
        (
            {"reason": "other", "note": "\u3000", "place": "厅", "which": " "},
            {"note": "missing", "which": "choose", "consent": "choose"},
        ),
    ],
)
def test_what_is_needed_hangs_on_what_the_others_say(said: dict[str, str], found: dict[str, str]) -> None:
    assert {name: one.code for name, one in missing(CALLED, said).items()} == {
        name: f"field.{one}" for name, one in found.items()
    }


def test_what_is_missing_names_its_field() -> None:
    field = CALLED.field("note")
    assert unsaid(field, {"reason": "other"}) == Problem("field.missing", {"field": "note"})
    assert unsaid(field, {"reason": "early"}) is None
    assert unsaid(field, {}) is None


def test_a_sheet_without_some_fields_is_the_same_sheet() -> None:
    left = pledge.DRAWING.without("paper", "nobody")
    assert (left.code, left.version) == (pledge.DRAWING.code, pledge.DRAWING.version)
    assert [one.name for one in left.fields()] == ["step", "reason", "until"]
    assert left.field("until") is pledge.DRAWING.field("until")
    assert pledge.DRAWING.without() == pledge.DRAWING


@each(
    ("typed", "wrong"),
    [
        ("16:20", ""),
        ("1620", ""),
        ("１６：２０", ""),
        ("16时20分", ""),
        ("", ""),
        ("25:00", "time.impossible"),
        ("12:60", "time.impossible"),
        ("下午", "time.unreadable"),
    ],
)
def test_a_time_of_day_is_read_as_people_type_it(typed: str, wrong: str) -> None:
    field = Field("at", Kind.TIME, 8)
    found = problem(field, {"at": typed}, TODAY)
    assert (found.code if found else "") == wrong
    assert tidy(field, f" {typed} ", TODAY) == typed.strip()


@each("kind", [Kind.TICKS, Kind.FIND, Kind.CHOICE])
def test_what_is_chosen_is_right_by_itself(kind: Kind) -> None:
    assert problem(Field("x", kind, 1), {"x": "purpose,powers"}, TODAY) is None


@each(
    ("days", "force", "used", "found"),
    [
        ("5", "", False, {}),
        ("6", "", False, {"days": "supplement.most"}),
        ("30", TICKED, False, {}),
        ("1", "", True, {"force": "supplement.used"}),
        ("30", "", True, {"force": "supplement.used"}),
        ("30", TICKED, True, {}),
    ],
)
def test_more_than_five_days_or_a_second_time_takes_a_force_majeure(
    days: str, force: str, used: bool, found: dict[str, str]
) -> None:
    said = deficiency.extension_problems({"days": days, "force": force}, used=used)
    assert {name: one.code for name, one in said.items()} == found


@each(
    ("form", "said"),
    [
        (mending.undo_form(printed=False), {"reason": "*text 200"}),
        (mending.undo_form(printed=True), {"reason": "*text 200", "collected": "*switch"}),
        (mending.untake_form(printed=False), {"reason": "*text 200", "back": "*switch"}),
        (
            mending.untake_form(printed=True),
            {"reason": "*text 200", "back": "*switch", "collected": "*switch"},
        ),
        (mending.REOPEN, {"reason": "*text 200"}),
        (mending.VOID, {"reason": "*choice", "note": "text 200"}),
        (mending.ISSUE, {"form": "*choice", "large": "switch"}),
        (mending.VOID_PAPER, {"number": "*choice", "reason": "*text 200"}),
        (mending.RENEW, {"papers": "*ticks", "reason": "*line 200"}),
        (waiting.DECLINE, {"reason": "*text 200", "again": "*day"}),
        (waiting.PAUSE, {"reason": "*choice", "evidence": "*text 500"}),
        (waiting.RESUME, {"evidence": "text 500"}),
        (waiting.WITHDRAWAL, {"reason": "*text 200"}),
        (waiting.DROP, {"reason": "*text 200"}),
        (waiting.EXPLAIN, {"reason": "*choice", "measures": "*text 300"}),
        (
            consultation.answer_form(complicated=False),
            {
                "source": "find", "answer": "*text 1000", "basis": "line 200", "way": "*choice",
                "day": "*past", "time": "*time 20", "to": "person 50",
            },
        ),
        (
            consultation.answer_form(complicated=True),
            {
                "source": "find", "answer": "*text 1000", "basis": "*line 200", "way": "*choice",
                "day": "*past", "time": "*time 20", "to": "person 50",
            },
        ),
        (consultation.FEEDBACK, {"text": "*text 1000", "way": "*choice"}),
        (consultation.DEEPEN, {"sub_item": "*choice", "reason": "*text 200", "request": "*text 1000"}),
        (consultation.MOMENT, {"day": "*past", "time": "*time 20", "proof": "*text 100"}),
        (consultation.COMPLEX, {"reason": "*text 500"}),
    ],
)  # fmt: skip
def test_what_is_mended_waits_or_is_answered_asks_so_much(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


ANSWERED = ConsultationAnswered("可以申报", ToldWay.PHONE, AT, "条例第九条", "乌力吉·巴图", "2026-1", "乌兰")


@each(
    ("fact", "found"),
    [
        (DecisionUndone("op-1", "点错"), {}),
        (DecisionUndone("op-1", "错" * 201), {"reason": "text.too_long"}),
        (CorrectionUndone("op-1", ""), {"reason": "field.missing"}),
        (Reopened("由\x07"), {"reason": "text.control"}),
        (Voided(VoidReason.DUPLICATE), {}),
        (Voided(VoidReason.OTHER), {"note": "field.missing"}),
        (Voided(VoidReason.OTHER, "误点"), {}),
        (Voided(VoidReason.DUPLICATE, "注" * 201), {"note": "text.too_long"}),
        # A paper falls with a case by a code, or with what was said of an untrue pledge.
        (PaperVoided("HH05-N-2026-0001", VoidReason.DUPLICATE), {}),
        (PaperVoided("HH05-N-2026-0001", "由" * 300), {}),
        (PaperVoided("HH05-N-2026-0001", "由" * 301), {"reason": "text.too_long"}),
        (ProposalDeclined("deem_withdrawn", "已电话联系", LATER), {}),
        (ProposalDeclined("deem_withdrawn", "", LATER), {"reason": "field.missing"}),
        (Paused("identification", "鉴定委托书 3 号"), {}),
        (Paused("identification"), {"evidence": "field.missing"}),
        (Resumed(), {}),
        (Resumed(evidence="据" * 501), {"evidence": "text.too_long"}),
        (DeemedWithdrawn("", TODAY), {"reason": "field.missing"}),
        (ReminderDropped("企业已注销"), {}),
        (ReminderDropped("好\U0001f33b"), {"reason": "text.emoji"}),
        (RefusalSettled(("op-1",), "again", "已重新受理"), {}),
        (RefusalSettled(("op-1",), "", "办" * 201), {"way": "field.choose", "note": "text.too_long"}),
        (RefusalSettled(("op-1",), "nothing", " "), {"note": "field.missing"}),
        (DelayExplained(DelayReason.ABSENT, "明日办结"), {}),
        (DelayExplained("", "办" * 301), {"reason": "field.choose", "measures": "text.too_long"}),
        (ANSWERED, {}),
        (replace(ANSWERED, answer="答" * 1001), {"answer": "text.too_long"}),
        (replace(ANSWERED, answer="", told_to="甲\n乙"), {"answer": "field.missing", "to": "text.control"}),
        (replace(ANSWERED, basis="", told_to="", source=""), {}),
        (replace(ANSWERED, basis="据" * 201), {"basis": "text.too_long"}),
        (MadeComplex("实" * 500), {}),
        (MadeComplex(""), {"reason": "field.missing"}),
        (FeedbackGiven("由乌兰核实，三日内答复"), {}),
        (FeedbackGiven("", ToldWay.PHONE), {"text": "field.missing"}),
        (QueryDeepened("1.7", "需要比对技术方案"), {}),
        (QueryDeepened("1.7", "由", "查" * 1001), {"request": "text.too_long"}),
        (QueryDeepened("1.7", ""), {"reason": "field.missing"}),
        (TimeConfirmed("op-1", AT, "叫号单"), {}),
        (TimeConfirmed("op-1", AT, "据" * 101), {"proof": "text.too_long"}),
    ],
)
def test_facts_of_mending_waiting_and_answering_fit_their_sheets(fact: Fact, found: dict[str, str]) -> None:
    assert wrong(fact) == found


@each(
    ("again", "found"),
    [
        ("2026-11-26", {"again": "decline.again"}),
        ("2026-11-27", {"again": "decline.again"}),
        ("2026-11-28", {}),
        ("2026-12-27", {}),
        ("2026-12-28", {"again": "decline.again"}),
    ],
)
def test_a_proposal_comes_again_after_today_and_within_thirty_days(again: str, found: dict[str, str]) -> None:
    said = waiting.decline_problems({"reason": "等材料", "again": again}, TODAY)
    assert {name: one.code for name, one in said.items()} == found


@each(
    ("day", "time", "found"),
    [
        ("2026-11-27", "09:00", ""),
        # Asked at 09:00:30, told in the same minute.
        ("2026-11-27", "08:59", "told.early"),
        ("2026-11-26", "16:00", "told.early"),
        ("2026-11-27", "16:20", ""),
        ("2026-11-27", "16:21", "told.future"),
        ("2026-11-27", "下午", "time.unreadable"),
        ("2026-11-27", "24:00", "time.impossible"),
    ],
)
def test_nobody_is_told_before_they_asked_or_later_than_now(day: str, time: str, found: str) -> None:
    asked_at = AT.replace(hour=9, minute=0, second=30)
    said = consultation.answer_problems({"day": day, "time": time}, asked_at, AT)
    assert {name: one.code for name, one in said.items()} == ({"time": found} if found else {})


@each(
    ("time", "found"),
    [
        ("16:20", ""),
        ("1620", ""),
        ("16:21", "time.ahead"),
        ("午", "time.unreadable"),
        ("25:00", "time.impossible"),
    ],
)
def test_what_really_was_lies_behind_us(time: str, found: str) -> None:
    said = consultation.moment_problems({"day": "2026-11-27", "time": time}, AT)
    assert {name: one.code for name, one in said.items()} == ({"time": found} if found else {})


def test_a_day_and_a_time_are_one_moment_at_this_place() -> None:
    assert consultation.moment_of({"day": "2026-11-27", "time": "１６时２０分"}) == AT
