"""Why a paper cannot be made: a code and what it tells, for the use case to pass on."""


class CannotPrint(Exception):  # noqa: N818 - the paper is not made, the work is kept
    """`code` is worded by the screen in three clauses, filled from `told`."""

    code: str = ""

    @property
    def told(self) -> dict[str, object]:
        """What the clauses ask for."""
        return {}


class NoGlyph(CannotPrint):
    """No face has this character, so no legal paper can be printed with it (domain.md §12.1)."""

    code = "paper.no_glyph"

    def __init__(self, char: str) -> None:
        super().__init__(f"U+{ord(char):04X}")
        self.char = char

    @property
    def told(self) -> dict[str, object]:
        """The character, and its number as it can be read out on the telephone."""
        return {"char": self.char, "codepoint": f"{ord(self.char):04X}"}


class DoesNotFit(CannotPrint):
    """One row is higher than a whole page, and a row is never split."""

    code = "paper.too_long"
