"""One ordinary paper of every form, and the same with many rows or other names. All people invented."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from paper_samples import ABOUT, TEXTS, imprint, newest

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import CheckWay, ClockKind, ClockStart, Material, PaperForm, TimeRule
from outlet_app.domain.events import DueStamp, PromiseLine
from outlet_app.domain.facts.delivery import GivenOut
from outlet_app.domain.facts.pledge import PledgeLine
from outlet_app.domain.facts.policy import PolicyPin
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Lack, MatchLine
from outlet_app.printing.acceptance import Limit
from outlet_app.printing.assistance import AssistanceValues, StopValues, build_assistance, build_stop
from outlet_app.printing.checklist import ChecklistValues, build_checklist
from outlet_app.printing.commitment import CommitmentValues, build_commitment
from outlet_app.printing.correction import CameRow, CorrectionValues, build_correction
from outlet_app.printing.deficient import DeficientValues, build_deficient
from outlet_app.printing.delivery import DeliveryValues, build_delivery
from outlet_app.printing.fonts import Faces
from outlet_app.printing.handed import HandedRow
from outlet_app.printing.handover import HandoverValues, build_handover
from outlet_app.printing.intent import IntentValues, PolicyPart, build_intent
from outlet_app.printing.mandate import MandateValues, Party, build_mandate
from outlet_app.printing.notice_sections import ReceivedRow
from outlet_app.printing.outcome import OutcomeValues, build_outcome
from outlet_app.printing.promise import PromiseValues, build_promise
from outlet_app.printing.receipt import ReceiptValues, build_receipt
from outlet_app.printing.rectification import RatedPart, RectificationValues, build_rectification
from outlet_app.printing.termination import TerminationValues, build_termination
from outlet_app.printing.tracking import SummaryValues, VisitValues, build_summary, build_visit
from outlet_app.printing.transfer import TransferValues, build_transfer
from outlet_app.printing.withdrawal import WithdrawalValues, build_withdrawal

AT = datetime(2026, 11, 22, 10, 42, tzinfo=CST)
DAY = date(2026, 11, 22)
MATERIALS = ("资助奖励申报书", "营业执照等主体资格证明", "权利证明", "支出凭证", "信用承诺书")
# Papers drawn once for all tests that only read them, by form and number of rows.
_DRAWN: dict[tuple[str, int], bytes] = {}
OUTCOMES = tuple(code for code in TEXTS.codes if code.startswith("R"))


@dataclass(frozen=True)
class Sample:
    """A form's values with its builder; `rows` names the fields that hold lists."""

    values: Any
    build: Callable[[Any, Faces], bytes]
    rows: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        return str(self.values.imprint.text.code)

    def drawn(self, faces: Faces, **changes: object) -> bytes:
        if changes:
            return self.build(replace(self.values, **changes), faces)
        if (self.form, 0) not in _DRAWN:
            _DRAWN[self.form, 0] = self.build(self.values, faces)
        return _DRAWN[self.form, 0]

    def with_rows(self, faces: Faces, count: int) -> bytes:
        """The paper with so many rows in each list."""
        lists = {name: tuple(again(getattr(self.values, name), count)) for name in self.rows}
        if (self.form, count) not in _DRAWN:
            _DRAWN[self.form, count] = self.drawn(faces, **lists)
        return _DRAWN[self.form, count]

    def named(self, faces: Faces, name: str) -> bytes:
        """The paper of somebody else."""
        about = replace(ABOUT, applicant=name, contact=name)
        if hasattr(self.values, "principal"):
            return self.drawn(faces, about=about, principal=replace(self.values.principal, name=name))
        if hasattr(self.values, "about"):
            return self.drawn(faces, about=about)
        if hasattr(self.values, "asked_by"):
            return self.drawn(faces, asked_by=name)
        return self.drawn(faces, checked_by=name)


def again(rows: Any, count: int) -> list[Any]:
    """The rows over and over, as many as asked."""
    return [rows[number % len(rows)] for number in range(count)]


def number(form: str) -> str:
    return f"HH0501 {newest(form).word}〔2026〕0007 号"


def mark(form: str, **changes: object) -> Any:
    return imprint(form, number(form), **changes)


