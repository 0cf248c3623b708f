"""The ledgers a window keeps, each a reading of the same facts (domain.md §8.1)."""

from outlet_app.domain.ledgers import (
    agency,
    audit,
    contact,
    course,
    handing,
    intake,
    package,
    papers,
    pledge,
    policy,
    promise,
    rectification,
    second,
    sending,
    training,
)
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, Sum, SumOf, lines

_SUBJECTS = (
    agency,
    contact,
    intake,
    promise,
    pledge,
    policy,
    course,
    package,
    rectification,
    handing,
    training,
    papers,
    sending,
    audit,
    second,
)
_ALL = [one for subject in _SUBJECTS for one in subject.LEDGERS]
LEDGERS: dict[str, Ledger] = {one.code: one for one in sorted(_ALL, key=lambda one: int(one.code[1:]))}

__all__ = ["LEDGERS", "Cell", "Ledger", "Line", "Sum", "SumOf", "lines"]
