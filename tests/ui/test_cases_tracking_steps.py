"""Stages, plans, visits and summaries on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.cases.tracking_steps import following
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.at_the_counter import accepted
from tests.support.bench import CLERK_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, room, settle, write
from tests.support.entries import tracked


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class At:
    """办件查询 with one case chosen."""

    def __init__(self, stage: Callable[..., QWidget], bench: Bench, case_id: str) -> None:
        self.counter, self.case_id = bench.counter(CLERK_PERSON), case_id
        self.page, self.here = room(stage, self._make, CLERK_PERSON, watch=bench.clock)  # type: ignore[arg-type]
        settle()
        self.here.drain()

    def _make(self, here: Counter) -> CasesPage:
        return CasesPage(self.counter, here.office, here.lanes, here.feedback)

    def ask(self, action: str) -> SheetDialog:
        """Open a step's question."""
        assert self.page.state.detail is not None
        self.page.steps.ask(action, self.page.state.detail)
        dialog = self.here.dialog
        assert isinstance(dialog, SheetDialog)
        return dialog

    def key(self, key: Qt.Key) -> None:
        """A key on whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget(), key)

    def done(self) -> Case:
        """The case once the lanes have worked."""
        self.here.drain()
        return self.counter.cases.detail(self.case_id).case

    @property
    def told(self) -> list[str]:
        """The titles of the course as shown, newest first."""
        return [entry.title for entry in self.page.detail.course.entries]

    @property
    def said(self) -> list[str]:
        """What was said in passing."""
        return [notice.title for notice in self.here.feedback.toasts.history]


@pytest.fixture
def tracking(stage: Callable[..., QWidget], bench: Bench) -> At:
    case = bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case
    return At(stage, bench, case.case_id)


@pytest.fixture
def report(stage: Callable[..., QWidget], bench: Bench) -> At:
    return At(stage, bench, accepted(bench).case.case_id)


def test_a_tracked_matter_offers_its_steps(tracking: At) -> None:
    assert tracking.page.state.detail is not None
    assert {"stage", "plan", "visit"} <= tracking.page.state.detail.actions


def test_the_next_stage_stands_ready_and_two_keys_record_it(report: At) -> None:
    dialog = report.ask("stage")
    assert dialog.controls["stage"].text() == "受理"  # type: ignore[union-attr]
    report.key(Qt.Key.Key_Down)
    report.key(Qt.Key.Key_Return)
    case = report.done()
    assert case.stage == "检索中"
    assert report.said == ["已记入办理进展"]
    assert report.told[0] == "办理进展"


def test_a_stage_of_a_matter_with_a_limit_asks_for_no_visit(report: At) -> None:
    assert set(report.ask("stage").controls) == {"stage", "note"}


def test_a_stage_of_a_tracked_matter_asks_for_the_next_visit(tracking: At) -> None:
    dialog = tracking.ask("stage")
    assert dialog.controls["next"].text() == "2026-12-21"  # type: ignore[union-attr]


def test_a_plan_is_written_down(tracking: At) -> None:
    tracking.ask("plan")
    write("新增高价值专利五件")
    tracking.key(Qt.Key.Key_Tab)
    write("每月一次布局指导")
    tracking.key(Qt.Key.Key_Tab)
    tracking.key(Qt.Key.Key_Return)
    case = tracking.done()
    assert case.plan is not None
    assert (case.plan.goal, case.plan.next_follow_up) == ("新增高价值专利五件", date(2026, 12, 21))


def test_a_plan_begins_from_the_one_before(tracking: At) -> None:
    test_a_plan_is_written_down(tracking)
    dialog = tracking.ask("plan")
    assert dialog.controls["measures"].text() == "每月一次布局指导"  # type: ignore[union-attr]


def test_a_visit_is_recorded_by_telephone_on_this_day_unless_said_otherwise(tracking: At) -> None:
    dialog = tracking.ask("visit")
    dialog.controls["findings"].setFocus()
    write("已提交两件申请")
    dialog.default.click()  # type: ignore[union-attr]
    visit = tracking.done().visits[0]
    assert (visit.way, visit.day, visit.next_follow_up) == ("phone", date(2026, 11, 20), date(2026, 12, 21))
    assert visit.met == "刘建平"


def test_a_visit_without_findings_is_asked_for_them(tracking: At) -> None:
    dialog = tracking.ask("visit")
    dialog.default.click()  # type: ignore[union-attr]
    assert dialog.fields["findings"].message == "请填写了解到的情况"
    assert dialog.isVisible()


def test_a_next_visit_before_this_one_is_refused_in_words(tracking: At) -> None:
    titles: list[str] = []
    tracking.here.feedback.banner_wanted.connect(lambda _tone, title, _text: titles.append(title))
    dialog = tracking.ask("visit")
    dialog.controls["findings"].setFocus()
    write("情况正常")
    dialog.controls["next"].setText("2026-11-20")  # type: ignore[union-attr]
    dialog.default.click()  # type: ignore[union-attr]
    assert tracking.done().visits == ()
    assert titles == ["下次回访日期应在 2026-11-20 以后"]


def test_a_summary_is_offered_after_a_visit(tracking: At) -> None:
    assert tracking.page.state.detail is not None
    assert "summary" not in tracking.page.state.detail.actions
    test_a_visit_is_recorded_by_telephone_on_this_day_unless_said_otherwise(tracking)
    tracking.here.drain()
    assert "summary" in tracking.page.state.detail.actions
    tracking.ask("summary")
    write("完成一轮布局")
    tracking.here.dialog.default.click()  # type: ignore[union-attr]
    assert tracking.done().summaries[0].summary == "完成一轮布局"
    assert tracking.told[:2] == ["生成文书", "阶段小结"]


@pytest.mark.parametrize(
    ("present", "next_one"), [("", "甲"), ("甲", "乙"), ("乙", "丙"), ("丙", "丙"), ("别的", "甲")]
)
def test_the_stage_after_the_present_one(present: str, next_one: str) -> None:
    assert following(("甲", "乙", "丙"), present) == next_one


def test_without_stages_there_is_none_to_follow() -> None:
    assert following((), "甲") == ""


def spooled(at: At) -> list[str]:
    """The forms printed, oldest first."""
    papers = at.counter.cases.detail(at.case_id).papers
    return [one.form for one in reversed(papers) if one.spooled]


@pytest.mark.parametrize(
    ("downs", "way", "printed", "said"),
    [
        (0, "phone", [], "已记入回访"),
        (1, "online", [], "已记入回访"),
        (-1, "counter", ["W26"], "已记入回访，回访记录单已送打印机"),
        (-2, "on_site", ["W26"], "已记入回访，回访记录单已送打印机"),
    ],
)
def test_what_both_can_sign_goes_to_the_printer(
    tracking: At, downs: int, way: str, printed: list[str], said: str
) -> None:
    before = spooled(tracking)
    dialog = tracking.ask("visit")
    dialog.controls["way"].setFocus()
    for _ in range(abs(downs)):
        tracking.key(Qt.Key.Key_Down if downs > 0 else Qt.Key.Key_Up)
    dialog.controls["findings"].setFocus()
    write("情况正常")
    dialog.default.click()  # type: ignore[union-attr]
    assert tracking.done().visits[0].way == way
    assert tracking.said[0] == said
    tracking.here.drain()
    assert spooled(tracking)[len(before) :] == printed


def test_a_summary_goes_to_the_printer(tracking: At) -> None:
    test_a_summary_is_offered_after_a_visit(tracking)
    tracking.here.drain()
    assert "W27" in spooled(tracking)
    assert "已记入阶段小结，已送打印机" in tracking.said
