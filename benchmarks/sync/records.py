"""The records every program carries: one registration each, about 3 KB, the same for all."""

import random

SENTENCES = (
    "咨询资助奖励申报的条件和材料。",
    "商标转让需要哪些文件，费用如何计算。",
    "专利权质押登记的办理流程和时限。",
    "地理标志产品“河套向日葵”包装的授权使用。",
    "企业知识产权管理体系认证补助何时发放。",
    "外观设计被仿冒，请求维权援助。",
)
LENGTH = 940


def request_text(n: int) -> str:
    """What the n-th visitor asks for; no two are alike, as in life."""
    chance = random.Random(n)
    said = f"第{n}位来访人："
    while len(said) < LENGTH:
        said += f"{chance.choice(SENTENCES)}（{chance.randrange(10**6):06}）"
    return said[:LENGTH]
