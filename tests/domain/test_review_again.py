"""追评: which word is a later one, which event it is about, and whose code lets it be said."""

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
from outlet_app.domain.reviews.again import again_code, code_fits, first_code, is_again, last_rated
from tests.domain.tables import each
from tests.support.builders import event, registered

CODE = "8K2M4QXZ"
TAKEN: tuple[Fact, ...] = (registered(query_code=CODE), MaterialsTaken(), Accepted())
ENDED: tuple[Fact, ...] = (ResultReached(True, "报告"), Closed("已交付"))


def rated(code: str) -> tuple[Fact, ...]:
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
    ("facts", "code"),
    [
        (TAKEN, None),
        ((*TAKEN, ReviewOffered("intake")), None),
        ((*TAKEN, ReviewOffered("intake"), ReviewEnded("intake", ReviewOutcome.DECLINED)), None),
        ((*TAKEN, *rated("intake")), "intake"),
        ((*TAKEN, *rated("intake"), *ENDED), "intake"),
        ((*TAKEN, *rated("intake"), *ENDED, ReviewOffered("result")), "intake"),
        ((*TAKEN, *rated("intake"), *ENDED, *rated("result")), "result"),
        ((*TAKEN, *ENDED, *rated("result")), "result"),
    ],
)
def test_it_is_about_the_event_rated_last(facts: tuple[Fact, ...], code: str | None) -> None:
    found = last_rated(case(*facts))
    assert (found.code if found else None) == code


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
