"""Papers about no single case: numbered and kept like all others, but no event (ADR 0006)."""

import hashlib
from datetime import datetime

from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import paper_view
from outlet_app.services.views import PaperView


def keep_loose(uow: UnitOfWork, paper_id: str, form: str, number: str, pdf: bytes, at: datetime) -> PaperView:
    """Store the first print of a paper in the caller's transaction."""
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
