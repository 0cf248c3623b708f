"""不予受理, 容缺受理 and 告知承诺 as one spec: what each asks, when it is needed, which days fit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain.catalogue import CheckWay, PaperForm
from outlet_app.domain.deficiency import Condition
from outlet_app.domain.facts.intake import Rejected
from outlet_app.domain.facts.pledge import PledgeLine, PledgeMade
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.decisions import (
    ELSEWHERE,
    PLEDGE,
    REJECT,
    RejectReason,
    due_field,
    form_field,
    promise_form,
    reject_form,
)
from outlet_app.domain.forms.reading import missing, problem, problems, tidied, tidy
from outlet_app.domain.forms.spec import Field, Form, Kind
from outlet_app.domain.forms.told import FORMS, misfits, told
from outlet_app.domain.problems import Problem
from tests.domain.tables import each
from tests.domain.test_form_sheets import asked

TODAY, LAST = date(2026, 11, 27), date(2026, 12, 4)
R, ON = RejectReason, "yes"
BOTH = (Condition.VOLUNTEERED, Condition.AUTHORISED)
ONE = {"8.2-A1": LAST}
PROMISE = promise_form((Condition.VOLUNTEERED,), ONE)
WHOLE = {"volunteered": ON, "due.8.2-A1": "12-01", "form.8.2-A1": "COPY"}
LINE = PledgeLine("8.2-A2", "银行账户证明", "收款账户", "核对", CheckWay.ASSISTED)
MADE = PledgeMade((LINE,), "2026-1", told=True, signed=True, open_as="本厅公示一年")
REJECTED = Rejected("不属于本清单事项", "知识产权维权援助办法", "巴彦淖尔市中级人民法院")


@each(
    ("form", "said"),
    [
        (REJECT, {"reason": "*choice", "basis": "line 200", "instead": "line 200"}),
        (
            reject_form(guides=True),
            {"reason": "*choice", "basis": "line 200", "instead": "*line 200"},
        ),
        (PLEDGE, {"told": "*switch", "signed": "*switch", "open_as": "line 60"}),
        (
            promise_form(BOTH, {"8.2-A1": LAST, "8.2-A2": TODAY}),
            {
                "volunteered": "*switch",
                "authorised": "*switch",
                "due.8.2-A1": "*ahead 40",
                "form.8.2-A1": "*choice",
                "due.8.2-A2": "*ahead 40",
                "form.8.2-A2": "*choice",
            },
        ),
        (promise_form((), {}), {}),
    ],
)
def test_a_decision_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


def test_the_ticks_are_those_of_the_conditions() -> None:
    """The form stands below the conditions and knows them by their codes alone."""
    assert [one.name for one in promise_form(BOTH, {}).fields()] == [one.value for one in BOTH]


def test_whoever_is_not_guided_is_asked_the_same_as_ever() -> None:
    assert reject_form(guides=False) is REJECT
    assert REJECT.field("reason").options == tuple(RejectReason)
    assert set(ELSEWHERE) < set(RejectReason)


@each(
    ("guides", "said", "lacks"),
    [
        (False, {}, ["reason"]),
        (False, {"reason": R.NOT_LISTED}, ["instead"]),
        (False, {"reason": R.NOT_HERE}, ["instead"]),
        (False, {"reason": R.STILL_WRONG}, ["basis"]),
        (False, {"reason": R.OTHER}, ["basis"]),
        (False, {"reason": R.OTHER, "basis": " \u3000"}, ["basis"]),
        (False, {"reason": R.OTHER, "basis": "行政许可法第三十二条"}, []),
        (False, {"reason": R.NOT_HERE, "instead": "呼和浩特市知识产权局"}, []),
        (True, {"reason": R.OTHER}, ["basis", "instead"]),
        (True, {"reason": R.OTHER, "basis": "第五条"}, ["instead"]),
        (True, {"reason": R.NOT_LISTED, "instead": "12315"}, []),
    ],
)
def test_what_is_needed_hangs_on_the_reason_and_on_who_is_guided(
    guides: bool, said: Mapping[str, str], lacks: list[str]
) -> None:
    """A matter for somebody else needs a place to go, every other reason its basis (domain.md §1.6)."""
    assert list(missing(reject_form(guides=guides), said)) == lacks


@each(
    ("name", "text", "code"),
    [
        ("basis", "据" * 200, ""),
        ("basis", "据" * 201, "text.too_long"),
        ("instead", "院" * 201, "text.too_long"),
        ("instead", "法院\U0001f33b", "text.emoji"),
        ("basis", "第一条\u2028第二条", "text.control"),
        ("instead", "乌拉特前旗人民法院，0478-3212345", ""),
        ("basis", "𬎆䶮集团章程", ""),
    ],
)
def test_what_no_notice_of_refusal_takes_is_told(name: str, text: str, code: str) -> None:
    found = problem(REJECT.field(name), {name: text}, TODAY)
    assert (found.code if found else "") == code


@each(
    ("said", "found"),
    [
        ({}, {"told": "pledge.not_told", "signed": "pledge.not_signed"}),
        ({"told": ON}, {"signed": "pledge.not_signed"}),
        ({"signed": ON}, {"told": "pledge.not_told"}),
        ({"told": ON, "signed": ON}, {}),
    ],
)
def test_nobody_pledges_for_the_applicant(said: Mapping[str, str], found: Mapping[str, str]) -> None:
    assert {name: one.code for name, one in missing(PLEDGE, said).items()} == found


# The promise of the rest.


@each(
    ("changes", "found"),
    [
        ({}, {}),
        ({"volunteered": ""}, {"volunteered": "promise.volunteered"}),
        ({"due.8.2-A1": ""}, {"due.8.2-A1": "date.unreadable"}),
        ({"form.8.2-A1": ""}, {"form.8.2-A1": "field.choose"}),
        ({"due.8.2-A1": "2026-11-27"}, {}),
        ({"due.8.2-A1": "2026-12-04"}, {}),
        ({"due.8.2-A1": "1204"}, {}),
        ({"due.8.2-A1": "2026-11-26"}, {"due.8.2-A1": "promise.past"}),
        ({"due.8.2-A1": "2026-12-05"}, {"due.8.2-A1": "promise.late"}),
        ({"due.8.2-A1": "1205"}, {"due.8.2-A1": "promise.late"}),
        ({"due.8.2-A1": "11-26"}, {"due.8.2-A1": "promise.late"}),
        ({"due.8.2-A1": "下周"}, {"due.8.2-A1": "date.unreadable"}),
        ({"due.8.2-A1": "11-31"}, {"due.8.2-A1": "date.impossible"}),
        ({"due.8.2-A1": "2026-02-30"}, {"due.8.2-A1": "date.impossible"}),
    ],
)
def test_a_promise_is_for_a_day_between_today_and_the_last(
    changes: Mapping[str, str], found: Mapping[str, str]
) -> None:
    said = {**WHOLE, **changes}
    wrong = {**problems(PROMISE, said, TODAY), **missing(PROMISE, said)}
    assert {name: one.code for name, one in wrong.items()} == found


def test_a_day_too_late_names_the_last_one() -> None:
    assert problem(PROMISE.field("due.8.2-A1"), {"due.8.2-A1": "12-05"}, TODAY) == Problem(
        "promise.late", {"latest": "12-04"}
    )


def test_each_material_has_a_last_day_of_its_own() -> None:
    form = promise_form((), {"a": TODAY, "b": LAST})
    said = {"due.a": "12-01", "due.b": "12-01", "form.a": "COPY", "form.b": "COPY"}
    assert {name: one.code for name, one in problems(form, said, TODAY).items()} == {"due.a": "promise.late"}


def test_where_only_an_agent_brings_the_authorisation_it_is_asked_for() -> None:
    said = {"volunteered": ON}
    assert "authorised" not in missing(promise_form((Condition.VOLUNTEERED,), {}), said)
    assert missing(promise_form(BOTH, {}), said)["authorised"].code == "promise.authorised"


def test_what_was_promised_is_kept_as_a_day_and_a_form() -> None:
    assert tidied(PROMISE, WHOLE, TODAY) == {
        "volunteered": ON,
        "due.8.2-A1": "2026-12-01",
        "form.8.2-A1": "COPY",
    }
    assert (due_field("8.2-A1"), form_field("8.2-A1")) == ("due.8.2-A1", "form.8.2-A1")
    assert PROMISE.field("form.8.2-A1").options == tuple(PaperForm)


@each(
    ("raw", "kept"),
    [
        ("1204", "2026-12-04"),
        ("01-02", "2027-01-02"),
        (" 12月4日 ", "2026-12-04"),
        ("下周", "下周"),
        ("", ""),
    ],
)
def test_a_day_that_is_not_over_is_the_next_one(raw: str, kept: str) -> None:
    assert tidy(Field("day", Kind.AHEAD), raw, TODAY) == kept


@each(
    ("raw", "code"),
    [("2026-11-26", "promise.past"), ("2026-11-27", ""), ("2099-12-31", ""), ("2025-12-31", "promise.past")],
)
def test_a_day_that_is_not_over_has_no_end_of_itself(raw: str, code: str) -> None:
    found = problem(Field("day", Kind.AHEAD), {"day": raw}, TODAY)
    assert (found.code if found else "") == code


# What is sent.


@each(
    ("fact", "said"),
    [
        (
            REJECTED,
            {
                "reason": "不属于本清单事项",
                "basis": "知识产权维权援助办法",
                "instead": "巴彦淖尔市中级人民法院",
            },
        ),
        (MADE, {"told": "1", "signed": "1", "open_as": "本厅公示一年"}),
    ],
)
def test_a_decision_is_read_back_into_the_fields_it_was_filled_in(
    fact: Fact, said: Mapping[str, str]
) -> None:
    assert told(FORMS[type(fact)], fact) == said
    assert misfits(fact, TODAY) == {}


@each(
    ("fact", "found"),
    [
        (replace(REJECTED, basis="", instead=""), {}),
        # A package, or an older program, sends a code for its reason.
        (replace(REJECTED, reason="not_in_remit"), {}),
        (replace(REJECTED, reason=""), {"reason": "field.missing"}),
        (replace(REJECTED, basis="据" * 201), {"basis": "text.too_long"}),
        (replace(REJECTED, instead="法院\U0001f33b"), {"instead": "text.emoji"}),
        (replace(REJECTED, instead="\x07"), {"instead": "text.control"}),
        (replace(MADE, open_as=""), {}),
        (replace(MADE, open_as="公" * 61), {"open_as": "text.too_long"}),
        (replace(MADE, told=False), {"told": "pledge.not_told"}),
        (replace(MADE, signed=False), {"signed": "pledge.not_signed"}),
    ],
)
def test_a_decision_that_is_none_of_its_sheet_is_told_by_its_field(
    fact: Fact, found: Mapping[str, str]
) -> None:
    assert {name: one.code for name, one in misfits(fact, TODAY).items()} == found
