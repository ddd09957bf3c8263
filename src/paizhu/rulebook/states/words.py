"""The closed lists of the rulebook itself: kinds of entry, their standing, units, approvers, categories."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.workdays import TimeUnit


@dataclass(frozen=True)
class Text:
    """A text of the packs in both languages; shows itself in the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh

    def holds(self, words: str) -> bool:
        """Tell whether the words occur, in either language."""
        return words.casefold() in self.zh.casefold() or words.casefold() in self.en.casefold()


class Kind(models.TextChoices):
    """The four kinds of entry."""

    LIMIT = "limits", _("Time limits and amounts")
    LEVEL = "levels", _("Approval levels")
    LIST = "lists", _("Closed lists")
    TERM = "terms", _("Vocabulary")


class Standing(models.TextChoices):
    """How firm an entry is. Only what is binding keeps a commission from a laxer value."""

    RULE = "rule", pgettext_lazy("standing", "rule")
    SOURCE = "source", _("reform's text")
    SUGGESTED = "suggested", _("suggested default")
    LOCAL = "local", _("local practice")

    @property
    def is_binding(self) -> bool:
        """Whether a commission may be stricter only."""
        return self in (Standing.RULE, Standing.SOURCE)


class Direction(StrEnum):
    """Which way is stricter: below an upper bound, or above a lower one."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Topic(models.TextChoices):
    """What an entry is about; the order is that of the pages."""

    OVERSIGHT = "oversight", pgettext_lazy("topic", "Supervision")
    RECTIFICATION = "rectification", pgettext_lazy("topic", "Opinions and rectification")
    REPORTS = "reports", pgettext_lazy("topic", "Reports and duty reports")
    SURVEYS = "surveys", pgettext_lazy("topic", "Appraisals and questionnaires")
    PETITIONS = "petitions", pgettext_lazy("topic", "Petitions")
    CLUES = "clues", pgettext_lazy("topic", "Clues and casework")
    WORDS = "words", pgettext_lazy("topic", "Words")


class Measure(models.TextChoices):
    """In what an amount is counted: the units of time, and heads."""

    WORKING_DAYS = TimeUnit.WORKING_DAYS.value, pgettext_lazy("unit", "working days")
    DAYS = TimeUnit.DAYS.value, pgettext_lazy("unit", "days")
    MONTHS = TimeUnit.MONTHS.value, pgettext_lazy("unit", "months")
    PEOPLE = "people", pgettext_lazy("unit", "people")
    ANSWERS = "answers", pgettext_lazy("unit", "valid ballots")

    @property
    def is_time(self) -> bool:
        """Whether a deadline can be reckoned with it."""
        return self.value in TimeUnit.values


class PersonCategory(models.TextChoices):
    """Whom an approval concerns; decides the level (2022 rules, article 24)."""

    ANY = "any", _("any case")
    UNIT_HEAD = "unit_head", _("head of a unit's party group")
    UNIT_TEAM = "unit_team", _("member of a unit's leadership")
    SUPERIOR_MANAGED = "superior_managed", _("other person managed by the superior party committee")
    MANAGED_CHIEF = "managed_chief", _("chief of a team managed by the unit's party group")
    MANAGED_DEPUTY = "managed_deputy", _("deputy of a team managed by the unit's party group")
    MANAGED_DEPUTY_SERIOUS = (
        "managed_deputy_serious",
        _("such a deputy, suspected of serious offences in duty"),
    )
    PARTY_ORGANISATION = (
        "party_organisation",
        _("party organisation led by the unit's party group"),
    )
    OTHER = "other", _("any other person")


class Approver(models.TextChoices):
    """Who approves, from the lowest to the highest. A higher one may always be asked (2022, article 52)."""

    GROUP_LEADER = "group_leader", _("leader of the group")
    LIAISON = "liaison", _("liaison member")
    COMMISSION_DEPUTY = "commission_deputy", _("leader in charge at the commission")
    COMMISSION_HEAD = "commission_head", _("head of the commission")
    STANDING_COMMITTEE = "standing_committee", _("standing committee of the commission")
    DISPATCHING_ORGAN = "dispatching_organ", _("the dispatching organ")
    PARTY_COMMITTEE_HEAD = "party_committee_head", _("head of the party committee")
    CITY_COMMISSION = "city_commission", _("commission of a city with districts, or above")
    SUPERIOR_ORGAN = "superior_organ", _("the superior commission")

    @property
    def height(self) -> int:
        """The place on the ladder, 0 for the lowest."""
        return list(Approver).index(self)


def quantity(amount: int, unit: str) -> str:
    """Return an amount with its unit in words, such as “15 working days”."""
    words = {
        Measure.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", amount),
        Measure.DAYS: ngettext("%(count)s day", "%(count)s days", amount),
        Measure.MONTHS: ngettext("%(count)s month", "%(count)s months", amount),
        Measure.PEOPLE: ngettext("%(count)s person", "%(count)s people", amount),
        Measure.ANSWERS: ngettext("%(count)s valid ballot", "%(count)s valid ballots", amount),
    }
    return words[Measure(unit)] % {"count": amount}
