"""Words of the steps on a case's papers: issue, void, give out."""

from collections.abc import Mapping

ACTIONS: Mapping[str, tuple[str, str]] = {
    "collect": ("领取(&L)", "hand-helping"),
    "issue_paper": ("出具文书(&W)", "file-plus"),
    "void_paper": ("文书作废(&V)", "file-x"),
}
ISSUE_TITLE = "出具文书"
ISSUE_TEXT = "选择要出具的文书。出具后取得编号，按规定份数送打印机。"
ISSUE_FIELDS: Mapping[str, str] = {"form": "文书", "large": "大字版（16 号字）"}
ISSUE_GO = "出具并打印(&P)"
ISSUED = "已出具，已送打印机"
LARGE_NAME = "{name}（大字版）"

VOID_TITLE = "文书作废"
VOID_TEXT = "作废后编号保留、不再使用，再打印时印有作废字样。需要文书的，请重新出具。"
VOID_FIELDS: Mapping[str, str] = {"number": "作废的文书", "reason": "作废理由"}
VOID_PAPER_NAME = "{name} {number}"
VOID_GO = "作废(&V)"
VOIDED = "文书已作废，编号保留"

COLLECT_TITLE = "领取结果"
COLLECT_TEXT = "登记领取情况，打印送达回证由领取人签字。"
GIVEN_PAPER = "{name} {number}"
COLLECTING: Mapping[str, str] = {
    "collector": "领取人",
    "relation": "与申请人关系",
    "id_number": "证件号码",
    "way": "送达方式",
    "documents": "交付的文书",
    "valid": "有效期和续展日期",
    "duties": "后续义务",
}
COLLECTING_HINTS: Mapping[str, str] = {"id_number": "代理人领取时填写", "documents": "一行一件"}
COLLECT_GO = "登记领取(&L)"
COLLECTED = "已登记领取"
