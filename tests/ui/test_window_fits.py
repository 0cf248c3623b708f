"""UI.md §15: at every size, in every theme, nothing is cut, squeezed, strayed, too small or nameless."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from outlet_app.domain.people import Person, Role
from outlet_app.services.views import SyncView
from outlet_app.ui.feedback import Answer
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link, OutletFacts, Queue
from outlet_app.ui.parts.people.dialogs import AddDialog, PeopleDialog
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.widgets.boxes import Column, Scroller
from outlet_app.ui.widgets.buttons import COMPACT, Button, IconButton, Kind
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import Label
from tests.support.counter_fakes_desk import (
    CORRECTING,
    NOW,
    OVERDUE,
    PAPER,
    FakeDesk,
    FakePeople,
    FakeSync,
    queue_state,
    row,
    unsent,
)
from tests.support.inspection import cut_words, faults, filled, nameless, overlapping, strayed, too_small
from tests.support.whole_window import (
    SIZES,
    buried,
    drain,
    lock_page,
    settle,
    show_page,
    sign_in_page,
    whole_window,
)
from tests.ui.conftest import Stage

# Dark has the lengths of light; only high contrast has other borders.
SCHEMES = (Scheme.LIGHT, Scheme.HIGH_CONTRAST)
PAGES = (PageKey.WORKBENCH, PageKey.REVIEWS, PageKey.SYNC, PageKey.CATALOGUE)
LONG = "内蒙古自治区巴彦淖尔市乌拉特前旗明安草原牧业有限公司"
MONGOLIAN = "布日古德·额尔敦其木格·达布希拉图"
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)
each_page = pytest.mark.parametrize("key", PAGES)


def found_at_every_size(
    window: QWidget, theme: Theme, scheme: Scheme, look_at: QWidget | None = None
) -> list[str]:
    """What is wrong, with the size and factor it was seen at."""
    wrong = []
    for size, factor in SIZES:
        theme.choose(scheme, factor)
        window.resize(*size)
        settle()
        wrong += [f"{size} at {factor}: {one}" for one in faults(look_at or window)]
        if window.size() != QSize(*size):
            wrong.append(f"{size} at {factor}: the window became {window.width()}×{window.height()}")
    return wrong


@each_scheme
@each_page
def test_a_page_fits_every_window(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, scheme: Scheme
) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    show_page(window, key, lanes)
    assert found_at_every_size(window, theme, scheme) == []


def crowded() -> tuple[FakeDesk, FakeSync]:
    """A day with the longest names, rare characters, many rows and papers nobody confirmed."""
    names = (LONG, MONGOLIAN, "𬎆䶮龑" * 8, "A" * 60, "é" * 40, "a b" * 20)
    many = tuple(
        row(60 + n, name, due=OVERDUE.due, urgency=OVERDUE.urgency, overdue_days=128, handler_name=MONGOLIAN)
        for n, name in enumerate(names)
    )
    queue = tuple(
        unsent(80 + n, name, kind, status, code="state.guard", tries=99, next_try=NOW)
        for n, name in enumerate(names)
        for kind, status in (("notice_given", "needs_you"), ("registered", "failed"), ("closed", "waiting"))
    )
    papers = (replace(PAPER, applicant=LONG), PAPER, PAPER)
    shown = replace(FakeDesk().shown, todo=many, unsent=queue, unsent_total=999, unconfirmed=papers)
    state = queue_state(online=False, waiting=999, failed=99, offline_since=NOW.replace(day=2), next_try=NOW)
    return FakeDesk(shown), FakeSync(SyncView(state, queue))


@each_scheme
@pytest.mark.parametrize("key", [PageKey.WORKBENCH, PageKey.SYNC])
def test_the_most_crowded_day_fits_every_window(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, scheme: Scheme
) -> None:
    desk, sync = crowded()
    window = whole_window(lanes, desk=desk, sync=sync)
    stage(window, size=(1366, 768))
    show_page(window, key, lanes)
    assert found_at_every_size(window, theme, scheme) == []


@each_scheme
@pytest.mark.parametrize("link", list(Link))
def test_the_bar_at_the_foot_holds_the_longest_facts(
    stage: Stage, theme: Theme, lanes: Lanes, scheme: Scheme, link: Link
) -> None:
    window = whole_window(lanes, Person("1508260412", MONGOLIAN, frozenset({Role.SUPERVISOR})))
    stage(window, size=(1366, 768))
    window.office.show_outlet(OutletFacts("1508", "HH05", f"{LONG}知识产权公共服务网点"))
    window.office.show_queue(Queue(999, 99))
    window.office.show_link(link)
    bar = window.status_bar
    for size, factor in (*SIZES, ((960, 540), 1.0), ((1575, 800), 1.75)):
        theme.choose(scheme, factor)
        window.resize(*size)
        settle()
        assert strayed(bar) == []
        assert overlapping(bar) == []
        for part in (bar.link, bar.queue, bar.synced, bar.clock, bar.display):
            assert part.width() >= part.sizeHint().width(), (size, factor, part.text())


@pytest.mark.parametrize("kind", ["sign in", "trial", "first start", "lock", "lock, draft not kept"])
@each_scheme
def test_a_cover_fits_every_window(
    stage: Stage, theme: Theme, lanes: Lanes, tmp_path: Path, kind: str, scheme: Scheme
) -> None:
    if kind.startswith("lock"):
        page: QWidget = lock_page(tmp_path, lanes, kept=kind == "lock")
    else:
        page = sign_in_page(tmp_path, lanes, people=0 if kind == "first start" else 2, trial=kind == "trial")
    stage(page, size=(1366, 768))
    assert found_at_every_size(page, theme, scheme) == []


def _toasts(window: Shell) -> None:
    for number in range(24):
        window.feedback.toast(f"已受理，回执已送打印机 {number}", "HH05-20261118-012，一式两份", Tone.WARN)
    window.feedback.show_history()


def _people(window: Shell, lanes: Lanes) -> None:
    window.feedback.open(PeopleDialog(window, FakePeople(), lanes.desk, window.feedback))  # type: ignore[arg-type]
    drain(lanes)


def _wrong_colleague(window: Shell, lanes: Lanes) -> None:
    dialog = AddDialog(window, FakePeople(), frozenset(), lanes.desk, window.feedback)  # type: ignore[arg-type]
    window.feedback.open(dialog)
    for field in dialog.fields.values():
        field.say("口令里不能有工号")


def _question(window: Shell) -> None:
    window.feedback.ask(
        f"{LONG}：可能重复登记",
        ["今天已登记过同一事项。" * 3, "这份登记已经存为草稿，随时可以回来接着办。" * 2],
        [Answer("删除草稿(&D)", kind=Kind.DANGER), Answer("仍要新办(&N)"), Answer("离开(&L)", default=True)],
    )


DIALOGS: dict[str, Callable[[Shell, Lanes], object]] = {
    "help": lambda window, lanes: window.commands.show_help(),
    "display": lambda window, lanes: window.commands.show_display(),
    "history": lambda window, lanes: _toasts(window),
    "trouble": lambda window, lanes: window.feedback.trouble("storage.damaged", {}),
    "bug": lambda window, lanes: window.feedback.bug("B-20261118-7F3A"),
    "question": lambda window, lanes: _question(window),
    "people": _people,
    "new colleague, all wrong": _wrong_colleague,
}


@each_scheme
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_every_window(
    stage: Stage, theme: Theme, lanes: Lanes, name: str, scheme: Scheme
) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    wrong = []
    for size, factor in SIZES:
        theme.choose(scheme, factor)
        window.resize(*size)
        settle(2)
        DIALOGS[name](window, lanes)
        settle()
        dialog = window.feedback.open_dialog
        assert dialog is not None
        at = f"{size} at {factor}"
        wrong += [f"{at}: {one}" for one in faults(dialog)]
        if dialog.width() > size[0] or dialog.height() > size[1]:
            wrong.append(f"{at}: larger than its window, {dialog.width()}×{dialog.height()}")
        wrong += [f"{at}: filled {one}" for one in filled(dialog)[1:]]
        window.feedback.close_all()
        buried()
    assert wrong == []


@pytest.mark.parametrize("name", DIALOGS)
def test_an_open_dialog_follows_size_and_colours(stage: Stage, theme: Theme, lanes: Lanes, name: str) -> None:
    window = whole_window(lanes)
    stage(window, size=(1920, 1080))
    DIALOGS[name](window, lanes)
    settle()
    dialog = window.feedback.open_dialog
    assert dialog is not None
    for factor, scheme in ((1.75, Scheme.HIGH_CONTRAST), (1.25, Scheme.DARK), (1.0, Scheme.LIGHT)):
        theme.choose(scheme, factor)
        settle()
        assert faults(dialog) == [], factor
        assert dialog.height() <= 1080


@each_page
def test_an_area_has_one_filled_button_at_most(stage: Stage, lanes: Lanes, key: PageKey) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    page = show_page(window, key, lanes)
    areas = (page, window.navigation, window.status_bar, window.frame.top_bar if window.frame else page)
    assert all(len(filled(area)) <= 1 for area in areas)


@pytest.mark.parametrize("size", [(1366, 696), (1280, 680)])
@pytest.mark.parametrize("factor", [1.0, 1.25])
def test_toasts_and_the_banner_lie_inside_the_window(
    stage: Stage, theme: Theme, lanes: Lanes, size: tuple[int, int], factor: float
) -> None:
    theme.choose(factor=factor)
    window = whole_window(lanes)
    stage(window, size=size)
    show_page(window, PageKey.SYNC, lanes)
    for _ in range(3):
        window.feedback.toast(LONG, "办件照常办理，全部保存在本机。" * 3, Tone.BAD)
    settle()
    boxes = [toast.geometry() for toast in window.feedback.toasts.toasts]
    assert all(window.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    assert window.frame is not None
    window.frame.show_banner(Tone.WARN, LONG, "没有办成。" * 30)
    settle()
    assert cut_words(window.frame.banner) == []
    assert faults(window) == []


# The inspector itself: it must see what it is there for.


def a_window(stage: Stage, *widgets: QWidget, size: tuple[int, int] = (300, 200)) -> QWidget:
    return stage(Column(*widgets, margins=(8, 8, 8, 8)), size=size)


def test_the_inspector_sees_a_label_without_room(stage: Stage) -> None:
    label = Label(LONG)
    label.setFixedWidth(90)
    assert cut_words(a_window(stage, label)) == [f"Label {LONG}"]


def test_the_inspector_sees_a_button_without_room(stage: Stage) -> None:
    button = Button("不予受理并打印(&B)", "ban")
    button.setFixedWidth(120)
    assert cut_words(a_window(stage, button)) == ["Button 不予受理并打印(&B)"]
    button.setFixedWidth(300)
    settle()
    assert cut_words(button.window()) == []


def test_the_inspector_sees_what_is_too_small_and_what_has_no_name(stage: Stage) -> None:
    small, nobody = IconButton("x", "关闭"), LineEdit()
    small.setFixedSize(20, 32)
    window = a_window(stage, small, nobody)
    assert too_small(window) == ["IconButton 关闭"]
    assert nameless(window) == ["LineEdit —"]
    nobody.setAccessibleName("名称")
    assert nameless(window) == []


def test_the_inspector_sees_what_reaches_over_an_edge_or_a_neighbour(stage: Stage) -> None:
    one, other = Label("甲"), Label("乙")
    window = a_window(stage, one, other)
    other.move(one.pos())
    assert overlapping(window) == ["Label 甲 and Label 乙"]
    other.move(290, 10)
    assert len(strayed(window)) == 1


def test_the_inspector_sees_a_list_wider_than_its_place(stage: Stage) -> None:
    wide = Label(LONG)
    wide.setMinimumWidth(900)
    window = a_window(stage, Scroller(Column(wide), "表"))
    assert [one.partition(":")[0] for one in faults(window)] == ["sideways"]


def test_the_inspector_counts_filled_buttons(stage: Stage) -> None:
    window = a_window(
        stage, Button("受理", kind=Kind.PRIMARY), Button("告知", kind=Kind.PRIMARY, size=COMPACT)
    )
    assert filled(window) == ["Button 受理", "Button 告知"]


def test_a_crowded_day_is_as_crowded_as_it_should_be() -> None:
    desk, sync = crowded()
    assert len(desk.shown.todo) == 6
    assert {one.status for one in sync.shown.rows} == {"needs_you", "failed", "waiting"}
    assert CORRECTING not in desk.shown.todo
