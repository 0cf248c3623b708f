"""增加事项 on 办件查询, by keys: which item, what it needs besides, why now; its receipt is printed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.bundle import PackageEntry
from outlet_app.domain.facts.package import MemberAdded
from outlet_app.services.packaging import Bundled
from outlet_app.services.reading import read_case
from outlet_app.services.views import CaseFilter
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.combo import Combo
from outlet_app.wording import package_steps as words
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import kinds
from tests.support.bench import Bench, open_bench
from tests.support.builders import ENTERPRISE, MORNING
from tests.support.case_desk import CaseDesk

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened_bench = open_bench(tmp_path, MORNING)
    yield opened_bench
    opened_bench.database.close()


@pytest.fixture
def bundled(bench: Bench) -> Bundled:
    counter = bench.counter()
    return opened(counter, filled(counter))


def at_parent(stage: Stage, bench: Bench, bundled: Bundled) -> CaseDesk:
    at = CaseDesk(stage, bench)
    at.page.activated(CaseFilter(text=bundled.case.case_no))
    at.drain()
    assert at.case.package is not None
    return at


def sheet(at: CaseDesk) -> SheetDialog:
    dialog = at.ask("add_member")
    assert isinstance(dialog, SheetDialog)
    return dialog


def fill(at: CaseDesk, dialog: SheetDialog, field: str, text: str) -> None:
    dialog.controls[field].setFocus()
    at.write(text)


def go(at: CaseDesk) -> None:
    assert at.here.dialog is not None
    at.press(K.Key_B, modifier=ALT)
    at.drain()


def test_only_what_is_left_out_is_offered(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    assert "add_member" in at.offered
    dialog = sheet(at)
    member = dialog.controls["member"]
    assert isinstance(member, Combo)
    assert [choice.value for choice in member.choices] == ["7.5", "7.7"]
    assert list(dialog.controls) == ["member", "field.earlier", "reason"]
    assert dialog.fields["field.earlier"].line.hint == "办 7.5 的填写"


def test_added_told_and_its_receipt_printed(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    dialog, printed = sheet(at), len(bench.spooler.jobs)
    fill(at, dialog, "reason", "当时没有提出调解")
    go(at)
    assert at.said[0] == words.DONE
    assert len(bench.spooler.jobs) == printed + 1
    assert kinds(bench, bundled.case.case_id)[-1] == "member_added"
    assert at.case.package is not None
    assert at.case.package.members[-1].sub_item == "7.5"
    assert "当时没有提出调解" in at.page.detail.course.entries[0].text


def test_the_second_item_by_its_letters(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    dialog.controls["member"].setFocus()
    at.write("7.7")
    at.press(K.Key_Return)
    fill(at, dialog, "reason", "想了解保险")
    go(at)
    assert at.case.package is not None
    assert at.case.package.members[-1].sub_item == "7.7"


def test_without_a_reason_nothing_is_added(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    go(at)
    assert dialog.fields["reason"].message
    assert "member_added" not in kinds(bench, bundled.case.case_id)


def test_esc_adds_nothing(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    fill(at, sheet(at), "reason", "当时没有提出")
    at.press(K.Key_Escape)
    at.drain()
    assert "member_added" not in kinds(bench, bundled.case.case_id)


def test_what_the_item_needs_is_asked_at_its_field(stage: Stage, bench: Bench) -> None:
    counter = bench.counter()
    alone = counter.packaging.open(
        "P5", PackageEntry(("2.8",), ENTERPRISE, answers={"right": "专利"}, answer="可以。")
    )
    at = at_parent(stage, bench, alone)
    dialog = sheet(at)
    assert "field.opponent" in dialog.controls
    fill(at, dialog, "reason", "要求裁决")
    go(at)
    assert dialog.fields["field.opponent"].message
    assert "member_added" not in kinds(bench, alone.case.case_id)
    fill(at, dialog, "field.opponent", "塞北机械厂")
    go(at)
    assert kinds(bench, alone.case.case_id)[-1] == "member_added"


def test_where_all_are_there_it_is_said(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    counter = bench.counter()
    for code in ("7.5", "7.7"):
        counter.package_adding.add(bundled.case.case_id, code, {}, "漏选")
    at = at_parent(stage, bench, bundled)
    heard: list[str] = []
    at.here.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
    at.page.steps.ask("add_member", at.page.state.detail)  # type: ignore[arg-type]
    at.drain()
    assert heard == ["套餐里的事项都已经有子件"]


@pytest.mark.parametrize(
    ("names", "said"), [(("7.5",), "办 7.5 的填写"), (("7.5", "7.7"), "办 7.5、7.7 的填写")]
)
def test_which_items_a_field_is_for(names: tuple[str, ...], said: str) -> None:
    assert words.only_for(names) == said


def asked_for(dialog: SheetDialog) -> list[str]:
    return [key for key, one in dialog.fields.items() if one.isVisible()]


def test_what_only_another_item_needs_is_not_asked(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    assert asked_for(dialog) == ["member", "field.earlier", "reason"]
    dialog.controls["member"].setFocus()
    at.write("7.7")
    at.press(K.Key_Return)
    assert asked_for(dialog) == ["member", "reason"]
    at.press(K.Key_Up)
    assert asked_for(dialog) == ["member", "field.earlier", "reason"]


def test_what_was_typed_for_another_item_is_not_sent(stage: Stage, bench: Bench, bundled: Bundled) -> None:
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    fill(at, dialog, "field.earlier", "去年")
    dialog.controls["member"].setFocus()
    at.write("7.7")
    at.press(K.Key_Return)
    fill(at, dialog, "reason", "想了解保险")
    go(at)
    with bench.database.reading() as uow:
        reading = read_case(uow.journal.of_case(bundled.case.case_id))
    assert reading is not None
    fact = reading.counted[-1].fact
    assert isinstance(fact, MemberAdded)
    assert (fact.member.sub_item, fact.answers) == ("7.7", ())


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("reason", "由" * 201, "最多 200 字，超出 1 字"),
        ("reason", "好\U0001f33b", "第 2 字是表情，请删去"),
        ("field.earlier", "去年的", "办件号少 16 位"),
    ],
)
def test_what_is_too_long_is_said_at_its_field_and_not_cut(
    stage: Stage, bench: Bench, bundled: Bundled, field: str, text: str, told: str
) -> None:
    at = at_parent(stage, bench, bundled)
    dialog = sheet(at)
    fill(at, dialog, "reason", "漏选")
    fill(at, dialog, field, text)
    go(at)
    assert dialog.fields[field].message == told
    assert dialog.answers[field] == text
    assert "member_added" not in kinds(bench, bundled.case.case_id)
