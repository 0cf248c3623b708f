"""Why a matter of 维权援助 is not shown."""

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "veil.covered": Clauses(
        "维权事项的内容和文书只向承办人员和窗口负责人显示。",
        UNCHANGED,
        "需要查看的，先按查看维权内容，选择理由。",
    ),
}
