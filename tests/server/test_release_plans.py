"""Holiday plans, form texts and policies as releases: edited, checked with row and column, published."""

import json
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from city_server.releases.calendar_rows import from_rows, to_rows
from city_server.releases.drafts import read_draft
from city_server.releases.placed import FileUnusable
from city_server.releases.saying import change_line
from city_server.releases.words import sentence, sheets_of
from city_server.releases.workbook import read_workbook
from outlet_app.domain.forms.texts import FormText
from outlet_app.domain.policies.conditions import Condition
from outlet_app.domain.policies.policy import Policy
from outlet_app.domain.releases.difference import Change, Level, Turn
from outlet_app.domain.releases.order import Subject
from tests.support.policies import plain_release
from tests.support.releasing import WORDS, Office, edited, in_days, workbook
from tests.support.server import RESOURCES, SqliteCity

PLAN: dict[str, Any] = {
    "version": "2027-1", "year": 2027, "source": "国务院办公厅通知",
    "off": ["2027-01-01/2027-01-03", "2027-02-05/2027-02-11", "2027-04-05"], "worked": ["2027-02-14"],
}  # fmt: skip
SHEETS = sheets_of(WORDS, "calendar")
BOOK = workbook(to_rows(PLAN), "calendar")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(SqliteCity(tmp_path / "city.db"), tmp_path)
    capsys.readouterr()
    return made


def test_a_plan_goes_into_a_workbook_and_comes_back() -> None:
    back = from_rows(read_workbook(BOOK, SHEETS, WORDS), SHEETS)
    assert back == PLAN | {"off": [*PLAN["off"][:2], "2027-04-05/2027-04-05"]}


