"""Forms of postings: begun for a person or at a place, ended, rotated, corrected."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel import clock
from paizhu.organization.actions.people import PostingDraft
from paizhu.organization.forms.fresh import FreshForm
from paizhu.organization.models import Post, Target
from paizhu.organization.queries import open_matters
from paizhu.web import choices, dates

PLACE_KINDS = {
    Target.UNIT: ("organization.unit", gettext_lazy("Unit")),
    Target.RESIDENT_GROUP: ("organization.resident_group", gettext_lazy("Resident group")),
    Target.COMPOSITE_GROUP: ("organization.composite_group", gettext_lazy("Composite group")),
}
UNTIL_HELP = gettext_lazy(
    "The day of removal: from that day the post is no longer held. Leave empty while it lasts."
)


def posts_at(target: Target) -> list[tuple[str, Any]]:
    """Return the posts that are held at such a place, as choices."""
    return [(post.value, post.label) for post in Post if post.target is target]


class _PlacedForm(FreshForm):
    """Common to forms that say a post and where it is held: the posts of one kind of place."""

    post = forms.ChoiceField(label=gettext_lazy("Post"))

    def __init__(self, *given: Any, target: Target, place: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.target, self.place = target, place
        posts = posts_at(target)
        self.fields["post"].choices = posts if len(posts) == 1 else [("", "—"), *posts]
        if place is None and target in PLACE_KINDS:
            kind, label = PLACE_KINDS[target]
            self.fields["place"] = choices.RecordField(kind, label=label, user=self.user)
            self.order_fields([*(n for n in ("official", "post", "place") if n in self.fields)])

    @property
    def chosen_place(self) -> Any:
        """The unit or group; None for a post of the commission itself."""
        return self.place or self.cleaned_data.get("place")


class BeginForm(_PlacedForm):
    """A posting begins: for a given person, or at a given place."""

    official = choices.RecordField("organization.official", label=gettext_lazy("Official"))
    from_on = forms.DateField(
        label=gettext_lazy("Appointed on"), help_text=gettext_lazy("The first day in the post.")
    )
    until_on = forms.DateField(
        label=gettext_lazy("Removed on"), required=False, help_text=UNTIL_HELP
    )

    def __init__(self, *given: Any, official: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.official = official
        self.initial.setdefault("from_on", clock.today())
        if official is not None:
            del self.fields["official"]

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        entered = self.cleaned_data
        return {
            "official": self.official or entered["official"],
            "post": Post(entered["post"]),
            "place": self.chosen_place,
            "from_on": entered["from_on"],
            "until_on": entered["until_on"],
        }


class HandOverForm(FreshForm):
    """Common to forms that end a posting: who takes over what its holder still owes, asked only where he owes."""

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.found = open_matters.open_matters(self.record, self.user)
        if not self.found:
            return
        day = self._day()
        self.fields["successor"] = choices.RecordField(
            "organization.official",
            label=gettext_lazy("Who takes the open matters over"),
            queryset=open_matters.candidates(self.record, day).order_by("code"),
            required=False,
            user=self.user,
            help_text=gettext_lazy(
                "Somebody who works there on the day on which the posting ends."
            ),
        )
        self.fields["to_head"] = forms.BooleanField(
            label=gettext_lazy("Nobody follows yet: the matters go to who heads the place"),
            required=False,
        )
        self.initial.setdefault("successor", open_matters.suggested(self.record, day))

    def _day(self) -> date:
        """Return the day of the end as typed, else today: who works there by then can take over."""
        sent = self.data or {}
        name = next((n for n in ("until_on", "from_on") if n in sent), "until_on")
        return dates.day(sent, name, clock.today())

    def handed(self) -> dict[str, Any]:
        """Return who takes over, as the acts ask for it. Who ticks that nobody follows means it."""
        entered = self.cleaned_data
        to_head = entered.get("to_head", False)
        return {"successor": None if to_head else entered.get("successor"), "to_head": to_head}


class EndForm(HandOverForm):
    """When a posting ends, and who takes over."""

    until_on = forms.DateField(
        label=gettext_lazy("Removed on"),
        help_text=gettext_lazy(
            "From that day the post is no longer held; the day before is the last. Where it lies ahead, open "
            "matters stay until then and are handed over on that day."
        ),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.initial.setdefault("until_on", clock.today())


class RotateForm(HandOverForm, _PlacedForm):
    """Where a person goes from one posting, and when."""

    from_on = forms.DateField(
        label=gettext_lazy("From this day"),
        help_text=gettext_lazy("On this day the present posting ends and the new one begins."),
    )


class CorrectForm(_PlacedForm):
    """A posting as it should have been entered."""

    from_on = forms.DateField(label=gettext_lazy("Appointed on"))
    until_on = forms.DateField(
        label=gettext_lazy("Removed on"), required=False, help_text=UNTIL_HELP
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        posting = self.record
        self.initial |= {
            "post": posting.post,
            "place": posting.place,
            "from_on": posting.from_on,
            "until_on": posting.until_on,
        }

    def clean(self) -> dict:
        """Say beside the field what the database would refuse."""
        given = super().clean()
        first, until_on = given.get("from_on"), given.get("until_on")
        if first and until_on and until_on <= first:
            self.add_error("until_on", _("The end must be later than the beginning."))
        return given

    def draft(self) -> PostingDraft:
        """Return what was entered."""
        given, place = self.cleaned_data, self.chosen_place
        return PostingDraft(
            self.record.official_id,
            given["post"],
            place.pk if place else None,
            given["from_on"],
            given["until_on"],
        )
