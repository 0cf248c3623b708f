"""A transfer travels: two outlets, a line that breaks, both sides at once, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.domain.handing import TransferEnd
from outlet_app.domain.states import State
from outlet_app.services.reading import read_case
from outlet_app.services.transfer_views import Reach
from outlet_app.sync import wire
from outlet_app.wording import sync
from tests.services.test_transfers import TO_FAR
from tests.support import faults
from tests.support.builders import ENTERPRISE
from tests.support.cities import census
from tests.support.entries import consultation
from tests.support.faults import Fault, Proxy
from tests.support.server import ServerProcess
from tests.support.windows import NewWindow, Window, clerk

NewProxy = Callable[[ServerProcess], Proxy]
CITY = "1508001001"
SURINA, BATU, QIMUGE = (
    clerk("1508260837", "苏日娜"),
    clerk("1508020007", "巴特尔"),
    clerk("1508020008", "其木格"),
)
HEAD = clerk("1508260001", "高云飞", head=True)
_serial = count(100)


@pytest.fixture
def outlets() -> tuple[str, str, str]:
    """Three outlets that no other test of the run uses."""
    first, second, third = (f"15089{county}3{next(_serial):03}" for county in (1, 2, 3))
    return first, second, third


@pytest.fixture
def window(tmp_path: Path, city: ServerProcess) -> Iterator[NewWindow]:
    """Make windows: window(outlet, person, via=url)."""
    made: list[Window] = []

    def make(outlet: str, person: object, *, via: str = "") -> Window:
        folder = tmp_path / f"window-{len(made)}"
        made.append(Window(folder, city, outlet, person, via or city.url))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


def send(here: Window, to: str, **changes: object) -> Case:
    """A complex question handed over as its first decision."""
    entry = replace(consultation(applicant=ENTERPRISE, sub_item="2.9"), answer="")
    detail = replace(TO_FAR, to_outlet=to, to_name="对方窗口", **changes)
    return here.desk.intake.decide(entry, Decision.TRANSFER, detail).case


def settle(*windows: Window) -> None:
    """Sync in turn until a whole turn brings nothing new."""
    for _ in range(8):
        reports = [one.sync() for one in windows]
        if all(r.online and not (r.waiting or r.pushed or r.pulled or r.error_code) for r in reports):
            return
    raise AssertionError(f"did not come to rest: {reports}")


def case_of(here: Window, case_id: str) -> Case:
    reading = read_case(here.counter.history(case_id))
    assert reading is not None
    return reading.case


def rejected(here: Window, case_id: str) -> list[tuple[str, str]]:
    """The steps of a case that the city did not let count, with its reasons."""
    return [(kind, code) for kind, verdict, code in here.counter.verdicts(case_id) if verdict == "rejected"]


def agree(city: ServerProcess, *windows: Window) -> None:
    """All sides and the city hold the same events of what they see."""
    assert len({one.counter.tally() for one in windows}) == 1
    assert windows[0].counter.tally() == census(city, windows[0].outlet).tally


def test_the_whole_road_from_here_to_there(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, there, third = window(outlets[0], SURINA), window(outlets[1], BATU), window(outlets[2], QIMUGE)
    case = send(here, there.outlet)
    assert here.hand_over(case.case_id).reach is Reach.TO_SEND
    assert there.sync().pulled == 0
    here.sync()
    assert here.hand_over(case.case_id).reach is Reach.WITH_CITY
    there.sync()
    arrived = there.hand_over(case.case_id)
    assert (arrived.asks_me, arrived.reach) == (True, Reach.ARRIVED)
    assert [row.case_id for row in there.desk.desk.view().hand_overs] == [case.case_id]
    there.sync()
    here.sync()
    assert here.hand_over(case.case_id).reach is Reach.ARRIVED
    there.desk.transfers.take(case.case_id, "我们来办")
    settle(there, here, third)
    assert here.hand_over(case.case_id).reach is Reach.TAKEN
    one, other = case_of(here, case.case_id), case_of(there, case.case_id)
    assert one == other
    assert (one.handler, one.outlet, one.first_contact) == (BATU.staff_no, there.outlet, SURINA.staff_no)
    assert (one.case_no, one.dues) == (case.case_no, case.dues)
    assert (here.sees(case.case_no), there.sees(case.case_no), third.sees(case.case_no)) == (
        True,
        True,
        False,
    )
    assert [row.case_id for row in there.desk.desk.view().todo] == [case.case_id]
    assert here.desk.desk.view().todo == ()
    agree(city, here, there)


def test_sent_back_it_comes_home_with_its_reason(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
    case = send(here, there.outlet)
    settle(here, there)
    there.desk.transfers.send_back(case.case_id, "materials_missing", "缺委托书")
    settle(there, here)
    told = here.hand_over(case.case_id)
    assert (told.reach, told.reason, told.remark, told.ended_by) == (
        Reach.RETURNED, "materials_missing", "缺委托书", "巴特尔",
    )  # fmt: skip
    assert (case_of(here, case.case_id).outlet, case_of(here, case.case_id).bounces) == (here.outlet, 1)
    assert there.desk.cases.detail(case.case_id).actions == frozenset()
    agree(city, here, there)


def test_what_the_sender_does_next_is_seen_by_the_side_that_let_go(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, there, third = window(outlets[0], SURINA), window(outlets[1], BATU), window(outlets[2], QIMUGE)
    case = send(here, there.outlet)
    settle(here, there)
    there.desk.transfers.take(case.case_id)
    there.desk.transfers.send(case.case_id, TransferDetail(third.outlet, "", "第三窗口", "超出权限"))
    settle(there, here, third)
    third.desk.transfers.take(case.case_id)
    settle(third, here, there)
    for one in (here, there, third):
        found = case_of(one, case.case_id)
        assert (found.outlet, found.handler) == (third.outlet, QIMUGE.staff_no)
        assert [sent.end for sent in found.transfers] == [TransferEnd.TAKEN, TransferEnd.TAKEN]
    assert case_of(here, case.case_id).first_contact == SURINA.staff_no
    agree(city, here, there, third)


def test_the_city_division_receives_at_the_citys_window(
    city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
) -> None:
    here, division = window(outlets[0], SURINA), window(CITY, clerk("1508000011", "王海燕"))
    case = send(here, CITY)
    assert here.hand_over(case.case_id).phone == "0478-8213500"
    settle(here, division)
    division.desk.transfers.take(case.case_id)
    settle(division, here)
    assert case_of(here, case.case_id).outlet == CITY


@pytest.mark.parametrize(
    "fault",
    [
        faults.LOSE_ANSWER,
        faults.CUT_REQUEST,
        faults.page("302 Found", "Location: http://portal.example/\r\n"),
    ],
    ids=["answer-lost", "request-cut", "portal"],
)
@pytest.mark.parametrize("moment", ["sending", "arriving", "acknowledging", "receiving"])
def test_the_line_breaks_at_any_moment_and_nothing_is_lost_or_done_twice(
    city: ServerProcess,
    window: NewWindow,
    proxy: NewProxy,
    outlets: tuple[str, str, str],
    moment: str,
    fault: Fault,
) -> None:
    near, far = proxy(city), proxy(city)
    here, there = window(outlets[0], SURINA, via=near.url), window(outlets[1], BATU, via=far.url)
    case = send(here, there.outlet)
    if moment == "sending":
        near.plan(wire.Path.PUSH, fault)
        here.sync()
        assert here.hand_over(case.case_id).reach is Reach.TO_SEND
    here.sync()
    if moment == "arriving":
        far.plan(wire.Path.PULL, fault)
        there.sync()
        assert not there.sees(case.case_no)
    there.sync()
    if moment == "acknowledging":
        far.plan(wire.Path.PUSH, fault)
        there.sync()
    there.sync()
    there.desk.transfers.take(case.case_id)
    if moment == "receiving":
        far.plan(wire.Path.PUSH, fault)
        there.sync()
        assert case_of(there, case.case_id).handler == BATU.staff_no
    settle(there, here)
    assert here.hand_over(case.case_id).reach is Reach.TAKEN
    kinds = [entry.kind for entry in here.counter.history(case.case_id)]
    assert sorted(kinds) == [
        "paper_issued",
        "registered",
        "transfer_seen",
        "transfer_taken",
        "transferred_out",
    ]
    assert (here.troubles(), there.troubles()) == ((), ())
    agree(city, here, there)


class TestBothAtOnce:
    """Both sides act with the line cut; the first valid in the city's order wins, the other is shown."""

    @pytest.mark.parametrize("first", ["sender", "receiver"])
    def test_withdrawn_here_and_taken_there(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str], first: str
    ) -> None:
        here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
        case = send(here, there.outlet)
        settle(here, there)
        here.desk.transfers.withdraw(case.case_id, "申请人改在本窗口办")
        there.desk.transfers.take(case.case_id)
        assert case_of(here, case.case_id).outlet == here.outlet
        assert case_of(there, case.case_id).outlet == there.outlet
        settle(*((here, there) if first == "sender" else (there, here)))
        won, lost = (here, there) if first == "sender" else (there, here)
        for one in (here, there):
            assert case_of(one, case.case_id).outlet == won.outlet
            assert case_of(one, case.case_id).handler == won.person.staff_no
        (trouble,) = lost.troubles()
        code = "state.guard" if first == "sender" else "case.elsewhere"
        assert (trouble.case_id, trouble.code) == (case.case_id, code)
        assert trouble.args["outlet"] == won.outlet
        assert sync.reason(trouble.code)[0] in ("其他窗口已先办，这一步没有生效", "办件已由其他网点接收")
        assert won.troubles() == ()
        agree(city, here, there)

    @pytest.mark.parametrize("answer", ["take", "send_back"])
    def test_two_colleagues_of_the_receiving_outlet_answer_on_two_machines(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str], answer: str
    ) -> None:
        here, one, two = window(outlets[0], SURINA), window(outlets[1], BATU), window(outlets[1], QIMUGE)
        case = send(here, one.outlet)
        settle(here, one, two)
        one.desk.transfers.take(case.case_id)
        if answer == "take":
            two.desk.transfers.take(case.case_id)
        else:
            two.desk.transfers.send_back(case.case_id, "not_my_duty")
        settle(one, two, here)
        for each in (here, one, two):
            assert case_of(each, case.case_id).handler == BATU.staff_no
        assert [row.case_id for row in two.troubles()] == [case.case_id]
        assert (one.troubles(), here.troubles()) == ((), ())
        assert case_of(here, case.case_id).bounces == 0

    def test_a_chain_built_on_a_withdrawal_that_came_too_late_is_one_thing_to_look_at(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, there, third = window(outlets[0], SURINA), window(outlets[1], BATU), window(outlets[2], QIMUGE)
        case = send(here, there.outlet)
        settle(here, there)
        here.desk.transfers.withdraw(case.case_id, "转错了")
        here.desk.transfers.send(case.case_id, TransferDetail(third.outlet, "", "第三窗口", "应由其办"))
        there.desk.transfers.take(case.case_id)
        settle(there, here, third)
        assert [row.case_id for row in here.troubles()] == [case.case_id]
        assert rejected(here, case.case_id) == [
            ("transfer_withdrawn", "case.elsewhere"),
            ("transferred_out", "DEPENDS"),
        ]
        assert not third.sees(case.case_no)
        assert case_of(here, case.case_id).outlet == there.outlet
        agree(city, here, there)

    def test_ended_here_while_it_is_taken_there(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        """The applicant gives up at the first window while the second begins: the city's order decides."""
        here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
        case = send(here, there.outlet)
        settle(here, there)
        here.desk.cases.withdraw(case.case_id, "申请人不再需要")
        there.desk.transfers.take(case.case_id)
        settle(there, here)
        assert case_of(here, case.case_id).state is State.REGISTERED
        (trouble,) = here.troubles()
        assert trouble.code == "case.elsewhere"
        assert sync.reason(trouble.code) == ("办件已由其他网点接收", "打开办件看现在由谁承办")

    def test_a_step_on_a_case_that_left_meanwhile_is_refused_but_kept(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, there, beside = window(outlets[0], SURINA), window(outlets[1], BATU), window(outlets[0], HEAD)
        case = send(here, there.outlet)
        settle(here, there, beside)
        there.desk.transfers.take(case.case_id)
        settle(there)
        beside.counter.save(case.case_id, AnsweredOnSpot("已在首问窗口答复。"))
        settle(beside, here, there)
        assert case_of(here, case.case_id).state is State.REGISTERED
        assert rejected(beside, case.case_id) == [("answered_on_spot", "case.elsewhere")]


class TestArriving:
    """对方已收到 is the word of the other side's own machine."""

    def test_two_machines_of_the_receiving_outlet_may_both_say_it(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, one, two = window(outlets[0], SURINA), window(outlets[1], BATU), window(outlets[1], QIMUGE)
        case = send(here, one.outlet)
        here.sync()
        one.sync()
        two.sync()
        settle(one, two, here)
        seen = [entry.kind for entry in here.counter.history(case.case_id)].count("transfer_seen")
        assert seen == 2
        assert here.hand_over(case.case_id).reach is Reach.ARRIVED
        assert (one.troubles(), two.troubles()) == ((), ())

    def test_it_is_said_once_however_often_the_case_changes(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
        case = send(here, there.outlet)
        settle(here, there)
        for _ in range(3):
            here.desk.cases.feedback(case.case_id, "已转对方窗口。")
            settle(here, there)
        assert [entry.kind for entry in there.counter.history(case.case_id)].count("transfer_seen") == 1

    def test_the_sender_s_own_machine_says_nothing(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, beside = window(outlets[0], SURINA), window(outlets[0], HEAD)
        case = send(here, outlets[1])
        settle(here, beside)
        assert [entry.kind for entry in beside.counter.history(case.case_id)] == [
            "registered",
            "transferred_out",
            "paper_issued",
        ]

    def test_a_transfer_to_a_colleague_needs_no_such_word(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, beside = window(outlets[0], SURINA), window(outlets[0], HEAD)
        case = send(here, outlets[0], to_staff=HEAD.staff_no)
        settle(here, beside)
        assert case_of(beside, case.case_id).pending is not None
        beside.desk.transfers.take(case.case_id)
        settle(beside, here)
        assert case_of(here, case.case_id).handler == HEAD.staff_no
        assert "transfer_seen" not in [entry.kind for entry in here.counter.history(case.case_id)]

    def test_withdrawn_before_it_arrived_it_never_asked_anybody(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
        case = send(here, there.outlet)
        here.desk.transfers.withdraw(case.case_id, "转错了")
        settle(here, there)
        assert there.desk.desk.view().hand_overs == ()
        assert "transfer_seen" not in [entry.kind for entry in there.counter.history(case.case_id)]

    def test_news_of_it_are_told_once(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
        case = send(here, there.outlet)
        here.sync()
        assert here.desk.arrivals.take_news() == ()
        there.sync()
        (news,) = there.desk.arrivals.take_news()
        limit = case.transfer.fact.receive_by if case.transfer else None
        assert (news.what, news.case_no, news.applicant) == ("arrived", case.case_no, ENTERPRISE.name)
        assert limit is not None
        assert news.by == limit.at
        there.desk.transfers.send_back(case.case_id, "wrong_level", "由市级办")
        settle(there, here)
        (back,) = here.desk.arrivals.take_news()
        assert (back.what, back.reason, back.remark) == ("returned", "wrong_level", "由市级办")
        assert there.desk.arrivals.take_news() == here.desk.arrivals.take_news() == ()

    def test_what_a_colleague_here_answered_is_no_news(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        here, beside = window(outlets[0], SURINA), window(outlets[0], HEAD)
        case = send(here, outlets[0], to_staff=HEAD.staff_no)
        settle(here, beside)
        beside.desk.transfers.take(case.case_id)
        settle(beside, here)
        assert (here.desk.arrivals.take_news(), beside.desk.arrivals.take_news()) == ((), ())

    def test_what_it_recorded_is_sent_soon(
        self, city: ServerProcess, window: NewWindow, outlets: tuple[str, str, str]
    ) -> None:
        """The timer of the program looks at the number of events written, whoever wrote them."""
        here, there = window(outlets[0], SURINA), window(outlets[1], BATU)
        send(here, there.outlet)
        here.sync()
        before = there.desk.written()
        there.sync()
        assert there.desk.written() == before + 1
