"""Each clerk's display size and colours on this machine; nothing here is worth encrypting."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from outlet_app.system.slot_file import write_safely


@dataclass(frozen=True, slots=True)
class Display:
    """A colour scheme by its code, and a size factor."""

    scheme: str = "light"
    factor: float = 1.0


class Preferences:
    """A small file by staff number; the empty number stands for the sign-in page."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, staff_no: str) -> Display | None:
        """What somebody chose, None if nothing yet."""
        try:
            told = self._read()[staff_no]
            return Display(str(told["scheme"]), float(told["factor"]))
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, staff_no: str, display: Display) -> None:
        """Remember a choice."""
        if self.of(staff_no) != display:
            every = {**self._read(), staff_no: asdict(display)}
            write_safely(self._path, json.dumps(every).encode())

    def _read(self) -> dict[str, dict[str, str | float]]:
        try:
            told: object = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            # A lost or torn file costs a choice of colours, not a start.
            return {}
        return told if isinstance(told, dict) else {}
