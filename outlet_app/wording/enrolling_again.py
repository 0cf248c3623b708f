"""Words of 重新登记, and of the banner that offers it."""

from collections.abc import Mapping

BANNER_TITLE = "市级服务器恢复过数据，没有本机的登记"
BANNER_TEXT = (
    "暂停发送。办件照常办理，全部保存在本机，编号不变。请窗口负责人向市级管理员要新的登记码，按重新登记。"
)
_STILL: Mapping[str, str] = {
    "suspended": "恢复前市级已暂停本机，重新登记以后仍按暂停办理。",
    "revoked_evacuate": "恢复前市级已停用本机，重新登记以后接着上交数据。",
    "revoked": "恢复前市级已停用本机，重新登记以后上交数据。",
}
BUTTON = "重新登记(&R)"
TITLE = "重新登记"
TEXT = "办件和文书都在本机，登记以后自动补发，不用重办。"
FIELDS: Mapping[str, str] = {"code": "登记码"}
HINTS: Mapping[str, str] = {"code": "市级管理员新发的一次性登记码"}
GO = "登记(&G)"
DONE = "已重新登记"


def banner(mode: str) -> tuple[str, str]:
    """Title and text; what the city had decided about the machine holds on."""
    return BANNER_TITLE, BANNER_TEXT + _STILL.get(mode, "")


def done(terminal: str) -> str:
    """Under which number the machine goes on."""
    return f"本机终端号 {terminal}，正在补发"
