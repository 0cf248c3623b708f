"""The sheets beside a case over their forms: each field has its words, and says itself what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.forms import duty as duty_forms
from outlet_app.domain.forms.carrying import REMIND
from outlet_app.domain.forms.loose import CHECKLIST, ENROL_AGAIN
from outlet_app.domain.forms.notice import PACKAGE_NOTICE
from outlet_app.domain.forms.policy import SIGHT, will_form
from outlet_app.domain.forms.spec import Form, Kind
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, SheetDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.wording import carrying, duty, enrolling_again, items, packages, policy_page
from outlet_app.wording import notice as notice_words
from outlet_app.wording.fields import label
from outlet_app.wording.forms import materials
from tests.support.counter_fakes_desk import settle
from tests.support.inspection import faults

K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 27)
Stage = Callable[..., QWidget]
CHOSEN = {"a": "甲", "b": "乙"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A form with its words, and what stands in it before anything is typed."""

    form: Form
    labels: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)
    ready: Mapping[str, str] = field(default_factory=dict)


SHEETS = {
    "begin": Paper(duty_forms.BEGIN, duty.FIELDS, duty.HINTS),
    "leave": Paper(duty_forms.LEAVE, duty.FIELDS, duty.HINTS, {"reason": "a"}),
    "end": Paper(duty_forms.END, duty.END_FIELDS, duty.HINTS),
    "seal": Paper(duty_forms.SEAL, duty.SEAL_FIELDS, duty.HINTS, {"number": "a", "seal": "b", "copies": "2"}),
    "remind": Paper(REMIND, carrying.FIELDS, ready={"policy": "a"}),
    "checklist": Paper(CHECKLIST, items.LIST_FIELDS, items.LIST_HINTS, {"variant": "a"}),
    "again": Paper(ENROL_AGAIN, enrolling_again.FIELDS, enrolling_again.HINTS),
    "sight": Paper(SIGHT, policy_page.SIGHT_FIELDS, ready={"line": "a", "found": "a"}),
    "will": Paper(will_form(IntentChoice.ACCEPT, listed=True), policy_page.WILL, ready={"channel": "a"}),
    "declined": Paper(will_form(IntentChoice.DECLINE, listed=True), policy_page.WILL, ready={"channel": "a"}),
    "notice": Paper(
        PACKAGE_NOTICE, packages.NOTICE_FIELDS, ready={"correction_workdays": "a", "delivery": "a"}
    ),
}


class Sheet:
    """One of them as a dialog over the window."""

    def __init__(self, window: QWidget, name: str, **ready: str) -> None:
        paper = SHEETS[name]
        lists = [one for one in paper.form.fields() if one.kind is Kind.CHOICE]
        choices = {one.name: dict.fromkeys(one.options, "甲") or CHOSEN for one in lists}
        known = {**paper.ready, **ready}
        known |= {name: next(iter(codes)) for name, codes in choices.items() if name in paper.ready}
        lines = lines_of(paper.form, paper.labels, known, hints=paper.hints, choices=choices)
        self.answers: list[Answers] = []
        self.dialog = SheetDialog(window, "表", "", lines, "保存(&B)", self.answers.append, today=TODAY)
        self.dialog.open()
        for _ in range(500):
            if QApplication.activeWindow() is self.dialog:
                break
            settle(10)
        assert QApplication.activeWindow() is self.dialog

    def paste(self, key: str, text: str) -> None:
        self.dialog.controls[key].setFocus()
        QGuiApplication.clipboard().setText(text)
        for letter in (K.Key_A, K.Key_V):
            QTest.keyClick(QApplication.focusWidget(), letter, CONTROL)

    def save(self) -> None:
        QTest.keyClick(self.dialog, K.Key_B, Qt.KeyboardModifier.AltModifier)

    @property
    def said(self) -> dict[str, str]:
        return {key: one.message for key, one in self.dialog.fields.items() if one.message}


@pytest.fixture
def window(stage: Stage) -> QWidget:
    made = QWidget()
    stage(made, size=(1366, 768))
    return made


@pytest.mark.parametrize("name", SHEETS)
def test_every_field_has_its_words_and_no_word_is_left_without_a_field(name: str) -> None:
    paper = SHEETS[name]
    asked = {one.name for one in paper.form.fields()}
    assert asked <= set(paper.labels)
    assert all(paper.labels[one] for one in asked)


