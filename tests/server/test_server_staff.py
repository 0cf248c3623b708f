"""`city-server staff`: who works where, checked by row and column, handed down outlet by outlet."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from city_server.packs import read_packs
from city_server.releases import book
from city_server.releases.offer import offer_to
from city_server.store import Store
from outlet_app.domain.releases.order import Act, Order
from outlet_app.domain.releases.staff import StaffRow, read_staff
from outlet_app.sync.wire import RELEASE
from tests.support.releasing import Office, edited, in_days, workbook
from tests.support.server import RESOURCES, CityDatabase, SqliteCity

HERE, THERE, CITY = "1508262001", "1508022001", "1508001001"


def person(
    staff_no: str, name: str = "苏日娜", outlet: str = HERE, *roles: str, **changes: object
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "staff_no": staff_no,
        "name": name,
        "outlet": outlet,
        "roles": list(roles) or ["clerk"],
        "window": "",
        "active": True,
    }
    return told | changes


HEAD = person("1508260001", "高云飞", HERE, "clerk", "supervisor")
CLERK = person("1508260837")
THEIR_HEAD = person("1508020001", "李志强", THERE, "supervisor")


def staff(version: str, *people: dict[str, Any]) -> dict[str, Any]:
    return {"version": version, "people": list(people)}


FIRST = staff("2026-1", HEAD, CLERK, THEIR_HEAD)


@pytest.fixture
def office(database: CityDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(database, tmp_path)
    capsys.readouterr()
    return made


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """The same where it does not matter what the records are kept in."""
    made = Office(SqliteCity(tmp_path / "city.db"), tmp_path)
    capsys.readouterr()
    return made


def publish(office: Office, told: Mapping[str, object], *more: str) -> int:
    return office.sign("publish", office.file(told, "staff.yaml"), *more, group="staff")


def orders(office: Office) -> tuple[Order, ...]:
    store = Store(office.database.url)
    with store.read() as conn:
        found = book.orders(conn)
    store.close()
    return found


def rows(order: Order) -> list[StaffRow]:
    assert order.content is not None
    return list(read_staff(order.content))


def test_a_list_is_handed_down_outlet_by_outlet(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    file = office.file(workbook(FIRST, "staff"))
    assert office.run("check", file, group="staff") == 0
    assert capsys.readouterr().out == f"可以发布：人员 2026-1，{in_days(0)} 起施行。\n"
    assert office.sign("publish", file, group="staff") == 0
    assert capsys.readouterr().out == f"已签名发布人员 2026-1，涉及 2 个网点：{THERE}、{HERE}。\n"
    assert [(one.outlet, [row.name for row in rows(one)]) for one in orders(office)] == [
        (THERE, ["李志强"]),
        (HERE, ["高云飞", "苏日娜"]),
    ]
    store = Store(office.database.url)
    with store.read() as conn:
        told = {one: offer_to(conn, read_packs(RESOURCES), one) for one in (HERE, THERE, CITY)}
    store.close()
    # People of one outlet are told to nobody else.
    numbers = {one: [pack.ref[:6] for pack in told[one].packs if pack.kind == RELEASE] for one in told}
    assert numbers == {HERE: ["000002"], THERE: ["000001"], CITY: []}


def test_only_outlets_whose_people_change_hear_of_it(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(desk, FIRST) == 0
    left = staff("2026-2", HEAD, CLERK | {"active": False}, THEIR_HEAD)
    assert desk.run("diff", desk.file(left, "b.yaml"), group="staff") == 0
    assert f"离岗  {HERE}  1508260837  苏日娜  窗口人员  离岗" in capsys.readouterr().out
    assert publish(desk, left) == 0
    assert [one.outlet for one in orders(desk)] == [THERE, HERE, HERE]
    assert [row.active for row in rows(orders(desk)[-1])] == [True, False]
    assert publish(desk, staff("2026-3", HEAD, CLERK | {"active": False}, THEIR_HEAD)) == 1
    assert "与现行版本没有任何不同" in capsys.readouterr().err


def test_whoever_moves_is_out_where_they_were(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(desk, FIRST) == 0
    moved = staff("2026-2", HEAD, CLERK | {"outlet": THERE}, THEIR_HEAD)
    assert desk.run("diff", desk.file(moved, "b.yaml"), group="staff") == 0
    assert f"变更  {THERE}  1508260837  苏日娜" in capsys.readouterr().out
    assert publish(desk, moved) == 0
    there, here = orders(desk)[-2:]
    assert [(row.staff_no, row.active) for row in rows(there)] == [("1508260837", True), ("1508020001", True)]
    assert [(row.staff_no, row.active) for row in rows(here)] == [("1508260001", True), ("1508260837", False)]
    capsys.readouterr()
    assert desk.run("list", group="staff") == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:2] for line in listed] == [
        [THERE, "1508020001"],
        [THERE, "1508260837"],
        [HERE, "1508260001"],
    ]


def test_a_first_word_is_printed_once_and_stands_nowhere(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    new = person("1508260999", "王海燕", wants_first=True)
    assert publish(desk, staff("2026-1", HEAD, new, THEIR_HEAD)) == 0
    found = re.search(
        r"首次口令  1508260999  王海燕  ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\n", capsys.readouterr().out
    )
    assert found
    order = orders(desk)[-1]
    first = rows(order)[1].first
    assert first is not None
    assert found[1] not in str(order.content)
    # The next list still lets a machine that comes later take the same word.
    assert publish(desk, staff("2026-2", HEAD, new | {"wants_first": False}, CLERK, THEIR_HEAD)) == 0
    assert "首次口令" not in capsys.readouterr().out
    assert rows(orders(desk)[-1])[1].first == first
    assert publish(desk, staff("2026-3", HEAD, new, CLERK, THEIR_HEAD)) == 0
    assert rows(orders(desk)[-1])[1].first != first
    assert (
        publish(desk, staff("2026-4", HEAD, new | {"active": False, "wants_first": True}, CLERK, THEIR_HEAD))
        == 0
    )
    assert rows(orders(desk)[-1])[1].first is None


WRONG = {
    "an outlet nobody knows": (
        {"人员_C3": "1508999999"},
        "“人员”表第 3 行“网点编码”（C 列）：没有这个网点（现为“1508999999”）。",
    ),
    "nobody who leads": (
        {"人员_D2": "窗口人员"},
        "“人员”表第 2 行“网点编码”（C 列）：这个网点没有在岗的窗口负责人（现为“1508262001”）。",
    ),
    "a head who left": (
        {"人员_F2": "否"},
        "“人员”表第 2 行“网点编码”（C 列）：这个网点没有在岗的窗口负责人（现为“1508262001”）。",
    ),
    "a short number": ({"人员_A3": "837"}, "“人员”表第 3 行“工号”（A 列）：工号是 10 位数字（现为“837”）。"),
    "a number that is none": (
        {"人员_A3": 1508260837.5},
        "“人员”表第 3 行“工号”（A 列）：应当写成文字：请把单元格设为文本格式再填写（现为“1508260837.5”）。",
    ),
    "a post nobody knows": (
        {"人员_D3": "局长"},
        "“人员”表第 3 行“角色”（D 列）：不是可以选的内容（现为“局长”）。",
    ),
    "no post": ({"人员_D3": None}, "“人员”表第 3 行“角色”（D 列）：不是可以选的内容。"),
    "an officer at a county": (
        {"人员_D3": "窗口人员、失信认定人员"},
        "“人员”表第 3 行“角色”（D 列）：失信认定人员只能在市级窗口。",
    ),
    "twice": (
        {"人员_A3": "1508260001"},
        "“人员”表第 3 行“工号”（A 列）：与前面的一行重复（现为“1508260001”）。",
    ),
    "neither here nor gone": (
        {"人员_F3": "休假"},
        "“人员”表第 3 行“在岗”（F 列）：应当填“是”或者“否”（现为“休假”）。",
    ),
    "no name": ({"人员_B3": None}, "“人员”表第 3 行“姓名”（B 列）：没有填写，或者不是文字。"),
    "a version that is a path": (
        {"版本_A2": "../1"},
        "“版本”表第 2 行“版本号”（A 列）：版本号只能用字母、数字和连字符（现为“../1”）。",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_bad_row_is_named_and_nothing_kept(
    desk: Office, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    cells, expected = WRONG[name]
    file = desk.file(edited(workbook(FIRST, "staff"), **cells))
    assert desk.sign("publish", file, group="staff") == 1
    assert expected in capsys.readouterr().err.splitlines()
    assert orders(desk) == ()


def test_whoever_is_missing_is_asked_for_by_number(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty line is never an instruction: whoever has left keeps a row."""
    assert publish(desk, FIRST) == 0
    assert publish(desk, staff("2026-2", HEAD, THEIR_HEAD)) == 1
    said = capsys.readouterr().err
    assert "上一版有这个人，本表没有；离岗的请保留这一行，在岗填“否”（现为“1508260837”）" in said
    assert len(orders(desk)) == 2


