"""What 服务评价 shows, as a value: today's services, and for the head the day in numbers."""

from dataclasses import dataclass, replace

from outlet_app.services.review_views import ReviewDay, ServiceRow


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of the page; `day` is None for whoever may not see numbers."""

    rows: tuple[ServiceRow, ...]
    day: ReviewDay | None = None


@dataclass(frozen=True, slots=True)
class ReviewsState:
    """The page before (`read` None) and after its first reading; `failed` keeps what was read before."""

    read: Read | None = None
    failed: bool = False


def loaded(state: ReviewsState, read: Read) -> ReviewsState:
    """A fresh reading."""
    return replace(state, read=read, failed=False)


def failed(state: ReviewsState) -> ReviewsState:
    """The reading went wrong; what was shown stays."""
    return replace(state, failed=True)


def key_of(row: ServiceRow) -> tuple[str, str]:
    """What makes a row the same after another reading: its case and which of its services."""
    return (row.case_id, row.at.isoformat())
