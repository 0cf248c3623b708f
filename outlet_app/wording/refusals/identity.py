"""Why a machine gives out no number: it knows that it is a copy, or its series is at its end."""

from outlet_app.wording.clauses import Clauses

REFUSALS: dict[str, Clauses] = {
    "numbers.copied": Clauses(
        "本机数据是从另一台机器复制来的，现在编号会与那台机器重复。",
        "填写的内容已保存，没有编号。",
        "请接通网络后按 F8，本机换用新的终端号，再办这一件。",
    ),
    "numbers.exhausted": Clauses(
        "本终端这一种编号已经用到 {last} 号。",
        "填写的内容已保存，没有编号。",
        "请改用另一台终端，或请市级管理员为本网点登记新的终端。",
    ),
}
