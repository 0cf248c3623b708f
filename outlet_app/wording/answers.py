"""The words of 政策问答: its dialog, what is taken over, and what a case says of it."""

from outlet_app.domain.answers import KnownAnswer, read_source

TITLE = "政策问答"
SEARCH = "问题"
SEARCH_HINT = "输入几个字、几个词或拼音首字母"
FOOT = "↑ ↓ 选择    Enter 查看    Esc 关闭"
NONE = "没有找到"
NONE_TEXT = "换几个字再查，或转承办科室答复。"
FIRST = "输入问题中的几个字，用空格隔开可以查几个词。"
BASIS = "依据：{basis}"
EDITION = "答复库 {code}（{edition} 版）"
COPY = "复制答复(&F)"
TAKE = "用作答复(&Y)"
CANCEL = "取消 Esc"
COPIED = "已复制答复"
TAKEN = "已写入答复内容和依据"
TAKEN_TEXT = "请按来访人的情况核对后再作出决定。"
NOT_TAKEN = "已复制答复，没有写入"
NOT_TAKEN_TEXT = "答复内容里已有文字，没有改动。需要的地方按 Ctrl+V 粘贴。"


def foot(one: KnownAnswer) -> str:
    """Basis and edition under an answer."""
    return f"{BASIS.format(basis=one.basis)}　{EDITION.format(code=one.code, edition=one.edition)}"


def source_words(source: str) -> str:
    """答复库 A012（2026-1 版）; empty for an answer of the clerk's own."""
    found = read_source(source)
    return EDITION.format(code=found[0], edition=found[1]) if found else ""
