"""集成办 on a promise, by keys: a paper that comes later, a proof pledged, what stands in the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.deficiency import Condition
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.decisions.conditions import ConditionsDialog
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.services.test_package_promises import listed
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.package_desk import ALT, Key, PackageDesk

DEFERRED, PLEDGED = Key.Key_4, Key.Key_6


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Callable[..., QWidget], bench: Bench) -> PackageDesk:
    """向日葵产业包 filled in, every paper there."""
    made = PackageDesk(stage, bench)
    fill(made)
    return made


def fill(made: PackageDesk) -> None:
    made.choose("P6-1")
    made.party()
    made.fill(request="开拓外省市场", field__product="食葵", field__topic="脱壳设备")
    made.complete()


def mark(desk: PackageDesk, code: str, key: Key) -> None:
    assert desk.page.materials.focus_row(code)
    desk.press(key)


def submit(desk: PackageDesk) -> None:
    desk.page.submit.setFocus()
    desk.press(Key.Key_Space)


def promise(desk: PackageDesk) -> PromiseDialog:
    dialog = desk.dialog
    assert isinstance(dialog, PromiseDialog)
    return dialog


class TestLater:
    """容缺受理."""

    def test_the_items_say_what_the_promise_makes_of_them(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        assert desk.comes_to == {"1.6": "容缺受理", "1.7": "受理", "3.1": "受理", "4.8": "受理"}
        assert desk.page.hint.text() == "1 项凭申请人的承诺受理，提交时逐项确认"

    def test_asked_once_for_all_items_and_printed_for_each(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        mark(desk, "1.7-A1", DEFERRED)
        submit(desk)
        dialog = promise(desk)
        assert [row.day.line.label for row in dialog.rows] == ["数据用途说明", "保密协议"]
        assert QApplication.focusWidget() is dialog.conditions.ticks[Condition.VOLUNTEERED]
        assert desk.cases == ()
        desk.press(Key.Key_Space, Key.Key_Return)
        assert not desk.has_dialog
        decided = {row.sub_item: row.decision for row in desk.cases if row.decision}
        assert decided == {
            "1.6": Decision.DEFICIENT,
            "1.7": Decision.DEFICIENT,
            "3.1": Decision.ACCEPT,
            "4.8": Decision.ACCEPT,
        }
        assert desk.printed() == ["W05", "W05", "W07", "W07", "W08", "W08"]
        assert desk.said[0] == "集成办已登记"

    def test_every_paper_has_the_last_day_of_its_own_item(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        mark(desk, "1.7-A1", DEFERRED)
        submit(desk)
        owed = desk.counter.package_promises.owed(desk.page.state.package, desk.page.state.entry)  # type: ignore[arg-type]
        assert owed is not None
        for row in promise(desk).rows:
            day = owed.latest[row.row.code]
            assert row.edit.text() == f"{day:%m-%d}"
            assert row.day.line.hint.startswith(f"最晚 {day:%m-%d}")

    def test_a_day_after_it_is_told_at_its_field(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        submit(desk)
        dialog = promise(desk)
        desk.press(Key.Key_Space)
        dialog.rows[0].edit.setFocus()
        dialog.rows[0].edit.selectAll()
        desk.type("2027-06-30")
        desk.press(Key.Key_Return)
        assert dialog.rows[0].day.message.startswith("最晚 ")
        assert desk.cases == ()

    def test_not_volunteered_nothing_is_opened(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        submit(desk)
        desk.press(Key.Key_Return)
        assert promise(desk).conditions.lines[Condition.VOLUNTEERED].reason.text() == "请先征得申请人同意"
        desk.press(Key.Key_Escape)
        assert not desk.has_dialog
        assert desk.cases == ()
        assert desk.page.state.is_begun

    def test_esc_leaves_the_form_as_it_was_and_it_can_be_sent_again(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        before = desk.page.state
        submit(desk)
        desk.press(Key.Key_Escape)
        assert desk.page.state == before
        submit(desk)
        desk.press(Key.Key_Space, Key.Key_Return)
        assert len(desk.cases) == 5

    def test_a_second_press_while_the_store_is_asked_opens_one_question(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        desk.page.press(for_review=False)
        desk.page.press(for_review=False)
        desk.drain()
        first = promise(desk)
        first.reject()
        desk.drain()
        assert not desk.has_dialog

    def test_the_notice_is_asked_after_the_promise(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        mark(desk, "1.7-M1", Key.Key_2)
        assert desk.comes_to["1.7"] == "一次性告知，缺 1 份"
        submit(desk)
        desk.press(Key.Key_Space, Key.Key_Return)
        sheet = desk.dialog
        assert isinstance(sheet, SheetDialog)
        assert desk.cases == ()

    def test_what_is_told_is_told_whole(self, desk: PackageDesk) -> None:
        """An item with a gap that cannot wait is told all it lacks; its own promise is not asked for."""
        mark(desk, "1.7-A1", DEFERRED)
        mark(desk, "1.7-M1", Key.Key_2)
        assert desk.comes_to["1.7"] == "一次性告知，缺 2 份"
        submit(desk)
        assert isinstance(desk.dialog, SheetDialog)

    def test_only_taken_in_nothing_is_asked(self, desk: PackageDesk) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        desk.page.review.setFocus()
        desk.press(Key.Key_Space)
        assert not desk.has_dialog
        assert {row.decision for row in desk.cases if row.decision} == {Decision.RECEIVE}


class TestInTheWay:
    """What no tick can mend."""

    def test_a_record_is_named_and_the_notice_asks_for_it_instead(
        self, desk: PackageDesk, bench: Bench
    ) -> None:
        listed(bench)
        mark(desk, "1.6-A1", DEFERRED)
        submit(desk)
        dialog = desk.dialog
        assert isinstance(dialog, ConditionsDialog)
        reason = dialog.list.lines[Condition.CREDIT].reason.text()
        assert reason == "在失信名单内，修复前不适用：WY01-20260901-010003-K"
        desk.press(Key.Key_Return)
        assert isinstance(desk.dialog, SheetDialog)
        assert desk.comes_to["1.6"] == "一次性告知，缺 1 份"
        row = next(row for row in desk.page.state.rows if row.code == "1.6-A1")
        assert row.state.name == "MISSING"

    def test_an_overdue_case_is_one_key_away(self, desk: PackageDesk, bench: Bench) -> None:
        mark(desk, "1.6-A1", DEFERRED)
        submit(desk)
        desk.press(Key.Key_Space, Key.Key_Return)
        (owing,) = [row for row in desk.cases if row.sub_item == "1.6"]
        bench.clock.forward(days=30)
        fill(desk)
        mark(desk, "1.6-A1", DEFERRED)
        asked: list[tuple[str, object]] = []
        desk.page.go_to.connect(lambda page, what: asked.append((page, what)))
        submit(desk)
        assert isinstance(desk.dialog, ConditionsDialog)
        desk.press(Key.Key_O, modifier=ALT)
        assert asked == [(PageKey.CASES, owing.case_id)]
        assert desk.page.state.is_begun

    def test_a_listed_applicant_pledges_nothing(self, desk: PackageDesk, bench: Bench) -> None:
        listed(bench)
        heard: list[str] = []
        desk.here.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
        mark(desk, "3.1-A2", PLEDGED)
        submit(desk)
        assert not desk.has_dialog
        assert heard == ["申请人在失信名单内，期限到 2027-09-19，修复前不适用告知承诺"]
        assert desk.cases == ()

    @pytest.mark.parametrize(
        ("method", "row", "key"), [("owed", "1.6-A1", DEFERRED), ("pledged", "3.1-A2", PLEDGED)]
    )
    def test_a_disk_that_cannot_be_read_is_told_and_the_form_stays(
        self, desk: PackageDesk, monkeypatch: pytest.MonkeyPatch, method: str, row: str, key: Key
    ) -> None:
        def broken(*_given: object) -> None:
            raise Trouble("store.busy")

        monkeypatch.setattr(type(desk.counter.package_promises), method, broken)
        mark(desk, row, key)
        before = desk.page.state
        submit(desk)
        assert desk.has_dialog
        assert desk.page.state == before
        assert desk.cases == ()
        desk.press(Key.Key_Escape)
        assert desk.page.submit.isEnabled()


class TestPledged:
    """告知承诺."""

    def test_told_signed_accepted_and_printed(self, desk: PackageDesk) -> None:
        mark(desk, "3.1-A2", PLEDGED)
        assert desk.comes_to["3.1"] == "告知承诺，受理"
        submit(desk)
        dialog = desk.dialog
        assert isinstance(dialog, PledgeDialog)
        assert [line.told.text() for line in dialog.proofs]
        assert QApplication.focusWidget() is dialog.told.check
        desk.press(Key.Key_Space, Key.Key_Tab, Key.Key_Space, Key.Key_Return)
        assert not desk.has_dialog
        assert desk.printed() == ["W05", "W05", "W05", "W05", "W09"]

    def test_unsigned_nothing_is_opened(self, desk: PackageDesk) -> None:
        mark(desk, "3.1-A2", PLEDGED)
        submit(desk)
        desk.press(Key.Key_Space, Key.Key_Return)
        dialog = desk.dialog
        assert isinstance(dialog, PledgeDialog)
        assert dialog.signed.reason.isVisible()
        assert desk.cases == ()

    def test_pledge_first_then_the_promise(self, desk: PackageDesk) -> None:
        mark(desk, "3.1-A2", PLEDGED)
        mark(desk, "3.1-A1", DEFERRED)
        assert desk.comes_to["3.1"] == "容缺受理"
        submit(desk)
        assert isinstance(desk.dialog, PledgeDialog)
        desk.press(Key.Key_Space, Key.Key_Tab, Key.Key_Space, Key.Key_Return)
        promise(desk)
        desk.press(Key.Key_Space, Key.Key_Return)
        assert desk.printed() == ["W05", "W05", "W05", "W07", "W08", "W09"]


def test_a_row_that_may_be_promised_no_more_offers_it_no_more(desk: PackageDesk) -> None:
    """The row's keys follow the items that are ticked, not only its place in the list."""
    bar = next(row.bar for row in desk.page.materials.rows if row.code == "1.6-A1")
    assert [mark.name for mark in bar.marks] == ["COMPLETE", "MISSING", "FAULTY", "DEFERRED", "NOT_NEEDED"]
    core = next(row.bar for row in desk.page.materials.rows if row.code == "1.7-M1")
    assert "DEFERRED" not in {mark.name for mark in core.marks}
    pledged = next(row.bar for row in desk.page.materials.rows if row.code == "3.1-A2")
    assert "PLEDGED" in {mark.name for mark in pledged.marks}
