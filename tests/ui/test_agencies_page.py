"""帮办代办 (F12): the list of what runs, the chosen one in full, at every size and by keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.ahead import Ahead, Step
from outlet_app.domain.facts.agency import Doing, Mode, Power
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.services.agency_views import AgencyRow
from outlet_app.ui.keymap import KEYS, OWN_KEYS, PAGE_KEYS, PageKey
from outlet_app.ui.pages.cases.agencies.detail import facts_of
from outlet_app.ui.pages.cases.agencies.state import AgenciesState, chose, detailed, failed, loaded
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording import agency as words
from tests.support.agencies import acted, begun, mandate, stopped
from tests.support.agency_desk import ME, MINE, AgencyDesk, helped
from tests.support.at_the_counter import taken
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import settle, texts
from tests.support.inspection import faults

NewStage = Callable[..., QWidget]
LONG, MONGOLIAN, RARE = (
    "内蒙古河套黄柿子种植加工专业合作社联合社示范园区",
    "阿拉坦·额尔敦巴特尔",
    "𠮷𬎆商贸有限公司",
)
APPLICANT, HELPER, AHEAD = 0, 2, 4


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def busy(bench: Bench) -> dict[str, str]:
    """Four of them: planned, expired, stopped, and one that only asked; ids by name."""
    agencies = bench.counter().agencies
    short = replace(MINE, mandate=mandate(Power.SUBMIT, until=date(2026, 11, 21)))
    found = {
        LONG: helped(bench, name=LONG),
        MONGOLIAN: helped(bench, short, name=MONGOLIAN),
        RARE: helped(bench, name=RARE),
    }
    plan = acted(Doing.FILL, next_step="到市局提交申报书", next_day=date(2026, 11, 24), told=True)
    agencies.act(found[LONG], plan)
    agencies.halt(found[RARE], stopped())
    taken(bench, assisted=True)
    bench.clock.forward(days=6)
    return found


class TestList:
    """Whose, by whom, until when, and what is next."""

    def test_the_most_pressing_comes_first(self, stage: NewStage, bench: Bench) -> None:
        busy(bench)
        desk = AgencyDesk(stage, bench)
        assert desk.rows == [MONGOLIAN, LONG, "其其格", RARE]
        assert desk.page.list.caption.text() == "4 件"
        table = desk.page.list.table
        assert texts(table, AHEAD) == [
            "委托已到期，重新委托 11-21",
            "到市局提交申报书 11-24",
            "等待受理帮办代办",
            "已中止，续办或者终止",
        ]
        assert texts(table, APPLICANT)[0].startswith(f"{MONGOLIAN} HH01-")
        assert texts(table, HELPER) == [
            "苏日娜 至 2026-11-21",
            "苏日娜 至 2027-01-18",
            "苏日娜",
            "苏日娜 至 2027-01-18",
        ]

    def test_a_term_that_is_over_is_red(self, stage: NewStage, bench: Bench) -> None:
        found = busy(bench)
        desk = AgencyDesk(stage, bench)
        cells = {row.case_id: desk.page.list._helper(row).tone for row in desk.counter.agencies.running()}
        assert (cells[found[MONGOLIAN]], cells[found[LONG]]) == ("bad", "text")

    def test_names_and_numbers_have_room_at_the_usual_size(self, stage: NewStage, bench: Bench) -> None:
        busy(bench)
        desk = AgencyDesk(stage, bench, size=(1150, 640))
        desk.page.set_layout(Layout.STANDARD)
        settle()
        table = desk.page.list.table
        shown = [at for at in range(table.model().columnCount()) if not table.isColumnHidden(at)]
        assert shown == [APPLICANT, HELPER, AHEAD]
        assert table.columnWidth(APPLICANT) >= 200

    def test_nothing_runs(self, stage: NewStage, bench: Bench) -> None:
        desk = AgencyDesk(stage, bench)
        assert desk.page.list.pane.is_empty
        assert desk.page.state.detail is None
        assert desk.page.subject() == ""

    def test_a_list_that_cannot_be_read_says_so(
        self, stage: NewStage, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = AgencyDesk(stage, bench)
        helped(bench)

        def broken() -> None:
            raise Refused(Refusal("case.unknown"))

        monkeypatch.setattr(desk.counter.agencies, "running", broken)
        desk.page.refresh()
        desk.drain()
        assert desk.page.state.failed
        assert desk.said == [] or desk.here.feedback.toasts.history

    def test_the_first_reading_may_fail_too(
        self, stage: NewStage, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_self: object) -> None:
            raise Refused(Refusal("case.unknown"))

        with monkeypatch.context() as patched:
            patched.setattr("outlet_app.services.agencies.Agencies.running", broken)
            desk = AgencyDesk(stage, bench)
        assert desk.page.list.pane.is_empty
        helped(bench)
        desk.page.refresh()
        desk.drain()
        assert len(desk.rows) == 1

    def test_ctrl_c_copies_the_number(self, stage: NewStage, bench: Bench) -> None:
        case_id = helped(bench)
        desk = AgencyDesk(stage, bench)
        desk.press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text() == desk.case(case_id).case_no

    @pytest.mark.parametrize(
        ("step", "day", "tone", "text"),
        [
            (Step.RENEW, date(2026, 11, 19), "bad", "委托已到期，重新委托"),
            (Step.EXPIRING, date(2026, 11, 22), "warn", "委托快要到期"),
            (Step.GIVE_BACK, None, "warn", "办件已结，退还材料"),
            (Step.FINISH, None, "text", "办件已结，办结帮办"),
            (Step.CORRECT, date(2026, 12, 11), "warn", "帮助申请人补正"),
            (Step.CORRECT, date(2026, 11, 19), "bad", "帮助申请人补正"),
            (Step.FETCH, None, "text", "结果已出，取件"),
            (Step.TELL, date(2026, 11, 20), "warn", "告知申请人进展"),
            (Step.PLANNED, date(2026, 11, 20), "text", "按计划办理"),
            (Step.PLANNED, date(2026, 11, 19), "bad", "按计划办理"),
            (Step.GO_ON, date(2026, 11, 27), "text", "继续办理"),
        ],
    )
    def test_colour_means_that_somebody_must_act(
        self, stage: NewStage, bench: Bench, step: Step, day: date | None, tone: str, text: str
    ) -> None:
        case_id = helped(bench)
        desk = AgencyDesk(stage, bench)
        row = AgencyRow(desk.case(case_id), "苏日娜", Mode.WHOLE, None, Ahead(step, day))
        cell = desk.page.list.ahead_cell(row)
        assert (cell.text, cell.tone, bool(cell.icon)) == (text, tone, tone != "text")

    def test_every_step_is_worded(self) -> None:
        assert words.AHEAD.keys() == set(Step)
        assert words.ahead_words(Ahead(Step.PLANNED, None, "等通知")) == "等通知"

    @pytest.mark.parametrize(
        ("day", "text"),
        [(date(2026, 11, 20), "今天"), (date(2026, 12, 1), "12-01"), (date(2027, 1, 18), "2027-01-18")],
    )
    def test_a_day_of_another_year_carries_it(self, day: date, text: str) -> None:
        assert words.by_day(day, date(2026, 11, 20)) == text


class TestDetail:
    """The chosen one in full."""

    def test_the_facts_of_a_help(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = AgencyDesk(stage, bench)
        shown = {key: label.text() for key, label in desk.page.detail.facts.values.items()}
        assert shown == {
            "mode": "全程代办，办理中",
            "helper": "苏日娜 0837，电话 0478-6623315",
            "scope": "代办专利转化资助申报",
            "powers": "代为填写、代为提交、代为签收文书、代为缴费、代为补正、代为领取结果",
            "term": "2026-11-20 至 2027-01-18",
            "held": "营业执照 1 份原件、申报书 2 份复印件",
            "ahead": "继续办理（11-27）",
        }
        assert desk.told == ["帮办代办受理"]

    def test_the_facts_of_one_that_only_asked(self, stage: NewStage, bench: Bench) -> None:
        taken(bench, assisted=True)
        desk = AgencyDesk(stage, bench)
        shown = {key: label.text() for key, label in desk.page.detail.facts.values.items()}
        assert (shown["mode"], shown["helper"], shown["ahead"]) == ("还没有受理", "—", "等待受理帮办代办")
        assert desk.page.detail.steps.buttons["help"].isVisible()

    def test_an_expired_term_and_a_late_step_are_red(self, stage: NewStage, bench: Bench) -> None:
        found = busy(bench)
        desk = AgencyDesk(stage, bench)
        detail = desk.counter.cases.detail(found[MONGOLIAN])
        facts = facts_of(detail, bench.clock.now())
        assert facts["term"] == ("2026-11-20 至 2026-11-21，已到期", "bad")
        assert facts["ahead"] == ("委托已到期，重新委托（11-21）", "bad")
        assert facts_of(desk.counter.cases.detail(found[RARE]), bench.clock.now())["mode"][0].endswith(
            "已中止"
        )

    def test_a_guide_on_site_has_no_authority_and_no_papers(self, stage: NewStage, bench: Bench) -> None:
        case_id = helped(bench, begun(Mode.ON_SITE, helper=ME, materials=()))
        facts = facts_of(bench.counter().cases.detail(case_id), bench.clock.now())
        assert (facts["powers"][0], facts["term"][0], facts["held"][0]) == ("没有委托", "没有委托", "没有")

    def test_the_log_holds_only_what_the_help_is_about(self, stage: NewStage, bench: Bench) -> None:
        case_id = helped(bench)
        bench.counter().agencies.act(case_id, acted())
        desk = AgencyDesk(stage, bench)
        assert desk.told == ["帮办代办", "帮办代办受理"]

    def test_arrows_read_the_next_one(self, stage: NewStage, bench: Bench) -> None:
        busy(bench)
        desk = AgencyDesk(stage, bench)
        assert desk.page.detail.title.text() == MONGOLIAN
        desk.press(Qt.Key.Key_Down)
        desk.drain()
        assert desk.page.state.detail is not None
        assert desk.page.state.detail.row.applicant == LONG
        assert desk.page.subject() == desk.page.state.detail.row.case_id  # type: ignore[union-attr]

    def test_quick_arrows_show_the_last_one(self, stage: NewStage, bench: Bench) -> None:
        busy(bench)
        desk = AgencyDesk(stage, bench)
        desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
        desk.drain()
        assert desk.page.detail.title.text() == RARE

    def test_enter_goes_to_the_steps_and_esc_back(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = AgencyDesk(stage, bench)
        desk.press(Qt.Key.Key_Return)
        assert desk.page.detail.steps.buttons["help_log"].hasFocus()
        assert desk.page.go_back()
        assert desk.page.list.table.hasFocus()
        assert not desk.page.go_back()

    def test_the_case_itself_is_one_key_away(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = AgencyDesk(stage, bench)
        asked: list[tuple[str, object]] = []
        desk.page.go_to.connect(lambda key, what: asked.append((key, what)))
        desk.press(Qt.Key.Key_O, modifier=Qt.KeyboardModifier.AltModifier)
        assert asked == [(PageKey.CASES, desk.page.state.detail.row.case_no)]  # type: ignore[union-attr]

    def test_the_chosen_one_stays_chosen_after_another_reading(self, stage: NewStage, bench: Bench) -> None:
        found = busy(bench)
        desk = AgencyDesk(stage, bench)
        desk.page.list.choose(found[RARE])
        desk.drain()
        bench.counter().agencies.act(found[LONG], acted())
        desk.page.refresh()
        desk.drain()
        assert desk.page.subject() == found[RARE]
        assert desk.page.detail.title.text() == RARE


class TestKeys:
    """F12 from anywhere."""

    def test_the_page_has_its_own_key(self) -> None:
        assert OWN_KEYS[PageKey.ASSISTANCE] == PAGE_KEYS[PageKey.ASSISTANCE] == "F12"
        assert "F12" not in {key for keys in KEYS.values() for key in keys}

    def test_the_panes_are_the_list_and_the_chosen_one(self, stage: NewStage, bench: Bench) -> None:
        desk = AgencyDesk(stage, bench)
        assert desk.page.panes() == (desk.page.list.table, desk.page.detail)


class TestLooks:
    """At every size and scheme nothing is cut, squeezed or strayed."""

    @pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.HIGH_CONTRAST])
    @pytest.mark.parametrize(
        ("size", "factor", "layout"),
        [
            ((1096, 620), 1.0, Layout.NARROW),
            ((1182, 640), 1.0, Layout.STANDARD),
            ((1736, 980), 1.0, Layout.WIDE),
            ((1302, 600), 1.5, Layout.COMPACT),
        ],
    )
    def test_the_page_is_whole(
        self,
        stage: NewStage,
        bench: Bench,
        scheme: Scheme,
        size: tuple[int, int],
        factor: float,
        layout: Layout,
    ) -> None:
        found = busy(bench)
        look().choose(scheme, factor)
        desk = AgencyDesk(stage, bench, size=size)
        desk.page.set_layout(layout)
        desk.page.list.choose(found[LONG])
        desk.drain()
        settle()
        assert faults(desk.page.window()) == []
        if layout is Layout.COMPACT:
            desk.press(Qt.Key.Key_Return)
            settle()
            assert desk.page.detail.isVisible()
            assert not desk.page.list.isVisible()
            assert faults(desk.page.window()) == []


class TestState:
    """The page as a value."""

    def test_a_reading_keeps_the_chosen_one_while_it_is_there(self, bench: Bench) -> None:
        case_id = helped(bench)
        rows = bench.counter().agencies.running()
        detail = bench.counter().cases.detail(case_id)
        state = detailed(chose(AgenciesState(), case_id), detail)
        assert loaded(state, rows).detail == detail
        assert loaded(state, rows).row == rows[0]
        assert loaded(state, ()) == AgenciesState(rows=())

    def test_a_detail_of_a_row_left_meanwhile_is_not_shown(self, bench: Bench) -> None:
        detail = bench.counter().cases.detail(helped(bench))
        state = chose(AgenciesState(), "other")
        assert detailed(state, detail) == state

    def test_a_failed_reading_keeps_what_was_read(self, bench: Bench) -> None:
        helped(bench)
        state = loaded(AgenciesState(), bench.counter().agencies.running())
        assert failed(state) == replace(state, failed=True)
        assert AgenciesState().row is None
