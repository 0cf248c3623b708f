"""容缺受理 and 告知承诺 when a package is opened: each item's conditions, clocks and papers."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.domain.applicant import Agent, IdKind
from outlet_app.domain.bundle import PackageEntry, entry_of, one_list, plan
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.deficiency import Condition, standing_problems
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PledgeDetail, PromiseTerm
from outlet_app.domain.events import LapseWay
from outlet_app.domain.facts.pledge import PledgeMade
from outlet_app.domain.materials import SETTLED
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.domain.undertakings import Undertaking
from outlet_app.services.counter import Counter
from outlet_app.services.library import read_library
from outlet_app.services.package_promises import Owed
from outlet_app.services.packaging import Bundled
from outlet_app.services.views import CaseFilter
from tests.printing.paper_eyes import words_of
from tests.services.test_packaging import TICKED, S, filled, package
from tests.support.at_the_counter import history, kinds
from tests.support.bench import RESOURCES, Bench, shelf
from tests.support.builders import ENTERPRISE, MORNING, OUTLET

AGENT = Agent("其木格", IdKind.ID_CARD, "152822196501010025", "13900005678")
SIGNED = PledgeDetail(told=True, signed=True)


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


def sunflower(counter: Counter, **changes: S) -> PackageEntry:
    """向日葵产业包 with everything complete but what is named (a16 stands for 1.6-A1, and so on)."""
    codes = {"a16": "1.6-A1", "a17": "1.7-A1", "m17": "1.7-M1", "a31": "3.1-A1", "p31": "3.1-A2"}
    return filled(counter, "P6-1", but={codes[name]: state for name, state in changes.items()})


def owed(counter: Counter, entry: PackageEntry) -> Owed | None:
    return counter.package_promises.owed(package(counter, "P6-1"), entry)


def said(owes: Owed | None, *, pledge: PledgeDetail | None = None, days_before: int = 0) -> Undertaking:
    """What the applicant says to what is owed: everything comes on its last day, or so many days sooner."""
    if owes is None:
        return Undertaking(pledge=pledge)
    lines = tuple(
        PromiseTerm(row.code, owes.latest[row.code] - timedelta(days_before), row.form) for row in owes.rows
    )
    until = max(line.due for line in lines)
    return Undertaking(DeficientDetail(until, volunteered=True, lines=lines, authorised=True), pledge)


def opened(counter: Counter, entry: PackageEntry, undertaken: Undertaking) -> Bundled:
    return counter.packaging.open("P6-1", entry, TICKED, undertaken)


def refused(counter: Counter, entry: PackageEntry, undertaken: Undertaking) -> str:
    with pytest.raises(Refused) as told:
        opened(counter, entry, undertaken)
    assert counter.cases.page(CaseFilter()).total == 0
    return told.value.refusal.code


def child(bundled: Bundled, code: str) -> Case:
    return next(one for one in bundled.children if one.registered.sub_item == code)


class TestDeficient:
    """容缺受理 of some of the items."""

    def test_an_item_is_accepted_with_its_promise_and_the_others_go_on(self, counter: Counter) -> None:
        entry = sunflower(counter, a16=S.DEFERRED)
        bundled = opened(counter, entry, said(owed(counter, entry)))
        assert {one.registered.sub_item: one.decision for one in bundled.children} == {
            "1.6": Decision.DEFICIENT,
            "1.7": Decision.ACCEPT,
            "3.1": Decision.ACCEPT,
        }
        waiting = child(bundled, "1.6")
        assert waiting.state is State.ACCEPTED_DEFICIENT
        assert [(line.code, line.name) for line in waiting.promises] == [("1.6-A1", "数据用途说明")]
        assert waiting.supplement_due is not None
        assert bundled.case.state is State.IN_PROGRESS
        assert bundled.case.promises == ()

    def test_the_supplement_runs_on_each_items_own_clock(self, counter: Counter) -> None:
        """The applicant's day where it is named, never after the item's own last day (§3.4)."""
        entry = sunflower(counter, a16=S.DEFERRED, a17=S.DEFERRED)
        owes = owed(counter, entry)
        assert owes is not None
        days = {row.code: owes.latest[row.code] for row in owes.rows}
        own = {
            code: counter.promises.conditions(one).latest.at
            for code, one in _single(counter, entry, ("1.6", "1.7")).items()
        }
        assert days == {f"{code}-A1": at.date() for code, at in own.items() if at}
        bundled = opened(counter, entry, said(owes))
        for code in ("1.6", "1.7"):
            (line,) = child(bundled, code).promises
            assert line.due == days[f"{code}-A1"]

    def test_the_applicants_own_day_is_kept(self, counter: Counter) -> None:
        entry = sunflower(counter, a16=S.DEFERRED)
        owes = owed(counter, entry)
        assert owes is not None
        bundled = opened(counter, entry, said(owes, days_before=1))
        (line,) = child(bundled, "1.6").promises
        assert line.due == owes.latest["1.6-A1"] - timedelta(1)

    def test_application_and_notice_are_printed_for_each_item_that_owes(self, counter: Counter) -> None:
        entry = sunflower(counter, a16=S.DEFERRED, a17=S.DEFERRED)
        bundled = opened(counter, entry, said(owed(counter, entry)))
        assert [paper.form for paper in bundled.papers] == ["W07", "W08", "W07", "W08", "W05"]
        first, second = bundled.papers[0], bundled.papers[2]
        assert (first.case_id, second.case_id) == (
            child(bundled, "1.6").case_id,
            child(bundled, "1.7").case_id,
        )
        text = words_of(counter.papers.pdf(first.paper_id))
        assert "数据用途说明" in text
        assert "保密协议" not in text
        assert "在承诺期限内补正全部容缺材料" in text
        assert "保密协议" in words_of(counter.papers.pdf(second.paper_id))

    def test_an_item_that_lacks_more_is_told_everything_the_other_promises(self, counter: Counter) -> None:
        entry = sunflower(counter, a16=S.DEFERRED, a17=S.DEFERRED, m17=S.MISSING)
        owes = owed(counter, entry)
        assert owes is not None
        assert [row.code for row in owes.rows] == ["1.6-A1"]
        bundled = opened(counter, entry, said(owes))
        assert child(bundled, "1.6").decision is Decision.DEFICIENT
        told = child(bundled, "1.7")
        assert told.decision is Decision.NOTICE
        assert [line.code for line in told.notices[0].lines] == ["1.7-M1", "1.7-A1"]
        assert [line.code for line in bundled.case.notices[0].lines] == ["1.7-M1", "1.7-A1"]
        assert [paper.form for paper in bundled.papers] == ["W04", "W07", "W08", "W05"]
        assert {row.code: row.state.name for row in bundled.case.materials if row.state not in SETTLED} == {
            "1.6-A1": "DEFERRED",
            "1.7-M1": "MISSING",
            "1.7-A1": "MISSING",
        }

    def test_what_came_ends_the_promise_as_in_a_single_case(self, counter: Counter, bench: Bench) -> None:
        entry = sunflower(counter, a16=S.DEFERRED)
        bundled = opened(counter, entry, said(owed(counter, entry)))
        waiting = child(bundled, "1.6")
        bench.clock.forward(days=1)
        after = counter.promises.supplement(waiting.case_id, {"1.6-A1": S.COMPLETE})
        assert after.state is State.ACCEPTED
        assert after.promises == ()

    def test_a_promise_not_kept_ends_its_item_alone(self, bench: Bench) -> None:
        counter = bench.counter()
        entry = sunflower(counter, a16=S.DEFERRED)
        bundled = opened(counter, entry, said(owed(counter, entry)))
        waiting = child(bundled, "1.6")
        bench.clock.forward(days=30)

        ended = counter.promises.lapse(waiting.case_id, LapseWay.RETURNED, "逾期未补齐")
        assert ended.state is State.TERMINATED
        parent = counter.cases.detail(bundled.case.case_id).case
        assert parent.state is State.IN_PROGRESS
        assert dict(parent.member_states)[waiting.case_id] is State.TERMINATED


def _single(counter: Counter, entry: PackageEntry, codes: tuple[str, ...]) -> dict[str, IntakeEntry]:

    told, catalogue = package(counter, "P6-1"), counter.reference.catalogue
    return {
        one.sub_item.code: entry_of(told, entry, one, catalogue)
        for one in plan(told, entry, catalogue)
        if one.sub_item.code in codes
    }


class TestRefused:
    """Nothing is kept where a condition fails, and no number is used."""

    def test_every_condition_of_a_single_case_holds_for_the_package(self, counter: Counter) -> None:
        entry = sunflower(counter, a16=S.DEFERRED)
        owes = owed(counter, entry)
        assert owes is not None
        whole = said(owes).promise
        assert whole is not None
        late = owes.latest["1.6-A1"] + timedelta(1)
        past = MORNING.date() - timedelta(1)
        line = whole.lines[0]
        table = {
            "nothing said": (Undertaking(), "promise.not_volunteered"),
            "not volunteered": (Undertaking(replace(whole, volunteered=False)), "promise.not_volunteered"),
            "too late": (Undertaking(replace(whole, lines=(replace(line, due=late),))), "promise.too_late"),
            "past": (Undertaking(replace(whole, lines=(replace(line, due=past),))), "promise.past"),
        }
        assert {name: refused(counter, entry, one) for name, (one, _) in table.items()} == {
            name: code for name, (_, code) in table.items()
        }

    def test_an_agent_needs_the_authorisation(self, counter: Counter) -> None:
        entry = replace(sunflower(counter, a16=S.DEFERRED), agent=AGENT)
        owes = owed(counter, entry)
        assert owes is not None
        (asked,) = [one for one in owes.conditions.judged if one.condition is Condition.AUTHORISED]
        assert (asked.holds, asked.asked, asked.names) == (False, True, ("其木格",))
        promise = said(owes).promise
        assert promise is not None
        without = Undertaking(replace(promise, authorised=False))
        assert refused(counter, entry, without) == "promise.not_authorised"
        assert len(opened(counter, entry, Undertaking(promise)).children) == 3

    def test_an_overdue_promise_elsewhere_stands_in_the_way(self, counter: Counter, bench: Bench) -> None:
        entry = sunflower(counter, a16=S.DEFERRED)
        first = opened(counter, entry, said(owed(counter, entry)))
        bench.clock.forward(days=30)
        again = owed(counter, entry)
        assert again is not None
        failing = standing_problems(again.conditions.judged)
        assert [(one.condition, one.names) for one in failing] == [
            (Condition.OVERDUE, (child(first, "1.6").case_no,))
        ]
        with pytest.raises(Refused) as told:
            opened(counter, entry, said(again))
        assert told.value.refusal.code == "promise.overdue"

    def test_who_is_listed_neither_promises_nor_pledges(self, counter: Counter, bench: Bench) -> None:
        listed(bench)
        entry = sunflower(counter, a16=S.DEFERRED, p31=S.PLEDGED)
        owes = owed(counter, entry)
        assert owes is not None
        assert [one.condition for one in standing_problems(owes.conditions.judged)] == [Condition.CREDIT]
        told = counter.package_promises.pledged(package(counter, "P6-1"), entry)
        assert told is not None
        assert told.refusal is not None
        assert told.refusal.code == "pledge.discredited"
        assert refused(counter, entry, said(owes, pledge=SIGNED)) == "promise.discredited"
        pledged = sunflower(counter, p31=S.PLEDGED)
        assert refused(counter, pledged, Undertaking(pledge=SIGNED)) == "pledge.discredited"

    def test_a_national_filing_is_never_promised(self, counter: Counter) -> None:
        """专利权质押登记指导 is a filing at the 国家知识产权局: its list lets nothing follow."""
        told = package(counter, "P3")
        asked = PackageEntry(("6.4",), ENTERPRISE, answers={"amount": "300", "rights": "ZL202620000001.X"})

        rows = one_list(told, asked, counter.reference.catalogue)
        assert {(row.can_follow, row.may_pledge) for row in rows} == {(False, False)}
        deferred = tuple(row if row.state is S.EXEMPT else replace(row, state=S.DEFERRED) for row in rows)
        with pytest.raises(Refused) as said_no:
            counter.packaging.open("P3", replace(asked, materials=deferred), TICKED)
        assert said_no.value.refusal.code == "entry.incomplete"


def listed(bench: Bench) -> None:
    """The city's list of 失信 names whoever comes in these tests."""
    entry = {
        "id": "2026-1", "subject": ENTERPRISE.name, "code": ENTERPRISE.id_number, "act": "overdue",
        "case_no": "WY01-20260901-010003-K", "listed_on": "2026-09-20", "listed_by": "市局知识产权科",
        "until": "2027-09-19", "source": "city",
    }  # fmt: skip
    with bench.database.unit_of_work() as uow:
        body = json.dumps({"as_of": "2026-11-16", "entries": [entry]}).encode()
        uow.cache.put("credit", "2026-11-16", body, bench.clock.now())
        uow.commit()


