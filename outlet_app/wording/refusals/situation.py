"""Why a first contact is not handled as its situation asks."""

from outlet_app.wording.clauses import NOT_SAVED, Clauses

REFUSALS: dict[str, Clauses] = {
    "situation.receiver": Clauses(
        "转办的对象与首问情形不符。", NOT_SAVED, "本网点的事转给同事，其他部门的事转给其他网点或科室。"
    ),
    "situation.nowhere": Clauses("没有写明应向哪里提出。", NOT_SAVED, "请写明机构名称、地址或电话。"),
}
