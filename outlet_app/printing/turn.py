"""One at a time: ReportLab's open font files and pdfium do not bear two callers at once."""

# Locks only; no thread is started here.
from threading import Lock  # noqa: TID251

PRESS = Lock()
GLASS = Lock()
