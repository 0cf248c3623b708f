"""Why refused steps are not called settled."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "settle.nothing": Clauses("没有需要处理的步骤。", UNCHANGED, "可能已经处理过，请按 F5 刷新。"),
    "settle.way": Clauses("没有选处理结果。", UNCHANGED, "请选择后再保存。"),
    "settle.note": Clauses("没有写明处理情况。", UNCHANGED, "请写明怎么处理的，再保存。"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "settle.nothing": ("没有写明处理的是哪一步", "打开办件核对"),
    "settle.way": ("没有写明处理结果", "打开办件重新记处理完毕"),
    "settle.note": ("没有写明处理情况", "打开办件重新记处理完毕"),
}
