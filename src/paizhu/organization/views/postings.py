"""Pages of postings: begin one for a person or at a place, end, rotate, correct, remove."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.organization import rules
from paizhu.organization.actions import people as acts
from paizhu.organization.forms import postings as forms
from paizhu.organization.forms.fresh import FreshForm
from paizhu.organization.models import (
    CompositeGroup,
    Official,
    Post,
    Posting,
    ResidentGroup,
    Target,
    Unit,
)
from paizhu.organization.queries import endings
from paizhu.organization.queries.people import PLACES
from paizhu.organization.tables.handovers import HANDOVERS
from paizhu.organization.views import parts
from paizhu.web import lists, once
from paizhu.web.components import Tab

KINDS = (
    (Target.COMPOSITE_GROUP, gettext_lazy("In a composite group")),
    (Target.RESIDENT_GROUP, gettext_lazy("In a resident group")),
    (Target.UNIT, gettext_lazy("At a unit")),
    (Target.COMMISSION, gettext_lazy("In the commission")),
)


def handovers(request: HttpRequest) -> HttpResponse:
    """List the postings whose open matters are still to be handed over."""
    rules.check_can_keep_structure(request.user)
    return lists.respond(request, HANDOVERS)


def _target(request: HttpRequest, default: Target) -> Target:
    """Return the kind of place that the address asks for."""
    asked = request.GET.get("at", "")
    return Target(asked) if asked in set(Target) else default


def _kinds(current: Target) -> list[Tab]:
    return [Tab(label, f"?at={target.value}", target is current) for target, label in KINDS]


@once.guarded
def official_posting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a posting of a person; where it is held is chosen by tabs."""
    official = parts.found(request, Official, pk)
    rules.check_can_keep_postings(request.user, official)
    target = _target(request, Target.COMPOSITE_GROUP)
    form = forms.BeginForm(
        request.POST or None, user=request.user, target=target, official=official
    )
    if _begun(request, form):
        return redirect(official)
    title = _("Appoint %(name)s") % {"name": official}
    return _page(request, form, title, official.get_absolute_url(), tabs=_kinds(target))


@once.guarded
def unit_posting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a posting at a unit."""
    return _begin_at(request, parts.found(request, Unit, pk), Target.UNIT)


@once.guarded
def group_posting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a posting in a composite group."""
    return _begin_at(request, parts.found(request, CompositeGroup, pk), Target.COMPOSITE_GROUP)


@once.guarded
def resident_group_posting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a posting in a resident group."""
    return _begin_at(request, parts.found(request, ResidentGroup, pk), Target.RESIDENT_GROUP)


def _begin_at(request: HttpRequest, place: Any, target: Target) -> HttpResponse:
    rules.check_can_keep_structure(request.user)
    form = forms.BeginForm(request.POST or None, user=request.user, target=target, place=place)
    if _begun(request, form):
        return redirect(place)
    title = _("Appoint somebody: %(name)s") % {"name": place}
    return _page(request, form, title, place.get_absolute_url())


def _begun(request: HttpRequest, form: forms.BeginForm) -> bool:
    return form.is_valid() and parts.carried_out(
        request, form, acts.begin_posting, _("The posting is entered."), **form.given()
    )


def _page(request: HttpRequest, form: Any, title: str, cancel: str, **more: Any) -> HttpResponse:
    more.setdefault("submit", _("Appoint"))
    return parts.form_page(request, form, title, cancel, **more)


def _posting(request: HttpRequest, pk: int) -> Posting:
    """Return a posting that the reader may keep, or refuse with the reason."""
    posting = parts.found(request, Posting, pk, "official", "commission", *PLACES)
    rules.check_can_keep_postings(request.user, posting.official)
    return posting


@once.guarded
def posting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what ending a posting leaves behind, ask for the day, and end it."""
    posting = _posting(request, pk)
    form = forms.EndForm(request.POST or None, user=request.user, record=posting)
    if form.is_valid():
        given = {"posting": posting, "until_on": form.cleaned_data["until_on"], **form.handed()}
        if parts.carried_out(request, form, acts.end_posting, _("The posting is ended."), **given):
            return redirect(posting.official)
    day = form.initial["until_on"]
    return _page(
        request,
        form,
        _("End this posting of %(name)s?") % {"name": posting.official},
        posting.official.get_absolute_url(),
        posting=posting,
        left_behind=endings.left_behind(posting, request.user, day),
        open_matters=form.found,
        submit=_("End the posting"),
        look="danger",
    )


@once.guarded
def posting_rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a posting and begin another of the same person on the same day."""
    posting = _posting(request, pk)
    target = _target(request, Post(posting.post).target)
    form = forms.RotateForm(request.POST or None, user=request.user, record=posting, target=target)
    if form.is_valid():
        given = {
            "posting": posting,
            "post": Post(form.cleaned_data["post"]),
            "place": form.chosen_place,
            "from_on": form.cleaned_data["from_on"],
            **form.handed(),
        }
        if parts.carried_out(request, form, acts.rotate, _("Rotated."), **given):
            return redirect(posting.official)
    title = _("Rotate %(name)s") % {"name": posting.official}
    more = {"posting": posting, "tabs": _kinds(target), "submit": _("Rotate")}
    more["open_matters"] = form.found
    more["left_behind"] = endings.left_behind(posting, request.user, timezone.localdate())
    return _page(request, form, title, posting.official.get_absolute_url(), **more)


@once.guarded
def posting_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a posting that was entered wrongly."""
    posting = _posting(request, pk)
    target = _target(request, Post(posting.post).target)
    form = forms.CorrectForm(request.POST or None, user=request.user, record=posting, target=target)
    if form.is_valid():
        given = {"posting": posting, "draft": form.draft()}
        if parts.carried_out(request, form, acts.correct_posting, _("Saved."), **given):
            return redirect(posting.official)
    title = _("Correct this posting of %(name)s") % {"name": posting.official}
    more = {"posting": posting, "tabs": _kinds(target), "submit": _("Save"), "offers_removal": True}
    return _page(request, form, title, posting.official.get_absolute_url(), **more)


@once.guarded
def posting_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and remove a posting that never was."""
    posting = _posting(request, pk)
    official = posting.official
    form = FreshForm(request.POST or None, user=request.user, record=posting)
    if form.is_valid() and parts.carried_out(
        request, form, acts.withdraw_posting, _("Removed."), posting=posting
    ):
        return redirect(official)
    return _page(
        request,
        form,
        _("Remove this posting of %(name)s?") % {"name": official},
        official.get_absolute_url(),
        posting=posting,
        lead=_(
            "Only for what was entered by mistake: it will never have been. What was true goes on to be read when it is ended instead."
        ),
        submit=_("Delete"),
        look="danger",
    )
