"""Why a delay is not explained, or must be explained first."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "delay.reason": Clauses("没有选超期原因。", UNCHANGED, "请选择原因后再保存。"),
    "delay.measures": Clauses("没有写明采取的措施。", UNCHANGED, "请写明正在做什么、什么时候办完。"),
    "delay.none": Clauses("办件没有超期。", UNCHANGED, "不需要超期说明，请继续办理。"),
    "overdue.none": Clauses("现在没有超期的办件。", UNCHANGED, "不用打印超期清单。"),
    "delay.unexplained": Clauses("办件已超期，还没有说明原因。", UNCHANGED, "请先填写超期说明，再办这一步。"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "delay.reason": ("超期说明没有写明规定的原因", "打开办件重新填写"),
    "delay.measures": ("超期说明没有写明措施", "打开办件重新填写"),
    "delay.none": ("办件没有超期", "打开办件核对"),
}
