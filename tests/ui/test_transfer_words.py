"""Every sentence of a hand-over: how far it has come, what is asked, what the applicant is told."""

from dataclasses import replace
from datetime import datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import apply
from outlet_app.domain.catalogue import ClockKind, PaperForm
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.events import DueStamp, HandedMaterial, TransferredOut
from outlet_app.domain.handing import ReturnReason
from outlet_app.domain.states import State
from outlet_app.services.transfer_views import HandOver, Reach, TransferNews
from outlet_app.ui.pages.cases.detail import waiting_line
from outlet_app.ui.pages.cases.entries import reach_of
from outlet_app.ui.pages.home.state import HomeState, Pile, counts, in_order, loaded, rows_of
from outlet_app.ui.parts.news import tell_transfers
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import sync, timeline, transfer
from outlet_app.wording.states import due_chip, state_chip, step
from outlet_app.wording.statuses import Status
from outlet_app.wording.troubles import clauses
from tests.support.builders import OUTLET, at, event, registered, stamp
from tests.support.counter_fakes_desk import NOW, NUMBERS, OVERDUE, SOON, TODAY, DeskView, reference, row

BY = datetime(2026, 11, 18, 11, 5, tzinfo=CST)
OUT = HandOver("临河区窗口", "1508022001", "", "1508260837", OUTLET, NOW, BY, Reach.TO_SEND, is_mine=True)
HERE = replace(OUT, to_name="乌兰", to_outlet=OUTLET, stays_here=True)
MINE = replace(OUT, asks_me=True, is_mine=False, reach=Reach.ARRIVED)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (OUT, "待发送，对方尚未收到，应在 11-18 周三 11:05 前接收或退回"),
        (replace(OUT, reach=Reach.WITH_CITY), "待发送，对方尚未收到，应在 11-18 周三 11:05 前接收或退回"),
        (replace(OUT, reach=Reach.ARRIVED), "对方已收到，应在 11-18 周三 11:05 前接收或退回"),
        (replace(OUT, reach=Reach.ARRIVED, late=True), "对方已收到，已超过接收时限"),
        (replace(OUT, late=True), "待发送，对方尚未收到，已超过接收时限"),
        (replace(OUT, receive_by=None), "待发送，对方尚未收到"),
        (replace(OUT, reach=Reach.TAKEN), "已接收"),
        (replace(OUT, reach=Reach.RETURNED), "已退回"),
        (replace(OUT, reach=Reach.WITHDRAWN), "已撤回"),
        (replace(OUT, reach=Reach.LAPSED), "办件已终结，不用接收"),
        (HERE, "待乌兰接收，应在 11-18 周三 11:05 前接收或退回"),
        (replace(HERE, late=True), "待乌兰接收，已超过接收时限"),
    ],
)
def test_how_far_it_has_come(sent: HandOver, said: str) -> None:
    assert reach_of(sent) == said


@pytest.mark.parametrize(
    ("reach", "phone", "said"),
    [
        ("to_send", "0478-8213500", "请电话告知对方：0478-8213500"),
        ("to_send", "", "请电话告知对方"),
        ("with_city", "0478-8213500", "市级服务器已收到，对方联机后收到；请电话告知对方：0478-8213500"),
        ("arrived", "0478-8213500", ""),
        ("taken", "0478-8213500", ""),
        ("returned", "", ""),
    ],
)
def test_until_it_is_there_the_other_side_is_called(reach: str, phone: str, said: str) -> None:
    assert transfer.call_them(reach, phone) == said


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        (None, ("", "text2")),
        (MINE, ("转给您，请 11-18 周三 11:05 前接收或退回", "warn")),
        (replace(MINE, late=True), ("转给您，已超过接收时限，请马上接收或退回", "bad")),
        (replace(MINE, receive_by=None), ("转给您，请接收或退回", "warn")),
        (replace(OUT, late=True), ("待发送，对方尚未收到，已超过接收时限", "bad")),
        (replace(OUT, reach=Reach.TAKEN), ("", "text2")),
        (replace(OUT, reach=Reach.LAPSED), ("", "text2")),
        (
            replace(OUT, reach=Reach.RETURNED, reason="materials_missing", remark="缺委托书"),
            ("已退回：随转材料不全：缺委托书", "warn"),
        ),
    ],
)
def test_what_stands_over_the_steps(sent: HandOver | None, line: tuple[str, str]) -> None:
    assert waiting_line(sent) == line


