"""Why an attachment is refused."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

_PAGES_KEPT = "已放入的页面还在。"
REFUSALS: dict[str, Clauses] = {
    "scan.empty": Clauses("文件是空的。", _PAGES_KEPT, "请重新扫描，或选择其他文件。"),
    "scan.file_too_large": Clauses("文件超过 200 MB。", _PAGES_KEPT, "请分几个文件放入，或降低扫描精度。"),
    "scan.not_readable": Clauses(
        "文件不是图片，也不是 PDF，或已损坏。", _PAGES_KEPT, "请放入 JPG、PNG、TIFF 或 PDF 文件。"
    ),
    "scan.locked": Clauses("PDF 文件上了锁，打不开。", _PAGES_KEPT, "请换没有上锁的文件，或扫描原件。"),
    "scan.too_many_pages": Clauses(
        "文件有 {found} 页，这里还能放 {most} 页。", _PAGES_KEPT, "请分几次添加，或只扫描需要的页。"
    ),
    "scan.too_many_pixels": Clauses("图片太大，超过 8000 万像素。", _PAGES_KEPT, "请降低扫描精度后再扫描。"),
    "scan.no_pages": Clauses("还没有放入页面。", UNCHANGED, "请先放入扫描件、照片或 PDF。"),
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
