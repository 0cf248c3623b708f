"""The visitors of the whole day in the order in which they come: what each asks, and how it is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.materials import MaterialState
from tour.full import parties as p
from tour.full.parties import Party

_D, _C, _M = Decision, Channel, MaterialState
ANSWER, ACCEPT, NOTICE, DEFICIENT = _D.ANSWER, _D.ACCEPT, _D.NOTICE, _D.DEFICIENT
TRANSFER, REJECT, RECEIVE = _D.TRANSFER, _D.REJECT, _D.RECEIVE


@dataclass(frozen=True, slots=True)
class Visitor:
    """One contact: sub_item empty for what is not in the list; text is the answer, or the reason given.

    marks: the materials that are not 齐全, by code. to: to whom a transfer goes, as typed in the list.
    situation: 首问情形 by its letter; empty follows from the decision. number, sender: what a letter or a
    work order tells of itself.
    """

    sub_item: str
    request: str
    decision: Decision = ACCEPT
    party: Party | None = None
    text: str = ""
    channel: Channel = _C.COUNTER
    marks: Mapping[str, MaterialState] = field(default_factory=dict)
    to: str = ""
    situation: str = ""
    number: str = ""
    sender: str = ""

    @property
    def item(self) -> str:
        """The item's number as typed; 0 is what the list does not have."""
        return self.sub_item.partition(".")[0] or "0"