ROWS = {
    "backwards": (
        {"放假_B2": "2026-12-31"},
        "“放假”表第 2 行“最后一天”（B 列）：最后一天在第一天之前（现为“2026-12-31”）。",
    ),
    "another year": (
        {"放假_A2": "2026-12-31"},
        "“放假”表第 2 行“第一天”（A 列）：这一天不在所填的年份里（现为“2026-12-31”）。",
    ),
    "no day": (
        {"放假_A3": "春节"},
        "“放假”表第 3 行“第一天”（A 列）：应当是日期，写成 2027-01-01（现为“春节”）。",
    ),
    "an end that is missing": (
        {"放假_B4": None},
        "“放假”表第 4 行“最后一天”（B 列）：应当是日期，写成 2027-01-01。",
    ),
    "both off and worked": (
        {"上班_A2": "2027-02-06"},
        "“上班”表第 2 行“日期”（A 列）：这一天既放假又上班（现为“2027-02-06”）。",
    ),
    "worked in another year": (
        {"上班_A2": "2028-02-06"},
        "“上班”表第 2 行“日期”（A 列）：这一天不在所填的年份里（现为“2028-02-06”）。",
    ),
    "a year in words": (
        {"年度_B2": "明年"},
        "“年度”表第 2 行“年份”（B 列）：应当是规定范围内的整数（现为“明年”）。",
    ),
    "no name": (
        {"年度_A2": None},
        "“年度”表第 2 行“版本号”（A 列）：没有填写，或者不是文字。",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_cannot_be_meant_is_named(tmp_path: Path, name: str) -> None:
    cells, expected = ROWS[name]
    file = tmp_path / "plan.xlsx"
    file.write_bytes(edited(BOOK, **cells))
    with pytest.raises(FileUnusable) as told:
        read_draft(file, Subject.CALENDAR, WORDS)
    assert expected in [sentence(fault, WORDS) for fault in told.value.faults]


def test_a_plan_is_published_from_today_on(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    file, kind = desk.file(BOOK), ("--subject", "calendar")
    assert desk.run("check", file, *kind) == 0
    assert desk.sign("publish", file, *kind, "--mode", "yearly") == 0
    assert f"节假日安排 2027-1，年度集中调整，{in_days(0)} 起施行，全市。" in capsys.readouterr().out
    other = desk.file(edited(BOOK, 年度_A2="2027-2", 放假_B2="2027-01-04", 上班_A2="2027-02-20"), "b.xlsx")
    assert desk.run("diff", other, *kind) == 0
    assert capsys.readouterr().out.splitlines() == [
        "与 2027-1 相比共 3 处变化：",
        "增加放假日 “2027-01-04”",
        "取消上班日 “2027-02-14”",
        "增加上班日 “2027-02-20”",
    ]
    out = desk.folder / "again.xlsx"
    assert desk.run("export", *kind, "--out", out) == 0
    back = from_rows(read_workbook(out.read_bytes(), SHEETS, WORDS), SHEETS)
    assert back["off"] == [*PLAN["off"][:2], "2027-04-05/2027-04-05"]


def bundled() -> tuple[str, list[dict[str, Any]]]:
    """The name of the newest bundled edition, and every form in its newest text."""
    editions = [json.loads(path.read_bytes()) for path in sorted((RESOURCES / "forms").glob("*.json"))]
    newest = {text["code"]: text for edition in editions for text in edition["forms"]}
    return str(editions[-1]["version"]), list(newest.values())


def forms(**changes: str) -> dict[str, Any]:
    """The bundled text of W06 under another name, with other words."""
    text = next(one for one in bundled()[1] if one["code"] == "W06")
    text["clauses"] |= changes
    return {"version": "2027-1", "effective_from": in_days(30), "forms": [text]}


def test_form_texts_are_published_where_they_fit_the_earlier_ones(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    clause = next(iter(forms()["forms"][0]["clauses"]))
    sound = desk.file(forms(), "forms.yaml")
    assert desk.run("check", sound, "--subject", "forms") == 0
    assert desk.run("diff", sound, "--subject", "forms") == 0
    assert capsys.readouterr().out.splitlines()[1:] == [f"与 {bundled()[0]} 没有不同。"]
    unfillable = desk.file(forms(**{clause: "请 {nobody} 知悉"}), "bad.yaml")
    assert desk.sign("publish", unfillable, "--subject", "forms", "--mode", "yearly") == 1
    said = capsys.readouterr().err
    assert "用了程序不会填写的栏目" in said
    assert "第 1 行" in said
    assert desk.sign("publish", sound, "--subject", "forms", "--mode", "yearly") == 0
    assert "文书文本 2027-1" in capsys.readouterr().out


def test_texts_have_no_workbook(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("check", desk.file(BOOK), "--subject", "forms") == 1
    assert "只收 .xlsx、.yaml、.yml 和 .json 文件" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        desk.run("check", desk.file(BOOK), "--subject", "weather")


def test_form_texts_are_compared_clause_by_clause(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    told = forms()
    (text,) = told["forms"]
    clauses = list(text["clauses"].items())
    text["clauses"][clauses[1][0]] = "另行告知。"
    text["notes"] = ["新增的附注。", *text["notes"]]
    text["copies"] += 1
    file = desk.file(told, "forms.yaml")
    assert desk.run("diff", file, "--subject", "forms") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"与 {bundled()[0]} 相比共 3 处变化：",
        f"文书 W06 “不予受理通知书”的份数：原为“{text['copies'] - 1}”，改为“{text['copies']}”",
        f"文书 W06 “不予受理通知书”第 2 条：原为“{clauses[1][1]}”，改为“另行告知。”",
        "文书 W06 “不予受理通知书”增加附注第 1 条：“新增的附注。”",
    ]


def test_a_later_edition_is_compared_form_by_form_with_whatever_edition_held_it(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    clause, old = next(iter(forms()["forms"][0]["clauses"].items()))
    first = forms(**{clause: "第一次改。"})
    assert desk.sign("publish", desk.file(first, "a.yaml"), "--subject", "forms", "--mode", "yearly") == 0
    newest, whole = bundled()
    second = {"version": "2027-2", "effective_from": in_days(31), "forms": whole}
    capsys.readouterr()
    assert desk.run("diff", desk.file(second, "b.yaml"), "--subject", "forms") == 0
    # All other forms are as they were before that edition, which did not hold them.
    assert capsys.readouterr().out.splitlines() == [
        "与 2027-1 相比共 1 处变化：",
        f"文书 W06 “不予受理通知书”第 1 条：原为“第一次改。”，改为“{old}”",
    ]
    assert desk.sign("withdraw", "2027-1", "--subject", "forms", "--reason", "有误") == 0
    capsys.readouterr()
    assert desk.run("diff", desk.file(second, "b.yaml"), "--subject", "forms") == 0
    assert capsys.readouterr().out == f"与 {newest} 没有不同。\n"


def policies(version: str, **changes: object) -> dict[str, Any]:
    told = deepcopy(plain_release(version=version))
    told["policies"][0] |= changes
    return told


def test_policies_are_compared_condition_by_condition(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = ("--subject", "policies")
    first = policies("2026-1")
    assert desk.run("diff", desk.file(first, "a.yaml"), *kind) == 0
    assert capsys.readouterr().out == "这是第一个版本。\n"
    assert (
        desk.sign("publish", desk.file(first, "a.yaml"), *kind, "--mode", "yearly", "--effective", in_days(1))
        == 0
    )
    second = policies("2026-2", cap="", windows=[])
    name, conditions = second["policies"][0]["name"], second["policies"][0]["conditions"]
    conditions[1]["where"][0]["value"] = 36
    conditions[0]["text"] = "注册在全市"
    gone = second["policies"].pop()
    capsys.readouterr()
    assert desk.run("diff", desk.file(second, "b.yaml"), *kind) == 0
    assert capsys.readouterr().out.splitlines() == [
        "与 2026-1 相比共 5 处变化：",
        f"政策 BYNR-2026-03 “{name}”的上限：原为“每户每年不超过 20 万元”，改为“无”",
        f"政策 BYNR-2026-03 “{name}”的申报期：原为“2026-10-01/2026-12-15”，改为“无”",
        "条件 BYNR-2026-03 c1 “注册在全市”的内容：原为“注册地在巴彦淖尔市”，改为“注册在全市”",
        "条件 BYNR-2026-03 c2 “近 24 个月内办理过 100 万元以上质押登记”的判断方法有改动",
        f"取消政策 {gone['number']} “{gone['name']}”",
    ]


@pytest.mark.parametrize(
    ("level", "what"), [(Level.FORM, FormText), (Level.POLICY, Policy), (Level.CONDITION, Condition)]
)
def test_every_field_that_can_change_has_a_word_of_the_office(level: Level, what: Any) -> None:
    by_parts = {"code", "edition", "clauses", "notes", "number", "version", "conditions"}
    for name in {one.name for one in fields(what)} - by_parts:
        line = change_line(Change(Turn.CHANGED, level, "x", "名", (), name, "甲", "乙"), WORDS)
        assert "”的：" not in line
        assert name not in line
        assert "原为“甲”，改为“乙”" in line
