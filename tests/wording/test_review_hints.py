"""What the citizen is told when an answer cannot be taken as it is."""

from dataclasses import replace

from outlet_app.domain.reviews.answers import check_answer
from outlet_app.wording.fields import sentence
from outlet_app.wording.review_words import PROBLEMS
from tests.domain.test_review_answers import BAD, code_of

_HINDERED = (
    replace(BAD, tags=("517",)),
    replace(BAD, tags=("213", "213")),
    replace(BAD, withheld=True),
    replace(BAD, anonymous=True, call_back=True),
    replace(BAD, tags=()),
)


def test_what_hinders_is_said_shortly() -> None:
    for code, said in PROBLEMS.items():
        problem = check_answer(next(one for one in _HINDERED if code_of(one) == code))
        assert problem is not None
        assert sentence(problem, "评价") == said
