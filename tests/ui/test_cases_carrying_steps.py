"""转入办理, 登记申报 and 不再提醒 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.services.carrying import Wish
from outlet_app.services.rights import numbers_of
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.intake_order import IntakeOrder
from tests.support.at_the_counter import answered
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
WHO = Applicant(
    ApplicantKind.ENTERPRISE,
    "𬎆兴商贸有限公司",
    IdKind.USCC,
    "91150826MA0NK2H35E",
    "乌云·额尔敦",
    "13800002046",
)
REQUEST = "专利 ZL202310000001.7 想质押，商标第12345678号也可以吗"
WISH = Wish("BYNR-2026-07", "品牌奖补", date(2026, 12, 1), None, "申报品牌奖补", "十二月可以申报。")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def went(desk: CaseDesk) -> list[tuple[str, object]]:
    gone: list[tuple[str, object]] = []
    desk.page.go_to.connect(lambda key, what: gone.append((key, what)))
    return gone


def take(desk: CaseDesk, step: str) -> None:
    """A step that asks nothing."""
    assert desk.page.state.detail is not None
    desk.page.steps.ask(step, desk.page.state.detail)
    desk.drain()


def test_a_question_goes_on_with_everybody_and_every_number(stage: Stage, bench: Bench) -> None:
    answered(bench, applicant=WHO, sub_item="2.7", request=REQUEST)
    desk = CaseDesk(stage, bench)
    gone = went(desk)
    take(desk, "go_on")
    ((page, order),) = gone
    assert page == PageKey.INTAKE
    assert isinstance(order, IntakeOrder)
    entry, case_no = order.entry, desk.case.case_no
    assert (entry.applicant, entry.item, entry.follows) == (WHO, 6, case_no)
    assert entry.request == f"承接 {case_no} 的咨询：{REQUEST}\n涉及权利号：ZL202310000001.7、12345678"


def test_without_a_number_the_request_is_only_taken_over(stage: Stage, bench: Bench) -> None:
    answered(bench, applicant=WHO, sub_item="2.8", request="商标被仿冒怎么办")
    desk = CaseDesk(stage, bench)
    gone = went(desk)
    take(desk, "go_on")
    (_, order) = gone[0]
    assert isinstance(order, IntakeOrder)
    assert order.entry.request.endswith("的咨询：商标被仿冒怎么办")


def test_numbers_are_gathered_from_answer_and_papers_too(bench: Bench) -> None:
    case = answered(bench, applicant=WHO, sub_item="2.7", request="质押", answer="查到 202310000002X。").case
    rows = (("一种装置", "ZL202310000001.7", "本人", "有效"),)
    paper = OutcomeWritten("R01", MORNING.date(), (Filled("asked", "第7654321号商标"),), rows)
    assert numbers_of(replace(case, written=(paper,))) == ("202310000002X", "7654321", "ZL202310000001.7")


def test_other_questions_do_not_go_on(stage: Stage, bench: Bench) -> None:
    answered(bench, applicant=WHO, sub_item="2.2")
    assert "go_on" not in CaseDesk(stage, bench).offered


@pytest.fixture
def reminded(stage: Stage, bench: Bench) -> CaseDesk:
    bench.counter().carrying.remind(IntakeEntry(applicant=WHO, item=8, sub_item="8.2"), WISH)
    bench.clock.forward(days=11)
    return CaseDesk(stage, bench)


def test_a_declaration_opens_the_form_for_its_policy(reminded: CaseDesk) -> None:
    gone = went(reminded)
    assert {"declare", "drop_reminder"} <= reminded.offered
    take(reminded, "declare")
    (_, order) = gone[0]
    assert isinstance(order, IntakeOrder)
    case_no = reminded.case.case_no
    assert (order.entry.sub_item, order.entry.follows) == ("8.2", case_no)
    assert order.entry.request == f"品牌奖补（BYNR-2026-07）申报。原办件 {case_no}：申报品牌奖补"


def test_a_reminder_is_dropped_with_its_reason(reminded: CaseDesk) -> None:
    dialog = reminded.ask("drop_reminder")
    reminded.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["reason"].message == "请填写理由"  # type: ignore[attr-defined]
    dialog.controls["reason"].setFocus()  # type: ignore[attr-defined]
    reminded.write("企业已迁出")
    reminded.press(Key.Key_B, modifier=ALT)
    reminded.drain()
    assert reminded.case.reminder is None
    assert reminded.said == ["已不再提醒"]
    assert not {"declare", "drop_reminder"} & reminded.offered


def test_carried_on_it_tells_under_which_number(stage: Stage, bench: Bench) -> None:
    before = answered(bench, applicant=WHO, sub_item="2.8").case
    entry = replace(bench.counter().carrying.entry(before, "商标被仿冒"), answer="已告知。")
    after = bench.counter().intake.decide(entry, Decision.ANSWER).case
    desk = CaseDesk(stage, bench)
    told = bench.counter().cases.detail(before.case_id).timeline
    assert [one.event.fact.KIND for one in told].count("carried_on") == 1
    assert after.case_no in repr([one.event.fact for one in told])
    assert desk.case.registered.follows == before.case_no
