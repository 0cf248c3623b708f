"""Two figures that should agree, and how a disagreement is told; reported, never mended."""

from collections.abc import Iterable

from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class BrokenIdentity:
    """Two figures that should agree: which rule, where (a row's key or a column), and both numbers."""

    code: str
    where: str
    left: int
    right: int


def equal(code: str, where: str, left: int, right: int) -> Iterable[BrokenIdentity]:
    """The disagreement of two figures that are to be the same; nothing where they are."""
    return () if left == right else (BrokenIdentity(code, where, left, right),)


def at_most(code: str, where: str, left: int, right: int) -> Iterable[BrokenIdentity]:
    """The disagreement of a part that is more than its whole; nothing where it is not."""
    return () if left <= right else (BrokenIdentity(code, where, left, right),)
