"""An order of the city: publish a version of something, reach further outlets with it, or take it back."""

from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow
from outlet_app.domain.releases.reach import EVERYWHERE, Reach, read_reach


class Act(StrEnum):
    """What an order does."""

    PUBLISH = "publish"
    WIDEN = "widen"
    WITHDRAW = "withdraw"


class Subject(StrEnum):
    """What there is a version of."""

    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    FORMS = "forms"
    POLICIES = "policies"
    STAFF = "staff"


class Mode(StrEnum):
    """年度集中调整 or 紧急事项即时调整, the two ways of the implementation plan."""

    YEARLY = "yearly"
    URGENT = "urgent"


class OrderError(DataError):
    """An order that cannot be followed: where it is wrong (row, column) and why, as codes."""


@dataclass(frozen=True, slots=True)
class Order:
    """One numbered order; content is what is published, as plain data.

    outlet: the only outlet it is told to, empty for all; by: 工号 of whoever gave it.
    """

    number: int
    act: Act
    subject: Subject
    name: str
    issued_at: datetime
    by: str
    reason: str = ""
    mode: Mode = Mode.YEARLY
    effective_from: date | None = None
    reach: Reach = EVERYWHERE
    outlet: str = ""
    content: Plain | None = None

    @property
    def is_urgent(self) -> bool:
        """Tell whether it is an immediate adjustment."""
        return self.mode is Mode.URGENT

    def plain(self) -> dict[str, object]:
        """The order as it is written down and signed."""
        return {
            "number": self.number,
            "act": self.act.value,
            "subject": self.subject.value,
            "name": self.name,
            "issued_at": self.issued_at.isoformat(),
            "by": self.by,
            "reason": self.reason,
            "mode": self.mode.value,
            "effective_from": self.effective_from.isoformat() if self.effective_from else "",
            "reach": {
                "outlets": list(self.reach.outlets),
                "divisions": list(self.reach.divisions),
                "share": self.reach.share,
            },
            "outlet": self.outlet,
            "content": self.content,
        }


def read_order(plain: Plain) -> Order:
    """Turn a parsed order into an Order; OrderError(row, column, reason) if it is none.

    Whether its content can be used is asked of `read_content`.
    """
    row = PlainRow(plain, "order", OrderError)
    act = row.member("act", Act)
    content = row.inside("content").plain if act is Act.PUBLISH else None
    return Order(
        number=row.number("number", 1),
        act=act,
        subject=row.member("subject", Subject),
        name=row.text("name"),
        issued_at=_moment(row, "issued_at"),
        by=row.text("by"),
        reason=row.text("reason", may_be_empty=True),
        mode=row.member("mode", Mode, Mode.YEARLY),
        effective_from=row.day("effective_from") if act is Act.PUBLISH else None,
        reach=read_reach(row.inside("reach")),
        outlet=row.text("outlet", may_be_empty=True),
        content=content,
    )


def _moment(row: PlainRow, column: str) -> datetime:
    try:
        found = datetime.fromisoformat(row.text(column))
    except ValueError as wrong:
        raise row.refuse(column, "date_expected") from wrong
    if found.tzinfo is None:
        raise row.refuse(column, "date_expected")
    return found
