"""Alt+letters: no two alike on a page, and as docs/keyboard.md and the manual have them, both ways."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from outlet_app import wording
from outlet_app.bootstrap.makers import PAGES
from outlet_app.domain.people import Person
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.evacuation.page import EvacuationPage
from outlet_app.ui.widgets.boxes import Column
from outlet_app.wording.actions import ACTIONS, letter, plain
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import HEAD, counter, queue_state
from tests.support.every_page import Machine, busy_day, open_house, with_enterprise
from tests.support.whole_window import lock_page, sign_in_page
from tests.ui.conftest import Stage

DOCS = Path(__file__).parents[2] / "docs"
PAPER = (DOCS / "keyboard.md").read_text(encoding="utf-8")
MANUAL = (DOCS / "manual" / "README.md").read_text(encoding="utf-8")
# The sections in which the letters of a page stand.
SECTIONS = {
    PageKey.WORKBENCH: ("工作台",),
    PageKey.INTAKE: ("Decisions of 首问登记",),
    PageKey.CASES: ("办件查询", "Steps of a case on 办件查询"),
    PageKey.NOTICE: ("告知文书",),
    PageKey.CORRECTIONS: ("补正收件 (F11)", "告知文书"),
    PageKey.ASSISTANCE: ("帮办代办 (F12)",),
    PageKey.PACKAGES: ("集成办 (Shift+F11)",),
    PageKey.REVIEWS: (),
    PageKey.REPORTS: ("统计报表",),
    PageKey.SYNC: ("同步中心",),
    PageKey.CATALOGUE: ("事项清单", "培训活动"),
    PageKey.SETTINGS: ("设置 (Ctrl+9)",),
    PageKey.POLICIES: ("免申即享",),
}
# What comes only with a question of the page or with the row that is chosen, by section: letter and word.
LATER = {
    "集成办 (Shift+F11)": {"V": "预览"},
    "工作台": {"Q": "审核"},
    "登录和锁屏": {"B": "用备份继续"},
}
LETTER = re.compile(r"Alt\+([A-Z0-9])(?![A-Za-z])")


def rows(title: str) -> list[tuple[str, str]]:
    """Keys and what they do, as a section of docs/keyboard.md has them."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAPER, re.M | re.S)
    assert found is not None, title
    return re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", found.group(1), re.M)


def told(*titles: str) -> dict[str, str]:
    """Every Alt+letter of these sections with what is said of it."""
    said = dict[str, str]()
    for title in titles:
        for keys, does in rows(title):
            for one in LETTER.findall(keys):
                said[one] = f"{said.get(one, '')}　{does}"
    return said


