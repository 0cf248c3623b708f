"""Sheets, rules and sizes of our papers (UI.md §11), in points; y runs down from the top edge."""

from dataclasses import dataclass

MM = 72 / 25.4

THIN = 0.5
FRAME = 1.0
FOOT_RULE = 0.35
BLANK_RULE = 0.4

SMALL = 9.5
CELL = 10.5
BODY = 11.0
LETTER = 12.0
ISSUER = 16.0
TITLE = 24.0
SHEET_TITLE = 20.0

SEAL = 42 * MM
QR = 32.5 * MM
QR_CELL = 44 * MM
HALF_PAD = 5 * MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size, margins, and where head line and foot stand; drawn larger by `zoom`."""

    width: float
    height: float
    side: float
    head: float
    top: float
    bottom: float
    zoom: float = 1.0

    @property
    def across(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        """The height for the text between head line and foot."""
        return self.height - self.top - self.bottom


PORTRAIT = Sheet(210 * MM, 297 * MM, 24 * MM, 18 * MM, 23 * MM, 20 * MM)
# A4 once more: what is 10.5 pt elsewhere is 16 pt on the paper (大字版).
LARGE_ZOOM = 16 / CELL
LARGE = Sheet(
    210 * MM / LARGE_ZOOM, 297 * MM / LARGE_ZOOM, 13 * MM, 12 * MM, 16 * MM, 20 * MM, zoom=LARGE_ZOOM
)
LANDSCAPE = Sheet(297 * MM, 210 * MM, 16 * MM, 14 * MM, 18 * MM, 20 * MM)
