"""Words of what travels by stick: buttons, how it stands, what became of a file."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.wording.sync import reason
from outlet_app.wording.timeline import stamp

TITLE = "U 盘收发"
EXPORT = "导出到 U 盘(&U)"
BRING = "从 U 盘导入(&I)"
BUSY = "正在读写 U 盘，请不要拔出"
IDLE = "长时间没有网络时使用"
CHOOSE_FOLDER = "选择 U 盘或文件夹"
CHOOSE_FILES = "选择 U 盘上的外送包或回执"
CHOOSE = "选择(&S)"
FILE_KINDS = "外送包和回执 (*.parcel *.receipt);;所有文件 (*)"
WROTE_TITLE = "外送包已写入并核对无误"
WROTE_SAFE = "办件仍在本机等待发送，收到市级回执后才算送达。"
WROTE_NOW = "请安全移除 U 盘，交给能联网的网点导入；带回回执后，在本机按从 U 盘导入。"
REPORTED = "没有等待发送的办件，只向市级报告本机近况。"
REPORTED_NOW = "请安全移除 U 盘，交给能联网的网点导入；带回回执后，在本机按从 U 盘导入。"
LEFT = "另有 {left} 件附件放不下，请在收到回执后再导出一次。"
RECEIPTS_TITLE = "{receipts} 份回执已写入并核对无误"
RECEIPTS_SAFE = "没有等待发送的办件。"
RECEIPTS_NOW = "请安全移除 U 盘，把回执带回原网点导入。"
BROUGHT_TITLE = "从 U 盘导入的结果"

_RECEIPT_AGAIN = "回执“{name}”导入过，没有变化。"
_RECEIPT = "回执“{name}”：{what}已送达市级。"
_SIGNED = "市级已签收本机全部数据。"
_HEARD = "回执“{name}”：市级已收到本机近况。"
_AGAIN = "市级服务器恢复过数据，{again} 步再次等待发送，请再导出一次。"
_REFUSED = "市级没有全部接收：{reason}。"
_PARCEL = "{whose} 的外送包已交市级：新收 {events} 项，早已收到 {known} 项。"
_ON_STICK = "回执已写入 U 盘，请交原网点带回。"
_NOT_ON_STICK = "回执没有写进 U 盘，已保存在本机；请插好 U 盘按导出到 U 盘。"
_WAITING = "{whose} 的外送包已保存在本机，还没有交市级（{reason}）。接通网络后自动转交，回执随下次导出。"


def whose(sign: str, terminal: str) -> str:
    """HH05 终端 01."""
    return f"{sign} 终端 {terminal}"


def contents(events: int, files: int) -> str:
    """12 步、3 件附件."""
    told = [f"{events} 步"] if events or not files else []
    return "、".join(told + ([f"{files} 件附件"] if files else []))


def wrote(name: str, events: int, files: int, left: int, receipts: int) -> tuple[str, ...]:
    """What an export put on the stick, then that it is safe, then what to do."""
    if not name:
        return (RECEIPTS_SAFE, RECEIPTS_NOW)
    more = f"另有其他网点的回执 {receipts} 份。" if receipts else ""
    if not events and not files:
        return (f"{name}。" + more, REPORTED, REPORTED_NOW)
    what = f"{name}：{contents(events, files)}。"
    rest = LEFT.format(left=left) if left else ""
    return (what + more, WROTE_SAFE, WROTE_NOW + rest)


def receipt(
    name: str,
    events: int,
    files: int,
    again: int,
    code: str,
    *,
    heard: bool = False,
    signed: bool = False,
) -> str:
    """What a receipt brought; nothing new is said as such."""
    told = _RECEIPT.format(name=name, what=contents(events, files)) if events or files else ""
    if not told and heard:
        told = _HEARD.format(name=name)
    told += _SIGNED if signed else ""
    told += _AGAIN.format(again=again) if again else ""
    if code and not again:
        told += _REFUSED.format(reason=reason(code)[0])
    return told or _RECEIPT_AGAIN.format(name=name)


def parcel(sign: str, terminal: str, events: int, known: int, code: str, *, on_stick: bool) -> str:
    """What the city took of another machine's parcel, and where the receipt lies."""
    told = _PARCEL.format(whose=whose(sign, terminal), events=events, known=known)
    told += _REFUSED.format(reason=reason(code)[0]) if code else ""
    return told + (_ON_STICK if on_stick else _NOT_ON_STICK)


def waiting(sign: str, terminal: str, code: str) -> str:
    """A parcel that waits here for the line."""
    return _WAITING.format(whose=whose(sign, terminal), reason=reason(code)[0])


def standing(
    exported_at: datetime | None,
    events: int,
    files: int,
    trays: Mapping[str, int],
    now: datetime,
) -> str:
    """How it stands, in short sentences; IDLE where there is nothing to say."""
    told = []
    if exported_at is not None:
        told.append(f"{stamp(exported_at, now)} 导出 {contents(events, files)}，等待回执")
    if trays.get("to_city"):
        told.append(f"{trays['to_city']} 份外送包待联网转交")
    if trays.get("to_bring_back"):
        told.append(f"{trays['to_bring_back']} 份回执待导出带回")
    if trays.get("set_aside"):
        told.append(f"{trays['set_aside']} 份外送包市级打不开，请原网点再导出")
    return "；".join(told) or IDLE
