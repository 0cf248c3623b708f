"""失信 at the pages of the division: read by everybody there, answered by whoever is appointed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from city_server import cli
from city_server.division import diary, staff
from city_server.division.places import Place
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.credit import DefenceHeard
from outlet_app.system.clock import SystemClock
from tests.server.test_server_credit import HEARD, closed, seen
from tests.support.cities import NewMachine
from tests.support.division import Page, Visitor, on, signed_in
from tests.support.machines import Machine
from tests.support.pledged import CITY, proposed
from tests.support.server import ServerProcess

TODAY = SystemClock().now().date()
LATER = TODAY + timedelta(days=9)
PROPOSAL = proposed(told_on=TODAY, defend_until=LATER, to_outlet=CITY)
WHO = Applicant(ApplicantKind.ENTERPRISE, "塞北·机械𬎆厂", phone="13947812345")
UNTIL = (TODAY + timedelta(days=200)).isoformat()


class Outlet:
    """One outlet with a case in which it proposes."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.case_id = ""

    def propose(self, number: str, *more: Fact, proposal: Fact = PROPOSAL) -> str:
        told = {"item": 8, "sub_item": "8.2", "applicant": WHO, "case_no": number}
        self.case_id, ops = self.machine.opening(*closed(proposal, *more), **told)
        assert {verdict for verdict, _, _ in self.machine.told(ops)} == {"applied"}
        return number

    def kinds(self) -> list[str]:
        return seen(self.machine, self.case_id)


_numbers = iter(range(1, 1000))


@pytest.fixture
def number(outlet: str) -> str:
    """A case number nobody else has."""
    return f"HH05-20261124-{outlet[-2:]}{next(_numbers):04}-T"


