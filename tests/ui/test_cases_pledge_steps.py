"""核查承诺, what follows an untrue one, and 失信 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.credit import CreditAct
from outlet_app.domain.decisions import Decision
from outlet_app.domain.discredit import Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry import PledgeDetail
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import pledge_steps as words
from tests.services.test_pledging import CITY, CITY_PERSON, CODE
from tests.support.at_the_counter import kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import write
from tests.support.entries import subsidy

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TODAY = MORNING.date()
Open = Callable[..., CaseDesk]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def accepted(bench: Bench) -> Case:
    entry = subsidy(bench.reference, A2=MaterialState.PLEDGED)
    return bench.counter().intake.decide(entry, Decision.ACCEPT, PledgeDetail(told=True, signed=True)).case


def closed(bench: Bench) -> Case:
    return bench.counter().cases.close(accepted(bench).case_id, "已出具预审意见")


def untrue(bench: Bench, case: Case) -> None:
    assert case.pledge is not None
    way = case.pledge.lines[0].way
    bench.counter().pledges.check(case.case_id, CODE, way, CheckResult.UNTRUE, "银行回函", TODAY)


def proposed(bench: Bench) -> None:
    case = closed(bench)
    untrue(bench, case)
    credit = bench.counter(SUPERVISOR_PERSON).credit
    credit.propose(case.case_id, CreditAct.UNTRUE, "账户不属于申请人", TODAY, date(2026, 11, 27))


@pytest.fixture
def at(stage: Callable[..., QWidget], bench: Bench) -> Open:
    """The newest case before a person, so many days on."""

    def opened(person: Person = CLERK_PERSON, days: int = 0) -> CaseDesk:
        bench.clock.forward(days=days)
        return CaseDesk(stage, bench, person)

    return opened


def sheet(desk: CaseDesk, step: str) -> SheetDialog:
    dialog = desk.ask(step)
    assert isinstance(dialog, SheetDialog)
    return dialog


def choose(dialog: SheetDialog, key: str, value: str) -> None:
    dialog.controls[key].set_value(value)  # type: ignore[union-attr]


def fill(dialog: SheetDialog, key: str, text: str) -> None:
    control = dialog.controls[key]
    control.setFocus()
    control.selectAll()  # type: ignore[union-attr]
    write(text)


def go(desk: CaseDesk) -> None:
    desk.press(K.Key_B, modifier=ALT)
    desk.drain()


class TestVerification:
    def test_it_is_written_down_by_keys(self, at: Open, bench: Bench) -> None:
        closed(bench)
        desk = at()
        dialog = sheet(desk, "verify")
        assert dialog.controls["code"].value == CODE  # type: ignore[union-attr]
        assert dialog.controls["way"].value == "assisted"  # type: ignore[union-attr]
        choose(dialog, "result", "true")
        fill(dialog, "evidence", "开户行回函 12 号")
        go(desk)
        assert desk.said[-1] == "核查属实，已记录"
        pledge = desk.case.pledge
        assert pledge is not None
        assert pledge.open_lines == ()
        assert pledge.checks[0].fact.evidence == "开户行回函 12 号"
        assert desk.told[0] == "核查承诺"
        assert "verify" not in desk.offered

    @pytest.mark.parametrize(
        ("result", "said"),
        [
            ("untrue", "核查不实，已记录，请窗口负责人处理"),
            ("unclear", "无法核实，已记录，可以再次核查"),
        ],
    )
    def test_what_is_said_after(self, at: Open, bench: Bench, result: str, said: str) -> None:
        closed(bench)
        desk = at()
        dialog = sheet(desk, "verify")
        choose(dialog, "result", result)
        fill(dialog, "evidence", "回函")
        go(desk)
        assert desk.said[-1] == said

    def test_result_and_evidence_are_asked_for(self, at: Open, bench: Bench) -> None:
        closed(bench)
        desk = at()
        dialog = sheet(desk, "verify")
        go(desk)
        assert dialog.fields["result"].message == "请选择核查结果"
        assert dialog.fields["evidence"].message == "请填写核查依据"
        assert desk.here.feedback.open_dialog is dialog

    @pytest.mark.parametrize(("typed", "day"), [("11-24", date(2026, 11, 24)), ("1123", date(2026, 11, 23))])
    def test_a_day_without_its_year_lies_behind(self, at: Open, bench: Bench, typed: str, day: date) -> None:
        closed(bench)
        desk = at(days=6)
        dialog = sheet(desk, "verify")
        choose(dialog, "result", "true")
        fill(dialog, "evidence", "回函")
        fill(dialog, "day", typed)
        go(desk)
        pledge = desk.case.pledge
        assert pledge is not None
        assert pledge.checks[0].fact.checked_on == day

    def test_nobody_verifies_tomorrow(self, at: Open, bench: Bench) -> None:
        closed(bench)
        desk = at()
        dialog = sheet(desk, "verify")
        choose(dialog, "result", "true")
        fill(dialog, "evidence", "回函")
        fill(dialog, "day", "2026-11-21")
        go(desk)
        assert dialog.fields["day"].message == "还没有到这一天"


class TestConsequence:
    def open(self, at: Open, bench: Bench, *, is_closed: bool = True) -> tuple[CaseDesk, SheetDialog]:
        case = closed(bench) if is_closed else accepted(bench)
        untrue(bench, case)
        desk = at(SUPERVISOR_PERSON)
        return desk, sheet(desk, "consequence")

    @pytest.mark.parametrize(
        ("is_closed", "steps"),
        [
            (True, ["rectify", "revoke", "penalty"]),
            (False, ["stop", "rectify", "penalty"]),
        ],
    )
    def test_what_can_be_done(self, at: Open, bench: Bench, is_closed: bool, steps: list[str]) -> None:
        _, dialog = self.open(at, bench, is_closed=is_closed)
        for step in Consequence:
            choose(dialog, "step", step.value)
            assert (dialog.controls["step"].value == step.value) is (step.value in steps)  # type: ignore[union-attr]
            choose(dialog, "step", steps[0])

    def test_a_decision_is_revoked_with_its_paper(self, at: Open, bench: Bench) -> None:
        desk, dialog = self.open(at, bench)
        number = next(one.number for one in desk.case.papers if one.form == "W05")
        choose(dialog, "step", "revoke")
        fill(dialog, "reason", "账户不属于申请人")
        choose(dialog, "paper", number)
        dialog.controls["reason"].setFocus()
        go(desk)
        assert desk.said[-1] == "已撤销决定"
        assert kinds(bench, desk.case.case_id)[-2:] == ["consequence_drawn", "paper_voided"]
        assert desk.case.is_revoked(number)

    @pytest.mark.parametrize(
        ("step", "field", "said"),
        [("revoke", "paper", "请选择撤销的文书"), ("rectify", "until", "请填写整改期限")],
    )
    def test_what_each_needs(self, at: Open, bench: Bench, step: str, field: str, said: str) -> None:
        desk, dialog = self.open(at, bench)
        choose(dialog, "step", step)
        fill(dialog, "reason", "不实")
        go(desk)
        assert dialog.fields[field].message == said

    def test_the_promise_itself_is_no_decision_to_revoke(self, at: Open, bench: Bench) -> None:
        desk, dialog = self.open(at, bench)
        pledge_paper = next(one.number for one in desk.case.papers if one.form == "W09")
        choose(dialog, "paper", pledge_paper)
        assert dialog.controls["paper"].value != pledge_paper  # type: ignore[union-attr]

    def test_putting_right(self, at: Open, bench: Bench) -> None:
        desk, dialog = self.open(at, bench, is_closed=False)
        choose(dialog, "step", "rectify")
        fill(dialog, "reason", "不实")
        fill(dialog, "until", "12-20")
        go(desk)
        assert desk.said[-1] == "已责令限期整改"
        assert desk.case.pledge is not None
        assert desk.case.pledge.consequences[0].rectify_by == date(2026, 12, 20)

    def test_an_end_is_not_what_enter_does(self, at: Open, bench: Bench) -> None:
        desk, dialog = self.open(at, bench, is_closed=False)
        choose(dialog, "step", "stop")
        fill(dialog, "reason", "不实")
        dialog.controls["step"].setFocus()
        desk.press(K.Key_Return)
        desk.drain()
        assert desk.case.state is State.ACCEPTED


class TestDiscredit:
    def test_the_supervisor_proposes(self, at: Open, bench: Bench) -> None:
        untrue(bench, closed(bench))
        desk = at(SUPERVISOR_PERSON)
        dialog = sheet(desk, "discredit")
        assert dialog.controls["act"].value == "untrue"  # type: ignore[union-attr]
        assert dialog.controls["until"].text() == "2026-11-27"  # type: ignore[union-attr]
        fill(dialog, "grounds", "账户不属于申请人")
        go(desk)
        assert desk.said[-1] == "已提请市级认定，请听取陈述申辩"
        assert desk.case.credit is not None
        assert desk.case.credit.proposal.to_outlet == CITY
        assert {"defence"} <= desk.offered
        assert not desk.offered & {"discredit", "discredit_list", "discredit_drop"}

    @pytest.mark.parametrize(("text", "silent"), [("账户由配偶代开", False), ("", True)])
    def test_the_applicant_is_heard(self, at: Open, bench: Bench, text: str, silent: bool) -> None:
        proposed(bench)
        desk = at()
        dialog = sheet(desk, "defence")
        go(desk)
        assert dialog.fields["text"].message == "请填写陈述申辩内容"
        if silent:
            dialog.controls["silent"].setChecked(True)  # type: ignore[union-attr]
        else:
            fill(dialog, "text", text)
        go(desk)
        assert desk.said[-1] == "陈述申辩已记录"
        assert desk.case.credit is not None
        assert desk.case.credit.defence is not None
        assert (desk.case.credit.defence.text, desk.case.credit.defence.made) == (text, not silent)

    def city(self, at: Open, bench: Bench) -> CaseDesk:
        bench.reference = replace(bench.reference, outlet=bench.reference.outlets.by_code(CITY))
        return at(CITY_PERSON)

    def test_the_city_lists_and_repairs(self, at: Open, bench: Bench) -> None:
        proposed(bench)
        case_id = bench.counter().cases.page(CaseFilter()).rows[0].case_id
        bench.counter().credit.hear(case_id, "账户由配偶代开")
        desk = self.city(at, bench)
        dialog = sheet(desk, "discredit_list")
        assert dialog.controls["until"].text() == "2027-11-20"  # type: ignore[union-attr]
        said = "".join(one.text() for one in dialog.body.findChildren(Paragraph))
        assert "虚假承诺：账户不属于申请人，2026年11月20日告知" in said
        assert "陈述申辩：账户由配偶代开" in said
        fill(dialog, "reason", "事实清楚")
        go(desk)
        assert desk.said[-1] == "已列入失信名单"
        assert desk.case.credit is not None
        assert desk.case.credit.standing is Standing.LISTED
        dialog = sheet(desk, "repair")
        fill(dialog, "reason", "已改正")
        go(desk)
        assert desk.said[-1] == "已修复，移出失信名单"

    def test_the_city_may_drop_it(self, at: Open, bench: Bench) -> None:
        proposed(bench)
        desk = self.city(at, bench)
        dialog = sheet(desk, "discredit_drop")
        fill(dialog, "reason", "情节轻微，已改正")
        go(desk)
        assert desk.said[-1] == "已不予认定"
        assert desk.case.credit is not None
        assert desk.case.credit.standing is Standing.DROPPED


@pytest.mark.parametrize("text", ["", "由配偶代开"])
def test_what_was_heard_in_words(text: str) -> None:
    assert words.heard(text) == (f"陈述申辩：{text}" if text else "申请人在期限内没有陈述申辩。")
