"""The other windows of the outlet as the city last told them; a named value of the store."""

from collections.abc import Iterable
from datetime import datetime

from outlet_app.domain.windows import Window
from outlet_app.models.meta import Meta

WINDOWS = "outlet.windows"
LOST = "outlet.lost"


def keep_windows(meta: Meta, windows: Iterable[Window]) -> None:
    """Put down who stands beside this machine, in place of what was told before."""
    meta.set(
        WINDOWS, "\n".join(f"{one.terminal} {one.heard.isoformat()} {one.way}".rstrip() for one in windows)
    )


def kept_windows(meta: Meta) -> tuple[Window, ...]:
    """Who stands beside this machine; none where it is the outlet's only one."""
    lines = (meta.get(WINDOWS) or "").splitlines()
    return tuple(_read(*line.split(" ")) for line in lines)


def keep_lost(meta: Meta, terminals: Iterable[str]) -> None:
    """Put down whose machine was lost with what it had not sent."""
    meta.set(LOST, " ".join(sorted(terminals)))


def kept_lost(meta: Meta) -> frozenset[str]:
    """Terminal numbers of machines that the city gave up."""
    return frozenset((meta.get(LOST) or "").split())


def _read(terminal: str, heard: str, way: str = "") -> Window:
    return Window(terminal, datetime.fromisoformat(heard), way)
