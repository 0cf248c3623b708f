"""What the registration page knows: one frozen state; widgets hold nothing but the cursor."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, IdKind
from outlet_app.domain.catalogue import SubItem
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.contents import cleaned, content_hints, identity_kind
from outlet_app.domain.forms.intake import (
    NOT_LISTED,
    check,
    checklist,
    has_agent,
    is_afar,
    recommended,
    required,
)
from outlet_app.domain.identifiers import LENGTH, normalise
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.problems import Problem
from outlet_app.domain.situations import GUIDING, allows
from outlet_app.services.policy_views import Outlook
from outlet_app.ui.pages.intake.seasons import policy_hints

CHECKED_PAPERS = (IdKind.USCC, IdKind.ID_CARD)
Problems = Mapping[str, Problem]


@dataclass(frozen=True, slots=True)
class IntakeState:
    """`problems` are those on show; `tried` is the decision that was refused; `shelf` remembers rows."""

    today: date
    entry: IntakeEntry = field(default_factory=IntakeEntry)
    sub_item: SubItem | None = None
    problems: Problems = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    tried: Decision | None = None
    shelf: Mapping[str, CheckedMaterial] = field(default_factory=dict)
    brought: date | None = None
    outlook: Outlook | None = None

    @property
    def answered(self) -> IntakeEntry:
        """The entry without the agent fields while they are hidden."""
        return self.entry if has_agent(self.entry) else replace(self.entry, agent=None)

    @property
    def submitted(self) -> IntakeEntry:
        """The entry as it is handed to the use case."""
        return cleaned(self.answered)

    @property
    def advice(self) -> Decision | None:
        """The decision the page fills."""
        return recommended(self.answered, self.sub_item)

    @property
    def filled(self) -> Decision | None:
        """The accent button: the refused decision while it is being mended, else the advice."""
        return self.tried or self.advice

    @property
    def stars(self) -> frozenset[str]:
        """The fields with a red star."""
        return required(self.answered, self.filled or Decision.ACCEPT, self.sub_item)

    @property
    def rows(self) -> tuple[CheckedMaterial, ...]:
        """Every row of the checklist as it stands."""
        return checklist(self.entry, self.sub_item)

    @property
    def list_key(self) -> str:
        """Whose checklist it is."""
        return self.entry.sub_item

    @property
    def is_chosen(self) -> bool:
        """Whether a matter was chosen, so that an empty checklist means none is needed."""
        return bool(self.sub_item) or self.entry.item == NOT_LISTED

    @property
    def wants_answer(self) -> bool:
        """Whether 答复内容 is on the page."""
        kind = self.sub_item and (self.sub_item.consulting or self.sub_item.instant)
        return bool(
            kind or self.entry.item == NOT_LISTED or self.entry.answer or self.tried is Decision.ANSWER
        )

    @property
    def is_afar(self) -> bool:
        """Whether a question is asked by telephone, so that fields nobody can fill are left out."""
        return is_afar(self.entry, self.sub_item)

    @property
    def asks_whither(self) -> bool:
        """Whether 引导去向 is on the page."""
        return self.entry.situation in GUIDING or bool(self.entry.guided_to)

    def allows(self, decision: Decision) -> bool:
        """Whether the situation chosen leaves this decision open."""
        return allows(self.entry.situation, decision)

    @property
    def shows_agent(self) -> bool:
        """Whether somebody acts for the applicant."""
        return has_agent(self.entry)

    @property
    def hints(self) -> Problems:
        """Warnings at fields that were left; they never stop anything."""
        found = content_hints(self.answered, self.today)
        left = {name: hint for name, hint in found.items() if name in self.left}
        return left | (policy_hints(self.outlook, self.entry) if self.outlook else {})

    @property
    def verified(self) -> frozenset[str]:
        """The numbers whose own check digit was found right."""
        checked = [("applicant.id_number", self.entry.applicant), ("agent.id_number", self.answered.agent)]
        wrong = {**check(self.answered, None, self.sub_item, self.today), **self.problems}
        return frozenset(name for name, who in checked if who and name not in wrong and _is_whole(who))

    @property
    def is_ready(self) -> bool:
        """Whether the recommended decision could be taken as it is."""
        advice = self.advice
        return advice is not None and not check(self.answered, advice, self.sub_item, self.today)

    @property
    def is_blank(self) -> bool:
        """Whether nothing worth keeping was filled in."""
        party, entry = self.entry.applicant, self.entry
        typed = (
            party.name,
            party.id_number,
            party.contact,
            party.phone,
            entry.request,
            entry.answer,
            entry.guided_to,
            entry.callback,
            entry.incoming_no,
            entry.incoming_from,
        )
        return not any(text.strip() for text in typed) and entry.item is None


def _is_whole(who: Applicant | Agent) -> bool:
    return identity_kind(who) in CHECKED_PAPERS and len(normalise(who.id_number)) == LENGTH
