"""Facts of 关联事项集成办: what a parent holds together, whose child a case is, where children stand."""

from typing import ClassVar

from outlet_app.domain.facts.amendment import AmendCause
from outlet_app.domain.facts.shared import Delivery, DueStamp, Fact, NoticeLine
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.states import State


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One child of a package: its case and what it is about."""

    case_id: str
    case_no: str
    sub_item: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a field of the one form."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PackageOpened(Fact):
    """集成办: this case is the parent (主件) of the children named; `due` promises the whole.

    edition: of the packages' data, by which shared fields and materials are told. handed: whether
    materials were taken in with it.
    """

    KIND: ClassVar[str] = "package_opened"
    package: str
    edition: str
    members: tuple[MemberLine, ...]
    answers: tuple[Answered, ...] = ()
    due: DueStamp | None = None
    handed: bool = False


@dataclass(frozen=True, slots=True)
class PackageJoined(Fact):
    """This case is a child (子件) of the parent; only the answers that its item needs stand here."""

    KIND: ClassVar[str] = "package_joined"
    package: str
    edition: str
    parent: str
    parent_no: str
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageNoticed(Fact):
    """The one 一次性告知书 for every child that lacks something; each child carries its own lines."""

    KIND: ClassVar[str] = "package_noticed"
    lines: tuple[NoticeLine, ...]
    correction_workdays: int
    due: DueStamp
    delivery: Delivery = Delivery.IN_PERSON


@dataclass(frozen=True, slots=True)
class MemberStood(Fact):
    """A child has ended, or goes on again: the parent notes it and follows (domain.md §5).

    Written by the machine that has both cases, never decided by anybody.
    """

    KIND: ClassVar[str] = "member_stood"
    member: str
    state: State
    member_no: str = ""


@dataclass(frozen=True, slots=True)
class MemberAdded(Fact):
    """An item left out when the package was opened became a child of it, with the answers it needs besides.

    due_before, due: by when the whole was promised, and is now.
    """

    KIND: ClassVar[str] = "member_added"
    member: MemberLine
    reason: str
    answers: tuple[Answered, ...] = ()
    due_before: DueStamp | None = None
    due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class MemberExchanged(Fact):
    """更换事项: a child was about the wrong item and another took its place; the rest as with `MemberAdded`.

    cause: somebody chose it wrong, and `gone` is void, or the applicant wants another, and it is withdrawn.
    """

    KIND: ClassVar[str] = "member_exchanged"
    gone: MemberLine
    member: MemberLine
    reason: str
    cause: AmendCause = AmendCause.ENTRY_ERROR
    answers: tuple[Answered, ...] = ()
    due_before: DueStamp | None = None
    due: DueStamp | None = None


FACTS: tuple[type[Fact], ...] = (
    PackageOpened, PackageJoined, PackageNoticed, MemberStood, MemberAdded, MemberExchanged,
)  # fmt: skip
