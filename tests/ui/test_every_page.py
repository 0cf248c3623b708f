"""Every page as the program makes it, over a busy day: whole at every size a counter's screen has."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize

from outlet_app.bootstrap.makers import PAGES
from outlet_app.domain.people import Person
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.reviews.page import ReviewsPage
from outlet_app.ui.pages.workload.page import WorkloadPage
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.line_edit import LineEdit
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.every_page import House, busy_day, open_house, with_enterprise
from tests.support.inspection import cut_hints, faults
from tests.support.whole_window import SIZES, settle
from tests.ui.conftest import Stage

LOOKS = (
    *((size, factor, Scheme.LIGHT) for size, factor in (*SIZES, ((1280, 720), 1.25))),
    ((1366, 768), 1.5, Scheme.HIGH_CONTRAST),
    ((1920, 1080), 1.0, Scheme.HIGH_CONTRAST),
)
each_page = pytest.mark.parametrize("key", PAGES)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A day with many cases; the tests only look."""
    opened = open_bench(tmp_path_factory.mktemp("busy"), MORNING)
    busy_day(opened)
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The first morning of a counter: nothing anywhere."""
    opened = open_bench(tmp_path_factory.mktemp("quiet"), MORNING)
    yield opened
    opened.database.close()


def shown(stage: Stage, bench: Bench, key: PageKey, person: Person, *, crowded: bool) -> House:
    house = open_house(bench, person, crowded=crowded)
    stage(house.window, size=(1366, 768))
    house.show(key)
    if crowded and key is PageKey.POLICIES:
        with_enterprise(house)
    return house


def found(house: House, theme: Theme) -> list[str]:
    """What is wrong, with the look it was seen in."""
    wrong, window = list[str](), house.window
    for size, factor, scheme in LOOKS:
        theme.choose(scheme, factor)
        window.resize(*size)
        house.rest()
        at = f"{size} at {factor} {scheme.value}"
        wrong += [f"{at}: {one}" for one in faults(window)]
        wrong += [f"{at}: hint {one}" for one in cut_hints(window)]
        if window.size() != QSize(*size):
            wrong.append(f"{at}: the window became {window.width()}×{window.height()}")
    return wrong


@each_page
def test_a_page_of_a_busy_day_is_whole_at_every_size(
    stage: Stage, theme: Theme, busy: Bench, key: PageKey
) -> None:
    house = shown(stage, busy, key, SUPERVISOR_PERSON, crowded=True)
    assert found(house, theme) == []


@each_page
def test_a_page_without_anything_on_it_is_whole_at_every_size(
    stage: Stage, theme: Theme, quiet: Bench, key: PageKey
) -> None:
    house = shown(stage, quiet, key, CLERK_PERSON, crowded=False)
    assert found(house, theme) == []


# The hint of a search field.


@pytest.mark.parametrize(("width", "hint"), [(400, "办件号、申请人或拼音首字母"), (170, "办件号、申请人")])
@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
def test_a_narrow_field_says_its_hint_in_brief(
    stage: Stage, theme: Theme, width: int, hint: str, factor: float
) -> None:
    theme.choose(factor=factor)
    line = LineEdit("办件号、申请人或拼音首字母", lead="search", brief="办件号、申请人")
    line.setFixedWidth(round(width * factor))
    window = stage(Column(line), size=(800, 200))
    assert line.placeholderText() == hint
    assert cut_hints(window) == []


def test_a_field_that_grows_says_its_hint_whole_again(stage: Stage) -> None:
    line = LineEdit("办件号、申请人或拼音首字母", brief="办件号、申请人")
    stage(Column(line), size=(800, 200))
    line.setFixedWidth(120)
    settle()
    assert line.placeholderText() == "办件号、申请人"
    line.setFixedWidth(400)
    settle()
    assert line.placeholderText() == "办件号、申请人或拼音首字母"


def test_a_field_with_one_hint_keeps_it(stage: Stage) -> None:
    line = LineEdit("办件号、申请人或拼音首字母")
    line.setFixedWidth(90)
    window = stage(Column(line), size=(800, 200))
    assert line.placeholderText() == "办件号、申请人或拼音首字母"
    assert len(cut_hints(window)) == 1, "the inspector sees it"
    line.setText("HH05")
    assert cut_hints(window) == [], "and what is typed over it hides nothing"


# What a narrow window leaves out, so that the rest is whole.


@pytest.mark.parametrize(
    ("size", "factor", "is_shown"),
    [
        ((1280, 680), 1.0, False),
        ((1366, 768), 1.0, True),
        ((1920, 1080), 1.0, True),
        ((1366, 768), 1.5, False),
    ],
)
def test_a_narrow_list_of_services_gives_the_room_of_the_clerk_to_the_applicant(
    stage: Stage, theme: Theme, busy: Bench, size: tuple[int, int], factor: float, is_shown: bool
) -> None:
    theme.choose(factor=factor)
    house = open_house(busy)
    stage(house.window, size=size)
    page = house.show(PageKey.REVIEWS)
    assert isinstance(page, ReviewsPage)
    table = page.services.table
    head = table.horizontalHeader()
    shown_keys = [one.key for at, one in enumerate(table.table_model.columns) if not head.isSectionHidden(at)]
    assert ("clerk" in shown_keys) is is_shown
    applicant = [one.key for one in table.table_model.columns].index("applicant")
    assert head.sectionSize(applicant) / factor >= 120


@pytest.mark.parametrize(
    ("person", "size", "is_shown"),
    [
        (SUPERVISOR_PERSON, (1280, 680), False),
        (SUPERVISOR_PERSON, (1366, 768), True),
        (CLERK_PERSON, (1280, 680), True),
        (CLERK_PERSON, (1100, 680), False),
    ],
)
def test_the_buttons_of_the_sheet_have_the_room_before_the_line_beside_its_title(
    stage: Stage, busy: Bench, person: Person, size: tuple[int, int], is_shown: bool
) -> None:
    house = open_house(busy, person)
    stage(house.window, size=size)
    page = house.show(PageKey.REPORTS)
    assert isinstance(page, WorkloadPage)
    assert page._subtitle.isVisible() is is_shown
    assert faults(house.window) == []
