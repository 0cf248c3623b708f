"""Numbers in fields: full width, blanks, dashes and lower case are taken; a wrong one gets its sentence."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.forms.people import ASKER, ATTENDEE, COLLECTOR, HELPER, REFUSAL, WILL
from outlet_app.domain.forms.spec import Form
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, SheetDialog
from outlet_app.wording import agency, policy_page, training
from outlet_app.wording.forms import steps
from tests.support.at_the_counter import accepted, text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import settle, write

TODAY = date(2026, 11, 20)
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
PATENT, WRONG = "ZL201710601862.3", "ZL201710601862.4"
USCC, ID = "91150802MA0N4XY224", "152822196501010025"
FORMS: dict[str, tuple[Form, dict[str, str]]] = {
    "attendee": (ATTENDEE, dict(training.ATTENDEE)),
    "collector": (COLLECTOR, dict(steps.COLLECTING)),
    "asker": (ASKER, dict(policy_page.ASKER)),
    "refusal": (REFUSAL, dict(policy_page.WILL)),
    "will": (WILL, dict(policy_page.WILL)),
    "helper": (HELPER, dict(agency.HELPING)),
}


class Sheet:
    """One of the small forms about people as a dialog."""

    def __init__(self, window: QWidget, name: str, **ready: str) -> None:
        form, labels = FORMS[name]
        chosen = {field.name: {"a": "甲"} for field in form.fields()}
        known = dict.fromkeys(labels, "a") | dict.fromkeys(("phone", "id_number", "code", "account_no"), "")
        lines = lines_of(form, labels, known | {"consents": TICKED} | ready, choices=chosen)
        self.answers: list[Answers] = []
        self.dialog = SheetDialog(window, "表", "", lines, "保存(&B)", self.answers.append, today=TODAY)
        self.dialog.open()
        for _ in range(500):
            if QApplication.activeWindow() is self.dialog:
                break
            settle(10)
        assert QApplication.activeWindow() is self.dialog

    def type(self, key: str, text: str) -> None:
        self.dialog.controls[key].setFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write(text)
        self.dialog.setFocus()

    def shown(self, key: str) -> tuple[str, str]:
        """What stands in a field and what is said at it."""
        return self.dialog.controls[key].text(), self.dialog.fields[key].message  # type: ignore[union-attr]


@pytest.fixture
def window(stage: Stage) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    stage(made)
    return made


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.mark.parametrize("name", FORMS)
def test_every_field_of_the_form_has_its_words(name: str) -> None:
    form, labels = FORMS[name]
    lines = lines_of(form, labels)
    assert [(line.key, line.label) for line in lines] == [(one, labels[one]) for one in _names(form)]
    assert all(line.spec is form.field(line.key) for line in lines)


def _names(form: Form) -> list[str]:
    return [field.name for field in form.fields()]


@pytest.mark.parametrize(
    ("form", "key", "typed", "kept", "told"),
    [
        ("attendee", "phone", "１３９ ０４７８ １２３４", "13904781234", ""),
        ("attendee", "phone", "0478 8213500", "0478-8213500", ""),
        ("attendee", "phone", "1390478", "1390478", "应为 11 位，少 4 位"),
        ("attendee", "code", USCC.lower(), USCC, ""),
        ("attendee", "code", f"{USCC[:4]} {USCC[4:10]}-{USCC[10:]}", USCC, ""),
        ("attendee", "code", USCC[:-1], USCC[:-1], "应为 18 位，少 1 位"),
        ("attendee", "name", "乌力吉•巴图", "乌力吉·巴图", ""),
        ("attendee", "name", "𬎆", "𬎆", ""),
        ("collector", "id_number", "１５２８２２ 19650101 002５", ID, ""),
        ("collector", "id_number", ID[:-1] + "6", ID[:-1] + "6", "末位校验不符，请核对"),
        ("collector", "id_number", "e12345678", "E12345678", ""),
        ("collector", "collector", "其木格・乌兰", "其木格·乌兰", ""),
        ("asker", "phone", "８６１３９０４７８１２３４", "8613904781234", "号码不对，请核对"),
        ("refusal", "phone", "+86 139 0478 1234", "13904781234", ""),
        ("will", "account_no", "6228 4800-１２３４ ５６７８", "6228480012345678", ""),
        ("will", "account_no", "户号12", "户号12", "请填写数字"),
        ("will", "contact", " 其木格 ", "其木格", ""),
        ("helper", "phone", "１２３４５", "12345", ""),
        ("helper", "phone", "8213500", "8213500", "座机请加区号，如 0478-"),
    ],
)
def test_a_number_is_shown_as_it_is_kept_once_its_field_is_left(
    window: QWidget, form: str, key: str, typed: str, kept: str, told: str
) -> None:
    sheet = Sheet(window, form)
    sheet.type(key, typed)
    assert sheet.shown(key) == (kept, told)


@pytest.mark.parametrize(
    ("form", "key", "wrong"),
    [
        ("attendee", "phone", "139"), ("attendee", "code", "91"), ("asker", "phone", "8213500"),
        ("will", "account_no", "户号"), ("refusal", "phone", "1"), ("helper", "phone", "139"),
    ],
)  # fmt: skip
def test_what_is_wrong_keeps_the_sheet_open_at_its_field(
    window: QWidget, form: str, key: str, wrong: str
) -> None:
    sheet = Sheet(window, form, phone="13904781234")
    sheet.type(key, wrong)
    sheet.dialog.default.click()  # type: ignore[union-attr]
    assert sheet.answers == []
    assert sheet.dialog.fields[key].is_wrong
    assert sheet.dialog.controls[key].hasFocus()


def test_a_number_of_no_named_paper_is_warned_about_once(window: QWidget) -> None:
    sheet = Sheet(window, "collector", id_number=ID[:-1] + "6")
    sheet.dialog.default.click()  # type: ignore[union-attr]
    assert (sheet.answers, sheet.shown("id_number")[1]) == ([], "末位校验不符，请核对")
    assert not sheet.dialog.fields["id_number"].is_wrong
    sheet.dialog.default.click()  # type: ignore[union-attr]
    assert [one["id_number"] for one in sheet.answers] == [ID[:-1] + "6"]


def test_whoever_collects_is_kept_and_printed_tidily(bench: Bench, stage: Stage) -> None:
    bench.counter().cases.close(accepted(bench).case.case_id, "检索查询报告")
    desk = CaseDesk(stage, bench)
    dialog = desk.ask("collect")
    assert isinstance(dialog, SheetDialog)
    for key, text in (("collector", "乌力吉•巴图"), ("id_number", "１５２８２２１９６５０１０１００２５")):
        dialog.controls[key].setFocus()
        desk.write(text)
    dialog.controls["documents"].setFocus()
    desk.write("查询结果")
    dialog.default.click()  # type: ignore[union-attr]
    desk.drain()
    collected = desk.case.collected
    assert collected is not None
    assert (collected.fact.collector, collected.fact.id_number) == ("乌力吉·巴图", ID)
    assert "乌力吉·巴图" in text_of(bench.spooler.jobs[-1].pdf)
