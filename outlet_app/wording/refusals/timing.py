"""Why a moment is not confirmed."""

from collections.abc import Mapping

from outlet_app.wording.clauses import UNCHANGED, Clauses

REFUSALS: dict[str, Clauses] = {
    "time.proof": Clauses("没有写明核实的依据。", UNCHANGED, "请写明从哪里查明实际时间。"),
    "time.sure": Clauses("办件的时间没有疑问。", UNCHANGED, "不用核定，请继续办理。"),
    "time.unsure_here": Clauses(
        "本机时间现在也不准。", UNCHANGED, "请先在系统里调准时间，或到时间准确的电脑上核定。"
    ),
    "time.ahead": Clauses("实际时间在现在以后。", UNCHANGED, "请核对日期和时间后再核定。"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "time.proof": ("核定时间没有写明依据", "打开办件重新核定"),
    "time.sure": ("办件的时间没有疑问", "打开办件核对"),
    "time.unsure_here": ("核定时本机时间也不准", "调准时间后重新核定"),
    "time.ahead": ("核定的时间在提交以后", "打开办件重新核定"),
}
