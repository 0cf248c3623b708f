"""What 补正 asks beside the notice as one spec: what came, what is wrong with it, why it is told only now."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.forms.deficiency import (
    COMPLETE,
    FAULTY,
    NOT_COME,
    SUPPLEMENT,
    brought_field,
    supplement_form,
    supplement_problems,
)
from outlet_app.domain.forms.duty import HAND
from outlet_app.domain.forms.hanging import is_needed, is_told
from outlet_app.domain.forms.notice import (
    ADDED,
    BREACH,
    DEFECTS,
    ISSUE,
    LINE_LIMIT,
    breach_form,
    cause_field,
)
from outlet_app.domain.forms.reading import missing, problem, problems, tidied
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.second_notice import claimable
from tests.domain.tables import each
from tests.domain.test_form_sheets import asked

TODAY = date(2026, 11, 27)
CODES = ("8.2-A1", "8.2-A2")
CAME = supplement_form(CODES)
ON = "1"
CAUSES = claimable(NoticeCause.BREACH_SECOND_NOTICE)
LATE = breach_form(["8.2-M1"], CAUSES)


@each(
    ("form", "said"),
    [
        (LATE, {"cause.8.2-M1": "*choice", "reason": "*text 200"}),
        (breach_form([], CAUSES), {"reason": "*text 200"}),
        (ADDED, {"material": "*choice", "state": "*choice"}),
        (DEFECTS, {"defects": "*ticks", "remark": f"text {LINE_LIMIT}"}),
    ],
)
def test_a_question_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


def test_a_remark_takes_what_the_line_of_the_notice_takes() -> None:
    """It is printed there, and would be refused there."""
    assert (DEFECTS.field("remark").kind, DEFECTS.field("remark").limit) == (ISSUE.kind, ISSUE.limit)


@each(
    ("said", "told", "needed"),
    [
        ({}, False, False),
        ({"faulty": ""}, False, False),
        ({"faulty": ON}, True, True),
    ],
)
def test_what_is_wrong_is_asked_where_something_came_faulty(
    said: Mapping[str, str], told: bool, needed: bool
) -> None:
    remark = SUPPLEMENT.field("remark")
    assert (is_told(remark, said), is_needed(remark, said)) == (told, needed)


@each(
    ("said", "found"),
    [
        ({"day": "11-27"}, {}),
        ({"day": ""}, {"day": "date.unreadable"}),
        ({"day": "2026-11-28"}, {"day": "supplement.future"}),
        ({"day": "13-40"}, {"day": "date.impossible"}),
        ({"day": "昨天"}, {"day": "date.unreadable"}),
        ({"day": "11-27", "faulty": ON}, {"remark": "field.missing"}),
        ({"day": "11-27", "faulty": ON, "remark": "没有盖章"}, {}),
        ({"day": "11-27", "faulty": ON, "remark": "章" * 201}, {"remark": "text.too_long"}),
        ({"day": "11-27", "faulty": ON, "remark": "章\U0001f33b"}, {"remark": "text.emoji"}),
        # What is not asked is not read either, whatever stood there before.
        ({"day": "11-27", "faulty": "", "remark": "章" * 201}, {}),
    ],
)
def test_what_came_is_told_of_its_day_and_its_fault(
    said: Mapping[str, str], found: Mapping[str, str]
) -> None:
    wrong = {**problems(CAME, said, TODAY), **missing(CAME, said)}
    assert {name: one.code for name, one in wrong.items()} == found


@each(
    ("first", "second", "found"),
    [
        (NOT_COME, NOT_COME, {"brought.8.2-A1": "supplement.nothing"}),
        (COMPLETE, NOT_COME, {}),
        (NOT_COME, FAULTY, {}),
        (COMPLETE, FAULTY, {}),
    ],
)
def test_something_came_or_there_is_nothing_to_keep(
    first: str, second: str, found: Mapping[str, str]
) -> None:
    said = {brought_field("8.2-A1"): first, brought_field("8.2-A2"): second, "day": "11-27"}
    assert {name: one.code for name, one in supplement_problems(said).items()} == found


def test_a_day_behind_us_is_kept_with_its_year() -> None:
    said = {brought_field("8.2-A1"): COMPLETE, "day": "1125"}
    assert tidied(CAME, said, TODAY)["day"] == "2026-11-25"
    assert tidied(CAME, {"day": "12-30"}, TODAY)["day"] == "2026-12-30"
    assert tidied(CAME, {"day": "12-30"}, date(2027, 1, 4))["day"] == "2026-12-30"


@each(
    ("said", "found"),
    [
        ({}, {"cause.8.2-M1": "field.choose", "reason": "field.missing"}),
        ({cause_field("8.2-M1"): "list_or_law_changed"}, {"reason": "field.missing"}),
        ({"reason": "漏看了落款"}, {"cause.8.2-M1": "field.choose"}),
        ({cause_field("8.2-M1"): "breach_second_notice", "reason": "漏看了落款"}, {}),
        (
            {cause_field("8.2-M1"): "breach_second_notice", "reason": "漏" * 201},
            {"reason": "text.too_long"},
        ),
        (
            {cause_field("8.2-M1"): "breach_second_notice", "reason": "漏\x07"},
            {"reason": "text.control"},
        ),
    ],
)
def test_a_further_notice_tells_each_cause_and_why(said: Mapping[str, str], found: Mapping[str, str]) -> None:
    wrong = {**problems(LATE, said, TODAY), **missing(LATE, said)}
    assert {name: one.code for name, one in wrong.items()} == found


def test_the_causes_offered_are_those_a_clerk_may_claim() -> None:
    assert LATE.field("cause.8.2-M1").options == CAUSES
    assert BREACH.field("reason").wire == "breach_reason"


@each(
    ("form", "said", "found"),
    [
        (DEFECTS, {}, {"defects": "material.defect_needed"}),
        (DEFECTS, {"defects": "D05"}, {}),
        (ADDED, {"state": "missing"}, {"material": "field.choose"}),
        (ADDED, {"material": "8.2-M1", "state": "faulty"}, {}),
        (HAND, {"seals": "章"}, {"to": "field.choose"}),
        (HAND, {"to": "1508260001"}, {"seals": "field.missing"}),
        (HAND, {"seals": "章", "to": "1508260001"}, {}),
    ],
)
def test_what_is_missing_is_told_of_its_field(
    form: Form, said: Mapping[str, str], found: Mapping[str, str]
) -> None:
    assert {name: one.code for name, one in missing(form, said).items()} == found


@each(
    ("text", "code"),
    [
        ("第 2 页\n第 3 页", ""),
        ("页" * LINE_LIMIT, ""),
        ("页" * (LINE_LIMIT + 1), "text.too_long"),
        ("页\U0001f33b", "text.emoji"),
    ],
)
def test_a_remark_that_no_notice_takes_is_told_at_once(text: str, code: str) -> None:
    found = problem(DEFECTS.field("remark"), {"remark": text}, TODAY)
    assert (found.code if found else "") == code
