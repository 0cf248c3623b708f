"""The files the city edits: what is read out of them, and where a bad one is said to be wrong."""

import json
from pathlib import Path

import pytest
import yaml

from city_server.releases.drafts import read_draft
from city_server.releases.placed import Fault, FileUnusable, Placed
from city_server.releases.words import sentence, sheets_of
from city_server.releases.workbook import read_workbook
from city_server.releases.yaml_file import read_yaml
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.releases.order import Subject
from tests.support.release_plains import item, material, plain_list, sub_item
from tests.support.releasing import WORDS, edited, real_list, workbook

SHEETS = sheets_of(WORDS, "catalogue")
PLAIN = plain_list()
BOOK = workbook(PLAIN)


def said(content: bytes, name: str, folder: Path) -> list[str]:
    """What the office reads of a file; empty for a sound one."""
    file = folder / name
    file.write_bytes(content)
    try:
        read_draft(file, Subject.CATALOGUE, WORDS)
    except FileUnusable as wrong:
        return [sentence(fault, WORDS) for fault in wrong.faults]
    return []


def test_the_whole_list_goes_into_a_workbook_and_comes_back_as_it_was() -> None:
    told = real_list()
    back = read_workbook(workbook(told), SHEETS, WORDS)
    assert read_catalogue(back) == read_catalogue(told)


def test_a_workbook_shows_the_city_its_own_words() -> None:
    back = read_workbook(edited(BOOK, 办理项_D2="本局办理", 材料_E2="复印件"), SHEETS, WORDS)
    found = read_catalogue(back).sub_item("1.1")
    assert (found.authority, found.materials[0].form) == ("LOCAL", "COPY")


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out(tmp_path: Path) -> None:
    swapped = edited(BOOK, 时限_D1="起算", 时限_E1="数值", 时限_D2="受理", 时限_E2=7)
    rest = {f"时限_{letter}{row}": None for letter in "DE" for row in (3, 4, 5)}
    again = edited(swapped, **rest, **{f"时限_C{row}": "即时" for row in (3, 4, 5)})
    assert said(again, "x.xlsx", tmp_path) == []
    read = read_catalogue(read_workbook(again, SHEETS, WORDS))
    assert (read.sub_item("1.1").clocks[0].value, read.sub_item("1.2").clocks[0].kind) == (7, "INSTANT")


def test_empty_lines_and_blanks_around_words_are_passed_over(tmp_path: Path) -> None:
    assert (
        said(edited(BOOK, 事项_D2="  服务事项 1  ", 事项_A9=None, 材料_D2=" 否 "), "x.xlsx", tmp_path) == []
    )


