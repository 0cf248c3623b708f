"""A list that drops what a package needs is refused at its row; open cases it concerns are named."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.sync.wire import Verdict
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.releasing import Office, edited, in_days, more_copies, real_list, without, workbook
from tests.support.server import RESOURCES, ServerProcess, SqliteCity

HERE = "1508262001"
WHO = Applicant(ApplicantKind.PERSON, "乌兰·巴特尔𬎆", phone="13947812345")
REASON = "集成办还要用这个办理项，不能取消"
FREE, NEEDED = "9.2", "5.7"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(SqliteCity(tmp_path / "city.db"), tmp_path)
    capsys.readouterr()
    return made


def test_a_sub_item_of_an_industry_package_is_refused_with_sheet_row_and_column(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    book = workbook(without(real_list(), NEEDED))
    heads = [cell.value for cell in load_workbook(desk.file(book))["事项"][1]]
    lost = "办理项 5.7，集成办 P6-2 黄柿子产业包"
    for verb in ("check", "publish"):
        more = ("--mode", "yearly") if verb == "publish" else ()
        run = desk.sign if more else desk.run
        assert run(verb, desk.file(book), *more) == 1
        assert capsys.readouterr().err.splitlines() == [
            "文件没有发布，共 1 处要改：",
            f"“事项”表第 6 行“{heads[0]}”（A 列）：{REASON}（现为“{lost}”）。",
        ]


def test_every_lost_member_is_named_at_once_in_a_text_file_by_its_line(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    told = without(real_list(), "1.6", "4.1", FREE)
    lines = json.dumps(told, ensure_ascii=False, indent=1).splitlines()
    first, fourth = (lines.index(f'   "number": {number},') + 1 for number in (1, 4))
    file = desk.folder / "told.json"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert desk.run("check", file) == 1
    found = capsys.readouterr().err.splitlines()
    assert found[0] == "文件没有发布，共 2 处要改："
    assert [line.partition("“")[0] for line in found[1:]] == [f"第 {first} 行", f"第 {fourth} 行"]
    assert "办理项 1.6，" in found[1]
    assert "办理项 4.1，集成办 P1 企业设立和商标" in found[2]


def test_an_item_that_falls_away_as_a_whole_is_said_at_the_version(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    told = real_list()
    told["items"] = [one for one in told["items"] if one["number"] != 3]
    assert desk.publish(told) == 1
    said = capsys.readouterr().err
    assert "“version”" in said
    assert f"{REASON}（现为“办理项 3.1，集成办 P6-1 向日葵产业包”）" in said


def test_what_no_package_needs_may_go(desk: Office, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk.file(without(real_list(), FREE), "told.yaml")
    assert desk.run("check", file) == 0
    assert capsys.readouterr().out == f"可以发布：事项清单 2027-1，{in_days(30)} 起施行。\n"


@pytest.fixture
def edition(tmp_path: Path) -> Iterator[Path]:
    """A city's data of one's own, where another edition of the packages can be laid."""
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES, folder, ignore=shutil.ignore_patterns("fonts", "icons", "source"))
    yield folder
    shutil.rmtree(folder)


def lay(folder: Path, version: str, since: str, *dropped: str) -> None:
    """Another edition of the packages, without some members and what was shared with them."""
    told: dict[str, Any] = json.loads((folder / "packages" / "2026-2.json").read_bytes())
    for one in told["packages"]:
        one["members"] = [member for member in one["members"] if member["sub_item"] not in dropped]
        for field in one["fields"]:
            field["members"] = [code for code in field["members"] if code not in dropped]
        one["fields"] = [field for field in one["fields"] if field["members"]]
        for paper in one["materials"]:
            paper["codes"] = [code for code in paper["codes"] if code.partition("-")[0] not in dropped]
        one["materials"] = [paper for paper in one["materials"] if len(paper["codes"]) > 1]
    told |= {"version": version, "effective_from": since}
    (folder / "packages" / f"{version}.json").write_text(
        json.dumps(told, ensure_ascii=False), encoding="utf-8"
    )


EDITIONS = {
    "a newer edition that needs it no more": ("2099-1", 10, (NEEDED,), 0),
    "an edition that only comes after the list": ("2099-1", 60, (NEEDED,), 1),
    "a newer edition that needs it still": ("2099-1", 10, (), 1),
}


@pytest.mark.parametrize("case", EDITIONS)
def test_the_edition_that_counts_from_the_list_s_first_day_decides(
    case: str, tmp_path: Path, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version, days, dropped, code = EDITIONS[case]
    lay(edition, version, in_days(days), *dropped)
    desk = Office(SqliteCity(tmp_path / "city.db"), tmp_path, edition)
    assert desk.publish(without(real_list(), NEEDED)) == code
    assert (REASON in capsys.readouterr().err) is (code == 1)


def test_an_edition_that_will_need_it_again_forbids_it_too(
    tmp_path: Path, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(edition, "2099-1", in_days(10), NEEDED)
    lay(edition, "2099-2", in_days(90))
    desk = Office(SqliteCity(tmp_path / "city.db"), tmp_path, edition)
    assert desk.publish(without(real_list(), NEEDED)) == 1
    assert REASON in capsys.readouterr().err


def test_an_edition_that_counters_set_aside_forbids_nothing(
    tmp_path: Path, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(edition, "2099-1", in_days(10), NEEDED)
    broken = json.loads((edition / "packages" / "2026-2.json").read_bytes())
    broken |= {"version": "2099-2", "effective_from": in_days(20), "catalogue": "nobody's"}
    (edition / "packages" / "2099-2.json").write_text(json.dumps(broken), encoding="utf-8")
    desk = Office(SqliteCity(tmp_path / "city.db"), tmp_path, edition)
    assert desk.publish(without(real_list(), NEEDED)) == 0, capsys.readouterr().err


@pytest.fixture
def city_here(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city of each test's own: every open case of the city is named."""
    one = ServerProcess(SqliteCity(tmp_path / "running.db"))
    yield one
    assert one.stop() == 0


