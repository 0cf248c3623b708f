"""The words about scanners: how licences name their fields, and what is said of a scan."""

import re
from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.licences import CODE, NAME, PERSON, Licence
from outlet_app.domain.masking import mask_id
from outlet_app.domain.scanning import Unread

LICENCE_LABELS: Mapping[str, str] = {
    "统一社会信用代码": CODE,
    "社会信用代码": CODE,
    "信用代码": CODE,
    "uniscid": CODE,
    "uscc": CODE,
    "名称": NAME,
    "企业名称": NAME,
    "单位名称": NAME,
    "机构名称": NAME,
    "市场主体名称": NAME,
    "字号名称": NAME,
    "entname": NAME,
    "法定代表人": PERSON,
    "法定代表人姓名": PERSON,
    "法人": PERSON,
    "负责人": PERSON,
    "经营者": PERSON,
    "投资人": PERSON,
    "执行事务合伙人": PERSON,
    "lerep": PERSON,
}

NOT_USED = "扫到的内容没有使用"
WHY: Mapping[Unread, str] = {
    Unread.CASE_NO: "像是办件号，但校验不符。请重新扫一次，或按 F3 手工输入。",
    Unread.WRONG_CODE: "扫到的 18 位号码不是正确的统一社会信用代码。请再扫一次，或照证照填写。",
    Unread.WITHOUT_CODE: "这个二维码里没有统一社会信用代码，要联网才能查到。请照证照填写。",
    Unread.UNKNOWN: "既不是本系统的文书，也不是营业执照。",
}
READ = "扫到的是“{text}”。"
KEPT = "已照原样留在光标处，不需要的请删去。"
UNTOUCHED = "已填写的内容没有变动。"
BUSY = "对话框还开着。请办完或按 Esc 关闭，再扫一次。"
LONGEST = 60

FILLED = "已按营业执照填写申请人"
FILLED_CODE = "统一社会信用代码 {code}"
FILLED_CONTACT = "联系人先填了法定代表人，来的是别人请改过来。"
FILLED_LAST = "其余信息按 {day:%Y-%m-%d} 的登记带出。"
FILLED_ONLY_CODE = "执照的二维码里没有名称，请照证照填写名称。"

OTHER_TITLE = "页面上已有申请人"
OTHER_TEXT = "页面上填的是“{old}”，扫到的是“{new}”。"
OTHER_SAFE = "换成扫到的以后，事项、诉求和材料不变。"
OTHER_KEEP = "保留页面上的(&C)"
OTHER_TAKE = "换成扫到的(&R)"


def filled(licence: Licence, *, contact: bool, last: datetime | None) -> str:
    """Which number was filled in, what came from the last visit, and what is left to look at."""
    said = [FILLED_CODE.format(code=licence.code) + "。"]
    if last is not None:
        said.append(FILLED_LAST.format(day=last))
    elif not licence.name:
        said.append(FILLED_ONLY_CODE)
    if contact:
        said.append(FILLED_CONTACT)
    return "".join(said)


def unread(why: Unread, text: str, *, kept: bool) -> str:
    """Why a scan was of no use, what it was, and that nothing is lost."""
    return f"{WHY[why]}{_read(text)}{KEPT if kept else UNTOUCHED}"


def busy(text: str) -> str:
    """A dialog is open: what to do, and that nothing is lost."""
    return f"{BUSY}{_read(text)}{UNTOUCHED}"


def _read(text: str) -> str:
    # What was scanned may be a person's number: its middle is nobody's business on screen.
    shown = re.sub(r"[0-9A-Za-z]{11,}", lambda found: mask_id(found[0]), " ".join(text.split()))
    return READ.format(text=shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…")
