"""季度统计表 on the division's pages: who sees it, what of it, and that nothing in it tells who said what."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from urllib.parse import unquote

import msgspec
import openpyxl
import pytest
from sqlalchemy import select

from city_server.division.places import Place
from city_server.division.quarter_pages import Head, heads, key_of, read_quarter
from city_server.quarter_keeping import keep, kept, quarters_kept
from city_server.quarter_sheet import Document, Group, Span, document
from city_server.quarter_tables import quarter_sheet
from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.reviews.levels import Level
from tests.support import tasks as t
from tests.support.division import Page, Visitor, on, signed_in
from tests.support.quarters import GIVEN, NAMES, OVER, WORDS, keep_in, sheet, words_of
from tests.support.server import ServerProcess, SqliteCity

BEFORE = OVER.before


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city of these tests alone: they say which quarters have a sheet."""
    one = ServerProcess(SqliteCity(tmp_path_factory.mktemp("quarters") / "city.db"))
    yield one
    assert one.stop() == 0


@pytest.fixture
def emptied(city: ServerProcess) -> ServerProcess:
    """The same without any sheet."""
    on(city.database, lambda conn: conn.execute(quarter_sheet.delete()))
    return city


@pytest.fixture
def member(city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(city)
    yield one
    one.close()


def rows(page: Page) -> list[list[str]]:
    """Every row of the sheet's body as it is read."""
    body = page.answer.text.partition("<tbody>")[2].partition("</tbody>")[0]
    found = re.findall(r"<tr.*?</tr>", body, re.S)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", one, re.S) for one in found]


# -- Who comes in


@pytest.mark.parametrize("place", [Place.QUARTERS, Place.QUARTER_BOOK])
def test_nobody_sees_it_without_signing_in(city: ServerProcess, place: Place) -> None:
    keep_in(city.database, words_of())
    stranger = Visitor(city.url)
    page = stranger.go(place, quarter="2026-3")
    stranger.close()
    assert page.at == Place.SIGN_IN
    assert "杭锦后旗" not in page.answer.text


@pytest.mark.parametrize("place", [Place.QUARTERS, Place.QUARTER_BOOK])
def test_nobody_sees_it_before_the_own_password(city: ServerProcess, place: Place) -> None:
    keep_in(city.database, words_of())
    fresh = signed_in(city, handed_out=True)
    page = fresh.go(place, quarter="2026-3")
    fresh.close()
    assert page.at == Place.PASSWORD


# -- What is shown


def test_before_anything_was_counted_it_says_who_counts(emptied: ServerProcess, member: Visitor) -> None:
    page = member.go(Place.QUARTERS)
    assert page.status == 200
    assert "还没有统计过的季度" in page.text
    assert "由市级评价人员用评价密钥统计" in page.text
    assert Place.QUARTERS not in page.offers()
    assert not [link for link in page.links if link.startswith(Place.QUARTER_BOOK)]


def test_the_sheet_is_shown_as_it_was_counted(emptied: ServerProcess, member: Visitor) -> None:
    keep_in(emptied.database, words_of())
    page = member.go(Place.QUARTERS)
    assert "巴彦淖尔市知识产权公共服务好差评季度统计表" in page.text
    assert "统计期间：2026 年第 3 季度（2026-07-01 至 2026-09-30）；公布期限：2026-10-22" in page.text
    assert "（第 1 版）" in page.text
    assert rows(page) == [
        ["市级窗口", "知识产权业务咨询服务", "1", "1", "0", "0", "0.0%"]
        + ["0"] * 5 + ["—", "0", "0", "0", "—", "—", "—"],
        ["市级窗口", "网点合计", "1", "1", "0", "0", "0.0%"]
        + ["0"] * 5 + ["—", "0", "0", "0", "—", "—", "—"],
        ["杭锦后旗窗口", "知识产权业务咨询服务", "40", "30", "22", "0", "73.3%", *["＊"] * 12],
        ["杭锦后旗窗口", "知识产权公共服务标准咨询与清单查询", "6", "6", "3", "0", "50.0%", *["＊"] * 12],
        ["杭锦后旗窗口", "网点合计", "46", "36", "25", "0", "69.4%",
         "20", "0", "0", "2", "3", "80.0%", "5", "2", "1", "50.0%", "3.2", "—"],
        ["全市合计", "47", "37", "25", "0", "67.6%",
         "20", "0", "0", "2", "3", "80.0%", "5", "2", "1", "50.0%", "3.2", "—"],
    ]  # fmt: skip


def test_every_column_of_the_sheet_has_its_head_under_its_group(
    emptied: ServerProcess, member: Visitor
) -> None:
    keep_in(emptied.database, words_of())
    head = member.go(Place.QUARTERS).answer.text.partition("<thead>")[2].partition("</thead>")[0]
    upper, below = head.strip().split("</tr>")[:2]
    spans = [int(one) for one in re.findall(r'colspan="(\d+)"', upper)]
    assert re.findall(r">([^<]+)</th>", upper) == [
        "网点", "服务事项", "办件", "评价", "评价等级", "满意度", "差评整改", "评价较多的标签",
    ]  # fmt: skip
    assert spans == [2, 3, 5, 5]
    assert upper.count('rowspan="2"') == 4
    assert len(re.findall(r"<th", below)) == sum(spans) == len(WORDS["heads"]) - 4


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("", ["item", "sum", "item", "item", "sum", "city"]),
        ("sums", ["sum", "sum", "city"]),
        ("1508262001", ["item", "item", "sum"]),
        ("1508009999", []),
        ("<script>", []),
    ],
)
def test_a_part_is_shown_alone(emptied: ServerProcess, member: Visitor, part: str, told: list[str]) -> None:
    keep_in(emptied.database, words_of())
    page = member.go(Place.QUARTERS, part=part)
    kinds = {18: lambda _one: "city", 19: lambda one: "sum" if one[1] == "网点合计" else "item"}
    assert [kinds[len(one)](one) for one in rows(page)] == told
    assert ("这个范围本季度没有办件，也没有评价" in page.text) == (not told)
    assert "<script>" not in page.answer.text