@pytest.fixture
def officer(city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(city)
    on(city.database, lambda conn: staff.appoint(conn, one.staff_no, officer=True))
    yield one
    one.close()


@pytest.fixture
def member(any_city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(any_city)
    yield one
    one.close()


@pytest.fixture
def named(any_city: ServerProcess, member: Visitor) -> Visitor:
    """The same person, appointed."""
    on(any_city.database, lambda conn: staff.appoint(conn, member.staff_no, officer=True))
    return member


@pytest.fixture
def outlet_one(any_city: ServerProcess, machine: NewMachine) -> Outlet:
    return Outlet(machine(any_city))


def opened(visitor: Visitor, number: str) -> Page:
    return visitor.go(Place.CREDIT_CASE, no=number)


def links(page: Page) -> list[str]:
    return [link for link in page.links if link.startswith(Place.CREDIT_CASE)]


def test_a_proposal_is_listed_read_and_answered_and_the_outlet_hears_it(
    city: ServerProcess, officer: Visitor, machine: NewMachine, number: str
) -> None:
    one = Outlet(machine(city))
    one.propose(number, HEARD)
    board = officer.go(Place.CREDIT)
    assert f"{Place.CREDIT_CASE}?no={number}" in links(board)
    after = board.text.partition(number)[2]
    assert "虚假承诺 等待认定" in after
    page = opened(officer, number)
    for word in ("塞北·机械𬎆厂", "账户不属于申请人", "账户由配偶代开"):
        assert word in page.text
    listed = officer.send(page, Place.LIST, until=UNTIL, reason="事实清楚")
    assert (listed.status, listed.at) == (200, Place.CREDIT_CASE)
    assert "已认定失信，网点同步后看到" in listed.text
    assert "已列入 服务对象" in listed.text
    assert UNTIL in listed.text
    assert one.kinds()[-1] == "discredited"
    repaired = officer.send(listed, Place.REPAIR, reason="已补齐")
    assert "已修复信用" in repaired.text
    assert Place.REPAIR not in repaired.offers()
    assert one.kinds()[-1] == "credit_repaired"
    assert f"{Place.CREDIT_CASE}?no={number}" not in links(officer.go(Place.CREDIT))
    assert f"{Place.CREDIT_CASE}?no={number}" in links(officer.go(Place.CREDIT, all="1"))
    found = on(city.database, lambda conn: list(diary.lines(conn, officer.staff_no)))
    assert [(line.what, line.about) for line in reversed(found)] == [
        ("read_case", number),
        ("listed", number),
        ("read_case", number),
        ("repaired", number),
        ("read_case", number),
    ]


def test_nobody_s_name_stands_on_the_list(member: Visitor, outlet_one: Outlet, number: str) -> None:
    outlet_one.propose(number, HEARD)
    text = member.go(Place.CREDIT, all="1").answer.text
    assert number in text
    assert not any(word in text for word in ("塞北", "13947812345", "账户"))


def test_that_nothing_was_said_in_defence_is_said(named: Visitor, outlet_one: Outlet, number: str) -> None:
    outlet_one.propose(number, DefenceHeard("", made=False))
    page = opened(named, number)
    assert "申请人在期限内没有陈述申辩。" in page.text
    assert Place.LIST in page.offers()


def test_a_proposal_may_be_dropped(named: Visitor, outlet_one: Outlet, number: str) -> None:
    outlet_one.propose(number)
    page = named.send(opened(named, number), Place.DROP, reason="已经改正")
    assert "已不予认定" in page.text
    assert outlet_one.kinds()[-1] == "discredit_dropped"
    assert {Place.LIST, Place.DROP, Place.REPAIR} & set(page.offers()) == set()
    assert "已经改正" in page.text


def test_nobody_is_listed_before_being_heard(named: Visitor, outlet_one: Outlet, number: str) -> None:
    outlet_one.propose(number)
    assert "陈述申辩中" in named.go(Place.CREDIT).text.partition(number)[2]
    page = opened(named, number)
    assert "现在不能认定" in page.text
    assert Place.LIST not in page.offers()
    # Whoever sends the form all the same is told why not.
    fields = page.form(Place.DROP).fields | {"until": UNTIL, "reason": "事实清楚"}
    refused = named.post(Place.LIST, fields)
    assert (refused.status, "还没有" in refused.text) == (422, True)
    assert "discredited" not in outlet_one.kinds()


def test_who_let_the_time_pass_may_be_listed(named: Visitor, outlet_one: Outlet, number: str) -> None:
    past = proposed(told_on=TODAY - timedelta(days=9), defend_until=TODAY - timedelta(days=1), to_outlet=CITY)
    outlet_one.propose(number, proposal=past)
    page = named.send(opened(named, number), Place.LIST, until=UNTIL, reason="逾期未申辩")
    assert "已认定失信" in page.text


WRONG = {
    "no reason": ({"until": UNTIL, "reason": " "}, "没有写明事实和理由"),
    "no day": ({"until": "", "reason": "事实清楚"}, "日期"),
    "a day that is over": ({"until": TODAY.isoformat(), "reason": "事实清楚"}, "日期"),
    "a day that is none": ({"until": "2027-02-30", "reason": "事实清楚"}, "日期"),
    "a reason without end": ({"until": UNTIL, "reason": "长" * 2001}, "写得太长"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_filled_in_rightly_lists_nobody(
    case: str, named: Visitor, outlet_one: Outlet, number: str
) -> None:
    typed, said = WRONG[case]
    outlet_one.propose(number, HEARD)
    page = named.send(opened(named, number), Place.LIST, **typed)
    assert (page.status, said in page.text) == (422, True), page.text
    assert "discredited" not in outlet_one.kinds()


def test_who_is_not_appointed_reads_and_decides_nothing(
    member: Visitor, outlet_one: Outlet, number: str
) -> None:
    outlet_one.propose(number, HEARD)
    page = opened(member, number)
    assert "您没有任命为失信认定人员，只能查看" in page.text
    assert {Place.LIST, Place.DROP, Place.REPAIR} & set(page.offers()) == set()
    keys = member.go(Place.PASSWORD).form(Place.PASSWORD).fields
    for place in (Place.LIST, Place.DROP, Place.REPAIR):
        refused = member.post(place, keys | {"no": number, "until": UNTIL, "reason": "事实清楚"})
        assert (refused.status, "只能查看" in refused.text) == (422, True)
    assert outlet_one.kinds() == [], "the outlet hears nothing of the city"


def test_an_appointment_holds_and_ends_with_the_next_request(
    any_city: ServerProcess,
    member: Visitor,
    outlet_one: Outlet,
    number: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    outlet_one.propose(number, HEARD)
    told = ["--database", any_city.database.url, "--staff", member.staff_no]
    for more, offered in (((), True), (("--end",), False)):
        assert cli.main(["division", "officer", *told, *more]) == 0
        assert (Place.LIST in opened(member, number).offers()) is offered
    assert capsys.readouterr().out == "appointed\nended\n"
    assert (
        cli.main(["division", "officer", "--database", any_city.database.url, "--staff", "9999999999"]) == 1
    )


def test_a_case_without_a_proposal_is_not_read_here(
    any_city: ServerProcess, named: Visitor, outlet_one: Outlet, number: str
) -> None:
    told = {"item": 8, "sub_item": "8.2", "applicant": WHO, "case_no": number}
    _, ops = outlet_one.machine.opening(*closed(), **told)
    outlet_one.machine.pushed(ops)
    for wanted in (number, "HH05-20261122-999999-T", ""):
        page = opened(named, wanted)
        assert (page.status, "没有这个失信提请" in page.text) == (404, True)
    found = on(any_city.database, lambda conn: list(diary.lines(conn, named.staff_no)))
    assert found == []


def test_a_form_sent_twice_lists_once(named: Visitor, outlet_one: Outlet, number: str) -> None:
    outlet_one.propose(number, HEARD)
    page = opened(named, number)
    for _ in range(2):
        assert named.send(page, Place.LIST, until=UNTIL, reason="事实清楚").status == 200
    assert outlet_one.kinds().count("discredited") == 1
