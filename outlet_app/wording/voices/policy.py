"""How a stated will speaks in the course of a case."""

from collections.abc import Mapping

from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.wording.policies import CHOICES, TRUTHS, explained
from outlet_app.wording.voices.voice import Voice


def _stated(fact: IntentStated) -> str:
    why = f"：{fact.reason}" if fact.reason else ""
    told = f"{fact.policy.name}（{fact.policy.number}，第 {fact.policy.version} 版）"
    head = f"{CHOICES[fact.choice]}{why}\n{told}，{TRUTHS[fact.truth]}"
    account = f"\n收款账户：{fact.account_name}，{fact.bank}" if fact.account_name else ""
    shown = explained(fact.lines) if fact.choice is IntentChoice.ACCEPT else ""
    return f"{head}{account}\n{shown}".strip()


VOICES: Mapping[str, Voice] = {
    IntentStated.KIND: Voice("意愿确认", "file-check", "info", _stated),
}
