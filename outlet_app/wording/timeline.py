"""How moments are written and what every event of a case is called in its timeline."""

from dataclasses import dataclass
from datetime import date, datetime

from outlet_app.domain import events as ev
from outlet_app.domain.calendar import CST
from outlet_app.wording.formats import clock, full_weekday, long_day, weekday
from outlet_app.wording.review_words import OTHER_KINDS
from outlet_app.wording.voices import VOICES


def month_day(day: date, today: date | None = None) -> str:
    """11-23; with its year where that is not the present one."""
    return f"{day:%Y-%m-%d}" if today and day.year != today.year else f"{day:%m-%d}"


def day_of_week(day: date, today: date | None = None) -> str:
    """11-23 周一."""
    return f"{month_day(day, today)} {weekday(day)}"


def whole_day(day: date) -> str:
    """2026年11月18日 星期三."""
    return f"{long_day(day)} {full_weekday(day)}"


def moment(at: datetime, now: datetime) -> str:
    """今日 17:30, or 11-23 周一 17:30."""
    local, today = at.astimezone(CST).date(), now.astimezone(CST).date()
    return f"{'今日' if local == today else day_of_week(local, today)} {clock(at)}"


def stamp(at: datetime, now: datetime) -> str:
    """11-16 16:10."""
    return f"{month_day(at.astimezone(CST).date(), now.astimezone(CST).date())} {clock(at)}"


@dataclass(frozen=True, slots=True)
class Told:
    """One event in the clerk's words, with the icon and tone of its mark."""

    title: str
    text: str
    icon: str
    tone: str


def title_of(kind: str) -> str:
    """What an event of this kind is called; a kind from a newer program keeps its code."""
    voice = VOICES.get(kind)
    return voice.title if voice else OTHER_KINDS.get(kind, kind)


def tell(fact: ev.Fact) -> Told:
    """One fact in words."""
    voice = VOICES[fact.KIND]
    return Told(voice.title, voice.say(fact), voice.icon, voice.tone)


def teller(who: str, where: str) -> str:
    """Who did it and where."""
    return "　".join(part for part in (who, where) if part)
