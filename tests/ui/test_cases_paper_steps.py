"""Issuing, voiding and giving out on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.case import Case
from outlet_app.domain.events import Delivery
from outlet_app.domain.people import Person
from outlet_app.services.troubles import Trouble
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.text import ElidedLabel
from tests.support.at_the_counter import accepted, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import Counter, room, settle, write
from tests.support.counter_fakes_intake import Failing

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class At:
    """办件查询 with one case chosen."""

    def __init__(
        self, stage: Callable[..., QWidget], bench: Bench, case_id: str, person: Person = CLERK_PERSON
    ) -> None:
        self.bench, self.counter, self.case_id = bench, bench.counter(person), case_id
        self.page, self.here = room(stage, self._make, person, watch=bench.clock)  # type: ignore[arg-type]
        settle()
        self.here.drain()

    def _make(self, here: Counter) -> CasesPage:
        return CasesPage(self.counter, here.office, here.lanes, here.feedback)

    def ask(self, action: str) -> SheetDialog:
        """Open a step's question."""
        assert self.page.state.detail is not None
        self.page.steps.ask(action, self.page.state.detail)
        dialog = self.here.dialog
        assert isinstance(dialog, SheetDialog)
        return dialog

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def done(self) -> Case:
        """The case once the lanes have worked."""
        self.here.drain()
        return self.counter.cases.detail(self.case_id).case

    @property
    def printed(self) -> list[str]:
        """The words of everything the printer got."""
        return [text_of(job.pdf) for job in self.bench.spooler.jobs]

    @property
    def said(self) -> list[str]:
        """What was said in passing."""
        return [notice.title for notice in self.here.feedback.toasts.history]

    def offered(self) -> set[str]:
        """The steps that this case shows to this person."""
        return set(self.counter.cases.detail(self.case_id).actions)


def closed(bench: Bench) -> str:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "检索查询报告")
    return case_id


