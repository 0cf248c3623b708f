"""Why an answer, or making a question complex, is refused."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "consultation.none": Clauses("这个办件不是咨询。", UNCHANGED, "请按办理环节办结。"),
    "consultation.undecided": Clauses("首问登记还没有作出处理。", UNCHANGED, "请先作出处理，再答复。"),
    "consultation.empty": Clauses("没有填写答复内容。", UNCHANGED, "请写明答复内容。"),
    "consultation.no_basis": Clauses("复杂咨询的答复没有写明依据。", UNCHANGED, "请写明文件名称和条款。"),
    "consultation.told_when": Clauses(
        "告知时间早于登记时间，或者还没有到。", UNCHANGED, "请核对告知日期和时间。"
    ),
    "consultation.already_complex": Clauses("这已经是复杂咨询。", UNCHANGED, "请按原时限答复。"),
    "consultation.no_reason": Clauses("没有写明需要核实什么。", UNCHANGED, "请写明后再转为复杂咨询。"),
    "consultation.no_clock": Clauses(
        "清单里没有复杂咨询的时限。", UNCHANGED, "请联系市级管理员更新事项清单。"
    ),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "consultation.none": ("这个办件不是咨询", "打开办件核对"),
    "consultation.undecided": ("首问登记的处理已被撤销", "打开办件重新作出处理"),
    "consultation.empty": ("没有填写答复内容", "打开办件重新答复"),
    "consultation.no_basis": ("复杂咨询的答复没有写明依据", "打开办件重新答复"),
    "consultation.told_when": ("告知时间与登记时间对不上", "打开办件核对后重新答复"),
    "consultation.already_complex": ("其他窗口已转为复杂咨询", "打开办件按原时限答复"),
    "consultation.no_reason": ("没有写明需要核实什么", "打开办件重新填写"),
    "consultation.no_clock": ("没有写明复杂咨询的时限", "打开办件重新填写"),
}
