"""The scenes of the day, each driven by keys through the widgets a clerk sees."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import MaterialState
from outlet_app.services.views import CaseFilter
from outlet_app.ui.pages.intake.page import IntakePage
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.pages.sync.page import SyncPage
from tour.stage import Stage

KEYS_ALLOWED = 25
Found = dict[str, object]
ENTERPRISE = ("巴彦淖尔市金穗葵业有限公司", "91150802MA0TEA71XJ", "乌日娜", "13947812046")
CALLER = ("哈斯巴根", "13904785566")
PERSON = ("其其格", "152822196501010025", "15047881234")


def subsidy_notice(stage: Stage, found: Found) -> None:
    """资助奖励申报 with one material missing and one defective: told once, in writing."""
    hands = stage.hands
    fill_subsidy(stage)
    page = stage.page(IntakePage)
    stage.shoot("intake")
    write_notice(stage)
    stage.tab_to(stage.page(NoticePage).editor.tick)
    hands.press(Qt.Key.Key_Space)
    stage.shoot("notice")
    hands.alt(Qt.Key.Key_P)
    stage.papers(1)
    hands.wait("an empty form", lambda: page.state.is_blank)
    _keep_paper(stage, found, "notice.pdf")


def fill_subsidy(stage: Stage) -> None:
    """The filled registration of the first visitor."""
    stage.hands.press(Qt.Key.Key_F2)
    stage.hands.wait("the registration page", lambda: stage.shows(IntakePage))
    _applicant(stage, *ENTERPRISE)
    _matter(stage, "8", "8.2", "申报专利转化专项资助，已完成两件专利许可备案")
    _materials(stage, {"8.2-M1": MaterialState.MISSING, "8.2-M3": MaterialState.FAULTY})


def write_notice(stage: Stage) -> None:
    """From the filled registration to the notice with its preview."""
    stage.hands.alt(Qt.Key.Key_Y)
    stage.hands.wait("the notice page", lambda: stage.shows(NoticePage))
    stage.hands.wait("the preview", lambda: bool(stage.page(NoticePage).preview.pdf))


def consultation(stage: Stage, found: Found) -> None:
    """业务咨询 answered on the spot, the keys counted from F2 to saved."""
    hands = stage.hands
    hands.pressed = 0
    hands.press(Qt.Key.Key_F2)
    hands.wait("the registration page", lambda: stage.shows(IntakePage))
    page = stage.page(IntakePage)
    _matter(stage, "2", "2.2", "商标续展可以提前多久办理")
    answer = page.fields.fields["answer"].control
    stage.tab_to(answer)
    hands.write("期满前十二个月内可以办理，过期后另有六个月宽展期。")
    stage.shoot("consultation")
    hands.alt(Qt.Key.Key_D)
    hands.wait("an empty form", lambda: page.state.is_blank)
    assert _newest_decision(stage) is Decision.ANSWER
    found["keys_besides_text"] = hands.pressed
    assert hands.pressed < KEYS_ALLOWED, f"{hands.pressed} keys for a consultation"
    _keep_number(stage, found)


def call(stage: Stage, found: Found) -> None:
    """电话咨询 answered on the telephone, the keys counted from Shift+F2 to saved."""
    hands = stage.hands
    hands.pressed = 0
    hands.press(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    page = stage.page(IntakePage)
    hands.wait("a form for a caller", lambda: page.state.is_afar)
    hands.write(CALLER[0])
    hands.press(Qt.Key.Key_Tab)
    hands.write(CALLER[1])
    for code, text in (
        ("request", "外观设计专利年费忘了缴怎么办"),
        ("answer", "滞纳期六个月内可以补缴，并缴滞纳金。"),
    ):
        stage.tab_to(page.fields.fields[code].control)
        hands.write(text)
    stage.shoot("call")
    hands.alt(Qt.Key.Key_D)
    hands.wait("an empty form", lambda: page.state.is_blank)
    assert _newest_decision(stage) is Decision.ANSWER
    found["keys_for_a_call"] = hands.pressed
    assert hands.pressed <= KEYS_ALLOWED, f"{hands.pressed} keys for a call"
    _keep_number(stage, found)


def search_report(stage: Stage, found: Found) -> None:
    """信息查询 (复杂查询报告) accepted, with a 受理通知书."""
    hands = stage.hands
    hands.press(Qt.Key.Key_F2)
    page = stage.page(IntakePage)
    hands.wait("an empty form", lambda: page.state.is_blank)
    name, number, phone = PERSON
    kind = page.fields.fields["applicant.kind"].control
    hands.press(Qt.Key.Key_Backtab)
    stage.tab_to(kind)
    hands.press(Qt.Key.Key_Up)
    _applicant(stage, name, number, name, phone)
    _matter(stage, "1", "1.7", "查询向日葵脱壳设备近三年专利，出具查新报告")
    _materials(stage, {})
    stage.shoot("acceptance")
    hands.alt(Qt.Key.Key_S)
    stage.papers(2)
    _keep_paper(stage, found, "acceptance.pdf")


def waiting(stage: Stage, found: Found) -> None:
    """同步中心 shows what waits while the city is down."""
    stage.hands.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    stage.hands.wait("the sync centre", lambda: stage.shows(SyncPage))
    stage.hands.press(Qt.Key.Key_F8)
    stage.hands.wait("offline", lambda: not stage.here.sync.state().online)
    state = stage.here.sync.state()
    stage.hands.wait("the queue", lambda: stage.program.office.queue.waiting == state.waiting)
    stage.shoot("sync-waiting")
    found["waiting"] = state.waiting
    # Four cases, and the book of the day, in which whoever signed in stands.
    assert state.waiting == 5, f"{state.waiting} wait instead of 5"


def half_a_registration(stage: Stage, found: Found) -> None:
    """Another visitor begins to tell; then the power fails."""
    stage.hands.press(Qt.Key.Key_F2)
    page = stage.page(IntakePage)
    stage.tab_to(page.fields.fields["request"].control)
    stage.hands.write("地理标志专用标志使用申请，还差")
    stage.hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.hands.wait("the draft saved", lambda: stage.here.counter.drafts.load() is not None)
    found["draft"] = page.state.entry.request


def _applicant(stage: Stage, name: str, number: str, contact: str, phone: str) -> None:
    page = stage.page(IntakePage)
    fields = page.fields.fields
    for code, text in (
        ("applicant.name", name), ("applicant.id_number", number), ("contact", contact), ("phone", phone),
    ):  # fmt: skip
        stage.tab_to(fields[code].control)
        stage.hands.write(text)
    stage.hands.press(Qt.Key.Key_Tab)


def _matter(stage: Stage, item: str, sub_item: str, request: str) -> None:
    fields = stage.page(IntakePage).fields.fields
    for code, text in (("item", item), ("sub_item", sub_item)):
        stage.tab_to(fields[code].control)
        stage.hands.write(text)
        stage.hands.press(Qt.Key.Key_Return)
    stage.tab_to(fields["request"].control)
    stage.hands.write(request)


def _materials(stage: Stage, wrong: dict[str, MaterialState]) -> None:
    page, hands = stage.page(IntakePage), stage.hands
    rows = [row for row in page.materials.rows if row.takes_focus]
    stage.tab_to(rows[0].bar)
    for at, row in enumerate(rows):
        state = wrong.get(row.code, MaterialState.COMPLETE)
        hands.press(Qt.Key(Qt.Key.Key_0 + int(state)))
        if state is MaterialState.FAULTY:
            first_defects(stage)
        if at + 1 < len(rows):
            hands.press(Qt.Key.Key_Down)


def first_defects(stage: Stage) -> None:
    """Tick 缺页/不清晰 and 未盖章 in the defect list."""
    hands, feedback = stage.hands, stage.program.shell.feedback
    hands.wait("the defect list", lambda: feedback.open_dialog is not None)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Down, times=2)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return)
    hands.wait("the defect list closed", lambda: feedback.open_dialog is None)
    QApplication.processEvents()


def _newest_decision(stage: Stage) -> Decision | None:
    rows = stage.here.counter.cases.page(CaseFilter(), 1).rows
    return rows[0].decision if rows else None


def _keep_number(stage: Stage, found: Found) -> None:
    found["case_no"] = stage.here.counter.cases.page(CaseFilter(), 1).rows[0].case_no


def _keep_paper(stage: Stage, found: Found, name: str) -> None:
    """The printed bytes are the stored bytes; they are what the tour leaves behind."""
    _keep_number(stage, found)
    counter = stage.here.counter
    newest = counter.cases.page(CaseFilter(), 1).rows[0]
    paper = counter.cases.detail(newest.case_id).papers[0]
    printed = stage.spooler.jobs[-1].pdf
    assert counter.papers.pdf(paper.paper_id) == printed, "the printed bytes are not the stored ones"
    (stage.out / name).write_bytes(printed)
    found["paper_no"] = paper.number
