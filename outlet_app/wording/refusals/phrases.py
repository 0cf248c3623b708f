"""Why a sentence is not kept as 常用语."""

from outlet_app.wording.clauses import KEPT, Clauses

REFUSALS: dict[str, Clauses] = {
    "phrase.unfit": Clauses(
        "这段文字不能存为常用语。", KEPT, "请写成不超过 {most} 个字的一句话，不要有换行和特殊字符，再存一次。"
    ),
}
