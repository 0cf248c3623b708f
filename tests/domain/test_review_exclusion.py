"""What takes a review out of the rates, who may say so, and what stands against it (domain.md §7.4, §7.6)."""

from dataclasses import replace

from outlet_app.domain.facts.rectification import Ground
from outlet_app.domain.reviews.exclusion import (
    GROUNDS,
    LONGEST_REASON,
    Found,
    Standing,
    hinders,
    hinders_return,
)
from tests.domain.tables import each

RATED, HEAD, CITY = "1508260837", "1508260001", "1508000001"
REVIEW = Standing(RATED, heads=(HEAD,))
OTHER = Standing(RATED)
TEST = Found("r1", Ground.TEST, "联调时按下的", CITY)
TWICE = Found("r1", Ground.DUPLICATE, "同一次服务按了两次", CITY, "r2")
OUT = replace(REVIEW, is_excluded=True)


def test_every_ground_of_the_law_can_be_found_and_an_opinion_of_facts_cannot() -> None:
    assert set(GROUNDS) == {
        Ground.MISTAKEN,
        Ground.MALICIOUS,
        Ground.DUPLICATE,
        Ground.TEST,
        Ground.NOT_OURS,
    }
    found = {ground: hinders(replace(TEST, ground=ground), REVIEW, None) for ground in Ground}
    assert found == {
        Ground.MISTAKEN: None,
        Ground.MALICIOUS: None,
        Ground.TEST: None,
        Ground.NOT_OURS: None,
        Ground.DUPLICATE: "exclusion.original",
        Ground.FACTS: "exclusion.ground",
    }


@each(
    ("found", "review", "repeated", "code"),
    [
        (TEST, REVIEW, None, None),
        (TWICE, REVIEW, OTHER, None),
        (replace(TEST, by=RATED), REVIEW, None, "exclusion.own"),
        (replace(TEST, by=HEAD), REVIEW, None, "exclusion.own"),
        (replace(TEST, reason=""), REVIEW, None, "exclusion.reason"),
        (replace(TEST, reason=" \u3000 "), REVIEW, None, "exclusion.reason"),
        (replace(TEST, reason="长" * (LONGEST_REASON + 1)), REVIEW, None, "exclusion.reason"),
        (replace(TEST, reason="长" * LONGEST_REASON), REVIEW, None, None),
        (TEST, replace(REVIEW, has_task=True), None, "exclusion.task"),
        (TEST, OUT, None, "exclusion.twice"),
        (replace(TEST, repeats="r2"), REVIEW, OTHER, "exclusion.repeats"),
        (replace(TWICE, repeats=""), REVIEW, None, "exclusion.original"),
        (TWICE, REVIEW, None, "exclusion.original"),
        (replace(TWICE, repeats="r1"), REVIEW, REVIEW, "exclusion.original"),
        (TWICE, REVIEW, replace(OTHER, is_excluded=True), "exclusion.original"),
    ],
)
def test_what_stands_against_a_finding(
    found: Found, review: Standing, repeated: Standing | None, code: str | None
) -> None:
    assert hinders(found, review, repeated) == code


@each(
    ("by", "reason", "review", "code"),
    [
        (CITY, "查明不是重复", OUT, None),
        (CITY, "查明不是重复", REVIEW, "exclusion.none"),
        (RATED, "查明不是重复", OUT, "exclusion.own"),
        (HEAD, "查明不是重复", OUT, "exclusion.own"),
        (CITY, "", OUT, "exclusion.reason"),
        (CITY, "长" * (LONGEST_REASON + 1), OUT, "exclusion.reason"),
    ],
)
def test_a_finding_is_taken_back_by_whoever_might_have_made_it(
    by: str, reason: str, review: Standing, code: str | None
) -> None:
    assert hinders_return(by, reason, review) == code


def test_whose_review_it_is_comes_before_everything_else() -> None:
    """The rated is told nothing of what the city knows of the review."""
    assert hinders(replace(TEST, by=RATED, reason=""), replace(OUT, has_task=True), None) == "exclusion.own"
    assert hinders_return(RATED, "", REVIEW) == "exclusion.own"
