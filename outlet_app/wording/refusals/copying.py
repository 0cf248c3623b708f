"""Why the texts of a case are not offered for a national site."""

from outlet_app.wording.clauses import KEPT, Clauses

REFUSALS: dict[str, Clauses] = {
    "copy.not_filed": Clauses(
        "这个办件不用向国家系统提交，或者还没有受理、已经结束。", KEPT, "请刷新后查看办件现在的环节。"
    ),
}
