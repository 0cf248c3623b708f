"""Who is meant by the 工号 typed beside a 口令, and what a refused 口令 says at its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from outlet_app.domain.identifiers import normalise
from outlet_app.system.keystore import FirstWordUsed, LockedOut, SlotShut, UnknownPerson, WrongPassword
from outlet_app.wording import sign_in as words


@dataclass(frozen=True, slots=True)
class Wrong:
    """A message and the field it belongs to."""

    staff_no: str = ""
    password: str = ""


def staff_no_meant(typed: str, known: Sequence[str]) -> str | Wrong:
    """The 10-digit number for the last four digits or all ten (decisions.md 20)."""
    text = normalise(typed)
    if not text:
        return Wrong(staff_no=words.FILL_STAFF_NO)
    fitting = [one for one in known if one == text or (len(text) == 4 and one.endswith(text))]
    if len(fitting) == 1:
        return fitting[0]
    return Wrong(staff_no=words.AMBIGUOUS_STAFF_NO if fitting else words.UNKNOWN_STAFF_NO)


def wrong_of(error: Exception) -> Wrong | None:
    """What a refused password says in the label lines; None for anything else."""
    match error:
        case WrongPassword():
            return Wrong(password=words.WRONG_PASSWORD.format(n=error.tries_left))
        case LockedOut():
            return Wrong(password=words.LOCKED_OUT.format(time=f"{error.until:%H:%M}"))
        case SlotShut():
            return Wrong(staff_no=words.HAS_LEFT)
        case FirstWordUsed():
            return Wrong(password=words.FIRST_WORD)
        case UnknownPerson():
            return Wrong(staff_no=words.UNKNOWN_STAFF_NO)
    return None
