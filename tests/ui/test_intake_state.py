"""The registration page's steps, without a window: what shows, what is kept, what is advised."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Complexity
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.state import IntakeState
from tests.support.counter_fakes_intake import catalogue

TODAY = date(2026, 11, 20)
OPTIONAL = "8.2-A1"
CODE = "91150826MA0NK2H35E"


def opened() -> IntakeState:
    return steps.opened(TODAY)


def precheck(state: IntakeState | None = None) -> IntakeState:
    at_item = steps.chose_item(state or opened(), 8, catalogue())
    return steps.chose_sub_item(at_item, "8.2", catalogue())


def all_complete(state: IntakeState) -> IntakeState:
    for row in state.rows:
        if row.state is MaterialState.UNDECIDED:
            state = steps.marked(state, row.code, MaterialState.COMPLETE)
    return state


def text(state: IntakeState, **texts: str) -> IntakeState:
    for name, value in texts.items():
        state = steps.typed(state, name.replace("__", "."), value)
    return state


def test_a_fresh_page_is_blank_and_asks_nothing() -> None:
    state = opened()
    assert state.is_blank
    assert state.problems == {}
    assert state.filled is None
    assert "applicant.name" in state.stars


def test_nothing_is_said_while_the_first_entry_is_typed() -> None:
    state = opened()
    for end in range(1, 12):
        state = steps.typed(state, "phone", "13800002046"[:end])
        assert state.problems == {}
    assert not state.is_blank


def test_a_short_number_is_told_on_leaving_and_then_on_every_key() -> None:
    state = steps.left_field(steps.typed(opened(), "phone", "1380000204"), "phone")
    assert state.problems["phone"].args == {"n": 1}
    state = steps.typed(state, "phone", "138000020")
    assert state.problems["phone"].args == {"n": 2}
    assert steps.typed(state, "phone", "13800002046").problems == {}


def test_a_wrong_check_digit_is_told_as_soon_as_the_length_is_reached() -> None:
    state = steps.typed(opened(), "applicant.id_number", CODE[:-1] + "9")
    assert state.problems["applicant.id_number"].code == "uscc.check_digit"
    assert "applicant.id_number" not in state.verified


def test_a_right_number_is_said_to_be_right() -> None:
    state = steps.typed(opened(), "applicant.id_number", CODE.lower())
    assert state.problems == {}
    assert state.verified == {"applicant.id_number"}
    assert steps.typed(opened(), "applicant.id_number", CODE[:-1]).verified == frozenset()


def test_leaving_an_empty_field_says_nothing_while_no_case_is_meant() -> None:
    assert steps.left_field(opened(), "applicant.name").problems == {}
    talk = steps.chose_item(opened(), 2, catalogue())
    assert steps.left_field(talk, "applicant.name").problems == {}
    assert steps.left_field(talk, "request").problems["request"].code == "field.missing"


def test_leaving_an_empty_field_asks_for_it_once_a_case_is_meant() -> None:
    state = steps.left_field(all_complete(precheck()), "contact")
    assert list(state.problems) == ["contact"]


def test_the_kind_changes_which_number_is_asked() -> None:
    state = steps.left_field(steps.typed(opened(), "applicant.id_number", "12"), "applicant.id_number")
    assert state.problems
    person = steps.chose_kind(state, ApplicantKind.PERSON)
    assert person.problems == {}
    assert person.entry.applicant.id_kind is IdKind.ID_CARD
    passport = steps.chose_paper(person, "applicant.id_kind", IdKind.PASSPORT)
    assert (
        steps.left_field(
            steps.typed(passport, "applicant.id_number", "E12345678"), "applicant.id_number"
        ).problems
        == {}
    )


def test_choosing_an_item_brings_its_first_variant_and_its_materials() -> None:
    state = steps.chose_item(opened(), 1, catalogue())
    assert state.entry.sub_item == "1.1"
    state = precheck(state)
    assert [row.state for row in state.rows].count(MaterialState.EXEMPT) == 2
    assert {row.state for row in state.entry.materials} == {MaterialState.EXEMPT}


def test_rows_are_remembered_when_the_clerk_looks_at_another_item() -> None:
    state = steps.marked(precheck(), "8.2-M1", MaterialState.MISSING)
    elsewhere = steps.chose_item(state, 2, catalogue())
    assert elsewhere.rows == ()
    back = precheck(elsewhere)
    assert back.rows[0].state is MaterialState.MISSING


def test_an_unlisted_matter_has_no_variant() -> None:
    state = steps.chose_item(precheck(), 0, catalogue())
    assert (state.entry.item, state.entry.sub_item, state.sub_item) == (0, "", None)
    assert state.advice is Decision.ANSWER
    assert state.wants_answer


def test_complexity_selects_the_variant_with_its_clock() -> None:
    simple = steps.chose_item(opened(), 2, catalogue())
    assert steps.asks_complexity(simple, catalogue())
    assert not steps.asks_complexity(precheck(), catalogue())
    hard = steps.chose_complexity(simple, Complexity.COMPLEX, catalogue())
    assert (hard.entry.sub_item, hard.entry.complexity) == ("2.9", Complexity.COMPLEX)
    again = steps.chose_complexity(hard, Complexity.SIMPLE, catalogue())
    assert again.entry.sub_item == "2.1"
    same = steps.chose_complexity(
        steps.chose_sub_item(simple, "2.3", catalogue()), Complexity.SIMPLE, catalogue()
    )
    assert same.entry.sub_item == "2.3"


def test_an_unlisted_matter_may_be_simple_or_complex() -> None:
    state = steps.chose_complexity(
        steps.chose_item(opened(), 0, catalogue()), Complexity.COMPLEX, catalogue()
    )
    assert state.entry.complexity is Complexity.COMPLEX


@pytest.mark.parametrize(
    ("mark", "advice"),
    [
        (MaterialState.COMPLETE, Decision.ACCEPT),
        (MaterialState.DEFERRED, Decision.DEFICIENT),
        (MaterialState.MISSING, Decision.DEFICIENT),
        (MaterialState.NOT_NEEDED, Decision.ACCEPT),
    ],
)
def test_the_advice_follows_the_rows(mark: MaterialState, advice: Decision) -> None:
    state = all_complete(precheck())
    assert steps.marked(state, OPTIONAL, mark).filled is advice


def test_a_handed_in_row_counts_its_copies() -> None:
    rows = {row.code: row for row in all_complete(precheck()).rows}
    assert rows["8.2-M1"].handed == rows["8.2-M1"].copies
    missing = steps.marked(precheck(), "8.2-M1", MaterialState.MISSING)
    assert missing.rows[0].handed == 0


def test_defects_come_back_when_the_clerk_wavers() -> None:
    defects = (Defect("D04"), Defect("D99", "第二页的印章看不清楚"))
    state = steps.found_wanting(precheck(), "8.2-M1", defects, "第二页")
    state = steps.marked(state, "8.2-M1", MaterialState.COMPLETE)
    state = steps.marked(state, "8.2-M1", MaterialState.FAULTY)
    row = state.rows[0]
    assert (row.state, row.defects, row.remark) == (MaterialState.FAULTY, defects, "第二页")


def test_a_refused_decision_shows_every_problem_and_stays_filled() -> None:
    state = steps.tried(all_complete(precheck()), Decision.NOTICE, TODAY)
    assert state.tried is Decision.NOTICE
    assert state.filled is Decision.NOTICE
    assert {"applicant.name", "phone", "request", "materials"} <= set(state.problems)


def test_mending_the_last_problem_lets_the_advice_back() -> None:
    state = text(
        all_complete(precheck()),
        applicant__name="禾源公司",
        applicant__id_number=CODE,
        contact="刘建平",
        phone="13800002046",
    )
    state = steps.tried(state, Decision.ACCEPT, TODAY)
    assert list(state.problems) == ["request"]
    mended = steps.typed(state, "request", "申报")
    assert mended.problems == {}
    assert mended.tried is None


def test_marking_rows_mends_a_refused_acceptance() -> None:
    state = steps.tried(precheck(), Decision.ACCEPT, TODAY)
    undecided = [name for name in state.problems if name.startswith("materials.")]
    assert len(undecided) == 4
    state = steps.marked(state, "8.2-M1", MaterialState.COMPLETE)
    assert "materials.8.2-M1" not in state.problems


def test_the_way_is_free_when_nothing_is_wrong() -> None:
    talk = text(steps.chose_item(opened(), 2, catalogue()), request="怎么申请专利", answer="先检索")
    state = steps.tried(talk, Decision.ANSWER, TODAY)
    assert state.problems == {}
    assert state.tried is None


def test_pressing_answer_opens_the_answer_field_of_any_matter() -> None:
    state = precheck()
    assert not state.wants_answer
    assert steps.tried(state, Decision.ANSWER, TODAY).wants_answer


def test_the_last_visit_fills_the_applicant_and_its_problems_go() -> None:
    state = steps.left_field(steps.typed(opened(), "phone", "138"), "phone")
    known = Applicant(ApplicantKind.ENTERPRISE, "禾源公司", IdKind.USCC, CODE, "刘建平", "13800002046")
    state = steps.took_over(state, known, date(2026, 9, 8))
    assert state.entry.applicant == known
    assert state.problems == {}
    assert state.brought == date(2026, 9, 8)
    assert state.verified == {"applicant.id_number"}


def test_helping_somebody_offers_the_contact_as_agent() -> None:
    state = text(opened(), applicant__name="禾源公司", contact="刘建平", phone="13800002046")
    assert not state.shows_agent
    state = steps.assisted(state, True)
    assert state.shows_agent
    assert state.entry.agent is not None
    assert (state.entry.agent.name, state.entry.agent.phone) == ("刘建平", "13800002046")


def test_hidden_agent_fields_are_neither_checked_nor_sent() -> None:
    state = steps.assisted(text(opened(), applicant__name="禾源公司", contact="刘建平"), True)
    state = steps.left_field(steps.typed(state, "agent.phone", "1"), "agent.phone")
    assert "agent.phone" in state.problems
    state = steps.assisted(state, False)
    assert state.problems == {}
    assert state.submitted.agent is None


def test_what_is_sent_is_clean() -> None:
    state = text(
        opened(), applicant__name=" 禾源 ", applicant__id_number=" 9115 0826-ma0nk2h35e", request=" 问 "
    )
    sent = state.submitted
    assert (sent.applicant.name, sent.applicant.id_number, sent.request) == ("禾源", CODE, "问")


def test_a_warning_shows_once_the_field_was_left() -> None:
    state = steps.typed(opened(), "request", "有个\ue000字")
    assert state.hints == {}
    assert steps.left_field(state, "request").hints["request"].soft


def test_channel_and_groups_are_kept() -> None:
    state = steps.chose_group(steps.chose_channel(opened(), Channel.PHONE), "elderly")
    assert (state.entry.channel, state.entry.special_groups) == (Channel.PHONE, ("elderly",))
    assert steps.chose_group(state, "").entry.special_groups == ()
    assert state.is_blank


def test_a_draft_comes_back_as_it_was() -> None:
    before = steps.marked(precheck(), "8.2-M1", MaterialState.MISSING)
    after = steps.resumed(before.entry, catalogue(), TODAY)
    assert after.rows == before.rows
    assert after.sub_item == before.sub_item


def test_a_draft_of_an_older_list_asks_for_the_variant_again() -> None:
    gone = replace(precheck().entry, sub_item="8.77")
    state = steps.resumed(gone, catalogue(), TODAY)
    assert (state.entry.item, state.entry.sub_item, state.entry.materials) == (8, "", ())
