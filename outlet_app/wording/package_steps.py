"""Words of what is done to a package after it was opened."""

from collections.abc import Mapping

ACTIONS: Mapping[str, tuple[str, str]] = {"add_member": ("增加事项", "circle-plus")}
TITLE = "增加事项"
TEXT = "漏办的事项并入这次集成办，各项已填的信息和共用的材料沿用。登记后是收件（待审），在子件上审核。"
MEMBER = "事项"
REASON, REASON_HINT = "原因", "写明为什么现在增加"
GO = "增加(&B)"
DONE = "事项已增加"
ONLY_FOR = "办{names}的填写"


def only_for(names: tuple[str, ...]) -> str:
    """办 7.5、7.7 的填写: which items a field is for."""
    return ONLY_FOR.format(names=f" {'、'.join(names)} ")