def test_what_was_chosen_stays_chosen(emptied: ServerProcess, member: Visitor) -> None:
    keep_in(emptied.database, words_of(BEFORE), BEFORE)
    keep_in(emptied.database, words_of())
    page = member.go(Place.QUARTERS, quarter="2026-2", part="sums")
    assert page.form(Place.QUARTERS).fields == {"quarter": "2026-2", "part": "sums"}
    assert "2026-04-01 至 2026-06-30" in page.text
    assert f"{Place.QUARTER_BOOK}?quarter=2026-2" in page.links


def test_the_latest_quarter_comes_first(emptied: ServerProcess, member: Visitor) -> None:
    for quarter in (OVER, Quarter(2025, 4), BEFORE):
        keep_in(emptied.database, words_of(quarter), quarter)
    found = on(emptied.database, quarters_kept)
    assert found == (OVER, BEFORE, Quarter(2025, 4))
    page = member.go(Place.QUARTERS)
    assert page.form(Place.QUARTERS).fields["quarter"] == "2026-3"


def test_a_quarter_nobody_counted_says_so(emptied: ServerProcess, member: Visitor) -> None:
    keep_in(emptied.database, words_of())
    page = member.go(Place.QUARTERS, quarter="2019-1")
    assert "这个季度还没有统计" in page.text
    assert rows(page) == []


@pytest.mark.parametrize("asked", ["2026-5", "2026", "-3", "x", "２０２６-3", "2026-3-1", "99999-1"])
def test_an_address_that_names_no_quarter_shows_the_newest(
    emptied: ServerProcess, member: Visitor, asked: str
) -> None:
    keep_in(emptied.database, words_of())
    assert read_quarter(asked) is None
    assert len(rows(member.go(Place.QUARTERS, quarter=asked))) == 6


def test_the_quarter_that_is_over_and_not_counted_is_asked_for(
    emptied: ServerProcess, member: Visitor
) -> None:
    last = Quarter.of(local_day(datetime.now(CST))).before
    keep_in(emptied.database, words_of(last.before), last.before)
    told = f"{last.year} 年第 {last.number} 季度还没有统计，应在 "
    assert told in member.go(Place.QUARTERS).text
    keep_in(emptied.database, words_of(last), last)
    assert told not in member.go(Place.QUARTERS).text


def test_mended_cases_that_were_chosen_stand_beneath(emptied: ServerProcess, member: Visitor) -> None:
    task = t.task_after(*t.LIVES[TaskState.MENDED])
    keep_in(emptied.database, words_of(OVER, task))
    text = member.go(Place.QUARTERS).text
    assert "典型整改案例" in text
    assert task.mended is not None
    assert task.mended.measures in text
    keep_in(emptied.database, words_of(BEFORE), BEFORE)
    assert "典型整改案例" not in member.go(Place.QUARTERS, quarter=key_of(BEFORE)).text


def test_reviews_that_did_not_open_are_told(emptied: ServerProcess, member: Visitor) -> None:
    keep_in(emptied.database, words_of(closed=3))
    told = "另有 3 条评价（各季度合计）用这次的密钥打不开，未计入本表"
    assert told in member.go(Place.QUARTERS).text
    keep_in(emptied.database, words_of())
    assert "打不开" not in member.go(Place.QUARTERS).text


# -- Saved


def test_the_workbook_says_what_the_page_says(emptied: ServerProcess, member: Visitor) -> None:
    task = t.task_after(*t.LIVES[TaskState.MENDED])
    keep_in(emptied.database, words_of(OVER, task))
    answer = member.go(Place.QUARTER_BOOK, quarter="2026-3").answer
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    name = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert name == "好差评季度统计表 2026 年第 3 季度 第 1 版.xlsx"
    assert "no-store" in answer.headers["cache-control"]
    book = openpyxl.load_workbook(BytesIO(answer.content))
    told = [
        ["" if cell.value is None else str(cell.value) for cell in row]
        for row in book.worksheets[0].iter_rows(min_row=4)
    ]
    shown = rows(member.go(Place.QUARTERS))
    full = {"市级窗口": NAMES["1508001001"], "杭锦后旗窗口": NAMES["1508262001"]}
    assert told[:5] == [[full[first], *rest] for first, *rest in shown[:5]]
    assert told[5] == ["全市合计", "", *shown[5][1:]]
    assert book.sheetnames == ["季度统计表", "典型整改案例"]


