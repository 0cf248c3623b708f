"""What is said of attachments: sizes, counts, and where each of them is."""

from datetime import datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.wording import attachments as words


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 KB"),
        (499, "1 KB"),
        (1_500, "2 KB"),
        (412_000, "412 KB"),
        (999_400, "999 KB"),
        (1_000_000, "1.0 MB"),
        (1_240_000, "1.2 MB"),
        (64 * 1_048_576, "67.1 MB"),
    ],
)
def test_a_size_is_said_as_people_say_it(count: int, told: str) -> None:
    assert words.size(count) == told


@pytest.mark.parametrize(
    ("left", "total", "damaged", "told"),
    [
        (0, 0, 0, ""),
        (0, 3, 0, "3 件都已到市级"),
        (1, 3, 0, "材料待传 1/3"),
        (3, 3, 0, "材料待传 3/3"),
        (2, 3, 1, "材料待传 2/3，1 件请重新扫描"),
    ],
)
def test_how_much_has_arrived(left: int, total: int, damaged: int, told: str) -> None:
    assert words.arrival(left, total, damaged) == told


@pytest.mark.parametrize(
    ("left", "total", "elsewhere", "told"),
    [
        (0, 3, 0, ""),
        (1, 3, 1, "材料已到市局 2/3"),
        (3, 3, 3, "材料已到市局 0/3"),
        # What this machine has to send itself presses more.
        (2, 3, 1, "材料待传 2/3"),
        (1, 3, 0, "材料待传 1/3"),
    ],
)
def test_whoever_receives_is_told_how_much_has_come(left: int, total: int, elsewhere: int, told: str) -> None:
    assert words.waiting(left, total, elsewhere) == told


@pytest.mark.parametrize(
    ("left", "total", "told"),
    [(0, 0, ""), (0, 3, "材料已到市局 3/3"), (1, 3, "材料已到市局 2/3"), (3, 3, "材料已到市局 0/3")],
)
def test_before_a_case_is_taken_all_that_came_is_told_too(left: int, total: int, told: str) -> None:
    assert words.came(left, total) == told


@pytest.mark.parametrize(
    ("left", "damaged", "elsewhere", "told"),
    [
        (1, 0, 1, "材料已到市局 2/3"),
        (2, 1, 1, "材料待传 2/3，1 件请重新扫描"),
        (0, 0, 0, "3 件都已到市级"),
    ],
)
def test_above_the_list_of_a_case_from_elsewhere(left: int, damaged: int, elsewhere: int, told: str) -> None:
    assert words.arrival(left, 3, damaged, elsewhere) == told


@pytest.mark.parametrize(
    ("left", "elsewhere", "told"),
    [(1, 1, "3 件，已到 2 件"), (2, 1, "3 件，待传 2 件"), (1, 0, "3 件，待传 1 件"), (0, 0, "3 件")],
)
def test_the_case_page_of_a_case_from_elsewhere(left: int, elsewhere: int, told: str) -> None:
    assert words.in_short(3, left, elsewhere) == told


@pytest.mark.parametrize(("left", "total", "told"), [(0, 0, ""), (0, 4, ""), (1, 4, "材料待传 1/4")])
def test_the_list_is_silent_once_all_has_arrived(left: int, total: int, told: str) -> None:
    assert words.waiting(left, total) == told


@pytest.mark.parametrize(
    ("count", "left", "told"), [(0, 0, "没有附件"), (2, 0, "2 件"), (2, 1, "2 件，待传 1 件")]
)
def test_the_case_page_in_short(count: int, left: int, told: str) -> None:
    assert words.in_short(count, left) == told


@pytest.mark.parametrize(
    ("code", "here", "told"),
    [
        ("waiting", True, ("待传", "warn")),
        ("arrived", True, ("已到市级", "ok")),
        ("arrived", False, ("已到市级，不在本机", "ok")),
        ("elsewhere", False, ("其他窗口待传", "text2")),
        ("damaged", True, ("请重新扫描", "bad")),
    ],
)
def test_where_a_scan_is(code: str, here: bool, told: tuple[str, str]) -> None:
    assert words.state(code, here=here) == told


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("8.2-M1", "申报书", "申报书"),
        ("8.2-M1", "", "8.2-M1"),
        ("", "", "其他材料"),
        ("x", "内蒙古·巴彦淖尔 𬎆䶮", "内蒙古·巴彦淖尔 𬎆䶮"),
    ],
)
def test_a_material_by_its_name(code: str, name: str, told: str) -> None:
    assert words.material(code, name) == told


def test_the_pages_and_where_they_go() -> None:
    assert words.goal(0, "申报书") == "添加到：申报书"
    assert words.goal(12, "申报书") == "12 页，添加到：申报书"
    assert words.page_name(2, 5) == "第 2 页，共 5 页"


def test_a_line_of_the_list() -> None:
    at = datetime(2026, 11, 20, 9, 5, tzinfo=CST)
    assert words.scan_line(2, 412_000, at) == "2 页，412 KB，11-20 09:05"


def test_what_the_sync_page_says() -> None:
    assert words.sync_line(0, 0) == "0 件"
    assert words.sync_line(3, 0) == "3 件"
    assert words.sync_line(3, 1) == "3 件，1 件请重新扫描"


def test_pages_left_behind_are_said_to_be_there() -> None:
    assert words.left(3) == "3 页留在本页，再打开这个办件的附件时还在。"
    assert words.watching("扫描") == "扫描文件夹：扫描"
    assert words.viewer("申报书", "HH01-20261120-010001-C") == "申报书　HH01-20261120-010001-C"


def test_every_key_of_the_dialog_is_another_letter() -> None:
    named = (words.OPEN, words.VOID, words.FILES, words.PASTE, words.SCANNED, words.FOLDER, words.ADD)
    letters = [text.partition("(&")[2][:1] for text in named]
    assert all(letters)
    assert len(set(letters)) == len(letters)
