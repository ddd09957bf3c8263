"""What the page of a petition and its letters show."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.models import (
    Answer,
    Clue,
    Petition,
    PetitionHandover,
    PetitionRecusal,
    PetitionReturn,
    PetitionState,
    RecusalState,
    Standing,
)
from paizhu.clues.queries import answers, duplicates, outcomes, shown
from paizhu.clues.queries import petition_recusals as away
from paizhu.clues.queries import petitions as queries
from paizhu.clues.rules.petitions import STEPS
from paizhu.clues.states.facts import Step
from paizhu.clues.tables import petition_marks as marks
from paizhu.clues.views import petition_parts
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.rectification.queries import Deadlines
from paizhu.web.components import Button, Mark
from paizhu.web.templatetags.web import mark


def context(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    """Return what the page shows: the matter, its clocks, its steps, and what became of it."""
    user = request.user
    _read(petition)
    is_office = Post.PETITION_OFFICE in user.powers.commission_posts
    told = list(petition.answers.all())
    became = outcomes.outcomes_of_one(petition, user)
    return {
        "title": petition.code,
        "title_mark": mark(marks.state_mark(petition)),
        "crumbs": petition_parts.crumbs((petition.code, "")),
        "buttons": _buttons(user, petition),
        "petition": petition,
        "is_office": is_office,
        "is_named": petition.standing == Standing.NAMED,
        "files": petition.files.all(),
        "dues": _dues(petition, told, became) if is_office else [],
        "answers": told if is_office else [],
        "answer_buttons": _answer_buttons(user, petition) if is_office else [],
        "letters": _letters(user, petition) if is_office else [],
        "reporter_buttons": _reporter_buttons(user, petition) if is_office else [],
        "outcomes": became if is_office else [],
        "clues": Clue.objects.visible_to(user).filter(petition=petition),
        **_custody(petition),
        **_recusals(user, petition),
        **_repeats(user, petition),
    }


def _dues(
    petition: Petition, told: list[Answer], became: list[outcomes.Outcome]
) -> list[tuple[Any, Mark]]:
    """Return the answers that are owed, each with its light."""
    deadlines = Deadlines(petition.commission_id, clock.today())
    due = answers.due_of(petition, told, became, deadlines)
    return [(each, marks.due_mark(each)) for each in due]


def _read(petition: Petition) -> None:
    """Read its papers once for the page, and for the rules behind its buttons."""
    shown.begin(petition)
    prefetch_related_objects(
        [petition],
        Prefetch("handovers", PetitionHandover.objects.select_related("given_by", "signed_by")),
        Prefetch("returns", PetitionReturn.objects.select_related("asked_by", "decided_by")),
        Prefetch(
            "recusals",
            PetitionRecusal.objects.select_related("official", "asked_by", "reviewed_by"),
        ),
        Prefetch("answers", Answer.objects.select_related("told_by")),
        "files",
    )


def _repeats(user: Viewer, petition: Petition) -> dict[str, Any]:
    seen = Petition.objects.visible_to(user)
    can_link = allowed(rules.petitions.check_can_step, user, petition, Step.LINK)
    return {
        "first": seen.filter(pk=petition.first_id).first() if petition.first_id else None,
        "repeats": seen.filter(first=petition).order_by("received_on", "pk"),
        "likely": duplicates.likely(petition, user) if can_link else [],
    }


def _custody(petition: Petition) -> dict[str, Any]:
    return {
        "handovers": petition.handovers.all(),
        "returns": petition.returns.all(),
        "reason": _reason(petition),
    }


def _recusals(user: Viewer, petition: Petition) -> dict[str, Any]:
    """Who keeps away, and who of the office that has it is free to go on."""
    raised = list(petition.recusals.all())
    left = any(each.state == RecusalState.RECUSED for each in raised)
    return {"recusals": raised, "free": away.free(petition) if left and petition.is_open else None}


def _reason(petition: Petition) -> Any:
    if petition.state != PetitionState.NOT_ACCEPTED:
        return ""
    return queries.reasons_not_to_accept(petition).label(petition.not_accepted)


def _buttons(user: Viewer, petition: Petition) -> list[Button]:
    """Return the steps of this reader's posts that the state knows, each with what stands against it."""
    posts = user.powers.commission_posts
    found = [
        _step(user, petition, step)
        for step, (whose, states) in STEPS.items()
        if posts & whose and petition.state in states and _is_offered(user, petition, step)
    ]
    if Post.CASE_OFFICE in posts and petition.state == PetitionState.HANDED_OVER:
        url = reverse("clues:clue_from", args=[petition.pk])
        refused = refusal(rules.check_can_register, user, petition)
        found.append(Button(_("Register a clue"), url, icon="file-search", refusal=refused))
    if allowed(rules.petitions.check_can_correct, user, petition):
        url = reverse("clues:petition_correct", args=[petition.pk])
        found.append(Button(_("Correct"), url, icon="pencil"))
    return found


