"""更正来访方式 of a package on 办件查询, by keys: asked on the parent, the children's clock shown first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.events import Channel
from outlet_app.domain.people import Person
from outlet_app.services.packaging import Bundled
from outlet_app.services.views import CaseFilter
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import retiming as words
from outlet_app.wording.refusals.retiming import REFUSALS
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
REFUSAL = RejectDetail("not_in_remit", "知识产权维权援助办法", "法院")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened_bench = open_bench(tmp_path, MORNING)
    yield opened_bench
    opened_bench.database.close()


def made(bench: Bench, **changes: object) -> Bundled:
    counter = bench.counter()
    return opened(counter, filled(counter, **changes))


def at_case(stage: Stage, bench: Bench, case_no: str, person: Person) -> CaseDesk:
    at = CaseDesk(stage, bench, person)
    at.page.activated(CaseFilter(text=case_no))
    at.drain()
    return at


def sheet(at: CaseDesk, way: str, **texts: str) -> SheetDialog:
    """The sheet filled in: another way in, and what a letter tells."""
    dialog = at.ask("retime")
    assert isinstance(dialog, SheetDialog)
    dialog.controls["channel"].setFocus()
    at.write(way)
    at.press(K.Key_Return)
    for field, text in {**texts, "reason": "登记时选错"}.items():
        dialog.controls[field].setFocus()
        at.write(text)
    return dialog


def go(at: CaseDesk) -> None:
    assert at.here.dialog is not None
    at.press(K.Key_B, modifier=ALT)
    at.drain()


def test_the_parent_offers_how_it_came_in_and_nothing_else(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.case.case_no, CLERK_PERSON)
    assert "retime" in at.offered
    dialog = at.ask("retime")
    assert isinstance(dialog, SheetDialog)
    assert list(dialog.controls) == [
        "channel", "incoming_no", "incoming_from", "incoming_due", "reply_by", "reason",
    ]  # fmt: skip


def test_a_child_sends_the_clerk_to_its_parent(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.children[1].case_no, CLERK_PERSON)
    assert "retime" not in at.offered
    told = REFUSALS["retime.child"].filled({})
    assert "主件" in told.happened
    assert "打开主件" in told.now


def test_another_way_in_is_saved_at_once_and_told_in_every_course(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.case.case_no, CLERK_PERSON)
    sheet(at, "线上")
    go(at)
    assert at.said == [words.DONE]
    for case in (bundled.case, *bundled.children):
        assert kinds(bench, case.case_id)[-1] == "retimed"
        assert bench.counter().cases.detail(case.case_id).case.registered.channel is Channel.ONLINE
    told = at.page.detail.course.entries[0].text.split("\n")
    assert told[0] == "登记时选错"
    assert "来访方式：窗口 改为 线上" in told


def test_a_named_day_is_shown_before_and_after_and_saved_by_the_head(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.case.case_no, SUPERVISOR_PERSON)
    sheet(at, "信函", incoming_from="陕坝镇建设街 3 号", incoming_due="2026-12-10")
    go(at)
    said = at.here.dialog
    assert type(said) is Dialog
    assert said.windowTitle() == words.CONFIRM
    assert kinds(bench, bundled.case.case_id)[-1] != "retimed"
    go(at)
    assert at.said == [words.DONE]
    child = bench.counter().cases.detail(bundled.children[0].case_id).case
    assert "incoming" in {due.rule for due in child.dues}


def test_esc_at_the_clocks_changes_no_case(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.case.case_no, SUPERVISOR_PERSON)
    sheet(at, "信函", incoming_from="陕坝镇建设街 3 号", incoming_due="2026-12-10")
    go(at)
    assert at.here.dialog.windowTitle() == words.CONFIRM
    at.press(K.Key_Escape)
    at.drain()
    for case in (bundled.case, *bundled.children):
        assert "retimed" not in kinds(bench, case.case_id)


def test_a_clerk_is_told_that_the_day_is_the_heads(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.case.case_no, CLERK_PERSON)
    heard: list[str] = []
    at.here.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
    sheet(at, "信函", incoming_from="陕坝镇建设街 3 号", incoming_due="2026-12-10")
    go(at)
    assert heard == ["更正会改变办理时限，要由窗口负责人办理"]
    assert "retimed" not in kinds(bench, bundled.case.case_id)


def test_what_a_letter_needs_is_told_at_its_field(stage: Stage, bench: Bench) -> None:
    bundled = made(bench)
    at = at_case(stage, bench, bundled.case.case_no, CLERK_PERSON)
    dialog = sheet(at, "12345 转办")
    go(at)
    assert dialog.fields["incoming_no"].message
    assert "retimed" not in kinds(bench, bundled.case.case_id)


def test_a_child_that_keeps_its_own_is_named_in_three_clauses(stage: Stage, bench: Bench) -> None:
    bundled = made(bench, refused={"7.4": REFUSAL})
    ended = bundled.children[2]
    at = at_case(stage, bench, bundled.case.case_no, CLERK_PERSON)
    heard: list[tuple[str, str]] = []
    at.here.feedback.banner_wanted.connect(lambda _tone, title, text: heard.append((title, text)))
    sheet(at, "线上")
    go(at)
    ((title, text),) = heard
    assert title == f"有子件没有一起更正：{ended.case_no} 已经结束，要由窗口负责人更正"
    assert "主件和其余子件已经更正" in text
    assert "按原来的登记保留" in text
    assert "retimed" not in kinds(bench, ended.case_id)
