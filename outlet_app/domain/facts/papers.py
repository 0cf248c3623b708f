"""Facts about papers."""

from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PaperIssued(Fact):
    """A numbered paper exists, byte for byte (decisions.md 6).

    edition: of the form texts it was drawn with; empty from versions that had one only.
    large: 大字版, in 16 pt. ordinal: which notice of the case it prints, 0 where there is but one such thing.
    """

    KIND: ClassVar[str] = "paper_issued"
    form: str
    number: str
    copy_no: int
    sha256: str
    pages: int
    edition: str = ""
    large: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class PrintFailed(Fact):
    """The spooler did not take the paper; its number stays."""

    KIND: ClassVar[str] = "print_failed"
    number: str
    copy_no: int
    code: str
