"""Three clauses for every Refusal, Trouble and Bug: what happened, is the work safe, what to do now."""

from collections.abc import Mapping

from outlet_app.wording.clauses import KEPT, NOT_SAVED, Clauses
from outlet_app.wording.refusals import REFUSALS

__all__ = ["REFUSALS", "TROUBLES", "Clauses", "clauses"]


TROUBLES: dict[str, Clauses] = {
    "storage.locked": Clauses(
        "本机数据正被其他程序占用。", NOT_SAVED, "请稍候再按一次；仍不行请重启本程序。"
    ),
    "storage.disk_full": Clauses("本机磁盘已满，写不进去。", NOT_SAVED, "请清理磁盘后再按一次，暂勿打印。"),
    "storage.disk_failed": Clauses("本机磁盘不能读写。", NOT_SAVED, "请联系网点负责人检查磁盘。"),
    "storage.damaged": Clauses(
        "本机数据文件有损坏。", "损坏的文件已原样保留。", "可以用最近一次备份继续办理。"
    ),
    "storage.wrong_key": Clauses("口令与本机数据不匹配。", KEPT, "请联系网点负责人。"),
    "storage.too_new": Clauses("本机数据由更新版本的程序写成。", KEPT, "请安装新版本后再打开。"),
    "storage.history_fixed": Clauses("办件记录不能改写或删除。", KEPT, "请用更正办理。"),
    "storage.not_enrolled": Clauses("本机尚未登记为服务窗口。", "没有产生办件。", "请先用登记码登记本机。"),
    "storage.failed": Clauses("本机数据没有写成。", NOT_SAVED, "请再按一次；仍不行请联系网点负责人。"),
    "draft.not_saved": Clauses(
        "未完成的登记没有存上。",
        "填写的内容还在页面上，退出程序或断电会丢失。",
        "请再试一次；仍不行请联系网点负责人，先不要换人登录或退出。",
    ),
    "attachment.not_here": Clauses(
        "附件不在本机。", "市级存有这个附件，或其他窗口正在发送。", "请在连通市级服务器时再打开。"
    ),
    "attachment.file_lost": Clauses(
        "附件文件在本机读不出来。", "办件记录完好。", "请重新扫描这份材料后添加，再作废原附件。"
    ),
    "scan.file_unreadable": Clauses(
        "文件“{name}”读不出来。", "已放入的页面还在。", "请检查文件或存储设备后再放入。"
    ),
    "printer.none": Clauses(
        "没有找到打印机。", "文书已保存，编号不变。", "请接好打印机后按重新打印，或导出 PDF。"
    ),
    "printer.unchosen": Clauses(
        "没有设定默认打印机。",
        "文书已保存，编号不变。",
        "请在设置里选一台打印机，再按重新打印，或导出 PDF。",
    ),
    "printer.gone": Clauses(
        "选定的打印机现在没有。", "文书已保存，编号不变。", "请接好打印机，或在设置里另选一台，再按重新打印。"
    ),
    "printer.trial_failed": Clauses(
        "检查页没有打印出来。",
        "已办的办件和文书不受影响。",
        "请检查打印机的电源、纸张和连线后再试，或另选一台。",
    ),
    "printer.failed": Clauses("打印机没有接收文书。", "文书已保存，编号不变。", "请检查打印机后按重新打印。"),
    "printer.timeout": Clauses(
        "打印机很久没有回应。", "文书已保存，编号不变。", "请检查打印机后按重新打印。"
    ),
    "paper.no_glyph": Clauses(
        "“{char}”字（〔U+{codepoint}〕）没有字形，不能打印。",
        NOT_SAVED,
        "请核对这个字；无误的请联系市级管理员补充字库。",
    ),
    "paper.too_long": Clauses("有一项内容太多，一页纸放不下。", NOT_SAVED, "请把这一项写短些再打印。"),
    "paper.not_confirmed": Clauses(
        "文书 {number} 已交打印机，打印情况没有记下。",
        "办件和文书已保存，编号不变。",
        "请看文书是否印出；工作台会再问一次。",
    ),
    "paper.missing": Clauses("没有找到这份文书。", KEPT, "请在办件查询中重新打印。"),
    "numbers.not_witnessed": Clauses(
        "编号没有写进本机的编号备查文件。",
        "办件已保存，编号不变，文书还没有打印。",
        "请清理磁盘，再到办件查询打印，不要重新登记。",
    ),
    "paper.not_written": Clauses("文件“{name}”没有写成。", "文书已保存在本机。", "请换一个位置再导出。"),
    "paper.failed": Clauses("预览没有生成。", "填写的内容已保存。", "请按重试。"),
    "server.offline": Clauses("连不上市级服务器。", "办件照常办理，已存本机。", "恢复连接后自动发送。"),
    "server.captive": Clauses(
        "网络被拦截，连到的不是市级服务器。", "办件照常办理，已存本机。", "请检查网络登录页。"
    ),
    "server.refused": Clauses(
        "市级服务器未接收，编号 {code}。", "办件已存本机。", "请把编号告诉市级管理员。"
    ),
    "server.unnamed": Clauses(
        "登记码不完整，缺少加号后面的部分。", "没有改动本机。", "请向市级管理员要完整的登记码。"
    ),
    "server.untrusted": Clauses(
        "连到的服务器证书不是市级服务器的。",
        "办件照常办理，已存本机。",
        "请核对服务器地址，再联系市级管理员。",
    ),
    "server.untimely": Clauses(
        "按本机时间，市级服务器的证书不在有效期内。",
        "办件照常办理，已存本机。",
        "请先核对本机日期；日期无误的请联系市级管理员。",
    ),
    "server.insecure": Clauses("服务器地址不安全。", "没有改动本机。", "请填写以 https 开头的地址。"),
    "server.code_unknown": Clauses(
        "登记码不对或已经用过。", "没有改动本机。", "请核对登记码，或向市级管理员要新码。"
    ),
    "server.code_elsewhere": Clauses(
        "登记码是给别的网点的。", "没有改动本机，这个码仍可使用。", "请向市级管理员要本网点的新码。"
    ),
    "server.knows_us": Clauses(
        "市级仍有本机的登记，不用重新登记。", "没有改动本机，这个码仍可使用。", "请按 F8 马上同步。"
    ),
    "sync.fork": Clauses(
        "本机数据与市级记录对不上，暂停发送。",
        "办件照常办理，已存本机。",
        "接通网络后自动核对；一直这样的，请联系市级管理员。",
    ),
    "sync.copied": Clauses(
        "本机数据来自另一台机器，暂停发送和编号。",
        "已有的办件都在本机。",
        "请接通网络后按 F8，本机换用新的终端号。",
    ),
    "sync.epoch": Clauses(
        "市级服务器恢复过数据，正在核对。",
        "办件照常办理，已存本机。",
        "不用处理，稍后自动补发。",
    ),
    "start.already_running": Clauses("本程序已经打开。", KEPT, "请切换到已打开的窗口。"),
    "program.bug": Clauses("程序出错，编号 {reference}。", KEPT, "请记下编号，重新打开本页再试。"),
    "resources.missing": Clauses("程序文件不完整。", KEPT, "请重新安装本程序。"),
    "folder.of_another": Clauses(
        "这个数据文件夹是别人登录计算机时建的。", "资料没有改动。", "请由建它的人登录计算机再打开。"
    ),
    "folder.wrong_kind": Clauses(
        "试用数据和正式数据不能混用。", "两处数据都没有改动。", "请换一个数据文件夹再打开。"
    ),
    "password.shut": Clauses(
        "这个工号已离岗停用。", "本机的办件都在，没有变化。", "请由在岗人员登录；有误请联系市级管理员。"
    ),
    "people.sent_away": Clauses(
        "{name}（{short}）已离岗停用。",
        "已退出登录。已保存的办件都在，没写完的登记已存为草稿。",
        "请由在岗人员登录；有误请联系市级管理员。",
    ),
    "people.sent_away_unkept": Clauses(
        "{name}（{short}）已离岗停用。",
        "已锁屏。已保存的办件都在，没写完的登记还没有存成草稿，程序在一次次重试。",
        "请看锁屏上的提示，存好以后由在岗人员登录。",
    ),
    "password.first": Clauses(
        "这是首次口令。", "首次口令仍然有效，什么也没有变化。", "请本人先登录，换成自己的口令后再试。"
    ),
    "password.slots_damaged": Clauses(
        "本机的口令文件读不出来。", "办件仍在加密的数据文件里。", "请勿重装，请联系市级管理员。"
    ),
}


def clauses(code: str, args: Mapping[str, object] | None = None) -> Clauses:
    """The three clauses of a code, filled; an unknown code is worded as the city's refusal of it."""
    found = TROUBLES.get(code) or REFUSALS.get(code)
    if found is None:
        return TROUBLES["server.refused"].filled({"code": code})
    return found.filled(args or {})