class TestIssuing:
    def test_what_can_be_issued_is_listed_with_the_first_chosen(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        at = At(stage, bench, accepted(bench).case.case_id)
        combo = at.ask("issue_paper").controls["form"]
        detail = at.page.state.detail
        assert detail is not None
        assert combo.value == detail.makes[0]  # type: ignore[union-attr]
        assert "W05" not in detail.makes

    def test_enter_issues_and_prints_what_is_chosen(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        at = At(stage, bench, accepted(bench).case.case_id)
        dialog = at.ask("issue_paper")
        dialog.controls["form"].set_value("W02")  # type: ignore[union-attr]
        at.key(Qt.Key.Key_P, ALT)
        case = at.done()
        assert case.papers[-1].form == "W02"
        assert "收件凭证" in at.printed[-1]
        assert bench.spooler.jobs[-1].copies == 2
        assert at.said[0] == "已出具，已送打印机"

    def test_a_large_print_is_offered_only_where_a_form_has_one(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        at = At(stage, bench, accepted(bench).case.case_id)
        assert "large" not in at.ask("issue_paper").controls


class TestPrintingAgain:
    def test_a_notice_can_be_had_large(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        at = At(stage, bench, notified(bench).case.case_id)
        assert at.page.state.detail is not None
        at.page.steps.ask("reprint", at.page.state.detail)
        dialog = at.here.dialog
        assert isinstance(dialog, ReasonDialog)
        assert [radio.text() for radio in dialog.radios.values()][:2] == [
            "一次性告知书",
            "一次性告知书（大字版）",
        ]
        at.key(Qt.Key.Key_Down)
        at.key(Qt.Key.Key_Return)
        case = at.done()
        assert (case.papers[-1].large, case.papers[-1].copy_no) == (True, 2)
        assert "大字版" in at.printed[-1]

    def test_the_plain_one_is_plain_although_the_last_was_large(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        case_id = notified(bench).case.case_id
        bench.counter().papers.reprint(case_id, "W04", large=True)
        at = At(stage, bench, case_id)
        assert at.page.state.detail is not None
        at.page.steps.ask("reprint", at.page.state.detail)
        assert isinstance(at.here.dialog, ReasonDialog)
        at.key(Qt.Key.Key_Return)
        assert at.done().papers[-1].large is False


class TestVoiding:
    def test_the_head_voids_a_paper_with_its_reason(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        outcome = accepted(bench)
        at = At(stage, bench, outcome.case.case_id, SUPERVISOR_PERSON)
        dialog = at.ask("void_paper")
        dialog.controls["number"].set_value(outcome.papers[0].number)  # type: ignore[union-attr]
        dialog.controls["reason"].setFocus()
        write("申请人名称写错")
        deed = next(one for one in dialog.buttons.findChildren(Button) if one.kind is Kind.DANGER)
        assert "作废" in deed.text()
        at.key(Qt.Key.Key_V, ALT)
        case = at.done()
        assert case.void_reason(outcome.papers[0].number) == "申请人名称写错"
        assert at.said == ["文书已作废，编号保留"]

    def test_without_a_reason_nothing_happens(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        outcome = accepted(bench)
        at = At(stage, bench, outcome.case.case_id, SUPERVISOR_PERSON)
        dialog = at.ask("void_paper")
        dialog.controls["number"].set_value(outcome.papers[0].number)  # type: ignore[union-attr]
        at.key(Qt.Key.Key_V, ALT)
        assert dialog.fields["reason"].message == "请填写作废理由"
        assert at.done().void_papers == ()

    def test_the_list_of_papers_says_that_it_holds_no_more(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        outcome = accepted(bench)
        head = bench.counter(SUPERVISOR_PERSON)
        head.papers.void(outcome.case.case_id, outcome.papers[0].number, "名称写错")
        at = At(stage, bench, outcome.case.case_id, SUPERVISOR_PERSON)
        (line,) = at.page.detail.papers.lines
        assert "已作废：名称写错" in texts_of(line)
        assert "issue_paper" in at.offered()

    def test_a_clerk_is_not_offered_it(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        at = At(stage, bench, accepted(bench).case.case_id)
        assert "void_paper" not in at.offered()

    def test_a_voided_paper_printed_from_its_viewer_bears_the_mark(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        outcome = accepted(bench)
        head = bench.counter(SUPERVISOR_PERSON)
        head.papers.void(outcome.case.case_id, outcome.papers[0].number, "名称写错")
        head.papers.issue(outcome.case.case_id, "W05")
        at = At(stage, bench, outcome.case.case_id, SUPERVISOR_PERSON)
        old = next(one for one in at.counter.cases.detail(at.case_id).papers if one.voided)
        at.page.steps._course.print_again(old)
        at.done()
        assert "已作废：名称写错" in at.printed[-1]


class TestCollecting:
    def test_it_is_filled_with_whoever_usually_comes(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        at = At(stage, bench, closed(bench))
        dialog = at.ask("collect")
        assert dialog.controls["collector"].text() == "其其格"  # type: ignore[union-attr]
        assert dialog.controls["relation"].value == "self"  # type: ignore[union-attr]
        assert dialog.controls["documents"].text() == "检索查询报告"  # type: ignore[union-attr]

    def test_the_paper_to_sign_is_printed_once(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        at = At(stage, bench, closed(bench))
        at.ask("collect")
        at.key(Qt.Key.Key_L, ALT)
        case = at.done()
        assert case.collected is not None
        assert case.collected.fact.way is Delivery.IN_PERSON
        assert [one.name for one in case.collected.fact.documents] == ["检索查询报告"]
        assert "送达回证" in at.printed[-1]
        assert bench.spooler.jobs[-1].copies == 1
        assert at.said[0] == "已登记领取"

    @pytest.mark.parametrize(("way", "asked"), [(Delivery.IN_PERSON, 1), (Delivery.POST, 0)])
    def test_whoever_fetches_it_here_may_rate_and_nobody_else(
        self, stage: Callable[..., QWidget], bench: Bench, way: Delivery, asked: int
    ) -> None:
        at = At(stage, bench, closed(bench))
        served: list[str] = []
        at.page.steps.served.connect(served.append)
        dialog = at.ask("collect")
        dialog.controls["way"].set_value(way.value)  # type: ignore[union-attr]
        at.key(Qt.Key.Key_L, ALT)
        at.done()
        assert served == [at.case_id] * asked

    def test_nobody_is_asked_about_what_was_not_saved(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        at = At(stage, bench, closed(bench))
        served: list[str] = []
        at.page.steps.served.connect(served.append)
        stuck = Failing(at.counter.deliveries, collect=Trouble("storage.locked"))
        object.__setattr__(at.counter, "deliveries", stuck)
        at.ask("collect")
        at.key(Qt.Key.Key_L, ALT)
        at.done()
        assert served == []

    def test_each_line_is_a_document_of_its_own(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        at = At(stage, bench, closed(bench))
        dialog = at.ask("collect")
        dialog.controls["documents"].show_text("检索查询报告\n\n 身份证复印件 \n")  # type: ignore[union-attr]
        at.key(Qt.Key.Key_L, ALT)
        case = at.done()
        assert case.collected is not None
        assert [one.name for one in case.collected.fact.documents] == ["检索查询报告", "身份证复印件"]

    @pytest.mark.parametrize(
        ("line", "said"), [("collector", "请填写领取人"), ("documents", "请填写交付的文书")]
    )
    def test_somebody_takes_something(
        self, stage: Callable[..., QWidget], bench: Bench, line: str, said: str
    ) -> None:
        at = At(stage, bench, closed(bench))
        dialog = at.ask("collect")
        dialog.controls[line].show_text("")  # type: ignore[union-attr]
        at.key(Qt.Key.Key_L, ALT)
        assert dialog.fields[line].message == said
        assert at.done().collected is None

    def test_a_printer_that_fails_keeps_what_was_written_down(
        self, stage: Callable[..., QWidget], bench: Bench
    ) -> None:
        at = At(stage, bench, closed(bench))
        bench.spooler.trouble = "printer.failed"
        at.ask("collect")
        at.key(Qt.Key.Key_L, ALT)
        case = at.done()
        assert case.collected is not None
        assert at.here.dialog.windowTitle() == "打印机没有接收文书"
        assert [one.number for one in at.counter.papers.unconfirmed()][-1] == case.papers[-1].number


def texts_of(widget: QWidget) -> str:
    """Everything a line says, elided or not."""
    return " ".join(label.full_text() for label in widget.findChildren(ElidedLabel))
