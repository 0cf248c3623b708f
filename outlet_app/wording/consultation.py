"""Words of a question that is answered later, or found complex."""

from collections.abc import Mapping

from outlet_app.domain.facts.consultation import ToldWay

ACTIONS: Mapping[str, tuple[str, str]] = {
    "answer": ("答复(&K)", "message-square-text"),
    "make_complex": ("转为复杂(&L)", "hourglass"),
}
WAYS: Mapping[ToldWay, str] = {
    ToldWay.COUNTER: "当面",
    ToldWay.PHONE: "电话",
    ToldWay.WRITTEN: "书面",
    ToldWay.ELECTRONIC: "微信、短信或邮件",
}
ANSWER_TITLE = "答复咨询人"
ANSWER_TEXT = "答复告知咨询人后填写，保存后办件办结，不再计时。"
CALL_BACK = "{text}咨询人希望的回电时间：{when}。"
ANSWER_FIELDS: Mapping[str, str] = {
    "source": "政策问答",
    "answer": "答复内容",
    "basis": "答复依据",
    "way": "告知方式",
    "day": "告知日期",
    "time": "告知时间",
    "to": "告知对象",
}
ANSWER_HINTS: Mapping[str, str] = {
    "source": "按 Ctrl+W 到这里，输入问题中的几个字；已写的答复不会改动",
    "basis": "文件名称和条款，或“政策问答”",
    "time": "如 16:20",
}
FEEDBACK_FIELDS: Mapping[str, str] = {"text": "处理意见", "way": ANSWER_FIELDS["way"]}
ANSWER_GO = "答复并办结(&B)"
ANSWERED = "已答复，办件办结"
COMPLEX_TITLE = "转为复杂咨询"
COMPLEX_TEXT = "转为复杂咨询后，24 小时内反馈处理意见，3 个工作日内答复，都从登记时起算。请告知咨询人。"
COMPLEX_FIELD = "需要核实什么"
COMPLEX_GO = "转为复杂咨询(&L)"
COMPLEX_SAID = "已转为复杂咨询"


def answer_text(callback: str) -> str:
    """What saving does, and when a caller wants to be called back."""
    return CALL_BACK.format(text=ANSWER_TEXT, when=callback) if callback else ANSWER_TEXT
