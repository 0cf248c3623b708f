"""不予支持 and 终止办理 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.forms.ending import Ground
from outlet_app.domain.states import State
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import actions
from outlet_app.wording import ending as words
from tests.support.at_the_counter import accepted, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import subsidy

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def test_a_matter_is_closed_without_support_by_keys(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    desk = CaseDesk(stage, bench)
    dialog = desk.ask("deny")
    assert isinstance(dialog, SheetDialog)
    desk.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["outcome"].message
    desk.write("现有证据不足")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.said == [words.DENIED]
    assert desk.told[:2] == ["办结", "办理结果"]
    assert desk.page.detail.course.entries[1].text == "不予支持\n现有证据不足"
    assert desk.case.state is State.CLOSED


def test_a_head_ends_a_matter_by_keys_and_never_by_enter(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    desk = CaseDesk(stage, bench, SUPERVISOR_PERSON)
    dialog = desk.ask("terminate")
    assert isinstance(dialog, SheetDialog)
    desk.write("联系不上")
    desk.press(Key.Key_Return, Key.Key_Tab)
    desk.write("三次电话未接，材料已寄还")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.said[0] == words.TERMINATED
    assert desk.case.state is State.TERMINATED
    assert desk.case.outcome == "联系不上申请人：三次电话未接，材料已寄还"
    assert "终止办理" in desk.told[:2]
    assert "终止办理通知书" in text_of(bench.spooler.jobs[-1].pdf)


def test_a_clerk_is_not_offered_it(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    offered = CaseDesk(stage, bench).offered
    assert "deny" in offered
    assert "terminate" not in offered


@pytest.mark.parametrize("ground", list(Ground))
def test_every_ground_has_its_words(ground: Ground) -> None:
    assert words.reason(ground.value, "说明") == f"{words.GROUNDS[ground]}：说明"
    assert len(words.reason(ground.value, "说" * 200)) <= 300


def test_late_it_asks_for_the_reason_first(stage: Callable[..., QWidget], bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=6)
    dialog = CaseDesk(stage, bench, SUPERVISOR_PERSON).ask("terminate")
    assert isinstance(dialog, SheetDialog)
    assert "measures" in dialog.fields


@pytest.mark.parametrize("step", ["deny", "terminate"])
def test_what_is_seldom_and_final_stands_behind_the_usual_steps(
    stage: Callable[..., QWidget], bench: Bench, step: str
) -> None:
    accepted(bench)
    ordered = [name for name in actions.ACTIONS if name in CaseDesk(stage, bench, SUPERVISOR_PERSON).offered]
    usual = {"close", "withdraw", "stage", "transfer", "outcome", "help", "issue_paper", "pause", "tell"}
    assert all(ordered.index(name) < ordered.index(step) for name in usual & set(ordered))
    assert usual & set(ordered) >= {"close", "withdraw", "transfer"}


def test_the_question_names_what_goes_back(stage: Callable[..., QWidget], bench: Bench) -> None:
    bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT)
    dialog = CaseDesk(stage, bench, SUPERVISOR_PERSON).ask("terminate")
    (told,) = (one.text() for one in dialog.findChildren(Paragraph) if "终止后不能恢复" in one.text())
    assert "退还材料：资助奖励申报书" in told
    assert told.endswith("打印终止办理通知书由申请人签收。")


def test_with_nothing_here_the_notice_is_delivered(stage: Callable[..., QWidget], bench: Bench) -> None:
    entry = replace(subsidy(bench.reference), item=5, sub_item="5.1", materials=())
    bench.counter().intake.decide(entry, Decision.RECEIVE)
    dialog = CaseDesk(stage, bench, SUPERVISOR_PERSON).ask("terminate")
    assert any(one.text().endswith(words.TERMINATE_NOTHING_BACK) for one in dialog.findChildren(Paragraph))
