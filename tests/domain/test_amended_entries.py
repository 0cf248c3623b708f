"""更正 of who came, of the agent, and of entries in the course: plan, visits, summaries, log of a 帮办."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain import course_entries
from outlet_app.domain.amending import differences, value
from outlet_app.domain.applicant import Agent, ApplicantKind, IdKind
from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.course_entries import PARTS, Book, Place, entry, places, split
from outlet_app.domain.course_problems import entry_problems
from outlet_app.domain.events import Amended, Closed, Fact, FieldChange, MaterialsTaken, TrackingStarted
from outlet_app.domain.facts.agency import AgencyActed, Doing, Mode
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from tests.domain.tables import each
from tests.support.agencies import DAY, HELPER, LAST_DAY, acted, begun, by_helper, ended, missed
from tests.support.builders import CLERK, event, registered

AGENT = Agent("其木格", IdKind.ID_CARD, "152822196501010025", "13900001234")
FIRST, SECOND, LATER = DAY + timedelta(days=3), DAY + timedelta(days=10), DAY + timedelta(days=40)
PLAN = TrackingPlanned("新增专利五件", "每月指导", FIRST, "农大")
VISITS = (
    FollowUpVisited(FIRST, VisitWay.PHONE, "已交一件", SECOND, "乌日娜"),
    FollowUpVisited(SECOND, VisitWay.ON_SITE, "已交两件", LATER),
)
TRACKED = (registered(), MaterialsTaken(), TrackingStarted(FIRST))
FOLLOWED = (*TRACKED, PLAN, *VISITS, StageSummarised("完成布局", "两件"))
HELPED = (registered(), MaterialsTaken(), begun(), acted(), missed())
WRITER = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))


def case_of(*facts: Fact) -> Case:
    """Fold facts that must each be legal, a day apart so that visits lie behind."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = (
            by_helper(fact, minutes=minute) if isinstance(fact, AgencyActed) else event(fact, minutes=minute)
        )
        assert judge(case, happened) is None, (fact.KIND, judge(case, happened))
        case = apply(case, happened)
    assert case is not None
    return case


def refusal(case: Case, **wanted: str) -> str:
    """Why these texts cannot be put in place; dots written as double underscores."""
    fact = Amended(differences(case, {name.replace("__", "."): text for name, text in wanted.items()}))
    found = judge(case, event(fact, minutes=600))
    return found.code if found else ""


def put_right(case: Case, wanted: dict[str, str]) -> Case:
    """The case after a legal correction of these fields."""
    fact = Amended(differences(case, wanted))
    assert judge(case, event(fact, minutes=600)) is None
    return apply(case, event(fact, minutes=600))