FEEDBACK_LIMIT = Limit(
    TimeRule("feedback", ClockKind.HOURS, 24, ClockStart.REGISTERED),
    DueStamp("feedback", ClockKind.HOURS, datetime(2026, 11, 23, 10, 42, tzinfo=CST)),
)
HANDED = (
    HandedRow("资助奖励申报书", 1, PaperForm.ORIGINAL, 6),
    HandedRow("专利证书", 2, PaperForm.COPY, 3, "已与原件核对一致"),
)
PLAN = TrackingPlanned("新增高价值专利五件", "每月一次布局指导", date(2026, 12, 20), "内蒙古农业大学")
VISIT = FollowUpVisited(
    DAY, VisitWay.ON_SITE, "已提交两件发明专利申请，脱壳装置尚在试验。", date(2026, 12, 22), "赵永胜"
)
LACK = "未提交，开户银行正在办理"
DEFERRED = (PromiseLine("M3", "银行账户证明", date(2026, 11, 27), PaperForm.ORIGINAL, 1, LACK),)
RECEIVED = (
    ReceivedRow("维权援助申请表", 1, 1, PaperForm.ORIGINAL, 4),
    ReceivedRow("申请人主体资格证明", 1, 1, PaperForm.COPY, 1, exempt=True),
    ReceivedRow("侵权初步证据", 1, 1, PaperForm.COPY, 12, "另附光盘 1 张"),
)
_LISTED = Material(
    "M1", "资助奖励申报书", True, PaperForm.ORIGINAL, 1, False, False, "窗口提供空白表样",
    "各栏填写完整，签字盖章。", "",
)  # fmt: skip
_OWN = replace(_LISTED, source="申请人自备")
NEEDED = (
    _LISTED,
    replace(_OWN, name="支出凭证", form=PaperForm.COPY, standard="发票和付款凭证，逐页加盖公章。"),
    replace(_OWN, name="信用承诺书", core=False, standard="法定代表人签字。", may_follow=True),
    replace(_OWN, name="营业执照", form=PaperForm.COPY, standard="在有效期内。", shared=True),
)
PROOF = PledgeLine("M9", "无违法记录证明", "近三年没有行政处罚", "核对申报资格", CheckWay.ONLINE)
FIRST_VISIT = FollowUpVisited(date(2026, 10, 20), VisitWay.ON_SITE, "到厂区看了脱壳生产线。", DAY, "赵永胜")
SECOND_VISIT = FollowUpVisited(
    DAY, VisitWay.PHONE, "已提交两件发明专利申请。", date(2026, 12, 22), "乌云其木格"
)
POLICY = PolicyPart(
    PolicyPin(
        "BY-2026-07",
        "2",
        "巴彦淖尔市专利权质押融资贴息政策",
        "巴政办发〔2026〕12 号",
        "第三条、第五条",
        "按照实际支付利息的 50% 给予贴息，每户每年不超过 20 万元。",
        date(2026, 1, 1),
        date(2026, 12, 31),
        date(2026, 10, 1),
        date(2026, 12, 15),
    ),
    Truth.UNKNOWN,
    (
        MatchLine("c1", "注册地在巴彦淖尔市", Truth.TRUE, source="企业登记库", as_of=date(2026, 11, 18)),
        MatchLine(
            "c2", "近 24 个月内办理过质押登记", Truth.TRUE, source="质押登记库", as_of=date(2026, 11, 18)
        ),
        MatchLine("c3", "已经支付利息", Truth.UNKNOWN, lack=Lack.MISSING, needs="利息支付凭证"),
    ),
    date(2026, 11, 18),
)
RATED = RatedPart(
    "CP-2026-0003", "杭锦后旗窗口", "0837", "信息查询", DAY, 2, ("209", "214"), "等了四十分钟。", AT,
)  # fmt: skip
ENTRY = "查询“向日葵脱壳”相关的发明专利和实用新型专利，写明权利人和法律状态。"


def _outcome(form: str) -> Sample:
    text = newest(form)
    row = tuple(f"{column.label}一" for column in text.columns)
    values = OutcomeValues(
        imprint=mark(form),
        about=ABOUT,
        done_on=DAY,
        entries={entry.key: ENTRY for entry in text.entries},
        rows=(row, row),
        cutoff=date(2026, 11, 20),
    )
    return Sample(values, build_outcome, ("rows",) if text.columns else ())


