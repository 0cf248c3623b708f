"""A review under way as a value: what is on the citizen's screen, what was pressed, how long is left."""

from dataclasses import dataclass, replace
from enum import StrEnum

from outlet_app.domain.numbering import QUERY_CODE_LENGTH
from outlet_app.domain.problems import Problem
from outlet_app.domain.reviews.answers import LONGEST_TEXT, Answer, Ending, check_answer
from outlet_app.domain.reviews.levels import Level, level_of_key
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.services.review_views import Invitation

LEVELS_SECONDS, REASONS_SECONDS, THANKS_SECONDS = 60, 120, 5
OTHER = 9  # the place of 其他（手写）, behind the eight tags of a level


class Face(StrEnum):
    """What the citizen sees."""

    CODE = "code"
    LEVELS = "levels"
    REASONS = "reasons"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Talk:
    """`level` is the card that counts; it stays when the citizen goes back, until another is pressed."""

    invitation: Invitation
    face: Face = Face.LEVELS
    level: Level | None = None
    tags: tuple[str, ...] = ()
    other: bool = False
    text: str = ""
    anonymous: bool = False
    call_back: bool = False
    left: int = LEVELS_SECONDS
    problem: Problem | None = None
    failed: bool = False
    code: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """The tags on offer, of the level that counts; other levels have other tags."""
        return TAGS[self.level] if self.level is not None else ()

    @property
    def may_call_back(self) -> bool:
        """Whether there is a number to call, and a reason to."""
        return bool(self.invitation.masked_phone) and self.level is not None and self.level.is_bad


def asked(invitation: Invitation) -> Talk:
    """The first page: the cards, or for a later word the 查询码 that only the reviewer holds in hand."""
    return Talk(invitation, Face.CODE if invitation.again else Face.LEVELS)


def typed(talk: Talk, character: str) -> Talk:
    """One more character of the 查询码; what it cannot have is not taken."""
    sign = character.upper()
    fits = len(sign) == 1 and sign.isascii() and sign.isalnum() and len(talk.code) < QUERY_CODE_LENGTH
    return touched(replace(talk, code=talk.code + sign, problem=None)) if fits else talk


def erased(talk: Talk) -> Talk:
    """Without the last character."""
    return touched(replace(talk, code=talk.code[:-1], problem=None))


def admitted(talk: Talk, problem: Problem | None) -> Talk:
    """On to the cards; a code that does not fit is typed anew."""
    if problem is not None:
        return touched(replace(talk, code="", problem=problem))
    return touched(replace(talk, face=Face.LEVELS, code="", problem=None))


def touched(talk: Talk) -> Talk:
    """Somebody is there: the countdown begins anew (UI.md §13)."""
    full = {
        Face.CODE: LEVELS_SECONDS,
        Face.LEVELS: LEVELS_SECONDS,
        Face.REASONS: REASONS_SECONDS,
        Face.THANKS: talk.left,
    }
    return replace(talk, left=full[talk.face], failed=False)


def pressed(talk: Talk, key: int) -> Talk:
    """Card 1 … 5 from the left was pressed and is kept: on to the reasons of its level."""
    level = level_of_key(key)
    if level is not talk.level:
        talk = replace(talk, tags=(), other=False, text="", call_back=False)
    return touched(replace(talk, level=level, face=Face.REASONS, problem=None))


def went_back(talk: Talk) -> Talk:
    """返回重选: no card is marked, and the one pressed before still counts."""
    return touched(replace(talk, face=Face.LEVELS, problem=None))


def chose(talk: Talk, place: int) -> Talk:
    """Turn one reason on or off: 1 … 8 are the tags of the level, 9 is 其他."""
    if place == OTHER:
        return touched(replace(talk, other=not talk.other, problem=None))
    if not 1 <= place <= len(talk.options):
        return talk
    tag = talk.options[place - 1]
    on = tuple(one for one in talk.options if (one in talk.tags) is not (one == tag))
    return touched(replace(talk, tags=on, problem=None))


def wrote(talk: Talk, text: str) -> Talk:
    """The hand-written reason."""
    return touched(replace(talk, text=text[:LONGEST_TEXT], problem=None))


def hid_name(talk: Talk) -> Talk:
    """Turn 匿名评价 on or off: nobody is called back anonymously."""
    anonymous = not talk.anonymous
    return touched(replace(talk, anonymous=anonymous, call_back=talk.call_back and not anonymous))


def would_talk(talk: Talk) -> Talk:
    """Turn 愿意接听回访电话 on or off."""
    wanted = not talk.call_back and talk.may_call_back
    return touched(replace(talk, call_back=wanted, anonymous=talk.anonymous and not wanted))


def answer(talk: Talk, ending: Ending = Ending.SUBMITTED, *, withheld: bool = False) -> Answer:
    """What is handed in; withheld leaves every reason out. ValueError before a card was pressed."""
    if talk.level is None:
        raise ValueError("no card was pressed")
    return Answer(
        level=talk.level,
        tags=() if withheld else talk.tags,
        text=talk.text.strip() if talk.other and not withheld else "",
        withheld=withheld,
        anonymous=talk.anonymous,
        call_back=talk.call_back,
        ending=ending,
    )


def last_word(talk: Talk) -> Answer:
    """What counts of somebody who walked away; a text that cannot stand is left out, never the level."""
    told = answer(talk, Ending.TIMED_OUT)
    return told if check_answer(told) is None else replace(told, text="")


def hindered(talk: Talk) -> Talk:
    """The same with what hinders handing it in, if anything does."""
    return touched(replace(talk, problem=check_answer(answer(talk))))


def thanked(talk: Talk) -> Talk:
    """Handed in."""
    return replace(talk, face=Face.THANKS, left=THANKS_SECONDS, problem=None, failed=False)


def not_kept(talk: Talk) -> Talk:
    """The store did not take it: the citizen is asked to press once more, nothing is claimed to be kept."""
    return replace(talk, failed=True)


def ticked(talk: Talk) -> Talk:
    """One second later."""
    return replace(talk, left=max(talk.left - 1, 0))
