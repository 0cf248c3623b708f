"""知道了 on 同步中心, by keys: what the city refused of no case at all can be put away."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt

from outlet_app.models.errors import StorageError
from outlet_app.services.views import SyncView
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.wording import sync as words
from tests.support.counter_fakes_desk import ASKED, QUEUE, Counter, FakeSync, press, queue_state, room, unsent

REVIEW = replace(unsent(31, "", "review_sealed", "needs_you", code="REVIEW_TAKEN"), case_no="")


@dataclass
class Noting(FakeSync):
    """Remembers what was put away."""

    put_away: list[str] = field(default_factory=list)
    trouble: Exception | None = None

    def dismiss(self, record: str) -> int:
        if self.trouble:
            raise self.trouble
        self.put_away.append(record)
        self.shown = SyncView(self.shown.state, QUEUE[1:])
        return 1


class Seat:
    def __init__(self, stage: Callable[..., object], *rows: object) -> None:
        self.sync = Noting(SyncView(queue_state(), (*rows, *QUEUE[1:])))  # type: ignore[arg-type]
        self.page, self.here = room(stage, self._make)  # type: ignore[arg-type]
        self.wished: list[bool] = []
        self.page.sync_wanted.connect(lambda: self.wished.append(True))
        self.page.refresh()
        self.here.drain()
        self.page.queue.table.choose_row(0)

    def _make(self, here: Counter) -> SyncPage:
        return SyncPage(self.sync, here.office, here.lanes, here.feedback)  # type: ignore[arg-type]

    def note(self) -> None:
        self.page.chosen.note.setFocus()
        press(self.page.chosen.note, Qt.Key.Key_Space)
        self.here.drain()

    def said(self) -> list[str]:
        return [notice.title for notice in self.here.feedback.toasts.history]


@pytest.mark.parametrize(
    ("row", "offered"),
    [
        (REVIEW, True),
        (ASKED, False),
        (replace(REVIEW, status="parked"), False),
        (replace(REVIEW, status="waiting"), False),
        (replace(REVIEW, status="failed"), False),
    ],
    ids=["refused-of-no-case", "of-a-case", "held", "waiting", "failed"],
)
def test_it_is_offered_for_what_was_refused_and_has_no_case_to_open(
    stage: Callable[..., object], row: object, offered: bool
) -> None:
    chosen = Seat(stage, row).page.chosen
    assert chosen.note.isVisible() is offered
    assert chosen.note.isVisible() is not chosen.open.isVisible() or not offered


def test_by_keys_it_is_put_away_and_the_next_round_counts_anew(stage: Callable[..., object]) -> None:
    seat = Seat(stage, REVIEW)
    seat.note()
    assert seat.sync.put_away == [REVIEW.case_id]
    assert seat.said() == [words.NOTED_SAID[0]]
    assert seat.wished == [True]
    assert seat.page.queue.table.table_model.rowCount() == len(QUEUE) - 1
    assert not seat.page.chosen.note.isVisible()


def test_a_full_disk_is_told_and_it_stays(stage: Callable[..., object]) -> None:
    seat = Seat(stage, REVIEW)
    seat.sync.trouble = StorageError("storage.full")
    seat.note()
    assert seat.sync.put_away == []
    assert seat.wished == []
    assert seat.page.chosen.note.isVisible()
