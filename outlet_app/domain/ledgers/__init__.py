"""The ledgers a window keeps, each a reading of the same facts (domain.md §8.1)."""

from outlet_app.domain.ledgers import (
    agency,
    audit,
    contact,
    continuity,
    course,
    duty,
    handing,
    intake,
    numbers,
    package,
    papers,
    pledge,
    policy,
    promise,
    quarterly,
    rectification,
    reviews,
    second,
    sending,
    tickets,
    tracking,
    training,
)
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, Sum, SumOf, lines

_SUBJECTS = (
    agency,
    contact,
    continuity,
    intake,
    promise,
    pledge,
    policy,
    course,
    package,
    reviews,
    rectification,
    handing,
    training,
    papers,
    duty,
    sending,
    audit,
    second,
    tracking,
    tickets,
    numbers,
    quarterly,
)


def _place(code: str) -> int:
    """L12 comes as two books, in the order in which they are named here."""
    return int(code[1:].partition("-")[0])


_ALL = [one for subject in _SUBJECTS for one in subject.LEDGERS]
LEDGERS: dict[str, Ledger] = {one.code: one for one in sorted(_ALL, key=lambda one: _place(one.code))}

__all__ = ["LEDGERS", "Cell", "Ledger", "Line", "Sum", "SumOf", "lines"]
