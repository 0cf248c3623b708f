"""集成办 by keys: an item handed on, an agent named, the notice looked at before it is saved."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.applicant import Agent
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.ui.pages.packages import state as steps
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.parts.transfer_dialog import TransferDialog
from outlet_app.ui.widgets.combo import Combo
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.package_desk import ALT, Key, PackageDesk
from tests.support.pledged import CITY

SENT = TransferDetail(CITY, "", "市级窗口", "需专业人员裁决")
REFUSED = RejectDetail("不属于本窗口", "知识产权维权援助办法", "法院")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Callable[..., QWidget], bench: Bench) -> PackageDesk:
    made = PackageDesk(stage, bench)
    made.choose("P5")
    return made


def hand_on(desk: PackageDesk, code: str = "7.4") -> None:
    """转办 of one item, by keys."""
    line = desk.page.form.members.lines[code]
    line.send.setFocus()
    desk.press(Key.Key_Space)
    dialog = desk.here.dialog
    assert isinstance(dialog, TransferDialog)
    to = dialog.controls["to"]
    assert isinstance(to, Combo)
    to.set_value(to.choices[0].value)
    dialog.controls["reason"].setFocus()
    desk.type("需专业人员裁决")
    dialog._submit()
    desk.drain()


class TestHandedOn:
    """转办 beside 不予受理."""

    def test_the_item_says_that_it_goes_elsewhere(self, desk: PackageDesk) -> None:
        hand_on(desk)
        line = desk.page.form.members.lines["7.4"]
        assert desk.page.state.entry.sent["7.4"].reason == "需专业人员裁决"
        assert line.chip.status.text == "转办"
        assert line.send.text() == "改为办理"
        assert line.refuse.isHidden()
        assert line.send.accessibleName().endswith("，改为办理")

    def test_its_own_papers_leave_the_checklist(self, desk: PackageDesk) -> None:
        assert "7.4-M1" in {row.code for row in desk.page.state.rows}
        hand_on(desk)
        assert "7.4-M1" not in {row.code for row in desk.page.state.rows}

    def test_the_same_button_takes_it_back(self, desk: PackageDesk) -> None:
        hand_on(desk)
        desk.page.form.members.lines["7.4"].send.setFocus()
        desk.press(Key.Key_Space)
        assert desk.page.state.entry.sent == {}
        assert not desk.page.form.members.lines["7.4"].refuse.isHidden()

    def test_esc_hands_nothing_on(self, desk: PackageDesk) -> None:
        desk.page.form.members.lines["7.4"].send.setFocus()
        desk.press(Key.Key_Space, Key.Key_Escape)
        assert desk.page.state.entry.sent == {}


class TestTheAgent:
    """代办人: nothing is asked while nobody is named, everything once somebody is."""

    def test_naming_somebody_asks_for_number_and_telephone(self, desk: PackageDesk) -> None:
        fields = desk.page.form.party.fields
        assert not fields["agent.phone"].line.required
        desk.fill(agent__name="其木格")
        assert desk.page.state.entry.agent == Agent("其木格")
        assert fields["agent.id_number"].line.required
        assert fields["agent.phone"].line.required

    def test_emptied_nobody_is_named(self, desk: PackageDesk) -> None:
        desk.fill(agent__name="其")
        desk.page.form.go("agent.name")
        desk.press(Key.Key_Backspace)
        assert desk.page.state.entry.agent is None
        assert not desk.page.form.party.fields["agent.phone"].line.required


class TestPreview:
    """预览 in the question about the notice."""

    def test_the_notice_is_seen_before_anything_is_kept(self, desk: PackageDesk, bench: Bench) -> None:
        desk.party()
        desk.fill(field__right="一种向日葵脱壳机", field__opponent="塞北机械厂")
        state = desk.page.state
        rows = tuple(replace(row, state=type(row.state).MISSING) for row in state.rows if row.state != 6)
        desk.page._change(replace(state, entry=replace(state.entry, materials=rows)))
        desk.page.press(for_review=False)
        desk.drain()
        sheet = desk.here.dialog
        assert isinstance(sheet, SheetDialog)
        desk.press(Key.Key_V, modifier=ALT)
        (viewer,) = sheet.findChildren(PaperViewer)
        assert viewer.windowTitle() == "一次性告知书预览"
        assert viewer.print_button.isHidden()
        assert viewer.export_button.isHidden()
        assert viewer.view.accessibleName().startswith("一次性告知书预览，第 1 页")
        assert bench.counter().papers.unconfirmed() == ()
        viewer.reject()
        assert sheet.isVisible()
        QApplication.processEvents()
        sheet.reject()


@pytest.fixture
def state(bench: Bench) -> PackagesState:
    counter = bench.counter()
    package = next(one for one in counter.packaging.offered() if one.code == "P5")
    return steps.chose_package(PackagesState(date(2026, 11, 20), counter.reference.catalogue), package)


class TestTheSteps:
    """The same by value."""

    def test_handed_on_and_refused_exclude_one_another(self, state: PackagesState) -> None:
        first = steps.sent(steps.refused(state, "7.4", REFUSED), "7.4", SENT)
        assert (first.entry.refused, first.entry.sent) == ({}, {"7.4": SENT})
        second = steps.refused(first, "7.4", REFUSED)
        assert (second.entry.refused, second.entry.sent) == ({"7.4": REFUSED}, {})

    def test_an_item_unticked_is_handed_on_no_more(self, state: PackagesState) -> None:
        after = steps.ticked(steps.sent(state, "7.4", SENT), "7.4", on=False)
        assert after.entry.sent == {}

    def test_another_package_begins_without(self, state: PackagesState) -> None:
        assert state.package is not None
        after = steps.chose_package(steps.sent(state, "7.4", SENT), state.package)
        assert after.entry.sent == {}

    def test_what_is_handed_on_is_not_blank(self, state: PackagesState) -> None:
        assert state.is_blank
        assert not steps.sent(state, "7.4", SENT).is_blank

    @pytest.mark.parametrize(
        ("typed", "agent"),
        [
            ([("agent.name", "其木格")], Agent("其木格")),
            ([("agent.phone", "139")], Agent("", phone="139")),
            ([("agent.name", "其木格"), ("agent.name", "")], None),
            ([("agent.name", "其"), ("agent.id_number", "1"), ("agent.name", "")], Agent("", id_number="1")),
        ],
    )
    def test_what_is_typed_of_the_agent(
        self, state: PackagesState, typed: list[tuple[str, str]], agent: Agent | None
    ) -> None:
        for name, text in typed:
            state = steps.typed(state, name, text)
        assert state.entry.agent == agent
