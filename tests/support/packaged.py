"""Facts of a package for tests: a parent of two, one of its children, their one notice."""

from dataclasses import replace

from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import AmendCause, DueStamp, Fact, NoticeLine
from outlet_app.domain.facts.package import (
    Answered,
    MemberAdded,
    MemberExchanged,
    MemberLine,
    MemberStood,
    PackageJoined,
    PackageNoticed,
    PackageOpened,
)
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from tests.support.builders import stamp

FIRST, SECOND = "case-2", "case-3"
FIRST_NO, SECOND_NO = "HH05-20261122-010018-R", "HH05-20261122-010019-P"
OPENED = PackageOpened(
    "P5",
    "2026-1",
    (MemberLine(FIRST, FIRST_NO, "7.2"), MemberLine(SECOND, SECOND_NO, "7.4")),
    (Answered("right", "向日葵脱壳机 ZL202620000001.X"),),
    DueStamp("package", ClockKind.WORKDAYS, stamp(5).at),
    handed=True,
)
JOINED = PackageJoined("P5", "2026-1", "case-parent", "HH05-20261122-010016-U", OPENED.answers)
NOTICED = PackageNoticed(
    (NoticeLine("ownership", "权属证明", MaterialState.MISSING, "COPY", 1, "未提交。", "请提交复印件。"),),
    15,
    stamp(21, "correction"),
)
THIRD = MemberLine("case-4", "HH05-20261122-010020-N", "7.5")
SLIP = MemberExchanged(
    MemberLine(SECOND, SECOND_NO, "7.4"),
    THIRD,
    "点错了一行",
    due_before=OPENED.due,
    due=OPENED.due,
)
WISHED = replace(SLIP, reason="改为调解", cause=AmendCause.APPLICANT_CHANGED)
SAMPLES: tuple[Fact, ...] = (
    OPENED,
    JOINED,
    NOTICED,
    MemberStood(FIRST, State.CLOSED, FIRST_NO),
    MemberStood(SECOND, State.REJECTED, SECOND_NO),
    MemberStood(SECOND, State.IN_PROGRESS, SECOND_NO),
    SLIP,
    WISHED,
    MemberAdded(THIRD, "当时没有提出调解", (), OPENED.due, OPENED.due),
)
PROMISED_LATER = MemberAdded(THIRD, "当时没有提出调解", (), OPENED.due, stamp(9, "package"))
PROMISED_FIRST = MemberAdded(THIRD, "当时没有提出调解", (), None, stamp(9, "package"))


def stood(member: str, state: State) -> MemberStood:
    """What a child tells its parent."""
    return MemberStood(member, state, FIRST_NO if member == FIRST else SECOND_NO)


def opened(*members: str) -> PackageOpened:
    """A parent of these children."""
    lines = tuple(MemberLine(member, f"HH05-{member}", "7.2") for member in members)
    return replace(OPENED, members=lines)
