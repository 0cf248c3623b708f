"""工作台 asks for the reminders of 容缺, their text one key away, over a real counter."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, PromiseTerm
from outlet_app.domain.materials import MaterialState
from outlet_app.ui.pages.home.page import HomePage
from tests.support.at_the_counter import DEFERRED, accepted, held, kinds
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, room, settle
from tests.support.entries import subsidy

ALT = Qt.KeyboardModifier.AltModifier
WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Home:
    """工作台 of the bench's clerk, so many days after the promise."""

    def __init__(self, stage: Callable[..., QWidget], bench: Bench, days: int) -> None:
        bench.clock.forward(days=days)
        self.bench, self.counter = bench, bench.counter()
        self.page, self.here = room(stage, self._make, watch=bench.clock)  # type: ignore[arg-type]
        settle()
        self.drain()

    def _make(self, here: Counter) -> HomePage:
        counter = self.counter
        return HomePage(
            counter.desk, counter.papers, counter.reference, here.office, here.lanes, here.feedback
        )

    def drain(self) -> None:
        self.here.drain()
        QApplication.processEvents()

    def choose(self, case_no: str) -> None:
        """The row of a case, by the arrows."""
        table = self.page.todo.table
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Home)
        for _step in range(table.table_model.rowCount()):
            row = table.current_row()
            if row is not None and row.case_no == case_no:
                return
            QTest.keyClick(table, Qt.Key.Key_Down)
        raise AssertionError(f"no row of {case_no}")

    def copy(self) -> None:
        """Alt+T."""
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, ALT)
        self.drain()

    @property
    def strip(self) -> str:
        """What the strip under the list says; empty where it is away."""
        strip = self.page.todo.reminder
        return strip.said.full_text() if strip.isVisible() else ""


@pytest.fixture
def promised(bench: Bench) -> str:
    """One paper by Wednesday, one by Friday."""
    entry = subsidy(bench.reference, A1=DEFERRED, A2=DEFERRED)
    lines = (PromiseTerm("8.2-A1", WEDNESDAY), PromiseTerm("8.2-A2", FRIDAY))
    detail = DeficientDetail(FRIDAY, volunteered=True, lines=lines)
    return bench.counter().intake.decide(entry, Decision.DEFICIENT, detail).case.case_no


Stage = Callable[..., QWidget]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, ""),
        (2, ""),
        (3, "到期前 2 个工作日提醒：信用承诺书，11-25 周三 到期"),
        (4, "到期前 1 个工作日提醒：信用承诺书，11-25 周三 到期"),
        (5, "到期日提醒：信用承诺书，11-25 周三 到期"),
        (6, "逾期提醒：信用承诺书，11-25 周三 到期"),
    ],
)
def test_the_reminder_of_the_day_stands_under_its_row(
    stage: Stage, bench: Bench, promised: str, days: int, said: str
) -> None:
    home = Home(stage, bench, days)
    home.choose(promised)
    assert home.strip == said


def test_one_key_copies_the_text_and_keeps_it_in_the_case(stage: Stage, bench: Bench, promised: str) -> None:
    home = Home(stage, bench, 4)
    home.choose(promised)
    home.copy()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("【知识产权公共服务窗口】河套禾源食品有限公司：")
    assert promised in text
    assert "“信用承诺书”应于2026年11月25日前补齐" in text
    said = home.here.feedback.toasts.history[-1]
    assert (said.title, said.text) == ("短信内容已复制，提醒已记录", promised)
    case_id = home.page.todo.table.current_row().case_id  # type: ignore[union-attr]
    assert kinds(bench, case_id)[-1] == "supplement_reminded"


def test_once_given_it_is_asked_for_again_at_the_next_step_only(
    stage: Stage, bench: Bench, promised: str
) -> None:
    home = Home(stage, bench, 4)
    home.choose(promised)
    home.copy()
    assert home.strip == ""
    assert home.page.todo.table.current_row() is not None
    bench.clock.forward(days=1)
    home.page.refresh()
    home.drain()
    assert home.strip.startswith("到期日提醒")


def test_after_a_part_came_the_next_day_counts(stage: Stage, bench: Bench, promised: str) -> None:
    counter = bench.counter()
    row = counter.desk.view().todo[0]
    counter.promises.supplement(row.case_id, {"8.2-A1": MaterialState.COMPLETE})
    home = Home(stage, bench, 6)
    home.choose(promised)
    assert home.strip == "到期前 1 个工作日提醒：银行账户证明，11-27 周五 到期"


def test_the_strip_belongs_to_the_chosen_row(stage: Stage, bench: Bench, promised: str) -> None:
    other = accepted(bench).case.case_no
    home = Home(stage, bench, 4)
    home.choose(promised)
    assert home.strip
    home.choose(other)
    assert home.strip == ""
    home.choose(promised)
    assert home.strip


def test_a_locked_store_says_so_and_asks_again(stage: Stage, bench: Bench, promised: str) -> None:
    home = Home(stage, bench, 4)
    home.choose(promised)
    with held(bench.database):
        home.copy()
    assert home.here.feedback.open_dialog is not None
    assert home.here.feedback.open_dialog.windowTitle() == "本机数据正被其他程序占用"
    home.here.feedback.open_dialog.reject()
    home.page.refresh()
    home.drain()
    assert home.strip


def test_reminders_come_with_the_most_pressing_first(bench: Bench, promised: str) -> None:
    entry = subsidy(bench.reference, A1=DEFERRED)
    near = DeficientDetail(date(2026, 11, 24), volunteered=True)
    first = bench.counter().intake.decide(entry, Decision.DEFICIENT, near).case.case_no
    bench.clock.forward(days=4)
    assert [one.case.case_no for one in bench.counter().desk.view().reminders] == [first, promised]
