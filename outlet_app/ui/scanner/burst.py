"""Tells a scanner from a hand by its pace: many characters, each right behind the last, and Enter."""

GAP_MS = 50
# Six keys and Enter, each within a twentieth of a second: no hand does that.
LEAST = 6


class Burst:
    """Characters that came one right behind the other; times are those the system gave the keys, in ms."""

    def __init__(self) -> None:
        self.text = ""
        self._last = 0

    def follows(self, at: int) -> bool:
        """Whether a key at this time still belongs to what came before."""
        return bool(self.text) and 0 <= at - self._last <= GAP_MS

    def begin(self) -> None:
        """Forget what came before."""
        self.text = ""

    def add(self, text: str, at: int) -> None:
        """A character, or the line end between two of a longer code."""
        self.text += text
        self._last = at

    def ends(self, at: int) -> bool:
        """Whether Enter at this time ends a scan."""
        return self.follows(at) and len(self.text) >= LEAST
