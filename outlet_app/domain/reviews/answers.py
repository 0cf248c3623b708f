"""What a reviewer has said, and whether it may be taken as it is."""

from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.problems import Problem
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import belongs
from outlet_app.domain.texts import check_text, clean_text

LONGEST_TEXT = 200


class Ending(StrEnum):
    """How the reasons came to their end; the level counted before, when its card was pressed."""

    SUBMITTED = "submitted"
    TIMED_OUT = "timed_out"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class Answer:
    """A level with its reasons; withheld is 不说明原因, said by the reviewer and stored as said.

    anonymous: nobody is called back and no name is handed over. call_back: 愿意接听回访电话.
    """

    level: Level
    tags: tuple[str, ...] = ()
    text: str = ""
    withheld: bool = False
    anonymous: bool = False
    call_back: bool = False
    ending: Ending = Ending.SUBMITTED

    @property
    def has_reason(self) -> bool:
        """Tell whether a tag or a sentence says why."""
        return bool(self.tags or clean_text(self.text))


def check_answer(answer: Answer) -> Problem | None:
    """Return what hinders an answer; a 差评 says why, or that it will not say (domain.md §7.3).

    A reviewer who walked away, or whom a power cut interrupted, is asked for nothing more.
    """
    if not all(belongs(tag, answer.level) for tag in answer.tags):
        return Problem("review.tag")
    if len(set(answer.tags)) < len(answer.tags):
        return Problem("review.tag_twice")
    if answer.withheld and answer.has_reason:
        return Problem("review.withheld")
    if answer.anonymous and answer.call_back:
        return Problem("review.call_back")
    problem = check_text(answer.text, LONGEST_TEXT)
    if problem is not None and not problem.soft:
        return problem
    asked = answer.level.is_bad and answer.ending is Ending.SUBMITTED
    return Problem("review.reason") if asked and not (answer.has_reason or answer.withheld) else None
