"""更换事项 on 办件查询, by keys: which child goes, which item comes, why; refused where it must be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from outlet_app.services.packaging import Bundled
from outlet_app.services.views import CaseFilter
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import package_steps as words
from outlet_app.wording.actions import letter
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
COLLEAGUE = Person("1508260838", "乌兰", frozenset({Role.CLERK}))
SLIP, WISH = "录入有误", "申请人变更诉求"
GOING = ("7.2", "7.4")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened_bench = open_bench(tmp_path, MORNING)
    yield opened_bench
    opened_bench.database.close()


@pytest.fixture
def bundled(bench: Bench) -> Bundled:
    """2.8, 7.2 and 7.4, all of them accepted."""
    counter = bench.counter()
    return opened(counter, filled(counter))


def at_parent(stage: Stage, bench: Bench, bundled: Bundled, person: Person = CLERK_PERSON) -> CaseDesk:
    at = CaseDesk(stage, bench, person)
    at.page.activated(CaseFilter(text=bundled.case.case_no))
    at.drain()
    assert at.case.package is not None
    return at


def sheet(at: CaseDesk) -> SheetDialog:
    dialog = at.ask("exchange_member")
    assert isinstance(dialog, SheetDialog)
    return dialog


def choose(at: CaseDesk, dialog: SheetDialog, field: str, start: str) -> None:
    dialog.controls[field].setFocus()
    at.write(start)
    at.press(K.Key_Return)


def fill(at: CaseDesk, dialog: SheetDialog, gone: str = "7.4", cause: str = SLIP) -> None:
    """Which goes by its number, 7.5 comes, the cause by its first word, and a reason."""
    member = dialog.controls["gone"]
    assert isinstance(member, Combo)
    member.setFocus()
    member.set_value(next(one.value for one in member.choices if one.text.startswith(gone)))
    choose(at, dialog, "member", "7.5")
    wanted = dialog.controls["cause"]
    assert isinstance(wanted, Combo)
    wanted.set_value(next(one.value for one in wanted.choices if one.text == cause))
    dialog.controls["reason"].setFocus()
    at.write("点错了一行")


def go(at: CaseDesk) -> None:
    assert at.here.dialog is not None
    at.press(K.Key_B, modifier=ALT)
    at.drain()


def states(bench: Bench, bundled: Bundled) -> dict[str, State]:
    counter = bench.counter()
    return {one.registered.sub_item: counter.cases.detail(one.case_id).case.state for one in bundled.children}


def test_what_is_under_way_goes_and_what_is_left_out_comes(
    stage: Stage, bench: Bench, bundled: Bundled
) -> None:
    at = at_parent(stage, bench, bundled)
    assert "exchange_member" in at.offered
    dialog = sheet(at)
    gone, member = dialog.controls["gone"], dialog.controls["member"]
    assert isinstance(gone, Combo)
    assert isinstance(member, Combo)
    assert [one.value for one in member.choices] == ["7.5", "7.7"]
    going = [one for one in bundled.children if one.is_open]
    assert [one.value for one in gone.choices] == [one.case_id for one in going]
    for choice, one in zip(gone.choices, going, strict=True):
        assert choice.text.startswith(one.registered.sub_item)
        assert "-".join(one.case_no.split("-")[-2:]) in choice.text
    assert (gone.value, member.value) == (None, None)


def test_nothing_to_collect_where_nothing_was_printed(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    assert "collected" not in sheet(at_parent(stage, bench, bundled)).controls


def test_exchanged_told_and_the_receipt_printed(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    dialog, printed = sheet(at), len(bench.spooler.jobs)
    fill(at, dialog)
    go(at)
    assert at.said[0] == words.EXCHANGED
    assert len(bench.spooler.jobs) == printed + 1
    assert kinds(bench, bundled.case.case_id)[-1] == "member_exchanged"
    assert states(bench, bundled)["7.4"] is State.VOIDED
    assert at.case.package is not None
    assert at.case.package.members[-1].sub_item == "7.5"
    assert "点错了一行" in at.page.detail.course.entries[0].text


def test_by_keys_alone(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    """Its button by the letter it bears, every field by its letters, Enter and Tab, Alt+B."""
    at = at_parent(stage, bench, bundled)
    button = at.page.detail.steps.buttons["exchange_member"]
    assert button.isVisible()
    at.page.detail.setFocus()
    at.press(K[f"Key_{letter(button.text())}"], modifier=ALT)
    at.drain()
    dialog = at.here.dialog
    assert isinstance(dialog, SheetDialog)
    assert dialog.controls["gone"].hasFocus() or dialog.controls["gone"].isAncestorOf(dialog.focusWidget())
    last = next(one for one in bundled.children if one.registered.sub_item == "7.4")
    at.write(last.case_no.split("-")[-2])
    at.press(K.Key_Return, K.Key_Tab)
    at.write("7.7")
    # 7.7 needs no number of an earlier case: the keys go past what is not asked.
    at.press(K.Key_Return, K.Key_Tab)
    assert not dialog.fields["field.earlier"].isVisible()
    at.write("申请人")
    at.press(K.Key_Return, K.Key_Tab)
    at.write("想了解保险")
    go(at)
    assert at.said[0] == words.EXCHANGED
    assert states(bench, bundled)["7.4"] is State.WITHDRAWN


def test_as_the_applicant_wishes_the_child_is_withdrawn(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    fill(at, sheet(at), cause=WISH)
    go(at)
    assert states(bench, bundled)["7.4"] is State.WITHDRAWN


@pytest.mark.parametrize("left", ["gone", "member", "cause", "reason"])
def test_every_field_is_asked_for(stage: Stage, bench: Bench, bundled: Bundled, left: str) -> None:
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    fill(at, dialog)
    control = dialog.controls[left]
    if isinstance(control, Combo):
        control.set_value(None)
    else:
        control.setFocus()
        at.write(" ")
    go(at)
    assert dialog.fields[left].message
    assert "member_exchanged" not in kinds(bench, bundled.case.case_id)


def test_printed_papers_are_named_and_must_have_come_back(
    stage: Stage, bench: Bench, bundled: Bundled
) -> None:
    for paper in bundled.papers:
        bench.counter().papers.spool(paper.paper_id)
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    of_it = next(paper.number for paper in bundled.papers if paper.case_id == bundled.children[2].case_id)
    assert any(of_it in one.text() for one in dialog.findChildren(Paragraph))
    fill(at, dialog)
    go(at)
    assert dialog.fields["collected"].message
    assert "member_exchanged" not in kinds(bench, bundled.case.case_id)
    tick = dialog.controls["collected"]
    assert isinstance(tick, Check)
    tick.setFocus()
    at.press(K.Key_Space)
    go(at)
    assert kinds(bench, bundled.case.case_id)[-1] == "member_exchanged"


def test_what_the_applicant_wishes_leaves_printed_papers_alone(
    stage: Stage, bench: Bench, bundled: Bundled
) -> None:
    for paper in bundled.papers:
        bench.counter().papers.spool(paper.paper_id)
    at = at_parent(stage, bench, bundled)
    fill(at, sheet(at), cause=WISH)
    go(at)
    assert kinds(bench, bundled.case.case_id)[-1] == "member_exchanged"


def test_a_colleagues_slip_is_said_at_its_cause(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled, COLLEAGUE)
    dialog = sheet(at)
    fill(at, dialog)
    go(at)
    assert dialog.fields["cause"].message == "不是您今天登记的，请窗口负责人更换"
    assert "member_exchanged" not in kinds(bench, bundled.case.case_id)


def test_the_head_puts_it_right(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled, SUPERVISOR_PERSON)
    fill(at, sheet(at))
    go(at)
    assert states(bench, bundled)["7.4"] is State.VOIDED


def test_esc_changes_nothing(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    fill(at, sheet(at))
    at.press(K.Key_Escape)
    at.drain()
    assert "member_exchanged" not in kinds(bench, bundled.case.case_id)


def test_where_all_items_are_there_it_is_said(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    counter = bench.counter()
    for code in ("7.5", "7.7"):
        counter.package_adding.add(bundled.case.case_id, code, {}, "漏选")
    at = at_parent(stage, bench, bundled)
    heard: list[str] = []
    at.here.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
    at.page.steps.ask("exchange_member", at.page.state.detail)  # type: ignore[arg-type]
    at.drain()
    assert heard == ["套餐里的事项都已经有子件"]


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        ([("7.4", ("甲 1 号",))], "收回哪一件的：7.4 的甲 1 号。"),
        ([("7.2", ()), ("7.4", ("甲 1 号", "乙 2 号"))], "收回哪一件的：7.4 的甲 1 号、乙 2 号。"),
        ([("7.2", ("丙 3 号",)), ("7.4", ("甲 1 号",))], "收回哪一件的：7.2 的丙 3 号；7.4 的甲 1 号。"),
        ([("7.2", ()), ("7.4", ())], "登记后是收件（待审）。"),
    ],
)
def test_which_papers_are_to_be_collected(papers: list[tuple[str, tuple[str, ...]]], said: str) -> None:
    assert words.exchange_text(papers).startswith(words.EXCHANGE_TEXT)
    assert words.exchange_text(papers).endswith(said)


def test_a_child_is_named_by_its_item_and_the_end_of_its_number() -> None:
    assert words.child("7.4　行政裁决对接", "HH05-20261122-010019-P") == "7.4　行政裁决对接（010019-P）"
