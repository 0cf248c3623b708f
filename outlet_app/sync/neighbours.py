"""Takes down which machines stand beside this one, and when the city last heard of each."""

from outlet_app.domain.windows import Window
from outlet_app.models.engine import Database
from outlet_app.models.windows import keep_lost, keep_windows, kept_lost, kept_windows
from outlet_app.sync.wire import WindowHeard


def learn_windows(database: Database, told: tuple[WindowHeard, ...], lost: tuple[str, ...] = ()) -> None:
    """Keep what a greeting told, once all that those machines had sent by then is here.

    lost: terminal numbers of machines that the city gave up.

    Kept earlier, a line that breaks before the pull would let this machine vouch for what it lacks.
    """
    windows = tuple(Window(one.terminal, one.heard, one.way) for one in told)
    with database.reading() as uow:
        known = kept_windows(uow.meta), kept_lost(uow.meta)
    if known != (windows, frozenset(lost)):
        with database.unit_of_work() as uow:
            keep_windows(uow.meta, windows)
            keep_lost(uow.meta, lost)
            uow.commit()
