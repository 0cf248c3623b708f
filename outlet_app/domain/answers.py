"""政策问答: a question people ask, what to answer, on what basis, and in which edition it stands."""

from outlet_app.domain.frozen import dataclass

AT = "@"


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """One entry; without items it fits every item. `keys` are words it is also found by."""

    code: str
    question: str
    answer: str
    basis: str
    edition: str
    items: tuple[int, ...] = ()
    keys: str = ""

    @property
    def source(self) -> str:
        """What a case remembers of it: A012@2026-1."""
        return f"{self.code}{AT}{self.edition}"


def read_source(source: str) -> tuple[str, str] | None:
    """Return entry and edition of a source, None for what is none."""
    code, at, edition = source.partition(AT)
    return (code, edition) if at and code and edition else None
