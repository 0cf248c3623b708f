"""Why a stated will, or the data it rests on, is refused."""

from collections.abc import Mapping

from outlet_app.wording.clauses import NOT_SAVED, Clauses

REFUSALS: dict[str, Clauses] = {
    "policy.none": Clauses(
        "本机还没有市级下发的政策数据。", NOT_SAVED, "请按 F8 同步；同步后仍没有的，请联系市级管理员。"
    ),
    "policy.expired": Clauses(
        "本机的政策数据已过有效期（{until}），不能确认意愿。", NOT_SAVED, "请按 F8 同步后再办。"
    ),
    "policy.gone": Clauses("这项政策已不在市级下发的政策数据里。", NOT_SAVED, "请刷新后重新选择。"),
    "policy.applied_for": Clauses(
        "“{policy}”需要申报，不能只确认意愿。", NOT_SAVED, "请在首问登记里按政策资助奖励的申报办理。"
    ),
    "policy.confirmed_before": Clauses(
        "这家企业已经确认享受这项政策，办件号 {case_no}。",
        NOT_SAVED,
        "请打开原办件；意愿有变化的，先撤回原办件。",
    ),
    "intent.other_item": Clauses("意愿确认只能记在政策资助奖励事项下。", NOT_SAVED, "请在免申即享页面办理。"),
    "intent.twice": Clauses("这个办件已经有意愿确认。", NOT_SAVED, "意愿有变化的，请另办一件。"),
    "intent.unexplained": Clauses("匹配说明不完整。", NOT_SAVED, "请重新选择企业和政策后再办。"),
    "intent.not_fitting": Clauses(
        "按企业库数据，企业不符合“{policy}”。",
        NOT_SAVED,
        "请按页面列出的理由向企业说明；数据有误的，报市级更正。",
    ),
    "intent.no_consent": Clauses(
        "还没有同意使用必要信息。",
        NOT_SAVED,
        "请企业同意后打勾；不同意的，不能确认享受，可以选放弃或者暂缓。",
    ),
    "intent.account_half": Clauses(
        "收款账户没有填全。", NOT_SAVED, "户名、开户银行、账户号码请填全；现在不核对的，三项都留空。"
    ),
    "intent.no_data_without_will": Clauses(
        "没有确认享受的，不收账户和授权。", NOT_SAVED, "请清空账户和授权后再办。"
    ),
    "intent.no_reason": Clauses("没有写明放弃的理由。", NOT_SAVED, "请写明理由后再办。"),
    "intent.out_of_season": Clauses(
        "今天不在申报期内（{opens} 至 {closes}），不能确认享受。", NOT_SAVED, "可以选暂缓，到申报期内再确认。"
    ),
}
_LOOK = "打开办件核对"
REASONS: Mapping[str, tuple[str, str]] = {
    "intent.other_item": ("意愿确认没有记在政策资助奖励事项下", "请在免申即享页面重新办理"),
    "intent.twice": ("这个办件已经有意愿确认", _LOOK),
    "intent.unexplained": ("匹配说明不完整", "请在免申即享页面重新办理"),
    "intent.not_fitting": ("企业不符合这项政策", _LOOK),
    "intent.no_consent": ("没有同意使用必要信息", "请企业同意后重新办理"),
    "intent.account_half": ("收款账户没有填全", "填全后重新办理"),
    "intent.no_data_without_will": ("没有确认享受，却带有账户或者授权", "请重新办理"),
    "intent.no_reason": ("没有写明放弃的理由", "写明后重新办理"),
    "intent.out_of_season": ("办理当天不在申报期内", "到申报期内重新办理"),
}
