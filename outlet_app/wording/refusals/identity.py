"""Why a machine that knows it is a copy gives out no number."""

from outlet_app.wording.clauses import Clauses

REFUSALS: dict[str, Clauses] = {
    "numbers.copied": Clauses(
        "本机数据是从另一台机器复制来的，现在编号会与那台机器重复。",
        "填写的内容已保存，没有编号。",
        "请接通网络后按 F8，本机换用新的终端号，再办这一件。",
    ),
}
