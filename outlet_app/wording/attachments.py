"""Words of 附件: the list of scans, the pages being put together, and their way to the city."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.calendar import CST

TITLE = "附件"
BUTTON = "附件(&0)"
LIST = "材料附件"
COLUMNS: Mapping[str, str] = {"material": "材料", "state": "情况"}
OTHER = "其他材料"
NONE = "没有附件"
TRAY = "待添加的页面"
OPEN = "打开(&K)"
VOID = "作废(&Z)"
FILES = "选择文件(&O)"
PASTE = "粘贴(&V)"
SCANNED = "取扫描件(&S)"
FOLDER = "扫描文件夹(&G)"
ADD = "添加为附件(&A)"
CLOSE = "关闭 Esc"
CHOOSE = "选择"
CHOOSE_FILES = "选择扫描件、照片或 PDF"
CHOOSE_FOLDER = "选择扫描仪存放文件的文件夹"
FILE_KINDS = "扫描件和照片 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp);;所有文件 (*)"
HELP = "Ctrl+方向键移动这一页，R 旋转，Del 去掉。文件也可以拖进来。"
BUSY = "正在处理，请稍候。"
NOTHING_TO_PASTE = "剪贴板里没有图片或文件。请先复制，再按 Ctrl+V。"
NO_FOLDER = "还没有设定扫描文件夹"
ADDED = "附件已存本机"
VOIDED = "附件已作废"
VOID_STATE = "已作废"
VOID_TITLE = "作废附件"
VOID_TEXT = "作废的附件仍列在办件里，不再作为这份材料。"
VOID_LABEL = "作废原因"
VOID_GO = "作废"
LEFT_TITLE = "页面还没有添加"
_STATES: Mapping[str, tuple[str, str]] = {
    "waiting": ("待传", "warn"),
    "arrived": ("已到市级", "ok"),
    "elsewhere": ("其他窗口待传", "text2"),
    "damaged": ("请重新扫描", "bad"),
}
_AWAY = "已到市级，不在本机"


def pages(count: int) -> str:
    """3 页."""
    return f"{count} 页"


def size(count: int) -> str:
    """480 KB, 1.2 MB."""
    if count < 1_000_000:
        return f"{max(round(count / 1000), 1)} KB"
    return f"{count / 1_000_000:.1f} MB"


def came(left: int, total: int) -> str:
    """材料已到市局 2/3: to whoever receives them; empty where nothing was scanned."""
    return f"材料已到市局 {total - left}/{total}" if total else ""


def waiting(left: int, total: int, elsewhere: int = 0) -> str:
    """材料待传 1/3: so many of so many have not arrived; empty where nothing is to be sent.

    Where others have to send all that lacks, what has come is told: 材料已到市局 2/3.
    """
    if left and left == elsewhere:
        return came(left, total)
    return f"材料待传 {left}/{total}" if left else ""


def arrival(left: int, total: int, damaged: int, elsewhere: int = 0) -> str:
    """The same above the list, and that something has to be scanned again."""
    if not total:
        return ""
    told = waiting(left, total, elsewhere) or f"{total} 件都已到市级"
    return f"{told}，{damaged} 件请重新扫描" if damaged else told


def in_short(count: int, left: int, elsewhere: int = 0) -> str:
    """附件 3，待传 1: on the case page."""
    if not count:
        return "没有附件"
    if left and left == elsewhere:
        return f"{count} 件，已到 {count - left} 件"
    return f"{count} 件，待传 {left} 件" if left else f"{count} 件"


def material(code: str, name: str) -> str:
    """The material a scan belongs to."""
    return name or code or OTHER


def goal(count: int, name: str) -> str:
    """3 页，添加到：申报书."""
    return f"{pages(count)}，添加到：{name}" if count else f"添加到：{name}"


def page_name(number: int, total: int) -> str:
    """第 2 页，共 5 页, as it is spoken."""
    return f"第 {number} 页，共 {total} 页"


def scan_line(count: int, length: int, at: datetime) -> str:
    """2 页，412 KB，11-20 09:05."""
    return f"{pages(count)}，{size(length)}，{at.astimezone(CST):%m-%d %H:%M}"


def state(code: str, *, here: bool) -> tuple[str, str]:
    """Where a scan is, and its token colour."""
    if code == "arrived" and not here:
        return _AWAY, "ok"
    return _STATES[code]


def watching(folder: str) -> str:
    """Which folder is watched."""
    return f"扫描文件夹：{folder}"


def left(count: int) -> str:
    """What is said when the dialog is closed over pages nobody added."""
    return f"{pages(count)}留在本页，再打开这个办件的附件时还在。"


def viewer(name: str, number: str) -> str:
    """申报书　HH05-…."""
    return f"{name}　{number}"


def sync_line(left: int, damaged: int) -> str:
    """附件待传 in 同步中心."""
    return f"{left} 件，{damaged} 件请重新扫描" if damaged else f"{left} 件"
