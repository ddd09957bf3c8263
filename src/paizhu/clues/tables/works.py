"""The steps of the work on a clue in words: what the button says, what it means, what is told afterwards."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Work:
    """One step. `label`: of button and page; `meaning`: above its form; `done`: told afterwards."""

    label: Any
    icon: str
    meaning: Any = ""
    done: Any = ""
    look: str = "secondary"


WORKS: dict[str, Work] = {
    "team_join": Work(
        _("Take into the team"),
        "users",
        _(
            "At least two people without a conflict. Who has decided about the matter, or registered it, is never of the team; who was of the team never decides about it."
        ),
        _("Taken into the team."),
    ),
    "team_lead": Work(_("Make lead"), "user", "", _("The team has another lead.")),
    "team_leave": Work(
        _("Take off the team"),
        "user-x",
        _("What was done stays, and who did it. From now on the matter is closed to this person."),
        _("Taken off the team."),
    ),
    "plan_submit": Work(
        _("Submit the plan"),
        "clipboard-list",
        _(
            "Nothing begins before the plan is approved at its level: no letter, no talk, no measure."
        ),
        _("The plan is submitted."),
        "primary",
    ),
    "letter_send": Work(
        _("Enter a letter of inquiry"),
        "mail",
        _(
            "The number is the commission office's to give. Copies go to the head of the host's party group, unless he is concerned, and to the head of the resident group."
        ),
        _("The letter is entered."),
        "primary",
    ),
    "letter_receive": Work(
        _("Signed for"),
        "writing",
        _("From this day the working days for the reply run."),
        _("The receipt is entered."),
        "primary",
    ),
    "letter_reply": Work(
        _("Enter the reply"),
        "inbox",
        _(
            "The head of the host's party group signs the reply, unless the matter concerns him: then it comes straight to us."
        ),
        _("The reply is entered. The report is due within a month."),
        "primary",
    ),
    "talk_enter": Work(_("Enter a talk"), "messages", "", _("The talk is entered.")),
    "measure_enter": Work(
        _("Enter a measure taken"),
        "gavel",
        _("Only what somebody has approved. The ledger is filed periodically."),
        _("The measure is entered."),
    ),
    "measure_end": Work(_("End the measure"), "circle-check", "", _("The measure has ended.")),
    "measures_file": Work(
        _("File the ledger"),
        "archive",
        _("Every measure that has not been filed is marked as filed with the case office today."),
        _("The ledger is filed."),
    ),
    "evidence_add": Work(
        _("Enter evidence"),
        "file-text",
        _("It gets the next number of this matter and is in your keeping."),
        _("The evidence is entered."),
    ),
    "evidence_take": Work(
        _("Take over"),
        "writing",
        _("By this you sign for the item: from now on it is in your keeping."),
        _("The item is in your keeping."),
    ),
    "evidence_return": Work(
        _("Give back"), "arrow-back-up", "", _("The item has been given back.")
    ),
    "report_write": Work(
        _("Write the report"),
        "writing",
        _(
            "What was reported, on what basis it was looked into, what was found or explained, what stays open, and what is proposed. Every member of the team signs it."
        ),
        _("The report is written: the team signs it."),
        "primary",
    ),
    "report_rewrite": Work(
        _("Change the report"),
        "pencil",
        _("Signatures under the former text become void: everybody signs anew."),
        _("The report is changed; earlier signatures are void."),
    ),
    "report_sign": Work(
        _("Sign the report"),
        "writing",
        _("You sign the text below as it stands."),
        _("You have signed the report."),
        "primary",
    ),
    "report_submit": Work(
        _("Submit the report"),
        "send",
        _("To the level that decides. From here it is changed only if it comes back."),
        _("The report is submitted."),
        "primary",
    ),
    "report_tell": Work(_("Enter the feedback letter"), "mail", "", _("It is entered.")),
    "host_ask": Work(
        _("The host is asked"),
        "building",
        _(
            "The head of the host's party group is asked for his view before filing. He has no veto."
        ),
        _("It is entered."),
        "primary",
    ),
    "host_answer": Work(
        _("Enter the host's view"), "message", "", _("The view is entered."), "primary"
    ),
    "host_skip": Work(
        _("Ask to inform afterwards"),
        "lock",
        _(
            "Where secrecy demands it, and only with the consent of the dispatching organ, the host is informed after the filing."
        ),
        _("The request is on its way."),
    ),
    "host_refer": Work(
        _("Refer the disagreement"),
        "arrow-up",
        _("Where the views differ the dispatching organ decides."),
        _("The request is on its way."),
        "primary",
    ),
    "filing_ask": Work(
        _("Ask for filing"),
        "send",
        _("The level follows from the person's category."),
        _("The request is on its way."),
        "primary",
    ),
    "host_inform": Work(
        _("Host and person are told"),
        "message",
        _("After filing the head of the host's party group and the person concerned are told."),
        _("It is entered."),
        "primary",
    ),
    "clarify": Work(
        _("Ask for a clarification"),
        "circle-check",
        _(
            "A report that proved unfounded is cleared up: by letter, face to face, or by a notice, before a limited circle, once approved. Nobody learns who reported."
        ),
        _("The request is on its way."),
    ),
    "clarify_done": Work(_("Clarification carried out"), "circle-check", "", _("It is entered.")),
    "delegation_ask": Work(
        _("Delegate a talk"),
        "transfer",
        _(
            "The head of the unit's party group talks for the commission, once the level that decides approves it, and within the days of the rule."
        ),
        _("The request is on its way."),
    ),
    "delegation_receive": Work(
        _("Mandate received"),
        "writing",
        _("From this day the working days of the talk run."),
        _("It is entered."),
        "primary",
    ),
    "delegation_record": Work(
        _("Enter the record"), "notes", "", _("The record is entered."), "primary"
    ),
    "check_choose": Work(
        _("Choose for a spot check"),
        "eye",
        _("Somebody who had no part in the matter looks into the explanation that was accepted."),
        _("It is chosen."),
    ),
    "check_enter": Work(
        _("Enter the spot check"),
        "eye",
        _("Where the explanation is not true the matter is worked on anew, by others."),
        _("The check is entered."),
        "primary",
    ),
    "meeting_enter": Work(
        _("Enter the explanation at the meeting"),
        "message",
        _(
            "Whom the inquiry was about explains it at the meeting on party life of this year or the next."
        ),
        _("It is entered."),
    ),
    "trial_accept": Work(
        _("Accepted for trial"),
        "gavel",
        _("A case is tried by people who had no part in it."),
        _("It is entered."),
        "primary",
    ),
    "trial_decide": Work(
        _("Enter the outcome"),
        "gavel",
        _("It stands in the dossier of the person concerned."),
        _("The outcome is entered."),
        "primary",
    ),
    "trial_announce": Work(_("Announced"), "message", "", _("It is entered."), "primary"),
    "archive": Work(
        _("Archive"),
        "archive",
        _("Afterwards nothing in this matter is changed any more."),
        _("The matter is archived."),
        "primary",
    ),
}
