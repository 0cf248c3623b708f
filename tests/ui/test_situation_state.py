"""What the registration page knows of a situation, without a window: pure steps and the words it says."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Complexity, Situation
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.choices import chose
from outlet_app.ui.pages.intake.decision_bar import hint
from outlet_app.ui.pages.intake.fields import values
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.wording import situations as words
from outlet_app.wording.refusals.situation import REFUSALS
from tests.support.counter_fakes_intake import catalogue

TODAY = date(2026, 11, 18)


def call() -> IntakeState:
    """Somebody on the telephone."""
    return steps.called(TODAY, catalogue())


def put(state: IntakeState, name: str, value: str) -> IntakeState:
    return chose(state, name, value, catalogue())


def test_a_call_begins_with_a_person_a_question_and_the_telephone() -> None:
    state = call()
    assert (state.entry.applicant.kind, state.entry.channel) == (ApplicantKind.PERSON, Channel.PHONE)
    assert (state.entry.item, state.entry.sub_item, state.is_afar) == (2, "2.1", True)
    assert state.entry.complexity is Complexity.SIMPLE
    assert (state.advice, state.problems) == (Decision.ANSWER, {})


def test_at_the_counter_the_same_question_is_no_call() -> None:
    assert not put(call(), "channel", Channel.COUNTER).is_afar
    assert put(put(call(), "channel", Channel.COUNTER), "channel", Channel.PHONE).is_afar


def test_a_complex_call_is_taken_on_and_brings_nothing() -> None:
    state = put(call(), "complexity", Complexity.COMPLEX)
    assert (state.entry.sub_item, state.advice) == ("2.9", Decision.ACCEPT)
    assert [row.state.name for row in state.rows] == ["NOT_NEEDED"]
    seen = put(state, "channel", Channel.COUNTER)
    assert [row.state.name for row in seen.rows] == ["UNDECIDED"]
    assert seen.advice is None


def test_its_stars_are_name_and_telephone_and_no_number() -> None:
    stars = put(call(), "complexity", Complexity.COMPLEX).stars
    assert {"applicant.name", "phone", "request"} <= stars
    assert "applicant.id_number" not in stars
    assert "applicant.id_number" in replace(put(call(), "item", "3"), tried=Decision.ACCEPT).stars


@pytest.mark.parametrize("one", list(Situation))
def test_a_situation_is_chosen_shown_and_taken_back(one: Situation) -> None:
    state = put(call(), "situation", one.value)
    assert state.entry.situation is one
    assert values(state)["situation"] == one.value
    assert put(state, "situation", "").entry.situation is None
    assert values(call())["situation"] == ""


@pytest.mark.parametrize("one", list(Situation))
def test_what_it_asks_is_said_beside_the_decisions(one: Situation) -> None:
    icon, tone, first, second = hint(put(call(), "situation", one.value))
    assert (icon, tone, first, second) == ("info", "text3", words.SITUATION_CHOICES[one], words.DUTIES[one])


def test_before_a_matter_is_chosen_the_first_step_is_said_all_the_same() -> None:
    blank = replace(steps.opened(TODAY))
    assert hint(put(blank, "situation", "G"))[2] == "先填申请人和服务事项"


def test_whither_is_asked_where_somebody_is_guided_and_while_it_is_written() -> None:
    asked = {one: put(call(), "situation", one.value).asks_whither for one in Situation}
    assert {one for one, shown in asked.items() if shown} == {Situation.ELSEWHERE, Situation.OUTSIDE}
    written = steps.typed(put(call(), "situation", "D"), "guided_to", "自治区版权局")
    assert put(written, "situation", "A").asks_whither


def test_another_situation_forgets_the_refusal_of_the_first() -> None:
    asked = steps.typed(steps.typed(call(), "request", "商标续展"), "answer", "期满前办理。")
    refused = steps.tried(put(asked, "situation", "E"), Decision.ANSWER, TODAY)
    assert list(refused.problems) == ["situation"]
    mended = put(refused, "situation", "A")
    assert (mended.tried, mended.problems, mended.filled) == (None, {}, Decision.ANSWER)


def test_a_page_with_a_hint_for_the_call_back_is_not_blank() -> None:
    for name in ("callback", "guided_to"):
        assert not steps.typed(steps.opened(TODAY), name, "明天").is_blank
    assert steps.opened(TODAY).is_blank


def test_each_situation_has_its_letter_its_name_and_its_duty() -> None:
    assert list(words.SITUATION_CHOICES) == list(words.DUTIES) == list(Situation)
    assert [text[0] for text in words.SITUATION_CHOICES.values()] == list("ABCDEFG")
    assert all(4 <= len(text) <= 12 for text in words.DUTIES.values())


def test_refusals_say_what_happened_that_nothing_is_lost_and_what_to_do() -> None:
    assert {code: clauses.safe for code, clauses in REFUSALS.items()} == dict.fromkeys(
        ("situation.receiver", "situation.nowhere"), "本次办件没有保存，已填写的内容仍在页面上。"
    )
