"""A crash gets a reference number and a redacted sheet, and the clerk one sentence."""

import logging
import secrets
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from outlet_app.system.logs import redact

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that is misheard on the telephone
_LENGTH = 8
log = logging.getLogger(__name__)


def new_reference() -> str:
    """Eight signs to read out on the telephone, in fours."""
    signs = [secrets.choice(_ALPHABET) for _ in range(_LENGTH)]
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


def write_sheet(folder: Path, error: BaseException, reference: str | None = None) -> str:
    """Write what happened into the folder without anything personal; returns the reference.

    A full disk costs the sheet, never the sentence the clerk is to be told.
    """
    reference = reference or new_reference()
    told = redact("".join(traceback.format_exception(error)))
    log.error("crash %s: %s", reference, type(error).__name__)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"crash-{reference}.txt").write_text(told, encoding="utf-8")
    except OSError:
        log.exception("no sheet for crash %s", reference)
    return reference


def catch_crashes(folder: Path, tell: Callable[[str], None]) -> Callable[[], None]:
    """Send every uncaught exception to a sheet and its reference to `tell`; the result undoes it."""
    before = sys.excepthook

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        tell(write_sheet(folder, error.with_traceback(trace)))

    def undo() -> None:
        sys.excepthook = before

    sys.excepthook = caught
    return undo
