"""The checklist of a package beside the list of packages: no name is cut away, whatever the room."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from outlet_app.domain.materials import MaterialState
from outlet_app.ui.parts.checklist.material_row import HEIGHT, STACKED_HEIGHT, MaterialRow
from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.page import Layout
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import settle
from tests.support.inspection import faults
from tests.support.package_desk import Key, PackageDesk

# What is left for the page of a window 1366, 1180 and 1920 pixels wide, at each size, and its layout.
ROOMS = [
    ((1182, 700), 1.0, Layout.STANDARD),
    ((996, 700), 1.0, Layout.NARROW),
    ((1286, 640), 1.25, Layout.COMPACT),
    ((1230, 640), 1.5, Layout.COMPACT),
    ((1736, 1000), 1.0, Layout.WIDE),
    ((1784, 980), 1.5, Layout.NARROW),
]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def laid_out(
    stage: Callable[..., QWidget], bench: Bench, size: tuple[int, int], layout: Layout
) -> PackageDesk:
    desk = PackageDesk(stage, bench, size=size)
    desk.page.set_layout(layout)
    desk.choose("P6-1")
    desk.party()
    settle(1)
    return desk


def rows(desk: PackageDesk) -> tuple[MaterialRow, ...]:
    return desk.page.materials.rows


@pytest.mark.parametrize(("size", "factor", "layout"), ROOMS)
def test_every_name_is_whole_and_every_state_in_reach(
    stage: Callable[..., QWidget],
    bench: Bench,
    theme: Theme,
    size: tuple[int, int],
    factor: float,
    layout: Layout,
) -> None:
    theme.choose(Scheme.LIGHT, factor)
    desk = laid_out(stage, bench, size, layout)
    assert len(rows(desk)) == 9
    cut = [
        row.name.label.full_text()
        for row in rows(desk)
        if row.name.label.text() != row.name.label.full_text()
    ]
    assert cut == []
    assert faults(desk.page) == []
    tall = STACKED_HEIGHT if layout < Layout.STANDARD else HEIGHT
    assert {row.height() for row in rows(desk)} == {look().s(tall)}


def test_stacked_the_name_stands_above_its_states(stage: Callable[..., QWidget], bench: Bench) -> None:
    desk = laid_out(stage, bench, (996, 700), Layout.NARROW)
    for row in rows(desk):
        if row.takes_focus:
            name, bar = row.name.geometry(), row.bar.mapTo(row, row.bar.rect().topLeft())
            assert name.top() + name.height() <= bar.y()
            assert abs(row.name.mapTo(row, row.name.rect().topLeft()).x() - bar.x()) <= 1


def test_a_wider_window_puts_them_beside_each_other_again(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    desk = laid_out(stage, bench, (1182, 700), Layout.NARROW)
    desk.page.set_layout(Layout.STANDARD)
    settle(1)
    for row in rows(desk):
        if row.takes_focus:
            right = row.name.mapTo(row, row.name.rect().topRight()).x()
            assert right < row.bar.mapTo(row, row.bar.rect().topLeft()).x()
    assert {row.height() for row in rows(desk)} == {HEIGHT}


def test_the_keys_work_the_same_in_two_lines(stage: Callable[..., QWidget], bench: Bench) -> None:
    desk = laid_out(stage, bench, (996, 700), Layout.NARROW)
    first, second = [row for row in rows(desk) if row.takes_focus][:2]
    assert desk.page.materials.focus_row(first.code)
    desk.press(Key.Key_1, Key.Key_Down, Key.Key_2)
    assert second.bar.hasFocus()
    marked = {one.code: one.state for one in desk.page.state.rows}
    assert (marked[first.code], marked[second.code]) == (MaterialState.COMPLETE, MaterialState.MISSING)


def test_rows_made_later_are_stacked_as_well(stage: Callable[..., QWidget], bench: Bench) -> None:
    desk = PackageDesk(stage, bench, size=(996, 700))
    desk.page.set_layout(Layout.NARROW)
    desk.choose("P6-1")
    desk.choose("P6-2")
    settle(1)
    assert {row.height() for row in rows(desk)} == {STACKED_HEIGHT}
