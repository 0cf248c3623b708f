"""Which screen the citizen looks at."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen


def citizen_screen(clerk: QScreen | None, screens: Sequence[QScreen]) -> QScreen | None:
    """The first screen that is not the clerk's; a screen that mirrors the clerk's is none of its own."""
    if clerk is None:
        return None
    return next((one for one in screens if one is not clerk and one.geometry() != clerk.geometry()), None)
