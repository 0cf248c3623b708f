"""Why a step of 集成办 is refused."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "package.follows": Clauses(
        "这是集成办主件，不能单独办这一步。", UNCHANGED, "请打开子件办理，主件随子件变化。"
    ),
    "package.children_first": Clauses("子件还没有全部作废。", UNCHANGED, "请先逐件作废子件，再作废主件。"),
    "package.children_open": Clauses(
        "还有 {n} 件子件没有办完。", UNCHANGED, "请先办完子件，再办结集成办主件。"
    ),
    "package.members": Clauses("集成办没有选好要办的事项。", UNCHANGED, "请至少勾选一项后再提交。"),
    "package.nested": Clauses("这件已经属于一次集成办。", UNCHANGED, "请另行登记，一件只归一次集成办。"),
    "package.decided": Clauses("这件已经作出过决定，不能并入集成办。", UNCHANGED, "请另行登记集成办。"),
    "package.parent_missing": Clauses("没有找到集成办主件。", UNCHANGED, "请重新登记集成办。"),
    "package.none": Clauses("这件不是集成办主件。", UNCHANGED, "请在集成办主件上办理。"),
    "package.noticed": Clauses("这次集成办已经一次性告知过。", UNCHANGED, "后续告知请在子件上办理。"),
    "package.not_a_member": Clauses("这件不是该集成办的子件。", UNCHANGED, "请核对主件和子件的编号。"),
    "package.no_reason": Clauses("没有写明增加或者更换事项的原因。", UNCHANGED, "请写明原因后再保存。"),
    "package.member_ended": Clauses(
        "要更换的子件已经办完、撤回或者作废。", UNCHANGED, "请按 F5 刷新；事项还没有办的，用增加事项。"
    ),
    "package.member_away": Clauses("要更换的子件正在转办。", UNCHANGED, "请先撤回转办，再更换事项。"),
    "package.exchange_head": Clauses(
        "登记有误的子件，只能由当天登记它的人更换。", UNCHANGED, "请窗口负责人登录后更换。"
    ),
    "package.papers_out": Clauses(
        "换下的子件还有打印过的文书没有收回。", UNCHANGED, "请收回全部打印件，勾选已收回后再更换。"
    ),
    "package.none_to_exchange": Clauses(
        "没有可以更换的子件：都已经办完，或者正在转办。", UNCHANGED, "转办中的，请先撤回转办。"
    ),
    "package.member_there": Clauses("这个事项已经有子件。", UNCHANGED, "请打开这个子件办理。"),
    "package.all_there": Clauses("套餐里的事项都已经有子件。", UNCHANGED, "要办其他事项的，请另行登记。"),
    "package.unknown": Clauses("没有找到这个套餐。", UNCHANGED, "请按 F5 刷新后重新选择。"),
}
# What the city answers where its record of the cases has gone on meanwhile.
REASONS: Mapping[str, tuple[str, str]] = {
    "package.follows": ("集成办主件不能单独办理", "打开子件办理"),
    "package.children_first": ("子件还没有全部作废", "先逐件作废子件"),
    "package.children_open": ("还有子件没有办完", "办完子件后再办结主件"),
    "package.members": ("集成办没有子件", "重新登记集成办"),
    "package.nested": ("这件已经属于一次集成办", "另行登记"),
    "package.decided": ("这件已经作出过决定，不能并入集成办", "另行登记集成办"),
    "package.parent_missing": ("没有写明集成办主件", "重新登记集成办"),
    "package.none": ("这件不是集成办主件", "打开办件核对"),
    "package.noticed": ("这次集成办已经一次性告知过", "后续告知在子件上办理"),
    "package.no_reason": ("没有写明增加或者更换事项的原因", "写明原因后重新办理"),
    "package.member_ended": ("要更换的子件已经办完、撤回或者作废", "打开主件核对"),
    "package.member_there": ("这个事项已经有子件", "打开主件核对"),
    "package.not_a_member": ("这件不是该集成办的子件", "打开主件核对"),
}
