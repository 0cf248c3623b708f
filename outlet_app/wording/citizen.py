"""Every word on the citizen's window, and what the clerk reads meanwhile."""

from outlet_app.domain.reviews.levels import Level
from outlet_app.wording.review_words import LEVELS

WINDOW = "服务评价"
SERVICE = "巴彦淖尔市知识产权公共服务"
WELCOME = "欢迎"
ASK = "请您评价本次服务"
ASK_AGAIN = "请您再评价这次服务"
ASK_CODE = "追评：请输入查询码"
CODE = "查询码"
CODE_TEXT = "8 位查询码印在您手里的文书上。原来的评价保留，追评一次。"
NO_AGAIN = "这次不追评"
ERASE = "退格"
GO_ON = "下一步"
ITEM_AND_CLERK = "{item}　　经办人 {clerk}（工号 {short_no}）"
CLERK = "经办人 {clerk}（工号 {short_no}）"
VOLUNTARY = "评价全凭自愿，个人信息保密，不影响办事。"
SEALED = "按下即记入。内容加密，只有市级评价人员能看，经办人和本网点看不到。"
DECLINE = "这次不评价"
KEEP = "不改了，提交“{level}”"
DECLINE_KEY = "按 0"
CHOSEN = "您选择了“{level}”"
WHY_BAD = "等级已记下。请告诉我们哪里没做好，可以选多项，也可以写一句。"
WHY_GOOD = "等级已记下。您满意的是哪些，可以选多项，也可以不选。"
OTHER = "其他（手写）"
OTHER_HINT = "请写在这里，最多 200 字"
ANONYMOUS = "匿名评价"
CALL_BACK = "愿意接听回访电话（{phone}）"
BACK = "返回重选"
WITHHOLD = "不说明原因"
SUBMIT = "提交评价"
THANKS = "谢谢您的评价"
THANKS_TEXT = "我们会认真对待您的意见，办理结果不受影响。"
NOT_KEPT = "没有记下，请再按一次"
ENDS_IN = "{n} 秒后自动结束"
SUBMITS_IN = "{n} 秒后自动提交所选等级"
RETURNS_IN = "{n} 秒后返回"
# Where the second line of a long reason begins, so that no word is broken.
SECOND_LINES = ("被要求", "到实体大厅", "增加新", "实际无法")

UNDER_WAY = "正在评价…"
UNDER_WAY_TEXT = "请群众在评价屏上按键或触摸。评价结束，或 60 秒没有人按，自动返回。"
AGAIN_TEXT = "这次服务已经评价过。群众要追评的，请在评价屏上输入文书上的查询码；不追评的，请选“这次不追评”。"
AGAIN_OVER = "评价屏已返回"
GIVE_UP = "群众已离开，不评价 Esc"
RATED = "已评价"
RATED_TEXT = "谢谢配合，评价内容已加密保存"
UNRATED = "群众这次没有评价"
UNRATED_TEXT = "已记为未评价，不需要说明原因"


def asked_about(item: str, clerk: str, short_no: str) -> str:
    """信息查询　　经办人 苏日娜（工号 0837）; without an item where the list has none."""
    template = ITEM_AND_CLERK if item else CLERK
    return template.format(item=item, clerk=clerk, short_no=short_no)


def key_of_card(key: int) -> str:
    """The key of a card, for assistive technology."""
    return f"按 {key}"


def chosen(level: Level) -> str:
    """您选择了“不满意”."""
    return CHOSEN.format(level=LEVELS[level])


def why(level: Level) -> str:
    """What is asked on the page of reasons."""
    return WHY_BAD if level.is_bad else WHY_GOOD


def in_two(text: str) -> str:
    """A reason too long for one line, broken where a reader would pause, else in its middle."""
    begins = [text.index(part) for part in SECOND_LINES if part in text]
    at = begins[0] if begins else (len(text) + 1) // 2
    return f"{text[:at]}\n{text[at:]}"


def keep(level: Level) -> str:
    """The way out of choosing again."""
    return KEEP.format(level=LEVELS[level])
