"""Words of a query found complex."""

from collections.abc import Mapping

from outlet_app.domain.catalogue import SubItem

ACTIONS: Mapping[str, tuple[str, str]] = {"deepen": ("转为复杂查询(&L)", "search")}
TITLE = "转为复杂查询"
TEXT = (
    "办件号、查询码和已给的答复不变；时限从登记当日起算，只能在登记当日转一次。"
    "保存后审核材料，再受理；申请人信息没有登记全的，先用更正补全。"
)
FIELDS: Mapping[str, str] = {"sub_item": "转为", "reason": "理由", "request": "查询需求"}
HINTS: Mapping[str, str] = {"reason": "如需要比对技术方案，基础查询不能满足"}
GO = "转为复杂查询(&L)"
SAID = "已转为复杂查询，请审核材料"


def choices(found: tuple[SubItem, ...]) -> Mapping[str, str]:
    """The sub-items by code, with their numbers."""
    return {one.code: f"{one.code}　{one.name}" for one in found}
