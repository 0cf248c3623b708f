"""After a 更正 on 办件查询: papers that say what was are offered anew, children left out are told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.services.views import CaseFilter
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.parts.tick_grid import TickGrid
from outlet_app.wording.refusals.amendment import REFUSALS
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import accepted
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import settle

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened_bench = open_bench(tmp_path, MORNING)
    yield opened_bench
    opened_bench.database.close()


def put_right(at: CaseDesk, field: str, text: str) -> None:
    dialog = at.ask("amend")
    assert isinstance(dialog, SheetDialog)
    dialog.controls[field].setFocus()
    at.write(text)
    at.press(K.Key_B, modifier=ALT)
    at.drain()
    settle()


def question(at: CaseDesk) -> SheetDialog:
    dialog = at.here.feedback.open_dialog
    assert isinstance(dialog, SheetDialog)
    return dialog


class TestPapers:
    """换发文书."""

    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        made = accepted(bench)
        bench.counter().papers.spool(made.papers[0].paper_id)
        return CaseDesk(stage, bench)

    def test_the_paper_in_the_applicants_hand_is_named_at_once(self, at: CaseDesk) -> None:
        number = at.case.papers[0].number
        put_right(at, "applicant.name", "琪琪格")
        dialog = question(at)
        assert dialog.windowTitle() == "换发文书"
        grid = dialog.controls["papers"]
        assert isinstance(grid, TickGrid)
        assert list(grid.chosen) == [number]
        assert at.said == ["已更正"]

    def test_one_key_voids_the_old_and_prints_the_new(self, at: CaseDesk) -> None:
        number, printed = at.case.papers[0].number, len(at.bench.spooler.jobs)
        put_right(at, "applicant.name", "琪琪格")
        at.press(K.Key_G, modifier=ALT)
        at.drain()
        case = at.case
        assert case.void_papers == (number,)
        assert case.papers[-1].number != number
        assert len(at.bench.spooler.jobs) == printed + 1
        assert at.said[:2] == ["已更正", "已换发，旧编号作废"]
        assert at.told[1:3] == ["文书作废", "更正"]

    def test_esc_leaves_it_and_the_step_stays_open(self, at: CaseDesk) -> None:
        put_right(at, "applicant.name", "琪琪格")
        at.press(K.Key_Escape)
        at.drain()
        assert at.case.void_papers == ()
        assert "renew" in at.offered
        at.ask("renew")
        settle()
        at.press(K.Key_G, modifier=ALT)
        at.drain()
        assert len(at.case.void_papers) == 1
        assert "renew" not in at.offered

    def test_a_reason_is_asked_for(self, at: CaseDesk) -> None:
        put_right(at, "applicant.name", "琪琪格")
        dialog = question(at)
        dialog.controls["reason"].setFocus()
        at.press(K.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        at.press(K.Key_Delete)
        at.press(K.Key_G, modifier=ALT)
        assert dialog.fields["reason"].message == "请填写作废原因"

    def test_without_a_paper_chosen_nothing_is_renewed(self, at: CaseDesk) -> None:
        put_right(at, "applicant.name", "琪琪格")
        dialog = question(at)
        dialog.controls["papers"].setFocus()
        at.press(K.Key_Space)
        at.press(K.Key_G, modifier=ALT)
        assert dialog.fields["papers"].message == "请选择要换发的文书"
        assert at.case.void_papers == ()

    def test_what_no_paper_says_asks_nothing(self, at: CaseDesk) -> None:
        put_right(at, "request", "改为查询发明专利")
        assert at.here.feedback.open_dialog is None

    def test_the_step_says_where_nothing_is_to_be_renewed(self, at: CaseDesk) -> None:
        put_right(at, "request", "改为查询发明专利")
        assert "renew" in at.offered
        at.page.steps.ask("renew", at.page.state.detail)  # type: ignore[arg-type]
        at.drain()
        assert at.said[-1] == "没有要换发的文书"


class TestChildren:
    """A package's parent."""

    def test_a_child_that_does_not_follow_is_told_in_three_clauses(self, stage: Stage, bench: Bench) -> None:
        counter = bench.counter()
        bundled = opened(counter, filled(counter))
        child = bundled.children[1]
        counter.mending.amend(child.case_id, {"contact": "王芳"})
        at = CaseDesk(stage, bench)
        heard: list[tuple[str, str]] = []
        at.here.feedback.banner_wanted.connect(lambda _tone, title, text: heard.append((title, text)))
        at.page.activated(CaseFilter(text=bundled.case.case_no))
        at.drain()
        assert at.case.package is not None
        put_right(at, "contact", "刘建萍")
        ((title, text),) = heard
        assert title == f"有子件没有一起更正：{child.case_no} 的联系人已另行更正"
        assert "主件和其余子件已经更正" in text
        names = question(at).controls["papers"]
        assert isinstance(names, TickGrid)
        assert len(names.chosen) == 3  # the child left out says another name than its paper, too

    def test_its_clauses_are_whole(self) -> None:
        told = REFUSALS["amend.children_left"].filled({"names": "甲 不在本机"})
        assert told.happened == "有子件没有一起更正：甲 不在本机。"
        assert told.safe == "主件和其余子件已经更正。"
        assert told.now == "请到这些子件里核对，需要的单独更正。"