def test_every_reason_of_a_return_has_its_words() -> None:
    assert list(transfer.RETURN_REASONS) == list(ReturnReason)
    assert transfer.returned("not_my_duty", "") == "不属本岗位职责"
    assert transfer.returned("from_a_newer_program", "说明") == "from_a_newer_program：说明"


@pytest.mark.parametrize(
    ("phone", "due", "said"),
    [
        (
            "0478-8213500",
            at(0),
            "告知申请人：已转临河区窗口，电话 0478-8213500，11-20 周五 09:05 前答复或办结。",
        ),
        ("", at(0), "告知申请人：已转临河区窗口，11-20 周五 09:05 前答复或办结。"),
        ("0478-8213500", None, "告知申请人：已转临河区窗口，电话 0478-8213500。"),
        ("", None, "告知申请人：已转临河区窗口。"),
    ],
)
def test_the_applicant_is_told_to_whom_which_telephone_and_by_when(
    phone: str, due: datetime | None, said: str
) -> None:
    assert transfer.tell_applicant("临河区窗口", phone, due) == said


BUNDLE = (HandedMaterial("营业执照", 1, PaperForm.COPY), HandedMaterial("申报书", 2, PaperForm.ORIGINAL))
FULL = TransferredOut(
    "1508022001", "", "临河区窗口", "属地办理", done="已核对主体资格", materials=BUNDLE, from_name="苏日娜",
    receive_by=DueStamp("receiving", ClockKind.HOURS, at(120)), designated_by="1508260001",
)  # fmt: skip


def test_the_receiver_is_told_who_why_what_was_done_and_by_when() -> None:
    case = apply(apply(None, event(registered(dues=(stamp(3, "answer"),)))), event(FULL, minutes=5))
    assert transfer.take_lines(case) == (
        "转出：苏日娜，11-20 周五 09:10",
        "转办原因：属地办理",
        "已做工作：已核对主体资格",
        "随转材料：营业执照（复印件 1 份）、申报书（原件 2 份）",
        "办理时限：11-23 周一 17:30",
    )


def test_what_was_not_told_takes_no_line() -> None:
    plain = TransferredOut("1508022001", "", "临河区窗口", "")
    case = apply(apply(None, event(registered())), event(plain, minutes=5))
    assert transfer.take_lines(case) == ("转出：0837，11-20 周五 09:10",)
    assert transfer.take_lines(apply(None, event(registered()))) == ()


def test_the_course_tells_all_of_it() -> None:
    assert timeline.tell(FULL).text == (
        "临河区窗口，属地办理\n已做工作：已核对主体资格\n随转材料 2 项\n11-20 11:05 前接收\n负责人指定承办"
    )


ON_ITS_WAY = row(21, "沙海镇蜜瓜协会", State.TRANSFERRED, transfer_to="临河区窗口", hand_over=OUT)
ASKED = row(22, "其其格", State.TRANSFERRED, transfer_to="杭锦后旗窗口", hand_over=MINE)
LATE = row(23, "巴特尔", State.TRANSFERRED, transfer_to="临河区窗口", hand_over=replace(OUT, late=True))
CAME_BACK = row(24, "阿拉坦", State.RECEIVED, hand_over=replace(OUT, reach=Reach.RETURNED))
NOT_MINE = row(25, "李建国", State.TRANSFERRED, hand_over=replace(OUT, is_mine=False))


@pytest.mark.parametrize(
    ("one", "chip", "due", "doing"),
    [
        (
            ON_ITS_WAY,
            Status("已转办", "forward", "mute"),
            Status("已转办", "forward", "mute"),
            "待临河区窗口接收",
        ),
        (ASKED, Status("待接收", "inbox", "warn"), Status("11-18 11:05 前接收", "inbox", "warn"), "待您接收"),
        (
            LATE,
            Status("接收超时", "octagon-alert", "bad"),
            Status("接收超时", "octagon-alert", "bad"),
            "待临河区窗口接收",
        ),
        (CAME_BACK, Status("已退回", "undo-2", "warn"), Status("办理中", "circle-dot", "info"), "对方已退回"),
        (
            replace(LATE, hand_over=replace(OUT, late=True, is_mine=False)),
            Status("已转办", "forward", "mute"),
            Status("已转办", "forward", "mute"),
            "待临河区窗口接收",
        ),
    ],
)
def test_how_lists_name_it(one: object, chip: Status, due: Status, doing: str) -> None:
    place = standing_of(one, NOW, reference().calendar)  # type: ignore[arg-type]
    assert (state_chip(place), due_chip(place), step(place)) == (chip, due, doing)


