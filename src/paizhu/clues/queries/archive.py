"""What must be in the file before it goes to the archive (2019 rules, art. 25): a list that says what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    Answer,
    Approval,
    ApprovalState,
    Clarification,
    Clue,
    ClueState,
    Conclusion,
    Consultation,
    Evidence,
    Handover,
    InquiryOutcome,
    Letter,
    Measure,
    Minute,
    Plan,
    Report,
    ReportState,
    Safety,
    Talk,
    TalkKind,
    Trial,
)
from paizhu.clues.queries import articles, shown, working


@dataclass(frozen=True)
class Line:
    """One thing that must be in the file. `basis`: its article."""

    label: Any
    is_there: bool
    basis: Any = ""


@dataclass(frozen=True)
class File:
    """A matter's papers, read once: thirteen queries."""

    clue: Clue
    approvals: list[Approval]
    minutes: set[str]
    plans: list[Plan]
    reports: list[Report]
    letters: list[Letter]
    talks: list[Talk]
    measures: list[Measure]
    clarifications: list[Clarification]
    consultation: Consultation | None

    @classmethod
    def of(cls, clue: Clue) -> "File":
        """Read the papers of a matter."""
        return cls(
            clue,
            shown.rows(clue, Approval),
            {minute.step for minute in shown.rows(clue, Minute)},
            shown.rows(clue, Plan),
            shown.rows(clue, Report),
            shown.rows(clue, Letter),
            shown.rows(clue, Talk),
            shown.rows(clue, Measure),
            shown.rows(clue, Clarification),
            next(reversed(shown.rows(clue, Consultation)), None),
        )

    def is_approved(self, step: str) -> bool:
        """Tell whether a question was decided with yes."""
        return any(a.step == step and a.state == ApprovalState.APPROVED for a in self.approvals)

    @property
    def outcome(self) -> str:
        """What the work ended with."""
        ended = [report for report in self.reports if report.state == ReportState.APPROVED]
        return ended[-1].proposal if ended else ""


def checklist(clue: Clue) -> list[Line]:
    """Return what must be in this matter's file, and whether it is."""
    return shown.kept(clue, "checklist", lambda: _checked(File.of(clue)))


def _checked(file: File) -> list[Line]:
    return [*_handling(file), *_work(file), *_ending(file)]


def _handling(file: File) -> Iterator[Line]:
    clue = file.clue
    handed = shown.rows(clue, Handover)
    is_signed = bool(handed) and all(each.signed_at for each in handed)
    yield Line(_("every handover signed for"), is_signed, articles.work(23))
    yield Line(
        _("minute of the collective study of the disposition"),
        "clue_disposition" in file.minutes,
        articles.work(10),
    )
    yield Line(
        _("approval of the disposition"), file.is_approved("clue_disposition"), articles.work(21)
    )
    yield Line(
        _("disposition filed with the commission"),
        clue.filed_with_organ_on is not None,
        articles.dispatched(37),
    )
    waiting = any(approval.state == ApprovalState.WAITING for approval in file.approvals)
    yield Line(_("no request that waits for its decision"), not waiting, articles.work(25))


def _work(file: File) -> Iterator[Line]:
    worked = bool(file.plans or file.reports or file.letters or file.talks)
    if not worked and not file.clue.conclusion:
        return
    approved = [plan for plan in file.plans if working.is_approved(plan.approval)]
    yield Line(_("approved plan of the work"), bool(approved), articles.work(33))
    yield Line(
        _("report, signed by the whole team and approved"), bool(file.outcome), articles.work(35)
    )
    if any(report.is_verification for report in file.reports):
        yield Line(
            _("minute of the collective study of the result"),
            "verification_report" in file.minutes,
            articles.work(10),
        )
    if file.letters:
        replied = all(letter.replied_on for letter in file.letters)
        yield Line(_("reply to every letter"), replied, articles.work(29))
    if file.talks:
        yield Line(
            _("signed transcript of every talk"),
            all(talk.is_transcript_signed for talk in file.talks),
            articles.work(28),
        )
        seen_to = all(is_safe(talk) for talk in file.talks)
        yield Line(_("safety checklist of every talk"), seen_to, articles.work(69))
    if file.measures:
        filed = all(measure.filed_on for measure in file.measures)
        yield Line(_("every measure filed with the case office"), filed, articles.dispatched(39))
    is_kept = all(item.keepings.all() for item in shown.rows(file.clue, Evidence))
    yield Line(_("every item of evidence in somebody's keeping"), is_kept, articles.work(25))


def is_safe(talk: Talk) -> bool:
    """Tell whether everything was seen to in a talk of an inquiry or a verification."""
    return talk.kind not in (TalkKind.INQUIRY, TalkKind.VERIFICATION) or set(Safety.values) <= set(
        talk.seen_to
    )


def _ending(file: File) -> Iterator[Line]:
    clue = file.clue
    if clue.state == ClueState.FILED or clue.filed_on:
        yield from _filing(file)
    reminds = clue.conclusion == Conclusion.REMINDER or file.outcome == InquiryOutcome.FIRST_FORM
    if reminds:
        held = any(talk.kind == TalkKind.REMINDER for talk in file.talks)
        yield Line(_("record of the reminder talk"), held, articles.work(30))
    if file.outcome == InquiryOutcome.ACCEPTED:
        told = any(report.told_on for report in file.reports)
        yield Line(_("feedback letter to the person concerned"), told, articles.work(30))
    if file.clarifications:
        asked = [c for c in file.clarifications if c.approval.state == ApprovalState.APPROVED]
        yield Line(
            _("clarification carried out"), all(c.done_on for c in asked), articles.petitions(50)
        )
    if clue.is_named and clue.petition_id:
        answered = Answer.objects.filter(petition=clue.petition_id, is_result=True).exists()
        yield Line(_("reporter told of the result"), answered, articles.petitions(27))


def _filing(file: File) -> Iterator[Line]:
    yield Line(
        _("minute of the collective study of the filing"),
        "case_filing" in file.minutes,
        articles.work(10),
    )
    yield Line(_("approval of the filing"), file.is_approved("case_filing"), articles.work(38))
    asked = file.consultation
    if working.consulted(file.clue):
        heard = asked is not None and bool(asked.answered_on or asked.skipped_by_id)
        yield Line(
            _("view of the host, or leave to ask afterwards"), heard, articles.dispatched(38)
        )
    tried = Trial.objects.filter(clue=file.clue).order_by("-pk").first()
    if tried is not None:
        is_over = tried.decided_on is not None and tried.announced_on is not None
        yield Line(_("outcome of the trial, decided and announced"), is_over, articles.work(56))
    informed = asked is not None and asked.informed_on is not None
    yield Line(_("host and person concerned informed of the filing"), informed, articles.work(38))
