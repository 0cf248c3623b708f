"""申报期 on the registration: said as soon as the item is chosen, and never in the way of a decision."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.policies.policy import PolicyMode
from outlet_app.domain.policies.windows import Season, SeasonNow
from outlet_app.domain.problems import Problem
from outlet_app.models.errors import DiskFull
from outlet_app.services.policy_views import NamedSeason, Outlook
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.outlook import PolicyOutlook
from outlet_app.ui.pages.intake.seasons import policy_hints
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording.fields import sentence
from tests.support.bench import Bench, open_bench
from tests.support.builders import ENTERPRISE, MORNING
from tests.support.counter_fakes_intake import Desk, Visit, open_desk, reference
from tests.support.policies import (
    BRAND_POLICY,
    CODE,
    PLEDGE_POLICY,
    TODAY,
    Plain,
    plain_register,
    plain_release,
)
from tests.support.policies_sent import all_handed_down, hand_down, signed
from tests.ui.conftest import Stage

APPLIED, OFFERED = PolicyMode.APPLIED, PolicyMode.OFFERED
OPEN = SeasonNow(Season.OPEN, date(2026, 10, 1), date(2026, 12, 15))
ALWAYS = SeasonNow(Season.ALWAYS, date(2026, 1, 1), date(2027, 12, 31))
LATER = SeasonNow(Season.BEFORE, date(2027, 3, 1), date(2027, 4, 30))
SOONER = SeasonNow(Season.BEFORE, date(2027, 1, 10), date(2027, 1, 20))
OVER = SeasonNow(Season.OVER, date(2026, 3, 1), date(2026, 4, 30))
GONE = SeasonNow(Season.NOT_IN_FORCE, date(2025, 1, 1), date(2025, 12, 31))


def seen(*told: tuple[PolicyMode, SeasonNow], waiting: int = 0) -> Outlook:
    return Outlook(TODAY, tuple(NamedSeason("政策", mode, season) for mode, season in told), waiting)


def hint(outlook: Outlook, sub_item: str = "8.2") -> tuple[str, dict[str, object]] | None:
    found = policy_hints(outlook, IntakeEntry(applicant=ENTERPRISE, item=8, sub_item=sub_item))
    one = found.get("sub_item")
    return (one.code, dict(one.args)) if one else None


# The rule.


def test_what_is_said_of_seasons_to_a_declaration() -> None:
    none_open = ("policy.none_open", {"opens": "2027-01-10"})
    table = {
        "one is open": (seen((APPLIED, OPEN), (APPLIED, OVER)), None),
        "one is open all year": (seen((APPLIED, ALWAYS)), None),
        "the next is named, the soonest first": (
            seen((APPLIED, LATER), (APPLIED, SOONER), (APPLIED, OVER)),
            none_open,
        ),
        "all are over": (seen((APPLIED, OVER), (APPLIED, GONE)), ("policy.all_over", {})),
        "only wills are asked": (seen((OFFERED, OPEN)), ("policy.all_over", {})),
        "nothing is known": (seen(), None),
    }
    assert {name: hint(outlook) for name, (outlook, _) in table.items()} == {
        name: expected for name, (_, expected) in table.items()
    }


def test_only_what_is_declared_hears_of_it() -> None:
    over = seen((APPLIED, OVER), (OFFERED, OPEN))
    found = {code: hint(over, code) is not None for code in ("", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6")}
    assert found == {
        "": False, "8.1": False, "8.2": True, "8.3": True, "8.4": False, "8.5": False, "8.6": False,
    }  # fmt: skip
    assert hint(seen((APPLIED, OPEN), (OFFERED, OVER)), "8.5") == ("policy.all_over", {})


def test_wills_that_wait_are_told_of_a_body_alone() -> None:
    entry = IntakeEntry(applicant=ENTERPRISE, item=1)
    told = policy_hints(seen(waiting=2), entry)["item"]
    assert (told.code, told.args, told.soft) == ("policy.waiting", {"n": 2}, True)
    person = replace(ENTERPRISE, kind=ApplicantKind.PERSON)
    assert policy_hints(seen(waiting=2), replace(entry, applicant=person)) == {}
    assert policy_hints(seen(waiting=0), entry) == {}


def test_every_hint_is_soft_and_said_in_whole_words() -> None:
    told = {
        Problem("policy.none_open", {"opens": "2027-01-10"}).code: sentence(
            Problem("policy.none_open", {"opens": "2027-01-10"}), "办理类型"
        ),
        "policy.all_over": sentence(Problem("policy.all_over"), "办理类型"),
        "policy.waiting": sentence(Problem("policy.waiting", {"n": 2}), "服务事项"),
    }
    assert told == {
        "policy.none_open": "不在申报期，2027-01-10 起",
        "policy.all_over": "申报期已过，没有下期安排",
        "policy.waiting": "这家企业有 2 项待确认意愿的政策，按 Shift+F3 查看",
    }
    over = seen((APPLIED, OVER), waiting=1)
    hints = policy_hints(over, IntakeEntry(applicant=ENTERPRISE, item=8, sub_item="8.2"))
    assert {one.soft for one in hints.values()} == {True}


# The asking.


class Seer:
    """Counts who was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails = False

    def outlook(self, code: str = "") -> Outlook:
        self.asked.append(code)
        if self.fails:
            raise DiskFull
        return seen((APPLIED, OVER), waiting=len(code) // 18)


class Form:
    """A page that holds one state."""

    def __init__(self, lanes: Lanes) -> None:
        self.state, self.page, self.seer = IntakeState(TODAY), QWidget(), Seer()
        self.lanes = lanes
        self.outlook = PolicyOutlook(self.seer, lanes.desk, lambda: self.state, self.change, self.page)

    def change(self, state: IntakeState) -> None:
        self.state = state
        self.outlook.look()

    def fill(self, **changes: object) -> None:
        self.change(replace(self.state, entry=replace(self.state.entry, **changes)))  # type: ignore[arg-type]

    def rest(self) -> None:
        self.lanes.desk.drain()  # type: ignore[attr-defined]


@pytest.fixture
def form(lanes: Lanes) -> Form:
    return Form(lanes)


def test_nobody_is_asked_before_item_or_enterprise_matter(form: Form) -> None:
    form.fill(request="咨询")
    form.fill(item=1)
    form.fill(applicant=replace(ENTERPRISE, id_number="9115"))
    form.rest()
    assert form.seer.asked == []
    assert form.state.outlook is None


def test_each_change_that_matters_asks_once(form: Form) -> None:
    form.fill(item=8)
    form.rest()
    assert form.state.outlook == seen((APPLIED, OVER))
    form.fill(request="申报")
    form.fill(sub_item="8.2")
    form.rest()
    assert form.seer.asked == [""]
    form.fill(applicant=ENTERPRISE)
    form.rest()
    assert form.seer.asked == ["", CODE]
    assert form.state.outlook == seen((APPLIED, OVER), waiting=1)
    form.fill(item=1)
    form.rest()
    assert form.seer.asked == ["", CODE, CODE]


def test_what_no_longer_matters_is_forgotten(form: Form) -> None:
    form.fill(item=8)
    form.rest()
    form.fill(item=2)
    assert form.state.outlook is None
    assert form.state.hints == {}


def test_an_answer_that_comes_too_late_is_not_shown(form: Form) -> None:
    form.fill(item=8)
    form.fill(item=2)
    form.rest()
    assert form.state.outlook is None


def test_a_failed_reading_leaves_the_form_alone(form: Form) -> None:
    form.seer.fails = True
    form.fill(item=8, sub_item="8.2")
    form.rest()
    assert form.state.outlook is None
    assert form.state.entry.sub_item == "8.2"


# The page.


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


class Page:
    """The registration in the real window, and what is said on it."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        self.visit = Visit(desk, stage)
        self.visit.begin()

    def choose(self, item: int, sub_item: str = "") -> None:
        page, catalogue = self.visit.page, reference().catalogue
        page._change(steps.chose_item(page.state, item, catalogue))
        if sub_item:
            page._change(steps.chose_sub_item(page.state, sub_item, catalogue))
        self.rest()

    def rest(self) -> None:
        self.visit.hands.drain()
        QApplication.processEvents()

    @property
    def seasons(self) -> list[str]:
        card = self.visit.page.side.seasons
        return [one.text() for one in card.body.findChildren(Paragraph)] if card.isVisible() else []

    def told(self, field: str = "sub_item") -> str:
        return self.visit.page.fields.fields[field].message


def with_policies(desk: Desk, *policies: Plain) -> None:
    release = plain_release(*policies)
    hand_down(
        desk.bench.database,
        ("policies", "2026-2", signed("policies", "2026-2", release)),
        ("register", "2026-11-18", signed("register", "2026-11-18", plain_register())),
    )


def test_the_seasons_stand_beside_the_form_of_item_eight(desk: Desk, stage: Stage) -> None:
    all_handed_down(desk.bench.database)
    page = Page(desk, stage)
    page.choose(1)
    assert page.seasons == []
    page.choose(8)
    today = desk.bench.clock.now().date()
    left = (date(2026, 12, 15) - today).days + 1
    assert page.seasons == [
        "专利商标质押融资贴息",
        f"申报期内，2026-12-15 截止，还有 {left} 天",
        "初创企业知识产权保险补贴",
        "常年受理，政策有效期至 2027-05-31",
        "地理标志品牌建设奖补",
        "申报期已过，2026-04-30 已截止",
    ]
    page.choose(2)
    assert page.seasons == []


def test_many_policies_leave_room_for_the_elements(desk: Desk, stage: Stage) -> None:
    many = [deepcopy(BRAND_POLICY) | {"number": f"B-{at}", "name": f"奖补 {at}"} for at in range(9)]
    with_policies(desk, *many, PLEDGE_POLICY)
    page = Page(desk, stage)
    page.choose(8)
    assert page.seasons[0] == "专利商标质押融资贴息"
    assert page.seasons[2::2] == ["奖补 0", "奖补 1", "奖补 2", "另有 6 项政策，按 Shift+F3 查看"]


def test_a_declaration_out_of_season_is_said_at_its_field_before_anything_is_typed(
    desk: Desk, stage: Stage
) -> None:
    with_policies(desk, PLEDGE_POLICY, BRAND_POLICY)
    page = Page(desk, stage)
    page.choose(8, "8.2")
    assert page.visit.page.state.entry.request == ""
    assert page.told() == "申报期已过，没有下期安排"
    page.choose(8, "8.1")
    assert page.told() == ""


def test_the_next_season_is_named(desk: Desk, stage: Stage) -> None:
    later = deepcopy(BRAND_POLICY) | {
        "valid_until": "2027-12-31",
        "windows": [*BRAND_POLICY["windows"], {"opens": "2027-03-01", "closes": "2027-04-30"}],
    }
    with_policies(desk, later)
    page = Page(desk, stage)
    page.choose(8, "8.2")
    assert page.told() == "不在申报期，2027-03-01 起"


def test_it_never_stands_in_the_way_of_a_decision(desk: Desk, stage: Stage) -> None:
    with_policies(desk, BRAND_POLICY)
    page = Page(desk, stage)
    page.choose(8, "8.1")
    page.visit.hands.drain()
    page.choose(8, "8.3")
    assert page.told() == "申报期已过，没有下期安排"
    assert page.visit.page.state.problems == {}


def test_without_policies_nothing_is_said(desk: Desk, stage: Stage) -> None:
    page = Page(desk, stage)
    page.choose(8, "8.2")
    assert page.seasons == []
    assert page.told() == ""


def test_an_enterprise_with_open_wills_is_told_where_the_item_is_chosen(desk: Desk, stage: Stage) -> None:
    all_handed_down(desk.bench.database)
    page = Page(desk, stage)
    state = page.visit.page.state
    page.visit.page._change(replace(state, entry=replace(state.entry, applicant=ENTERPRISE)))
    page.rest()
    assert page.told("item") == "这家企业有 1 项待确认意愿的政策，按 Shift+F3 查看"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def test_outlook_of_a_counter(bench: Bench) -> None:
    desk = bench.counter().policies
    assert desk.outlook(CODE) == Outlook(MORNING.date())
    all_handed_down(bench.database)
    told = desk.outlook(CODE)
    assert [one.season.season for one in told.seasons] == [Season.OPEN, Season.OVER, Season.ALWAYS]
    assert told.waiting == 1
    assert desk.outlook().waiting == 0
    assert desk.outlook("91150800MA0TEB4216").waiting == 0
    bench.clock.at = bench.clock.at.replace(year=2027, month=2, day=1)
    assert desk.outlook(CODE).waiting == 0
