"""The words of 常用语: the list under a text, what is kept and what is not."""

from outlet_app.domain.sayings import Saying

FOOT = "↑ ↓ 选择    Enter 插入    Delete 删去本网点的    Esc 关闭"
OWN = "本网点的常用语"
FOR_DEFECT = "对应 {codes}"
FOR_ITEM = "本事项"
FOR_ALL = "通用"
SAVE = "把这里的文字存为常用语"
SAVED = "已存为常用语"
SAVED_TEXT = "同类的地方按 Ctrl+G 就能插入。"
REMOVED = "已删去常用语"
REMOVED_TEXT = "“{text}”不再列出，已经写好的文字不变。"
NONE = "这里还没有常用语"
NONE_TEXT = "写好一句以后按 Ctrl+G，可以存下来以后用。"
NO_TEXT = "光标不在文字栏里"
NO_TEXT_NOW = "光标停在要写字的栏里，再按 Ctrl+G 插入常用语。"


def sub(saying: Saying) -> str:
    """Why a sentence is offered here."""
    if saying.own:
        return OWN
    if saying.defects:
        return FOR_DEFECT.format(codes="、".join(saying.defects))
    return FOR_ITEM if saying.items else FOR_ALL
