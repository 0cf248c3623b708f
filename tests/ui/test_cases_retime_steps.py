"""更正事项和时限 on 办件查询, by keys: the sheet, the clocks side by side, and what the course says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.handing import ReturnReason
from outlet_app.domain.people import Person
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import actions
from outlet_app.wording import retiming as words
from tests.support.at_the_counter import accepted, kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING, SUPERVISOR
from tests.support.case_desk import CaseDesk
from tests.support.entries import consultation, tracked

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def asked(bench: Bench, **changes: object) -> str:
    """An open question of a person; its clock runs."""
    who = Applicant(ApplicantKind.PERSON, "乌力吉·巴图", phone="13900001234")
    entry = consultation(**{"answer": "", "applicant": who, **changes})
    detail = TransferDetail("", SUPERVISOR, "高云飞", "请答复")
    case_id = bench.counter().intake.decide(entry, Decision.TRANSFER, detail).case.case_id
    bench.counter(SUPERVISOR_PERSON).transfers.send_back(case_id, ReturnReason.NOT_MY_DUTY)
    return case_id


def desk(stage: Stage, bench: Bench, person: Person = SUPERVISOR_PERSON) -> CaseDesk:
    return CaseDesk(stage, bench, person)


def sheet(at: CaseDesk) -> SheetDialog:
    dialog = at.ask("retime")
    assert isinstance(dialog, SheetDialog)
    return dialog


def choose(at: CaseDesk, dialog: SheetDialog, field: str, typed: str) -> None:
    dialog.controls[field].setFocus()
    at.write(typed)
    at.press(K.Key_Return)


def fill(at: CaseDesk, dialog: SheetDialog, field: str, text: str) -> None:
    dialog.controls[field].setFocus()
    at.write(text)


def go(at: CaseDesk) -> None:
    """The main button of the dialog that is open, once the keys are on it."""
    assert at.here.dialog is not None
    at.press(K.Key_B, modifier=ALT)
    at.drain()


def newest(at: CaseDesk) -> str:
    return at.page.detail.course.entries[0].text


def test_a_simple_question_is_complex_after_all(bench: Bench, stage: Stage) -> None:
    case_id = asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "complexity", "复杂")
    fill(at, dialog, "reason", "要检索在先商标")
    go(at)
    said = at.here.dialog
    assert type(said) is Dialog
    assert said.windowTitle() == words.CONFIRM
    assert kinds(bench, case_id)[-1] != "retimed"
    go(at)
    assert kinds(bench, case_id)[-1] == "retimed"
    told = newest(at).split("\n")
    assert told[0] == "要检索在先商标"
    assert "复杂程度：简单 改为 复杂" in told
    assert any(line.startswith("反馈处理意见时限：无 改为 ") for line in told)


def test_esc_at_the_clocks_saves_nothing(bench: Bench, stage: Stage) -> None:
    case_id = asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "complexity", "复杂")
    fill(at, dialog, "reason", "要检索")
    go(at)
    assert at.here.dialog.windowTitle() == words.CONFIRM
    at.press(K.Key_Escape)
    at.drain()
    assert kinds(bench, case_id)[-1] != "retimed"


def test_the_unlisted_gets_its_matter(bench: Bench, stage: Stage) -> None:
    case_id = asked(bench, item=0, sub_item="")
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "matter", "2.2")
    fill(at, dialog, "reason", "属于商标咨询")
    go(at)
    go(at)
    assert kinds(bench, case_id)[-1] == "retimed"
    assert "服务事项：未列入清单 改为 2.2" in newest(at)


def test_a_visit_was_a_letter(bench: Bench, stage: Stage) -> None:
    case_id = asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "channel", "信函")
    fill(at, dialog, "incoming_from", "杭锦后旗陕坝镇")
    fill(at, dialog, "incoming_due", "11-30")
    fill(at, dialog, "reason", "是来信")
    go(at)
    go(at)
    assert kinds(bench, case_id)[-1] == "retimed"
    text = newest(at)
    assert "来访方式：窗口 改为 信函" in text
    assert "按来件要求办结时限：无 改为 2026-11-30 17:30" in text


@pytest.mark.parametrize(
    ("channel", "field", "told"),
    [("12345", "incoming_no", "请填写来件编号"), ("信函", "incoming_from", "请填写来件单位或地址")],
)
def test_what_a_letter_needs_is_said_at_its_line(
    bench: Bench, stage: Stage, channel: str, field: str, told: str
) -> None:
    case_id = asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "channel", channel)
    fill(at, dialog, "reason", "选错")
    go(at)
    assert dialog.fields[field].message == told
    assert kinds(bench, case_id)[-1] != "retimed"


def test_a_clerk_is_told_who_may(bench: Bench, stage: Stage) -> None:
    case_id = asked(bench)
    at = desk(stage, bench, CLERK_PERSON)
    dialog = sheet(at)
    told: list[str] = []
    at.here.feedback.banner_wanted.connect(lambda _tone, title, _text: told.append(title))
    choose(at, dialog, "complexity", "复杂")
    fill(at, dialog, "reason", "要检索")
    go(at)
    assert kinds(bench, case_id)[-1] != "retimed"
    assert "更正会改变办理时限，要由窗口负责人办理" in told


def test_nothing_changed_is_said(bench: Bench, stage: Stage) -> None:
    asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    fill(at, dialog, "reason", "看看")
    go(at)
    assert any(field.message for field in dialog.fields.values())


def test_a_reason_is_wanted(bench: Bench, stage: Stage) -> None:
    asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "complexity", "复杂")
    go(at)
    assert dialog.fields["reason"].message == "请填写更正原因"


def test_the_first_visit_is_put_right_by_a_clerk_at_once(bench: Bench, stage: Stage) -> None:
    """No promise to the applicant moves with it: nothing is asked twice."""
    case_id = bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case.case_id
    at = desk(stage, bench, CLERK_PERSON)
    dialog = sheet(at)
    fill(at, dialog, "first_visit", "12-01")
    fill(at, dialog, "reason", "电话约好")
    go(at)
    assert kinds(bench, case_id)[-1] == "retimed"
    assert newest(at) == "电话约好\n首次回访日期：2026-12-21 改为 2026-12-01"


def test_after_an_acceptance_the_matter_is_not_on_the_sheet(bench: Bench, stage: Stage) -> None:
    accepted(bench)
    dialog = sheet(desk(stage, bench))
    assert "matter" not in dialog.fields
    assert "complexity" not in dialog.fields
    assert "channel" in dialog.fields


def test_the_step_has_words_and_no_letter_of_another(bench: Bench, stage: Stage) -> None:
    assert actions.ACTIONS["retime"] == ("更正事项和时限", "clock")
    asked(bench)
    assert "retime" in desk(stage, bench).offered


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_sheet_fits_at_the_largest_size(
    bench: Bench, stage: Stage, dressed: Theme, scheme: Scheme
) -> None:
    dressed.choose(scheme, 1.5)
    asked(bench, item=0, sub_item="")
    dialog = sheet(desk(stage, bench))
    assert dialog.height() <= 768
    assert dialog.width() <= 1366


def asked_for(dialog: SheetDialog) -> dict[str, bool]:
    """The lines on show, and whether each is starred."""
    return {key: one.line.required for key, one in dialog.fields.items() if one.isVisible()}


def test_a_visit_is_not_asked_for_what_a_letter_has(bench: Bench, stage: Stage) -> None:
    asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    assert asked_for(dialog) == {"channel": True, "matter": True, "complexity": True, "reason": True}
    choose(at, dialog, "channel", "信函")
    assert list(asked_for(dialog)) == [
        "channel", "incoming_no", "incoming_from", "incoming_due", "reply_by",
        "matter", "complexity", "reason",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "replies"),
    [
        ("信函", ["书信", "电话", "当面"]),
        ("12345", ["原平台回复", "电话"]),
        ("上级交办", ["书面报告", "原平台回复", "电话"]),
        ("微信、网络留言", ["原平台回复", "电话"]),
    ],
)
def test_each_way_in_offers_its_own_ways_back_the_usual_one_ready(
    bench: Bench, stage: Stage, channel: str, replies: list[str]
) -> None:
    asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "channel", channel)
    combo = dialog.controls["reply_by"]
    assert isinstance(combo, Combo)
    assert [one.text for one in combo.choices] == replies
    assert combo.text() == replies[0]


def test_a_letter_that_was_a_visit_after_all_loses_what_it_told(bench: Bench, stage: Stage) -> None:
    case_id = asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "channel", "信函")
    fill(at, dialog, "incoming_from", "杭锦后旗陕坝镇")
    choose(at, dialog, "channel", "上门")
    fill(at, dialog, "reason", "是上门")
    go(at)
    assert kinds(bench, case_id)[-1] == "retimed"
    assert newest(at) == "是上门\n来访方式：窗口 改为 上门"


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("incoming_no", "号" * 51, "最多 50 字，超出 1 字"),
        ("incoming_due", "明天", "请填写日期，如 11-27"),
        ("incoming_from", "杭锦后旗\U0001f33b", "第 5 字是表情，请删去"),
        ("reason", "由" * 201, "最多 200 字，超出 1 字"),
    ],
)
def test_what_the_registration_would_not_take_is_said_at_its_line(
    bench: Bench, stage: Stage, field: str, text: str, told: str
) -> None:
    case_id = asked(bench)
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "channel", "信函")
    for name, said in {"incoming_from": "陕坝镇", "reason": "是来信", field: text}.items():
        fill(at, dialog, name, said)
    go(at)
    assert dialog.fields[field].message == told
    assert dialog.answers[field] == text
    assert kinds(bench, case_id)[-1] != "retimed"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_sheet_of_a_letter_fits_at_the_largest_size(
    bench: Bench, stage: Stage, dressed: Theme, scheme: Scheme
) -> None:
    dressed.choose(scheme, 1.5)
    asked(bench, item=0, sub_item="")
    at = desk(stage, bench)
    dialog = sheet(at)
    choose(at, dialog, "channel", "信函")
    assert dialog.height() <= 768