def shared_edition(bench: Bench) -> Counter:
    """A package of the city in which two items share a paper that may follow."""
    plain = json.loads((RESOURCES / "packages" / "2026-1.json").read_bytes())
    whole = {
        "code": "P9", "name": "查询一件事", "audience": "企业", "note": "",
        "members": [{"sub_item": "1.6"}, {"sub_item": "1.7"}],
        "fields": [],
        "materials": [
            {"key": "search", "name": "信息查询申请表", "codes": ["1.6-I4", "1.7-I4"]},
            {"key": "purpose", "name": "用途说明和保密协议", "codes": ["1.6-A1", "1.7-A1"]},
        ],
    }  # fmt: skip
    body = json.dumps({**plain, "packages": [whole]}).encode()
    bench.reference = read_library(replace(shelf(), packages=[body])).at(OUTLET, "01")
    return bench.counter()


class TestShared:
    """One paper for two items: promised once, handed in once."""

    def whole(self, counter: Counter, **states: S) -> PackageEntry:
        entry = PackageEntry(("1.6", "1.7"), ENTERPRISE, request="产业检索")
        rows = one_list(package(counter, "P9"), entry, counter.reference.catalogue)
        done = tuple(
            row
            if row.state is S.EXEMPT
            else replace(
                row, state=states.get(row.code, S.COMPLETE), handed=0 if row.code in states else row.copies
            )
            for row in rows
        )
        return replace(entry, materials=done)

    def opened(self, counter: Counter) -> tuple[Case, Case]:
        entry = self.whole(counter, purpose=S.DEFERRED)
        owes = counter.package_promises.owed(package(counter, "P9"), entry)
        assert owes is not None
        assert [row.code for row in owes.rows] == ["purpose"]
        bundled = counter.packaging.open("P9", entry, None, said(owes))
        first, second = bundled.children
        return first, second

    def test_both_items_owe_it_by_the_earlier_of_their_last_days(self, bench: Bench) -> None:
        counter = shared_edition(bench)
        entry = self.whole(counter, purpose=S.DEFERRED)
        told, catalogue = package(counter, "P9"), counter.reference.catalogue
        days = [
            counter.promises.conditions(entry_of(told, entry, one, catalogue)).latest.at
            for one in plan(told, entry, catalogue)
        ]
        owes = counter.package_promises.owed(told, entry)
        assert owes is not None
        assert owes.latest == {"purpose": min(at.date() for at in days if at)}
        first, second = self.opened(counter)
        assert [line.due for case in (first, second) for line in case.promises] == [
            owes.latest["purpose"]
        ] * 2

    def test_brought_for_one_it_is_there_for_the_other(self, bench: Bench) -> None:
        counter = shared_edition(bench)
        first, second = self.opened(counter)
        arrived = MORNING.date()
        bench.clock.forward(days=1)
        counter.promises.supplement(first.case_id, {"1.6-A1": S.COMPLETE}, arrived)
        other = counter.cases.detail(second.case_id).case
        assert other.promises == ()
        assert other.state is State.ACCEPTED
        taken = [entry.kind for entry in history(bench, second.case_id)]
        assert taken.count("supplement_taken") == 1
        assert kinds(bench, first.case_id).count("supplement_taken") == 1
        assert other.deficit is not None
        assert other.deficit.late == ()

    def test_brought_faulty_nobody_has_it(self, bench: Bench) -> None:
        counter = shared_edition(bench)
        first, second = self.opened(counter)
        counter.promises.supplement(first.case_id, {"1.6-A1": S.FAULTY}, None, "没有盖章")
        assert [line.code for line in counter.cases.detail(second.case_id).case.promises] == ["1.7-A1"]
        assert "supplement_taken" not in kinds(bench, second.case_id)

    def test_a_case_that_owes_nothing_hears_nothing(self, bench: Bench) -> None:
        counter = shared_edition(bench)
        first, second = self.opened(counter)
        counter.promises.supplement(second.case_id, {"1.7-A1": S.COMPLETE})
        before = kinds(bench, first.case_id)
        assert counter.cases.detail(first.case_id).case.promises == ()
        assert before.count("supplement_taken") == 1
        with pytest.raises(Refused) as told:
            counter.promises.supplement(first.case_id, {"1.6-A1": S.COMPLETE})
        assert told.value.refusal.code == "state.guard"


