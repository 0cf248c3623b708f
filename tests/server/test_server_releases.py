"""`city-server release` on SQLite and PostgreSQL: checked, compared, signed, widened, taken back."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from city_server import cli, clock
from city_server.denial import Denied
from city_server.packs import read_packs
from city_server.releases import book
from city_server.releases.offer import body_for, etag_for, offer_to
from city_server.signing_keys import make_signing_key, read_signing_key
from city_server.store import Store
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.releases.order import Act, Mode, read_order
from outlet_app.domain.releases.reach import Reach
from outlet_app.domain.releases.standing import Release
from outlet_app.sync.wire import RELEASE, open_pack, order_fits, public_of
from tests.support.release_plains import OFFICE
from tests.support.release_plains import order as an_order
from tests.support.releasing import Office, edited, in_days, more_copies, real_list, workbook
from tests.support.server import RESOURCES, CityDatabase, SqliteCity

LINHE, HERE, THERE = "150802", "1508262001", "1508022001"
SOUND = more_copies(real_list())


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


def standing(office: Office) -> tuple[Release, ...]:
    store = Store(office.database.url)
    with store.read() as conn:
        found = book.standing(conn)
    store.close()
    return found


def test_a_workbook_is_published_from_end_to_end(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    out = office.folder / "list.xlsx"
    assert office.run("export", "--out", out) == 0
    rows = {row[1].value: row[1].row for row in load_workbook(out)["材料"].iter_rows(min_row=2)}
    place = f"材料_F{rows['1.5-M1']}"
    changed = edited(out.read_bytes(), 清单_A2="2027-1", 清单_C2=in_days(30), **{place: 3})
    file = office.file(changed)
    capsys.readouterr()
    assert office.run("check", file) == 0
    assert capsys.readouterr().out == f"可以发布：事项清单 2027-1，{in_days(30)} 起施行。\n"
    assert office.run("diff", file) == 0
    assert capsys.readouterr().out.splitlines() == [
        "与 2025-batch-2 相比共 1 处变化：",
        "材料 1.5-M1 “查询对象清单”的“份数”：原为“1”，改为“3”",
    ]
    assert office.sign("publish", file, "--mode", "yearly") == 0
    assert capsys.readouterr().out == (
        f"已签名发布第 1 号：事项清单 2027-1，年度集中调整，{in_days(30)} 起施行，全市。\n"
    )
    (one,) = standing(office)
    assert (one.order.by, one.order.mode, one.reach) == (OFFICE, Mode.YEARLY, Reach())
    assert one.order.content is not None
    assert read_catalogue(one.order.content).sub_item("1.5").material("1.5-M1").copies == 3


def test_what_is_handed_down_bears_the_citys_signature(office: Office) -> None:
    assert office.publish(SOUND) == 0
    store, packs = Store(office.database.url), read_packs(RESOURCES)
    with store.read() as conn:
        offered = offer_to(conn, packs, HERE)
        (told,) = (one for one in offered.packs if one.kind == RELEASE)
        pack = body_for(conn, packs, HERE, RELEASE, told.ref)
    store.close()
    body = open_pack(public_of(read_signing_key(office.key)), RELEASE, told.ref, pack)
    assert order_fits(told.ref, body)
    assert read_order(json.loads(body)).name == "2027-1"
    assert (len(pack), offered.etag != packs.etag) == (told.size, True)


def test_a_staged_roll_out_grows_and_never_shrinks(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.publish(SOUND, "--divisions", LINHE) == 0
    assert "，150802。" in capsys.readouterr().out
    assert standing(office)[0].reach == Reach((), (LINHE,), 0)
    assert office.sign("widen", "2027-1", "--share", "30") == 1
    assert "只能扩大范围，不能缩小；要收回请用 withdraw" in capsys.readouterr().err
    assert office.sign("widen", "2027-1", "--divisions", LINHE, "--share", "30") == 0
    assert "扩大到 150802、全市 30% 的网点。" in capsys.readouterr().out
    assert office.sign("widen", "2027-1", "--share", "100") == 0
    assert standing(office)[0].reach == Reach()
    office.run("list")
    assert "全市  尚未施行" in capsys.readouterr().out


def test_what_is_taken_back_brings_the_earlier_version_back(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.publish(SOUND) == 0
    assert office.publish(more_copies(real_list("2027-2"), copies=4)) == 0
    capsys.readouterr()
    assert office.sign("withdraw", "2027-2") == 1
    assert "紧急即时调整要写明原因" in capsys.readouterr().err
    assert office.sign("withdraw", "2027-2", "--reason", "份数有误") == 0
    assert "新办件恢复使用 2027-1，已登记的办件仍按登记时的版本办理。" in capsys.readouterr().out
    assert office.sign("withdraw", "2027-2", "--reason", "再撤一次") == 1
    assert "这个版本已经撤回（现为“2027-2”）" in capsys.readouterr().err
    assert office.sign("withdraw", "2027-1", "--reason", "不再需要") == 0
    assert "新办件恢复使用 2025-batch-2" in capsys.readouterr().out
    assert office.sign("withdraw", "2030-1", "--reason", "x") == 1
    assert "没有发布过这个版本（现为“2030-1”）" in capsys.readouterr().err
    office.run("list")
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition("  ")[2] for line in lines] == ["已撤回：不再需要", "已撤回：份数有误"]
    assert [one.withdrawn.number for one in standing(office) if one.withdrawn] == [4, 3]


PAST, TAKEN, SIZE = "施行日期已经过去", "这个版本号已经发布过", "比例应当是 1 到 100"
REASON, NAMES = "紧急即时调整要写明原因", "版本号只能用字母、数字和连字符"
# Name and day of what is published, the mode, more words; where it is wrong and why.
REFUSED = {
    "yesterday": ("2027-1", -1, "yearly", (), "“effective_from”", PAST),
    "yearly from today": ("2027-1", 0, "yearly", (), "“effective_from”", "施行日期最早是明天"),
    "urgent without a reason": ("2027-1", 0, "urgent", (), "", REASON),
    "urgent from yesterday": ("2027-1", -1, "urgent", ("--reason", "x"), "“effective_from”", PAST),
    "the bundled name": ("2025-batch-2", 30, "yearly", (), "“version”", TAKEN),
    "a name that is a path": ("../2027", 30, "yearly", (), "“version”", NAMES),
    "a Chinese name": ("二〇二七", 30, "yearly", (), "“version”", NAMES),
    "an outlet nobody knows": ("2027-1", 30, "yearly", ("--outlets", "1508999999"), "", "没有这个网点"),
    "a division nobody knows": ("2027-1", 30, "yearly", ("--divisions", "150899"), "", "没有这个旗县区"),
    "nobody at all": ("2027-1", 30, "yearly", ("--share", "0"), "", SIZE),
    "more than all": ("2027-1", 30, "yearly", ("--share", "101"), "", SIZE),
    "less than nobody": ("2027-1", 30, "yearly", ("--share", "-1"), "", SIZE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_published_is_refused_and_nothing_kept(
    desk: Office, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    version, days, mode, more, place, reason = REFUSED[name]
    assert desk.publish(more_copies(real_list(version, in_days(days))), *more, mode=mode) == 1
    said = capsys.readouterr().err
    assert said.startswith("文件没有发布，共 1 处要改：\n")
    assert place in said
    assert reason in said
    assert standing(desk) == ()


def test_what_changes_nothing_is_not_published(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.publish(real_list()) == 1
    assert "“version”（第 2 列）：与现行版本没有任何不同" in capsys.readouterr().err


def test_an_urgent_adjustment_holds_from_today(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    told = more_copies(real_list(since=in_days(0)))
    assert desk.publish(told, "--reason", "国家局调整材料", mode="urgent") == 0
    assert "紧急即时调整" in capsys.readouterr().out
    (one,) = standing(desk)
    assert (one.order.is_urgent, one.order.reason) == (True, "国家局调整材料")
    assert one.since == clock.now().date()


def test_a_name_is_used_once_also_after_it_was_taken_back(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.publish(SOUND) == 0
    assert desk.sign("withdraw", "2027-1", "--reason", "有误") == 0
    assert desk.publish(more_copies(real_list(), copies=7)) == 1
    assert "这个版本号已经发布过，请换一个（现为“2027-1”）" in capsys.readouterr().err


def test_a_bad_workbook_is_refused_with_row_and_column(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    file = desk.file(edited(workbook(SOUND), 材料_F2="三份", 材料_D3="对"))
    for verb, more in (("check", ()), ("diff", ()), ("publish", ("--mode", "yearly"))):
        told = desk.sign(verb, file, *more) if more else desk.run(verb, file)
        assert told == 1
        assert capsys.readouterr().err.splitlines() == [
            "文件没有发布，共 2 处要改：",
            "“材料”表第 2 行“份数”（F 列）：应当是规定范围内的整数（现为“三份”）。",
            "“材料”表第 3 行“主件”（D 列）：应当填“是”或者“否”（现为“对”）。",
        ]
    assert standing(desk) == ()


def test_only_the_key_that_counters_believe_signs(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = Office.__new__(Office)
    other = desk.folder / "other.pem"
    make_signing_key(other)
    stranger.database, stranger.folder, stranger.resources, stranger.key = (
        desk.database, desk.folder, desk.resources, other,
    )  # fmt: skip
    assert stranger.publish(SOUND) == 1
    assert capsys.readouterr().err == "Counters believe another key; nothing was signed.\n"
    assert standing(desk) == ()
    assert stranger.run("resign", "--key", other) == 1


def test_after_another_key_took_over_every_order_is_signed_anew(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.publish(SOUND) == 0
    store, packs = Store(office.database.url), read_packs(RESOURCES)
    with store.read() as conn:
        before = offer_to(conn, packs, HERE)
    heir = office.folder / "heir.pem"
    told = [
        "policies",
        "key",
        "--database",
        office.database.url,
        "--key",
        str(heir),
        "--former",
        str(office.key),
    ]
    assert cli.main(told) == 0
    capsys.readouterr()
    assert office.run("resign", "--key", heir) == 0
    assert capsys.readouterr().out == "1\n"
    with store.read() as conn:
        after = offer_to(conn, packs, HERE)
        (one,) = (pack for pack in after.packs if pack.kind == RELEASE)
        body = open_pack(
            public_of(read_signing_key(heir)), RELEASE, one.ref, body_for(conn, packs, HERE, RELEASE, one.ref)
        )
    store.close()
    assert read_order(json.loads(body)).name == "2027-1"
    # Its name stays, its signature does not: counters fetch it again.
    assert {pack.ref for pack in before.packs} == {pack.ref for pack in after.packs}
    assert before.etag != after.etag


def test_an_order_for_one_outlet_is_told_to_nobody_else(office: Office) -> None:
    store, packs, private = Store(office.database.url), read_packs(RESOURCES), read_signing_key(office.key)
    store.settle(lambda conn: book.give(conn, private, an_order(1, outlet=HERE)))
    with store.read() as conn:
        told = {outlet: offer_to(conn, packs, outlet) for outlet in (HERE, THERE, "")}
        (ref,) = (one.ref for one in told[HERE].packs if one.kind == RELEASE)
        assert etag_for(conn, packs, THERE) == packs.etag != told[HERE].etag
        assert body_for(conn, packs, HERE, RELEASE, ref)
        for outlet, name in ((THERE, ref), ("", ref), (HERE, "000001-00000000"), (HERE, "x\x00")):
            with pytest.raises(Denied):
                body_for(conn, packs, outlet, RELEASE, name)
    store.close()
    assert not any(one.kind == RELEASE for one in told[THERE].packs)


def test_numbers_go_on_and_no_two_orders_share_a_name(office: Office) -> None:
    assert office.publish(SOUND) == 0
    assert office.sign("widen", "2027-1", "--share", "100") == 0
    assert office.sign("withdraw", "2027-1", "--reason", "有误") == 0
    store = Store(office.database.url)
    with store.read() as conn:
        told = book.orders(conn)
        refs = [one.ref for one in offer_to(conn, read_packs(RESOURCES), HERE).packs if one.kind == RELEASE]
        assert book.next_number(conn) == 4
    store.close()
    assert [(one.number, one.act) for one in told] == [(1, Act.PUBLISH), (2, Act.WIDEN), (3, Act.WITHDRAW)]
    assert [ref[:6] for ref in refs] == ["000001", "000002", "000003"]
    assert all(abs(one.issued_at - clock.now()) < timedelta(minutes=5) for one in told)


def test_nothing_is_written_over_by_an_export(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    out = desk.file(b"mine", "list.xlsx")
    assert desk.run("export", "--out", out) == 1
    assert "there already" in capsys.readouterr().err
    assert out.read_bytes() == b"mine"
    assert desk.run("export", "--out", desk.folder / "list.json") == 0
    assert json.loads((desk.folder / "list.json").read_bytes())["version"] == "2025-batch-2"


def test_the_list_of_nothing_says_so(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("list") == 0
    assert capsys.readouterr().out == "还没有发布过。\n"
