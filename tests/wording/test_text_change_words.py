"""Changes of form texts and policies in words: each kind of change, and every field that can change."""

from dataclasses import fields

import pytest

from outlet_app.domain.forms.texts import FormText
from outlet_app.domain.policies.conditions import Condition
from outlet_app.domain.policies.policy import Policy, PolicyKind, PolicyMode
from outlet_app.wording import releases as words

FORM, POLICY = ("W04", "一次性告知书"), ("BYNR-2026-03", "质押融资贴息")
SAID = {
    ("added", "form", *FORM, "", "", ""): "增加文书 W04“一次性告知书”",
    ("changed", "form", *FORM, "copies", "2", "3"): "文书 W04“一次性告知书”的份数：原为“2”，改为“3”",
    ("changed", "form", *FORM, "basis", "", "甲\n乙"): "文书 W04“一次性告知书”的依据：原为“无”，改为“甲、乙”",
    ("changed", "form", *FORM, "entries", "事由", "事由"): "文书 W04“一次性告知书”的栏目有改动",
    ("added", "clause", *FORM, "9", "", "另见{what}。"): "文书 W04“一次性告知书”增加第 9 条：“另见〔　〕。”",
    ("removed", "clause", *FORM, "2", "旧。", ""): "文书 W04“一次性告知书”取消第 2 条：“旧。”",
    ("changed", "note", *FORM, "1", "{a:b}和{b}", "新"): (
        "文书 W04“一次性告知书”附注第 1 条：原为“〔　〕和〔　〕”，改为“新”"
    ),
    ("added", "policy", *POLICY, "", "", ""): "增加政策 BYNR-2026-03“质押融资贴息”",
    ("removed", "policy", *POLICY, "", "", ""): "取消政策 BYNR-2026-03“质押融资贴息”",
    ("changed", "policy", *POLICY, "basis", "第三条", "第四条"): (
        "政策 BYNR-2026-03“质押融资贴息”的依据条款：原为“第三条”，改为“第四条”"
    ),
    ("changed", "policy", *POLICY, "mode", "offered", "applied"): (
        "政策 BYNR-2026-03“质押融资贴息”的办理方式：原为“免申即享”，改为“申报”"
    ),
    ("changed", "policy", *POLICY, "kind", "fund", "status"): (
        "政策 BYNR-2026-03“质押融资贴息”的类别：原为“资金类”，改为“资质类”"
    ),
    ("changed", "condition", "BYNR-2026-03 c1", "注册在本市", "asks", "", ""): (
        "条件 BYNR-2026-03 c1“注册在本市”的判断方法有改动"
    ),
    (
        "removed",
        "condition",
        "BYNR-2026-03 c1",
        "注册在本市",
        "",
        "",
        "",
    ): "取消条件 BYNR-2026-03 c1“注册在本市”",
}


@pytest.mark.parametrize("change", SAID)
def test_a_change_is_one_sentence(change: tuple[str, str, str, str, str, str, str]) -> None:
    assert words.change(*change) == SAID[change]


# What tells where or in which order, and what is told part by part.
BY_PARTS = {"code", "edition", "clauses", "notes", "number", "version", "conditions"}
COMPARED = {
    "form": {one.name for one in fields(FormText)} - BY_PARTS,
    "policy": {one.name for one in fields(Policy)} - BY_PARTS,
    "condition": {one.name for one in fields(Condition)} - BY_PARTS,
}


@pytest.mark.parametrize("level", COMPARED)
def test_every_field_that_can_change_has_a_word(level: str) -> None:
    for name in COMPARED[level]:
        said = words.change("changed", level, "x", "名", name, "甲", "乙")
        assert "的" in said
        assert name not in said


@pytest.mark.parametrize("value", [*PolicyMode, *PolicyKind])
def test_a_choice_is_said_in_words(value: str) -> None:
    assert value not in words.change("changed", "policy", *POLICY, "mode", value, "x")