@pytest.fixture
def office(city_here: ServerProcess, tmp_path: Path) -> Office:
    return Office(city_here.database, tmp_path)


@pytest.fixture
def one(city_here: ServerProcess, counter: NewCounter) -> Counter:
    return counter(city_here)


def test_open_cases_of_a_dropped_sub_item_are_named_and_stay_under_their_list(
    office: Office, one: Counter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told: dict[str, Any] = {"item": 9, "sub_item": FREE, "consulting": True, "applicant": WHO}
    open_no, closed_no, other_no = (f"HH05-20261123-01{serial}-T" for serial in ("9001", "9002", "9003"))
    case_id = one.register(case_no=open_no, **told)
    one.register(AnsweredOnSpot("可以。"), case_no=closed_no, **told)
    one.register(case_no=other_no)
    one.sync()
    file = office.file(without(more_copies(real_list("2027-7"), "2.2-M1"), FREE), "told.yaml")
    named = [
        "取消的办理项有在办件 1 件，仍按登记时的版本办理：",
        f"在办件 {open_no}  {outlet}  办理项 9.2  登记时的版本 2025-batch-2",
    ]
    for verb, more in (("check", ()), ("diff", ()), ("publish", ("--mode", "yearly"))):
        capsys.readouterr()
        assert (office.sign(verb, file, *more) if more else office.run(verb, file)) == 0
        said = capsys.readouterr().out
        assert said.splitlines()[-2:] == named
        assert not any(word in said for word in (closed_no, other_no, "巴特尔", "13947812345"))
    # The case itself goes on as if nothing had happened.
    one.save(case_id, AnsweredOnSpot("可以。"))
    one.sync()
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == [Verdict.APPLIED] * 2


def test_open_cases_of_a_changed_sub_item_are_counted(
    office: Office, one: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    one.register(item=6, sub_item="6.1")
    one.register(item=6, sub_item="6.1", catalogue="2027-8")
    one.sync()
    told = real_list("2027-8")
    for item in told["items"]:
        for sub in item["sub_items"]:
            sub["correction_workdays"] += sub["code"] == "6.1"
    capsys.readouterr()
    assert office.run("diff", office.file(told, "told.yaml")) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "改动的办理项有在办件 1 件，仍按登记时的版本办理。"


def test_a_list_that_concerns_nobody_says_nothing_of_cases(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.publish(without(real_list(), FREE)) == 0
    assert "在办件" not in capsys.readouterr().out


def test_an_edited_workbook_of_the_same_sub_items_is_not_hindered(
    desk: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    book = edited(workbook(real_list()), 材料_F2=5)
    assert desk.sign("publish", desk.file(book), "--mode", "yearly") == 0, capsys.readouterr().err
