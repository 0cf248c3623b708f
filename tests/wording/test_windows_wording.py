"""One calm sentence, however many windows of the outlet are silent."""

from datetime import UTC, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.windows import Window
from outlet_app.wording.windows import PAPER, unheard

AT = datetime(2026, 11, 18, 9, 12, 40, tzinfo=CST)


def silent(*terminals: str) -> list[Window]:
    """The first was heard of last."""
    return [Window(one, AT - timedelta(days=days)) for days, one in enumerate(terminals)]


SAID: dict[tuple[str, ...], str] = {
    (): "",
    ("02",): "02 号窗口自 11-18 09:12 起未联系，其后办件可能未含",
    ("02", "03"): "02 号窗口自 11-18 09:12 起、03 号窗口自 11-17 09:12 起未联系，其后办件可能未含",
    ("02", "03", "04"): (
        "02 号窗口自 11-18 09:12 起、03 号窗口自 11-17 09:12 起、04 号窗口自 11-16 09:12 起未联系，"
        "其后办件可能未含"
    ),
}


@pytest.mark.parametrize("terminals", SAID)
def test_each_silent_window_is_named_with_its_own_moment(terminals: tuple[str, ...]) -> None:
    assert unheard(silent(*terminals)) == SAID[terminals]


def test_of_many_the_longest_silent_are_named_in_order_and_all_are_counted() -> None:
    said = unheard(silent("02", "09", "05", "07", "03"))
    assert [said.index(one) for one in ("03 号", "05 号", "07 号")] == sorted(
        said.index(one) for one in ("03 号", "05 号", "07 号")
    )
    assert "02 号" not in said
    assert "09 号" not in said
    assert said.endswith("11-15 09:12 起等 5 个窗口未联系，其后办件可能未含")


def test_paper_has_the_year() -> None:
    assert unheard(silent("02"), PAPER).startswith("02 号窗口自 2026-11-18 09:12 起未联系")


def test_a_moment_told_in_another_zone_is_said_in_ours() -> None:
    late = Window("02", datetime(2026, 11, 17, 16, 30, tzinfo=UTC))
    assert "自 11-18 00:30 起" in unheard([late])


def stick(terminal: str, days: int = 0) -> Window:
    return Window(terminal, AT - timedelta(days=days), "stick")


BY_STICK: dict[str, tuple[list[Window], str]] = {
    "alone": ([stick("02")], "02 号窗口经 U 盘报送至 11-18 09:12，其后办件可能未含"),
    "two": (
        [stick("03", 1), stick("02")],
        "02 号窗口经 U 盘报送至 11-18 09:12、03 号窗口经 U 盘报送至 11-17 09:12，其后办件可能未含",
    ),
    "beside a silent one": (
        [*silent("04"), stick("02", 2)],
        "04 号窗口自 11-18 09:12 起未联系，02 号窗口经 U 盘报送至 11-16 09:12，其后办件可能未含",
    ),
    "many": (
        [stick(one, n) for n, one in enumerate(("02", "03", "04", "05"))],
        "03 号窗口经 U 盘报送至 11-17 09:12、04 号窗口经 U 盘报送至 11-16 09:12、"
        "05 号窗口经 U 盘报送至 11-15 09:12 等 4 个窗口，其后办件可能未含",
    ),
}


@pytest.mark.parametrize("how", BY_STICK)
def test_a_window_whose_work_comes_by_stick_is_no_silent_one(how: str) -> None:
    windows, said = BY_STICK[how]
    assert unheard(windows) == said


def test_on_paper_a_stick_has_the_year_too() -> None:
    assert unheard([stick("02")], PAPER) == "02 号窗口经 U 盘报送至 2026-11-18 09:12，其后办件可能未含"
