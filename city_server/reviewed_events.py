"""Service events with what was said of them: a first word, and the one later word it may have had (追评)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from city_server.review_book import OpenedReview, Period
from outlet_app.domain.calendar import local_day
from outlet_app.domain.reviews.again import first_code, is_again
from outlet_app.sync.wire import Review


@dataclass(frozen=True, slots=True)
class Word:
    """One review that opened, with the operation that brought it."""

    op_id: str
    outlet: str
    review: Review


@dataclass(frozen=True, slots=True)
class ReviewedEvent:
    """A service event; `first` is None while only the later word has arrived."""

    first: Word | None = None
    later: Word | None = None

    @property
    def counts(self) -> Word:
        """The word that counts: the later one where there is one (domain.md §7.4, 改评)."""
        found = self.later or self.first
        assert found is not None, "made of at least one"
        return found

    def falls_in(self, period: Period) -> bool:
        """Whether any of its words was given in a period."""
        words = (self.first, self.later)
        return any(one is not None and period.holds(local_day(one.review.at)) for one in words)


def reviewed_events(found: Iterable[OpenedReview]) -> tuple[ReviewedEvent, ...]:
    """The events of all that opened, in the order in which their first news arrived."""
    events: dict[tuple[str, str], ReviewedEvent] = {}
    for one in found:
        if one.review is None:
            continue
        told = one.review
        key, word = (told.case_id, first_code(told.occasion)), Word(one.op_id, one.outlet, told)
        event = events.get(key, ReviewedEvent())
        changed = replace(event, later=word) if is_again(told.occasion) else replace(event, first=word)
        events[key] = changed
    return tuple(events.values())
