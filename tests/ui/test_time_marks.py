"""时间待核 where a clerk looks: the question once a boot, the mark in list, case and course."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.events import ClockTrust
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.pages.cases.detail import DetailCard
from outlet_app.ui.pages.cases.entries import entry_of
from outlet_app.ui.pages.cases.listing import CaseColumns
from outlet_app.ui.parts.time_question import TimeQuestion
from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as Heading
from outlet_app.wording.states import Words
from tests.support.counter_fakes_desk import NOW, TODAY, Counter, Watch, counter, course_of, press, reference
from tests.ui.conftest import Stage

UNSURE = "时间待核"


class Check:
    """A check in memory."""

    def __init__(self) -> None:
        self.due, self.noted, self.trouble = True, list[bool](), None

    def is_due(self) -> bool:
        if self.trouble:
            raise self.trouble
        return self.due and not self.noted

    def note(self, right: bool) -> None:
        if self.trouble:
            raise self.trouble
        self.noted.append(right)


class Asking:
    """The question over a window of its own."""

    def __init__(self, stage: Stage) -> None:
        self.window = Column(Button("受理"))
        self.watch, self.check, self.covered = Watch(), Check(), False
        self.here: Counter = counter(self.window, watch=self.watch)
        stage(self.window)
        self.question = TimeQuestion(
            self.here.office, self.here.lanes.desk, self.here.feedback, lambda: self.covered, self.window
        )

    def begin(self) -> None:
        """Somebody signs in."""
        self.question.start(self.check)
        self.here.drain()
        QApplication.processEvents()

    def minute(self) -> None:
        """Time goes on."""
        self.watch.turn(minutes=1)
        self.here.office.look_at_clock()
        self.here.drain()
        QApplication.processEvents()

    @property
    def is_open(self) -> bool:
        return self.here.feedback.open_dialog is not None

    def said(self) -> list[str]:
        return [one.text() for one in self.here.dialog.body.findChildren(Paragraph)]

    def answer(self, key: Qt.Key) -> None:
        """Alt and a letter on the dialog."""
        dialog = self.here.dialog
        press(dialog.default, key, Qt.KeyboardModifier.AltModifier)
        self.here.drain()
        QApplication.processEvents()


@pytest.fixture
def asking(stage: Stage) -> Asking:
    return Asking(stage)


def test_the_date_is_shown_and_asked_about(asking: Asking) -> None:
    asking.begin()
    assert asking.here.dialog.windowTitle() == "请核对本机日期和时间"
    assert asking.said() == [
        "本机显示 2026年11月18日 星期三 10:42。",
        "它早于最近的办件，或者跳动过，可能不准。",
        "办件照常保存和打印，注明时间待核；连上市级服务器后自动校准。",
    ]
    assert asking.here.dialog.default.text() == "核对无误(&Y)"
    asking.answer(Qt.Key.Key_Y)
    assert asking.check.noted == [True]
    assert asking.here.feedback.toasts.history == []


def test_a_wrong_date_is_noted_and_the_next_step_told(asking: Asking) -> None:
    asking.begin()
    asking.answer(Qt.Key.Key_N)
    assert asking.check.noted == [False]
    (told,) = asking.here.feedback.toasts.history
    assert (told.title, told.text) == ("请先调准系统的日期和时间", "调准以前照常办理，办件注明时间待核")


def test_a_sound_date_is_not_asked_about(asking: Asking) -> None:
    asking.check.due = False
    asking.begin()
    asking.minute()
    assert not asking.is_open


def test_a_clock_turned_back_at_work_is_asked_about_within_a_minute(asking: Asking) -> None:
    asking.check.due = False
    asking.begin()
    asking.check.due = True
    asking.watch.at -= timedelta(hours=5)
    asking.minute()
    assert asking.said()[0] == "本机显示 2026年11月18日 星期三 05:43。"


def test_esc_puts_it_off_to_the_next_sign_in(asking: Asking) -> None:
    asking.begin()
    asking.here.dialog.reject()
    asking.minute()
    assert not asking.is_open
    assert asking.check.noted == []
    asking.begin()
    assert asking.is_open


def test_answered_it_does_not_come_again(asking: Asking) -> None:
    asking.begin()
    asking.answer(Qt.Key.Key_Y)
    asking.begin()
    asking.minute()
    assert not asking.is_open


def test_nothing_is_asked_behind_a_lock_but_afterwards(asking: Asking) -> None:
    asking.covered = True
    asking.begin()
    assert not asking.is_open
    asking.covered = False
    asking.minute()
    assert asking.is_open


def test_a_lock_that_comes_before_the_answer_waits(asking: Asking) -> None:
    asking.question.start(asking.check)
    asking.covered = True
    asking.here.drain()
    assert not asking.is_open


def test_who_signed_out_meanwhile_is_not_asked(asking: Asking) -> None:
    asking.question.start(asking.check)
    asking.question.stop()
    asking.here.drain()
    asking.minute()
    assert not asking.is_open


def test_a_store_in_trouble_is_asked_again_with_the_next_minute(asking: Asking) -> None:
    asking.check.trouble = Trouble("storage.locked")
    asking.begin()
    assert not asking.is_open
    asking.check.trouble = None
    asking.minute()
    assert asking.is_open
    asking.check.trouble = Trouble("storage.locked")
    asking.answer(Qt.Key.Key_Y)
    assert not asking.is_open


def doubtful(step: int, **changes: object) -> CaseDetail:
    """A case one of whose steps a doubtful clock wrote."""
    detail = course_of(TODAY)
    timeline = list(detail.timeline)
    told = timeline[step]
    timeline[step] = replace(told, event=replace(told.event, trust=ClockTrust.SUSPECT), **changes)
    case = replace(detail.case, time_unsure=True)
    return replace(detail, case=case, timeline=tuple(timeline))


def test_the_step_says_it_before_what_the_city_says() -> None:
    entries = [entry_of(one, NOW) for one in doubtful(1).timeline]
    assert (entries[1].note, entries[1].note_tone) == ("时间待核，等待发送", "warn")
    assert [UNSURE in one.note for one in entries] == [False, True, False, False, False, False]
    plain = entry_of(doubtful(3).timeline[3], NOW)
    assert (plain.note, plain.note_tone) == (UNSURE, "warn")
    assert UNSURE in plain.spoken()


def test_a_step_without_effect_says_both() -> None:
    one = entry_of(doubtful(3, counts=False).timeline[3], NOW)
    assert (one.note, one.faded) == ("时间待核，没有生效", True)


def test_the_case_wears_a_chip_only_while_it_is_shown(stage: Stage) -> None:
    card = DetailCard(reference())
    stage(card, size=(700, 500))
    card.show_detail(doubtful(0), NOW)
    assert card.unsure.isVisible()
    assert (card.unsure.status.text, card.unsure.status.tone) == (UNSURE, "warn")
    assert "不影响办理" in card.unsure.toolTip()
    card.show_detail(course_of(TODAY), NOW)
    assert not card.unsure.isVisible()


def columns() -> CaseColumns:
    return CaseColumns(lambda _row: SimpleNamespace(), lambda _row: "", lambda _row: Words("", ""))  # type: ignore[arg-type]


def test_the_list_marks_the_row_and_says_it_aloud() -> None:
    case = columns().all()[1]
    marked = case.cell(replace(TODAY, time_unsure=True))
    assert (marked.sub, marked.mark) == (TODAY.case_no, UNSURE)
    assert marked.spoken() == f"{TODAY.applicant} {TODAY.case_no} 时间待核"
    assert case.cell(TODAY).mark == ""


def ink(table: QWidget, color: str) -> list[int]:
    """The x of the pixels of a token colour."""
    image, wanted = table.grab().toImage(), QColor(look().color(color)).rgb()
    return [x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == wanted]


@pytest.mark.parametrize("wide", [420, 230, 150])
def test_the_mark_is_painted_whole_however_narrow_the_column(stage: Stage, theme: Theme, wide: int) -> None:
    cell = Cell("巴彦淖尔市河套禾源食品有限公司", "HH05-20261112-010002-T", mark=UNSURE)
    table = Table([Heading("case", "申请人", lambda one: one)], "办件", row_height=54)
    stage(table, size=(wide, 120))
    table.show_rows([cell])
    found = ink(table.viewport(), "warn")
    assert found
    whole = max(found) - min(found)
    assert 34 <= whole <= 54, "four characters of 13 pixels"
    assert max(found) <= table.viewport().width() - 12
    table.show_rows([replace(cell, mark="")])
    assert ink(table.viewport(), "warn") == []


def test_a_lane_that_is_closed_asks_nothing(stage: Stage, lanes: Lanes, asking: Asking) -> None:
    asking.here.lanes.close()
    asking.begin()
    assert not asking.is_open
