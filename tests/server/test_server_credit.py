"""A proposal to list reaches the city, and only the city's word counts (domain.md §3.7), on a real server."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.domain.events import Accepted, Closed, Fact, MaterialsChecked, MaterialsTaken, ResultReached
from outlet_app.domain.facts.credit import CreditRepaired, DefenceHeard, DiscreditDropped, Discredited
from outlet_app.domain.facts.pledge import CheckResult
from outlet_app.sync.wire import glance
from outlet_app.system.clock import SystemClock
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.pledged import CITY, checked, pledge, pledged, proposed
from tests.support.server import ServerProcess

TODAY = SystemClock().now().date()
PROPOSAL = proposed(told_on=TODAY, defend_until=TODAY + timedelta(days=9), to_outlet=CITY)
LISTED = Discredited(TODAY + timedelta(days=365), "事实清楚")
HEARD = DefenceHeard("账户由配偶代开")


def closed(*more: Fact) -> tuple[Fact, ...]:
    untrue = checked(CheckResult.UNTRUE, checked_on=TODAY)
    return (
        MaterialsChecked(1, (pledged(),)),
        MaterialsTaken(),
        pledge(),
        Accepted(),
        ResultReached(True, "报告"),
        Closed("已交付"),
        untrue,
        *more,
    )


@pytest.fixture
def outlet_one(city: ServerProcess, machine: NewMachine) -> Machine:
    return machine(city)


@pytest.fixture
def city_one(city: ServerProcess, machine: NewMachine) -> Machine:
    return machine(city, at=CITY)


def verdicts(told: list[tuple[str, str, int | None]]) -> list[tuple[str, str]]:
    return [(verdict, code) for verdict, code, _ in told]


def seen(machine: Machine, case_id: str) -> list[str]:
    """The kinds of a case's events as the machine is told them."""
    return [
        glance(entry.body).kind
        for page in machine.pages()
        for case in page.cases
        if case.case_id == case_id
        for entry in case.events
        if entry.body
    ]


class TestWhoSeesIt:
    def test_before_the_proposal_the_city_window_is_told_nothing(
        self, outlet_one: Machine, city_one: Machine
    ) -> None:
        case_id, ops = outlet_one.opening(*closed())
        outlet_one.pushed(ops)
        assert seen(city_one, case_id) == []

    def test_the_proposal_brings_the_whole_case(self, outlet_one: Machine, city_one: Machine) -> None:
        case_id, ops = outlet_one.opening(*closed(PROPOSAL, HEARD))
        assert {verdict for verdict, _ in verdicts(outlet_one.told(ops))} == {"applied"}
        told = seen(city_one, case_id)
        assert told[0] == "registered"
        assert told[-2:] == ["discredit_proposed", "defence_heard"]

    def test_the_citys_word_goes_back_to_the_outlet(self, outlet_one: Machine, city_one: Machine) -> None:
        case_id, ops = outlet_one.opening(*closed(PROPOSAL, HEARD))
        outlet_one.pushed(ops)
        assert verdicts(city_one.told(city_one.ops(case_id, LISTED))) == [("applied", "")]
        assert seen(outlet_one, case_id) == ["discredited"]


class TestWhoseWordCounts:
    @pytest.mark.parametrize("word", [LISTED, DiscreditDropped("已改正")], ids=["list", "drop"])
    def test_an_outlet_neither_lists_nor_drops(self, outlet_one: Machine, word: Fact) -> None:
        _, ops = outlet_one.opening(*closed(PROPOSAL, HEARD, word))
        assert verdicts(outlet_one.told(ops))[-1] == ("rejected", "credit.city_only")

    def test_nor_repairs(self, outlet_one: Machine, city_one: Machine) -> None:
        case_id, ops = outlet_one.opening(*closed(PROPOSAL, HEARD))
        outlet_one.pushed(ops)
        city_one.pushed(city_one.ops(case_id, LISTED))
        repair = CreditRepaired("已改正")
        assert verdicts(outlet_one.told(outlet_one.ops(case_id, repair))) == [
            ("rejected", "credit.city_only")
        ]
        assert verdicts(city_one.told(city_one.ops(case_id, repair))) == [("applied", "")]

    def test_the_city_hears_first(self, outlet_one: Machine, city_one: Machine) -> None:
        case_id, ops = outlet_one.opening(*closed(PROPOSAL))
        outlet_one.pushed(ops)
        told = verdicts(city_one.told(city_one.ops(case_id, LISTED)))
        assert told == [("rejected", "credit.not_heard")]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"told": False}, "pledge.not_told"),
            ({"signed": False}, "pledge.not_signed"),
            ({"lines": ()}, "pledge.none"),
        ],
    )
    def test_a_changed_client_gains_nothing(
        self, outlet_one: Machine, change: dict[str, object], code: str
    ) -> None:
        facts = (MaterialsChecked(1, (pledged(),)), MaterialsTaken(), replace(pledge(), **change))  # type: ignore[arg-type]
        _, ops = outlet_one.opening(*facts)
        assert verdicts(outlet_one.told(ops))[-1] == ("rejected", code)

    def test_nor_by_leaving_the_pledge_out(self, outlet_one: Machine) -> None:
        _, ops = outlet_one.opening(MaterialsChecked(1, (pledged(),)), MaterialsTaken(), Accepted())
        assert verdicts(outlet_one.told(ops))[-1] == ("rejected", "pledge.missing")
