"""A day of reviews for the pages: services as rows, counts without names, from memory."""

from dataclasses import dataclass, field
from datetime import timedelta

from outlet_app.domain.occasions import Occasion
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.rates import Standing
from outlet_app.services.review_views import Asked, ReviewDay, ServiceRow
from tests.support.counter_fakes_desk import NOW

_WHOLE = {
    Level.VERY_SATISFIED: 8,
    Level.SATISFIED: 3,
    Level.BASICALLY_SATISFIED: 1,
    Level.VERY_DISSATISFIED: 1,
}
DAY = ReviewDay(
    NOW.date(),
    Standing(14, _WHOLE),
    {
        1: Standing(5, {Level.VERY_SATISFIED: 3, Level.SATISFIED: 2}),
        2: Standing(6, {Level.VERY_SATISFIED: 5, Level.VERY_DISSATISFIED: 1}),
    },
    held_back=2,
)
EMPTY_DAY = ReviewDay(NOW.date(), Standing())
_NAMES = ("张秀兰", "内蒙古河套黄柿子种植加工专业合作社联合社示范园区", "阿拉坦·额尔敦巴特尔", "")


def service(place: int, asked: Asked = Asked.NOT_YET, **changes: object) -> ServiceRow:
    """One service event; the higher the place the earlier it was."""
    values: dict[str, object] = {
        "case_id": f"case-{place}",
        "case_no": f"HH05-20261118-0100{40 - place:02}-T",
        "applicant": _NAMES[place % len(_NAMES)],
        "item": (2, 1, 9, 0)[place % 4],
        "occasion": list(Occasion)[place % 4],
        "at": NOW - timedelta(minutes=7 * place),
        "clerk": ("苏日娜", "王海燕")[place % 2],
        "asked": asked,
        "can_ask": asked is not Asked.RATED,
    }
    return ServiceRow(**values | changes)  # type: ignore[arg-type]


SERVICES = tuple(service(place, list(Asked)[place % 3]) for place in range(14))


@dataclass
class FakeReviewDesk:
    """What 服务评价 reads."""

    may_see: bool = True
    shown: tuple[ServiceRow, ...] = SERVICES
    counted: ReviewDay = field(default_factory=lambda: DAY)
    trouble: Exception | None = None
    reads: int = 0
    days: int = 0

    def services(self) -> tuple[ServiceRow, ...]:
        """Today's services."""
        self.reads += 1
        if self.trouble:
            raise self.trouble
        return self.shown

    def day(self) -> ReviewDay:
        """The counts; nobody else may ask for them."""
        assert self.may_see, "a clerk's page asked how the day was rated"
        self.days += 1
        return self.counted
