"""What a maker is: when its paper fits a case, and how the paper is drawn from it."""

from collections.abc import Callable
from dataclasses import dataclass

from outlet_app.domain.case import Case
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.services.paper_values import PaperValues

Draw = Callable[[PaperValues, Case, Imprint, Faces], bytes]


def _only_one(_case: Case) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Maker:
    """draw: the PDF of the case as it stands, NoGlyph, DoesNotFit; fits: whether the case has come so far.

    large: the same as 大字版, None where the form has none. count: how many things of the case such a paper
    has been about, where each has its own.
    """

    draw: Draw
    fits: Callable[[Case], bool]
    large: Draw | None = None
    count: Callable[[Case], int] = _only_one
