"""The whole window with every page as the program makes it, over a real store and lanes drained by hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from outlet_app.bootstrap.makers import PAGES
from outlet_app.bootstrap.pages import Surroundings, make_page
from outlet_app.bootstrap.workplace import Workplace
from outlet_app.domain.people import Person
from outlet_app.services.machine_card import MachineFacts
from outlet_app.services.policy_views import EnterpriseRow
from outlet_app.services.stick_views import StickState
from outlet_app.services.views import SyncView
from outlet_app.ui.citizen.host import ReviewHost
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.policies.page import PoliciesPage
from outlet_app.ui.shell import Shell
from outlet_app.ui.widgets.page import Page
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.agency_desk import helped
from tests.support.at_the_counter import accepted, answered, notified, taken
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE, MORNING
from tests.support.counter_fakes_desk import FakeSync, queue_state, unsent
from tests.support.lanes import manual_lanes
from tests.support.policies import CODE, NAME
from tests.support.policies_sent import all_handed_down
from tests.support.whole_window import drain, settle

# The longest name in resources/outlets.json.
FAR_PLACE = "巴彦淖尔经济技术开发区知识产权公共服务窗口"
NAMES = (
    "内蒙古河套黄柿子种植加工专业合作社联合社示范园区",
    "布日古德·额尔敦其木格·达布希拉图",
    "𠮷𬎆商贸有限公司",
    "巴彦淖尔市河套灌区节水灌溉设备研发制造有限责任公司",
)
ROWS = 12
# A box within boxes asks outwards, one a turn.
TURNS = 8


class QuietTimer(QObject):
    """Stands for the courier's clock; no round is ever due."""

    busy_changed = Signal(bool)

    def hurry(self) -> None:
        """Asked for a round."""

    def heed(self) -> None:
        """A receipt came."""


class Machine:
    """What the pages ask of the machine, its stick and its registration."""

    is_mine = True

    def facts(self) -> MachineFacts:
        return MachineFacts(
            outlet=FAR_PLACE,
            code="1508262001",
            sign="HH05",
            terminal="01",
            server="https://zscq.example:8443",
            program="0.1.0",
            catalogue="2025-batch-2",
            calendar_until=2026,
            backup=MORNING,
            folder=Path("/srv/counter"),
        )

    def state(self) -> StickState:
        return StickState()

    def enrol(self, code: str) -> str:
        return code


@dataclass
class House:
    """The window with whoever sits at it, and how a page is shown."""

    window: Shell
    lanes: Lanes

    def show(self, key: PageKey, what: object = None) -> Page:
        """Open a page and let it read."""
        self.window.open(key, what)
        self.rest()
        assert self.window.page is not None
        return self.window.page

    def rest(self) -> None:
        """Until no lane has work and every box has its room."""
        for _ in range(2):
            drain(self.lanes)
            settle(TURNS)


def busy_day(bench: Bench) -> None:
    """Cases of every kind with the longest, rarest and Mongolian names, and policies of the city."""
    for number in range(ROWS):
        answered(bench, applicant=replace(ENTERPRISE, name=NAMES[number % len(NAMES)]))
    for name in NAMES:
        accepted(bench, applicant=replace(ENTERPRISE, name=name))
        notified(bench, applicant=replace(ENTERPRISE, name=name))
        taken(bench, applicant=replace(ENTERPRISE, name=name))
        helped(bench, name=name)
    all_handed_down(bench.database)


def open_house(bench: Bench, person: Person = SUPERVISOR_PERSON, *, crowded: bool = False) -> House:
    """A window of this person; `crowded`: the queue is long and the line is down."""
    office, lanes = Office(bench.clock.now), manual_lanes()
    office.sign_in(person)
    office.show_outlet(OutletFacts("1508262001", "HH05", FAR_PLACE))
    machine = Machine()
    waiting = tuple(unsent(80 + n, NAMES[n % len(NAMES)], "notice_given", "failed") for n in range(ROWS))
    view = SyncView(queue_state(online=False, waiting=999, failed=99), waiting)
    here = SimpleNamespace(
        counter=bench.counter(person),
        sync=FakeSync(view) if crowded else FakeSync(),
        sticks=machine,
        again=machine,
        machine=machine,
    )
    around = SimpleNamespace(office=office, lanes=lanes)

    def maker(key: PageKey) -> Callable[[], Any]:
        return lambda: make_page(key, cast(Surroundings, around), cast(Workplace, here))

    window = Shell(office, {key: maker(key) for key in PAGES}, {**TROUBLES, **REFUSALS})
    office.setParent(window)
    around.shell, around.sync_timer = window, QuietTimer(window)
    around.reviewing = ReviewHost(window, office, lanes.desk)
    return House(window, lanes)


def with_enterprise(house: House) -> PoliciesPage:
    """免申即享 with an enterprise of which much is known."""
    page = house.show(PageKey.POLICIES)
    assert isinstance(page, PoliciesPage)
    page.show_enterprise(EnterpriseRow(CODE, NAME))
    house.rest()
    return page
