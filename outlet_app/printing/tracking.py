"""W26 回访记录单 and W27 阶段小结: what 长期跟踪 puts in front of whom it is for (domain.md §9.3–§9.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.forms.paper_lists import VISITS
from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.pages import Piece
from outlet_app.printing.signing import outlet_half
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import tracking as words
from outlet_app.wording.ledgers import shortened


@dataclass(frozen=True, slots=True)
class VisitValues:
    """The n-th visit (from 1), who made it, and the plan it was made under."""

    imprint: Imprint
    about: CaseFacts
    nth: int
    visit: FollowUpVisited
    visitor: str
    plan: TrackingPlanned | None = None


@dataclass(frozen=True, slots=True)
class SummaryValues:
    """The n-th summary (from 1): the visits since the one before, what they brought, and by whom it is."""

    imprint: Imprint
    about: CaseFacts
    nth: int
    done_on: date
    summary: StageSummarised
    author: str
    visits: tuple[FollowUpVisited, ...]
    plan: TrackingPlanned | None = None


def build_visit(values: VisitValues, faces: Faces) -> bytes:
    """W26 as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_visited, values))


def build_summary(values: SummaryValues, faces: Faces) -> bytes:
    """W27 as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_summed, values))


def _visited(values: VisitValues, page: FormPage) -> Iterator[Piece]:
    visit, nth = values.visit, words.NTH.format(n=values.nth)
    ways = (Choice(label, code == visit.way) for code, label in words.WAYS_OFFERED.items())
    yield from page.title()
    yield page.facts(values.about)
    yield from page.fields(
        (Fact(words.DAY, long_day(visit.day)), Fact(words.ROUND, nth)),
        Ticks(words.WAY, tuple(ways)),
        (Fact(words.VISITOR, values.visitor), Fact(words.MET, visit.met)),
        *_planned(values.plan),
        Fact(words.NEXT, long_day(visit.next_follow_up)),
    )
    yield page.heading(words.FINDINGS)
    yield from page.prose(visit.findings)
    yield _signed(values.about, values.visitor, visit.day, page, words.MET_BY, words.VISITED_BY)
    yield from page.notes(values.about)


def _summed(values: SummaryValues, page: FormPage) -> Iterator[Piece]:
    nth = words.NTH.format(n=values.nth)
    yield from page.title()
    yield page.facts(values.about)
    yield from page.fields(
        (Fact(words.SUMMED_ON, long_day(values.done_on)), Fact(words.STAGE, nth)),
        *_planned(values.plan),
        Fact(words.EFFECT, values.summary.effect or words.NOT_TOLD),
    )
    yield page.heading(words.SUMMARY)
    yield from page.prose(values.summary.summary)
    yield from page.section(listed(words.VISITS, VISITS, values.visits, _SHOWN, struck=True))
    yield _signed(values.about, values.author, values.done_on, page, words.READ_BY, words.SUMMED_BY)
    yield from page.notes(values.about)


def _planned(plan: TrackingPlanned | None) -> tuple[Fact, ...]:
    if plan is None:
        return ()
    partner = (Fact(words.PARTNER, plan.partner),) if plan.partner else ()
    goal, measures = shortened(plan.goal), shortened(plan.measures)
    return (Fact(words.GOAL, goal), Fact(words.MEASURES, measures), *partner)


def _signed(about: CaseFacts, who: str, day: date, page: FormPage, theirs: str, ours: str) -> Piece:
    """Whoever made it signs, which need not be who prints it again."""
    right = outlet_half(
        ours, who, about.outlet_phone, page.imprint.outlet, long_day(day), tall=page.space.seal
    )
    return page.halves(page.beside(theirs), right, words.TITLES)


_SHOWN: Shown = {
    "way": lambda visit: words.WAYS_OFFERED[visit.way],
    "day": lambda visit: f"{visit.day:%Y-%m-%d}",
    "findings": lambda visit: shortened(visit.findings),
}
