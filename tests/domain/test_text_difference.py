"""What a new edition of form texts or policies changes: every clause, note and condition by its place."""

from copy import deepcopy
from datetime import date
from typing import Any

from outlet_app.domain.forms.texts import Edition, read_form_texts
from outlet_app.domain.policies.policy import read_policies
from outlet_app.domain.releases.difference import Change
from outlet_app.domain.releases.text_difference import form_differences, policy_differences, texts_before
from tests.domain.tables import each
from tests.support.policies import plain_release

Told = tuple[str, str, str, str, str, str]
FORM: dict[str, Any] = {
    "code": "W04", "title": "一次性告知书", "word": "告", "copies": 2, "basis": ["办法第三条"],
    "clauses": {"intro": "{you}的材料不齐全。", "term": "请在 {days:b}内补正。", "end": "特此告知。"},
    "notes": ["一式两份。", "咨询电话：{consult}。"], "outcomes": ["答复"],
    "entries": [{"key": "what", "label": "事由"}],
    "columns": [{"label": "名称", "share": 3}, {"label": "号码", "share": 1}],
}  # fmt: skip
CLAUSES = FORM["clauses"]


def edition(version: str, *forms: dict[str, Any], since: str = "2026-01-01") -> Edition:
    plain = {"version": version, "effective_from": since, "forms": list(forms)}
    (read,) = read_form_texts([plain]).editions
    return read


def said(changes: tuple[Change, ...]) -> list[Told]:
    assert all(one.sub_items == () for one in changes)
    return [(one.turn.value, one.level.value, one.code, one.field, one.before, one.after) for one in changes]


BEFORE = texts_before([((date(2026, 1, 1), 0), edition("2026-1", FORM))])


@each(
    ("changes", "told"),
    [
        ({}, []),
        ({"title": "补正告知书"}, [("changed", "form", "W04", "title", "一次性告知书", "补正告知书")]),
        ({"word": "补"}, [("changed", "form", "W04", "word", "告", "补")]),
        ({"copies": 3}, [("changed", "form", "W04", "copies", "2", "3")]),
        ({"basis": []}, [("changed", "form", "W04", "basis", "办法第三条", "")]),
        ({"basis": ["甲", "乙"]}, [("changed", "form", "W04", "basis", "办法第三条", "甲\n乙")]),
        ({"outcomes": []}, [("changed", "form", "W04", "outcomes", "答复", "")]),
        (
            {"clauses": CLAUSES | {"term": "请在 {days:b}内补齐。"}},
            [("changed", "clause", "W04", "2", "请在 {days:b}内补正。", "请在 {days:b}内补齐。")],
        ),
        ({"clauses": CLAUSES | {"more": "另见附件。"}}, [("added", "clause", "W04", "4", "", "另见附件。")]),
        (
            {"clauses": {key: text for key, text in CLAUSES.items() if key != "term"}},
            [("removed", "clause", "W04", "2", "请在 {days:b}内补正。", "")],
        ),
        # In another order the same clauses are the same.
        ({"clauses": dict(reversed(CLAUSES.items()))}, []),
        (
            {"notes": ["新的。", "一式两份。", "咨询电话：{consult}。"]},
            [("added", "note", "W04", "1", "", "新的。")],
        ),
        ({"notes": ["一式两份。"]}, [("removed", "note", "W04", "2", "咨询电话：{consult}。", "")]),
        (
            {"notes": ["一式三份。", "咨询电话：{consult}。"]},
            [("changed", "note", "W04", "1", "一式两份。", "一式三份。")],
        ),
        (
            {"notes": ["一式三份。", "一份存档。", "咨询电话：{consult}。"]},
            [
                ("changed", "note", "W04", "1", "一式两份。", "一式三份。"),
                ("added", "note", "W04", "2", "", "一份存档。"),
            ],
        ),
        (
            {"notes": []},
            [
                ("removed", "note", "W04", "1", "一式两份。", ""),
                ("removed", "note", "W04", "2", "咨询电话：{consult}。", ""),
            ],
        ),
        (
            {"entries": [{"key": "what", "label": "事由和依据"}]},
            [("changed", "form", "W04", "entries", "事由", "事由和依据")],
        ),
        # What is said of a field may change though its name does not.
        (
            {"entries": [{"key": "what", "label": "事由", "long": True}]},
            [("changed", "form", "W04", "entries", "事由", "事由")],
        ),
        (
            {"columns": [{"label": "名称", "share": 3}]},
            [("changed", "form", "W04", "columns", "名称\n号码", "名称")],
        ),
    ],
)
def test_every_part_of_a_form_is_compared(changes: dict[str, Any], told: list[Told]) -> None:
    now = edition("2027-1", deepcopy(FORM) | changes)
    assert said(form_differences(BEFORE, now.forms)) == told


