"""事项清单: the names of the seven elements and what the reader page says."""

from collections.abc import Mapping

from outlet_app.domain.catalogue import Authority, Catalogue, Material, ServiceItem, SubItem
from outlet_app.wording.fields import LABELS
from outlet_app.wording.forms.materials import ASKED_BY
from outlet_app.wording.intake import form_and_copies

TITLE = "事项清单"
ELEMENTS: Mapping[str, str] = {
    "name": "服务事项名称",
    "objects": "服务对象",
    "content": "服务内容",
    "flow": "服务流程",
    "time_limit": "办理时限",
    "bodies": "责任主体",
    "channels": "服务渠道",
}
RELEASES: Mapping[str, str] = {"2025-batch-2": "第二批清单"}
LIST = "事项"
LIST_COUNT = "{n} 项"
SEASONS = "各项政策的申报期"
VARIANTS = "办理类型和材料"
NO_MATERIALS = "不需要提交材料"
CORE, SECONDARY = "主件", "副件"
MAY_FOLLOW = "可容缺"
SHARED = "数据共享，免予提交"
LISTED = "材料清单(&M)"
LIST_TITLE = "打印材料清单"
LIST_TEXT = "给来咨询的人带走，按清单一次备齐。不登记办件，不用留姓名。"
LIST_FIELDS: Mapping[str, str] = {"variant": LABELS["sub_item"], "asked_by": ASKED_BY}
LIST_HINTS: Mapping[str, str] = {"asked_by": "可以不填"}
LIST_GO = "打印"
START = "按这个事项登记(&N)"
IN_FORCE = "{release}（{version}），施行日期待市局确认"
AUTHORITIES: Mapping[Authority, str] = {
    Authority.LOCAL: "本窗口办理",
    Authority.FORWARD: "初审转报",
    Authority.GUIDE: "指导办理",
}


def element(item: ServiceItem, code: str) -> str:
    """One element word for word, a line for each numbered step or channel."""
    text = str(getattr(item, code))
    return _broken(text) if code in ("flow", "channels") else text


def _broken(text: str) -> str:
    lines = text.replace("；", "；\n").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def release(catalogue: Catalogue) -> str:
    """第二批清单; a release this program has no word for is called by its version."""
    return RELEASES.get(catalogue.version, catalogue.version)


def in_force(catalogue: Catalogue) -> str:
    """The release by name and version; the document itself names no day (domain.md §15.2)."""
    return IN_FORCE.format(release=release(catalogue), version=catalogue.version)


def variant(sub: SubItem) -> str:
    """8.2　申报预审（本窗口办理）."""
    return f"{sub.code}　{sub.name}（{AUTHORITIES[sub.authority]}）"


def material(one: Material) -> str:
    """资助奖励申报书　原件 1 份　主件."""
    marks = [CORE if one.core else SECONDARY]
    marks += [MAY_FOLLOW] if one.may_follow else []
    marks += [SHARED] if one.shared else []
    return f"{one.name}　{form_and_copies(one.form, one.copies)}　{'，'.join(marks)}"
