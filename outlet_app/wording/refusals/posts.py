"""What the city answers where the name under a step is not one that may put it there."""

from collections.abc import Mapping

POST_VERDICTS: Mapping[str, tuple[str, str]] = {
    "right.missing": ("按市级人员名单，这一步不在经办人的岗位权限内", "请窗口负责人核对后重新办理"),
    "CLERK_LEFT": ("按市级人员名单，经办人当时已离岗，由市级核对", "记录已在市级保存，请联系市级管理员"),
    "POST_UNLISTED": (
        "市级人员名单上没有经办人或审批人，这一步须由负责人办理，由市级核对",
        "记录已在市级保存，请联系市级管理员核对，并列入名单",
    ),
    "LIST_WITHDRAWN": (
        "市级人员名单已撤回，经办人或审批人的岗位由市级核对",
        "记录已在市级保存，请联系市级管理员核对，并重新下发名单",
    ),
    "CLERK_ELSEWHERE": ("按市级人员名单，经办人不在本网点，由市级核对", "记录已在市级保存，请联系市级管理员"),
}
