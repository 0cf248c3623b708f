"""Words of 设置."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.wording.formats import stamp
from outlet_app.wording.items import RELEASES
from outlet_app.wording.trial_page import SYSTEM_PRINTER

TITLE = "设置"
DISPLAY = "显示"
DISPLAY_NOTE = "只对本人生效，随时可按 Ctrl+= 放大、Ctrl+- 缩小"
PRINTER = "打印机"
PRINTER_FIELD = "文书打印到"
PRINTER_NOTE = "对本机所有人员生效"
LOOKING = "正在查看打印机…"
NO_PRINTER = "没有找到打印机，接好以后按 F5"
GONE = "选定的打印机现在没有：{name}"
TRY = "打印检查页(&P)"
TRIED = "检查页已送打印机"
CHOSEN = "已选定打印机"
MACHINE = "本机"
COPY = "复制(&C)"
COPIED = "已复制本机信息"
PEOPLE = "人员"
COLLEAGUES = "本网点人员(&R)"
OWN = "修改口令(&K)"
OWN_TITLE = "修改口令"
OWN_TEXT = "口令只存在本机。改好以后，原来的口令随即失效。"
OWN_OLD = "现在的口令"
OWN_NEW = "新口令"
OWN_GO = "修改(&X)"
OWN_DONE = "已修改口令"
OWN_SAME = "和现在的口令一样"
NONE = "还没有"
FACTS: Mapping[str, str] = {
    "outlet": "网点",
    "code": "网点编码",
    "terminal": "窗口号",
    "server": "市级服务器",
    "program": "程序版本",
    "catalogue": "事项清单",
    "calendar": "节假日安排",
    "backup": "最近备份",
    "folder": "资料所在",
}


def printer_name(name: str) -> str:
    """A printer's own name, or the system's choice."""
    return name or SYSTEM_PRINTER


def outlet(name: str, sign: str) -> str:
    """杭锦后旗知识产权公共服务窗口（HH05）."""
    return f"{name}（{sign}）"


def catalogue(version: str) -> str:
    """第二批清单（2025-batch-2）."""
    named = RELEASES.get(version)
    return f"{named}（{version}）" if named else version


def calendar(until: int) -> str:
    """已到 2026年; without any plan working days are Monday to Friday."""
    return f"已到 {until}年" if until else "没有，按周一至周五计算"


def backup(at: datetime | None) -> str:
    """2026-11-18 10:42."""
    return stamp(at) if at else NONE


def told(lines: Mapping[str, str]) -> str:
    """All facts of the machine, one a line, to be sent to whoever helps."""
    return "\n".join(f"{FACTS[key]}：{text}" for key, text in lines.items())
