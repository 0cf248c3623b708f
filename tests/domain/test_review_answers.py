"""What a reviewer may say: reasons of the level, a sentence, or that no reason is given."""

from dataclasses import replace

from outlet_app.domain.reviews.answers import LONGEST_TEXT, Answer, Ending, check_answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.rates import Standing, satisfaction
from outlet_app.domain.reviews.tags import TAGS
from tests.domain.tables import each

GOOD = Answer(Level.VERY_SATISFIED)
BAD = Answer(Level.DISSATISFIED, ("213",))


def code_of(answer: Answer) -> str:
    problem = check_answer(answer)
    return problem.code if problem else ""


@each("level", [level for level in Level if not level.is_bad])
def test_a_satisfied_reviewer_need_not_say_why(level: Level) -> None:
    assert code_of(Answer(level)) == ""


@each("level", [level for level in Level if level.is_bad])
@each(
    ("change", "code"),
    [
        ({}, "review.reason"),
        ({"text": " \n "}, "review.reason"),
        ({"text": "等了很久"}, ""),
        ({"withheld": True}, ""),
        ({"ending": Ending.TIMED_OUT}, ""),
        ({"ending": Ending.CUT_OFF}, ""),
    ],
)
def test_a_bad_review_says_why_or_that_it_will_not(
    level: Level, change: dict[str, object], code: str
) -> None:
    assert code_of(replace(Answer(level), **change)) == code  # type: ignore[arg-type]


@each("level", Level)
def test_one_tag_and_all_tags_of_the_level_are_reasons(level: Level) -> None:
    assert code_of(Answer(level, TAGS[level][:1])) == ""
    assert code_of(Answer(level, TAGS[level])) == ""


@each(
    ("change", "code"),
    [
        ({"tags": ("115",)}, "review.tag"),
        ({"tags": ("517",)}, "review.tag"),
        ({"tags": ("201",)}, "review.tag"),
        ({"tags": ("",)}, "review.tag"),
        ({"tags": ("213", "213")}, "review.tag_twice"),
        ({"withheld": True}, "review.withheld"),
        ({"tags": (), "text": "态度不好", "withheld": True}, "review.withheld"),
        ({"anonymous": True, "call_back": True}, "review.call_back"),
        ({"text": "慢" * (LONGEST_TEXT + 1)}, "text.too_long"),
        ({"text": "气死了😡"}, "text.emoji"),
        ({"text": "好\x07"}, "text.control"),
        ({"text": "\ue123"}, ""),
        ({"text": "𬎆龑·额尔敦"}, ""),
        ({"text": "慢" * LONGEST_TEXT}, ""),
        ({"anonymous": True}, ""),
        ({"call_back": True}, ""),
    ],
)
def test_what_cannot_be_taken_is_named(change: dict[str, object], code: str) -> None:
    assert code_of(replace(BAD, **change)) == code  # type: ignore[arg-type]


def test_a_tag_of_the_level_first_pressed_does_not_stay_with_another() -> None:
    assert code_of(replace(BAD, level=Level.VERY_DISSATISFIED)) == "review.tag"


@each(
    ("levels", "share"),
    [
        ({}, None),
        ({Level.VERY_SATISFIED: 0}, None),
        ({Level.VERY_SATISFIED: 3}, 1.0),
        ({Level.BASICALLY_SATISFIED: 1, Level.DISSATISFIED: 1}, 0.5),
        (dict.fromkeys(Level, 1), 0.6),
        ({Level.VERY_DISSATISFIED: 4}, 0.0),
    ],
)
def test_satisfaction_is_the_top_three_and_nothing_without_reviews(
    levels: dict[Level, int], share: float | None
) -> None:
    assert satisfaction(levels) == share


@each(
    ("offered", "rated", "unrated", "rate"),
    [(0, 0, 0, None), (4, 0, 4, 0.0), (4, 3, 1, 0.75), (3, 3, 0, 1.0), (2, 3, 0, 1.0), (0, 2, 0, None)],
)
def test_whoever_was_asked_and_did_not_answer_is_counted(
    offered: int, rated: int, unrated: int, rate: float | None
) -> None:
    """Reviews may be counted here whose invitation another window still has to send: never above 100 %."""
    told = Standing(offered, {Level.SATISFIED: rated} if rated else {})
    assert (told.rated, told.unrated, told.rate) == (rated, unrated, rate)


def test_nobody_asked_is_no_rate_and_no_satisfaction() -> None:
    assert (Standing().rate, Standing().satisfaction) == (None, None)
    assert GOOD.has_reason is False