def test_an_overdue_case_is_overdue_wherever_it_is_on_its_way() -> None:
    place = standing_of(replace(OVERDUE, hand_over=replace(OUT, late=True)), NOW, reference().calendar)
    assert place.urgency is Urgency.OVERDUE
    assert (state_chip(place).text, due_chip(place).text) == ("已超期", "超期 1 个工作日")


def desk(*rows: object, todo: tuple[object, ...] = ()) -> HomeState:
    view = DeskView(NOW.date(), NUMBERS, todo, (), 0, hand_overs=rows)  # type: ignore[arg-type]
    return loaded(HomeState(), view)


def test_the_tab_holds_what_concerns_the_person() -> None:
    state = desk(ON_ITS_WAY, ASKED, LATE, CAME_BACK, NOT_MINE, todo=(SOON, TODAY))
    shown = rows_of(replace(state, pile=Pile.RECEIVE))
    assert {one.case_id for one in shown} == {one.case_id for one in (ON_ITS_WAY, ASKED, LATE, CAME_BACK)}
    assert counts(state) == (7, 0, 1, 0, 4, 0, 0, 0)


def test_a_case_that_is_due_and_on_its_way_stands_in_the_list_once() -> None:
    state = desk(ON_ITS_WAY, todo=(ON_ITS_WAY, SOON))
    assert [one.case_id for one in rows_of(state)].count(ON_ITS_WAY.case_id) == 1


def test_an_unanswered_transfer_presses_like_a_limit_and_one_asked_of_me_like_todays() -> None:
    order = in_order((SOON, ASKED, TODAY, LATE, OVERDUE))
    assert [one.case_id for one in order] == [one.case_id for one in (OVERDUE, LATE, ASKED, TODAY, SOON)]


@pytest.mark.parametrize("code", list(transfer.CITY_REASONS))
def test_every_refusal_of_the_city_says_what_to_do(code: str) -> None:
    happened, to_do = sync.reason(code)
    assert (happened, to_do) == transfer.CITY_REASONS[code]
    assert all((clauses(code).happened, clauses(code).safe, clauses(code).now))


class Told:
    """A feedback that remembers what was said in passing."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, object]] = []

    def toast(self, title: str, text: str = "", tone: object = None) -> None:
        self.said.append((title, text, tone))


@pytest.mark.parametrize(
    ("one", "title", "text", "tone"),
    [
        (
            TransferNews("arrived", "LH01", "其其格", BY),
            "收到转办", "其其格，请 11-18 周三 11:05 前接收或退回", Tone.INFO,
        ),
        (TransferNews("arrived", "LH01", "其其格"), "收到转办", "其其格", Tone.INFO),
        (TransferNews("arrived", "LH01", ""), "收到转办", "未留姓名", Tone.INFO),
        (TransferNews("taken", "HH01", "巴特尔"), "对方已接收转办", "巴特尔", Tone.INFO),
        (
            TransferNews("returned", "HH01", "巴特尔", reason="materials_missing", remark="缺委托书"),
            "对方已退回转办", "巴特尔，随转材料不全：缺委托书", Tone.WARN,
        ),
    ],
)  # fmt: skip
def test_what_came_from_the_city_is_said_in_passing(
    one: TransferNews, title: str, text: str, tone: Tone
) -> None:
    told = Told()
    tell_transfers(told, (one,))  # type: ignore[arg-type]
    assert told.said == [(title, text, tone)]


def test_a_morning_s_pile_is_counted_after_the_second() -> None:
    told = Told()
    tell_transfers(told, (TransferNews("taken", "HH01", "巴特尔"),) * 7)  # type: ignore[arg-type]
    assert [title for title, _, _ in told.said] == [
        "对方已接收转办",
        "对方已接收转办",
        "另有 5 件转办有新情况",
    ]
    assert told.said[-1][1] == "在工作台的待接收里查看"


def test_no_news_says_nothing() -> None:
    told = Told()
    tell_transfers(told, ())  # type: ignore[arg-type]
    assert told.said == []