MORNING: tuple[Visitor, ...] = (
    Visitor("9.1", "想看服务事项清单", ANSWER, text="清单共十项，已当面说明并交付单页。"),
    Visitor("1.1", "查询向日葵脱壳设备的专利是否有效", ANSWER, text="已查询，专利权处于维持状态。"),
    Visitor("2.2", "商标快到期了，什么时候可以续展", ANSWER, text="期满前十二个月内可以办理。"),
    Visitor("8.2", "申报专利转化专项资助", NOTICE, p.KUI, marks={"8.2-M1": _M.MISSING, "8.2-M3": _M.FAULTY}),
    Visitor("2.1", "同一成果能否申请两种专利", ANSWER, text="可以同日申请，须说明。", channel=_C.PHONE),
    Visitor("1.7", "查询葵花籽深加工近三年专利，出具查新报告", ACCEPT, p.YUAN),
    Visitor("4.1", "注册“灯笼红”果品商标", ACCEPT, p.SHIZI),
    Visitor("2.3", "专用标志使用需要什么条件", ANSWER, text="须在产地范围内、产品符合标准，并经核验。"),
    Visitor("3.1", "葵花籽深加工专利布局", ACCEPT, p.KUI),
    Visitor("6.1", "以两件发明专利质押融资", ACCEPT, p.FENG),
    Visitor("1.5", "核对受让专利的权利归属", ACCEPT, p.ZHANG),
    Visitor("2.6", "专利转化有哪些资助", ANSWER, text="可以申报专利转化资助，条件已说明。", channel=_C.PHONE),
    Visitor("5.3", "河套向日葵保护产品用标申请", ACCEPT, p.KUI),
    Visitor("7.2", "包装被仿冒，申请维权援助", ACCEPT, p.NAI),
    Visitor("1.2", "查一查“牧场记忆”有没有近似商标", ANSWER, text="已检索，同类有近似商标两件，号码已告知。"),
    Visitor("7.1", "网店盗用我们的商标怎么办", ANSWER, text="可以保全证据，申请维权援助。", channel=_C.PHONE),
    Visitor("4.8", "申请使用天赋河套区域公用品牌", ACCEPT, p.MIAN, marks={"4.8-A1": _M.PLEDGED}),
    Visitor("", "想办理食品经营许可证", REJECT, p.DIAN, text="巴彦淖尔市政务服务中心食品经营许可窗口"),
    Visitor("2.4", "集成电路布图设计怎么登记", ANSWER, text="向国家知识产权局提交登记申请，所需材料已说明。"),
    Visitor("6.2", "筛选可以质押的商标和专利", DEFICIENT, p.YAO, marks={"6.2-A1": _M.DEFERRED}),
    Visitor("3.3", "寻找风机叶片专利的受让方", ACCEPT, p.FENG),
    Visitor("10.2", "报名参加商标品牌培训", ANSWER, p.LI, text="已登记报名，开班前电话通知。"),
    Visitor("2.9", "境外展会上被指侵权如何应对", ACCEPT, p.RUAN),
    Visitor("5.6", "报送专用标志年度使用情况", ACCEPT, p.XIE),
    Visitor("4.6", "对近似商标提出异议", NOTICE, p.LONG, marks={"4.6-M1": _M.FAULTY, "4.6-A1": _M.MISSING}),
    Visitor("2.8", "合伙人抢注商标怎么维权", ANSWER, text="可以在初审公告期内提出异议。", channel=_C.PHONE),
    Visitor("8.6", "个人申请专利费用减缴", ACCEPT, p.BATU),
    Visitor("9.2", "“一次性告知”具体指什么", ANSWER, text="缺什么材料，一次全部书面告知，不让群众多跑。"),
    Visitor("7.3", "举报市场上冒用地理标志", TRANSFER, p.SUN, text="属于执法办案范围，转市局办理", to="kzk"),
    Visitor("4.4", "商标转让给子公司", ACCEPT, p.YANG),
)  # fmt: skip
AFTERNOON: tuple[Visitor, ...] = (
    Visitor("1.3", "查询河套面粉地理标志公告", ANSWER, text="已查询，公告号和保护范围已告知。"),
    Visitor("8.4", "上次申报的资助到哪一步了", ANSWER, text="正在公示，公示期满后拨付。", channel=_C.PHONE),
    Visitor("3.2", "盘活闲置专利", ACCEPT, p.YUAN),
    Visitor("4.2", "商标续展指导", ACCEPT, p.DIAN),
    Visitor("5.1", "申报肉苁蓉地理标志保护产品", ACCEPT, p.YAO),
    Visitor("1.6", "了解番茄加工专利态势", DEFICIENT, p.DIAN, marks={"1.6-A1": _M.DEFERRED}),
    Visitor("6.3", "希望对接有知识产权质押产品的银行", ACCEPT, p.NAI),
    Visitor("7.5", "与邻村合作社商标纠纷，申请调解", ACCEPT, p.SHIZI),
    Visitor("2.5", "短视频脚本怎么登记著作权", ANSWER, text="可以向著作权登记机构申请，网址和电话已告知。"),
    Visitor("3.4", "推荐专利产业化案例", ACCEPT, p.LONG),
    Visitor("8.3", "请帮忙提交申报材料", ACCEPT, p.XIE),
    Visitor("4.9", "建设商标品牌指导站", ACCEPT, p.XIE),
    Visitor("7.6", "展会上发现仿品", ACCEPT, p.MIAN),
    Visitor("10.1", "近期有什么培训", ANSWER, text="本月有培训一期，时间地点已告知。", channel=_C.PHONE),
    Visitor("5.7", "在展示体验中心布展", ACCEPT, p.SHIZI),
    Visitor("6.6", "质押登记注销怎么办", ACCEPT, p.DIAN),
    Visitor("2.7", "质押融资利率有没有补贴", ANSWER, text="可以申请贴息，条件和材料已说明。"),
    Visitor("4.7", "培育集体商标", ACCEPT, p.YUAN),
    Visitor("1.4", "查询布图设计登记公告", ANSWER, text="已查询，登记号和公告日已告知。"),
    Visitor("5.2", "申报地理标志证明商标", NOTICE, p.YUAN, marks={"5.2-M3": _M.MISSING}),
    Visitor("9.3", "建议增加直播带货商标指导", ANSWER, p.LI, text="已登记建议，转市局研究。"),
    Visitor("7.7", "专利侵权险怎么投保", ANSWER, text="可以向承保的保险公司询价投保。"),
    Visitor("6.4", "专利权质押登记指导", ACCEPT, p.RUAN),
    Visitor("2.9", "技术秘密与专利如何选择", TRANSFER, p.NAI, text="需要专利审查方面的意见", to="9001"),
    Visitor("8.1", "看看有什么政策适合我们", ANSWER, text="已匹配，符合条件的政策和申报期已告知。"),
    Visitor("10.4", "领取培训资料", ANSWER, text="资料已发放。"),
    Visitor("3.1", "肉羊良种繁育专利挖掘", ACCEPT, p.YANG),
    Visitor("4.10", "商标品牌运营培训", ACCEPT, p.NAI),
    Visitor("7.4", "请求专利侵权行政裁决", TRANSFER, p.YAO, text="本网点不受理裁决，转市局", to="cjs"),
    Visitor("", "咨询劳动仲裁", REJECT, p.QIQIGE, text="临河区劳动人事争议仲裁院"),
    Visitor("4.3", "变更商标注册人地址", RECEIVE, p.RUAN),
    Visitor("2.9", "多人到场询问专利补偿", TRANSFER, p.SUN, text="请负责人到场", to="9001", situation="G"),
    Visitor("2.9", "不知归谁管的许可纠纷", TRANSFER, p.ZHANG, text="请负责人定", to="9001", situation="E"),
    Visitor("3.3", "专利许可对接", RECEIVE, p.BATU),
    Visitor("2.3", "来信问用标条件", ANSWER, text="条件已书面答复。", channel=_C.LETTER, sender="五原县隆镇"),
    Visitor("7.1", "热线转来侵权投诉", ANSWER, text="已说明保全。", channel=_C.HOTLINE, number="BY-261-3"),
)  # fmt: skip
VISITORS = (*MORNING, *AFTERNOON)
