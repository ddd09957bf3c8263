"""The closed lists of casework. Lists that regulations close differently at different times stand in the rule pack;
here are those of the workbook contract, each word with its Chinese `word`, and those of the product's own records."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Disposition(models.TextChoices):
    """处置方式: what is first done with a clue (2019 rules, art. 21). Not to be mixed with `Conclusion`."""

    INQUIRY = "inquiry", _("Inquiry by talk or letter")
    VERIFICATION = "preliminary_verification", _("Preliminary verification")
    HELD = "held", pgettext_lazy("disposition", "Held for later")
    CONCLUDED = "concluded", pgettext_lazy("disposition", "Concluded")

    @property
    def word(self) -> str:
        """The contract's word."""
        return DISPOSITION_WORDS[self]


DISPOSITION_WORDS = {
    Disposition.INQUIRY: "谈话函询",
    Disposition.VERIFICATION: "初步核实",
    Disposition.HELD: "暂存待查",
    Disposition.CONCLUDED: "予以了结",
}


class Conclusion(models.TextChoices):
    """核实结论: what a verification proposes (2019 rules, art. 35). Not to be mixed with `Disposition`."""

    FILING = "case_filing_proposed", _("Filing proposed")
    CONCLUDED = "concluded", pgettext_lazy("conclusion", "Concluded")
    REMINDER = "reminder_talk", pgettext_lazy("conclusion", "Talk as a reminder")
    HELD = "held", pgettext_lazy("conclusion", "Held for later")
    TRANSFERRED = "transferred", _("Handed to a party organisation")

    @property
    def word(self) -> str:
        """The contract's word."""
        return CONCLUSION_WORDS[self]


CONCLUSION_WORDS = {
    Conclusion.FILING: "拟立案",
    Conclusion.CONCLUDED: "予以了结",
    Conclusion.REMINDER: "谈话提醒",
    Conclusion.HELD: "暂存待查",
    Conclusion.TRANSFERRED: "移送",
}


class InquiryOutcome(models.TextChoices):
    """What an inquiry by talk or letter ends with (2019 rules, art. 30)."""

    ACCEPTED = "accepted", _("Explanation accepted, feedback letter")
    FIRST_FORM = "first_form", _("Reminder, criticism, self-criticism or admonition")
    AGAIN = "again", _("Again by talk or letter")
    VERIFY = "verify", _("Preliminary verification proposed")
    FALSE_ACCUSATION = "false_accusation", _("False accusation dealt with")


class LifeMeeting(models.TextChoices):
    """Where whom an inquiry was about explains it (2019 rules, art. 31)."""

    DEMOCRATIC = "democratic", _("Democratic-life meeting")
    ORGANISATIONAL = "organisational", _("Organisational-life meeting")


class CaseOutcome(models.TextChoices):
    """What a filed case ended with: the sanctions that the four forms name (2021 rules, art. 31), or something else."""

    WARNING = "warning", _("Warning")
    SERIOUS_WARNING = "serious_warning", _("Serious warning")
    REMOVAL = "removal", _("Removal from posts in the Party")
    PROBATION = "probation", _("Probation in the Party")
    EXPULSION = "expulsion", _("Expulsion from the Party")
    JUSTICE = "justice", _("Expulsion, transfer to justice")
    OTHER = "other", _("Other outcome, no sanction among them")


class Standing(models.TextChoices):
    """Whether a petition is signed. A signature that cannot be verified counts as none (2020 rules, art. 30)."""

    NAMED = "named", _("Real name")
    ANONYMOUS = "anonymous", _("Anonymous")
    UNVERIFIABLE = "unverifiable", _("Name not verifiable, treated as anonymous")


class Channel(models.TextChoices):
    """How a petition came in."""

    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")
    MESSAGE = "network", _("Message")
    TRANSFER = "transfer", _("Handed over by another body")
    FOUND = "found", _("Found during supervision")


