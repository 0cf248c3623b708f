"""What the use cases of trainings hand to the pages."""

from dataclasses import dataclass

from outlet_app.domain.facts.activity import Enrolled
from outlet_app.domain.training.activity import Activity
from outlet_app.domain.training.reach import Reach
from outlet_app.services.views import PaperView


@dataclass(frozen=True, slots=True)
class TrainingsView:
    """Every activity of this outlet, those to come first, and whom the year has reached."""

    activities: tuple[Activity, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class TrainingDetail:
    """One activity with its papers, the newest first, and the steps open now."""

    activity: Activity
    papers: tuple[PaperView, ...]
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Registration:
    """What became of a registration: its place on the waiting list, 0 for a place in the room."""

    activity: Activity
    seat: Enrolled
    place: int
    papers: tuple[PaperView, ...] = ()
