"""Why a paper is not made."""

from outlet_app.wording.clauses import KEPT, Clauses

REFUSALS: dict[str, Clauses] = {
    "paper.not_fitting": Clauses(
        "这个办件还没有办到这一步，不能出具这份文书。", KEPT, "请先办理相应的一步，再出具文书。"
    ),
}
