"""The server's log: one JSON object a line, and no word in it that somebody typed."""

import json
import logging
import sys
import traceback
from datetime import datetime

from outlet_app.domain.calendar import CST

_QUIET = ("uvicorn", "uvicorn.error", "uvicorn.access")


class Lines(logging.Formatter):
    """Writes a record as JSON: when, how grave, who says it, what, and the fields it was given.

    Of an exception only its kind and its way through the code are written: its own words may hold what
    a clerk wrote, and a database puts whole rows into them.
    """

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, CST).isoformat(),
            "level": record.levelname.lower(),
            "by": record.name,
            "what": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["broke"] = record.exc_info[0].__name__
            told["way"] = [
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(told, ensure_ascii=False)


def write_lines() -> None:
    """From now on everything this process logs goes to stderr in lines of JSON."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [lines]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        # Its own handlers would write beside these lines, and in another shape.
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