def test_a_name_is_used_once_and_a_stranger_signs_nothing(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(desk, FIRST) == 0
    assert publish(desk, staff("2026-1", HEAD, THEIR_HEAD, CLERK | {"name": "其其格"})) == 1
    assert "这个版本号已经发布过" in capsys.readouterr().err
    assert len(orders(desk)) == 2


def test_what_counts_is_exported_to_be_edited(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    officer = person("1508000002", "乌兰", CITY, "clerk", "credit_officer")
    city_head = person("1508000001", "白音", CITY, "supervisor")
    assert publish(desk, staff("2026-1", HEAD, CLERK, city_head, officer)) == 0
    out = desk.folder / "people.xlsx"
    assert desk.run("export", "--out", out, group="staff") == 0
    page = load_workbook(out)["人员"]
    told = [[cell.value for cell in line][:6] for line in page.iter_rows(min_row=2)]
    assert told[1] == ["1508000002", "乌兰", CITY, "窗口人员、失信认定人员", None, "是"]
    assert [line[0] for line in told] == ["1508000001", "1508000002", "1508260001", "1508260837"]
    again = edited(out.read_bytes(), 版本_A2="2026-2", 人员_B4="高云飞（新）")
    assert desk.sign("publish", desk.file(again), group="staff") == 0
    assert desk.run("export", "--out", out, group="staff") == 1
    assert desk.run("list", group="staff") == 0
    assert "高云飞（新）" in capsys.readouterr().out


def test_nobody_yet_is_said_so(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("list", group="staff") == 0
    assert capsys.readouterr().out == "还没有发布过。\n"
    assert desk.run("diff", desk.file(staff("2026-1"), "x.yaml"), group="staff") == 0
    assert capsys.readouterr().out == "人员没有变化。\n"


def test_a_list_taken_back_brings_the_earlier_one_back_at_every_outlet(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(office, FIRST) == 0
    gone = CLERK | {"active": False}
    assert publish(office, staff("2026-2", HEAD | {"name": "高云"}, gone, THEIR_HEAD | {"name": "李强"})) == 0
    capsys.readouterr()
    assert office.sign("withdraw", "2026-2", "--reason", "名单有误", group="staff") == 0
    assert capsys.readouterr().out == (
        f"已签名撤回人员 2026-2，涉及 2 个网点：{THERE}、{HERE}。"
        "恢复使用上一份名单；没有上一份的，恢复发布以前的人员。\n"
    )
    told = orders(office)[-2:]
    assert [(one.act, one.outlet, one.number, one.reason) for one in told] == [
        (Act.WITHDRAW, THERE, 5, "名单有误"),
        (Act.WITHDRAW, HERE, 6, "名单有误"),
    ]
    assert office.run("list", group="staff") == 0
    assert [line.split("  ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "李志强",
        "高云飞",
        "苏日娜",
    ]
    # Each outlet hears of its own alone.
    store = Store(office.database.url)
    with store.read() as conn:
        numbers = {
            one: [
                pack.ref[:6]
                for pack in offer_to(conn, read_packs(RESOURCES), one).packs
                if pack.kind == RELEASE
            ]
            for one in (HERE, THERE, CITY)
        }
    store.close()
    assert numbers == {HERE: ["000002", "000004", "000006"], THERE: ["000001", "000003", "000005"], CITY: []}


def test_the_first_list_taken_back_leaves_none(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(desk, FIRST) == 0
    capsys.readouterr()
    assert desk.sign("withdraw", "2026-1", "--reason", "名单有误", group="staff") == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        f"其中 2 个网点现在没有名单：{THERE}、{HERE}。撤回的名单没有给的岗位、名单上没有的负责人，办理以后"
        "先由市局核对（parked）；请尽快发布更正后的名单。"
    )
    assert desk.run("list", group="staff") == 0
    assert capsys.readouterr().out == "还没有发布过。\n"
    # Its people may be left out of the next one, and its name is never used again.
    assert publish(desk, staff("2026-1", HEAD, THEIR_HEAD)) == 1
    assert "这个版本号已经发布过" in capsys.readouterr().err
    assert publish(desk, staff("2026-2", HEAD, THEIR_HEAD)) == 0


def test_of_the_outlets_a_list_is_taken_back_at_only_those_are_named_that_have_no_other(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(desk, staff("2026-1", HEAD, CLERK)) == 0
    assert publish(desk, staff("2026-2", HEAD | {"name": "高云"}, CLERK, THEIR_HEAD)) == 0
    capsys.readouterr()
    assert desk.sign("withdraw", "2026-2", "--reason", "名单有误", group="staff") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"已签名撤回人员 2026-2，涉及 2 个网点：{THERE}、{HERE}。")
    assert said[1].startswith(f"其中 1 个网点现在没有名单：{THERE}。")
    assert len(said) == 2


def test_a_list_that_has_not_begun_or_not_arrived_leaves_an_outlet_bare_too(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(desk, staff("2026-1", HEAD, CLERK, THEIR_HEAD), "--outlets", HERE) == 0
    assert publish(desk, staff("2026-2", HEAD, CLERK, THEIR_HEAD | {"name": "李强"})) == 0
    capsys.readouterr()
    assert desk.sign("withdraw", "2026-2", "--reason", "名单有误", group="staff") == 0
    # The earlier list is there, but was never let reach the other outlet.
    assert f"其中 1 个网点现在没有名单：{THERE}。" in capsys.readouterr().out


STAGED: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "by outlet": (("--outlets", HERE), ("--outlets", f"{HERE},{THERE}"), f"{HERE}、{THERE}"),
    "by division": (("--divisions", "150826"), ("--divisions", "150826,150802"), "150826、150802"),
    "from some to all": (("--outlets", HERE), ("--share", "100"), "全市"),
}


@pytest.mark.parametrize("case", STAGED)
def test_a_staged_list_counts_where_it_reaches_and_grows(
    desk: Office, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    first, wider, said = STAGED[case]
    assert publish(desk, FIRST, *first) == 0
    capsys.readouterr()

    def listed() -> list[str]:
        assert desk.run("list", group="staff") == 0
        return [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()]

    assert listed() == [HERE, HERE]
    assert desk.sign("widen", "2026-1", *wider, group="staff") == 0
    assert capsys.readouterr().out == (
        f"已签名发布人员 2026-1 扩大到 {said}，涉及 2 个网点：{THERE}、{HERE}。\n"
    )
    assert listed() == [THERE, HERE, HERE]
    assert desk.sign("widen", "2026-1", *first, group="staff") == 1
    assert "只能扩大范围，不能缩小；要收回请用 withdraw" in capsys.readouterr().err


def test_a_first_word_of_an_outlet_not_reached_yet_is_told_on(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    new = person("1508020999", "王海燕", THERE, wants_first=True)
    assert publish(desk, staff("2026-1", HEAD, THEIR_HEAD, new), "--outlets", HERE) == 0
    sealed = next(row.first for row in rows(orders(desk)[0]) if row.staff_no == "1508020999")
    assert sealed is not None
    # The next list comes before that one has got there; the word in her hand opens all the same.
    assert publish(desk, staff("2026-2", HEAD, THEIR_HEAD, new | {"wants_first": False})) == 0
    assert next(row.first for row in rows(orders(desk)[-1]) if row.staff_no == "1508020999") == sealed


NO_MORE: dict[str, tuple[tuple[str, ...], str]] = {
    "of no list": (("withdraw", "2030-1", "--reason", "x"), "没有发布过这个版本（现为“2030-1”）"),
    "without a reason": (("withdraw", "2026-1"), "写明原因"),
    "to an outlet nobody knows": (("widen", "2026-1", "--outlets", "1508999999"), "没有这个网点"),
    "to a division nobody knows": (("widen", "2026-1", "--divisions", "150899"), "没有这个旗县区"),
    "to nobody": (("widen", "2026-1"), "比例应当是 1 到 100"),
    "of no list to widen": (("widen", "2030-1", "--share", "100"), "没有发布过这个版本"),
}


@pytest.mark.parametrize("case", NO_MORE)
def test_what_may_not_be_widened_or_taken_back_is_said_and_nothing_kept(
    desk: Office, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    words, said = NO_MORE[case]
    assert publish(desk, FIRST) == 0
    before = orders(desk)
    assert desk.sign(words[0], *words[1:], group="staff") == 1
    assert said in capsys.readouterr().err
    assert orders(desk) == before


def test_a_list_is_taken_back_once(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(desk, FIRST) == 0
    assert desk.sign("withdraw", "2026-1", "--reason", "x", group="staff") == 0
    for verb, more in (("withdraw", ("--reason", "y")), ("widen", ("--share", "100"))):
        assert desk.sign(verb, "2026-1", *more, group="staff") == 1
        assert "这个版本已经撤回（现为“2026-1”）" in capsys.readouterr().err


def test_a_reach_nobody_knows_publishes_nothing(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(desk, FIRST, "--outlets", "1508999999") == 1
    assert "没有这个网点" in capsys.readouterr().err
    assert orders(desk) == ()
