"""The codes on business licences, as the kinds there are print them: read whole, or said why not."""

import json

from outlet_app.domain.applicant import ApplicantKind
from outlet_app.domain.licences import Licence, NoCode, kind_of, read_licence
from outlet_app.wording.scanning import LICENCE_LABELS

CODE, OTHER = "91150826MA0NK2H35E", "93150821MA0XF8D54N"
NAME, PERSON = "巴彦淖尔市河套禾源食品有限公司", "刘建平"
WHOLE = Licence(CODE, NAME, PERSON)
NAMED = "名称：{}\n统一社会信用代码：{}\n法定代表人：{}"

READ = {
    "the number alone": (CODE, Licence(CODE)),
    "in small letters": (CODE.lower(), Licence(CODE)),
    "with blanks around": (f"  {CODE}\r\n", Licence(CODE)),
    "in full width": ("９１１５０８２６ＭＡ０ＮＫ２Ｈ３５Ｅ", Licence(CODE)),
    "an address with the number in its query": (
        f"https://www.gsxt.gov.cn/entInfo?uniscid={CODE}",
        Licence(CODE),
    ),
    "an address with the number in its path": (f"http://nmg.gsxt.gov.cn/c/{CODE}.html", Licence(CODE)),
    "an address with the number behind a colon": (f"http://www.gsxt.gov.cn/%3A{CODE}", Licence(CODE)),
    "an address in capitals": (f"HTTPS://WWW.GSXT.GOV.CN/?USCC={CODE}", Licence(CODE)),
    "an address that tells the name": (
        f"https://www.gsxt.gov.cn/e?uniscid={CODE}&entname=%E6%B2%B3%E5%A5%97%E9%A3%9F%E5%93%81",
        Licence(CODE, "河套食品"),
    ),
    "lines with labels": (NAMED.format(NAME, CODE, PERSON), WHOLE),
    "lines in another order": (f"法定代表人：{PERSON}\n信用代码:{CODE}\n企业名称={NAME}", WHOLE),
    "one line with semicolons": (f"名称:{NAME};统一社会信用代码:{CODE};法定代表人:{PERSON};", WHOLE),
    "full-width semicolons": (f"名称：{NAME}；社会信用代码：{CODE}；负责人：{PERSON}", WHOLE),
    "bars": (f"单位名称：{NAME}|统一社会信用代码：{CODE}|经营者：{PERSON}", WHOLE),
    "line ends the scanner dropped": (f"名称：{NAME}统一社会信用代码：{CODE}法定代表人：{PERSON}", WHOLE),
    "blanks after the colon": (f"名称： {NAME}\n统一社会信用代码： {CODE}\n", Licence(CODE, NAME)),
    "further lines": (
        f"统一社会信用代码：{CODE}\n名称：{NAME}\n类型：有限责任公司\n法定代表人：{PERSON}\n住所：临河区",
        WHOLE,
    ),
    "an empty label": (f"名称：\n统一社会信用代码：{CODE}", Licence(CODE)),
    "brackets of a name stay as they are": (
        f"名称：河套（临河）食品厂\n统一社会信用代码：{CODE}",
        Licence(CODE, "河套（临河）食品厂"),
    ),
    "rare characters and a middle dot": (
        f"名称：𬎆䶮合作社\n统一社会信用代码：{OTHER}\n法定代表人：乌云·其木格",
        Licence(OTHER, "𬎆䶮合作社", "乌云·其木格"),
    ),
    "JSON": (json.dumps({"uniscid": CODE, "entName": NAME, "lerep": PERSON, "n": 1}), WHOLE),
    "a label twice: the first holds": (
        f"名称：甲\n企业名称：乙\n信用代码：{CODE}",
        Licence(CODE, "甲"),
    ),
    "a number whose inner digit is odd passes, as at the field": (
        "91150802MA0TEA71XJ",
        Licence("91150802MA0TEA71XJ"),
    ),
}
WRONG, WITHOUT = NoCode(is_wrong=True), NoCode(is_wrong=False)
UNREAD = {
    "the last character is another": (f"{CODE[:-1]}F", WRONG),
    "a number of a person": ("150802199001011234", WRONG),
    "a labelled number that is wrong": (f"名称：{NAME}\n统一社会信用代码：{CODE[:-1]}F", WRONG),
    "a labelled number that is too short": ("统一社会信用代码：91150826", WRONG),
    "an address without a number": ("http://www.gsxt.gov.cn/%7BA8D5E5B2%7D", WITHOUT),
    "an address with a wrong number": (f"http://www.gsxt.gov.cn/?x={CODE[:-1]}F", WITHOUT),
    "a name without a number": (f"名称：{NAME}", WITHOUT),
    "a bar code of a shop": ("6901234567892", None),
    "a parcel": ("SF1234567890123", None),
    "seventeen characters": (CODE[:-1], None),
    "nineteen characters": (f"{CODE}1", None),
    "a word": ("河套", None),
    "nothing": ("", None),
    "JSON that is none": ("{", None),
    "JSON of a list": ("[1, 2]", None),
    "JSON of a number in braces": ("{1}", None),
    "controls": ("\x00\x1b[31m", None),
}


def test_every_kind_of_code_is_read_whole() -> None:
    found = {what: read_licence(raw, LICENCE_LABELS) for what, (raw, _) in READ.items()}
    assert found == {what: licence for what, (_, licence) in READ.items()}


def test_what_cannot_be_used_is_told_apart() -> None:
    found = {what: read_licence(raw, LICENCE_LABELS) for what, (raw, _) in UNREAD.items()}
    assert found == {what: answer for what, (_, answer) in UNREAD.items()}


def test_a_hostile_text_is_read_in_one_pass() -> None:
    assert read_licence("名称：" * 20_000, LICENCE_LABELS) is None
    assert read_licence("{" * 50_000, LICENCE_LABELS) is None
    assert read_licence(f"{'9' * 50_000}\n{CODE}", LICENCE_LABELS) == Licence(CODE)


def test_the_first_characters_tell_the_kind() -> None:
    told = {
        "11150800MB0K123415": ApplicantKind.AGENCY,
        "12150800MB0K123410": ApplicantKind.INSTITUTION,
        "51150824MJY1234580": ApplicantKind.SOCIETY,
        "52150824MJY123458U": ApplicantKind.SOCIETY,
        CODE: ApplicantKind.ENTERPRISE,
        OTHER: ApplicantKind.ENTERPRISE,
        "N2150823MA7ABCDE9P": ApplicantKind.ENTERPRISE,
    }
    assert {code: kind_of(code) for code in told} == told