class TestWhoCame:
    """The kind of applicant, with the number that fits it."""

    @each(
        ("kind", "id_kind", "number", "code"),
        [
            ("1", "id_card", "152822196501010025", ""),
            ("1", "passport", "E12345678", ""),
            ("1", "", "", ""),
            ("1", "uscc", "91150802MA0TEA71XJ", "amend.identifier"),
            ("3", "uscc", "12150800MA0TEA71X5", ""),
            ("3", "", "", ""),
            ("9", "id_card", "152822196501010025", "amend.identifier"),
            ("8", "uscc", "91150802MA0TEA71XJ", "amend.value"),
            ("", "uscc", "91150802MA0TEA71XJ", "amend.value"),
            ("企业", "uscc", "91150802MA0TEA71XJ", "amend.value"),
            ("1", "library_card", "7", "amend.value"),
        ],
    )
    def test_kind_and_paper_fit_each_other(self, kind: str, id_kind: str, number: str, code: str) -> None:
        case = case_of(registered(), MaterialsTaken())
        told = {"applicant__kind": kind, "applicant__id_kind": id_kind, "applicant__id_number": number}
        assert refusal(case, **told) == code

    def test_both_kinds_stand_in_the_event_and_the_old_number_still_finds_it(self) -> None:
        case = case_of(registered(), MaterialsTaken())
        wanted = {
            "applicant.kind": "1",
            "applicant.id_kind": "id_card",
            "applicant.id_number": "152822196501010025",
        }
        (kind, *_rest) = differences(case, wanted)
        assert kind == FieldChange("applicant.kind", "2", "1")
        after = put_right(case, wanted)
        assert after.registered.applicant.kind is ApplicantKind.PERSON
        assert after.former_codes == ("91150802MA0TEA71XJ",)

    @each(
        ("before", "wanted", "after"),
        [
            (None, {"agent.name": "巴图"}, Agent("巴图")),
            (None, {"agent.name": "巴图", "agent.phone": "13900001234"}, Agent("巴图", phone="13900001234")),
            (AGENT, {"agent.name": "琪木格"}, replace(AGENT, name="琪木格")),
            (AGENT, {"agent.id_kind": "passport", "agent.id_number": "E12345678"},
             replace(AGENT, id_kind=IdKind.PASSPORT, id_number="E12345678")),
            (AGENT, {"agent.name": "", "agent.id_kind": "", "agent.id_number": "", "agent.phone": ""}, None),
            (AGENT, {"agent.id_kind": "", "agent.id_number": ""}, Agent("其木格", phone="13900001234")),
        ],
    )  # fmt: skip
    def test_the_agent_comes_changes_and_goes(
        self, before: Agent | None, wanted: dict[str, str], after: Agent | None
    ) -> None:
        case = case_of(registered(agent=before, assisted=before is not None), MaterialsTaken())
        assert put_right(case, wanted).registered.agent == after

    @each(
        ("before", "wanted", "code"),
        [
            (None, {"agent__phone": "13900001234"}, "amend.agent_nameless"),
            (AGENT, {"agent__name": ""}, "amend.agent_nameless"),
            (AGENT, {"agent__name": "  "}, "amend.agent_nameless"),
            (AGENT, {"agent__id_kind": "card"}, "amend.value"),
            (None, {"assisted": "maybe"}, "amend.value"),
        ],
    )
    def test_an_agent_has_a_name(self, before: Agent | None, wanted: dict[str, str], code: str) -> None:
        assert refusal(case_of(registered(agent=before), MaterialsTaken()), **wanted) == code

    def test_the_former_agent_still_finds_the_case(self) -> None:
        case = case_of(registered(agent=AGENT), MaterialsTaken())
        after = put_right(case, {"agent.name": "琪木格", "agent.phone": "13900009876"})
        assert (after.former_names, after.former_codes) == (("其木格",), ("13900001234",))


class TestAddresses:
    """Each entry has one address, and nothing else has one."""

    @each(
        ("field", "told"),
        [
            ("plan.goal", (Place(Book.PLAN), "goal")),
            ("visits.0.findings", (Place(Book.VISITS), "findings")),
            ("visits.12.next_follow_up", (Place(Book.VISITS, 12), "next_follow_up")),
            ("summaries.1.effect", (Place(Book.SUMMARIES, 1), "effect")),
            ("agencies.1.actions.3.told", (Place(Book.ACTIONS, 3, 1), "told")),
            *((wrong, None) for wrong in (
                "", "plan", "plan.next", "plan.0.goal", "visits.day", "visits.-1.day", "visits.01.day",
                "visits.x.day", "visits.0.actor", "actions.0.text", "visits.99999.day",
                "agencies.0.actions.0.by", "agencies.0.helper.name", "agencies.0.held", "visits.٣.day",
            )),
        ],
    )  # fmt: skip
    def test_a_field_names_an_entry_and_a_part(self, field: str, told: tuple[Place, str] | None) -> None:
        assert split(field) == told

    def test_every_part_of_every_entry_has_its_own_way_back(self) -> None:
        for case in (case_of(*FOLLOWED), case_of(*HELPED)):
            for place in places(case):
                for part in PARTS[place.book]:
                    assert split(f"{place.address}.{part}") == (place, part)
                    assert entry(case, place) is not None

    def test_the_newest_of_each_book_comes_first(self) -> None:
        assert [place.address for place in places(case_of(*FOLLOWED))] == [
            "plan", "visits.1", "visits.0", "summaries.0",
        ]  # fmt: skip
        assert [place.address for place in places(case_of(*HELPED))] == [
            "agencies.0.actions.1", "agencies.0.actions.0",
        ]  # fmt: skip

    @each(
        "field",
        [
            "plan.goal",
            "visits.2.day",
            "summaries.1.effect",
            "agencies.0.actions.0.text",
            "visits.0.by",
            "plan",
        ],
    )
    def test_what_the_case_does_not_have_cannot_be_put_right(self, field: str) -> None:
        case = case_of(*FOLLOWED) if field != "plan.goal" else case_of(*TRACKED)
        found = judge(case, event(Amended((FieldChange(field, "", "x"),)), minutes=600))
        assert found is not None
        assert found.code == "amend.fixed"

    def test_a_case_without_entries_offers_none_to_put_right(self) -> None:
        assert "amend_entry" not in offered(case_of(*TRACKED), WRITER, DAY)
        assert {"amend", "amend_party"} <= offered(case_of(*TRACKED), WRITER, DAY)
        assert "amend_entry" in offered(case_of(*FOLLOWED), WRITER, DAY)