class TestPledged:
    """告知承诺 in place of a proof."""

    def test_the_item_is_accepted_on_the_pledge_and_its_paper_comes_first(self, counter: Counter) -> None:
        entry = sunflower(counter, p31=S.PLEDGED)
        bundled = opened(counter, entry, Undertaking(pledge=SIGNED))
        served = child(bundled, "3.1")
        assert served.decision is Decision.ACCEPT
        assert served.pledge is not None
        assert [line.code for line in served.pledge.lines] == ["3.1-A2"]
        assert [(paper.form, paper.case_id == served.case_id) for paper in bundled.papers] == [
            ("W05", False), ("W05", False), ("W09", True), ("W05", True),
        ]  # fmt: skip
        assert "已有专利清单" in words_of(counter.papers.pdf(bundled.papers[2].paper_id))
        assert [one.pledge for one in bundled.children[:2]] == [None, None]

    def test_the_pledge_stands_before_the_acceptance(self, counter: Counter, bench: Bench) -> None:
        bundled = opened(counter, sunflower(counter, p31=S.PLEDGED), Undertaking(pledge=SIGNED))
        served = kinds(bench, child(bundled, "3.1").case_id)
        assert served[:5] == [
            "registered", "package_joined", "materials_checked", PledgeMade.KIND, "tracking_started",
        ]  # fmt: skip
        assert PledgeMade.KIND not in kinds(bench, bundled.case.case_id)

    def test_promise_and_pledge_go_together(self, counter: Counter) -> None:
        entry = sunflower(counter, a31=S.DEFERRED, p31=S.PLEDGED)
        bundled = opened(counter, entry, said(owed(counter, entry), pledge=SIGNED))
        served = child(bundled, "3.1")
        assert served.decision is Decision.DEFICIENT
        assert served.pledge is not None
        assert [paper.form for paper in bundled.papers if paper.case_id == served.case_id] == [
            "W07",
            "W09",
            "W08",
        ]

    def test_untold_or_unsigned_nothing_is_accepted(self, counter: Counter) -> None:
        entry = sunflower(counter, p31=S.PLEDGED)
        table = {
            "nothing said": (Undertaking(), "pledge.not_told"),
            "not told": (Undertaking(pledge=PledgeDetail(signed=True)), "pledge.not_told"),
            "not signed": (Undertaking(pledge=PledgeDetail(told=True)), "pledge.not_signed"),
        }
        assert {name: refused(counter, entry, one) for name, (one, _) in table.items()} == {
            name: code for name, (_, code) in table.items()
        }

    def test_what_is_told_names_the_proof_and_the_clauses(self, counter: Counter) -> None:
        told = counter.package_promises.pledged(package(counter, "P6-1"), sunflower(counter, p31=S.PLEDGED))
        assert told is not None
        assert told.refusal is None
        assert [line.name for line in told.lines] == ["已有专利清单"]
        assert told.clauses

    def test_nothing_is_asked_where_nothing_is_promised(self, counter: Counter) -> None:
        whole = package(counter, "P6-1")
        assert counter.package_promises.pledged(whole, sunflower(counter)) is None
        assert counter.package_promises.owed(whole, sunflower(counter)) is None

    def test_only_taken_in_nothing_is_asked_and_nothing_promised(self, counter: Counter) -> None:
        entry = replace(sunflower(counter, a16=S.DEFERRED, p31=S.PLEDGED), for_review=True)
        assert owed(counter, entry) is None
        bundled = counter.packaging.open("P6-1", entry)
        assert {one.decision for one in bundled.children} == {Decision.RECEIVE}
        assert [one.promises for one in bundled.children] == [(), (), ()]
        assert [one.pledge for one in bundled.children] == [None, None, None]