NUMBER, WORD, DAY = "应当是规定范围内的整数", "没有填写，或者不是文字", "应当是日期，写成 2027-01-01"
FLAG, PARENT = "应当填“是”或者“否”", "上一级里没有这个编码"
# What is changed; sheet, row, head and letter of the place; why; what stands there.
CELLS = {
    "a word for a number": (
        {"材料_F3": "三份"},
        ("材料", 3, "份数", "F"),
        NUMBER,
        "三份",
    ),
    "a fraction": (
        {"材料_F3": 1.5},
        ("材料", 3, "份数", "F"),
        NUMBER,
        "1.5",
    ),
    "no copies at all": (
        {"材料_F3": 0},
        ("材料", 3, "份数", "F"),
        NUMBER,
        "0",
    ),
    "an empty number": (
        {"材料_F3": None},
        ("材料", 3, "份数", "F"),
        NUMBER,
        "",
    ),
    "neither yes nor no": (
        {"材料_D2": "对"},
        ("材料", 2, "主件", "D"),
        FLAG,
        "对",
    ),
    "an empty flag": (
        {"材料_D2": None},
        ("材料", 2, "主件", "D"),
        FLAG,
        "",
    ),
    "a word nobody knows": (
        {"办理项_D3": "别处办理"},
        ("办理项", 3, "权限", "D"),
        "不是可以选的内容",
        "别处办理",
    ),
    "an empty name": (
        {"事项_D2": None},
        ("事项", 2, "事项名称", "D"),
        WORD,
        "",
    ),
    "only blanks": (
        {"事项_D2": "   "},
        ("事项", 2, "事项名称", "D"),
        WORD,
        "",
    ),
    "a code that Excel took for a number": (
        {"办理项_B2": 1.1},
        ("办理项", 2, "办理项编码", "B"),
        "应当写成文字：请把单元格设为文本格式再填写",
        "1.1",
    ),
    "a parent that is not there": (
        {"材料_A2": "9.9"},
        ("材料", 2, "办理项编码", "A"),
        PARENT,
        "9.9",
    ),
    "an item that is not there": (
        {"办理项_A2": 7},
        ("办理项", 2, "事项序号", "A"),
        PARENT,
        "7",
    ),
    "no day": (
        {"清单_C2": "明年元旦"},
        ("清单", 2, "施行日期", "C"),
        DAY,
        "明年元旦",
    ),
    "a day that is none": (
        {"清单_C2": "2027-02-30"},
        ("清单", 2, "施行日期", "C"),
        DAY,
        "2027-02-30",
    ),
    "two versions": (
        {"清单_A3": "2027-2"},
        ("清单", 3, "", ""),
        "只能有一行",
        "",
    ),
    "no version": (
        {"清单_A2": None, "清单_B2": None, "清单_C2": None},
        ("清单", 2, "", ""),
        "只能有一行",
        "",
    ),
    "a head nobody knows": (
        {"材料_F1": "份"},
        ("材料", 1, "份", "F"),
        "表头里没有这个名称",
        "",
    ),
    "a code used twice": (
        {"材料_B3": "1.1-M1"},
        ("材料", 3, "材料编码", "B"),
        "与前面的一行重复",
        "1.1-M1",
    ),
    "an item used twice": (
        {"事项_A3": 1},
        ("办理项", 4, "事项序号", "A"),
        PARENT,
        "2",
    ),
    "a sub-item of another item": (
        {"办理项_B2": "8.8"},
        ("时限", 2, "办理项编码", "A"),
        PARENT,
        "1.1",
    ),
    "a main paper that may follow": (
        {"材料_D2": "是", "材料_G2": "是"},
        ("材料", 2, "可以容缺", "G"),
        "这里不能填“是”：主件、引导类办理项不能容缺，不适用告知承诺的不能承诺",
        "",
    ),
    "a promise without what it proves": (
        {"材料_L2": "是"},
        ("材料", 2, "证明什么", "M"),
        WORD,
        "",
    ),
    "a clock without its days": (
        {"时限_D2": None},
        ("时限", 2, "数值", "D"),
        NUMBER,
        "",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_bad_cell_is_named_by_sheet_row_and_column(tmp_path: Path, name: str) -> None:
    cells, (sheet, row, head, letter), reason, found = CELLS[name]
    place = f"“{sheet}”表第 {row} 行" + (f"“{head}”（{letter} 列）" if head else "")
    expected = f"{place}：{reason}" + (f"（现为“{found}”）。" if found else "。")
    assert expected in said(edited(BOOK, **cells), "list.xlsx", tmp_path)


def test_all_bad_cells_are_named_at_once(tmp_path: Path) -> None:
    told = said(edited(BOOK, 材料_F3="三份", 材料_D2="对", 办理项_D3="x"), "list.xlsx", tmp_path)
    assert [line[:4] for line in told] == ["“办理项", "“材料”", "“材料”"]


def test_a_sheet_or_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    lacking = {"清单_B1": None}
    assert said(edited(BOOK, **lacking), "x.xlsx", tmp_path) == ["“清单”表“清单名称”列：缺少这一列。"]
    other = workbook({"version": "1", "people": []}, "staff")
    told = said(other, "x.xlsx", tmp_path)
    assert told == [f"“{name}”表：缺少这张表。" for name in ("清单", "事项", "办理项", "时限", "材料")]


TEXT = yaml.safe_dump(PLAIN, allow_unicode=True, sort_keys=False)


def test_yaml_and_json_say_the_same_as_a_workbook(tmp_path: Path) -> None:
    for content in (TEXT.encode(), json.dumps(PLAIN).encode(), b"\xef\xbb\xbf" + TEXT.encode()):
        assert read_catalogue(read_yaml(content)) == read_catalogue(read_workbook(BOOK, SHEETS, WORDS))
        assert said(content, "list.yaml", tmp_path) == []


def test_what_is_not_quoted_stays_what_was_written() -> None:
    read = read_yaml(b"since: 2027-01-01\ncode: 1.10\nnumber: 7\nyes: true\nnone:\nword: no\n")
    assert read == {
        "since": "2027-01-01", "code": "1.10", "number": 7, "yes": True, "none": None, "word": False,
    }  # fmt: skip


LINES = {
    "no mapping": (b"- 1\n- 2\n", "第 1 行：应当是一组“名称：内容”。"),
    "empty": (b"", "第 1 行：应当是一组“名称：内容”。"),
    "a bracket left open": (b"version: [1\nitems: x", "第 2 行第 6 列：写法不对，从这里起读不下去。"),
    "a tab": (b"version: 1\n\titems: x", "第 2 行第 1 列：写法不对，从这里起读不下去。"),
    "not utf-8": ("version: 清单".encode("gbk"), "不是 UTF-8 编码的文字。"),
    "a key twice": (
        b"version: a\ntitle: b\nversion: c\n",
        "第 3 行“version”（第 1 列）：同一个名称写了两次。",
    ),
    "a key that is a list": (b"? [a]\n: b\n", "第 1 行第 3 列：名称写法不对。"),
    "an alias": (b"version: &a x\ntitle: *a\n", "第 1 行第 10 列：不能用引用，也不能嵌套过深。"),
    "another kind of object": (b"version: !!python/object:os.system x\n", "没有写，或者不是列表"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_text_is_named_by_line_and_column(tmp_path: Path, name: str) -> None:
    content, expected = LINES[name]
    assert expected in "".join(said(content, "list.yaml", tmp_path))


def test_nothing_of_a_text_is_ever_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    said(f'version: !!python/object/apply:os.system ["touch {mark}"]\n'.encode(), "x.yaml", tmp_path)
    assert not mark.exists()


def test_a_bomb_of_aliases_and_a_tower_of_lists_are_refused_at_once(tmp_path: Path) -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    assert "引用" in said(f"l0: &l0 x\n{levels}\n".encode(), "x.yaml", tmp_path)[0]
    assert "嵌套" in said(b"version: " + b"[" * 60 + b"]" * 60, "x.yaml", tmp_path)[0]
    assert said(b"version: " + b"[" * 5000 + b"]" * 5000, "x.yaml", tmp_path) != []


def test_what_a_reader_refuses_is_found_in_the_text(tmp_path: Path) -> None:
    lines = TEXT.splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("copies:"))
    lines[at] = lines[at].replace("1", "zero")
    column = len(lines[at]) - len(lines[at].lstrip()) + 1
    told = said("\n".join(lines).encode(), "list.yaml", tmp_path)
    assert told == [f"第 {at + 1} 行“copies”（第 {column} 列）：应当是规定范围内的整数（现为“zero”）。"]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (plain_list("2027-1", "2027-01-01", item(1), item(1)), "与前面的一行重复（现为“1”）"),
        (plain_list("2027-1", "2027-01-01", item(1, sub_item("2.1"))), "编码不属于所在的事项（现为“2.1”）"),
        (plain_list("2027-1", "2027-01-01", item(1, sub_item("1.1", clocks=[]))), "至少要有一行"),
        (
            plain_list(
                "2027-1",
                "2027-01-01",
                item(1, sub_item("1.1", authority="GUIDE", materials=[material("1.1-M1")])),
            ),
            "这里不能填“是”",
        ),
        ({**plain_list(), "items": []}, "至少要有一行"),
        ({**plain_list(), "items": "all"}, "不是列表"),
        ({**plain_list(), "version": ""}, "没有填写"),
    ],
)
def test_rules_between_lines_are_told_with_their_place(
    tmp_path: Path, plain: dict[str, object], expected: str
) -> None:
    told = said(json.dumps(plain, ensure_ascii=False, indent=1).encode(), "x.json", tmp_path)
    assert len(told) == 1
    assert expected in told[0]
    assert told[0].startswith("第 ")


def test_other_files_are_no_releases(tmp_path: Path) -> None:
    assert said(b"", "list.csv", tmp_path) == ["只收 .xlsx、.yaml、.yml 和 .json 文件（现为“list.csv”）。"]
    assert said(b"PK", "list.xlsx", tmp_path) == ["不是能打开的表格文件（.xlsx）。"]
    assert said(BOOK[:2000], "list.xlsx", tmp_path) == ["不是能打开的表格文件（.xlsx）。"]
    assert said(b"x" * (20 * 1024 * 1024 + 1), "x.yaml", tmp_path) == [
        "文件太大（超过 20 MB）（现为“x.yaml”）。"
    ]
    with pytest.raises(FileUnusable) as gone:
        read_draft(tmp_path / "nowhere.xlsx", Subject.CATALOGUE, WORDS)
    assert gone.value.faults == (Fault("not_a_file", found="nowhere.xlsx"),)


def test_every_reason_has_its_words() -> None:
    found = {fault.reason for fault in (Fault(reason) for reason in WORDS["reasons"])}
    assert all(WORDS["reasons"][reason] for reason in found)
    assert sentence(Fault("not_heard_of"), WORDS) == "not_heard_of。"


def test_an_object_knows_its_line() -> None:
    read = read_yaml(b"a: 1\nb:\n  - c: 2\n  - c: 3\n")
    inner = read["b"]
    assert isinstance(inner, list)
    assert [(one.row, one.cells["c"]) for one in inner if isinstance(one, Placed)] == [
        (3, (3, "5")),
        (4, (4, "5")),
    ]
