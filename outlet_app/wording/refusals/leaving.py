"""Why a machine that the city calls back is not wiped yet."""

from outlet_app.wording.clauses import Clauses

REFUSALS: dict[str, Clauses] = {
    "leaving.unsigned": Clauses(
        "市级还没有签收本机的全部资料。", "资料都在本机，没有清除。", "请保持网络畅通，按 F8 再上交一次。"
    ),
    "leaving.offline": Clauses(
        "连不上市级服务器，不能清除。", "市级已签收，资料也都还在本机。", "请接通网络后再按清除本机资料。"
    ),
}