class TestEntries:
    """Part after part, by the rules of the day it was written."""

    @each(
        ("field", "text"),
        [
            ("plan.goal", "新增专利六件"),
            ("plan.partner", ""),
            ("plan.next_follow_up", SECOND.isoformat()),
            ("visits.0.way", "counter"),
            ("visits.0.met", ""),
            ("visits.0.findings", "已交𬎆县一件"),
            ("visits.0.day", DAY.isoformat()),
            ("visits.1.next_follow_up", (LATER + timedelta(days=1)).isoformat()),
            ("summaries.0.summary", "完成两轮布局"),
            ("summaries.0.effect", ""),
        ],
    )
    def test_a_part_says_what_was_and_what_is(self, field: str, text: str) -> None:
        case = case_of(*FOLLOWED)
        (change,) = differences(case, {field: text})
        assert (change.before, change.after) == (value(case, field), text)
        after = put_right(case, {field: text})
        assert value(after, field) == text
        assert put_right(after, {field: change.before}).visits == case.visits

    @each(
        ("field", "text"),
        [
            ("doing", "call"),
            ("text", "代填申报书两份"),
            ("day", (DAY + timedelta(days=1)).isoformat()),
            ("place", "盟科技局"),
            ("attachments", ""),
            ("minutes", "1440"),
            ("told", "yes"),
            ("next_step", "提交"),
            ("next_day", FIRST.isoformat()),
        ],
    )
    def test_a_line_of_the_log_is_put_right(self, field: str, text: str) -> None:
        case = case_of(*HELPED)
        after = put_right(case, {f"agencies.0.actions.0.{field}": text})
        assert value(after, f"agencies.0.actions.0.{field}") == text
        assert after.agencies[0].actions[1] == case.agencies[0].actions[1]
        assert after.agencies[0].actions[0].by == HELPER.staff_no

    @each(
        ("field", "text", "code"),
        [
            ("plan.goal", " ", "tracking.plan_empty"),
            ("plan.measures", "", "tracking.plan_empty"),
            ("plan.next_follow_up", DAY.isoformat(), "tracking.next_too_early"),
            ("plan.next_follow_up", "", "amend.value"),
            ("plan.next_follow_up", "2026-02-30", "amend.value"),
            ("visits.0.findings", "", "tracking.visit_empty"),
            ("visits.0.way", "drone", "amend.value"),
            ("visits.0.day", (DAY - timedelta(days=1)).isoformat(), "tracking.visit_before_case"),
            ("visits.0.day", SECOND.isoformat(), "tracking.next_too_early"),
            ("visits.1.day", (FIRST - timedelta(days=1)).isoformat(), "tracking.visit_out_of_order"),
            ("visits.1.next_follow_up", SECOND.isoformat(), "tracking.next_too_early"),
            ("visits.1.next_follow_up", "明天", "amend.value"),
            ("summaries.0.summary", "", "tracking.summary_empty"),
        ],
    )
    def test_what_an_entry_had_to_hold_it_still_holds(self, field: str, text: str, code: str) -> None:
        assert refusal(case_of(*FOLLOWED), **{field: text}) == code

    def test_what_was_done_under_the_plan_stands_under_it_as_it_was_meant(self) -> None:
        later = TrackingPlanned("融资五百万", "对接银行", LATER)
        case = case_of(*FOLLOWED, later, StageSummarised("已对接两家"))
        after = put_right(case, {"plan.goal": "融资六百万"})
        goals = [one.plan.goal if one.plan else "" for one in (*after.visited, *after.summed)]
        assert goals == ["新增专利五件", "新增专利五件", "新增专利五件", "融资六百万"]

    def test_a_visit_put_right_keeps_its_writer_and_its_plan(self) -> None:
        case = case_of(*FOLLOWED)
        after = put_right(case, {"visits.0.findings": "已交三件"})
        assert (after.visited[0].by, after.visited[0].plan) == (case.visited[0].by, PLAN)
        assert after.visited[1] == case.visited[1]

    def test_a_visit_does_not_come_to_lie_behind_the_next_one(self) -> None:
        case = case_of(*FOLLOWED)
        wanted = {
            "visits.0.day": (SECOND + timedelta(days=1)).isoformat(),
            "visits.0.next_follow_up": LATER.isoformat(),
        }
        assert refusal(case, **wanted) == "tracking.visit_after_next"

    @each(
        ("field", "text", "code"),
        [
            ("text", "", "agency.act_empty"),
            ("minutes", "1441", "agency.minutes"),
            ("minutes", "-1", "agency.minutes"),
            ("minutes", "半小时", "amend.value"),
            ("doing", "rate", "amend.value"),
            ("told", "是", "amend.value"),
            ("reached", "", "agency.only_calls_fail"),
            ("day", (LAST_DAY + timedelta(days=1)).isoformat(), "agency.expired"),
            ("day", (DAY - timedelta(days=1)).isoformat(), "agency.not_yet"),
        ],
    )
    def test_a_line_stays_within_the_authority(self, field: str, text: str, code: str) -> None:
        assert refusal(case_of(*HELPED), **{f"agencies.0.actions.0.{field}": text}) == code

    def test_a_payment_keeps_its_receipt(self) -> None:
        case = case_of(*HELPED[:3], acted(Doing.PAY))
        assert refusal(case, agencies__0__actions__0__attachments="") == "agency.no_receipt"

    def test_beside_the_helper_nothing_needs_an_authority(self) -> None:
        case = case_of(*HELPED[:2], begun(Mode.ON_SITE, materials=()), acted())
        assert refusal(case, agencies__0__actions__0__doing="submit") == "agency.beyond"
        assert refusal(case, agencies__0__actions__0__doing="talk") == ""

    def test_the_line_of_an_ended_help_can_be_put_right(self) -> None:
        case = case_of(*HELPED, ended())
        assert refusal(case, agencies__0__actions__0__text="代填两份") == ""

    def test_an_ended_case_keeps_its_entries_mendable_by_a_head(self) -> None:
        case = case_of(*FOLLOWED, Closed("培育完成"))
        head = Person(CLERK, "高云飞", frozenset({Role.SUPERVISOR}))
        assert "amend_entry" not in offered(case, WRITER, DAY)
        assert "amend_entry" in offered(case, head, DAY)


