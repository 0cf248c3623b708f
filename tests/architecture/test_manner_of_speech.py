"""The product's Chinese keeps to the manner of UI.md §12: short, official, blaming nobody."""

import re

import pytest

from tests.architecture.house import modules, sayings

HAN = "\u4e00-\u9fff"
FAULTS = {
    "shouts or chats": re.compile(r"[!！哦]|呢[。，]?$|请注意"),
    "half-width punctuation between Han": re.compile(rf"[{HAN}](?:[,;:?.][{HAN}]|\([{HAN}])"),
    "no space between Han and Latin or digits": re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9%][{HAN}]"),
    "another word for a thing that has one": re.compile(r"上传|下载|案件|工单|提交成功|密码|账号|用户"),
    "says nothing": re.compile(r"操作成功|网络异常|参数错误|数据冲突|格式不正确|暂无|确定要"),
}
SPOKEN = [
    (module.at(node), str(node.value))
    for module in modules("outlet_app/wording")
    for node in sayings(module)
    if re.search(rf"[{HAN}]", str(node.value))
]


def faults_of(text: str) -> set[str]:
    return {name for name, pattern in FAULTS.items() if pattern.search(text)}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_word_on_screen_or_paper_has_the_fault(fault: str) -> None:
    assert len(SPOKEN) > 500
    assert [f"{where} {text}" for where, text in SPOKEN if fault in faults_of(text)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("操作成功", "says nothing"),
        ("保存好了!", "shouts or chats"),
        ("缺少,需补正", "half-width punctuation between Han"),
        ("按F8立即同步", "no space between Han and Latin or digits"),
        ("用户密码不正确", "another word for a thing that has one"),
    ],
)
def test_a_fault_is_noticed(text: str, fault: str) -> None:
    assert fault in faults_of(text)


@pytest.mark.parametrize("text", ["按 F8 立即同步", "应为 11 位，少 1 位", "受理(&S)", "2 个工作日"])
def test_what_is_right_is_let_be(text: str) -> None:
    assert faults_of(text) == set()
