"""Answering who gave a name: accepted or not, the result, and what he says to it. Reminding of answers that are due."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions.locking import locked
from paizhu.clues.actions.petition_notices import tell, tell_above
from paizhu.clues.models import Answer, Petition, PetitionHandover
from paizhu.clues.queries import answers as queries
from paizhu.clues.queries import outcomes, recipients
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import Official, Post
from paizhu.rectification.queries import Deadlines, Light
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def tell_reporter(
    *,
    petition: Petition,
    is_result: bool,
    told_on: date,
    way: str,
    text: str,
    objection: str = "",
    evidence: str = "",
    by: Viewer,
) -> Answer:
    """Note that who reported was told, how, and what he said to it."""
    petition = locked(petition)
    rules.answers.check_can_answer(by, petition, is_result=is_result)
    rules.petitions.check_sees(by, petition)
    rules.petitions.check_day(petition, told_on)
    if not way.strip() or not text.strip():
        raise Refused(_("Say how it was told, and what."))
    answer = Answer(
        commission_id=petition.commission_id,
        petition=petition,
        is_result=is_result,
        told_on=told_on,
        way=way.strip(),
        told_by_id=by.official_id,
        text=text.strip(),
        objection=objection.strip(),
        evidence=evidence.strip(),
    )
    save_clean(answer)
    settled = ["clues.answer_due", "clues.petition_result"]
    notices.settle(about=petition, kinds=settled if is_result else settled[:1])
    name = "clues.result_told" if is_result else "clues.acceptance_told"
    trail.record(name, petition, by=by, on=told_on)
    _minuted(answer, by)
    return answer


@act
def minute(*, answer: Answer, objection: str = "", evidence: str = "", by: Viewer) -> Answer:
    """Minute what who reported said to an answer later: an objection, new evidence. What was minuted before stays."""
    answer = (
        Answer.objects.select_for_update(of=("self",)).select_related("petition").get(pk=answer.pk)
    )
    rules.answers.check_can_minute(by, answer)
    if not objection.strip() and not evidence.strip():
        raise Refused(_("Say what was objected, or which evidence is new."))
    answer.objection = _added(answer.objection, objection)
    answer.evidence = _added(answer.evidence, evidence)
    save_clean(answer)
    _minuted(answer, by)
    return answer


@act
def remind(*, commission: Commission, by: Viewer) -> int:
    """Tell the petition office which answers are nearly or past due; the same one is not told twice. Returns how many notices."""
    if not by.powers.is_operator:
        raise Refused(_("Reminders are sent by the daily job."))
    acts.nothing_to_do()
    deadlines = Deadlines(commission.pk, clock.today())
    office = Official.objects.of(commission).posted(clock.today(), post=Post.PETITION_OFFICE)
    given = PetitionHandover.objects.of(commission).filter(signed_at__isnull=True)
    under_way = Petition.objects.filter(pk__in=given.values("petition_id")).order_by("pk")
    sent = sum(tell_above(petition, by) for petition in under_way)
    seen: set[int] = set()
    for official in office.order_by("code"):
        reader = recipients.reader_of(official)
        found = queries.owing(Petition.objects.visible_to(reader), reader).exclude(pk__in=seen)
        for petition in found.prefetch_related("answers").order_by("pk"):
            seen.add(petition.pk)
            sent += _remind_of(petition, reader, deadlines, by)
    return sent


def _remind_of(petition: Petition, reader: Viewer, deadlines: Deadlines, by: Viewer) -> int:
    found = outcomes.outcomes_of([petition.pk], reader).get(petition.pk, [])
    near = [
        due
        for due in queries.due_of(petition, list(petition.answers.all()), found, deadlines)
        if due.clock and due.clock.light in (Light.YELLOW, Light.RED)
    ]
    return sum(
        tell(petition, "clues.answer_due", by, Post.PETITION_OFFICE, due_on=due.due_on)
        for due in near
    )


def _minuted(answer: Answer, by: Viewer) -> None:
    if answer.objection or answer.evidence:
        trail.record(
            "clues.objection_minuted",
            answer.petition,
            by=by,
            objection=bool(answer.objection),
            evidence=bool(answer.evidence),
        )
        tell(answer.petition, "clues.objection", by, Post.CASE_OFFICE)


def _added(before: str, more: str) -> str:
    said = more.strip()
    return "\n".join(
        filter(None, (before, said and f"{clock.today().isoformat()} {said}" if before else said))
    )