class TestWhatIsDueNext:
    """The day somebody is expected follows the entry it was taken from, and no other."""

    @each(
        ("facts", "field", "due"),
        [
            (FOLLOWED, "visits.1.next_follow_up", "2027-02-01"),
            (FOLLOWED, "visits.0.next_follow_up", LATER.isoformat()),
            (FOLLOWED, "plan.next_follow_up", LATER.isoformat()),
            (FOLLOWED[:4], "plan.next_follow_up", "2027-02-01"),
        ],
    )
    def test_the_day_that_is_due(self, facts: tuple[Fact, ...], field: str, due: str) -> None:
        after = put_right(case_of(*facts), {field: "2027-02-01"})
        assert after.next_follow_up == date.fromisoformat(due)

    def test_nothing_is_expected_again_of_a_closed_case(self) -> None:
        case = replace(case_of(*FOLLOWED), next_follow_up=None)
        assert put_right(case, {"visits.1.next_follow_up": "2027-02-01"}).next_follow_up is None


class TestAtTheField:
    """The sheet hears of a broken rule at the part that broke it."""

    @each(
        ("wanted", "found"),
        [
            ({"visits.1.findings": ""}, {"visits.1.findings": "tracking.visit_empty"}),
            (
                {"visits.1.day": "2026-11-01", "visits.1.findings": "x"},
                {"visits.1.day": "tracking.visit_before_case"},
            ),
            (
                {"visits.1.next_follow_up": "2026-11-21"},
                {"visits.1.next_follow_up": "tracking.next_too_early"},
            ),
            ({"visits.0.met": "乌日娜😀"}, {"visits.0.met": "text.emoji"}),
            ({"visits.0.met": "乌日娜\ue001"}, {}),
            ({"plan.measures": ""}, {"plan.measures": "tracking.plan_empty"}),
            ({"contact": "谁"}, {}),
        ],
    )
    def test_where_it_is_said(self, wanted: dict[str, str], found: dict[str, str]) -> None:
        case = case_of(*FOLLOWED)
        after = apply(case, event(Amended(differences(case, wanted)), minutes=600))
        told = entry_problems(after, wanted, LATER)
        assert {field: problem.code for field, problem in told.items()} == found

    def test_a_visit_is_never_put_into_the_future(self) -> None:
        case = case_of(*FOLLOWED)
        told = entry_problems(case, {"visits.1.day": SECOND.isoformat()}, SECOND - timedelta(days=1))
        assert told["visits.1.day"].code == "supplement.future"

    def test_an_entry_the_case_does_not_have_is_refused(self) -> None:
        found = course_entries.refused(case_of(*TRACKED), Place(Book.VISITS))
        assert found is not None
        assert found.code == "amend.fixed"