def _is_offered(user: Viewer, petition: Petition, step: Step) -> bool:
    """Leave out what could be meant by nobody: signing where nothing waits, deciding where nobody asks."""
    if step == Step.SIGN:
        waiting = petition.unsigned
        taker = Post.CASE_OFFICE if waiting and waiting.to_case_office else Post.PETITION_OFFICE
        return waiting is not None and taker in user.powers.commission_posts
    if step == Step.DECIDE_RETURN:
        return petition.asked_back is not None
    if step == Step.DECIDE_AWAY:
        return away.waiting(petition) is not None
    if step == Step.REVIEW:
        return away.to_review(petition) is not None
    return step != Step.UNVERIFIABLE


def _step(user: Viewer, petition: Petition, step: Step) -> Button:
    return Button(
        marks.LABELS[step],
        reverse("clues:petition_step", args=[petition.pk, step]),
        icon=marks.ICONS[step],
        look="primary" if step in marks.FOREMOST else "secondary",
        refusal=refusal(rules.petitions.check_can_step, user, petition, step),
    )


def _answer_buttons(user: Viewer, petition: Petition) -> list[Button]:
    if petition.standing != Standing.NAMED:
        return []
    words = {"acceptance": _("Note: told of acceptance"), "result": _("Note: told the result")}
    return [
        Button(
            label,
            reverse("clues:petition_answer", args=[petition.pk, kind]),
            icon="message-2",
            refusal=refusal(
                rules.answers.check_can_answer, user, petition, is_result=kind == "result"
            ),
        )
        for kind, label in words.items()
    ]


def _letters(user: Viewer, petition: Petition) -> list[Button]:
    words = {
        "acceptance": _("Letter: accepted"),
        "advice": _("Letter of advice: not accepted"),
        "result": _("Letter: the result"),
    }
    return [
        Button(label, reverse("clues:petition_letter", args=[petition.pk, kind]), icon="printer")
        for kind, label in words.items()
        if allowed(rules.answers.check_can_print, user, petition, kind)
    ]


def _reporter_buttons(user: Viewer, petition: Petition) -> list[Button]:
    found = []
    if petition.standing == Standing.NAMED:
        url = reverse("clues:reporter", args=[petition.pk])
        found.append(Button(_("Open who reported"), url, icon="lock"))
    if allowed(rules.reporters.check_can_enter, user, petition):
        is_named = petition.standing == Standing.NAMED
        label = _("Put another in place") if is_named else _("Somebody gives his name")
        url = reverse("clues:reporter_enter", args=[petition.pk])
        found.append(Button(label, url, icon="user-plus"))
    if allowed(rules.petitions.check_can_step, user, petition, Step.UNVERIFIABLE):
        found.append(_step(user, petition, Step.UNVERIFIABLE))
    return found


def letter(petition: Petition, kind: str, user: Viewer) -> dict[str, Any]:
    """Return what a letter for who reported says. The name is written in by hand, so that no print carries it beside the number."""
    reasons = queries.reasons_not_to_accept(petition)
    found = outcomes.outcomes_of([petition.pk], user).get(petition.pk, [])
    titles = {
        "acceptance": _("Notice of acceptance"),
        "advice": _("Notice of not accepting, with advice"),
        "result": _("Notice of the result"),
    }
    return {
        "title": titles[kind],
        "kind": kind,
        "petition": petition,
        "reason": reasons.label(petition.not_accepted) if petition.not_accepted else "",
        "basis": reasons.basis,
        "result": marks.joined(each.truth or each.result for each in found),
        "today": clock.today(),
    }
