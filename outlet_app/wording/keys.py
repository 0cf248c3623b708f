"""The keyboard map in words: what each command is called and how its keys are written."""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "help": "帮助与快捷键",
    "new_case": "首问登记",
    "call": "电话咨询",
    "find": "查找办件",
    "refresh": "刷新",
    "next_pane": "下一栏",
    "previous_pane": "上一栏",
    "invite_review": "邀请评价",
    "sync_now": "立即同步",
    "print": "打印",
    "terms": "期限计算",
    "phrases": "插入常用语",
    "undo": "撤销刚才的决定",
    "answers": "政策问答",
    "seal": "登记用印",
    "duty": "值班、交接班",
    "ticket": "叫号",
    "lock": "锁屏",
    "save": "保存草稿",
    "primary": "按下本页的主要按钮",
    "larger": "放大显示",
    "smaller": "缩小显示",
    "normal_size": "恢复显示大小",
    "recent": "最近的提示",
    "back": "关闭弹出列表、对话框，或返回",
}

GROUP_EVERYWHERE = "随时可用"
GROUP_PAGES = "打开页面"
GROUP_FORM = "填写"
GROUP_TABLE = "列表"
GROUP_DECISIONS = "首问登记的决定"

KEY_WORDS: Mapping[str, str] = {
    "Ctrl+Return": "Ctrl+Enter",
    "Ctrl+=": "Ctrl+加号",
    "Ctrl+-": "Ctrl+减号",
}

COLUMN_BREAKS = (1, 3)

FIXED: Mapping[str, tuple[tuple[str, str], ...]] = {
    GROUP_FORM: (
        ("Enter", "下一个字段"),
        ("Shift+Enter", "上一个字段"),
        ("Tab", "下一个控件"),
        ("Shift+Tab", "上一个控件"),
        ("Alt+↓", "打开下拉列表"),
        ("↑ ↓", "在列表和选项间移动"),
    ),
    GROUP_TABLE: (
        ("↑ ↓", "上一行、下一行"),
        ("PgUp PgDn", "上一屏、下一屏"),
        ("Home End", "第一行、最后一行"),
        ("Enter", "打开"),
        ("Ctrl+C", "复制办件号"),
        ("Ctrl+↑ ↓", "按本列排序"),
    ),
    GROUP_DECISIONS: (
        ("Alt+D", "当场答复"),
        ("Alt+S", "受理"),
        ("Alt+Y", "一次性告知"),
        ("Alt+R", "容缺受理"),
        ("Alt+Z", "转办"),
        ("Alt+B", "不予受理"),
        ("1 … 6", "材料：齐全、缺少、需补正、容缺、不需要、承诺"),
    ),
}


def key_word(sequence: str) -> str:
    """How a key sequence is written on screen."""
    return KEY_WORDS.get(sequence, sequence)
