"""The sheets of 差评整改, of activities and of 叫号 as one spec, and the facts they are sent as."""

from dataclasses import replace
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import DueStamp
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityHeld,
    ActivityPlanned,
    ActivityReviewed,
    ActivityWay,
    EnrolmentCancelled,
)
from outlet_app.domain.facts.duty import TicketEnded, TicketFate
from outlet_app.domain.facts.rectification import (
    Finding,
    Ground,
    TaskAppealed,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskMended,
    TaskVerified,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms import rectification, tickets, training
from outlet_app.domain.forms.reading import missing
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.forms.told import FORMS, misfits, told
from tests.domain.tables import each

TODAY = date(2026, 11, 27)
AT = datetime(2026, 12, 5, 9, 0, tzinfo=CST)
PLANNED = ActivityPlanned(
    "专利转化讲座", ActivityWay.ON_SITE, "政务大厅三楼", AT, AT.replace(hour=11), 40, date(2026, 12, 4)
)
DUE = DueStamp("task.mend", next(iter(ClockKind)), AT)
PLAN = {
    "title": "*line 100", "way": "*choice", "place": "*line 100", "day": "*day", "start": "*line 20",
    "end": "*line 20", "capacity": "line 10", "closes": "*day", "remark": "text 200",
}  # fmt: skip
WHO = {"name": "*name 100", "phone": "*phone 40", "unit": "person 100", "code": "code 40"}


def asked(form: Form) -> dict[str, str]:
    return {
        one.name: f"{'*' if one.needed else ''}{one.kind}{f' {one.limit}' if one.limit else ''}"
        for one in form.fields()
    }


@each(
    ("form", "said"),
    [
        (rectification.VERIFY, {"how": "*line 60", "found": "*text 500"}),
        (rectification.CLASSIFY, {"finding": "*choice", "reason": "text 500"}),
        (rectification.MEND, {"measures": "*text 500", "who": "*person 60", "reply": "*text 500"}),
        (rectification.EXTEND, {"day": "*day", "reason": "*text 500"}),
        (rectification.APPEAL, {"ground": "*choice", "reason": "*text 500"}),
        (rectification.CLOSE, {"archive": "*line 60"}),
        (training.PLAN, PLAN),
        (training.CHANGE, {**PLAN, "reason": "*text 200"}),
        (training.REASON, {"reason": "*text 200"}),
        (training.ENROL, {**WHO, "at_door": "switch"}),
        (training.CASE_ENROL, {"activity": "*choice", **WHO}),
        (training.SIGN_IN, {"way": "*choice"}),
        (training.HOLD, {"summary": "*text 500"}),
        (training.ARCHIVE, {"materials": "*text 500", "archive_no": "*line 60"}),
        (training.REVIEW, {"answered": "*line 10", "content": "*line 10", "findings": "text 500"}),
        (training.CERTIFY, {"activity": "*choice", "people": "*person 100", "hours": "line 10"}),
        (tickets.CALL, {"number": "*line 12"}),
        (tickets.FATE, {"fate": "*choice", "note": "text 200", "following": "line 12"}),
    ],
)
def test_a_sheet_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


def test_colleagues_are_ticked_by_their_number_and_called_by_their_name() -> None:
    form = rectification.assign_form([("1508260838", "乌兰图雅　0838"), ("1508260839", "斯琴　0839")])
    assert asked(form) == {"1508260838": "switch", "1508260839": "switch"}
    assert [one.label for one in form.fields()] == ["乌兰图雅　0838", "斯琴　0839"]
    assert [one.wire for one in form.fields()] == ["", ""]


@each(
    ("finding", "needs"),
    [(one, one is not Finding.AT_ONCE) for one in Finding],
)
def test_only_what_is_mended_at_once_needs_no_reason(finding: Finding, needs: bool) -> None:
    said = {"finding": finding.value, "reason": ""}
    assert ("reason" in missing(rectification.CLASSIFY, said)) is needs


@each(
    ("fate", "needs"),
    [
        (TicketFate.PASSED, False),
        (TicketFate.LEFT, False),
        (TicketFate.ASKED, True),
        (TicketFate.ELSEWHERE, True),
    ],
)
def test_what_was_asked_and_where_to_is_written_down(fate: TicketFate, needs: bool) -> None:
    assert ("note" in missing(tickets.FATE, {"fate": fate, "note": " "})) is needs


@each(
    ("fact", "found"),
    [
        (TaskVerified("调阅叫号记录", "属实"), {}),
        (TaskVerified("调" * 61, ""), {"how": "text.too_long", "found": "field.missing"}),
        (TaskClassified(Finding.AT_ONCE), {}),
        (TaskClassified(Finding.AT_ONCE, "由" * 501), {"reason": "text.too_long"}),
        (TaskMended("已整改", "斯琴", "谢谢您的意见"), {}),
        (TaskMended("已整改", "斯\n琴", "谢" * 501), {"who": "text.control", "reply": "text.too_long"}),
        (TaskExtended("", DUE), {"reason": "field.missing"}),
        (TaskAppealed(Ground.MISTAKEN, "误\U0001f33b", DUE), {"reason": "text.emoji"}),
        (TaskClosed("整改-2026-001"), {}),
        (TaskClosed("号" * 61), {"archive": "text.too_long"}),
        (PLANNED, {}),
        (replace(PLANNED, title="", place="楼" * 101), {"place": "text.too_long", "title": "field.missing"}),
        (ActivityChanged(PLANNED, "停电"), {}),
        (
            ActivityChanged(replace(PLANNED, remark="注" * 201), ""),
            {"remark": "text.too_long", "reason": "field.missing"},
        ),
        (ActivityHeld("主讲\x07"), {"summary": "text.control"}),
        (ActivityArchived("宣传册 40 份", "培-2026-01"), {}),
        (ActivityArchived("", ""), {"materials": "field.missing", "archive_no": "field.missing"}),
        (ActivityReviewed(30, 29), {}),
        (ActivityReviewed(30, 29, "改" * 501), {"findings": "text.too_long"}),
        (ActivityCancelled(""), {"reason": "field.missing"}),
        (EnrolmentCancelled("seat-1", "由" * 201), {"reason": "text.too_long"}),
        (TicketEnded("A012", TicketFate.PASSED), {}),
        (TicketEnded("A012", TicketFate.ASKED), {"note": "field.missing"}),
        (TicketEnded("A012", TicketFate.ASKED, "问了期限"), {}),
        (TicketEnded("A012", TicketFate.LEFT, "注" * 201), {"note": "text.too_long"}),
    ],
)
def test_a_fact_that_is_none_of_its_sheet_is_told_by_its_field(fact: Fact, found: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, TODAY).items()} == found


