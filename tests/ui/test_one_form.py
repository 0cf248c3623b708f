"""One spec of a form: the city changes it by a release, and screen, check, paper and wire follow."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.problems import Refused
from outlet_app.services.library import Shelf, read_library
from outlet_app.sync.wire import decode_event, encode_event
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.at_the_counter import accepted, answered, text_of
from tests.support.bench import Bench, open_bench, shelf
from tests.support.builders import MORNING, OUTLET, event
from tests.support.case_desk import CaseDesk

ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
PATENT, WRONG = "ZL201710601862.3", "ZL201710601862.4"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def changed(form: str, change: Callable[[dict[str, Any]], None]) -> Shelf:
    """The bundled texts and, in force since yesterday, the same with one form changed."""
    plain = copy.deepcopy(json.loads(shelf().forms[0]))
    plain["version"], plain["effective_from"] = "2026-2", "2026-11-19"
    change(next(one for one in plain["forms"] if one["code"] == form))
    return replace(shelf(), forms=[*shelf().forms, json.dumps(plain).encode()])


def release(bench: Bench, form: str, change: Callable[[dict[str, Any]], None]) -> None:
    bench.reference = read_library(changed(form, change)).at(OUTLET, "01")


def asked(stage: Stage, bench: Bench, form: str) -> tuple[CaseDesk, SheetDialog]:
    """办件查询 with the sheet of an outcome paper open."""
    desk = CaseDesk(stage, bench)
    dialog = desk.ask("outcome")
    assert isinstance(dialog, ReasonDialog)
    dialog.radios[form].setChecked(True)
    desk.press(Qt.Key.Key_N, modifier=ALT)
    sheet = desk.here.dialog
    assert isinstance(sheet, SheetDialog)
    return desk, sheet


def fill(desk: CaseDesk, sheet: SheetDialog, **texts: str) -> None:
    for key, text in texts.items():
        sheet.controls[key].setFocus()
        desk.write(text)


def go(desk: CaseDesk) -> None:
    desk.press(Qt.Key.Key_P, modifier=ALT)
    desk.drain()


def printed(bench: Bench) -> str:
    return text_of(bench.spooler.jobs[-1].pdf)


def said(sheet: SheetDialog) -> dict[str, str]:
    return {key: one.message for key, one in sheet.fields.items() if one.message}


class TestAFieldMore:
    """The city asks on 检索查询报告 for the number of the right that the search is about."""

    @staticmethod
    def add(form: dict[str, Any]) -> None:
        form["entries"].insert(
            1, {"key": "about", "label": "涉及权利号", "kind": "rights", "limit": 40, "needed": True}
        )

    @pytest.fixture
    def open_sheet(self, bench: Bench, stage: Stage) -> tuple[CaseDesk, SheetDialog]:
        release(bench, "R02", self.add)
        accepted(bench)
        return asked(stage, bench, "R02")

    def test_it_stands_on_the_screen_where_the_city_put_it(
        self, open_sheet: tuple[CaseDesk, SheetDialog]
    ) -> None:
        _, sheet = open_sheet
        assert list(sheet.controls)[:3] == ["asked", "about", "elements"]
        line = sheet.fields["about"].line
        assert (line.label, line.required) == ("涉及权利号", True)

    def test_it_is_checked_as_the_city_says(
        self, open_sheet: tuple[CaseDesk, SheetDialog], bench: Bench
    ) -> None:
        desk, sheet = open_sheet
        fill(desk, sheet, source="国家知识产权局", conclusion="未见")
        go(desk)
        assert said(sheet) == {"about": "请填写涉及权利号"}
        fill(desk, sheet, about="权" * 41)
        go(desk)
        assert said(sheet) == {"about": "最多 40 字，超出 1 字"}
        assert desk.case.written == ()
        assert bench.spooler.jobs == [] or "检索查询报告" not in printed(bench)

    def test_it_is_kept_sent_and_printed(
        self, open_sheet: tuple[CaseDesk, SheetDialog], bench: Bench
    ) -> None:
        desk, sheet = open_sheet
        fill(desk, sheet, about="ｚｌ 2017 1 0601862．3", source="国家知识产权局", conclusion="未见")
        go(desk)
        fact = desk.case.written[-1]
        assert fact.text_of("about") == PATENT
        sent = encode_event(event(fact))
        assert {"key": "about", "text": PATENT} in json.loads(sent)["fact"]["entries"]
        assert decode_event(sent).fact == fact
        assert f"涉及权利号{PATENT}" in printed(bench)
        assert "2026-2版" in printed(bench)

    def test_a_paper_of_the_older_edition_is_printed_again_without_it(
        self, bench: Bench, stage: Stage
    ) -> None:
        case_id = accepted(bench).case.case_id
        older = OutcomeWritten("R02", MORNING.date(), (Filled("asked", "葵花"), Filled("conclusion", "未见")))
        bench.counter().outcomes.write(case_id, older)
        release(bench, "R02", self.add)
        again = bench.counter().papers.reprint(case_id, "R02")
        said = text_of(bench.counter().papers.pdf(again.paper_id))
        assert "涉及权利号" not in said
        assert "2026-1版" in said

    def test_what_no_field_was_asked_for_is_kept_by_nobody(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        fact = OutcomeWritten("R02", MORNING.date(), (Filled("conclusion", "未见"), Filled("about", PATENT)))
        with pytest.raises(Refused) as refused:
            bench.counter().outcomes.write(case_id, fact)
        assert refused.value.refusal.code == "form.misfit"
        assert bench.counter().cases.detail(case_id).case.written == ()
        release(bench, "R02", self.add)
        (paper,) = bench.counter().outcomes.write(case_id, fact)
        assert "0001" in paper.number


class TestALimitAndALabel:
    @staticmethod
    def shorten(form: dict[str, Any]) -> None:
        entry = next(one for one in form["entries"] if one["key"] == "basis")
        entry["label"], entry["limit"], entry["needed"] = "政策依据", 12, True

    def test_the_same_words_and_the_same_length_everywhere(self, bench: Bench, stage: Stage) -> None:
        release(bench, "R03", self.shorten)
        answered(bench)
        desk, sheet = asked(stage, bench, "R03")
        go(desk)
        assert said(sheet) == {"basis": "请填写政策依据"}
        fill(desk, sheet, basis="内蒙古自治区知识产权保护和促进条例")
        go(desk)
        assert said(sheet) == {"basis": "最多 12 字，超出 5 字"}
        fill(desk, sheet, basis="商标法第十九条")
        go(desk)
        assert desk.case.written[-1].text_of("basis") == "商标法第十九条"
        assert "政策依据商标法第十九条" in printed(bench)

    def test_without_a_release_nothing_is_asked_for_that_was_not(self, bench: Bench, stage: Stage) -> None:
        answered(bench)
        desk, sheet = asked(stage, bench, "R03")
        assert (sheet.fields["basis"].line.label, sheet.fields["basis"].line.required) == ("依据", False)
        go(desk)
        assert desk.case.written[-1].form == "R03"
        assert bench.spooler.jobs[-1].copies == 2


class TestAColumn:
    @staticmethod
    def number(form: dict[str, Any]) -> None:
        form["columns"][0] |= {"label": "办件编号", "kind": "case_no"}

    def test_its_cells_are_read_as_the_city_says(self, bench: Bench, stage: Stage) -> None:
        release(bench, "R02", self.number)
        number = accepted(bench).case.case_no
        desk, sheet = asked(stage, bench, "R02")
        fill(desk, sheet, source="甲", conclusion="乙")
        sheet.controls["rows"].setFocus()
        desk.write("HH01")
        go(desk)
        assert said(sheet) == {"rows": f"第 1 行：办件号少 {19 - 4} 位"}
        sheet.controls["rows"].setFocus()
        desk.write(number.replace("-", "").lower())
        go(desk)
        assert desk.case.written[-1].rows == ((number, "", "", ""),)
        assert number.replace("-", "") in printed(bench).replace("-", "")


class TestWarnings:
    """A number that is doubted holds the sheet once; whoever goes on has looked (domain.md §10.3)."""

    @pytest.fixture
    def open_sheet(self, bench: Bench, stage: Stage) -> tuple[CaseDesk, SheetDialog]:
        accepted(bench)
        desk, sheet = asked(stage, bench, "R02")
        fill(desk, sheet, source="甲", conclusion="乙")
        sheet.controls["rows"].setFocus()
        desk.write(WRONG)
        return desk, sheet

    def test_it_is_said_and_the_second_time_it_goes_on(
        self, open_sheet: tuple[CaseDesk, SheetDialog]
    ) -> None:
        desk, sheet = open_sheet
        go(desk)
        assert said(sheet) == {"rows": "第 1 行：专利号校验位不符"}
        assert not sheet.fields["rows"].is_wrong
        assert desk.case.written == ()
        go(desk)
        assert desk.case.written[-1].rows == ((WRONG, "", "", ""),)

    def test_another_doubtful_number_is_said_again(self, open_sheet: tuple[CaseDesk, SheetDialog]) -> None:
        desk, sheet = open_sheet
        go(desk)
        sheet.controls["rows"].setFocus()
        desk.write("201710601862")
        go(desk)
        assert said(sheet) == {"rows": "第 1 行：“201710601862”请再核对"}
        assert desk.case.written == ()

    def test_what_was_put_right_goes_at_once(self, open_sheet: tuple[CaseDesk, SheetDialog]) -> None:
        desk, sheet = open_sheet
        go(desk)
        sheet.controls["rows"].setFocus()
        desk.write(PATENT)
        go(desk)
        assert desk.case.written[-1].rows == ((PATENT, "", "", ""),)


class TestOnLeaving:
    """A number is shown as it will be kept as soon as its field is left."""

    @pytest.fixture
    def open_sheet(self, bench: Bench, stage: Stage) -> tuple[CaseDesk, SheetDialog]:
        release(bench, "R02", TestAFieldMore.add)
        accepted(bench)
        return asked(stage, bench, "R02")

    @pytest.mark.parametrize(
        ("typed", "shown", "told"),
        [
            ("zl2017106018623", PATENT, ""),
            ("ＺＬ２０１７１０６０１８６２．３", PATENT, ""),
            (WRONG.lower(), WRONG, "专利号校验位不符"),
            ("葵花籽脱壳机", "葵花籽脱壳机", ""),
            ("权" * 45, "权" * 45, "最多 40 字，超出 5 字"),
        ],
    )
    def test_it_is_shown_and_doubted(
        self, open_sheet: tuple[CaseDesk, SheetDialog], typed: str, shown: str, told: str
    ) -> None:
        desk, sheet = open_sheet
        fill(desk, sheet, about=typed)
        desk.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is sheet.controls["elements"]
        assert (sheet.controls["about"].text(), sheet.fields["about"].message) == (shown, told)  # type: ignore[union-attr]

    def test_what_was_said_goes_once_it_is_right(self, open_sheet: tuple[CaseDesk, SheetDialog]) -> None:
        desk, sheet = open_sheet
        fill(desk, sheet, about=WRONG)
        desk.press(Qt.Key.Key_Tab)
        fill(desk, sheet, about=PATENT)
        desk.press(Qt.Key.Key_Tab)
        assert sheet.fields["about"].message == ""


def test_a_long_request_is_not_cut_where_a_paper_takes_it_over(bench: Bench, stage: Stage) -> None:
    """A registration takes 1000 characters; the field it is taken over into once held 300 of them."""
    request = "查询向日葵脱壳设备" * 60
    answered(bench, request=request)
    desk, sheet = asked(stage, bench, "R03")
    assert sheet.controls["asked"].text() == request  # type: ignore[union-attr]
    go(desk)
    assert desk.case.written[-1].text_of("asked") == request
    assert printed(bench).count("查询向日葵脱壳设备") == 60