def test_a_new_form_is_one_line_and_one_that_is_left_out_none() -> None:
    other = deepcopy(FORM) | {"code": "W99", "title": "新文书", "word": "新"}
    (change,) = form_differences(BEFORE, edition("2027-1", other).forms)
    assert said((change,)) == [("added", "form", "W99", "", "", "")]
    assert change.name == "新文书"


def test_what_counted_before_is_the_last_text_of_each_form() -> None:
    other = deepcopy(FORM) | {"code": "W99", "title": "新文书", "word": "新"}
    later = edition("2026-3", deepcopy(FORM) | {"copies": 5})
    first, whole = date(2026, 1, 1), edition("2026-1", FORM, other)
    found = texts_before([((date(2026, 6, 1), 2), later), ((first, 0), whole)])
    assert {code: text.edition for code, text in found.items()} == {"W04": "2026-3", "W99": "2026-1"}
    # Two of one day: the later order counts.
    same = texts_before([((first, 7), edition("a", FORM)), ((first, 3), edition("b", FORM))])
    assert same["W04"].edition == "a"


POLICIES = plain_release()
FIRST = POLICIES["policies"][0]["number"]


def policies(**changes: Any) -> dict[str, Any]:
    told = deepcopy(POLICIES)
    told["policies"][0] |= changes
    return told


def conditions(**changes: Any) -> dict[str, Any]:
    """The release with another first condition."""
    told = deepcopy(POLICIES)
    told["policies"][0]["conditions"][0] |= changes
    return told


def regrouped(join: str) -> dict[str, Any]:
    told = deepcopy(POLICIES)
    group = told["policies"][0]["conditions"][3]
    group[join] = group.pop("any")
    return told


def inner(**changes: Any) -> dict[str, Any]:
    told = deepcopy(POLICIES)
    told["policies"][0]["conditions"][3]["any"][0] |= changes
    return told


@each(
    ("now", "told"),
    [
        (policies(), []),
        # The version of a policy counts up with its changes, which are said by themselves.
        (policies(version="3"), []),
        (policies(name="新名称"), [("changed", "policy", FIRST, "name", "专利商标质押融资贴息", "新名称")]),
        (policies(mode="applied"), [("changed", "policy", FIRST, "mode", "offered", "applied")]),
        (policies(kind="status"), [("changed", "policy", FIRST, "kind", "fund", "status")]),
        (
            policies(valid_until="2028-12-31"),
            [("changed", "policy", FIRST, "valid_until", "2027-12-31", "2028-12-31")],
        ),
        (policies(windows=[]), [("changed", "policy", FIRST, "windows", "2026-10-01/2026-12-15", "")]),
        (policies(materials=["申请表"]), [("changed", "policy", FIRST, "materials", "", "申请表")]),
        (conditions(text="注册地在本市"), [
            ("changed", "condition", f"{FIRST} c1", "text", "注册地在巴彦淖尔市", "注册地在本市")]),
        (conditions(value=["150802"]), [("changed", "condition", f"{FIRST} c1", "asks", "", "")]),
        (conditions(settled_by="登记档案"), [
            ("changed", "condition", f"{FIRST} c1", "settled_by", "营业执照", "登记档案")]),
        (inner(value=500), [("changed", "condition", f"{FIRST} c4a", "asks", "", "")]),
        (regrouped("all"), [("changed", "condition", f"{FIRST} c4", "asks", "", "")]),
        (inner(code="c4x"), [
            ("added", "condition", f"{FIRST} c4x", "", "", ""),
            ("removed", "condition", f"{FIRST} c4a", "", "", "")]),
    ],
)  # fmt: skip
def test_every_part_of_a_policy_is_compared(now: dict[str, Any], told: list[Told]) -> None:
    assert said(policy_differences(read_policies(POLICIES), read_policies(now))) == told


def test_policies_come_and_go() -> None:
    fewer = deepcopy(POLICIES)
    gone = fewer["policies"].pop(0)
    have, less = read_policies(POLICIES), read_policies(fewer)
    assert said(policy_differences(have, less)) == [("removed", "policy", gone["number"], "", "", "")]
    assert said(policy_differences(less, have)) == [("added", "policy", gone["number"], "", "", "")]
