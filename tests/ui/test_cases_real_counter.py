"""The desk's pages over a real counter: what was registered is found, opened, printed, closed and counted."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter, QueueState, SyncView
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.pages.workload.page import WorkloadPage
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.people.dialogs import AddDialog, PeopleDialog
from outlet_app.ui.widgets.page import Page
from tests.support.at_the_counter import accepted, answered, judged, kinds, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import ENTERPRISE, MORNING
from tests.support.counter_fakes_desk import Counter, press, room, settle, texts, write

P = TypeVar("P", bound=Page)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Work:
    """Pages of one person over the bench."""

    def __init__(self, stage: Callable[..., QWidget], bench: Bench, person: Person = CLERK_PERSON) -> None:
        self.stage, self.bench, self.person = stage, bench, person
        self.counter = bench.counter(person)
        self.went: list[tuple[str, object]] = []

    def show(self, make: Callable[[Counter], P]) -> tuple[P, Counter]:
        """A page in its window."""
        page, here = room(self.stage, make, self.person, watch=self.bench.clock)  # type: ignore[arg-type]
        page.go_to.connect(lambda key, what: self.went.append((key, what)))
        settle()
        here.drain()
        return page, here

    def cases(self) -> tuple[CasesPage, Counter]:
        """办件查询."""
        return self.show(
            lambda here: CasesPage(
                self.counter,
                here.office,
                here.lanes,
                here.feedback,
            )
        )

    def home(self) -> tuple[HomePage, Counter]:
        """工作台."""
        return self.show(
            lambda here: HomePage(
                self.counter.desk,
                self.counter.papers,
                self.counter.reference,
                here.office,
                here.lanes,
                here.feedback,
            )
        )

    def report(self) -> tuple[WorkloadPage, Counter]:
        """统计报表."""
        return self.show(
            lambda here: WorkloadPage(
                self.counter.day_sheet,
                self.counter.papers,
                self.counter.reference,
                here.office,
                here.lanes,
                here.feedback,
                people=self.counter.people,
                ledgers=self.counter.ledgers,
                closing=self.counter.day_closing,
            )
        )


@pytest.fixture
def work(stage: Callable[..., QWidget], bench: Bench) -> Work:
    return Work(stage, bench)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which, modifier)


def search(page: CasesPage, here: Counter, typed: str) -> list[str]:
    """What the list shows for these words."""
    page.find_here()
    write(typed)
    press(page.filters.text, Qt.Key.Key_Return)
    here.drain()
    return [] if page.list.pane.is_empty else texts(page.list.table, 1)


@pytest.mark.parametrize("typed", ["禾源", "hthy", "河", "2046", ENTERPRISE.id_number])
def test_an_applicant_is_found_by_any_part_of_what_is_known(work: Work, typed: str) -> None:
    answered(work.bench)
    notified(work.bench)
    page, here = work.cases()
    (found,) = search(page, here, typed)
    assert found.startswith(ENTERPRISE.name)
    assert page.detail.title.full_text() == ENTERPRISE.name


def test_a_case_is_found_by_the_whole_number_and_by_its_beginning(work: Work) -> None:
    number = accepted(work.bench).case.case_no
    answered(work.bench)
    page, here = work.cases()
    assert len(search(page, here, number)) == 1
    assert len(search(page, here, number[:13])) == 2


def test_nothing_found_is_a_sentence_and_not_an_error(work: Work) -> None:
    accepted(work.bench)
    page, here = work.cases()
    assert search(page, here, "%' OR 1=1 --") == []
    assert page.list.pane.is_empty


def test_the_detail_masks_the_person_and_tells_the_whole_course(work: Work) -> None:
    accepted(work.bench)
    page, _here = work.cases()
    facts = page.detail.facts
    assert facts.values["item"].full_text().startswith("信息查询：")
    assert facts.masked["id"].value.full_text() == "1528**********0025"
    assert "139****1234" in facts.masked["contact"].value.full_text()
    titles = [entry.title for entry in page.detail.course.entries]
    assert titles[-1] == "首问登记"
    assert {"受理", "生成文书", "核对材料"} <= set(titles)
    assert all(entry.note == "等待发送" for entry in page.detail.course.entries)


def test_a_body_that_is_registered_in_public_is_not_masked(work: Work) -> None:
    notified(work.bench)
    page, _here = work.cases()
    masked = page.detail.facts.masked["id"]
    assert masked.value.full_text() == ENTERPRISE.id_number
    assert not masked.button.isVisible()


def test_a_revealed_number_is_the_real_one(work: Work) -> None:
    accepted(work.bench)
    page, here = work.cases()
    button = page.detail.facts.masked["id"].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    dialog = here.dialog
    assert isinstance(dialog, ReasonDialog)
    dialog.radios["verify"].setFocus()
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Return)
    here.drain()
    assert page.detail.facts.masked["id"].value.full_text() == "152822196501010025"


def test_a_stored_paper_is_shown_page_by_page_and_exported_byte_for_byte(work: Work, tmp_path: Path) -> None:
    notified(work.bench)
    page, here = work.cases()
    button = page.detail.papers.lines[0].button
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    here.drain()
    viewer = here.dialog
    assert isinstance(viewer, PaperViewer)
    assert viewer.view.page_count >= 1
    assert "告" in viewer.windowTitle()
    path = tmp_path / "告知书.pdf"
    viewer._export(path)
    here.drain()
    paper = page.state.detail.papers[0]  # type: ignore[union-attr]
    assert path.read_bytes() == work.counter.papers.pdf(paper.paper_id)
    assert "一次性告知书" in text_of(path.read_bytes())
    viewer.reject()


def test_printing_again_makes_the_second_copy_and_hands_it_to_the_printer(work: Work) -> None:
    notified(work.bench)
    page, here = work.cases()
    page.detail.steps.buttons["reprint"].setFocus()
    press(page.detail.steps.buttons["reprint"], Qt.Key.Key_Space)
    assert isinstance(here.dialog, ReasonDialog)
    key(Qt.Key.Key_Return)
    here.drain()
    copies = [paper.copy_no for paper in page.state.detail.papers]  # type: ignore[union-attr]
    assert sorted(copies) == [1, 2]
    assert "第2次打印" in text_of(work.bench.spooler.jobs[-1].pdf)


def test_closing_a_case_is_seen_in_list_course_and_journal(work: Work) -> None:
    case_id = accepted(work.bench).case.case_id
    page, here = work.cases()
    page.detail.steps.buttons["close"].setFocus()
    press(page.detail.steps.buttons["close"], Qt.Key.Key_Space)
    assert here.dialog.isVisible()
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    here.drain()
    assert texts(page.list.table, 0) == ["已办结"]
    assert page.detail.course.entries[0].title == "办结"
    assert kinds(work.bench, case_id)[-1] == "closed"
    assert not page.detail.steps.buttons["close"].isVisible()


def test_withdrawing_ends_the_case_with_its_reason(work: Work) -> None:
    case_id = accepted(work.bench).case.case_id
    page, here = work.cases()
    page.detail.steps.buttons["withdraw"].setFocus()
    press(page.detail.steps.buttons["withdraw"], Qt.Key.Key_Space)
    dialog = here.dialog
    assert isinstance(dialog, ReasonDialog)
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    here.drain()
    assert kinds(work.bench, case_id)[-1] == "withdrawn"
    assert page.detail.course.entries[0].text == "申请人不再需要办理"
    assert page.state.detail.case.state is State.WITHDRAWN  # type: ignore[union-attr]


def test_a_step_the_city_refused_is_faded_and_says_why(work: Work) -> None:
    case_id = accepted(work.bench).case.case_id
    work.counter.cases.close(case_id, "检索报告")
    steps = len(kinds(work.bench, case_id))
    judged(work.bench, ["applied"] * (steps - 1) + ["rejected"], "state.guard")
    page, _here = work.cases()
    newest = page.detail.course.entries[0]
    assert (newest.title, newest.faded) == ("办结", True)
    assert newest.note == "其他窗口已先办，这一步没有生效"
    assert texts(page.list.table, 0) != ["已办结"]


def test_overdue_cases_are_found_by_the_state_filter(work: Work) -> None:
    accepted(work.bench)
    work.bench.clock.forward(days=20)
    answered(work.bench)
    page, here = work.cases()
    page.activated(CaseFilter())
    page.filters.status.setFocus()
    page.filters.status.selectAll()
    write("已超期")
    press(page.filters.status, Qt.Key.Key_Return)
    here.drain()
    assert texts(page.list.table, 0) == ["已超期"]


def test_the_desk_counts_today_and_lists_what_is_due(work: Work) -> None:
    answered(work.bench)
    number = accepted(work.bench).case.case_no
    notified(work.bench)
    page, _here = work.home()
    spoken = [figure.accessibleName() for figure in page.numbers.figures]
    assert spoken[:4] == ["今日接待 3 人次 昨日 0", "当场答复 1 件", "受理 1 件", "一次性告知 1 份"]
    assert number in texts(page.todo.table, 1)
    assert any(text.startswith("补正至") for text in texts(page.todo.table, 0))
    assert page.unsent.caption.text() == "3 件"


def test_a_paper_that_was_never_printed_is_asked_about_until_somebody_answers(work: Work) -> None:
    notified(work.bench)
    page, here = work.home()
    assert page.banner.isVisible()
    assert ENTERPRISE.name in page.banner.accessibleDescription()
    page.banner.again_button.setFocus()
    press(page.banner.again_button, Qt.Key.Key_Space)
    here.drain()
    assert len(work.bench.spooler.jobs) == 1
    assert not page.banner.isVisible()


def headings(table: QTableView) -> list[str]:
    """What stands over the columns, without the breaks of lines."""
    model = table.model()
    told = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return ["".join(str(one).split()) for one in told]


def test_the_daily_sheet_counts_the_same_as_the_desk(stage: Callable[..., QWidget], bench: Bench) -> None:
    work = Work(stage, bench, SUPERVISOR_PERSON)
    answered(bench)
    accepted(bench)
    notified(bench)
    bench.clock.forward(hours=9)
    page, here = work.report()
    total = page.counts.total.model()
    named = ("小计", "答复", "受理", "告知")
    heads = headings(page.counts.rows)
    assert [total.index(0, heads.index(name)).data() for name in named] == ["3", "1", "1", "1"], heads
    assert page.chip.status.text == "数据已核对"
    page.print_current()
    here.drain()
    assert "日工作量统计表" in text_of(bench.spooler.jobs[-1].pdf)
    assert [notice.title for notice in here.feedback.toasts.history] == ["日报已送打印机"]


def test_a_cell_of_the_sheet_opens_the_cases_it_counts(stage: Callable[..., QWidget], bench: Bench) -> None:
    work = Work(stage, bench, SUPERVISOR_PERSON)
    number = accepted(bench).case.case_no
    answered(bench)
    bench.clock.forward(hours=9)
    report, there = work.report()
    report.counts.rows.choose_cell(0, headings(report.counts.rows).index("受理"))
    report.counts.rows.setFocus()
    press(report.counts.rows, Qt.Key.Key_Return)
    there.drain()
    ((page_key, wanted),) = work.went
    assert page_key == "cases"
    cases, here = work.cases()
    cases.activated(wanted)
    here.drain()
    (found,) = texts(cases.list.table, 1)
    assert found.endswith(number)


def test_a_clerk_gets_no_colleagues_numbers(work: Work) -> None:
    answered(work.bench)
    work.bench.clock.forward(hours=9)
    page, _here = work.report()
    assert texts(page.counts.rows, 1) == [CLERK_PERSON.name]
    assert not page.print_button.isVisible()


def test_a_colleague_added_here_can_sign_in_here(stage: Callable[..., QWidget], bench: Bench) -> None:
    work = Work(stage, bench, SUPERVISOR_PERSON)
    page, here = work.home()
    lane, feedback = here.lanes.desk, here.feedback
    feedback.open(PeopleDialog(page, work.counter.people, lane, feedback))
    here.drain()
    dialog = here.dialog
    assert isinstance(dialog, PeopleDialog)
    dialog.add.setFocus()
    press(dialog.add, Qt.Key.Key_Space)
    form = here.dialog
    assert isinstance(form, AddDialog)
    for text in ("1508260555", "王海燕", "Hetao-Mifeng-7", "Hetao-Mifeng-7"):
        write(text)
        key(Qt.Key.Key_Return)
    here.drain()
    assert bench.keystore.unlock("1508260555", "Hetao-Mifeng-7") == bench.machine.key
    assert [one.name for one in work.counter.people.all()].count("王海燕") == 1


def test_the_sync_centre_shows_what_the_real_queue_holds(work: Work) -> None:
    accepted(work.bench)
    notified(work.bench)
    queue = work.counter.desk.view().unsent

    class Centre:
        def view(self) -> SyncView:
            state = QueueState(False, 2, 0, 0, 0, 0, None)
            return SyncView(state, queue)

    page, _here = work.show(
        lambda here: SyncPage(Centre(), here.office, here.lanes, here.feedback)  # type: ignore[arg-type]
    )
    assert texts(page.queue.table, 0) == ["等待发送", "等待发送"]
    assert texts(page.queue.table, 2) == ["等待网络恢复 第 1 位", "等待网络恢复 第 2 位"]
    assert all("首问登记" in text for text in texts(page.queue.table, 1))
