"""Pages of officials and of their grounds of recusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.organization import rules
from paizhu.organization.actions import people as acts
from paizhu.organization.forms import people as forms
from paizhu.organization.forms.fresh import FreshForm
from paizhu.organization.models import Official, RecusalGround
from paizhu.organization.queries import people as queries
from paizhu.organization.tables.people import OFFICIALS
from paizhu.organization.views import buttons, parts
from paizhu.web import lists, once


def officials(request: HttpRequest) -> HttpResponse:
    """List the officials."""
    rules.check_can_see_people(request.user)
    return lists.respond(request, OFFICIALS)


@require_safe
def official(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: postings, in which capacity towards whom on a day, history, recusal."""
    found, on, user = parts.found(request, Official, pk), parts.day_of(request), request.user
    postings = queries.postings_of(found, user)
    context = {
        "title": found.name,
        "official": found,
        "on": on,
        "day": queries.official_on(found, user, on),
        "postings": [(posting, buttons.of_posting(posting)) for posting in postings],
        "history": queries.official_history(postings, clock.today()),
        "recusals": queries.recusals_of(found, user),
        "sees_structure": allowed(rules.check_can_see_structure, user),
        "keeps": parts.keeps(request),
        "why_not": refusal(rules.check_can_keep_postings, user, found),
        "buttons": buttons.of_official(request, found),
        "crumbs": [(_("Officials"), reverse("organization:officials")), (found.name, "")],
    }
    return render(request, "organization/official.html", context)


@once.guarded
def official_new(request: HttpRequest) -> HttpResponse:
    """Enter an official."""
    rules.check_can_keep_structure(request.user)
    form = forms.OfficialForm(request.POST or None, user=request.user)
    if form.is_valid() and _save(request, form, _("The official is entered.")):
        return redirect(Official.objects.visible_to(request.user).get(code=form.code))
    return parts.form_page(request, form, _("Enter an official"), reverse("organization:officials"))


@once.guarded
def official_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an official's facts."""
    rules.check_can_keep_structure(request.user)
    found = parts.found(request, Official, pk)
    initial = {name: getattr(found, name) for name in ("name", "gender", "rank")}
    form = forms.OfficialForm(
        request.POST or None, user=request.user, record=found, initial=initial
    )
    if form.is_valid() and _save(request, form, _("Saved.")):
        return redirect(found)
    title = _("Correct “%(name)s”") % {"name": found}
    return parts.form_page(request, form, title, found.get_absolute_url())


def _save(request: HttpRequest, form: forms.OfficialForm, told: str) -> bool:
    given = {"commission": request.user.commission, "drafts": [form.draft()], "seen": form.seen}
    return parts.carried_out(request, form, acts.save_officials, told, **given)


@once.guarded
def recusal_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a ground of recusal of an official."""
    person = parts.found(request, Official, pk)
    rules.check_can_keep_postings(request.user, person)
    form = forms.RecusalForm(request.POST or None, user=request.user, official=person)
    if form.is_valid() and _save_ground(request, form):
        return redirect(person)
    title = _("Ground of recusal of %(name)s") % {"name": person}
    return parts.form_page(request, form, title, person.get_absolute_url())


@once.guarded
def recusal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the reason or the end of a ground of recusal."""
    ground = parts.found(request, RecusalGround, pk, "official", "unit", "relative")
    rules.check_can_keep_postings(request.user, ground.official)
    form = forms.RecusalForm(
        request.POST or None,
        user=request.user,
        official=ground.official,
        record=ground,
        initial={"reason": ground.reason, "until_on": ground.until_on},
    )
    if form.is_valid() and _save_ground(request, form):
        return redirect(ground.official)
    title = _("Ground of recusal of %(name)s") % {"name": ground.official}
    lead = _("Keeps away from: %(what)s") % {"what": ground.unit or ground.relative}
    return parts.form_page(request, form, title, ground.official.get_absolute_url(), lead=lead)


def _save_ground(request: HttpRequest, form: forms.RecusalForm) -> bool:
    given = {"commission": request.user.commission, "drafts": [form.draft()]}
    return parts.carried_out(request, form, acts.save_recusal_grounds, _("Saved."), **given)


@once.guarded
def recusal_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and remove a ground of recusal that never was."""
    ground = parts.found(request, RecusalGround, pk, "official", "unit", "relative")
    rules.check_can_keep_postings(request.user, ground.official)
    form, person = (
        FreshForm(request.POST or None, user=request.user, record=ground),
        ground.official,
    )
    if form.is_valid() and parts.carried_out(
        request, form, acts.withdraw_recusal_ground, _("Removed."), ground=ground
    ):
        return redirect(person)
    words = {"name": person, "what": ground.unit or ground.relative}
    return parts.form_page(
        request,
        form,
        _("Remove this ground of recusal of %(name)s?") % words,
        person.get_absolute_url(),
        lead=_("Keeps away from: %(what)s. When it only no longer holds, give it an end instead.")
        % words,
        submit=_("Delete"),
        look="danger",
    )