def test_a_plan_is_read_back_alone_and_within_its_change() -> None:
    read = {
        "title": "专利转化讲座", "way": "on_site", "place": "政务大厅三楼", "capacity": "40",
        "closes": "2026-12-04", "remark": "",
    }  # fmt: skip
    assert told(FORMS[ActivityPlanned], PLANNED) == read
    assert told(FORMS[ActivityChanged], ActivityChanged(PLANNED, "停电")) == read | {"reason": "停电"}


@each(
    ("answered", "content", "came", "found"),
    [
        ("30", "29", 30, {}),
        ("0", "0", 0, {}),
        ("30", "31", 40, {"content": "activity.too_many"}),
        ("31", "30", 30, {"answered": "activity.too_many"}),
        ("三十", "29", 30, {"answered": "activity.number"}),
        ("-1", "９", 30, {"answered": "activity.number", "content": "activity.number"}),
        ("100000", "1", 30, {"answered": "activity.number"}),
    ],
)
def test_nobody_answers_who_was_not_there_and_nobody_is_content_who_did_not_answer(
    answered: str, content: str, came: int, found: dict[str, str]
) -> None:
    said = training.review_problems({"answered": answered, "content": content}, came)
    assert {name: one.code for name, one in said.items()} == found


@each(
    ("typed", "wrong"),
    [("A012", False), (" a012 ", False), ("", False), ("  ", False), ("排队号", True), ("A0123456789", True)],
)
def test_a_number_of_the_queue_is_read_where_one_is_typed(typed: str, wrong: bool) -> None:
    assert bool(tickets.ticket_problems({"number": typed}, "number")) is wrong
    assert set(tickets.ticket_problems({"following": typed}, "following")) <= {"following"}
