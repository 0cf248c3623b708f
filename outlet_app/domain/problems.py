"""What can be wrong, as values: a Problem at a field, a Refusal of a step."""

from collections.abc import Mapping
from dataclasses import field

from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one input: a code and its arguments, worded by the screen.

    A soft problem is a warning: it is shown, and saving goes on (domain.md §10).
    """

    code: str
    args: Mapping[str, object] = field(default_factory=dict)
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """The use case says no: a code and its arguments; nothing was changed."""

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Carries a Refusal through layers that can only raise."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
