"""Chooses this system's way to a printer."""

import sys

from outlet_app.system.gdi_spooler import GdiSpooler
from outlet_app.system.spooler import LpSpooler, Raster, Spooler


def system_spooler(raster: Raster) -> Spooler:
    """GDI on Windows, CUPS elsewhere; `raster` draws the pages where the printer takes no PDF."""
    return GdiSpooler(raster) if sys.platform == "win32" else LpSpooler()