@pytest.mark.parametrize("asked", ["2019-1", "x", ""])
def test_there_is_no_workbook_of_what_was_not_counted(
    emptied: ServerProcess, member: Visitor, asked: str
) -> None:
    keep_in(emptied.database, words_of())
    page = member.go(Place.QUARTER_BOOK, quarter=asked)
    assert page.status == 404
    assert "这个季度还没有统计" in page.text


# -- Kept


def test_counting_again_is_a_new_edition_and_the_old_one_stays(
    emptied: ServerProcess, member: Visitor
) -> None:
    first, more = words_of(), words_of(given={**GIVEN, (2, Level.SATISFIED): 1})
    assert [keep_in(emptied.database, one) for one in (first, first, more, more)] == [1, 1, 2, 2]
    page = member.go(Place.QUARTERS)
    assert "（第 2 版）" in page.text
    assert rows(page)[4][4] == "26"
    rows_kept = on(emptied.database, lambda conn: conn.execute(select(quarter_sheet)).all())
    decoded = {row.edition: msgspec.json.decode(row.content, type=Document) for row in rows_kept}
    assert decoded == {1: first, 2: more}


def test_each_quarter_counts_its_own_editions(emptied: ServerProcess) -> None:
    assert keep_in(emptied.database, words_of(), OVER) == 1
    assert keep_in(emptied.database, words_of(BEFORE), BEFORE) == 1
    found = on(emptied.database, lambda conn: kept(conn, BEFORE))
    assert found is not None
    assert (found.quarter, found.edition, found.document) == (BEFORE, 1, words_of(BEFORE))
    assert on(emptied.database, lambda conn: kept(conn, Quarter(2020, 1))) is None


def test_what_is_kept_tells_no_more_than_what_is_shown(emptied: ServerProcess) -> None:
    """Two rows that are held back, told apart by nothing in the database either."""
    other = {
        (2, Level.VERY_SATISFIED): 20,
        (2, Level.VERY_DISSATISFIED): 2,
        (9, Level.VERY_DISSATISFIED): 1,
        (9, Level.DISSATISFIED): 2,
    }

    def items(told: Document) -> list[object]:
        return [line for line in told.lines if line.span is Span.ITEM]

    assert items(words_of()) == items(words_of(given=other))


def test_what_an_outlet_is_called_cannot_bring_anything_in(emptied: ServerProcess, member: Visitor) -> None:
    named = sheet()
    strange = type(named)(
        named.quarter, named.rows, {"1508262001": "<b onclick=x>𬎆·䶮</b>"}, {2: "=1+1 & <i>"}, ""
    )
    on(emptied.database, lambda conn: keep(conn, OVER, document(strange, WORDS)))
    page = member.go(Place.QUARTERS)
    assert "&lt;b onclick=x&gt;𬎆·䶮" in page.answer.text
    assert "=1+1 &amp; &lt;i&gt;" in page.answer.text
    assert "<i>" not in page.answer.text


# -- Heads


def words_with(groups: tuple[Group, ...], *names: str) -> Document:
    told = words_of()
    return type(told)(told.title, told.span, told.tab, names, groups, (), (), told.foot, "", ())


@pytest.mark.parametrize(
    ("groups", "rows_of_heads"),
    [
        ((), ((Head("甲"), Head("乙"), Head("丙")),)),
        ((Group("", 3),), ((Head("甲"), Head("乙"), Head("丙")),)),
        (
            (Group("", 1), Group("组", 2)),
            ((Head("甲", rows=2), Head("组", 2)), (Head("乙"), Head("丙"))),
        ),
        (
            (Group("组", 1), Group("", 2)),
            ((Head("组"), Head("乙", rows=2), Head("丙", rows=2)), (Head("甲"),)),
        ),
    ],
)
def test_heads_stand_in_their_groups(
    groups: tuple[Group, ...], rows_of_heads: tuple[tuple[Head, ...], ...]
) -> None:
    assert heads(words_with(groups, "甲", "乙", "丙")) == rows_of_heads


def test_the_groups_of_the_data_cover_every_head() -> None:
    assert sum(one["columns"] for one in WORDS["groups"]) == len(WORDS["heads"])


def test_what_is_kept_names_outlets_items_and_tags_alone() -> None:
    content = msgspec.json.encode(words_of()).decode()
    assert not re.search(r"\d{11}", content.replace("1508262001", "").replace("1508001001", ""))
    assert set(re.findall(r'"outlet":"(\d*)"', content)) == {"", "1508262001", "1508001001"}
