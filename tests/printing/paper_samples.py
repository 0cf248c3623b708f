"""Papers to try: an ordinary notice, acceptance and day, to be varied by the tests. All people invented."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, ClockStart, PaperForm, TimeRule
from outlet_app.domain.channels import Entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, DueStamp
from outlet_app.domain.forms.texts import FormText, read_form_texts
from outlet_app.domain.workload import DaySheet, Flow, Intake, Line
from outlet_app.printing.acceptance import AcceptanceValues, Limit, Taken, TakenRow
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice import FaultyRow, MissingRow, NoticeValues, ReceivedRow, RefusedRow
from outlet_app.printing.rejection import RejectionValues
from outlet_app.printing.workload import SheetValues

RESOURCES = Path(__file__).parents[2] / "resources"
FONT_FOLDER = RESOURCES / "fonts"
EDITION = "2026-1"
TEXTS = read_form_texts(
    [json.loads(path.read_text("utf-8")) for path in (RESOURCES / "forms").glob("*.json")]
)
FACE_FILES = (
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSerifSC-Regular.ttf",
    "NotoSerifSC-Bold.ttf",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
)
RARE = "䶮龑㛃𬎆𠮷"
LONGEST_NAME = "内蒙古巴彦淖尔市乌拉特前旗河套平原绿色农牧业公司"
LONGEST_OUTLET = "乌拉特中旗乌加河镇联丰奋斗村知识产权公共服务网点"

IMPRINT = Imprint(
    outlet="杭锦后旗陕坝镇公共服务网点",
    division="杭锦后旗",
    clerk="苏日娜",
    short_no="0837",
    printed_at=datetime(2026, 11, 22, 10, 42, tzinfo=CST),
    version="0.1.0",
    text=TEXTS.drawn_with("W04", EDITION),
    number="HH0501 告〔2026〕0031 号",
)


def newest(form: str) -> FormText:
    """The last text of a form that the program brings along."""
    return TEXTS.in_force(form, date.max)


def imprint(form: str, number: str, **changes: object) -> Imprint:
    """The imprint of another form."""
    return replace(IMPRINT, text=newest(form), number=number, **changes)


BANK_PROOF = MissingRow(
    "银行账户证明",
    PaperForm.ORIGINAL,
    1,
    "由开户银行出具并加盖业务章，户名与申请人名称一致。",
    may_follow=True,
)
RIGHTS_PROOF = FaultyRow(
    "专利权利证明",
    ("D03", "D06"),
    "第 2 项专利号填写为“ZL2023104568.7”，少 1 位数字，无法检索。",
    "对照专利证书填写完整的专利号，重新提交清单。",
    place="第 3 页",
)
WRONG_DOOR = RefusedRow(
    "专利侵权纠纷不属于本窗口办理",
    "《中华人民共和国专利法》第六十五条",
    "专利侵权纠纷行政裁决所，0478-8213500",
)
NOTICE = NoticeValues(
    imprint=IMPRINT,
    case_no="HH05-20261122-010017-T",
    query_code="7K4M92QX",
    applicant="巴彦淖尔市河套禾源食品有限公司",
    is_body=True,
    id_kind=IdKind.USCC,
    id_number="91150826MA0NK2H35E",
    contact="赵永胜",
    phone="139****6718",
    item="知识产权政策资助奖励申报服务",
    sub_item="申报预审",
    submitted=date(2026, 11, 22),
    given_on=date(2026, 11, 22),
    received=(
        ReceivedRow("申报书", 1, 1, PaperForm.ORIGINAL, 6),
        ReceivedRow("营业执照", 1, 1, PaperForm.COPY, 1, "数据共享核验"),
    ),
    missing=(BANK_PROOF,),
    faulty=(RIGHTS_PROOF,),
    correction_workdays=15,
    correction_due=date(2026, 12, 11),
    outlet_phone="0478-6623315",
    consult_phone="0478-8213500",
    complaint_phone="0478-8213501",
)

ABOUT = CaseFacts(
    case_no="HH05-20261122-010017-T",
    query_code="7K4M92QX",
    applicant="巴彦淖尔市河套禾源食品有限公司",
    is_body=True,
    id_kind=IdKind.USCC,
    id_number="91150826MA0NK2H35E",
    contact="赵永胜",
    phone="139****6718",
    item="知识产权维权援助服务",
    sub_item="维权援助申请",
    outlet_phone="0478-6623315",
    consult_phone="0478-8213500",
    complaint_phone="0478-8213501",
)
REJECTION = RejectionValues(
    imprint=imprint("W06", "HH0501 不受〔2026〕0004 号"),
    about=ABOUT,
    asked_on=date(2026, 11, 20),
    given_on=date(2026, 11, 22),
    told={
        "reason": "专利侵权纠纷不属于本窗口办理。",
        "basis": "《中华人民共和国专利法》第六十五条",
        "instead": "专利侵权纠纷行政裁决所，临河区新华东街 1 号，0478-8213500",
    },
)
THREE_WORKDAYS = Limit(
    TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED),
    DueStamp("handling", ClockKind.WORKDAYS, datetime(2026, 11, 25, 17, 30, tzinfo=CST)),
)
ACCEPTANCE = AcceptanceValues(
    imprint=imprint("W05", "HH0501 受〔2026〕0128 号"),
    case_no="HH05-20261120-010018-3",
    query_code="9C3FQ7W2",
    applicant="内蒙古金葵种业科技有限公司",
    is_body=True,
    id_kind=IdKind.USCC,
    id_number="91150802MA0TEA71XJ",
    contact="赵永胜",
    phone="139****6718",
    item="知识产权信息查询服务",
    sub_item="复杂查询报告",
    channel=Channel.COUNTER,
    accepted_at=datetime(2026, 11, 20, 9, 52, tzinfo=CST),
    limits=(THREE_WORKDAYS,),
    materials=(
        TakenRow("服务需求申请表", PaperForm.ORIGINAL, 1),
        TakenRow("营业执照", PaperForm.COPY, 1, Taken.EXEMPT),
        TakenRow("经办人身份证", PaperForm.SIGHTED, 1, Taken.SIGHTED),
    ),
    outlet_phone="0478-6623315",
    consult_phone="0478-8213500",
    complaint_phone="0478-8213501",
)


def line(
    key: str,
    channels: tuple[int, ...] = (0, 0, 0, 0, 0),
    results: tuple[int, ...] = (0, 0, 0, 0, 0, 0, 0),
    special: tuple[int, int, int] = (0, 0, 0),
    reviews: tuple[int | None, int | None] = (None, None),
) -> Line:
    """A row: 窗口 电话 线上 上门 其他; 答复 受理 告知 容缺 转办 不予 收件; 帮办 办结 超期; 参评 满意."""
    return Line(
        key,
        dict(zip(Entrance, channels, strict=True)),
        dict(zip(Decision, results, strict=True)),
        *special,
        *reviews,
    )


ITEM_NAMES = {
    "1": "知识产权信息查询服务",
    "2": "知识产权业务咨询服务",
    "8": "知识产权政策资助奖励申报服务",
    "9": "知识产权公共服务标准咨询与清单查询",
}
CLERK_NAMES = {"1508260837": "苏日娜", "1508260838": "巴特尔·孟克"}
ITEMS = (
    line("1", (3, 1, 1, 0, 0), (3, 1, 1, 0, 0, 0, 0), (1, 4, 0)),
    line("2", (2, 2, 0, 1, 0), (4, 0, 0, 0, 1, 0, 0), (0, 3, 1)),
    line("8", (2, 0, 0, 0, 0), (0, 0, 0, 1, 0, 0, 1), (1, 0, 0)),
    line("9"),
    line("0", (1, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1, 0)),
)
DAY = DaySheet(
    outlet="1508263005",
    day=date(2026, 11, 17),
    until=datetime(2026, 11, 17, 17, 46, tzinfo=CST),
    items=ITEMS,
    clerks=(
        line("1508260837", (6, 1, 1, 0, 0), (6, 1, 1, 0, 0, 0, 0), (1, 5, 0)),
        line("1508260838", (2, 2, 0, 1, 0), (1, 0, 0, 1, 1, 1, 1), (1, 2, 1)),
    ),
    total=line("", (8, 3, 1, 1, 0), (7, 1, 1, 1, 1, 1, 1), (2, 7, 1), (0, 0)),
    flow=Flow(12, 13, 1, 0, 7, 1, 0, 2, 16),
    intake=Intake(3, 5, 2, 1),
    offered=0,
)
SHEET = SheetValues(
    imprint=imprint("W17", "HH0501 统〔2026〕0007 号"),
    outlet_sign="HH05",
    sheet=DAY,
    item_names=ITEM_NAMES,
    clerk_names=CLERK_NAMES,
    workday=True,
    unsent=3,
)
