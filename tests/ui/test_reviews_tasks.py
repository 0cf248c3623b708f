"""差评整改 on 服务评价, by keys over a real counter: every step, every refusal, and who sees nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from outlet_app.domain.facts.rectification import Finding, Ground
from outlet_app.domain.people import Person
from outlet_app.domain.rectification.task import TaskState
from outlet_app.system.spooler import SpoolerTrouble
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.reviews.page import ReviewsPage
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording import rectification as words
from outlet_app.wording.refusals import REFUSALS
from outlet_app.wording.review_words import LEVELS, TAGS
from outlet_app.wording.shell import headline
from tests.support import tasks as t
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, press, room, settle, texts, write
from tests.support.inspection import faults
from tests.support.task_bench import COLLEAGUE, arrive, city_tells, kinds_of
from tests.support.whole_window import SIZES, drain, show_page, whole_window
from tests.ui.conftest import Stage


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Seat:
    """The page of one person over the bench."""

    def __init__(
        self, stage: Callable[..., QWidget], bench: Bench, person: Person = SUPERVISOR_PERSON
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        self.page, self.here = room(stage, self._make, person, watch=bench.clock)  # type: ignore[arg-type]
        self.refused: list[str] = []
        self.here.feedback.banner_wanted.connect(lambda _tone, title, _text: self.refused.append(title))
        self.settle()

    def _make(self, here: Counter) -> ReviewsPage:
        counter = self.counter
        return ReviewsPage(
            counter.review_desk,
            counter.rectifying,
            counter.papers,
            self.bench.reference,
            here.office,
            here.lanes,
            here.feedback,  # type: ignore[arg-type]
        )

    def settle(self) -> None:
        settle()
        self.here.drain()
        settle()

    def tasks(self) -> "Seat":
        """Over to 差评整改."""
        self.page.views.setFocus()
        press(self.page.views, Qt.Key.Key_Right)
        self.settle()
        return self

    def step(self, code: str) -> SheetDialog:
        """Press a step's button by Space; the question it opens."""
        button = self.page.tasks.card.buttons[code]
        assert button.isVisible()
        button.setFocus()
        press(button, Qt.Key.Key_Space)
        self.settle()
        dialog = self.here.feedback.open_dialog
        assert isinstance(dialog, SheetDialog)
        return dialog

    def go(self, dialog: SheetDialog) -> None:
        """The dialog's own button."""
        assert dialog.default is not None
        dialog.default.click()
        self.settle()

    def keys(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            if isinstance(key, str):
                write(key)
            else:
                press(focus, key)
        self.settle()

    @property
    def offered(self) -> list[str]:
        """The steps with a button."""
        return [code for code, one in self.page.tasks.card.buttons.items() if one.isVisible()]

    @property
    def said(self) -> dict[str, str]:
        """What stands on the card, by name."""
        return {name: one.text.text() for name, one in self.page.tasks.card.told.items() if one.isVisible()}

    @property
    def words(self) -> str:
        """Everything on the page that can be read or heard."""
        parts = [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]
        return " ".join(
            [*parts, *(one.accessibleName() for one in self.page.findChildren(QWidget) if one.isVisible())]
        )

    @property
    def toasts(self) -> list[tuple[str, str]]:
        return [(one.title, one.text) for one in self.here.feedback.toasts.history]


def state(bench: Bench) -> TaskState:
    return bench.counter(SUPERVISOR_PERSON).rectifying.detail(t.TASK).task.state


@pytest.fixture
def seat(stage: Callable[..., QWidget], bench: Bench) -> Seat:
    arrive(bench)
    return Seat(stage, bench).tasks()


def given(bench: Bench, *steps: str) -> None:
    """Steps taken before the page is opened."""
    arrive(bench)
    head = bench.counter(SUPERVISOR_PERSON).rectifying
    doing: dict[str, Callable[[], None]] = {
        "assign": lambda: head.assign(t.TASK, [t.OTHER]),
        "verify": lambda: head.verify(t.TASK, "调阅叫号记录", "等待 41 分钟，情况属实"),
        "classify": lambda: head.classify(t.TASK, Finding.AT_ONCE),
        "mend": lambda: head.mend(t.TASK, "增设机动窗口", "王海燕", "已增设机动窗口"),
        "call": lambda: city_tells(bench, t.CONTENT),
    }
    for step in steps:
        doing[step]()


# -- The list and the card


def test_the_head_finds_the_review_without_a_name(seat: Seat) -> None:
    table = seat.page.tasks.list.table
    assert texts(table, 1) == [t.NUMBER]
    assert texts(table, 4) == ["待指派"]
    assert table.hasFocus()
    assert seat.said == {
        "被评价人": "苏日娜（0837）",
        "服务事项": "业务咨询",
        "评价月份": "2026年11月",
        "评价等次": "不满意",
        "评价标签": "未在承诺时间内办结；服务态度生硬",
        "评价意见": "等了两个小时",
    }


def test_the_step_that_is_due_is_the_main_button(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign", "verify", "classify")
    seat = Seat(stage, bench).tasks()
    kinds = {code: one.kind for code, one in seat.page.tasks.card.buttons.items() if one.isVisible()}
    assert kinds == {"mend": Kind.PRIMARY, "assign": Kind.PLAIN, "extend": Kind.PLAIN, "appeal": Kind.PLAIN}
    assert seat.page.primary() is seat.page.tasks.card.buttons["mend"]


def test_enter_goes_from_the_list_to_the_main_button(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench).tasks()
    press(seat.page.tasks.list.table, Qt.Key.Key_Return)
    assert seat.page.tasks.card.buttons["verify"].hasFocus()


def test_the_course_is_told_newest_first(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign", "verify")
    seat = Seat(stage, bench).tasks()
    moments = seat.page.tasks.card.course.moments
    assert [one.title for one in moments] == ["核实", "指派", "市级派单"]
    assert moments[0].detail == "高云飞　调阅叫号记录：等待 41 分钟，情况属实"
    assert moments[-1].detail.startswith("市级")


def test_without_any_the_pane_says_so(stage: Callable[..., QWidget], bench: Bench) -> None:
    seat = Seat(stage, bench).tasks()
    assert seat.page.tasks.list.pane.empty.accessibleName() == "没有差评整改 市级派来的差评在这里办理"
    assert seat.page.tasks.detail is None
    assert seat.page.subject() == ""


def test_the_quarter_stands_below_the_heads_list(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign", "verify", "classify", "mend", "call")
    seat = Seat(stage, bench).tasks()
    lines = {name: value for part in seat.page.tasks.list.quarter for name, value in part.lines}
    assert lines["本季度差评"] == "1 条（不予计入 0 条）"
    assert lines["按时整改率"] == "100.0%（1/1）"
    assert lines["回访率"] == "100.0%（1/1）"
    assert lines["再评满意率"] == "100.0%（1/1）"
    assert lines["差评整改率"] == "—"
    assert lines["公布"].endswith("前公布")


# -- The steps, by keys


def test_it_is_given_to_somebody_by_a_tick(seat: Seat, bench: Bench) -> None:
    dialog = seat.step("assign")
    assert [line.label for line in dialog._lines] == ["高云飞　0001", "王海燕　0412"]
    seat.keys(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    seat.go(dialog)
    assert state(bench) is TaskState.ASSIGNED
    assert seat.said["承办人"] == "王海燕"
    assert seat.toasts[-1] == ("已指派", t.NUMBER)


def test_giving_it_to_nobody_is_asked_again(seat: Seat, bench: Bench) -> None:
    dialog = seat.step("assign")
    seat.go(dialog)
    assert dialog.isVisible()
    assert dialog.fields[dialog._lines[0].key].message
    dialog.reject()
    assert kinds_of(bench) == ["task.opened"]


def test_other_people_may_be_chosen_and_the_present_ones_are_ticked(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench).tasks()
    dialog = seat.step("assign")
    assert {line.key: line.ready for line in dialog._lines} == {
        t.OTHER: "yes",
        SUPERVISOR_PERSON.staff_no: "",
    }
    dialog.reject()


def test_from_the_tick_to_the_archive_without_a_mouse(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench).tasks()
    dialog = seat.step("verify")
    seat.keys("调阅叫号记录", Qt.Key.Key_Tab, "情况属实，𬎆")
    seat.go(dialog)
    seat.step("classify")
    seat.keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert seat.said["定性"] == "属实，立行立改"
    dialog = seat.step("mend")
    seat.keys("增设机动窗口", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "已增设机动窗口")
    seat.go(dialog)
    assert (seat.said["整改措施"], seat.said["告诉评价人"]) == ("增设机动窗口", "已增设机动窗口")
    assert seat.said["回访"] == "由市级回访，还没有结果"
    assert seat.page.tasks.card.step.text() == "待回访"
    assert seat.offered == []
    city_tells(bench, t.CONTENT)
    seat.page.refresh()
    seat.settle()
    assert seat.said["回访"] == "对整改满意　表示满意"
    dialog = seat.step("close")
    seat.go(dialog)
    assert state(bench) is TaskState.CLOSED
    assert seat.said["归档编号"] == t.NUMBER
    assert texts(seat.page.tasks.list.table, 0) == ["已办结"]


@pytest.mark.parametrize("finding", [one for one in Finding if one is not Finding.AT_ONCE])
def test_a_finding_wants_its_reason(stage: Callable[..., QWidget], bench: Bench, finding: Finding) -> None:
    given(bench, "assign", "verify")
    seat = Seat(stage, bench).tasks()
    dialog = seat.step("classify")
    dialog.controls["finding"].set_value(finding.value)  # type: ignore[union-attr]
    seat.go(dialog)
    assert dialog.fields["reason"].message == "请填写理由或依据"
    assert QApplication.focusWidget() is dialog.controls["reason"]
    seat.keys("有记录")
    seat.go(dialog)
    assert seat.said["定性"] == f"{words.FINDINGS[finding]}　有记录"
    assert state(bench) is (TaskState.UNDER_REVIEW if finding.asks_city else TaskState.CLASSIFIED)


@pytest.mark.parametrize("ground", list(Ground))
def test_an_appeal_names_its_ground(stage: Callable[..., QWidget], bench: Bench, ground: Ground) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench).tasks()
    dialog = seat.step("appeal")
    dialog.controls["ground"].set_value(ground.value)  # type: ignore[union-attr]
    dialog.controls["reason"].setFocus()
    seat.keys("有记录")
    seat.go(dialog)
    assert state(bench) is TaskState.UNDER_REVIEW
    assert seat.page.tasks.card.course.moments[0].detail == f"高云飞　{words.GROUNDS[ground]}　有记录"
    assert seat.offered == []


def test_an_extension_to_a_day_too_late_is_refused_in_words(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench).tasks()
    dialog = seat.step("extend")
    seat.keys("2026-12-31", Qt.Key.Key_Tab, "要添设备")
    seat.go(dialog)
    assert seat.refused == [headline(REFUSALS["task.too_long"].happened)]
    assert "extend" in seat.offered
    dialog = seat.step("extend")
    seat.keys("2026-12-04", Qt.Key.Key_Tab, "要添设备")
    seat.go(dialog)
    assert "extend" not in seat.offered
    assert seat.toasts[-1][0] == "已延期"


def test_a_decision_of_the_city_closes_the_way_back_to_it(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    given(bench, "assign", "verify")
    bench.counter(SUPERVISOR_PERSON).rectifying.classify(t.TASK, Finding.MISTAKEN, "评价人来电")
    city_tells(bench, t.UPHELD)
    seat = Seat(stage, bench).tasks()
    assert seat.said["复核"] == "维持评价　理由不足"
    dialog = seat.step("classify")
    (line, _) = dialog._lines
    assert set(line.choices) == {"at_once", "by_date", "no_basis"}
    dialog.reject()


def test_an_excluded_review_says_so_and_offers_nothing(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign", "verify")
    bench.counter(SUPERVISOR_PERSON).rectifying.classify(t.TASK, Finding.MISTAKEN, "评价人来电")
    city_tells(bench, t.EXCLUDED)
    seat = Seat(stage, bench).tasks()
    assert texts(seat.page.tasks.list.table, 4) == ["不予计入"]
    assert seat.said["复核"] == "不计入评价结果　确认误评"
    assert seat.offered == []


def test_what_somebody_else_did_meanwhile_is_refused_and_shown(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench).tasks()
    dialog = seat.step("verify")
    seat.keys("询问", Qt.Key.Key_Tab, "属实")
    city_tells(bench, t.ROUTED)
    seat.go(dialog)
    assert seat.refused == [headline(REFUSALS["task.not_seen"].happened)]
    assert texts(seat.page.tasks.list.table, 1) == []


def test_alone_in_the_outlet_there_is_nobody_to_give_it_to(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    arrive(bench)
    seat = Seat(stage, bench).tasks()
    detail = seat.page.tasks.detail
    assert detail is not None
    seat.page.tasks.detail = replace(detail, colleagues=())
    seat.page.tasks.card.buttons["assign"].click()
    seat.settle()
    assert seat.refused == [headline(REFUSALS["task.nobody"].happened)]


# -- The paper


def test_the_paper_is_kept_and_printed_once(seat: Seat, bench: Bench) -> None:
    seat.page.tasks.card.print.click()
    seat.settle()
    (printed,) = bench.spooler.jobs
    assert printed.copies == 1
    assert seat.page.tasks.card.copies.text().startswith("已打印 1 次，编号 ")
    assert seat.toasts[-1][0] == "反馈单已送打印机"
    seat.page.print_current()
    seat.settle()
    assert seat.page.tasks.card.copies.text().startswith("已打印 2 次，编号 ")


def test_a_printer_that_is_off_is_told_and_the_paper_is_kept(
    seat: Seat, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def off(*_told: object) -> None:
        raise SpoolerTrouble("printer.no_answer")

    monkeypatch.setattr(bench.spooler, "spool", off)
    seat.page.tasks.card.print.click()
    seat.settle()
    assert seat.here.feedback.open_dialog is not None
    assert len(bench.counter(SUPERVISOR_PERSON).rectifying.detail(t.TASK).papers) == 1


# -- Who sees what


def test_a_handler_sees_the_own_task_and_no_figures(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench, COLLEAGUE).tasks()
    assert texts(seat.page.tasks.list.table, 1) == [t.NUMBER]
    assert seat.offered == ["verify"]
    assert not seat.page.tasks.list._foot.isVisible()


@pytest.mark.parametrize("person", [CLERK_PERSON, COLLEAGUE])
def test_whoever_has_nothing_to_do_with_it_does_not_learn_that_there_is_one(
    stage: Callable[..., QWidget], bench: Bench, person: Person
) -> None:
    arrive(bench)
    seat = Seat(stage, bench, person)
    assert not seat.page.views.isVisible()
    assert not any(
        word in seat.words for word in ("差评", "整改", t.NUMBER, *LEVELS.values(), *TAGS.values())
    )


def test_the_rated_clerks_page_is_the_same_with_and_without_a_task(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    before = Seat(stage, bench, CLERK_PERSON).words
    given(bench, "assign", "verify")
    assert Seat(stage, bench, CLERK_PERSON).words == before


def test_a_task_that_goes_away_takes_its_view_along(stage: Callable[..., QWidget], bench: Bench) -> None:
    given(bench, "assign")
    seat = Seat(stage, bench, COLLEAGUE).tasks()
    city_tells(bench, t.ROUTED)
    seat.page.refresh()
    seat.settle()
    assert not seat.page.views.isVisible()
    assert seat.page.services.isVisible()


# -- Windows


def test_in_a_compact_window_one_half_is_shown_at_a_time(seat: Seat) -> None:
    seat.page.set_layout(Layout.COMPACT)
    tasks = seat.page.tasks
    assert (tasks.list.isVisible(), tasks.card.isVisible()) == (True, False)
    press(tasks.list.table, Qt.Key.Key_Return)
    assert (tasks.list.isVisible(), tasks.card.isVisible()) == (False, True)
    assert seat.page.go_back()
    assert (tasks.list.isVisible(), tasks.card.isVisible()) == (True, False)
    assert tasks.list.table.hasFocus()
    assert not seat.page.go_back()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize("opened", [False, True], ids=["list", "task"])
def test_the_view_fits_every_window(
    stage: Stage, theme: Theme, lanes: Lanes, scheme: Scheme, opened: bool
) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    page = show_page(window, PageKey.REVIEWS, lanes)
    assert isinstance(page, ReviewsPage)
    page._show_view(1)
    drain(lanes)
    wrong: list[str] = []
    for size, factor in SIZES:
        theme.choose(scheme, factor)
        window.resize(*size)
        settle()
        page.tasks._show_half(detail=opened)
        settle()
        wrong += [f"{size} at {factor}: {one}" for one in faults(window)]
    assert wrong == []


def test_f6_walks_list_and_task(seat: Seat) -> None:
    assert seat.page.panes() == (seat.page.tasks.list, seat.page.tasks.card)
