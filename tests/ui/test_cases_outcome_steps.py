"""结果文书 on 办件查询, by keys over a real counter: asked for, offered in time, printed, given out."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.parts.rows_edit import RowsEdit
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.dialog import Dialog
from tests.support.at_the_counter import accepted, answered, held, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import consultation, tracked

ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
TODAY = date(2026, 11, 20)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def sheet(dialog: Dialog) -> SheetDialog:
    assert isinstance(dialog, SheetDialog)
    return dialog


def table(dialog: Dialog) -> RowsEdit:
    control = sheet(dialog).controls["rows"]
    assert isinstance(control, RowsEdit)
    return control


def printed(bench: Bench) -> str:
    return text_of(bench.spooler.jobs[-1].pdf)


def chosen(desk: CaseDesk, form: str) -> SheetDialog:
    """The step, with another paper than the first."""
    dialog = desk.ask("outcome")
    assert isinstance(dialog, ReasonDialog)
    dialog.radios[form].setChecked(True)
    desk.press(Qt.Key.Key_N, modifier=ALT)
    return sheet(desk.here.dialog)


class TestAsking:
    def test_an_answer_is_on_paper_with_enter_alone(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        desk = CaseDesk(stage, bench)
        dialog = desk.ask("outcome")
        assert isinstance(dialog, ReasonDialog)
        assert [radio.text() for radio in dialog.radios.values()] == ["咨询答复单", "服务记录单"]
        desk.press(Qt.Key.Key_Return)
        assert desk.here.dialog.windowTitle() == "咨询答复单"
        desk.press(Qt.Key.Key_P, modifier=ALT)
        desk.drain()
        assert desk.case.papers[-1].form == "R03"
        assert "带营业执照复印件和商标图样。" in printed(bench)
        assert bench.spooler.jobs[-1].copies == 2
        assert desk.said[0] == "已出具结果文书，已送打印机"
        assert desk.told[:2] == ["生成文书", "写明结果"]

    def test_its_own_fields_stand_in_the_order_of_the_paper(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        dialog = chosen(CaseDesk(stage, bench), "R02")
        assert list(dialog.controls) == [
            "asked", "elements", "source", "formula", "conclusion", "checked_by", "rows", "done_on", "cutoff",
        ]  # fmt: skip
        labels = {key: (one.line.label, one.line.required) for key, one in dialog.fields.items()}
        assert labels["source"] == ("数据库和范围", True)
        assert labels["formula"] == ("检索方法", False)
        assert labels["rows"] == ("明细", False)
        assert labels["done_on"] == ("出具日期", True)
        assert dialog.controls["cutoff"].text() == "2026-11-20"  # type: ignore[union-attr]

    def test_what_is_typed_into_the_table_stands_on_the_paper(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = chosen(desk, "R02")
        for key, text in (("source", "国家知识产权局"), ("conclusion", "未见相同方案")):
            dialog.controls[key].setFocus()
            desk.write(text)
        table(dialog).setFocus()
        for text in ("CN1", "脱壳机", "", "仅供参考"):
            desk.write(text)
            desk.press(Qt.Key.Key_Tab)
        desk.write("CN2")
        desk.press(Qt.Key.Key_P, modifier=ALT)
        desk.drain()
        fact = desk.case.written[-1]
        assert fact.rows == (("CN1", "脱壳机", "", "仅供参考"), ("CN2", "", "", ""))
        assert (fact.done_on, fact.cutoff) == (TODAY, TODAY)
        assert [one.key for one in fact.entries] == ["asked", "source", "conclusion"]
        assert all(text in printed(bench) for text in ("CN1", "脱壳机", "仅供参考", "CN2", "以下空白"))

    @pytest.mark.parametrize(
        ("key", "said"),
        [
            ("asked", "请填写检索目的"),
            ("source", "请填写数据库和范围"),
            ("conclusion", "请填写检索结论"),
            ("done_on", "请填写出具日期"),
            ("cutoff", "请填写数据截止日期"),
        ],
    )
    def test_what_a_paper_cannot_do_without(self, stage: Stage, bench: Bench, key: str, said: str) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = chosen(desk, "R02")
        for needed in ("source", "conclusion"):
            dialog.controls[needed].show_text("甲")  # type: ignore[union-attr]
        dialog.controls[key].show_text("")  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_P, modifier=ALT)
        assert dialog.fields[key].message == said
        assert dialog.controls[key].hasFocus()
        desk.drain()
        assert desk.case.written == ()

    @pytest.mark.parametrize(
        ("key", "day", "said"),
        [
            ("cutoff", "2026-11-21", "还没有到这一天"),
            ("done_on", "11-21", "还没有到这一天"),
            ("done_on", "2026-11-19", "早于登记日期"),
            ("done_on", "2026-02-30", "没有这一天"),
            ("cutoff", "昨天", "请填写日期，如 11-27"),
        ],
    )
    def test_a_day_that_cannot_be_is_told_at_its_field(
        self, stage: Stage, bench: Bench, key: str, day: str, said: str
    ) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = chosen(desk, "R02")
        for needed in ("source", "conclusion"):
            dialog.controls[needed].show_text("甲")  # type: ignore[union-attr]
        dialog.controls[key].show_text(day)  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_P, modifier=ALT)
        assert dialog.fields[key].message == said
        desk.drain()
        assert desk.case.written == ()

    def test_data_of_after_the_paper_are_told_at_their_field(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        bench.clock.forward(days=3)
        desk = CaseDesk(stage, bench)
        dialog = chosen(desk, "R02")
        for key, text in (("source", "甲"), ("conclusion", "乙"), ("done_on", "11-22"), ("cutoff", "11-23")):
            dialog.controls[key].show_text(text)  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_P, modifier=ALT)
        assert dialog.fields["cutoff"].message == "晚于出具日期"
        dialog.controls["cutoff"].show_text("11-20")  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_P, modifier=ALT)
        desk.drain()
        fact = desk.case.written[-1]
        assert (fact.done_on, fact.cutoff) == (date(2026, 11, 22), TODAY)

    def test_what_could_not_be_saved_stands_there_again(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = chosen(desk, "R02")
        dialog.controls["source"].show_text("国家知识产权局")  # type: ignore[union-attr]
        dialog.controls["conclusion"].show_text("写了很久的结论")  # type: ignore[union-attr]
        table(dialog).setFocus()
        desk.write("CN1")
        with held(bench.database):
            desk.press(Qt.Key.Key_P, modifier=ALT)
            desk.drain()
        desk.here.dialog.reject()
        again = chosen(desk, "R02")
        assert again.controls["conclusion"].text() == "写了很久的结论"  # type: ignore[union-attr]
        assert table(again).rows() == (("CN1", "", "", ""),)
        desk.press(Qt.Key.Key_P, modifier=ALT)
        desk.drain()
        assert len(desk.case.written) == 1
        assert table(chosen(desk, "R02")).rows() == ()

    def test_the_sheet_of_an_item_asks_only_which(self, stage: Stage, bench: Bench) -> None:
        bench.counter().intake.decide(
            consultation(item=9, sub_item="9.1", request="事项清单"), Decision.ANSWER
        )
        desk = CaseDesk(stage, bench)
        dialog = chosen(desk, "R17")
        assert list(dialog.controls) == ["item", "done_on"]
        dialog.controls["item"].set_value("7")  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_P, modifier=ALT)
        desk.drain()
        said, item = printed(bench), bench.reference.catalogue.item(7)
        for text in (item.name, item.objects, item.time_limit, item.bodies, "第二批清单"):
            assert "".join(text.split()) in said, text

    def test_a_printer_that_fails_keeps_what_was_written(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        bench.spooler.trouble = "printer.failed"
        desk = CaseDesk(stage, bench)
        chosen(desk, "R03")
        desk.press(Qt.Key.Key_P, modifier=ALT)
        desk.drain()
        assert desk.here.dialog.windowTitle() == "打印机没有接收文书"
        assert desk.case.papers[-1].form == "R03"

    def test_escape_leaves_the_case_as_it_was(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        desk = CaseDesk(stage, bench)
        chosen(desk, "R03")
        desk.press(Qt.Key.Key_Escape)
        desk.drain()
        assert (desk.case.written, desk.case.papers) == ((), ())


class TestOffering:
    def test_closing_a_case_offers_its_paper(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        desk.ask("close")
        go = desk.here.dialog.default
        assert go is not None
        go.click()
        desk.drain()
        dialog = desk.here.dialog
        assert isinstance(dialog, ReasonDialog)
        assert [radio.text() for radio in dialog.radios.values()] == ["检索查询报告", "服务记录单"]
        assert desk.said[0] == "已办结"

    def test_a_stage_offers_its_own_paper_at_once(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = sheet(desk.ask("stage"))
        dialog.controls["stage"].set_value("已出报告")  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_G, modifier=ALT)
        desk.drain()
        assert desk.here.dialog.windowTitle() == "检索查询报告"
        assert desk.case.stage == "已出报告"

    def test_a_stage_without_a_paper_offers_none(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = sheet(desk.ask("stage"))
        dialog.controls["stage"].set_value("检索中")  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_G, modifier=ALT)
        desk.drain()
        assert desk.here.feedback.open_dialog is None
        assert desk.case.stage == "检索中"

    def test_what_is_out_already_is_not_offered_again(self, stage: Stage, bench: Bench) -> None:
        case_id, head = accepted(bench).case.case_id, bench.counter(SUPERVISOR_PERSON)
        (paper,) = head.outcomes.write(case_id, OutcomeWritten("R02", TODAY, (Filled("conclusion", "无"),)))
        desk = CaseDesk(stage, bench)

        def reach() -> Dialog | None:
            dialog = sheet(desk.ask("stage"))
            dialog.controls["stage"].set_value("已出报告")  # type: ignore[union-attr]
            desk.press(Qt.Key.Key_G, modifier=ALT)
            desk.drain()
            return desk.here.feedback.open_dialog

        assert reach() is None
        head.papers.void(case_id, paper.number, "写错")
        dialog = reach()
        assert dialog is not None
        assert dialog.windowTitle() == "检索查询报告"

    def test_a_plan_is_offered_with_the_day_of_the_next_visit(self, stage: Stage, bench: Bench) -> None:
        bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT)
        desk = CaseDesk(stage, bench)
        dialog = sheet(desk.ask("stage"))
        dialog.controls["stage"].set_value("方案")  # type: ignore[union-attr]
        desk.press(Qt.Key.Key_G, modifier=ALT)
        desk.drain()
        offered = sheet(desk.here.dialog)
        assert offered.windowTitle() == "培育方案登记表"
        assert offered.controls["next_day"].text() == "2026年12月21日"  # type: ignore[union-attr]


class TestGivingOut:
    def test_the_papers_that_hold_are_what_is_given_out(self, stage: Stage, bench: Bench) -> None:
        case_id, head = accepted(bench).case.case_id, bench.counter(SUPERVISOR_PERSON)
        fact = OutcomeWritten("R02", TODAY, (Filled("conclusion", "未见相同方案"),))
        (wrong,) = head.outcomes.write(case_id, fact)
        head.papers.void(case_id, wrong.number, "写错")
        (right,) = head.outcomes.write(case_id, fact)
        head.cases.close(case_id, "已出具报告")
        desk = CaseDesk(stage, bench)
        dialog = sheet(desk.ask("collect"))
        assert dialog.controls["documents"].text() == f"检索查询报告 {right.number}"  # type: ignore[union-attr]
        dialog.controls["documents"].show_text(  # type: ignore[union-attr]
            f"检索查询报告 {right.number}\n光盘"
        )
        desk.press(Qt.Key.Key_L, modifier=ALT)
        desk.drain()
        collected = desk.case.collected
        assert collected is not None
        given = [(one.name, one.number) for one in collected.fact.documents]
        assert given == [("检索查询报告", right.number), ("光盘", "")]
        assert "".join(right.number.split()) in printed(bench)
