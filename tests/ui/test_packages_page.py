"""集成办 by keys alone: a package, its items, one form, one list; parent and children in the store."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.bundle import PackageEntry
from outlet_app.domain.decisions import Decision
from outlet_app.domain.states import State
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.packages import keeping
from outlet_app.ui.parts import finder
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.at_the_counter import accepted, judged
from tests.support.bench import CLERK_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import room, settle
from tests.support.package_desk import ALT, Key, PackageDesk

Stage = Callable[..., QWidget]
RIGHTS = {"field__right": "一种向日葵脱壳机 ZL202620000001.4", "field__opponent": "塞北机械厂"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Stage, bench: Bench) -> PackageDesk:
    return PackageDesk(stage, bench)


@pytest.fixture
def filled(desk: PackageDesk) -> PackageDesk:
    """维权一件事 with everything filled in, no row looked at."""
    desk.choose("P5")
    desk.party()
    desk.fill(request="产品被仿冒", **RIGHTS)
    return desk


def label(widget: QWidget, text: str) -> bool:
    return text in widget.accessibleName()


class TestChoosing:
    def test_the_page_opens_on_the_packages_with_the_first_one_chosen(self, desk: PackageDesk) -> None:
        focus = QApplication.focusWidget()
        assert focus is desk.page.list.rows[0]
        assert [row.text() for row in desk.page.list.rows] == [
            "企业设立和商标",
            "企业变更和知识产权变更",
            "质押融资一件事",
            "地理标志用标一件事",
            "维权一件事",
            "向日葵产业包",
            "黄柿子产业包",
        ]
        assert desk.page.form.name.full_text() == "企业设立和商标"
        assert desk.page.served.text() == "本年惠及 0 家单位"

    def test_arrows_walk_the_packages_and_the_form_follows(self, desk: PackageDesk) -> None:
        seen = []
        for _ in range(8):
            desk.press(Key.Key_Down)
            seen.append(desk.page.form.name.full_text())
        assert seen[-1] == seen[-2] == "黄柿子产业包"
        assert seen[:2] == ["企业变更和知识产权变更", "质押融资一件事"]
        desk.press(Key.Key_Home)
        assert desk.page.form.name.full_text() == "企业设立和商标"

    def test_the_usual_items_are_ticked_and_the_others_offered(self, desk: PackageDesk) -> None:
        desk.choose("P3")
        ticks = {code: line.check.isChecked() for code, line in desk.page.form.members.lines.items()}
        assert ticks == {
            "2.7": True, "6.1": True, "6.2": True, "6.3": True, "6.4": True, "6.5": False, "8.2": False,
        }  # fmt: skip

    def test_space_ticks_an_item_and_its_materials_and_fields_come_with_it(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        assert "7.5-M1" not in [row.code for row in desk.page.state.rows]
        desk.page.form.members.lines["7.5"].check.setFocus()
        desk.press(Key.Key_Space)
        assert "7.5-M1" in [row.code for row in desk.page.state.rows]
        assert desk.comes_to["7.5"] == "待核对材料"
        desk.press(Key.Key_Space)
        assert "7.5" not in desk.comes_to

    def test_a_field_stands_once_and_goes_with_the_last_item_that_needs_it(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        own = desk.page.form.shared
        assert own is not None
        assert list(own.fields) == ["field.right", "field.opponent", "field.found_on", "field.earlier"]
        for code in ("7.2", "7.4"):
            desk.page.form.members.lines[code].check.setFocus()
            desk.press(Key.Key_Space)
        own = desk.page.form.shared
        assert own is not None
        assert list(own.fields) == ["field.right"]

    def test_the_promise_of_the_whole_is_told(self, desk: PackageDesk) -> None:
        desk.choose("P6-1")
        assert desk.page.form.promise.text() == "整套承诺 2026年11月25日前办结，各事项时限不变"
        desk.choose("P5")
        assert desk.page.form.promise.text() == "各事项按各自时限办理"

    def test_another_package_keeps_who_came_and_asks_before_it_drops_the_rest(
        self, filled: PackageDesk
    ) -> None:
        filled.page.list.rows[4].setFocus()
        filled.press(Key.Key_Up)
        assert filled.dialog.windowTitle() == "换一个套餐"
        filled.press(Key.Key_Return)
        assert filled.page.form.name.full_text() == "维权一件事"
        assert filled.page.state.entry.answers["right"] == RIGHTS["field__right"]
        filled.page.list.rows[4].setFocus()
        filled.press(Key.Key_Up)
        filled.press(Key.Key_Tab, Key.Key_Return)
        assert filled.page.form.name.full_text() == "地理标志用标一件事"
        assert filled.page.state.entry.applicant.name == "河套禾源食品有限公司"
        assert filled.page.state.entry.request == "产品被仿冒"
        assert filled.page.state.entry.answers == {}


class TestFilling:
    def test_the_last_visit_fills_the_applicant(
        self, stage: Stage, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(finder, "PAUSE_MS", 5)
        known = accepted(bench).case.registered.applicant
        desk = PackageDesk(stage, bench)
        desk.page.form.go("applicant.name")
        desk.type(known.name[:4])
        QTest.qWait(30)
        desk.drain()
        desk.press(Key.Key_Return)
        assert desk.page.state.entry.applicant == known

    def test_a_person_is_asked_for_a_paper_and_no_contact(self, desk: PackageDesk) -> None:
        party = desk.page.form.party
        assert party["applicant.id_kind"].isHidden()
        assert party["contact"].line.required
        desk.page.form.go("applicant.kind")
        desk.type("自然人")
        desk.press(Key.Key_Return)
        assert not party["applicant.id_kind"].isHidden()
        assert party["applicant.id_number"].line.label == "身份证号"
        assert not party["contact"].line.required

    def test_an_answer_is_asked_only_where_some_item_can_be_answered_at_once(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        assert not desk.page.form.party["answer"].isHidden()
        desk.page.form.members.lines["2.8"].check.setFocus()
        desk.press(Key.Key_Space)
        assert desk.page.form.party["answer"].isHidden()

    def test_digits_mark_the_one_list_and_the_items_say_what_they_come_to(self, filled: PackageDesk) -> None:
        assert filled.comes_to == {"2.8": "受理", "7.2": "待核对材料", "7.4": "待核对材料"}
        filled.complete()
        assert filled.comes_to == {"2.8": "受理", "7.2": "受理", "7.4": "受理"}
        assert filled.page.hint.text() == "材料齐全，可以提交"
        filled.page.materials.focus_row("ownership")
        filled.press(Key.Key_2)
        assert filled.comes_to == {"2.8": "受理", "7.2": "一次性告知，缺 1 份", "7.4": "一次性告知，缺 1 份"}
        assert filled.page.hint.text() == "2 项要一次性告知，其余照常办理"

    def test_a_core_paper_is_neither_promised_nor_pledged(self, filled: PackageDesk) -> None:
        filled.complete()
        before = filled.page.state
        filled.page.materials.focus_row("ownership")
        filled.press(Key.Key_4, Key.Key_6)
        assert filled.page.state == before

    def test_a_faulty_row_asks_for_its_defects(self, filled: PackageDesk) -> None:
        filled.page.materials.focus_row("ownership")
        filled.press(Key.Key_3)
        assert isinstance(filled.dialog, DefectsDialog)
        filled.press(Key.Key_Escape)
        row = next(row for row in filled.page.state.rows if row.code == "ownership")
        assert row.state.name == "UNDECIDED"
        filled.page.materials.focus_row("ownership")
        filled.press(Key.Key_3)
        filled.dialog.checks.checks["D05"].setFocus()  # type: ignore[attr-defined]
        filled.press(Key.Key_Space)
        filled.press(Key.Key_Return)
        row = next(row for row in filled.page.state.rows if row.code == "ownership")
        assert (row.state.name, [one.code for one in row.defects]) == ("FAULTY", ["D05"])

    def test_one_item_is_refused_for_a_reason_and_taken_back(self, filled: PackageDesk) -> None:
        line = filled.page.form.members.lines["7.4"]
        line.refuse.setFocus()
        filled.press(Key.Key_Space)
        dialog = filled.dialog
        assert isinstance(dialog, RejectDialog)
        dialog.basis.control.setFocus()
        filled.type("知识产权维权援助办法")
        dialog.instead.control.setFocus()
        filled.type("法院")
        filled.press(Key.Key_Return)
        assert not filled.has_dialog
        assert filled.comes_to["7.4"] == "不予受理"
        assert line.refuse.text() == "改为办理"
        assert "7.4-M1" not in [row.code for row in filled.page.state.rows]
        line.refuse.setFocus()
        filled.press(Key.Key_Space)
        assert filled.comes_to["7.4"] == "待核对材料"
        assert line.refuse.text() == "不予受理"

    def test_what_was_marked_stays_when_an_item_is_ticked_off_and_on(self, filled: PackageDesk) -> None:
        filled.complete("7.4-M1")
        check = filled.page.form.members.lines["7.4"].check
        check.setFocus()
        filled.press(Key.Key_Space, Key.Key_Space)
        states = {row.code: row.state.name for row in filled.page.state.rows}
        assert (states["7.4-M1"], states["ownership"]) == ("MISSING", "COMPLETE")


class TestSubmitting:
    def test_every_problem_is_told_at_its_place_and_the_first_has_the_keys(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        desk.page.submit.click()
        desk.drain()
        problems = desk.page.state.problems
        assert {"applicant.name", "applicant.id_number", "contact", "phone", "field.right"} <= set(problems)
        assert QApplication.focusWidget() is desk.page.form.party["applicant.name"].control
        assert desk.page.hint.text() == f"还有 {len(problems)} 处要改"
        said = desk.page.form.party["applicant.name"].line.message
        assert said is not None
        assert said.text == "请填写名称"
        own = desk.page.form.shared
        assert own is not None
        assert own["field.right"].line.message is not None
        assert own["field.right"].line.message.text == "请填写权利名称和号码"
        assert desk.cases == ()

    def test_a_problem_goes_with_the_key_that_mends_it(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        desk.page.submit.click()
        desk.drain()
        desk.fill(field__right="ZL202620000001.4")
        own = desk.page.form.shared
        assert own is not None
        assert own["field.right"].line.message is None
        assert "field.right" not in desk.page.state.problems

    def test_nothing_ticked_is_told_above_the_items(self, filled: PackageDesk) -> None:
        for code in ("2.8", "7.2", "7.4"):
            filled.page.form.members.lines[code].check.setFocus()
            filled.press(Key.Key_Space)
        assert filled.page.hint.text() == "请选套餐，勾选要办的事项"
        filled.page.submit.click()
        filled.drain()
        assert filled.page.form.wanted_problem.text() == "请至少勾选一项"
        assert QApplication.focusWidget() is filled.page.form.members.lines["2.8"].check

    def test_complete_all_is_accepted_printed_and_the_page_is_ready_for_the_next(
        self, filled: PackageDesk
    ) -> None:
        filled.complete()
        filled.page.submit.click()
        filled.drain()
        assert [row.state for row in filled.cases][-1] is State.IN_PROGRESS
        assert len(filled.cases) == 4
        assert filled.printed() == ["W05", "W05", "W05"]
        assert filled.said[0] == "集成办已登记"
        assert filled.page.state.entry.applicant.name == ""
        assert filled.page.state.package is not None
        assert filled.page.state.package.code == "P5"
        assert filled.page.served.text() == "本年惠及 1 家单位"
        assert [one.decision for one in filled.decided] == [Decision.ACCEPT]

    def test_a_gap_asks_once_and_prints_one_notice(self, filled: PackageDesk) -> None:
        filled.complete("ownership")
        filled.page.submit.click()
        filled.drain()
        dialog = filled.dialog
        assert isinstance(dialog, SheetDialog)
        assert dialog.windowTitle() == "一次性告知"
        filled.press(Key.Key_Return)
        assert dialog.fields["verified"].line.message is not None
        assert dialog.fields["verified"].line.message.text == "请核对后打勾"
        assert filled.cases == ()
        dialog.controls["verified"].setFocus()
        filled.press(Key.Key_Space)
        filled.press(Key.Key_Return)
        assert not filled.has_dialog
        assert filled.printed() == ["W04", "W05"]
        assert sorted(row.state for row in filled.cases) == sorted(
            [State.IN_PROGRESS, State.ACCEPTED, State.CORRECTION, State.CORRECTION]
        )

    def test_the_notice_given_up_leaves_everything_as_it_was(self, filled: PackageDesk) -> None:
        filled.complete("ownership")
        before = filled.page.state.entry
        filled.page.submit.click()
        filled.drain()
        filled.press(Key.Key_Escape)
        assert filled.page.state.entry == before
        assert filled.cases == ()

    def test_alt_j_takes_everything_in_with_one_receipt(self, filled: PackageDesk) -> None:
        filled.page.form.go("phone")
        filled.press(Key.Key_J, modifier=ALT)
        assert filled.printed() == ["W02", "W05"]
        assert [row.state for row in filled.cases].count(State.RECEIVED) == 2

    def test_an_answer_closes_what_can_be_answered_at_once(self, filled: PackageDesk) -> None:
        filled.complete()
        filled.fill(answer="先申请维权援助。")
        assert filled.comes_to["2.8"] == "当场答复"
        filled.page.submit.click()
        filled.drain()
        assert [row.state for row in filled.cases].count(State.CLOSED) == 1

    def test_a_second_press_while_it_is_saved_opens_nothing_twice(self, filled: PackageDesk) -> None:
        filled.complete()
        filled.page.submit.click()
        filled.page.submit.click()
        filled.drain()
        assert len(filled.cases) == 4

    def test_without_a_printer_the_cases_are_kept(self, filled: PackageDesk, bench: Bench) -> None:
        bench.spooler.broken = True  # type: ignore[attr-defined]
        filled.complete()
        filled.page.submit.click()
        filled.drain()
        assert len(filled.cases) == 4

    def test_what_is_filled_in_stays_while_something_is_looked_up(self, filled: PackageDesk) -> None:
        filled.complete()
        before = filled.page.state
        filled.page.hide()
        filled.page.show()
        filled.page.activated()
        filled.drain()
        assert filled.page.state == before


class TestKeeping:
    def test_what_is_filled_in_comes_back_after_a_crash(
        self, stage: Stage, bench: Bench, filled: PackageDesk
    ) -> None:
        filled.complete("ownership")
        before = filled.page.state.entry
        filled.page.save()
        filled.drain()
        assert filled.page.is_kept
        assert filled.page.keeping.head.told.text() == "09:05 已自动保存"
        again = PackageDesk(stage, bench)
        assert again.page.state.entry == before
        assert again.page.state.package is not None
        assert again.page.state.package.code == "P5"
        assert again.comes_to["7.2"] == "一次性告知，缺 1 份"
        assert again.page.keeping.head.told.text() == "已恢复 09:05 的草稿"

    def test_two_seconds_after_the_last_key_it_is_kept(
        self, bench: Bench, desk: PackageDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeping, "PAUSE_MS", 5)
        desk.fill(request="来意")
        QTest.qWait(30)
        desk.drain()
        found = desk.counter.package_drafts.load()
        assert found is not None
        assert found.begun.entry.request == "来意"

    def test_leaving_the_page_keeps_it_and_asks_nothing(self, desk: PackageDesk) -> None:
        gone: list[int] = []
        desk.fill(request="来意")
        desk.page.leave(lambda: gone.append(1))
        desk.drain()
        assert gone == [1]
        assert not desk.has_dialog
        assert desk.counter.package_drafts.load() is not None

    def test_locking_is_told_whether_the_store_has_it(self, desk: PackageDesk) -> None:
        told: list[bool] = []
        desk.fill(request="来意")
        desk.page.keep(told.append)
        desk.drain()
        assert told == [True]

    def test_an_empty_page_leaves_no_draft_and_a_case_takes_it_away(self, filled: PackageDesk) -> None:
        filled.page.save()
        filled.drain()
        filled.complete()
        filled.page.submit.click()
        filled.drain()
        assert filled.counter.package_drafts.load() is None
        assert filled.page.is_kept
        filled.page.save()
        filled.drain()
        assert filled.counter.package_drafts.load() is None

    def test_what_was_typed_before_the_draft_was_read_is_not_overwritten(
        self, stage: Stage, bench: Bench, filled: PackageDesk
    ) -> None:
        filled.page.save()
        filled.drain()
        again = PackageDesk(stage, bench)
        again.page.state = replace(again.page.state, entry=PackageEntry(request="别的来意"))
        again.page.keeping.load()
        again.drain()
        assert again.page.state.entry.request == "别的来意"


class TestWalking:
    def test_tab_walks_packages_items_applicant_shared_fields_and_materials(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        walked: list[QWidget] = []
        for _ in range(60):
            focus = QApplication.focusWidget()
            assert focus is not None
            walked.append(focus)
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            settle(1)
        party, own = desk.page.form.party, desk.page.form.shared
        assert own is not None
        wanted = [
            desk.page.form.members.lines["2.8"].check,
            desk.page.form.members.lines["2.8"].send,
            party["applicant.name"].control,
            party["phone"].control,
            party["agent.name"].control,
            party["request"].control,
            own["field.right"].control,
            desk.page.materials.rows[0].bar,
            desk.page.review,
            desk.page.submit,
        ]
        places = [walked.index(one) for one in wanted]
        assert places == sorted(places)

    @pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
    def test_the_page_fits_its_window(self, stage: Stage, bench: Bench, size: tuple[int, int]) -> None:
        desk = PackageDesk(stage, bench, size=size)
        for code in ("P3", "P6-2"):
            desk.choose(code)
            assert desk.page.minimumSizeHint().width() <= size[0]
            lines = desk.page.form.members.lines.values()
            inner = desk.page.form.scroller.widget()
            assert inner is not None
            assert all(line.width() <= inner.width() for line in lines)

    def test_every_control_says_what_it_is(self, desk: PackageDesk) -> None:
        desk.choose("P5")
        line = desk.page.form.members.lines["7.4"]
        assert label(line.check, "行政裁决对接")
        assert line.refuse.accessibleName() == "7.4　行政裁决对接，不予受理"
        assert desk.page.list.rows[4].accessibleName() == "P5 维权一件事"


class TestFoundAgain:
    def opened(self, desk: PackageDesk) -> None:
        desk.complete("ownership")
        desk.page.submit.click()
        desk.drain()
        desk.dialog.controls["verified"].setFocus()  # type: ignore[attr-defined]
        desk.press(Key.Key_Space)
        desk.press(Key.Key_Return)

    def test_the_list_names_the_package_and_the_case_leads_to_the_others(
        self, stage: Stage, bench: Bench, filled: PackageDesk
    ) -> None:
        self.opened(filled)
        counter = bench.counter()
        page, here = room(
            stage,
            lambda one: CasesPage(counter, one.office, one.lanes, one.feedback),
            CLERK_PERSON,
            watch=bench.clock,  # type: ignore[arg-type]
        )
        settle()
        here.drain()
        parent = filled.cases[-1]
        assert parent.package == "维权一件事"
        page.activated(parent.case_no)
        here.drain()
        settle()
        here.drain()
        strip = page.detail.family
        assert not strip.isHidden()
        assert strip.title.text() == "集成办　维权一件事　子件 3 件"
        assert [line.about.full_text() for line in strip.lines] == [
            "维权咨询",
            "维权援助申请",
            "行政裁决对接",
        ]
        assert "权利名称和号码：一种向日葵脱壳机" in strip.answers.full_text()
        child = strip.lines[1].number
        number = child.text()
        child.setFocus()
        QTest.keyClick(child, Key.Key_Space)
        here.drain()
        settle()
        here.drain()
        assert page.detail.number.text() == number
        assert page.detail.family.title.text() == "集成办　维权一件事"
        assert [line.about.full_text() for line in page.detail.family.lines] == ["集成办主件"]

    def test_a_case_on_its_own_shows_no_family(self, stage: Stage, bench: Bench) -> None:
        made = accepted(bench)
        counter = bench.counter()
        page, here = room(
            stage,
            lambda one: CasesPage(counter, one.office, one.lanes, one.feedback),
            CLERK_PERSON,
            watch=bench.clock,  # type: ignore[arg-type]
        )
        page.activated(made.case.case_no)
        here.drain()
        settle()
        here.drain()
        assert page.detail.family.isHidden()

    def test_the_parent_offers_to_be_closed_once_its_children_have_ended(
        self, bench: Bench, filled: PackageDesk
    ) -> None:
        self.opened(filled)
        judged(bench, ["applied"] * 40)
        counter = bench.counter()
        *children, parent = filled.cases
        assert "close" not in counter.cases.detail(parent.case_id).actions
        for child in children:
            if child.state is State.CORRECTION:
                counter.cases.withdraw(child.case_id, "不再办理")
            else:
                counter.cases.close(child.case_id, "已答复")
        assert counter.cases.detail(parent.case_id).actions >= {"close"}
