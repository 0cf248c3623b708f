"""A rotating log that holds no names, numbers or telephones."""

import logging
import re
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MEGABYTE = 1 << 20
_FILES = 5
_CST_SECONDS = 8 * 3600
# Codes of bodies and people are 15 to 18 signs with at least eight digits in a row somewhere.
_CODE = re.compile(r"(?<![0-9A-Za-z-])(?=[0-9A-Za-z]*\d{8})[0-9A-Za-z]{15,18}(?![0-9A-Za-z-])")
_DIGITS = re.compile(r"(?<![0-9A-Za-z-])\+?(?:\d[ .()-]{0,2}){7,}\d(?![0-9A-Za-z])")
# Passports and permits: a letter or three before seven digits and more.
_PAPER = re.compile(r"(?<![0-9A-Za-z-])[A-Za-z]{1,3}\d{7,14}(?![0-9A-Za-z-])")
_WORDS = re.compile(r"[^\x00-\x7f]+")


def redact(text: str) -> str:
    """Replace codes and telephones by #, and everything not ASCII, so every name, by its length."""
    text = _CODE.sub("#", text)
    text = _PAPER.sub("#", _DIGITS.sub("#", text))
    return _WORDS.sub(lambda found: f"<{len(found.group())}>", text)


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line, so that arguments and tracebacks are covered too."""

    default_msec_format = "%s.%03d"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def converter(self, seconds: float | None) -> time.struct_time:
        """Local time is +08:00 on every machine of the city."""
        return time.gmtime((seconds or 0) + _CST_SECONDS)

    def format(self, record: logging.LogRecord) -> str:
        """The line without what points to a person; the time in front stays readable."""
        stamp = self.formatTime(record)
        return f"{stamp}{redact(super().format(record).removeprefix(stamp))}"


class _QuietFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A log that cannot be written neither stops a save nor spills names onto the terminal."""


def start_logging(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Write the program's log into the folder; give the result to `stop_logging` at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = _QuietFile(
        folder / "outlet.log", maxBytes=_MEGABYTE, backupCount=_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(RedactingFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