SAMPLES = (
    Sample(ReceiptValues(mark("W02"), ABOUT, AT, RECEIVED), build_receipt, ("materials",)),
    Sample(
        ChecklistValues(
            imprint=mark("W03"),
            item="知识产权政策资助奖励申报服务",
            sub_item="申报预审",
            given_on=DAY,
            materials=NEEDED,
            clocks=(TimeRule("feedback", ClockKind.PERIOD), TimeRule("response", ClockKind.INSTANT)),
            flow="1. 政策宣传推送；2. 申报指导与材料预审；3. 协助提交申请，反馈审批结果",
            channels="线上：“免申即享”数据匹配推送、线上申报通道；线下：各级服务窗口帮办代办",
            release="2025-batch-2",
            outlet_phone="0478-6623315",
            consult_phone="0478-8213500",
            complaint_phone="0478-8213501",
            asked_by="赵永胜",
        ),
        build_checklist,
        ("materials",),
    ),
    Sample(
        PromiseValues(
            mark("W07"), ABOUT, DAY, HANDED, DEFERRED, "杭锦后旗陕坝镇建设街 8 号", "赵永胜", "其其格"
        ),
        build_promise,
        ("core", "deferred"),
    ),
    Sample(
        DeficientValues(
            mark("W08"), ABOUT, DAY, DEFERRED, date(2026, 11, 27),
            (Limit(
                TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED),
                DueStamp("handling", ClockKind.WORKDAYS, datetime(2026, 11, 25, 17, 30, tzinfo=CST)),
            ),),
        ),
        build_deficient,
        ("owed",),
    ),
    Sample(
        CommitmentValues(
            mark("W09"), ABOUT, DAY, (PROOF,),
            frozenset({"online"}),
        ),
        build_commitment,
        ("proofs",),
    ),
    Sample(
        MandateValues(
            mark("W10"), ABOUT,
            Party("巴彦淖尔市河套禾源食品有限公司", "91150826MA0NK2H35E", "0478-6621234",
                  "杭锦后旗陕坝镇建设街 8 号", "赵永胜"),
            Party("乌云其木格", "152822196501010025", "13904780001", unit="杭锦后旗窗口（工号 0838）"),
            frozenset({"submit", "receive"}), DAY, date(2027, 1, 21), HANDED,
        ),
        build_mandate,
        ("materials",),
    ),
    Sample(
        AssistanceValues(
            mark("W11"), ABOUT, AT, "whole", "乌云其木格（工号 0838）", "0478-6623316",
            "整理申报材料、线上填报、提交和跟踪进度。", "HH0501 授〔2026〕0003 号", HANDED,
        ),
        build_assistance,
        ("materials",),
    ),
    Sample(
        StopValues(
            mark("W12"), ABOUT, AT, "stop", "withdrawn", "委托人改为自行办理。", "已核对材料、线上填报。",
            "提交和跟踪进度。", "乌云其木格（工号 0838）", "", HANDED,
        ),
        build_stop,
        ("returned",),
    ),
    Sample(
        TransferValues(
            mark("W13"), ABOUT, AT, "杭锦后旗陕坝镇公共服务网点", "苏日娜（工号 0837）",
            "市市场监督管理局知识产权科", "值班人员", "苏日娜（工号 0837）", "需市级专业人员答复",
            "对方在展会上使用近似商标，问如何保全证据。", "已登记，已告知 24 小时内反馈。",
            (FEEDBACK_LIMIT,), HANDED, urgent=True,
        ),
        build_transfer,
        ("bundle",),
    ),
    Sample(
        HandoverValues(
            mark("W14"), ABOUT, AT, "杭锦后旗陕坝镇公共服务网点 苏日娜（工号 0837）",
            "专利侵权纠纷行政裁决所 值班人员", "行政裁决请求材料移交", HANDED,
        ),
        build_handover,
        ("rows",),
    ),
    Sample(
        WithdrawalValues(
            mark("W21"), ABOUT, date(2026, 10, 30), date(2026, 11, 20), DAY,
            "补正期满未交来支出凭证，电话联系两次，申请人表示暂不办理。", HANDED,
        ),
        build_withdrawal,
        ("rows",),
    ),
    Sample(
        TerminationValues(
            mark("W29"), ABOUT, DAY,
            "申请人已于 2026 年 11 月 18 日注销，没有承继主体，无法继续办理。", HANDED,
        ),
        build_termination,
        ("rows",),
    ),
    Sample(
        CorrectionValues(
            mark("W22"), ABOUT, date(2026, 10, 30), AT,
            (
                CameRow("资助奖励申报书", 1, 1, PaperForm.ORIGINAL, MaterialState.COMPLETE, 6),
                CameRow("支出凭证", 2, 1, PaperForm.COPY, MaterialState.FAULTY, 3),
                CameRow("权利证明", 1, 1, PaperForm.SIGHTED, MaterialState.UNDECIDED),
            ),
            ("支出凭证", "信用承诺书"),
        ),
        build_correction,
        ("materials",),
    ),
    Sample(
        VisitValues(mark("W26"), ABOUT, 2, VISIT, "苏日娜（工号 0837）", PLAN), build_visit,
    ),
    Sample(
        SummaryValues(
            mark("W27"), ABOUT, 1, DAY,
            StageSummarised("完成三次布局指导，确定五个申请方向。", "申请发明专利 2 件"),
            "苏日娜（工号 0837）",
            (
                FIRST_VISIT,
                SECOND_VISIT,
            ),
            PLAN,
        ),
        build_summary,
        ("visits",),
    ),
    Sample(
        DeliveryValues(
            mark("W15"), ABOUT, AT, "in_person", "赵永胜", "contact",
            (GivenOut("检索查询报告", "HH0501 报〔2026〕0003 号", 1),), "1528**********0025",
            "报告数据截至 2026年11月20日", "公开使用前核对最新法律状态。",
        ),
        build_delivery,
        ("rows",),
    ),
    Sample(
        RectificationValues(
            mark("W16"), RATED, "高云飞", "高云飞", "调阅叫号记录、询问", AT,
            "当日 2 号窗口临时关闭，等待 41 分钟，情况属实。", "at_once",
            "增设机动窗口，等待超过 20 分钟时启用。",
            AT, "已增设机动窗口，抱歉让您久等。", AT, "yes", False, "理由不足", "2026-差评-003",
        ),
        build_rectification,
    ),
    Sample(
        IntentValues(
            mark("W20"), ABOUT, DAY, POLICY, "accept", "", "巴彦淖尔市河套禾源食品有限公司",
            "农业银行杭锦后旗支行", "6228480000000000000", consents=True,
        ),
        build_intent,
    ),
    *map(_outcome, OUTCOMES),
)  # fmt: skip
