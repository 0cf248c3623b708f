"""Words of the list of colleagues and of adding one."""

from collections.abc import Mapping

TITLE = "本网点人员"
RESET = "重设口令(&C)"
RESET_HINT = "忘记口令的同事：选中后按重设口令，由本人输入新口令"
OWN = "自己的口令不能在这里重设，请另一位窗口负责人登录后办理"
RESET_TITLE = "重设口令"
RESET_TEXT = "请{name}（工号 {short}）本人输入新口令两次。原来的口令随即失效，其他人的口令不受影响。"
RESET_GO = "重设口令(&C)"
RESET_DONE = "已重设口令"
APPOINT = "任免失信认定(&F)"
APPOINT_TITLE = "任命失信认定人员"
DISMISS_TITLE = "免去失信认定人员"
APPOINT_TEXT = "{name}（工号 {short}）可以认定失信、不予认定和信用修复，下次登录起生效。"
DISMISS_TEXT = "{name}（工号 {short}）不再认定失信，下次登录起生效。已经作出的认定不变。"
APPOINT_GO = "任命(&F)"
DISMISS_GO = "免去(&F)"
APPOINTED = "已任命失信认定人员"
DISMISSED = "已免去失信认定人员"
BY_POST = "市级管理员本来就可以认定失信"
TEXT = "新同事请本人输入口令两次，口令只存在本机。"
COLUMNS: Mapping[str, str] = {"name": "姓名", "staff_no": "工号", "roles": "岗位"}
ROLES: Mapping[str, str] = {
    "clerk": "窗口人员",
    "supervisor": "窗口负责人",
    "credit_officer": "失信认定人员",
    "city_admin": "市级管理员",
}
ADD = "添加同事(&T)"
ADD_TITLE = "添加同事"
STAFF_NO = "工号"
STAFF_NO_HINT = "10 位"
NAME = "姓名"
SUPERVISOR = "窗口负责人"
PASSWORD = "口令"
PASSWORD_HINT = "至少 10 位，含三种字符"
AGAIN = "再输一次口令"
GO = "添加(&T)"
CANCEL = "取消 Esc"
CLOSE = "关闭 Esc"
ADDED = "已添加"
NEW_HEAD = "市级下发过人员名单的，请报市局列入名单；列入以前，由负责人审批、重新打开的办件先由市级核对。"
FILL = "请填写{label}"
STAFF_NO_SHORT = "应为 10 位数字"
STAFF_NO_KNOWN = "这个工号已经有了"
NOT_ALIKE = "两次口令不一致"
PASSWORDS: Mapping[str, str] = {
    "password.too_short": "至少 {least} 位，少 {missing} 位",
    "password.too_plain": "要含三种字符",
    "password.holds_staff_no": "口令里不能有工号",
}
UNREAD = ("没有读出来", "本机数据完好，请重试")


def roles(codes: frozenset[str]) -> str:
    """The posts of a person, the higher first."""
    return "、".join(word for code, word in reversed(list(ROLES.items())) if code in codes)


def reset_text(name: str, staff_no: str) -> str:
    """请苏日娜（工号 0837）本人输入新口令两次。"""
    return RESET_TEXT.format(name=name, short=staff_no[-4:])


def appoint_text(name: str, staff_no: str, *, officer: bool) -> str:
    """What the colleague may do from the next sign-in on, or no more."""
    return (APPOINT_TEXT if officer else DISMISS_TEXT).format(name=name, short=staff_no[-4:])


def added(name: str, staff_no: str, *, heads: bool = False) -> str:
    """王海燕，工号 0412; of a second head also who has to hear of it."""
    said = f"{name}，工号 {staff_no[-4:]}"
    return f"{said}。{NEW_HEAD}" if heads else said
