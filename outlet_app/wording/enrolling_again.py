"""Words of 重新登记, and of the banner that offers it."""

BANNER_TITLE = "市级服务器恢复过数据，没有本机的登记"
BANNER_TEXT = (
    "暂停发送。办件照常办理，全部保存在本机，编号不变。请窗口负责人向市级管理员要新的登记码，按重新登记。"
)
BUTTON = "重新登记(&R)"
TITLE = "重新登记"
TEXT = "办件和文书都在本机，登记以后自动补发，不用重办。"
CODE = "登记码"
CODE_HINT = "市级管理员新发的一次性登记码"
GO = "登记(&G)"
DONE = "已重新登记"


def done(terminal: str) -> str:
    """Under which number the machine goes on."""
    return f"本机终端号 {terminal}，正在补发"
