"""Why a parcel does not go onto a stick, or a file on one leads nowhere; `{name}` is the file."""

from outlet_app.wording.clauses import Clauses

_WAIT = "办件都在本机等待发送，没有变化。"
_NOTHING = "本机的办件没有变化。"
_HERE = "办件都在本机，这份外送包没有算作已发送。"

REFUSALS: dict[str, Clauses] = {
    "stick.empty": Clauses(
        "没有等待发送的内容，也没有要带回的回执。", "办件都已送达市级。", "不用导出，可以取下 U 盘。"
    ),
    "stick.no_key": Clauses(
        "本机还没有收到市级的外送密钥。", _WAIT, "请接通一次网络按 F8 后再导出，或联系市级管理员。"
    ),
    "stick.nameless": Clauses(
        "本机数据恢复过或来自另一台机器，还没有换用新的终端号。", _WAIT, "请先接通一次网络按 F8，再导出。"
    ),
    "stick.full": Clauses("U 盘空间不够，外送包没有写成。", _WAIT, "请清理 U 盘或换一个 U 盘，再导出一次。"),
    "stick.shut": Clauses(
        "这个 U 盘或文件夹不能写入。", _WAIT, "请打开 U 盘的写保护开关，或换一个 U 盘，再导出一次。"
    ),
    "stick.gone": Clauses("U 盘在写入时断开，外送包没有写成。", _WAIT, "请重新插好 U 盘，再导出一次。"),
    "stick.unlike": Clauses(
        "写完后核对，U 盘上的内容与本机不一致。", _HERE, "请换一个 U 盘再导出，不要使用这个 U 盘上的文件。"
    ),
    "stick.unread": Clauses("文件“{name}”读不出来。", _NOTHING, "请重新插好 U 盘，再导入一次。"),
    "stick.none": Clauses(
        "文件“{name}”不是外送包，也不是回执。",
        _NOTHING,
        "请选择名称以 parcel 或 receipt 结尾的文件。",
    ),
    "stick.damaged": Clauses(
        "文件“{name}”不完整或有损坏。", "没有导入任何内容，本机的办件没有变化。", "请在原机器上再导出一次。"
    ),
    "stick.newer": Clauses("文件“{name}”由更新版本的程序写成。", _NOTHING, "请升级本机程序后再导入。"),
    "stick.foreign_city": Clauses(
        "文件“{name}”是另一个市的。", _NOTHING, "请核对 U 盘，选择本市网点的外送包或回执。"
    ),
    "stick.foreign_machine": Clauses(
        "回执“{name}”是另一台机器的。", _NOTHING, "请带到名称开头所写的网点和终端导入。"
    ),
    "stick.former_name": Clauses(
        "回执“{name}”是本机换用新终端号以前的。", _WAIT, "请再导出一次，不会重复办理。"
    ),
    "stick.unproven": Clauses(
        "回执“{name}”核对不符，不是市级给本机的。", _WAIT, "请再导出一次；仍不行请联系市级管理员。"
    ),
    "stick.gap": Clauses(
        "回执“{name}”之前还缺一份回执。", _WAIT, "请先导入较早的回执，或再导出一次，不会重复办理。"
    ),
    "stick.unopened": Clauses(
        "市级打不开外送包“{name}”。", "原机器上的办件都在，没有变化。", "请在原机器上再导出一次。"
    ),
}