class TalkKind(models.TextChoices):
    """类型: the four kinds of the contract, and two of casework that stay inside it (`word` is empty)."""

    PETITION_INTERVIEW = "petition_interview", _("Petition interview")
    INTEGRITY = "integrity", _("Integrity talk")
    REMINDER = "reminder", _("Reminder talk")
    COLLECTIVE = "collective", _("Collective talk")
    INQUIRY = "inquiry", _("Talk of an inquiry")
    VERIFICATION = "verification", _("Talk of a verification")

    @property
    def word(self) -> str:
        """The contract's word; empty for the kinds that stay inside casework."""
        return TALK_WORDS.get(self, "")


TALK_WORDS = {
    TalkKind.PETITION_INTERVIEW: "信访约谈",
    TalkKind.INTEGRITY: "廉政谈话",
    TalkKind.REMINDER: "提醒谈话",
    TalkKind.COLLECTIVE: "集体约谈",
}
OPEN_TALKS = frozenset({TalkKind.INTEGRITY, TalkKind.COLLECTIVE})
"""Talks that are daily supervision where no clue stands behind them; every other one is casework."""


class Safety(models.TextChoices):
    """What is seen to before and after a talk of casework (2019 rules, art. 28 and 69)."""

    PLACE = "place", _("The place is safe and was looked over")
    RISK = "risk", _("The risk was assessed")
    MEDICAL = "medical", _("Health was asked after, medical help is at hand")
    PLAN = "plan", _("The safety plan was made and is known")
    HANDOVER = "handover", _("The person was handed over to who came with him or fetches him")


class DossierPart(models.TextChoices):
    """Contents of the dossier (2019 rules, art. 17): what the product does not gather itself is entered."""

    APPOINTMENT = "appointments", _("Appointments, personnel file, untrue declarations")
    OPINION = "opinions", _("Integrity opinions")
    OTHER = "other", _("Other material")


class Ground(models.TextChoices):
    """Why somebody must keep away from a matter. Source: 2019 rules, art. 65; 2020 rules, art. 47 and 48."""

    SELF = "accused", _("is the person named")
    NEAR_RELATIVE = "near_relative", _("is a near relative of the person named or of the reporter")
    RESIDENT = "resident", _("is resident at the unit")
    LEADERSHIP = "leadership", _("belongs to the unit's leadership or staff")
    FORMER_POST = "former_post", _("held a post there within the period that counts")
    DECLARED_TIE = "declared_tie", _("has a declared tie to the unit or the person")
    REPORTER = "reporter", _("is the reporter")
    WITNESS = "witness", _("is a witness in the matter")
    INTEREST = "interest", _("has an interest in the matter")
    EARLIER_HANDLER = "earlier_handler", _("handled the matter at an earlier stage")
    OTHER = "other", _("another circumstance that may affect fairness")


MANDATORY = frozenset(
    {
        Ground.SELF, Ground.NEAR_RELATIVE, Ground.RESIDENT, Ground.LEADERSHIP, Ground.REPORTER,
        Ground.WITNESS, Ground.EARLIER_HANDLER,
    }
)  # fmt: skip
"""Grounds that nobody can set aside. The others only by the level above, on record."""


UNTOLD = frozenset({Ground.NEAR_RELATIVE, Ground.REPORTER, Ground.WITNESS})
"""Told in one and the same sentence, so that nobody learns from it whether there is a reporter, or who bears witness."""


def told_of(ground: str):
    """Return a ground in the words in which it is told."""
    return _("a ground that nobody can set aside") if ground in UNTOLD else Ground(ground).label


class Way(StrEnum):
    """How a recusal came about."""

    DECLARED = "declared"
    DEMANDED = "demanded"
    COMPUTED = "computed"


class Series(StrEnum):
    """The letters of each gap-free series of numbers."""

    PETITION = "XF"
    CLUE = "XS"
    TALK = "TH"
