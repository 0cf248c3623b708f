"""The two lives of the counter on the day: before the power fails, and after."""

import time
from pathlib import Path

from PySide6.QtCore import Qt

from outlet_app.domain.calendar import CST
from outlet_app.services.views import CaseFilter
from outlet_app.sync.wire import tally_of
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.pages.workload.page import WorkloadPage
from tour import scenes
from tour.people import CLERK, HEAD
from tour.play import READY, UP, WANTED
from tour.report import Report
from tour.stage import Stage, open_stage

MOST = 1_000
CONTROL = Qt.KeyboardModifier.ControlModifier


def first_life(data: Path, out: Path) -> None:
    """With the city down: three visitors, a caller and half a visitor more; then wait to be killed."""
    report = Report(out / "first.json")
    stage = open_stage(data, out, report)
    with report.step("the clerk signs in, the city is down"):
        stage.shoot("sign-in")
        stage.sign_in(CLERK)
        stage.hands.wait("the workbench", lambda: stage.shows(HomePage))
    for name, scene in (
        ("资助奖励申报: one material missing, one defective, 一次性告知书", scenes.subsidy_notice),
        ("业务咨询 answered on the spot", scenes.consultation),
        ("电话咨询 answered on the telephone", scenes.call),
        ("信息查询 (复杂查询报告) accepted", scenes.search_report),
        ("同步中心 shows them waiting", scenes.waiting),
        ("another visitor begins to tell", scenes.half_a_registration),
    ):
        with report.step(name) as found:
            scene(stage, found)
    tell_rest(stage)
    (out / READY).touch()
    while True:
        stage.hands.rest()


def second_life(data: Path, out: Path) -> None:
    """Started again: nothing lost; the city comes back; the supervisor prints the day."""
    report = Report(out / "second.json")
    stage = open_stage(data, out, report)
    with report.step("started again after the kill, the clerk signs in"):
        stage.sign_in(CLERK)
        stage.hands.wait("the workbench", lambda: stage.shows(HomePage))
        stage.hands.wait("its figures", lambda: stage.page(HomePage).state.view is not None)
        stage.shoot("home")
    with report.step("nothing is lost") as found:
        _nothing_lost(stage, found)
    with report.step("the 窗口负责人 signs in and prints the daily sheet") as found:
        _day_sheet(stage, found)
    # Last: each sign-in is told to the city too.
    with report.step("the city comes back, the queue empties") as found:
        queue_empties(stage, out, found)
    tell_rest(stage)
    stage.program.close()


def _nothing_lost(stage: Stage, found: dict[str, object]) -> None:
    found["case_numbers"] = numbers = numbers_kept(stage)
    found["waiting"] = stage.here.sync.state().waiting
    stage.hands.press(Qt.Key.Key_2, CONTROL)
    stage.hands.wait("the draft", lambda: not stage.page(IntakePage).state.is_blank)
    found["draft"] = stage.page(IntakePage).state.entry.request
    stage.shoot("draft-resumed")
    stage.hands.press(Qt.Key.Key_3, CONTROL)
    stage.hands.wait("the list", lambda: stage.shows(CasesPage))
    stage.hands.wait("its rows", lambda: _listed(stage) == len(numbers))
    stage.hands.press(Qt.Key.Key_Down)
    time.sleep(0.3)
    stage.shoot("cases")


def queue_empties(stage: Stage, out: Path, found: dict[str, object]) -> None:
    """F8 in the sync centre until nothing waits, then what this counter holds, to be compared."""
    books = _books(stage)
    found["before"] = stage.here.sync.state().waiting - books
    (out / WANTED).touch()
    stage.hands.wait("the city", (out / UP).exists)
    stage.hands.press(Qt.Key.Key_7, CONTROL)
    stage.hands.wait("the sync centre", lambda: stage.shows(SyncPage))
    stage.hands.press(Qt.Key.Key_F8)
    stage.hands.wait("an empty queue", lambda: stage.here.sync.state().waiting == 0)
    stage.hands.wait("the page to say so", lambda: stage.program.office.queue.waiting == 0)
    stage.shoot("sync-empty")
    found["after"] = stage.here.sync.state().waiting
    with stage.here.database.reading() as uow:
        cases = uow.journal.of_cases(uow.journal.all_case_ids())
    placed = [
        (case_id, entry.case_n, entry.sha256)
        for case_id, entries in cases.items()
        for entry in entries
        if entry.case_n is not None
    ]
    tally = tally_of(placed)
    found |= {"cases": tally.cases, "events": tally.events, "digest": tally.digest, "books": _books(stage)}


def _books(stage: Stage) -> int:
    """The terminal's books of its days: whoever signs in stands there, and they are sent like cases."""
    with stage.here.database.reading() as uow:
        return sum(which.startswith("duty-") for which in uow.journal.all_case_ids())


def numbers_kept(stage: Stage) -> list[str]:
    """The case numbers of this counter in their order."""
    return sorted(row.case_no for row in stage.here.counter.cases.page(CaseFilter(), MOST).rows)


def numbers_of_today(stage: Stage) -> list[str]:
    """The case numbers given out today, in their order."""
    today = f"{stage.program.clock.now().astimezone(CST):%Y%m%d}"
    return [number for number in numbers_kept(stage) if number.split("-")[1] == today]


def change_to_head(stage: Stage) -> None:
    """The clerk locks the window and the 窗口负责人 signs in."""
    hands, program = stage.hands, stage.program
    hands.press(Qt.Key.Key_L, CONTROL)
    hands.wait("the lock", lambda: program.shell.is_covered)
    stage.shoot("lock")
    hands.alt(Qt.Key.Key_H)
    hands.wait("the sign-in page", lambda: program.workplace is None)
    stage.sign_in(HEAD)
    hands.wait("the workbench", lambda: stage.shows(HomePage))


def _day_sheet(stage: Stage, found: dict[str, object]) -> None:
    hands, program = stage.hands, stage.program
    change_to_head(stage)
    # By the page's own entry: on a day off the sheet opens on the last working day.
    program.shell.open(PageKey.REPORTS, program.clock.now().astimezone(CST).date())
    hands.wait("the daily sheet", lambda: stage.page(WorkloadPage).state.sheet is not None)
    stage.shoot("workload")
    printed = len(stage.spooler.jobs)
    hands.press(Qt.Key.Key_F9)
    stage.papers(printed + 1)
    (stage.out / "workload.pdf").write_bytes(stage.spooler.jobs[-1].pdf)
    found["paper_no"] = stage.spooler.jobs[-1].title
    sheet = stage.here.counter.day_sheet.sheet(program.clock.now().astimezone(CST).date())
    found |= {"visits": sheet.total.visits, "new": sheet.flow.new, "carried_over": sheet.flow.carried_over}
    assert sheet.total.visits == 4, f"{sheet.total.visits} visits on the sheet instead of 4"


def tell_rest(stage: Stage) -> None:
    """What was typed and how long the window was away, beside the steps."""
    times = stage.app.slot_times
    stage.report.found = {
        "typed": stage.hands.typed,
        "slots": {
            "count": times.count,
            "p99_ms": round(times.p99_ms, 2),
            "longest_ms": round(times.longest_ms, 2),
        },
    }
    stage.report.write()


def _listed(stage: Stage) -> int:
    answer = stage.page(CasesPage).state.answer
    return answer.total if answer else -1
