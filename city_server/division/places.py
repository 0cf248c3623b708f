"""The addresses of the division's pages."""

from enum import StrEnum


class Place(StrEnum):
    """Where each page stands, and where each form goes."""

    HOME = "/division"
    STYLE = "/division/style.css"
    SIGN_IN = "/division/sign-in"
    SIGN_OUT = "/division/sign-out"
    PASSWORD = "/division/password"
    TRANSFERS = "/division/transfers"
    TRANSFER = "/division/transfers/case"
    TAKE = "/division/transfers/take"
    SEND_BACK = "/division/transfers/return"
    ANSWER = "/division/transfers/answer"
    FEED_BACK = "/division/transfers/feedback"
    HAND_ON = "/division/transfers/hand-on"
    OVERSEEN = "/division/overseen"
    OVERSEEN_CASE = "/division/overseen/case"
    DEMAND = "/division/overseen/demand"
    SITUATION = "/division/overseen/situation"
    PARKED = "/division/parked"
    OPERATION = "/division/parked/operation"
    JUDGE = "/division/parked/judge"
    SET_ASIDE = "/division/parked/set-aside"
    OUTLETS = "/division/outlets"
    TASKS = "/division/tasks"
    TASK = "/division/tasks/task"
    ROUTE = "/division/tasks/route"
    DECIDE = "/division/tasks/decide"
    CALL = "/division/tasks/call"
