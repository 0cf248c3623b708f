"""The two lives of the counter on the whole day: the morning without the city, the afternoon with it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt

from outlet_app.domain.calendar import CST
from outlet_app.domain.identities import broken_identities
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.home.page import HomePage
from outlet_app.ui.pages.workload.page import WorkloadPage
from tour.acts import change_to_head, numbers_kept, numbers_of_today, queue_empties, tell_rest
from tour.full import evaluate, late, regrouped
from tour.full.benefit import confirm_will
from tour.full.corrections import take_in
from tour.full.desk import step
from tour.full.door import receive
from tour.full.left import tell_who_left
from tour.full.mended import mend
from tour.full.packaged import open_letter, open_promised, open_rights
from tour.full.scanned import attach
from tour.full.teaching import enrol_people
from tour.full.visitors import AFTERNOON, MORNING, Visitor
from tour.full.works import CLERKS, HEADS, TAKEN_IN, Work
from tour.people import CLERK
from tour.play import READY
from tour.report import Report
from tour.stage import Stage, open_stage

KEPT, BACK = "nothing is lost", "the city comes back, the queue empties"
PACKAGE, WILL = "集成办: one form, one set of materials", "免申即享: the will is signed"
BY_LETTER = "集成办 by letter, with numbers of rights"
UNDERTAKEN = "集成办 with 容缺受理 and 告知承诺"
ADDED, EXCHANGED = "集成办: an item left out is added", "集成办: a wrong item is exchanged"
EARLIER, EXPLAINED = "a visitor of weeks ago, by that day's clock", "超期说明 of that visitor's case"
OVERDUE = "the head prints 超期清单"
TRAINING, SCAN = "培训: three people for two places", "a paper is scanned and attached"
LATER, MENDED = "追评 by the 查询码 of the papers", "差评整改 by the 窗口负责人"
LEFT = "签退: the kill is seen as one, the lock as a leaving"
SHEET, SENT = "the head prints the day", "what was left goes to the city"

Scene = Callable[[Stage, dict[str, object]], None]
CLERK_SCENES: tuple[tuple[str, Scene], ...] = (
    ("a visitor is content", evaluate.content),
    ("another is not", evaluate.unhappy),
    (LATER, evaluate.later),
    (PACKAGE, open_rights),
    (BY_LETTER, open_letter),
    (UNDERTAKEN, open_promised),
    (ADDED, regrouped.add_item),
    (EXCHANGED, regrouped.exchange_item),
    (EXPLAINED, late.explain),
    (WILL, confirm_will),
    (TRAINING, enrol_people),
    (SCAN, attach),
)
HEAD_SCENES: tuple[tuple[str, Scene], ...] = (
    (OVERDUE, late.print_list),
    (MENDED, mend),
    (LEFT, tell_who_left),
)


def morning(data: Path, out: Path) -> None:
    """Half of the visitors while the city is down; then wait to be killed."""
    report = Report(out / "first.json")
    stage = open_stage(data, out, report)
    with report.step("the clerk signs in, the city is down"):
        stage.sign_in(CLERK)
        stage.hands.wait("the workbench", lambda: stage.shows(HomePage))
    play_all(stage, ((EARLIER, late.come_earlier),))
    receive_all(stage, MORNING, 1)
    tell_rest(stage)
    (out / READY).touch()
    while True:
        stage.hands.rest()


def receive_all(stage: Stage, visitors: Sequence[Visitor], first: int) -> None:
    """One after the other, each a step of the report with its number and its keys."""
    for place, visitor in enumerate(visitors, first):
        with stage.report.step(f"{place:02} {visitor.sub_item or '0'} {visitor.decision}") as found:
            stage.hands.pressed = 0
            row = receive(stage, visitor)
            found |= {"case_no": row.case_no, "keys_besides_text": stage.hands.pressed}
            assert row.decision is visitor.decision, f"{row.decision} instead of {visitor.decision}"


def afternoon(data: Path, out: Path) -> None:
    """Nothing lost; the city comes back; the other half; the desk work; the head prints the day."""
    report = Report(out / "second.json")
    stage = open_stage(data, out, report)
    with report.step("started again after the kill, the clerk signs in"):
        stage.sign_in(CLERK)
        stage.hands.wait("the workbench", lambda: stage.shows(HomePage))
    with report.step(KEPT) as found:
        found["case_numbers"] = numbers_kept(stage)
        found["waiting"] = stage.here.sync.state().waiting
    with report.step(BACK) as found:
        queue_empties(stage, out, found)
    receive_all(stage, AFTERNOON, len(MORNING) + 1)
    work_all(stage, CLERKS)
    take_in_all(stage)
    play_all(stage, CLERK_SCENES)
    with report.step("the 窗口负责人 signs in"):
        change_to_head(stage)
    work_all(stage, HEADS)
    play_all(stage, HEAD_SCENES)
    with report.step(SHEET) as found:
        print_sheet(stage, found)
    with report.step(SENT) as found:
        queue_empties(stage, out, found)
    tell_rest(stage)
    stage.program.close()


def play_all(stage: Stage, scenes: Sequence[tuple[str, Scene]]) -> None:
    """The scenes beside the visitors, each a step of the report."""
    for name, scene in scenes:
        with stage.report.step(name) as found:
            stage.hands.pressed = 0
            scene(stage, found)


def work_all(stage: Stage, works: Sequence[Work]) -> None:
    """The desk work, each a step of the report; the cases by the order in which they came."""
    numbers = numbers_of_today(stage)
    for work in works:
        case_no = numbers[work.visitor - 1]
        with stage.report.step(f"{work.action} on the case of visitor {work.visitor}") as found:
            stage.hands.pressed = 0
            case = step(stage, case_no, work.action, work.says, work.paper)
            found |= {"state": case.state.value, "keys_besides_text": stage.hands.pressed}


def take_in_all(stage: Stage) -> None:
    """补正收件 and 审核, each a step of the report."""
    numbers = numbers_of_today(stage)
    for visitor in TAKEN_IN:
        with stage.report.step(f"补正收件 or 审核 of visitor {visitor}") as found:
            stage.hands.pressed = 0
            case = take_in(stage, numbers[visitor - 1])
            found |= {"state": case.state.value, "keys_besides_text": stage.hands.pressed}
            assert case.accepted_at is not None, f"{case.state} after 补正收件"


def print_sheet(stage: Stage, found: dict[str, object]) -> None:
    """The sheet of the day on the screen and on paper; its identities are asked of the store."""
    hands, program = stage.hands, stage.program
    today = program.clock.now().astimezone(CST).date()
    program.shell.open(PageKey.REPORTS, today)
    hands.wait("the daily sheet", lambda: stage.page(WorkloadPage).state.sheet is not None)
    stage.shoot("workload-full")
    printed = len(stage.spooler.jobs)
    hands.press(Qt.Key.Key_F9)
    stage.papers(printed + 1)
    (stage.out / "workload.pdf").write_bytes(stage.spooler.jobs[-1].pdf)
    sheet = stage.here.counter.day_sheet.sheet(today)
    found |= {
        "visits": sheet.total.visits,
        "by_item": {line.key: line.visits for line in sheet.items},
        "results": {decision.value: count for decision, count in sheet.total.results.items()},
        "channels": {channel.value: count for channel, count in sheet.total.channels.items()},
        "flow": asdict(sheet.flow),
        "broken": [f"{one.code} {one.where}" for one in broken_identities(sheet)],
    }
