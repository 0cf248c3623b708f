"""处理完毕 on 办件查询, by keys over a real counter: what was refused, which papers must come back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.facts.refusal import Handling
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.wording import settling as words
from tests.services.test_settling import outpaced, print_all, settle, waiting
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def asked(desk: CaseDesk) -> SheetDialog:
    dialog = desk.ask("settle")
    assert isinstance(dialog, SheetDialog)
    return dialog


def test_the_question_names_the_step_and_the_paper_to_be_fetched_back(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    _, number = outpaced(bench)
    print_all(bench)
    desk = CaseDesk(stage, bench)
    assert "settle" in desk.offered
    dialog = asked(desk)
    assert set(dialog.fields) == {"way", "note", "collected"}
    assert number in dialog.fields["collected"].accessibleName() + words.fields((number,))["collected"]
    desk.press(Key.Key_B, modifier=ALT)
    assert dialog.fields["way"].message
    assert dialog.fields["note"].message
    assert waiting(bench).need_you == 1, "nothing is settled without a word"


def test_by_keys_to_the_end(stage: Callable[..., QWidget], bench: Bench) -> None:
    case_id, number = outpaced(bench)
    print_all(bench)
    desk = CaseDesk(stage, bench)
    asked(desk)
    desk.write("不需要")
    desk.press(Key.Key_Return, Key.Key_Tab)
    desk.write("已电话告知申请人，文书收回")
    desk.press(Key.Key_Tab, Key.Key_Space)
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.said == [words.SAID]
    assert desk.told[0] == "未接收的已处理完毕"
    assert desk.case.void_reason(number) == words.COLLECTED
    assert waiting(bench).need_you == 0
    assert "settle" not in desk.offered
    assert desk.case.case_id == case_id


def test_a_paper_that_cannot_be_fetched_back_is_void_all_the_same(
    stage: Callable[..., QWidget], bench: Bench
) -> None:
    _, number = outpaced(bench)
    print_all(bench)
    desk = CaseDesk(stage, bench)
    asked(desk)
    desk.write("已重新")
    desk.press(Key.Key_Return, Key.Key_Tab)
    desk.write("申请人已离开，电话说明")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.case.void_reason(number) == words.NOT_COLLECTED


def test_what_was_never_printed_need_not_be_fetched_back(stage: Callable[..., QWidget], bench: Bench) -> None:
    _, number = outpaced(bench)
    desk = CaseDesk(stage, bench)
    assert set(asked(desk).fields) == {"way", "note"}
    desk.write("已重新")
    desk.press(Key.Key_Return, Key.Key_Tab)
    desk.write("未打印")
    desk.press(Key.Key_B, modifier=ALT)
    desk.drain()
    assert desk.case.void_reason(number) == words.UNPRINTED


def test_settled_meanwhile_by_a_colleague(stage: Callable[..., QWidget], bench: Bench) -> None:
    case_id, _ = outpaced(bench)
    desk = CaseDesk(stage, bench)
    settle(bench, case_id)
    desk.page.steps.ask("settle", desk.page.state.detail)  # type: ignore[arg-type]
    desk.drain()
    assert desk.said == [words.NOTHING_LEFT[0]]
    assert "settle" not in desk.offered


@pytest.mark.parametrize(
    ("steps", "numbers", "wanted"),
    [
        ([("accepted", "state.guard")], (), "受理（其他窗口已先办，这一步没有生效）"),
        ([("accepted", "state.guard")] * 2, (), "受理（其他窗口已先办，这一步没有生效）。"),
        ([("accepted", "odd")], (), "市级服务器未接收，编号 odd"),
        ([("accepted", "state.guard")], ("一", "二"), "随同出具的文书 一、二 作废，编号保留。"),
    ],
)
def test_the_words_of_the_question(
    steps: list[tuple[str, str]], numbers: tuple[str, ...], wanted: str
) -> None:
    assert wanted in words.text(steps, numbers)
    assert words.text(steps, ()).count("受理（") == 1


@pytest.mark.parametrize(
    ("printed", "collected", "wanted"),
    [
        (False, False, words.UNPRINTED),
        (False, True, words.UNPRINTED),
        (True, False, words.NOT_COLLECTED),
        (True, True, words.COLLECTED),
    ],
)
def test_why_a_paper_is_void(printed: bool, collected: bool, wanted: str) -> None:
    assert words.why_void(printed=printed, collected=collected) == wanted


def test_every_way_has_its_word() -> None:
    assert set(words.WAY_WORDS) == {way.value for way in Handling}
