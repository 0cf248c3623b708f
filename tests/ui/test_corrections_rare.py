"""审核 of the rare kinds: come back from a transfer, outside the list, promised proofs, every matter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from tests.support.at_the_counter import kinds
from tests.support.back_desk import BackDesk, Key, received
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import checked, subsidy

Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def on_the_desk(stage: Stage, bench: Bench, **changes: object) -> tuple[BackDesk, str]:
    """A case taken in for review, opened by its number."""
    case = received(bench, **changes).case
    desk = BackDesk(stage, bench)
    desk.scan(case.case_no)
    assert desk.stage == 1
    return desk, case.case_id


class TestCameBack:
    """A transfer taken back leaves a registration nobody has decided yet: it is decided here."""

    def back(self, bench: Bench, **changes: object) -> str:
        counter = bench.counter()
        entry = replace(subsidy(bench.reference), materials=(), **changes)  # type: ignore[arg-type]
        sent = TransferDetail("1508001001", "", "市级窗口", "层级不符")
        case = counter.intake.decide(entry, Decision.TRANSFER, sent).case
        counter.transfers.withdraw(case.case_id, "申请人改在本窗口办")
        return case.case_id

    def test_it_stands_in_the_list_as_something_to_examine(self, stage: Stage, bench: Bench) -> None:
        case_id = self.back(bench)
        desk = BackDesk(stage, bench)
        (row,) = desk.page.search.table.table_model.rows
        assert (row.case_id, row.state) == (case_id, State.REGISTERED)

    def test_it_is_accepted_as_any_other(self, stage: Stage, bench: Bench) -> None:
        case_id = self.back(bench)
        desk = BackDesk(stage, bench)
        desk.press(Key.Key_Return)
        desk.alt("A")
        desk.alt("S")
        assert desk.case(case_id).state is State.ACCEPTED
        assert kinds(bench, case_id)[-4:] == [
            "materials_checked", "materials_taken", "accepted", "paper_issued",
        ]  # fmt: skip

    def test_a_matter_outside_the_list_has_no_rows_and_is_named_so(self, stage: Stage, bench: Bench) -> None:
        self.back(bench, item=0, sub_item="")
        desk = BackDesk(stage, bench)
        desk.press(Key.Key_Return)
        assert desk.marks == []
        assert desk.page.sheet.matter.text() == "未列入清单"
        assert not desk.page.sheet.all_right.isEnabled()

    def test_what_cannot_be_accepted_outside_the_list_says_so(self, stage: Stage, bench: Bench) -> None:
        case_id = self.back(bench, item=0, sub_item="")
        desk = BackDesk(stage, bench)
        desk.press(Key.Key_Return)
        desk.alt("S")
        assert desk.case(case_id).state is State.REGISTERED
        assert desk.hint[0].startswith("登记内容还不能这样办：服务事项")


class TestPromisedProofs:
    """A proof replaced by the applicant's promise is promised before the acceptance, whoever examines."""

    def pledged(self, stage: Stage, bench: Bench) -> tuple[BackDesk, str]:
        desk, case_id = on_the_desk(stage, bench)
        rows = [row.code for row in desk.page.state.rows] if desk.page.state else []
        desk.page.sheet.list.focus_row("8.2-A2")
        desk.press(Key.Key_6)
        assert "8.2-A2" in rows
        assert desk.page.state is not None
        assert {row.code: row.state for row in desk.page.state.rows}["8.2-A2"] is MaterialState.PLEDGED
        desk.alt("A")
        return desk, case_id

    def test_it_is_told_and_signed_first(self, stage: Stage, bench: Bench) -> None:
        desk, case_id = self.pledged(stage, bench)
        desk.alt("S")
        dialog = desk.dialog
        assert isinstance(dialog, PledgeDialog)
        for tick in (dialog.told.check, dialog.signed.check):
            tick.setChecked(True)
        assert dialog.default is not None
        dialog.default.click()
        desk.drain()
        assert desk.case(case_id).state is State.ACCEPTED
        assert set(desk.printed()) == {"W09", "W05"}
        assert "pledge_made" in kinds(bench, case_id)

    def test_given_up_nothing_is_accepted(self, stage: Stage, bench: Bench) -> None:
        desk, case_id = self.pledged(stage, bench)
        desk.alt("S")
        assert isinstance(desk.dialog, PledgeDialog)
        desk.press(Key.Key_Escape)
        assert (desk.case(case_id).state, desk.stage) == (State.RECEIVED, 1)
        assert not desk.has_dialog

    def test_unticked_it_is_not_taken(self, stage: Stage, bench: Bench) -> None:
        desk, case_id = self.pledged(stage, bench)
        desk.alt("S")
        dialog = desk.dialog
        assert dialog.default is not None
        dialog.default.click()
        desk.drain()
        assert desk.case(case_id).state is State.RECEIVED
        assert desk.has_dialog


class TestPromisedForLater:
    def test_a_gap_that_may_follow_is_promised_from_here(self, stage: Stage, bench: Bench) -> None:
        desk, case_id = on_the_desk(stage, bench)
        desk.page.sheet.list.focus_row("8.2-A1")
        desk.press(Key.Key_4)
        desk.alt("A")
        assert desk.filled == ["容缺受理"]
        desk.alt("R")
        dialog = desk.dialog
        assert isinstance(dialog, PromiseDialog)
        for tick in dialog.conditions.ticks.values():
            tick.setChecked(True)
        assert dialog.default is not None
        dialog.default.click()
        desk.drain()
        assert desk.case(case_id).state is State.ACCEPTED_DEFICIENT
        assert set(desk.printed()) == {"W07", "W08"}


ITEMS = ("1.7", "3.1", "4.8", "5.1", "6.1", "7.1", "8.2")


@pytest.mark.parametrize("sub_item", ITEMS)
def test_every_kind_of_matter_is_examined_with_the_same_three_keys(
    stage: Stage, bench: Bench, sub_item: str
) -> None:
    desk, case_id = on_the_desk(stage, bench, item=int(sub_item.partition(".")[0]), sub_item=sub_item)
    assert len(desk.marks) == len(checked(bench.reference, sub_item))
    desk.alt("A")
    desk.alt("S")
    case = desk.case(case_id)
    assert case.state in (State.ACCEPTED, State.TRACKING)
    assert case.decision is Decision.RECEIVE
    assert desk.printed() == ["W05"]


def test_rows_that_were_marked_at_the_registration_come_with_their_marks(stage: Stage, bench: Bench) -> None:
    rows = checked(bench.reference, "8.2", M1=MaterialState.MISSING)
    entry = replace(bench.counter().examining.sheet(received(bench).case.case_id).entry, materials=rows)
    case = bench.counter().intake.decide(entry, Decision.RECEIVE).case
    desk = BackDesk(stage, bench)
    desk.scan(case.case_no)
    assert desk.marks[0] == "missing"
    assert desk.hint[0] == "还缺 1 项，仍需补正 0 项"
    assert desk.filled == ["一次性告知"]
