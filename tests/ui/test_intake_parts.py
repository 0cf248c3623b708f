"""The parts of the registration page, each on its own."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.services.views import ApplicantHit
from outlet_app.ui.jobs import open_lanes
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.decision_bar import DecisionBar, hint
from outlet_app.ui.pages.intake.drawer import Drawer
from outlet_app.ui.pages.intake.side import deadline
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.pages.intake.summary_strip import SummaryStrip
from outlet_app.ui.parts.autosave import Autosave
from outlet_app.ui.parts.checklist.mark_bar import MarkBar
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.finder import row
from outlet_app.ui.parts.material_name import MaterialName
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.text import Label
from tests.support.counter_fakes_intake import NAME, NOW, Desk, Hands, Visit, catalogue, open_desk
from tests.support.lanes import ManualLane
from tests.ui.conftest import Stage


def at(sub_item: str) -> IntakeState:
    """A page with a variant chosen."""
    number = int(sub_item.partition(".")[0])
    state = steps.chose_item(steps.opened(NOW.date()), number, catalogue())
    return steps.chose_sub_item(state, sub_item, catalogue())


def all_marked(state: IntakeState, mark: MaterialState) -> IntakeState:
    """Every open row decided alike."""
    for one in state.rows:
        if one.state is MaterialState.UNDECIDED:
            state = steps.marked(state, one.code, mark)
    return state


@pytest.mark.parametrize(
    ("state", "first", "second"),
    [
        (steps.opened(NOW.date()), "先填申请人和服务事项", ""),
        (at("2.1"), "可以当场答复", "写好诉求和答复内容即可办结"),
        (at("8.2"), "还有 4 项材料未选状态", ""),
        (all_marked(at("8.2"), MaterialState.COMPLETE), "材料齐全", "建议受理"),
        (all_marked(at("8.2"), MaterialState.MISSING), "缺少 4 份", "建议一次性告知"),
    ],
)
def test_the_bar_says_why_a_decision_is_recommended(state: IntakeState, first: str, second: str) -> None:
    assert hint(state)[2:] == (first, second)


def test_an_unlisted_matter_can_be_answered() -> None:
    state = steps.chose_item(steps.opened(NOW.date()), 0, catalogue())
    assert hint(state)[2] == "可以当场答复"


def test_exactly_one_decision_is_filled(stage: Stage) -> None:
    bar = DecisionBar()
    stage(bar, size=(1180, 80))
    bar.show_state(all_marked(at("8.2"), MaterialState.MISSING))
    filled = [decision for decision, button in bar.buttons.items() if button.kind is Kind.PRIMARY]
    assert filled == [Decision.NOTICE]
    bar.show_state(steps.opened(NOW.date()))
    assert not [button for button in bar.buttons.values() if button.kind is Kind.PRIMARY]


def test_the_bar_loses_its_icons_and_keeps_its_words(stage: Stage) -> None:
    bar = DecisionBar()
    stage(bar, size=(1180, 80))
    wide = bar.buttons[Decision.NOTICE].sizeHint().width()
    bar.set_compact(True)
    assert bar.buttons[Decision.NOTICE].sizeHint().width() < wide
    assert bar.buttons[Decision.NOTICE].accessibleName() == "一次性告知(Y)"


def test_the_summary_names_each_field_once_and_then_how_many(stage: Stage) -> None:
    strip = SummaryStrip()
    stage(strip, size=(900, 60))
    asked: list[str] = []
    strip.asked.connect(asked.append)
    rows = {"materials.1": "申请材料", "materials.2": "申请材料"}
    names = {"a": "名称", "b": "证件号码", **rows, "c": "电话", "d": "诉求"}
    strip.show_problems(Decision.ACCEPT, names)
    assert [link.text() for link in strip.links] == ["名称", "证件号码", "申请材料", "电话", "等 6 处"]
    strip.links[2].click()
    strip.links[4].click()
    assert asked == ["materials.1", "d"]
    strip.show_problems(None, {})
    assert not strip.isVisible()


def test_digits_name_states_also_where_one_is_absent(stage: Stage) -> None:
    core = CheckedMaterial("1", "申报书", MaterialState.UNDECIDED, PaperForm.ORIGINAL, 1)
    bar = MarkBar(core)
    picked: list[int] = []
    bar.picked.connect(picked.append)
    window = stage(bar)
    bar.setFocus()
    Hands(window, lambda: None).press("1", "4", "5", "5", "3", "9")
    assert picked == [1, 5, 5, 3]


def test_a_bar_passes_arrows_and_enter_on(stage: Stage) -> None:
    bar = MarkBar(CheckedMaterial("1", "申报书", MaterialState.UNDECIDED, PaperForm.ORIGINAL, 1))
    heard: list[object] = []
    bar.stepped.connect(heard.append)
    bar.remark_wanted.connect(lambda: heard.append("remark"))
    window = stage(bar)
    bar.setFocus()
    Hands(window, lambda: None).press("Down", "Up", "Return", "Right")
    assert heard == [1, -1, "remark"]
    assert bar.current == 0


def test_a_deadline_without_a_matter_waits() -> None:
    assert deadline(steps.opened(NOW.date()), None) == ("—", ["选定服务事项后自动计算到期时间"], [])


def test_a_deadline_over_a_missing_plan_says_so(tmp_path: Path) -> None:
    desk = open_desk(tmp_path, datetime(2026, 12, 30, 10, 0, tzinfo=NOW.tzinfo))
    _, _, warnings = deadline(at("1.7"), desk.counter.intake.due_preview("1.7"))
    assert warnings == ["节假日安排未更新，按周一至周五计算"]


def test_a_limit_that_ends_at_night_warns(tmp_path: Path) -> None:
    desk = open_desk(tmp_path, datetime(2026, 11, 18, 18, 30, tzinfo=NOW.tzinfo))
    _, _, warnings = deadline(at("7.2"), desk.counter.intake.due_preview("7.2"))
    assert warnings == ["到期时不在服务时间内，请提前安排"]


def test_a_found_applicant_shows_number_contact_and_last_visit() -> None:
    body = Applicant(ApplicantKind.ENTERPRISE, NAME, contact="刘建平", id_number="91150826MA0NK2H35E")
    shown = row(ApplicantHit(body, NOW, "HH01-1", (2, 4)))
    assert (shown.text, shown.hits, shown.icon) == (NAME, ((2, 2),), "building-2")
    assert shown.sub == "91150826MA0NK2H35E　刘建平　最近 2026-11-18"
    person = row(ApplicantHit(replace(body, kind=ApplicantKind.PERSON, contact=""), NOW, ""))
    assert (person.hits, person.icon) == ((), "user-round")


class Threaded(Desk):
    """Its lanes work by themselves."""

    def drain(self) -> None:
        """Nothing to do."""


class Drafts:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[object] = []

    def save(self, entry: IntakeEntry, notice: object, focus: str) -> datetime:
        self.kept.append((entry, notice, focus))
        return NOW

    def drop(self) -> None:
        self.kept.append(None)


def test_the_same_draft_is_written_once(stage: Stage) -> None:
    drafts, lane, content = Drafts(), ManualLane(), [(IntakeEntry(request="问"), None, "request@1")]
    keeper = Autosave(drafts, lane, lambda: content[0], owner := QObject())
    keeper.changed()
    keeper.save()
    lane.drain()
    keeper.save()
    keeper.focus_moved()
    assert lane.drain() == 0
    assert drafts.kept == content
    keeper.resume_from(None)
    keeper.save()
    lane.drain()
    assert len(drafts.kept) == 2
    assert owner is keeper.parent()


def test_a_decided_registration_writes_no_more(stage: Stage) -> None:
    drafts, lane, owner = Drafts(), ManualLane(), QObject()
    keeper = Autosave(drafts, lane, lambda: (IntakeEntry(request="问"), None, ""), owner)
    keeper.changed()
    keeper.stop()
    QTest.qWait(1)
    keeper.focus_moved()
    assert lane.drain() == 0


def test_a_drawer_stands_beside_or_over(stage: Stage) -> None:
    host, side, row_of_two = QWidget(), Label("要素"), Row(gap=0)
    row_of_two.setParent(host)
    side.setFixedWidth(200)
    row_of_two.add(side)
    stage(host, size=(600, 300))
    drawer = Drawer(side, row_of_two, host)
    assert not drawer.close_drawer()
    drawer.set_compact(True)
    assert side.isHidden()
    drawer.open_drawer()
    assert side.isVisible()
    assert (side.geometry().right(), side.height()) == (host.width() - 1, host.height())
    drawer.focus_moved(host)
    drawer.focus_moved(row_of_two)
    assert not side.isVisible()
    drawer.set_compact(False)
    assert side.parentWidget() is row_of_two


def test_a_field_row_shares_its_width_and_scales(stage: Stage) -> None:
    fixed, wide, narrow = Label("一"), Label("二"), Label("三")
    line = FieldRow((fixed, -100), (wide, 3), (narrow, 1))
    stage(line, size=(424, 60))
    assert fixed.width() == 100
    assert wide.width() == pytest.approx(3 * narrow.width(), abs=3)
    look().choose(factor=1.5)
    assert fixed.width() == 150


def test_a_name_gives_way_and_its_form_stays_behind_it(stage: Stage) -> None:
    line = MaterialName("营业执照等主体资格证明", "复印件 1 份")
    stage(line, size=(480, 40))
    assert line.label.text() == line.label.full_text()
    form = line.findChildren(Label)[-1]
    assert form.x() - line.label.geometry().right() <= 12
    line.resize(160, 40)
    QTest.qWait(1)
    assert line.label.text().endswith("…")


def test_with_real_threads_the_case_is_saved_too(tmp_path: Path, stage: Stage, qtbot: QtBot) -> None:
    bench = open_desk(tmp_path).bench
    desk = Threaded(bench, bench.counter(), open_lanes())
    visit = Visit(desk, stage)
    visit.begin()
    visit.page.fields.focus("item")
    visit.hands.type("2")
    visit.hands.press("Tab", "Tab", "Tab")
    visit.hands.type("问专利")
    visit.hands.press("Tab")
    visit.hands.type("答了")
    visit.hands.press("Ctrl+Return")
    qtbot.waitUntil(lambda: bool(visit.said()), timeout=10_000)
    assert visit.said()[0].startswith("已当场答复")
    assert desk.lanes.close()