def test_a_word_that_stands_elsewhere_stands_there_once() -> None:
    """The screen says of a field what its paper and its ledger say."""
    assert items.LIST_FIELDS["variant"] == label("sub_item")
    assert items.LIST_FIELDS["asked_by"] == materials.ASKED_BY
    assert duty.HEADS["seals"] == duty.FIELDS["seals"]
    assert duty.HEADS["devices"] == duty.FIELDS["devices"]
    assert packages.NOTICE_FIELDS["correction_workdays"] == "补正期限"
    assert set(notice_words.DELIVERIES) == set(PACKAGE_NOTICE.field("delivery").options)
    assert set(duty.AWAY_REASONS) == set(duty_forms.LEAVE.field("reason").options)
    assert set(duty.SEALS_NAMED) == set(duty_forms.SEAL.field("seal").options)
    assert set(policy_page.SIGHT_RESULTS) == set(SIGHT.field("found").options)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("begin", {}),
        ("leave", {}),
        ("end", {"seals": "请填写印章存放"}),
        ("seal", {}),
        ("remind", {"answer": "请填写答复内容"}),
        ("checklist", {}),
        ("again", {"code": "请填写登记码"}),
        ("sight", {"paper": "请填写看的材料"}),
        (
            "will",
            {
                "contact": "请填写联系人",
                "phone": "请填写联系电话",
                "consents": "请先征得企业同意",
            },
        ),
        ("declined", {"reason": "请填写理由"}),
        ("notice", {"verified": "请核对后打勾"}),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_goes_on(
    window: QWidget, name: str, said: dict[str, str]
) -> None:
    sheet = Sheet(window, name)
    sheet.save()
    assert sheet.said == said
    assert bool(sheet.answers) is not bool(said)
    if said:
        assert sheet.dialog.controls[next(iter(said))].hasFocus(), "the keys go where something is to be done"
    sheet.dialog.reject()


@pytest.mark.parametrize(
    ("name", "key", "text", "said"),
    [
        ("begin", "seals", "章" * 302, "最多 300 字，超出 2 字"),
        ("begin", "devices", "扫码枪\U0001f33b", "第 4 字是表情，请删去"),
        ("begin", "note", "话" * 301, "最多 300 字，超出 1 字"),
        ("end", "seals", "锁\u202e在", "第 2 字不能打印"),
        ("seal", "copies", "0", "填 1～99"),
        ("seal", "copies", "一百", "填 1～99"),
        ("seal", "copies", "", "请填写用印份数"),
        ("remind", "answer", "答" * 1010, "最多 1000 字，超出 10 字"),
        ("checklist", "asked_by", "名" * 101, "最多 100 字，超出 1 字"),
        ("again", "code", "K" * 61, "最多 60 字，超出 1 字"),
        ("sight", "paper", "报" * 61, "最多 60 字，超出 1 字"),
        ("declined", "reason", "由" * 201, "最多 200 字，超出 1 字"),
        ("declined", "phone", "1394781204", "应为 11 位，少 1 位"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_kept_to_the_last_character(
    window: QWidget, name: str, key: str, text: str, said: str
) -> None:
    ready = {"reason": "不需要"} if name == "declined" else {"seals": "章", "code": "K", "paper": "报告"}
    sheet = Sheet(window, name, **ready, answer="可以")
    sheet.paste(key, text)
    sheet.save()
    assert sheet.said == {key: said}
    assert sheet.answers == []
    assert sheet.dialog.answers[key] == text
    sheet.dialog.reject()


@pytest.mark.parametrize(
    ("name", "key", "typed", "kept"),
    [
        ("seal", "copies", " １２ ", "12"),
        ("checklist", "asked_by", " 乌仁图雅•孟和𬎆 ", "乌仁图雅·孟和𬎆"),
        ("again", "code", " K3AB-7QXM ", "K3AB-7QXM"),
        ("begin", "seals", "业务专用章 1 枚", "业务专用章 1 枚"),
        ("sight", "paper", "䶮某的审计报告", "䶮某的审计报告"),
    ],
)
def test_what_fits_goes_on_tidily(window: QWidget, name: str, key: str, typed: str, kept: str) -> None:
    sheet = Sheet(window, name)
    sheet.paste(key, typed)
    sheet.save()
    assert sheet.said == {}
    assert sheet.answers[0][key] == kept


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("name", ["begin", "leave", "seal", "remind", "will", "notice"])
def test_the_sheet_fits_in_every_look(
    window: QWidget, theme: Theme, name: str, scheme: Scheme, factor: float
) -> None:
    theme.choose(scheme, factor)
    sheet = Sheet(window, name)
    sheet.save()
    assert faults(sheet.dialog) == []
    sheet.dialog.reject()
