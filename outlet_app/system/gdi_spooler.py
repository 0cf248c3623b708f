"""The Windows printer: each page as a 300 dpi picture through GDI; the PDF stays the record."""

import ctypes
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from outlet_app.system.spooler import FAILED, NONE, Picture, Raster, SpoolerTrouble

DPI = 300
PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS = 2, 4
NAMES_ONLY = 4
PHYSICAL_WIDTH, PHYSICAL_HEIGHT, OFFSET_X, OFFSET_Y = 110, 111, 112, 113
HALFTONE = 4
SRCCOPY = 0x00CC0020
BITS_A_PIXEL = 32


class _DocInfo(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_int),
        ("name", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("datatype", ctypes.c_wchar_p),
        ("kind", ctypes.c_uint32),
    )


class _BitmapHeader(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_uint32),
        ("width", ctypes.c_int32),
        ("height", ctypes.c_int32),
        ("planes", ctypes.c_uint16),
        ("bits", ctypes.c_uint16),
        ("compression", ctypes.c_uint32),
        ("image_size", ctypes.c_uint32),
        ("x_per_metre", ctypes.c_int32),
        ("y_per_metre", ctypes.c_int32),
        ("colours_used", ctypes.c_uint32),
        ("colours_important", ctypes.c_uint32),
    )


class _PrinterInfo(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("server", ctypes.c_wchar_p),
        ("attributes", ctypes.c_uint32),
    )


class GdiSpooler:
    """Draws every page on the printer; the two system libraries can be handed in."""

    def __init__(self, raster: Raster, gdi: Any = None, winspool: Any = None) -> None:
        self._raster = raster
        self._gdi = gdi or _gdi32()
        self._winspool = winspool or ctypes.CDLL("winspool.drv")

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        """Print the copies one after the other; SpoolerTrouble."""
        name = printer or self._default()
        if not name:
            raise SpoolerTrouble(NONE)
        with self._device(name) as device, self._document(device, title):
            for _ in range(copies):
                for picture in self._raster(pdf, DPI):
                    self._page(device, picture)

    def printers(self) -> tuple[str, ...]:
        """The names of local printers and connections."""
        needed, found = ctypes.c_uint32(), ctypes.c_uint32()
        asked = (PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS, None, NAMES_ONLY)
        sizes = (ctypes.byref(needed), ctypes.byref(found))
        self._winspool.EnumPrintersW(*asked, None, 0, *sizes)
        room = ctypes.create_string_buffer(max(needed.value, 1))
        if not self._winspool.EnumPrintersW(*asked, room, needed.value, *sizes):
            return ()
        listed = ctypes.cast(room, ctypes.POINTER(_PrinterInfo))
        return tuple(str(listed[index].name) for index in range(found.value))

    def _default(self) -> str:
        length = ctypes.c_uint32()
        self._winspool.GetDefaultPrinterW(None, ctypes.byref(length))
        room = ctypes.create_unicode_buffer(max(length.value, 1))
        known = self._winspool.GetDefaultPrinterW(room, ctypes.byref(length))
        return room.value if known else ""

    @contextmanager
    def _device(self, printer: str) -> Iterator[ctypes.c_void_p]:
        handle = self._gdi.CreateDCW("WINSPOOL", printer, None, None)
        if not handle:
            raise SpoolerTrouble(NONE, printer)
        device = ctypes.c_void_p(handle)
        try:
            yield device
        finally:
            self._gdi.DeleteDC(device)

    @contextmanager
    def _document(self, device: ctypes.c_void_p, title: str) -> Iterator[None]:
        info = _DocInfo(ctypes.sizeof(_DocInfo), title, None, None, 0)
        _demand(self._gdi.StartDocW(device, ctypes.byref(info)) > 0, "StartDoc")
        try:
            yield
        except BaseException:
            self._gdi.AbortDoc(device)
            raise
        _demand(self._gdi.EndDoc(device) > 0, "EndDoc")

    def _page(self, device: ctypes.c_void_p, picture: Picture) -> None:
        width, height = (self._gdi.GetDeviceCaps(device, size) for size in (PHYSICAL_WIDTH, PHYSICAL_HEIGHT))
        left, top = (-self._gdi.GetDeviceCaps(device, offset) for offset in (OFFSET_X, OFFSET_Y))
        across, down, pixels = turned_to(picture, upright=height >= width)
        header = _BitmapHeader(ctypes.sizeof(_BitmapHeader), across, -down, 1, BITS_A_PIXEL)
        _demand(self._gdi.StartPage(device) > 0, "StartPage")
        self._gdi.SetStretchBltMode(device, HALFTONE)
        place = (left, top, width, height, 0, 0, across, down)
        drawn = self._gdi.StretchDIBits(device, *place, pixels, ctypes.byref(header), 0, SRCCOPY)
        _demand(drawn > 0, "StretchDIBits")
        _demand(self._gdi.EndPage(device) > 0, "EndPage")


def turned_to(picture: Picture, upright: bool) -> Picture:
    """The picture turned a quarter clockwise where it lies across the paper."""
    width, height, pixels = picture
    if (height >= width) is upright:
        return picture
    dots = array("I", pixels)
    turned = array("I")
    for column in range(width):
        turned.extend(dots[column::width][::-1])
    return height, width, turned.tobytes()


def _gdi32() -> Any:
    # 64-bit Windows has one calling convention, so the plain loader does.
    library = ctypes.CDLL("gdi32")
    library.CreateDCW.restype = ctypes.c_void_p
    return library


def _demand(held: bool, step: str) -> None:
    if not held:
        raise SpoolerTrouble(FAILED, step)
