"""What several facts have in common: the words and stamps they are written with."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from outlet_app.domain.catalogue import ClockKind, PaperForm
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import Defect, MaterialState, NoticeCause


class Channel(StrEnum):
    """来访方式 (domain.md §1.3 field 3); MESSAGE: 微信 or another place for messages on the net."""

    COUNTER = "counter"
    PHONE = "phone"
    ONLINE = "online"
    ON_SITE = "on_site"
    LETTER = "letter"
    HOTLINE = "hotline"
    SUPERIOR = "superior"
    MESSAGE = "message"


class ReplyWay(StrEnum):
    """How the answer to what came in writing or through somebody else goes back."""

    PLATFORM = "platform"
    PHONE = "phone"
    POST = "post"
    REPORT = "report"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a letter, a work order, an instruction or a message tells of itself.

    number: its own. sender: who sent it on, or the address it was written at. due_on: the day it names
    itself, beside our own clocks. posted_on: 邮戳日 of a letter; it moves no clock (docs/adr/0051).
    """

    number: str = ""
    sender: str = ""
    due_on: date | None = None
    reply_by: ReplyWay = ReplyWay.PHONE
    posted_on: date | None = None


class Complexity(StrEnum):
    """复杂程度, which selects the clock of a consultation (domain.md §1.3 field 11)."""

    SIMPLE = "simple"
    COMPLEX = "complex"


class Situation(StrEnum):
    """What a first contact is about for the one who was asked: A to G of domain.md §1.2."""

    OWN_NOW = "A"
    OWN_LATER = "B"
    COLLEAGUE = "C"
    ELSEWHERE = "D"
    UNCLEAR = "E"
    OUTSIDE = "F"
    URGENT = "G"


class Delivery(StrEnum):
    """How a notice reached the applicant."""

    IN_PERSON = "in_person"
    POST = "post"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class DueStamp:
    """A computed due moment as written on paper; `assumed` where no holiday plan was at hand."""

    rule: str
    kind: ClockKind
    at: datetime | None
    assumed: bool = False
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One row of a 一次性告知书: the material, what is wrong and what to bring.

    place: page or column of what is wrong. on_spot: whether it may be put right at the counter at once.
    """

    code: str
    name: str
    state: MaterialState
    form: str
    copies: int
    issue: str
    remedy: str
    defects: tuple[Defect, ...] = ()
    material_version: int = 1
    may_follow: bool = False
    cause: NoticeCause | None = None
    place: str = ""
    on_spot: bool = False


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One secondary material promised for later (容缺), with the last day, its form and what is wrong."""

    code: str
    name: str
    due: date
    form: PaperForm = PaperForm.ORIGINAL
    copies: int = 1
    issue: str = ""


Payload = Mapping[str, Any]


class Fact:
    """A thing that happened. KIND names it for ever; KV is its payload's generation, counted from 1.

    EARLIER: how what each generation before wrote is written in the next one, the first one's first. There
    is one where a payload changed its form and kept its meaning; a new field only needs a default.
    """

    __slots__ = ()
    KIND: ClassVar[str]
    KV: ClassVar[int] = 1
    EARLIER: ClassVar[tuple[Callable[[Payload], Payload], ...]] = ()

    @classmethod
    def understands(cls, generation: int) -> bool:
        """Whether a payload of this generation can be read: this one's, or an earlier one's."""
        return 1 <= generation <= cls.KV
