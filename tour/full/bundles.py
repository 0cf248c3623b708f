"""The packages of the whole day: who asks for which, what is filled in once, how each paper stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from outlet_app.domain.events import Channel
from outlet_app.domain.materials import MaterialState
from tour.full.parties import Party


@dataclass(frozen=True, slots=True)
class Bundle:
    """One package as it is filled in; kept: what is saved of an answer where it is not what was typed.

    marks: the rows that are not 齐全, by code. answer: told at once, where an item can be answered so.
    number, sender: what a letter tells of itself.
    """

    code: str
    party: Party
    request: str
    told: Mapping[str, str]
    answer: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, MaterialState] = field(default_factory=dict)
    channel: Channel = Channel.COUNTER
    number: str = ""
    sender: str = ""

    @property
    def answers(self) -> dict[str, str]:
        """The answers as they stand in the case."""
        return {**self.told, **self.kept}


RIGHTS = Bundle(
    "P5",
    Party("杭锦后旗河套老井酒业有限公司", "91150826K8PBRNYT43", "苏日娜·宝音", "13900011013"),
    "网店仿冒我们的酒标",
    {"right": "商标", "opponent": "仿冒包装的网店"},
    "可以保全证据，先向平台投诉。",
)
# Its numbers are written as people write them and kept as the trade writes them.
LETTER = Bundle(
    "P2",
    Party("五原县塞上红番茄制品有限公司", "9115082577RW3KDH2J", "王建国", "13900011014"),
    "公司更名，商标和专利一并变更",
    {
        "before": "五原县红番茄制品厂",
        "after": "五原县塞上红番茄制品有限公司",
        "changed_on": "2026-11-02",
        "marks": "第 9876543 号",
        "patents": "zl201710601862.3",
    },
    "专利著录项目变更由申请人向国家知识产权局提出，材料清单已附上。",
    kept={"patents": "ZL201710601862.3"},
    channel=Channel.LETTER,
    number="收〔2026〕37 号",
    sender="五原县隆兴昌镇富强路 8 号",
)
# What may follow follows, what may be pledged is pledged.
PROMISED = Bundle(
    "P6-1",
    Party("临河区葵海油脂加工有限公司", "9115080244TQ8RML5P", "其其格", "13900011015"),
    "食葵深加工专利导航和品牌",
    {"product": "食葵", "topic": "食葵脱壳和压榨设备"},
    marks={
        "1.6-A1": MaterialState.DEFERRED,
        "3.1-A2": MaterialState.PLEDGED,
        "4.8-A1": MaterialState.PLEDGED,
    },
)
