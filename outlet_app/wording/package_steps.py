"""Words of what is done to a package after it was opened."""

from collections.abc import Mapping

from outlet_app.domain.packages import SharedField

ACTIONS: Mapping[str, tuple[str, str]] = {"add_member": ("增加事项", "circle-plus")}
TITLE = "增加事项"
TEXT = "漏办的事项并入这次集成办，各项已填的信息和共用的材料沿用。登记后是收件（待审），在子件上审核。"
FIELDS: Mapping[str, str] = {"member": "事项", "reason": "原因"}
HINTS: Mapping[str, str] = {"reason": "写明为什么现在增加"}
GO = "增加(&B)"
DONE = "事项已增加"
ONLY_FOR = "办{names}的填写"


def only_for(names: tuple[str, ...]) -> str:
    """办 7.5、7.7 的填写: which items a field is for."""
    return ONLY_FOR.format(names=f" {'、'.join(names)} ")


def hint(field: SharedField, left_out: tuple[str, ...]) -> str:
    """Which of the items left out a field is for, where it is not for all of them."""
    own = tuple(code for code in left_out if code in field.members)
    return "" if own == left_out else only_for(own)
