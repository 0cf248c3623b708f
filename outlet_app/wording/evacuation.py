"""Words over a machine that the city called back: what waits, what the city signed for, what goes."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.wording.timeline import stamp

TITLE = "上交数据中"
HAPPENED = "市级已停用本机，办理已锁定。"
SAFE = "资料都在本机；市级全部签收以前，不会清除任何内容。"
NOW_WAIT = "请保持网络畅通，本页自动上交。长时间连不上的，请导出到 U 盘。"
NOW_FORGOTTEN = (
    "市级服务器恢复过数据，没有本机的登记，暂时不能上交。"
    "请窗口负责人向市级管理员要新的登记码，在本机登录后按重新登记。"
)
NOW_SIGNED = "市级已全部签收。请核对下面的内容，再清除本机资料。"
FACTS: Mapping[str, str] = {
    "events": "待上交步骤",
    "files": "待上交附件",
    "damaged": "损坏的附件",
    "others": "代转外送包",
    "drafts": "未完成草稿",
    "signed": "市级签收",
}
UNSIGNED = "还没有签收"
HAND_OVER = "立即上交 F8"
HANDING_OVER = "正在上交"
WIPE = "清除本机资料(&Q)"
QUIT = "退出程序"
ASK_TITLE = "清除本机资料"
ASK_SIGNED = "市级已签收本机 {events} 步、{files} 件附件。"
ASK_GOES = "清除后，本机的办件、附件、备份和口令都不能恢复。文书文件只在本机，清除后不能再打印。"
ASK_DRAFTS = "还有 {drafts} 份未完成的草稿，不上交，一并清除。"
ASK_DAMAGED = "有 {damaged} 件附件在本机已损坏，读不出来，市级也没有，一并清除。"
ASK_YES = "清除(&Q)"
ASK_NO = "先不清除(&N)"
WIPING = "正在清除，请不要关机"
GONE_TITLE = "本机资料已上交并清除"
GONE_SAFE = "资料都在市级。本机不再保存任何办件、附件和口令。"
GONE_NOW = "请把本机交还市级；需要继续使用的，请用新的登记码登记。"
GONE_UNSAID = "市级还不知道本机已清除，下次打开程序时自动告知。请一并告诉市级管理员。"
GONE_UNHEARD = "市级没有收到本机已清除的消息，请告诉市级管理员。"


def facts(
    events: int, files: int, damaged: int, others: int, drafts: int, signed_at: datetime | None, now: datetime
) -> dict[str, str]:
    """The values beside FACTS."""
    return {
        "events": f"{events} 步",
        "files": f"{files} 件",
        "damaged": f"{damaged} 件",
        "others": f"{others} 份",
        "drafts": f"{drafts} 份",
        "signed": f"{stamp(signed_at, now)} 签收" if signed_at else UNSIGNED,
    }


def asked(events: int, files: int, drafts: int, damaged: int) -> tuple[str, ...]:
    """What is read before the last press."""
    told = [ASK_SIGNED.format(events=events, files=files), ASK_GOES]
    if drafts:
        told.append(ASK_DRAFTS.format(drafts=drafts))
    if damaged:
        told.append(ASK_DAMAGED.format(damaged=damaged))
    return tuple(told)


def gone(stage: str) -> tuple[str, ...]:
    """What is said on a machine that was wiped; `stage` is said, unsaid or destroyed."""
    more = {"destroyed": GONE_UNSAID, "unsaid": GONE_UNHEARD}.get(stage, "")
    return tuple(filter(None, (GONE_SAFE, GONE_NOW, more)))
