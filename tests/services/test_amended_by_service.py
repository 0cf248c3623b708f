"""更正 at a real counter: who came, who acted, what was written in the course; both values kept."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.amending import value
from outlet_app.domain.applicant import Agent, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import AmendCause, Amended, Channel, FieldChange
from outlet_app.domain.facts.tracking import FollowUpVisited, TrackingPlanned, VisitWay
from outlet_app.domain.problems import Refused
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import CaseFilter
from outlet_app.sync.wire import decode_event
from tests.support.agencies import acted, begun
from tests.support.agency_desk import ME, helped
from tests.support.at_the_counter import accepted, answered, events_of_all, history, named, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.entries import tracked

ID, OTHER_ID, CODE = "152822196501010025", "152822196501010033", "91150802MA0TEA71XJ"
AGENT = Agent("其木格", IdKind.ID_CARD, OTHER_ID, "13900005678")


def codes(bench: Bench, case_id: str, wanted: dict[str, str]) -> dict[str, str]:
    """What is wrong with new texts, by field."""
    counter = bench.counter()
    told = counter.mending.problems(counter.cases.detail(case_id).case, wanted)
    return {field: problem.code for field, problem in told.items()}


def last_amended(bench: Bench, case_id: str) -> Amended:
    fact = decode_event(history(bench, case_id)[-1].body).fact
    assert isinstance(fact, Amended)
    return fact


def followed(bench: Bench) -> str:
    """A 3.1 matter with a plan and two visits behind it."""
    case_id = bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case.case_id
    tracking = bench.counter().tracking
    tracking.plan(case_id, TrackingPlanned("新增专利五件", "每月指导", date(2026, 12, 18), "农大"))
    bench.clock.forward(days=28)
    tracking.visit(
        case_id, FollowUpVisited(date(2026, 12, 18), VisitWay.PHONE, "已交一件", date(2027, 1, 18), "乌日娜")
    )
    return case_id


class TestWhoCame:
    """申请人类型, with the number that then fits."""

    def test_a_person_turns_out_to_be_an_enterprise(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        wanted = {
            "applicant.kind": "2",
            "applicant.id_number": CODE,
            "applicant.name": "河套禾源食品有限公司",
        }
        case = bench.counter().mending.amend(case_id, wanted)
        who = case.registered.applicant
        assert (who.kind, who.id_kind, who.id_number) == (ApplicantKind.ENTERPRISE, IdKind.USCC, CODE)
        assert [one.field for one in last_amended(bench, case_id).changes] == [
            "applicant.kind", "applicant.name", "applicant.id_kind", "applicant.id_number",
        ]  # fmt: skip

    def test_an_enterprise_turns_out_to_be_a_person_with_a_passport(self, bench: Bench) -> None:
        case_id = notified(bench).case.case_id
        wanted = {"applicant.kind": "1", "applicant.id_kind": "passport", "applicant.id_number": "e1234 5678"}
        case = bench.counter().mending.amend(case_id, wanted)
        who = case.registered.applicant
        assert (who.kind, who.id_kind, who.id_number) == (ApplicantKind.PERSON, IdKind.PASSPORT, "E12345678")

    def test_the_old_number_does_not_fit_the_new_kind_and_that_is_said_at_the_number(
        self, bench: Bench
    ) -> None:
        case_id = accepted(bench).case.case_id
        before = events_of_all(bench)
        assert list(codes(bench, case_id, {"applicant.kind": "2"})) == ["applicant.id_number"]
        with pytest.raises(Refused) as caught:
            bench.counter().mending.amend(case_id, {"applicant.kind": "2"})
        assert caught.value.refusal.code == "entry.incomplete"
        assert events_of_all(bench) == before

    def test_the_kind_of_paper_alone_is_held_against_the_number(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        assert list(codes(bench, case_id, {"applicant.id_kind": "officer"})) == []
        assert list(codes(bench, case_id, {"applicant.id_kind": "tw_permit"})) == ["applicant.id_number"]

    def test_between_two_kinds_of_bodies_the_code_stays(self, bench: Bench) -> None:
        case = bench.counter().mending.amend(notified(bench).case.case_id, {"applicant.kind": "9"})
        assert case.registered.applicant.kind is ApplicantKind.OTHER
        assert case.registered.applicant.id_number == CODE

    @pytest.mark.parametrize("kind", ["", "8", "企业"])
    def test_a_kind_that_is_none_is_told_at_its_field(self, bench: Bench, kind: str) -> None:
        assert list(codes(bench, accepted(bench).case.case_id, {"applicant.kind": kind})) == [
            "applicant.kind"
        ]

    def test_a_body_belongs_to_no_special_group(self, bench: Bench) -> None:
        case_id = accepted(bench, special_groups=("elderly",)).case.case_id
        case = bench.counter().mending.amend(case_id, {"applicant.kind": "2", "applicant.id_number": CODE})
        assert case.registered.special_groups == ()

    def test_a_special_group_is_put_right_for_a_person(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        case = bench.counter().mending.amend(case_id, {"special_groups": "disabled"})
        assert case.registered.special_groups == ("disabled",)
        case = bench.counter().mending.amend(case_id, {"special_groups": ""})
        assert case.registered.special_groups == ()

    def test_the_next_print_says_it(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        counter = bench.counter()
        counter.mending.amend(case_id, {"applicant.kind": "2", "applicant.id_number": CODE})
        assert CODE in text_of(counter.papers.pdf(counter.papers.reprint(case_id, "W05").paper_id))

    def test_the_list_finds_it_by_both_numbers(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter().mending.amend(case_id, {"applicant.kind": "2", "applicant.id_number": CODE})
        for text in (CODE, ID):
            page = bench.counter().cases.page(CaseFilter(text=text))
            assert [row.case_id for row in page.rows] == [case_id]


class TestEmptied:
    """A field may be emptied where the form lets it be empty, and nowhere else."""

    @pytest.mark.parametrize("field", ["applicant.name", "applicant.id_number", "contact", "phone"])
    def test_an_answer_needs_none_of_these(self, bench: Bench, field: str) -> None:
        case_id = answered(bench, applicant=named(bench)).case.case_id
        head = bench.counter(SUPERVISOR_PERSON)
        case = head.mending.amend(case_id, {field: ""})
        assert getattr(case.registered.applicant, field.rpartition(".")[2]) == ""

    def test_a_number_that_is_gone_was_read_from_nothing(self, bench: Bench) -> None:
        case_id = answered(bench, applicant=named(bench)).case.case_id
        case = bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, {"applicant.id_number": ""})
        assert case.registered.applicant.id_kind is IdKind.NONE

    @pytest.mark.parametrize("field", ["applicant.name", "applicant.id_number", "phone", "request"])
    def test_an_acceptance_needs_all_of_these(self, bench: Bench, field: str) -> None:
        assert codes(bench, accepted(bench).case.case_id, {field: ""}) == {field: "field.missing"}

    def test_a_body_needs_somebody_to_speak_to(self, bench: Bench) -> None:
        assert codes(bench, notified(bench).case.case_id, {"contact": " "}) == {"contact": "field.missing"}
        assert codes(bench, accepted(bench).case.case_id, {"contact": " "}) == {}

    def test_a_call_back_hour_goes(self, bench: Bench) -> None:
        case_id = answered(bench, channel=Channel.PHONE, callback="明天上午").case.case_id
        case = bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, {"callback": ""})
        assert case.registered.callback == ""


class TestTheAgent:
    """代办人, put right, added and taken away."""

    def helped(self, bench: Bench) -> str:
        return answered(bench, applicant=named(bench), assisted=True, agent=AGENT).case.case_id

    def test_the_name_and_number_are_cleaned_as_at_the_registration(self, bench: Bench) -> None:
        case_id = self.helped(bench)
        wanted = {
            "agent.name": " 琪木格・乌仁 ",
            "agent.id_number": " 1528 2219 6501 0100 25",
            "agent.phone": "１３７０００９８７６０",
        }
        case = bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, wanted)
        assert case.registered.agent == Agent("琪木格·乌仁", IdKind.ID_CARD, ID, "13700098760")

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({"agent.id_number": "152822196501010024"}, {"agent.id_number": "id.check_digit"}),
            ({"agent.phone": "137"}, {"agent.phone": "phone.short"}),
            ({"agent.name": "其木格😀"}, {"agent.name": "text.emoji"}),
            ({"agent.name": ""}, {}),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, bench: Bench, wanted: dict[str, str], found: dict[str, str]
    ) -> None:
        assert codes(bench, self.helped(bench), wanted) == found

    def test_without_a_name_there_is_no_agent(self, bench: Bench) -> None:
        case_id = self.helped(bench)
        case = bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, {"agent.name": "", "assisted": ""})
        assert (case.registered.agent, case.registered.assisted) == (None, False)
        told = {one.field: (one.before, one.after) for one in last_amended(bench, case_id).changes}
        assert told == {
            "assisted": ("yes", ""),
            "agent.name": ("其木格", ""),
            "agent.id_kind": ("id_card", ""),
            "agent.id_number": (OTHER_ID, ""),
            "agent.phone": ("13900005678", ""),
        }

    def test_a_telephone_alone_makes_no_agent(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        assert codes(bench, case_id, {"agent.phone": "13900005678"}) == {"agent.name": "field.missing"}

    def test_an_agent_who_was_forgotten_is_added(self, bench: Bench) -> None:
        case_id = answered(bench, applicant=named(bench)).case.case_id
        wanted = {"assisted": "yes", "agent.name": "其木格", "agent.phone": "13900005678"}
        case = bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, wanted)
        assert case.registered.agent == Agent("其木格", phone="13900005678")


class TestTheCourse:
    """Plan, visits and log: put right where they were written wrong."""

    def test_a_visit_is_put_right_and_the_first_text_stays_in_the_journal(self, bench: Bench) -> None:
        case_id = followed(bench)
        written = history(bench, case_id)[-1].body
        case = bench.counter().mending.amend(
            case_id, {"visits.0.findings": " 已交两件 ", "visits.0.way": "on_site"}
        )
        assert (case.visits[0].findings, case.visits[0].way) == ("已交两件", VisitWay.ON_SITE)
        assert history(bench, case_id)[-2].body == written
        assert {one.field for one in last_amended(bench, case_id).changes} == {
            "visits.0.findings",
            "visits.0.way",
        }

    def test_the_desk_expects_the_visit_on_the_day_put_right(self, bench: Bench) -> None:
        case_id = followed(bench)
        bench.counter().mending.amend(case_id, {"visits.0.next_follow_up": "2026-12-21"})
        row = next(one for one in bench.counter().desk.view().todo if one.case_id == case_id)
        assert row.next_follow_up == date(2026, 12, 21)

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({"visits.0.day": "2027-06-01"}, {"visits.0.day": "supplement.future"}),
            ({"visits.0.day": "2026-01-01"}, {"visits.0.day": "tracking.visit_before_case"}),
            ({"visits.0.findings": ""}, {"visits.0.findings": "tracking.visit_empty"}),
            (
                {"visits.0.next_follow_up": "2026-12-18"},
                {"visits.0.next_follow_up": "tracking.next_too_early"},
            ),
            ({"visits.0.day": "gestern"}, {"visits.0.day": "field.missing"}),
            ({"visits.7.day": "2026-12-18"}, {"visits.7.day": "field.missing"}),
            ({"plan.goal": ""}, {"plan.goal": "tracking.plan_empty"}),
        ],
    )
    def test_a_broken_rule_is_told_at_its_part(
        self, bench: Bench, wanted: dict[str, str], found: dict[str, str]
    ) -> None:
        assert codes(bench, followed(bench), wanted) == found

    def test_a_line_of_the_log_is_put_right(self, bench: Bench) -> None:
        case_id = helped(bench, begun(helper=ME))
        bench.counter().agencies.act(case_id, acted())
        field = "agencies.0.actions.0"
        assert codes(bench, case_id, {f"{field}.minutes": "两小时"}) == {f"{field}.minutes": "agency.minutes"}
        case = bench.counter().mending.amend(
            case_id,
            {f"{field}.minutes": "120", f"{field}.told": "yes"},
            cause=AmendCause.ENTRY_ERROR,
            note="漏记",
        )
        line = case.agencies[0].actions[0].fact
        assert (line.minutes, line.told, line.text) == (120, True, "代填申报书")

    def test_nothing_put_right_is_no_event(self, bench: Bench) -> None:
        case_id = followed(bench)
        with pytest.raises(Refused) as caught:
            bench.counter().mending.amend(case_id, {"visits.0.met": " 乌日娜"})
        assert caught.value.refusal.code == "amend.nothing"


class TestWhatNoSheetWouldTake:
    """Whichever way a 更正 comes to the recorder, its texts are those its own fields take."""

    @pytest.mark.parametrize(
        ("fact", "refused"),
        [
            (Amended((FieldChange("contact", "", "其其格乐"),)), ""),
            (Amended((FieldChange("contact", "", "人" * 51),)), "step.misfit"),
            (Amended((FieldChange("request", "", "好\U0001f33b"),)), "step.misfit"),
            (Amended((FieldChange("phone", "", "1390000123"),)), "step.misfit"),
            (Amended((FieldChange("contact", "", "其其格乐"),), note="注" * 201), "step.misfit"),
            (Amended((FieldChange("contact", "", "𬎆䶮"),), note="注" * 200), ""),
        ],
    )
    def test_it_is_refused_and_nothing_is_kept(self, bench: Bench, fact: Amended, refused: str) -> None:
        case = accepted(bench).case
        told = replace(
            fact, changes=tuple(replace(one, before=value(case, one.field)) for one in fact.changes)
        )
        before = len(history(bench, case.case_id))
        found = ""
        with bench.database.unit_of_work() as uow:
            recorder = Recorder(bench.reference, CLERK_PERSON, bench.clock, bench.machine.new_id)
            try:
                recorder.record(uow, recorder.read(uow, case.case_id).case, case.case_id, (told,))
                uow.commit()
            except Refused as error:
                found = error.refusal.code
        assert found == refused
        assert len(history(bench, case.case_id)) == before + (not refused)

    def test_the_words_of_a_note_of_200_characters_are_kept_whole(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter().mending.amend(case_id, {"contact": "其其格乐"}, note="注" * 200)
        assert last_amended(bench, case_id).note == "注" * 200