def lettered(root: QWidget, *, visible: bool = False) -> list[QAbstractButton]:
    """The buttons of a page that a letter presses, the hidden ones too."""
    every = root.findChildren(QAbstractButton)
    return [one for one in every if letter(one.text()) and (one.isVisible() or not visible)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A day with cases of every kind; the tests only look."""
    opened = open_bench(tmp_path_factory.mktemp("letters"), MORNING)
    busy_day(opened)
    yield opened
    opened.database.close()


def frame_of(stage: Stage, bench: Bench, key: PageKey, person: Person = SUPERVISOR_PERSON) -> QWidget:
    """A page with its bar, something chosen on it."""
    house = open_house(bench, person)
    stage(house.window, size=(1366, 768))
    house.show(key)
    if key is PageKey.POLICIES:
        with_enterprise(house)
    return house.window.frames[key]


def test_every_page_of_the_program_is_held() -> None:
    assert set(SECTIONS) == set(PAGES)


@pytest.mark.parametrize("person", [CLERK_PERSON, SUPERVISOR_PERSON], ids=["clerk", "head"])
@pytest.mark.parametrize("key", PAGES)
def test_no_letter_presses_two_buttons_that_are_seen(
    stage: Stage, bench: Bench, key: PageKey, person: Person
) -> None:
    frame = frame_of(stage, bench, key, person)
    window = frame.window()
    seen = Counter(letter(one.text()) for one in lettered(window, visible=True))
    assert {one for one, often in seen.items() if often > 1} == set(), seen


@pytest.mark.parametrize("key", PAGES)
def test_every_letter_of_a_page_is_told_with_its_word(stage: Stage, bench: Bench, key: PageKey) -> None:
    said = told(*SECTIONS[key])
    words = {(letter(one.text()), plain(one.text())) for one in lettered(frame_of(stage, bench, key))}
    assert {(one, word) for one, word in words if word not in said.get(one, "")} == set()


@pytest.mark.parametrize("key", PAGES)
def test_every_letter_that_is_told_presses_something_on_its_page(
    stage: Stage, bench: Bench, key: PageKey
) -> None:
    said = set(told(*SECTIONS[key])) - {one for title in SECTIONS[key] for one in LATER.get(title, ())}
    there = {letter(one.text()) for one in lettered(frame_of(stage, bench, key))}
    if key is PageKey.CASES:
        there |= {letter(text) for text, _ in ACTIONS.values()}
    assert said - there == set()


def test_every_section_with_letters_belongs_to_a_page() -> None:
    titles = re.findall(r"^## (.+)$", PAPER, re.M)
    held = {one for sections in SECTIONS.values() for one in sections} | {"上交数据中", "登录和锁屏"}
    assert {title for title in titles if told(title)} - held == set()


@pytest.mark.parametrize("title", LATER)
def test_what_comes_later_is_called_so_and_told(title: str) -> None:
    buttons = said_by_buttons()
    for key, word in LATER[title].items():
        assert word in buttons[key]
        assert word in told(title)[key]


def said_by_buttons() -> dict[str, set[str]]:
    """Every letter of the program's words, dialogs and all, with the words that have it."""
    found = dict[str, set[str]]()
    for module in walk_packages(wording.__path__, "outlet_app.wording."):
        for value in vars(import_module(module.name)).values():
            for text in strings(value):
                if key := letter(text):
                    found.setdefault(key, set()).add(plain(text))
    return found


def strings(value: object) -> Iterator[str]:
    """Every string in a table of words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


# The city's own pages are held by tests/server.
CITYS_PART = re.compile(r"^## 14 .*?(?=^## 15 )", re.M | re.S)
FUNCTION_KEY = re.compile(r"F\d+$")


def mentions() -> list[tuple[str, str]]:
    """What stands before each letter in brackets, and the letter; a second key of the same is none."""
    text = CITYS_PART.sub("", MANUAL).replace("*", "")
    found = [(text[max(one.start() - 20, 0) : one.start()], one[1]) for one in BRACKET.finditer(text)]
    return [one for one in found if not FUNCTION_KEY.search(one[0]) and "办理页" not in one[0]]


BRACKET = re.compile(r"（Alt\+([A-Z0-9])(?![A-Za-z])")


def test_what_the_manual_writes_behind_a_word_is_that_words_letter() -> None:
    """…按受理（Alt+S）: a button of the program is called so and has that letter."""
    buttons = said_by_buttons()
    wrong = [
        (before, key)
        for before, key in mentions()
        if not any(before.endswith(word) for word in buttons.get(key, ()))
    ]
    assert wrong == []
    assert len(mentions()) > 50


def test_the_manual_leaves_out_no_decision_and_no_page_key() -> None:
    assert [row for row in told("Decisions of 首问登记", "免申即享") if f"Alt+{row}" not in MANUAL] == []


def open_leaving(stage: Stage) -> QWidget:
    """上交数据中 over a machine the city forgot, everything else as in the program."""
    window = Column(gap=0)
    here = counter(window, HEAD)
    machine = Machine()
    page = EvacuationPage(
        machine,  # type: ignore[arg-type]
        machine,  # type: ignore[arg-type]
        here.office,
        here.lanes,
        here.feedback,
        "1.0",
        machine,  # type: ignore[arg-type]
    )
    window.add((page, 1))
    stage(window, size=(1366, 768))
    page.show_round(queue_state(problem="NO_DEVICE"))
    return page


@pytest.mark.parametrize("title", ["上交数据中", "登录和锁屏"])
def test_what_lies_over_the_window_is_told_letter_by_letter(
    stage: Stage, lanes: Lanes, tmp_path: Path, title: str
) -> None:
    covers = [open_leaving(stage)] if title == "上交数据中" else both_doors(stage, lanes, tmp_path)
    there = {(letter(one.text()), plain(one.text())) for cover in covers for one in lettered(cover)}
    said = told(title)
    assert {(key, word) for key, word in there if word not in said.get(key, "")} == set()
    assert set(said) - {key for key, _ in there} - set(LATER.get(title, ())) == set()


def both_doors(stage: Stage, lanes: Lanes, folder: Path) -> list[QWidget]:
    """The sign-in page and the lock."""
    (folder / "door").mkdir()
    (folder / "lock").mkdir()
    return [sign_in_page(folder / "door", lanes), lock_page(folder / "lock", lanes)]
