"""Words of 送达回证（结果领取单）."""

from collections.abc import Mapping

DOCUMENTS = "送达的文书和材料"
DOCUMENT = "名称"
NUMBER = "文号或者编号"
COPIES = "份数"
WAY = "送达方式"
WAYS: Mapping[str, str] = {"in_person": "窗口领取", "post": "邮寄送达", "electronic": "线上查收"}
COLLECTOR = "领 取 人"
RELATION = "与申请人关系"
RELATIONS: Mapping[str, str] = {
    "self": "本人",
    "legal": "法定代表人",
    "contact": "经办人",
    "agent": "受托人",
    "mail": "邮件收件人",
}
ID = "证件号码"
AT = "送达时间"
VALID = "有效期和续展日期"
DUTIES = "后续义务"
CONFIRM = "受送达人确认"
KEEP = "提示"
TAKEN_BY = "受送达人（代收人）："
GIVEN_BY = "送达人："
TITLES = ("受送达人", "送达机关")
