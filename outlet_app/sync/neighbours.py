"""Takes down which machines stand beside this one, and when the city last heard of each."""

from outlet_app.domain.windows import Window
from outlet_app.models.engine import Database
from outlet_app.models.windows import keep_windows, kept_windows
from outlet_app.sync.wire import WindowHeard


def learn_windows(database: Database, told: tuple[WindowHeard, ...]) -> None:
    """Keep what a greeting told, once all that those machines had sent by then is here.

    Kept earlier, a line that breaks before the pull would let this machine vouch for what it lacks.
    """
    windows = tuple(Window(one.terminal, one.heard) for one in told)
    with database.reading() as uow:
        known = kept_windows(uow.meta)
    if windows != known:
        with database.unit_of_work() as uow:
            keep_windows(uow.meta, windows)
            uow.commit()
