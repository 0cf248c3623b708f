"""Why the city's word on a case does not hold."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "overseeing.city_only": Clauses("这一步只能由市级办理。", UNCHANGED, "请联系市级管理员。"),
    "overseeing.no_reason": Clauses("没有写明理由。", UNCHANGED, "请写明理由后再办。"),
    "overseeing.same": Clauses("认定的首问情形和现在的相同。", UNCHANGED, "不用再认定。"),
    "overseeing.demanded": Clauses("已经要求过超期说明，网点还没有答复。", UNCHANGED, "请等网点说明。"),
    "overseeing.past": Clauses("说明期限已经过了。", UNCHANGED, "请填今天或者以后的日期。"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    code: (said.happened.rstrip("。"), "打开办件核对") for code, said in REFUSALS.items()
}
