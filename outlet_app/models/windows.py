"""The other windows of the outlet as the city last told them; a named value of the store."""

from collections.abc import Iterable
from datetime import datetime

from outlet_app.domain.windows import Window
from outlet_app.models.meta import Meta

WINDOWS = "outlet.windows"


def keep_windows(meta: Meta, windows: Iterable[Window]) -> None:
    """Put down who stands beside this machine, in place of what was told before."""
    meta.set(WINDOWS, "\n".join(f"{one.terminal} {one.heard.isoformat()}" for one in windows))


def kept_windows(meta: Meta) -> tuple[Window, ...]:
    """Who stands beside this machine; none where it is the outlet's only one."""
    lines = (meta.get(WINDOWS) or "").splitlines()
    told = (line.partition(" ") for line in lines)
    return tuple(Window(terminal, datetime.fromisoformat(heard)) for terminal, _, heard in told)
