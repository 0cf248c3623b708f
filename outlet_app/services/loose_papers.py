"""Papers about no single case: numbered and kept like all others, but no event (ADR 0006)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from outlet_app.models.engine import Database
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.services.issuing import paper_view
from outlet_app.services.numbers import Numbers
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

_MADE_BY = "paper.made_by."
Drawing = Callable[[UnitOfWork, str, datetime], bytes]


@dataclass(frozen=True, slots=True)
class LooseDesk:
    """Where sheets, lists and ledgers are numbered, drawn and kept, each by its own use case."""

    database: Database
    reference: Reference
    recorder: Recorder
    numbers: Numbers
    values: PaperValues
    faces: Faces

    def imprint(self, form: str, number: str, at: datetime) -> Imprint:
        """Head and foot of a loose paper; without a number it is a preview."""
        text = self.reference.form_text(form)
        return self.values.imprint(self.recorder.person, at, text, number, unsent=False)

    def issue(self, form: str, draw: Drawing) -> PaperView:
        """One transaction: take the number, draw, keep; the number's witness before anybody prints it.

        What `draw` raises takes the number back with everything else; Trouble(numbers.not_witnessed).
        """
        at = self.recorder.clock.now()
        with self.database.unit_of_work() as uow:
            taking = self.numbers.taking(uow)
            number = taking.paper_no(self.reference.form_text(form), at.year)
            paper = keep_loose(uow, self.recorder, form, number, draw(uow, number, at), at)
            uow.commit()
        taking.testify()
        return paper


def keep_loose(
    uow: UnitOfWork, recorder: Recorder, form: str, number: str, pdf: bytes, at: datetime
) -> PaperView:
    """Store the first print of a paper in the caller's transaction, and who made it."""
    paper_id = recorder.new_id()
    uow.meta.set(f"{_MADE_BY}{paper_id}", recorder.person.staff_no)
    paper = Paper(
        paper_id=paper_id,
        case_id=None,
        op_id="",
        form=form,
        number=number,
        copy_no=1,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        created_at=at,
    )
    uow.papers.put(paper, pdf)
    return paper_view(paper)


def printed_by(uow: UnitOfWork, paper_id: str) -> str:
    """The 工号 of who made a loose paper; empty for one of an earlier version."""
    return uow.meta.get(f"{_MADE_BY}{paper_id}") or ""
