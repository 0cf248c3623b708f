"""Words of the steps on a case's papers: issue, void, give out."""

from collections.abc import Mapping

ACTIONS: Mapping[str, tuple[str, str]] = {
    "collect": ("领取(&L)", "hand-helping"),
    "issue_paper": ("出具文书(&W)", "file-plus"),
    "void_paper": ("文书作废(&V)", "file-x"),
}
ISSUE_TITLE = "出具文书"
ISSUE_TEXT = "选择要出具的文书。出具后取得编号，按规定份数送打印机。"
ISSUE_FORM = "文书"
LARGE = "大字版（16 号字）"
ISSUE_GO = "出具并打印(&P)"
ISSUED = "已出具，已送打印机"
LARGE_NAME = "{name}（大字版）"

VOID_TITLE = "文书作废"
VOID_TEXT = "作废后编号保留、不再使用，再打印时印有作废字样。需要文书的，请重新出具。"
VOID_PAPER = "作废的文书"
VOID_PAPER_NAME = "{name} {number}"
VOID_REASON = "作废理由"
VOID_GO = "作废(&V)"
VOIDED = "文书已作废，编号保留"

COLLECT_TITLE = "领取结果"
COLLECT_TEXT = "登记领取情况，打印送达回证由领取人签字。"
COLLECTOR = "领取人"
RELATION = "与申请人关系"
ID = "证件号码"
ID_HINT = "代理人领取时填写"
WAY = "送达方式"
DOCUMENTS = "交付的文书"
DOCUMENTS_HINT = "一行一件"
GIVEN_PAPER = "{name} {number}"
VALID = "有效期和续展日期"
DUTIES = "后续义务"
COLLECTING: Mapping[str, str] = {
    "collector": COLLECTOR,
    "relation": RELATION,
    "id_number": ID,
    "way": WAY,
    "documents": DOCUMENTS,
    "valid": VALID,
    "duties": DUTIES,
}
COLLECTING_HINTS: Mapping[str, str] = {"id_number": ID_HINT, "documents": DOCUMENTS_HINT}
COLLECT_GO = "登记领取(&L)"
COLLECTED = "已登记领取"
