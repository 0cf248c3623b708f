"""Holiday plans, form texts and policies as releases: edited, checked with row and column, published."""

import json
from pathlib import Path
from typing import Any

import pytest

from city_server.releases.calendar_rows import from_rows, to_rows
from city_server.releases.drafts import read_draft
from city_server.releases.placed import FileUnusable
from city_server.releases.words import sentence, sheets_of
from city_server.releases.workbook import read_workbook
from outlet_app.domain.releases.order import Subject
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


def forms(**changes: str) -> dict[str, Any]:
    """The bundled edition under another name, with other words of W06."""
    told: dict[str, Any] = json.loads((RESOURCES / "forms" / "2026-1.json").read_bytes())
    text = next(one for one in told["forms"] if one["code"] == "W06")
    text["clauses"] |= changes
    return {"version": "2027-1", "effective_from": in_days(30), "forms": [text]}


def test_form_texts_are_published_where_they_fit_the_earlier_ones(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    clause = next(iter(forms()["forms"][0]["clauses"]))
    sound = desk.file(forms(), "forms.yaml")
    assert desk.run("check", sound, "--subject", "forms") == 0
    assert desk.run("diff", sound, "--subject", "forms") == 0
    assert "这类内容不逐条比较" in capsys.readouterr().out
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
