"""督办 on 工作台 and 超期说明 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Situation
from outlet_app.domain.oversight import Concern
from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.ui.pages.cases.asks import SentenceDialog
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.home.state import Pile
from outlet_app.ui.parts.overdue_print import OverduePrint
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.wording import oversight as words
from tests.services.test_overseen import TO_HEAD
from tests.services.test_transfers import asked
from tests.support.at_the_counter import accepted
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import Counter, press, room, settle, texts

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def workbench(stage: Callable[..., QWidget], bench: Bench, person: Person) -> HomePage:
    services = bench.counter(person)
    page, here = room(
        stage,
        lambda here: HomePage(
            services.desk, services.papers, services.reference, here.office, here.lanes, here.feedback
        ),
        person,
        watch=bench.clock,  # type: ignore[arg-type]
    )
    settle()
    here.drain()
    return page


def reported(bench: Bench) -> str:
    entry = asked(bench, situation=Situation.URGENT)
    return bench.counter().intake.decide(entry, Decision.TRANSFER, TO_HEAD).case.case_no


def test_the_head_finds_what_asks_for_him_behind_a_tab_of_his_own(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    late = accepted(bench).case.case_no
    bench.clock.forward(days=6)
    urgent = reported(bench)
    page = workbench(stage, bench, SUPERVISOR_PERSON)
    page.todo.tabs.setFocus()
    press(page.todo.tabs, Key.Key_7)
    assert page.state.pile is Pile.OVERSEE
    assert texts(page.todo.table, 1) == [urgent, late]
    assert texts(page.todo.table, 4) == ["紧急上报", "已超期等 2 项"]


def test_a_clerk_has_no_such_tab(stage: Callable[..., QWidget], bench: Bench) -> None:
    reported(bench)
    page = workbench(stage, bench, CLERK_PERSON)
    assert not page.todo.tabs.tabs[6].isVisible()
    page.todo.tabs.setFocus()
    press(page.todo.tabs, Key.Key_7)
    assert page.state.pile is Pile.ALL


def test_with_nothing_to_oversee_the_list_says_so(stage: Callable[..., QWidget], bench: Bench) -> None:
    page = workbench(stage, bench, SUPERVISOR_PERSON)
    page.todo.tabs.setFocus()
    press(page.todo.tabs, Key.Key_7)
    assert page.todo.pane.empty.accessibleName().startswith("没有要督办的办件")


def test_a_late_case_asks_for_its_reason_before_it_ends(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    desk = CaseDesk(stage, bench)
    dialog = desk.ask("close")
    assert isinstance(dialog, SheetDialog)
    desk.press(Key.Key_G, modifier=ALT)
    assert dialog.fields["reason"].message == "请选择超期原因"
    assert dialog.fields["measures"].message == "请填写采取的措施"
    desk.write("疑难")
    desk.press(Key.Key_Return, Key.Key_Tab)
    desk.write("今天出具报告")
    desk.press(Key.Key_G, modifier=ALT)
    desk.drain()
    assert desk.said == ["已记入超期说明"]
    assert desk.told[0] == "超期说明"
    assert isinstance(desk.ask("close"), SentenceDialog)
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.case.state is State.CLOSED


def test_in_time_nothing_is_asked(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    assert isinstance(CaseDesk(stage, bench).ask("close"), SentenceDialog)


def test_every_concern_has_its_words_and_several_are_counted() -> None:
    assert set(words.CONCERNS) == set(Concern)
    assert words.told(()) == ""
    assert words.told((Concern.NO_FEEDBACK,)) == "24 小时未反馈"
    assert words.told((Concern.NO_FEEDBACK, Concern.UNANSWERED, Concern.UNEXPLAINED)) == (
        "24 小时未反馈等 3 项"
    )


def test_the_list_is_asked_for_from_the_tab_by_its_letter(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    page = workbench(stage, bench, SUPERVISOR_PERSON)
    wanted: list[bool] = []
    page.overdue_list_wanted.connect(lambda: wanted.append(True))
    assert not page.todo.print_list.isVisible()
    page.todo.tabs.setFocus()
    press(page.todo.tabs, Key.Key_7)
    assert page.todo.print_list.isVisible()
    press(page.todo.tabs, Key.Key_O, ALT)
    assert wanted == [True]


def test_the_list_is_made_once_and_printed_after_it(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    services = bench.counter(SUPERVISOR_PERSON)
    made: list[OverduePrint] = []

    def make(here: Counter) -> HomePage:
        page = HomePage(
            services.desk, services.papers, services.reference, here.office, here.lanes, here.feedback
        )
        made.append(OverduePrint(services, here.lanes, here.feedback, page))
        return page

    _, here = room(stage, make, SUPERVISOR_PERSON, watch=bench.clock)  # type: ignore[arg-type]
    made[0].print_now()
    made[0].print_now()
    here.drain()
    assert [job.title for job in bench.spooler.jobs] == ["HH0101 超〔2026〕0001 号"]
    assert [one.title for one in here.feedback.toasts.history] == ["超期清单已送打印机"]


def test_an_empty_list_is_refused_in_three_clauses(stage: Callable[..., QWidget], bench: Bench) -> None:
    services = bench.counter(SUPERVISOR_PERSON)
    heard: list[str] = []

    def make(here: Counter) -> HomePage:
        here.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
        page = HomePage(
            services.desk, services.papers, services.reference, here.office, here.lanes, here.feedback
        )
        OverduePrint(services, here.lanes, here.feedback, page).print_now()
        return page

    _, here = room(stage, make, SUPERVISOR_PERSON, watch=bench.clock)  # type: ignore[arg-type]
    here.drain()
    assert heard == ["现在没有超期的办件"]
    assert bench.spooler.jobs == []
