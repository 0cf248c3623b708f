"""Papers about no single case: numbered and kept like all others, but no event (ADR 0006)."""

import hashlib
from datetime import datetime

from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import paper_view
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView

_MADE_BY = "paper.made_by."


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
