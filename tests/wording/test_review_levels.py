"""Five levels, stored with 5 for the best, and the national tags that go with each."""

from itertools import pairwise

import pytest

from outlet_app.domain.reviews.levels import CARDS, Level, level_of_key
from outlet_app.domain.reviews.tags import MOST_TAGS, TAGS, belongs
from outlet_app.wording.review_words import FACES, LEVELS
from outlet_app.wording.review_words import TAGS as WORDS
from tests.domain.tables import each

# domain.md §7.2, word for word.
NATIONAL = """
5 非常满意 510 一窗受理一次办结 · 511 可以先受理后补材料 · 512 不用提交证明 · 513 可以全程网上办理 ·
514 可以使用手机办理 · 515 可以就近办理 · 516 无需材料直接办理 · 517 服务热情效率高
4 满意 406 填写一张表单就可完成申报 · 407 在线提交材料窗口核验 · 408 一张清单告知全部申报材料 ·
409 用告知承诺减免申报材料 · 410 可以在线预约办理 · 411 跑大厅一次办完 ·
412 可以使用自助机办理 · 413 服务态度较好
3 基本满意 307 一次性告知需要补正的材料 · 308 提供申报材料样本 · 309 在承诺的时间内办结 ·
310 办事指南指引准确 · 311 按办事指南要求的材料即可办理 · 312 可以快递送达 ·
313 跑动次数与承诺的一致 · 314 服务态度一般
2 不满意 207 没有提供材料样本 · 208 没有提供材料清单 · 209 未在承诺时间内办结 ·
210 同样内容的证明材料被要求多次提交 · 211 承诺网办但无法在线办理 ·
212 在线预约办理后到实体大厅重复取号排队 · 213 窗口人员业务不熟练 · 214 服务态度生硬
1 非常不满意 108 在办事指南之外增加新的审批条件 · 109 需提供办事指南之外的申报材料 ·
110 无理由超过法定办理时间 ·
111 办事指南提供样本有错 · 112 承诺在线收取申报材料实际无法收取 · 113 多头跑窗口和部门 ·
114 跑动次数与承诺的不一致 · 115 服务态度差效率低
"""
DISABLED = (
    *map(str, range(101, 108)),
    *map(str, range(201, 207)),
    *map(str, range(301, 307)),
    "401",
    "402",
    "404",
    "405",
    *map(str, range(501, 510)),
)


def national() -> dict[str, str]:
    """Code and words of every tag in the table above."""
    parts = NATIONAL.replace("·", " ").split()
    return {code: words for code, words in pairwise(parts) if len(code) == 3 and code.isdecimal()}


@each(
    ("key", "level", "word"),
    [
        (1, 5, "非常满意"),
        (2, 4, "满意"),
        (3, 3, "基本满意"),
        (4, 2, "不满意"),
        (5, 1, "非常不满意"),
    ],
)
def test_the_stored_level_is_six_minus_the_key(key: int, level: int, word: str) -> None:
    """The trap of domain.md §7.2: integrators turn the scale round."""
    assert level_of_key(key) == level == 6 - key
    assert LEVELS[level_of_key(key)] == word
    assert level_of_key(key).key == key


@each("key", [0, 6, -1, 9])
def test_no_other_key_is_a_level(key: int) -> None:
    with pytest.raises(ValueError):
        level_of_key(key)


def test_the_cards_stand_in_one_fixed_order_from_the_best() -> None:
    assert [card.key for card in CARDS] == [1, 2, 3, 4, 5]
    assert CARDS[0] is Level.VERY_SATISFIED


@each(
    ("level", "bad", "satisfied"),
    [(5, False, True), (4, False, True), (3, False, True), (2, True, False), (1, True, False)],
)
def test_two_levels_are_bad_and_three_satisfied(level: int, bad: bool, satisfied: bool) -> None:
    assert (Level(level).is_bad, Level(level).is_satisfied) == (bad, satisfied)


def test_the_tags_are_the_national_ones_word_for_word() -> None:
    assert national() == WORDS
    assert len(WORDS) == 40


@each("level", Level)
def test_every_level_has_its_eight_tags_and_no_other(level: Level) -> None:
    assert len(TAGS[level]) == MOST_TAGS
    assert all(tag.startswith(str(level.value)) and tag in WORDS for tag in TAGS[level])
    assert [tag for other in Level if other is not level for tag in TAGS[other] if belongs(tag, level)] == []


@each("tag", DISABLED)
def test_the_disabled_first_version_belongs_to_no_level(tag: str) -> None:
    assert not any(belongs(tag, level) for level in Level)
    assert tag not in WORDS


def test_every_level_has_a_word_and_a_face_of_its_own() -> None:
    assert set(LEVELS) == set(FACES) == set(Level)
    assert len(set(LEVELS.values())) == len(set(FACES.values())) == len(Level)
