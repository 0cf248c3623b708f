"""Why an attachment is refused."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "attachment.malformed": Clauses("这个附件没有生成完整。", UNCHANGED, "请重新扫描或选择文件。"),
    "attachment.no_such_material": Clauses(
        "材料清单上没有 {material}。", UNCHANGED, "请刷新办件后重新选择材料，或放入其他材料。"
    ),
    "attachment.there_already": Clauses("这份材料已有内容相同的附件。", UNCHANGED, "请核对已有附件。"),
    "attachment.void_without_reason": Clauses("没有写明作废原因。", UNCHANGED, "请写明原因后再作废。"),
    "attachment.unknown": Clauses("这个办件没有这个附件。", UNCHANGED, "请刷新办件后再看。"),
    "attachment.void_already": Clauses("这个附件已经作废。", UNCHANGED, "不用再作废，请刷新办件后再看。"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "attachment.malformed": ("附件没有生成完整", "打开办件重新扫描"),
    "attachment.no_such_material": ("材料清单已变，没有这份材料", "打开办件重新选择材料"),
    "attachment.there_already": ("其他窗口已添加内容相同的附件", "打开办件核对附件"),
    "attachment.void_without_reason": ("没有写明作废原因", "打开办件重新作废附件"),
    "attachment.unknown": ("市级没有这个附件", "打开办件核对附件"),
    "attachment.void_already": ("其他窗口已作废这个附件", "打开办件核对附件"),
}
