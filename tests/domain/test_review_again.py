"""追评: which word is a later one, which event it is about, and whose code lets it be said."""

from datetime import timedelta

from outlet_app.domain.case import fold
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    Closed,
    Fact,
    MaterialsTaken,
    ResultReached,
    ReviewEnded,
    ReviewOffered,
    ReviewOutcome,
)
from outlet_app.domain.reviews.again import (
    Tries,
    again_code,
    code_fits,
    first_code,
    is_again,
    one_more,
    rated,
)
from tests.domain.tables import each
from tests.support.builders import MORNING, event, registered

CODE = "8K2M4QXZ"
TAKEN: tuple[Fact, ...] = (registered(query_code=CODE), MaterialsTaken(), Accepted())
ENDED: tuple[Fact, ...] = (ResultReached(True, "报告"), Closed("已交付"))


def reviewed(code: str) -> tuple[Fact, ...]:
    return ReviewOffered(code), ReviewEnded(code, ReviewOutcome.RATED)


def case(*facts: Fact) -> Case:
    return fold([event(fact, minutes=at) for at, fact in enumerate(facts)])


@each("occasion", ["consult", "intake", "supplement", "supplement-2", "result", "result-3"])
def test_a_later_word_has_a_code_of_its_own_and_leads_back_to_the_first(occasion: str) -> None:
    later = again_code(occasion)
    assert later != occasion
    assert (is_again(later), is_again(occasion)) == (True, False)
    assert first_code(later) == first_code(occasion) == occasion


@each(
    ("facts", "codes"),
    [
        (TAKEN, ()),
        ((*TAKEN, ReviewOffered("intake")), ()),
        ((*TAKEN, ReviewOffered("intake"), ReviewEnded("intake", ReviewOutcome.DECLINED)), ()),
        ((*TAKEN, *reviewed("intake")), ("intake",)),
        ((*TAKEN, *reviewed("intake"), *ENDED), ("intake",)),
        ((*TAKEN, *reviewed("intake"), *ENDED, ReviewOffered("result")), ("intake",)),
        ((*TAKEN, *reviewed("intake"), *ENDED, *reviewed("result")), ("result", "intake")),
        ((*TAKEN, *ENDED, *reviewed("result")), ("result",)),
    ],
)
def test_it_is_about_events_that_were_rated_the_newest_first(
    facts: tuple[Fact, ...], codes: tuple[str, ...]
) -> None:
    assert tuple(one.code for one in rated(case(*facts))) == codes


@each(
    ("before", "minutes", "count", "closed"),
    [
        (None, 0, 1, False),
        (1, 0, 2, False),
        (3, 59, 4, False),
        (4, 0, 5, True),
        (4, 59, 5, True),
        (4, 60, 1, False),
        (5, 59, 6, True),
        (5, 60, 1, False),
        (5, 24 * 60, 1, False),
        # A clock set back neither opens the door nor begins the hour anew.
        (4, -90, 5, True),
        (5, -1, 6, True),
    ],
)
def test_five_wrong_codes_close_the_door_for_an_hour_from_the_first(
    before: int | None, minutes: int, count: int, closed: bool
) -> None:
    now = MORNING + timedelta(minutes=minutes)
    after = one_more(Tries(MORNING, before) if before else None, now)
    assert (after.count, after.is_closed(now)) == (count, closed)


def test_the_door_opens_by_itself_an_hour_after_the_first_wrong_code() -> None:
    tries = Tries(MORNING, 5)
    assert [tries.is_closed(MORNING + timedelta(minutes=m)) for m in (0, 59, 60, 61)] == [
        True, True, False, False,
    ]  # fmt: skip


@each(
    ("typed", "problem"),
    [
        (CODE, None),
        ("8k2m4qxz", None),
        ("8K2M 4QXZ", None),
        ("8K2M-4QXZ", None),
        ("８Ｋ２Ｍ４ＱＸＺ", None),
        ("8K2M4QXY", "query_code.other"),
        ("00000000", "query_code.other"),
        ("8K2M4QX", "query_code.short"),
        ("", "query_code.short"),
        ("8K2M4QXZ1", "query_code.long"),
        ("8K2M4QXU", "query_code.character"),
        ("查询码查询码查询", "query_code.character"),
        ("' OR 1=1", "query_code.character"),
    ],
)
def test_only_the_code_on_the_paper_lets_somebody_speak_again(typed: str, problem: str | None) -> None:
    found = code_fits(case(*TAKEN), typed)
    assert (found.code if found else None) == problem
