"""The citizen's window as a value: what each press does, and what the clock does when nobody presses."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.problems import Problem
from outlet_app.domain.reviews.answers import LONGEST_TEXT, Answer, Ending, check_answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.services.review_views import Invitation
from outlet_app.ui.citizen import state as step
from outlet_app.ui.citizen.state import Face, Talk

INVITED = Invitation(
    case_id="case-1",
    case_no="HH01-20261120-010001-K",
    occasion="consult",
    number=1,
    item=1,
    item_name="信息查询",
    by="1508260837",
    clerk="苏日娜",
    asked_on=date(2026, 11, 20),
    masked_phone="138****2046",
)
START = Talk(INVITED)
BAD = step.pressed(START, 4)
GOOD = step.pressed(START, 1)


@pytest.mark.parametrize("key", [1, 2, 3, 4, 5])
def test_a_card_leads_to_the_reasons_of_its_level_whichever_it_is(key: int) -> None:
    """The good levels are asked too: how long somebody stays must not tell what they pressed."""
    talk = step.pressed(START, key)
    assert (talk.face, talk.level, talk.left) == (Face.REASONS, 6 - key, 120)
    assert talk.options == TAGS[Level(6 - key)]
    assert talk.tags == ()


def test_nothing_is_chosen_before_somebody_presses() -> None:
    assert (START.level, START.tags, START.options, START.left) == (None, (), (), 60)
    assert (START.anonymous, START.call_back, START.other) == (False, False, False)
    with pytest.raises(ValueError, match="no card"):
        step.answer(START)


@pytest.mark.parametrize("key", [0, 6, 9])
def test_another_key_is_no_card(key: int) -> None:
    with pytest.raises(ValueError):
        step.pressed(START, key)


def test_reasons_go_on_and_off_and_stand_in_the_order_of_the_list() -> None:
    talk = step.chose(step.chose(step.chose(BAD, 7), 2), 8)
    assert talk.tags == ("208", "213", "214")
    assert step.chose(talk, 7).tags == ("208", "214")


@pytest.mark.parametrize("place", [0, 10, -1])
def test_a_place_without_a_reason_does_nothing(place: int) -> None:
    assert step.chose(BAD, place) == BAD


def test_the_ninth_is_the_hand_written_one() -> None:
    talk = step.wrote(step.chose(BAD, 9), "等了两个小时")
    assert talk.other
    assert step.answer(talk).text == "等了两个小时"
    assert step.answer(step.chose(talk, 9)).text == ""


def test_a_longer_text_than_a_review_holds_is_cut() -> None:
    assert len(step.wrote(BAD, "慢" * 500).text) == LONGEST_TEXT


def test_going_back_marks_no_card_and_keeps_what_counts() -> None:
    talk = step.went_back(step.chose(BAD, 7))
    assert (talk.face, talk.level, talk.left) == (Face.LEVELS, Level.DISSATISFIED, 60)
    assert step.answer(talk).tags == ("213",)


def test_the_same_card_again_keeps_its_reasons_and_another_brings_its_own() -> None:
    talk = step.went_back(step.would_talk(step.wrote(step.chose(step.chose(BAD, 7), 9), "慢")))
    again = step.pressed(talk, 4)
    assert (again.tags, again.text, again.call_back) == (("213",), "慢", True)
    other = step.pressed(talk, 1)
    assert (other.tags, other.text, other.other, other.call_back) == ((), "", False, False)
    assert check_answer(step.answer(other)) is None


def test_a_bad_review_without_a_reason_says_what_is_asked() -> None:
    talk = step.hindered(BAD)
    assert talk.problem is not None
    assert talk.problem.code == "review.reason"
    assert step.chose(talk, 1).problem is None
    assert step.hindered(step.chose(talk, 1)).problem is None


def test_a_good_review_without_a_reason_may_be_handed_in() -> None:
    assert step.hindered(GOOD).problem is None
    assert step.answer(GOOD) == Answer(Level.VERY_SATISFIED)


def test_no_reason_given_is_kept_as_said() -> None:
    talk = step.wrote(step.chose(step.chose(BAD, 7), 9), "慢")
    told = step.answer(talk, withheld=True)
    assert (told.withheld, told.tags, told.text) == (True, (), "")
    assert check_answer(told) is None


def test_who_walks_away_from_the_reasons_hands_in_what_was_pressed() -> None:
    told = step.answer(step.chose(BAD, 7), Ending.TIMED_OUT)
    assert (told.level, told.tags, told.ending) == (Level.DISSATISFIED, ("213",), Ending.TIMED_OUT)
    assert check_answer(step.answer(BAD, Ending.TIMED_OUT)) is None


def test_what_cannot_be_printed_does_not_lose_the_level_of_who_walks_away() -> None:
    talk = step.wrote(step.chose(step.chose(BAD, 7), 9), "气死了😡")
    assert step.hindered(talk).problem is not None
    told = step.last_word(talk)
    assert (told.level, told.tags, told.text, told.ending) == (BAD.level, ("213",), "", Ending.TIMED_OUT)
    assert step.last_word(step.wrote(talk, "慢")).text == "慢"


def test_nobody_is_called_back_anonymously() -> None:
    talk = step.would_talk(step.hid_name(BAD))
    assert (talk.call_back, talk.anonymous) == (True, False)
    talk = step.hid_name(talk)
    assert (talk.call_back, talk.anonymous) == (False, True)
    assert not step.hid_name(talk).anonymous


@pytest.mark.parametrize(
    ("talk", "offered"),
    [
        (BAD, True),
        (step.pressed(START, 5), True),
        (GOOD, False),
        (step.pressed(START, 3), False),
        (START, False),
        (step.pressed(Talk(replace(INVITED, masked_phone="")), 5), False),
    ],
)
def test_a_call_back_is_offered_for_a_bad_review_with_a_number_to_call(talk: Talk, offered: bool) -> None:
    assert talk.may_call_back is offered
    assert step.would_talk(talk).call_back is offered


def test_the_clock_runs_down_to_nought_and_every_touch_winds_it_up() -> None:
    talk = START
    for _ in range(59):
        talk = step.ticked(talk)
    assert talk.left == 1
    assert step.ticked(step.ticked(talk)).left == 0
    assert step.touched(talk).left == 60
    for change in (lambda one: step.chose(one, 1), lambda one: step.wrote(one, "慢"), step.hid_name):
        assert change(replace(BAD, left=3)).left == 120


def test_thanks_stay_five_seconds_whoever_touches() -> None:
    talk = step.ticked(step.thanked(BAD))
    assert (talk.face, talk.left) == (Face.THANKS, 4)
    assert step.touched(talk).left == 4


def test_what_was_not_kept_is_said_until_the_next_touch() -> None:
    talk = step.not_kept(BAD)
    assert talk.failed
    assert not step.touched(talk).failed
    assert not step.thanked(talk).failed


# -- The 查询码 of a later word

AGAIN = step.asked(replace(INVITED, again=True))


def typed(text: str, talk: Talk = AGAIN) -> Talk:
    for one in text:
        talk = step.typed(talk, one)
    return talk


def test_only_a_later_word_begins_with_the_code() -> None:
    assert (step.asked(INVITED).face, AGAIN.face, AGAIN.code) == (Face.LEVELS, Face.CODE, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("8k2m4qxz", "8K2M4QXZ"),
        ("8K2M 4QXZ", "8K2M4QXZ"),
        ("8K2M4QXZ99", "8K2M4QXZ"),
        ("查8询K码", "8K"),
        ("8-K!2é", "8K2"),
        ("", ""),
        ("ⅧK", "K"),
    ],
)
def test_the_code_takes_eight_letters_and_digits_and_nothing_else(text: str, code: str) -> None:
    assert typed(text).code == code


def test_a_slip_is_erased_and_nothing_is_erased_from_nothing() -> None:
    assert step.erased(typed("8K2")).code == "8K"
    assert step.erased(AGAIN).code == ""


def test_a_code_that_fits_leads_to_the_cards_and_one_that_does_not_is_typed_anew() -> None:
    wrong = step.admitted(typed("00000000"), Problem("query_code.other"))
    assert (wrong.face, wrong.code, wrong.problem) == (Face.CODE, "", Problem("query_code.other"))
    assert typed("8", wrong).problem is None
    right = step.admitted(typed("8K2M4QXZ"), None)
    assert (right.face, right.code, right.problem, right.level) == (Face.LEVELS, "", None, None)


def test_every_character_begins_the_countdown_anew() -> None:
    late = replace(AGAIN, left=3)
    assert (step.typed(late, "8").left, step.erased(late).left, step.admitted(late, None).left) == (
        60,
        60,
        60,
    )
    assert step.typed(late, "！").left == 3
