"""The sheets of a hand-over and of the plain course, and the facts they are sent as."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import Closed, Fact, Withdrawn
from outlet_app.domain.facts.attachment import AttachmentVoided
from outlet_app.domain.facts.transfer import (
    HandedMaterial,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    TransferWithdrawn,
)
from outlet_app.domain.forms import course, transfer
from outlet_app.domain.forms.reading import missing, problem, problems, unsaid
from outlet_app.domain.forms.spec import Field, Form, Kind
from outlet_app.domain.forms.told import FORMS, misfits, told
from outlet_app.domain.handing import ReturnReason
from tests.domain.tables import each

TODAY = date(2026, 11, 27)
SENT = TransferredOut("1508022001", "", "临河区窗口", "属地办理", done="已检索到 3 件")
BUNDLE = (HandedMaterial("营业执照", 1, PaperForm.COPY),)


def asked(form: Form) -> dict[str, str]:
    return {
        one.name: f"{'*' if one.needed else ''}{one.kind}{f' {one.limit}' if one.limit else ''}"
        for one in form.fields()
    }


@each(
    ("form", "said"),
    [
        (
            transfer.send_form(papers=True),
            {
                "to": "*choice", "reason": "*text 300", "done": "text 300", "papers": "switch",
                "urgent": "switch",
            },
        ),
        (
            transfer.send_form(papers=False),
            {"to": "*choice", "reason": "*text 300", "done": "text 300", "urgent": "switch"},
        ),
        (transfer.TAKE, {"remark": "text 300"}),
        (transfer.RETURN, {"reason": "*pick", "remark": "line 500"}),
        (transfer.TAKE_BACK, {"reason": "*text 500"}),
        (course.CLOSE, {"outcome": "*text 500"}),
        (course.WITHDRAW, {"reason": "*pick", "remark": "line 500"}),
        (course.LOOK, {"reason": "*pick"}),
        (course.WHICH_PAPER, {"form": "*pick"}),
        (course.VOID_SCAN, {"reason": "*text 500"}),
    ],
)  # fmt: skip
def test_a_sheet_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


@each(
    ("form", "said", "found"),
    [
        (transfer.SEND, {}, {"to": "transfer.to", "reason": "field.missing"}),
        (transfer.SEND, {"to": "1508/0001/高云飞", "reason": "属其职责"}, {}),
        (transfer.SEND, {"to": "x", "reason": "\u3000"}, {"reason": "field.missing"}),
        (transfer.SEND, {"to": "x", "reason": "由" * 301}, {"reason": "text.too_long"}),
        (
            transfer.SEND,
            {"to": "x", "reason": "甲\n乙", "done": "好\U0001f33b"},
            {"done": "text.emoji"},
        ),
        (transfer.SEND, {"to": "", "reason": "𬎆䶮"}, {"to": "transfer.to"}),
        (transfer.TAKE, {}, {}),
        (transfer.TAKE, {"remark": "见" * 301}, {"remark": "text.too_long"}),
        (transfer.RETURN, {}, {"reason": "field.choose"}),
        (transfer.RETURN, {"reason": ReturnReason.NOT_MY_DUTY}, {}),
        (transfer.RETURN, {"reason": ReturnReason.WRONG_LEVEL}, {}),
        (transfer.RETURN, {"reason": ReturnReason.MATERIALS_MISSING}, {"remark": "field.missing"}),
        (transfer.RETURN, {"reason": ReturnReason.MATERIALS_MISSING, "remark": "缺委托书"}, {}),
        (
            transfer.RETURN,
            {"reason": ReturnReason.WRONG_LEVEL, "remark": "说" * 501},
            {"remark": "text.too_long"},
        ),
        (transfer.TAKE_BACK, {"reason": " "}, {"reason": "field.missing"}),
        (course.CLOSE, {}, {"outcome": "field.missing"}),
        (course.CLOSE, {"outcome": "果" * 500}, {}),
        (course.CLOSE, {"outcome": "果" * 501}, {"outcome": "text.too_long"}),
        (course.WITHDRAW, {}, {"reason": "field.choose"}),
        (course.WITHDRAW, {"reason": "not_ready"}, {}),
        (course.WITHDRAW, {"reason": course.OTHER}, {"remark": "field.missing"}),
        (course.WITHDRAW, {"reason": course.OTHER, "remark": "改去外地"}, {}),
        (course.WITHDRAW, {"reason": "not_ready", "remark": "甲\x07"}, {"remark": "text.control"}),
        (course.LOOK, {}, {"reason": "field.choose"}),
        (course.WHICH_PAPER, {"form": "R01"}, {}),
        (course.VOID_SCAN, {"reason": ""}, {"reason": "field.missing"}),
    ],
)
def test_what_a_sheet_takes(form: Form, said: dict[str, str], found: dict[str, str]) -> None:
    wrong = {**problems(form, said, TODAY), **missing(form, said)}
    assert {name: one.code for name, one in wrong.items()} == found


@each(
    ("fact", "said"),
    [
        (SENT, {"reason": "属地办理", "done": "已检索到 3 件", "urgent": ""}),
        (replace(SENT, urgent=True, done=""), {"reason": "属地办理", "done": "", "urgent": "1"}),
        (TransferTaken("请带证"), {"remark": "请带证"}),
        (
            TransferReturned(ReturnReason.WRONG_LEVEL, "应由市级办", "巴特尔"),
            {"reason": "wrong_level", "remark": "应由市级办"},
        ),
        (TransferWithdrawn("改在本窗口办"), {"reason": "改在本窗口办"}),
        (Closed("书面答复"), {"outcome": "书面答复"}),
        (Withdrawn("其他：改去外地"), {"reason": "其他：改去外地"}),
        (AttachmentVoided("op-1", "印章看不清"), {"reason": "印章看不清"}),
    ],
)
def test_a_fact_is_read_back_into_its_fields(fact: Fact, said: dict[str, str]) -> None:
    assert told(FORMS[type(fact)], fact) == said
    assert misfits(fact, TODAY) == {}


@each(
    ("fact", "found"),
    [
        (replace(SENT, materials=BUNDLE, from_name="苏日娜"), {}),
        (replace(SENT, reason="由" * 300), {}),
        (replace(SENT, reason="由" * 301), {"reason": "text.too_long"}),
        (replace(SENT, reason=""), {"reason": "field.missing"}),
        (replace(SENT, done="做" * 301), {"done": "text.too_long"}),
        (TransferTaken(), {}),
        (TransferTaken("见" * 301), {"remark": "text.too_long"}),
        (TransferReturned(ReturnReason.MATERIALS_MISSING), {"remark": "field.missing"}),
        (TransferReturned(ReturnReason.MATERIALS_MISSING, "缺委托书原件"), {}),
        (TransferReturned(ReturnReason.NOT_MY_DUTY, "好\U0001f33b"), {"remark": "text.emoji"}),
        (TransferWithdrawn(""), {"reason": "field.missing"}),
        (TransferWithdrawn("由" * 501), {"reason": "text.too_long"}),
        # Older programs closed a case without a word.
        (Closed(), {}),
        (Closed("果" * 501), {"outcome": "text.too_long"}),
        (Withdrawn(""), {"reason": "field.missing"}),
        (Withdrawn("其他：" + "由" * 500), {}),
        (Withdrawn("由" * 551), {"reason": "text.too_long"}),
        (AttachmentVoided("op-1", ""), {"reason": "field.missing"}),
    ],
)
def test_a_fact_that_is_none_of_its_sheet_is_told_by_its_field(fact: Fact, found: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, TODAY).items()} == found


def test_one_of_a_few_is_asked_for_as_a_choice_is() -> None:
    field = Field("which", Kind.PICK, needed=True, narrowed=("how", (("post", ("a", "b")),)))
    wanted = unsaid(field, {})
    assert wanted is not None
    assert wanted.code == "field.choose"
    assert problem(field, {"which": "c"}, TODAY) is None
    assert problem(field, {"which": "a", "how": "post"}, TODAY) is None
    narrowed = problem(field, {"which": "c", "how": "post"}, TODAY)
    assert narrowed is not None
    assert narrowed.code == "field.choose"
