"""R20 合作意向书 and R21 调解协议书: both sides sign and seal, and so does whoever brought them together."""

from dataclasses import replace

import pytest
from form_samples import SAMPLES, Sample
from paper_eyes import MM, page_texts, place_of, squashed, words_of
from paper_samples import LONGEST_NAME, RARE

from outlet_app.printing.fonts import Faces
from outlet_app.wording.forms.outcomes import THIRDS as SAID

BY_FORM = {sample.form: sample for sample in SAMPLES}
AGREED = {
    "R20": {
        "party_a": LONGEST_NAME, "code_a": "91150826MA0NK2H35E", "party_b": f"乌云其木格·{RARE}",
        "rights": "ZL202310000001.7 一种葵花籽脱壳装置", "amount": "500 万元",
        "subject": "乙方以普通许可方式实施该专利，期限三年。", "next": "2026年12月20日前商定许可合同",
    },
    "R21": {
        "party_a": LONGEST_NAME, "code_a": "91150826MA0NK2H35E", "party_b": f"乌云其木格·{RARE}",
        "cause": "使用近似商标", "facts": "乙方在包装上使用了近似标识。",
        "terms": "乙方自即日起停止使用并改换包装。",
        "perform": "三十日以内完成改换", "mediator": "杭锦后旗知识产权纠纷调解室 苏日娜",
    },
}  # fmt: skip
THIRDS = {"R20": ("对接人员", "对接服务网点"), "R21": ("调解员", "调解组织")}
both = pytest.mark.parametrize("form", AGREED)


def paper(form: str, faces: Faces, **more: str) -> bytes:
    sample: Sample = BY_FORM[form]
    return sample.build(replace(sample.values, entries={**AGREED[form], **more}), faces)


@both
def test_what_was_agreed_stands_on_it_whole(form: str, faces: Faces) -> None:
    words = words_of(paper(form, faces))
    assert [text for text in AGREED[form].values() if squashed(text) not in words] == []


@both
def test_four_hands_and_their_days_in_their_order(form: str, faces: Faces) -> None:
    third, organ = THIRDS[form]
    words = words_of(paper(form, faces))
    signing = words[words.index("甲方乙方") :]
    order = (f"{third}{organ}", f"{third}（签字）：", "承办人：")
    places = [signing.index(text) for text in order]
    assert signing.count("签字或者盖章：") == 2
    assert signing.startswith("甲方乙方")
    assert places == sorted(places)
    # Both sides and the third date it by hand; the outlet's day is printed.
    assert signing.count("年月日") == 3
    assert "2026年11月22日" in signing
    assert "（业务专用章）" in signing


@both
def test_each_side_has_room_for_a_round_seal(form: str, faces: Faces) -> None:
    pdf = paper(form, faces)
    last = len(page_texts(pdf)) - 1
    sides = place_of(pdf, "签字或者盖章：", last)
    below = place_of(pdf, THIRDS[form][0] + "（签字）", last)
    assert below.top - sides.top > 42 * MM


@both
def test_the_terms_are_numbered_before_the_first_hand(form: str, faces: Faces) -> None:
    words = words_of(paper(form, faces))
    terms = [key for key in BY_FORM[form].values.imprint.text.clauses if key.startswith("term_")]
    heads = words[words.index("双方约定") : words.index("甲方乙方")]
    assert [number for number in range(1, len(terms) + 1) if f"{number}." not in heads] == []


@both
def test_the_four_hands_stay_together_with_the_last_of_the_terms(form: str, faces: Faces) -> None:
    long = "双方逐项核对了包装、网店页面和库存。" * 40
    key = "subject" if form == "R20" else "terms"
    pages = [squashed(page) for page in page_texts(paper(form, faces, **{key: long}))]
    last = pages[-1]
    third, organ = THIRDS[form]
    assert "甲方乙方" in last
    assert f"{third}{organ}" in last
    assert last.index("甲方乙方") > 60


@both
def test_what_is_not_known_is_left_to_be_written_by_hand(form: str, faces: Faces) -> None:
    sample = BY_FORM[form]
    words = words_of(sample.build(replace(sample.values, entries={"party_a": "其其格"}), faces))
    assert "甲方证件号码" in words
    assert "乙方证件号码" in words
    assert "None" not in words


def test_no_other_outcome_paper_is_signed_by_two_sides(faces: Faces) -> None:
    assert SAID == THIRDS
    terms = {form for form, one in BY_FORM.items() if "term_1" in one.values.imprint.text.clauses}
    assert terms == set(THIRDS)
    assert "双方约定" not in words_of(BY_FORM["R08"].drawn(faces))


def test_of_the_force_of_a_mediation_it_says_what_the_law_gives(faces: Faces) -> None:
    words = words_of(paper("R21", faces))
    assert "三十日以内共同向有管辖权的人民法院申请司法确认" in words
    assert "本协议一式三份，双方各一份" in words


def test_an_intent_binds_nobody_to_sign_and_both_to_be_silent(faces: Faces) -> None:
    words = words_of(paper("R20", faces))
    assert "不构成必须签约的义务" in words
    assert "负保密义务" in words
    assert "不对任何一方的履约能力和标的价值作出保证" in words
