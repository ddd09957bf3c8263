"""The form of a talk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.choosing import UnitField
from paizhu.clues.models import Clue, Safety, Talk, TalkKind
from paizhu.clues.queries import talks as queries
from paizhu.clues.states import TalkEntry
from paizhu.kernel import clock
from paizhu.organization.models import Official


class TalkForm(forms.Form):
    """Who talked with whom, where, about what, and what came of it. `clue`: the matter behind it, or None."""

    kind = forms.ChoiceField(label=_("Kind of talk"))
    held_on = forms.DateField(label=_("Talk held on"), initial=clock.today)
    unit = UnitField(label=_("Unit"))
    people = forms.IntegerField(label=_("People talked to"), min_value=1, max_value=2000, initial=1)
    person_name = forms.CharField(
        label=_("Who was talked to"), max_length=500, required=False,
        help_text=_("The name; several with a comma between. It is kept sealed."),
    )  # fmt: skip
    official = forms.ModelChoiceField(
        label=_("On record as"), queryset=Official.objects.none(), required=False,
        help_text=_("Where one person was talked to who is on record: then the talk stands in his dossier."),
    )  # fmt: skip
    talkers = forms.ModelMultipleChoiceField(
        label=_("Held by"), queryset=Official.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    seen_to = forms.MultipleChoiceField(
        label=_("Safety checklist"), choices=Safety, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("All of it for talks of an inquiry or a verification."),
    )  # fmt: skip
    visit_on = forms.DateField(label=_("Later visit on"), required=False)
    transcript = forms.CharField(
        label=_("Transcript"),
        max_length=40000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    is_transcript_signed = forms.BooleanField(label=_("The transcript is signed"), required=False)
    outcome = forms.CharField(
        label=_("Outcome"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self,
        *given: Any,
        user: Any,
        clue: Clue | None = None,
        talk: Talk | None = None,
        **options: Any,
    ):
        super().__init__(*given, **options)
        self.user, self.clue, self.talk = user, clue, talk
        self.fields["kind"].choices = [
            (kind.value, kind.label) for kind in queries.kinds_for(clue, talk)
        ]
        self.fields["talkers"].queryset = queries.talkers_for(user, clue, talk)
        unit = clue.unit if clue else talk.unit if talk else None
        if unit is not None:
            del self.fields["unit"]
            self.fields["official"].queryset = queries.people_at(unit)
        else:
            self.fields["unit"].for_user(user)
            del self.fields["official"]
        self.fields["held_on"].widget.attrs["max"] = clock.today().isoformat()
        self._begin()

    def _begin(self) -> None:
        if self.talk is None:
            self.initial.setdefault("talkers", [getattr(self.user, "official_id", None)])
            if self.clue:
                self.initial.setdefault("person_name", self.clue.person_name)
                self.initial.setdefault("official", self.clue.official_id)
            return
        names = ("kind", "held_on", "people", "person_name", "place", "seen_to", "visit_on", "transcript",
                 "is_transcript_signed", "outcome")  # fmt: skip
        self.initial |= {name: getattr(self.talk, name) for name in names}
        self.initial["talkers"] = list(self.talk.talkers.values_list("official_id", flat=True))
        self.initial["official"] = self.talk.official_ref or None
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=self.talk.revision
        )

    @property
    def seen(self) -> int | None:
        """The revision that the page showed."""
        return self.cleaned_data.get("revision")

    def entry(self) -> TalkEntry:
        """Return the talk as it was entered."""
        given = self.cleaned_data
        official = given.get("official")
        return TalkEntry(
            held_on=given["held_on"],
            kind=TalkKind(given["kind"]),
            people=given["people"],
            talker_ids=tuple(official.pk for official in given["talkers"]),
            outcome=given["outcome"],
            person_name=given["person_name"],
            official_id=official.pk if official else None,
            place=given["place"],
            seen_to=tuple(given["seen_to"]),
            visit_on=given["visit_on"],
            transcript=given["transcript"],
            is_transcript_signed=given["is_transcript_signed"],
        )
