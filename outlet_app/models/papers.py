"""Papers as they were made: the bytes that were shown, hashed and spooled (decisions.md 6)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, insert, select, update

from outlet_app.models.errors import DatabaseDamaged
from outlet_app.models.rows.desk import PAPER, PAPER_BODY
from outlet_app.models.rows.record import EVENT


@dataclass(frozen=True, slots=True)
class Paper:
    """One print of one paper; a reprint is another one with the next `copy_no`."""

    paper_id: str
    case_id: str | None
    op_id: str
    form: str
    number: str
    copy_no: int
    sha256: str
    size: int
    created_at: datetime
    spooled_at: datetime | None = None


class Papers:
    """The PDF is written once; only its spooling is noted later."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, paper: Paper, pdf: bytes) -> None:
        """Keep a paper with its bytes, which must be the hashed ones."""
        if hashlib.sha256(pdf).hexdigest() != paper.sha256 or len(pdf) != paper.size:
            raise ValueError("the bytes are not the paper's")
        values = {column.name: getattr(paper, column.name) for column in PAPER.columns}
        self._connection.execute(insert(PAPER).values(values))
        self._connection.execute(insert(PAPER_BODY).values(paper_id=paper.paper_id, pdf=pdf))

    def get(self, paper_id: str) -> Paper | None:
        """The facts of one paper."""
        return next(iter(self._papers(select(PAPER).where(PAPER.c.paper_id == paper_id))), None)

    def pdf(self, paper_id: str) -> bytes:
        """The stored bytes, checked against the hash they were issued under."""
        pdf, sha256 = self._connection.execute(
            select(PAPER_BODY.c.pdf, PAPER.c.sha256)
            .join(PAPER, PAPER.c.paper_id == PAPER_BODY.c.paper_id)
            .where(PAPER.c.paper_id == paper_id)
        ).one()
        if hashlib.sha256(pdf).hexdigest() != sha256:
            raise DatabaseDamaged(f"paper {paper_id}")
        return bytes(pdf)

    def of_case(self, case_id: str) -> tuple[Paper, ...]:
        """A case's papers, newest first."""
        return self._papers(
            select(PAPER).where(PAPER.c.case_id == case_id).order_by(PAPER.c.created_at.desc())
        )

    def loose(self, start: datetime, end: datetime) -> tuple[Paper, ...]:
        """What was made from one moment to before another and no event tells of, oldest first."""
        apart = select(PAPER).where(PAPER.c.case_id.is_(None), PAPER.c.op_id == "")
        within = apart.where(PAPER.c.created_at >= start, PAPER.c.created_at < end)
        return self._papers(within.order_by(PAPER.c.created_at, PAPER.c.number))

    def untold(self) -> tuple[Paper, ...]:
        """Every numbered paper whose number no event of a case carries."""
        told = select(EVENT.c.op_id).where(EVENT.c.op_id == PAPER.c.op_id, EVENT.c.kind == "paper_issued")
        return self._papers(
            select(PAPER).where(PAPER.c.number != "", ~told.exists()).order_by(PAPER.c.number)
        )

    def printed(self, start: datetime, end: datetime) -> tuple[Paper, ...]:
        """What the printer took from one moment to before another, the newest first."""
        within = select(PAPER).where(PAPER.c.spooled_at >= start, PAPER.c.spooled_at < end)
        return self._papers(within.order_by(PAPER.c.spooled_at.desc(), PAPER.c.number.desc()))

    def numbered(self, number: str) -> tuple[Paper, ...]:
        """The prints of one number, newest first."""
        return self._papers(select(PAPER).where(PAPER.c.number == number).order_by(PAPER.c.copy_no.desc()))

    def next_copy(self, number: str) -> int:
        """Which print of the numbered paper comes next, 1 for the first."""
        newest = select(func.max(PAPER.c.copy_no)).where(PAPER.c.number == number)
        return (self._connection.execute(newest).scalar_one() or 0) + 1

    def unspooled(self) -> tuple[Paper, ...]:
        """Papers that were made but never confirmed as handed to the printer, oldest first."""
        return self._papers(select(PAPER).where(PAPER.c.spooled_at.is_(None)).order_by(PAPER.c.created_at))

    def mark_spooled(self, paper_id: str, at: datetime) -> None:
        """The spooler took the paper, or a person said that it need not be printed."""
        self._connection.execute(update(PAPER).where(PAPER.c.paper_id == paper_id).values(spooled_at=at))

    def _papers(self, chosen: Select[tuple[object, ...]]) -> tuple[Paper, ...]:
        return tuple(Paper(**row._mapping) for row in self._connection.execute(chosen))
