"""Qt without a display, for the faces that the screen takes."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
