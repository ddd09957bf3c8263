"""The forms of petitions: the first question, registering, and the steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.choosing import OfficialField, UnitField
from paizhu.clues.models import Channel, Ground, Petition, Standing
from paizhu.clues.queries import petition_recusals
from paizhu.clues.queries import petitions as queries
from paizhu.clues.states.facts import Jurisdiction, PetitionFacts, ReporterFacts, Step
from paizhu.documents.panels import FilesField
from paizhu.kernel import clock
from paizhu.organization.models import Rank
from paizhu.rulebook.models import PersonCategory

CATEGORIES = [("", _("as rank and post propose"))] + [
    (value, label) for value, label in PersonCategory.choices if value != PersonCategory.ANY
]
CHOOSE = ("", "—")
"""Nothing is chosen for anybody: a way, a rank, a signature, a ground is said."""
GROUNDS = [CHOOSE, *Ground.choices]
LONG = forms.Textarea(attrs={"rows": 10})


class CaseForm(forms.Form):
    """A form that knows who fills it in, and the revision of the record that the page showed."""

    def __init__(self, *given: Any, user: Any, record: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.user, self.record = user, record
        if record is not None:
            self.fields["revision"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=record.revision
            )
        for field in self.fields.values():
            if hasattr(field, "for_user"):
                field.for_user(user)

    @property
    def seen(self) -> int | None:
        """The revision that the page showed, so that a stale page changes nothing."""
        return self.cleaned_data.get("revision")


class QuestionForm(forms.Form):
    """The first question of intake. It asks for nothing of the matter."""

    question = forms.ChoiceField(
        label=_("Is the person above this commission's jurisdiction, or its head?"),
        choices=Jurisdiction,
        widget=forms.RadioSelect,
        help_text=_(
            "Answered with yes, nothing is stored: no record, no draft, no trail. A slip for handing the original over by hand is shown."
        ),
    )
    received_on = forms.DateField(label=_("Received on"))

    def clean_received_on(self):
        """It came today or before."""
        on = self.cleaned_data["received_on"]
        if on > clock.today():
            raise forms.ValidationError(gettext("It cannot have been received on a day to come."))
        return on


class ReporterPart(forms.Form):
    """Who gave a name. Nothing of it is asked where nobody did."""

    reporter_name = forms.CharField(label=_("Name of who reports"), max_length=60, required=False)
    reporter_contact = forms.CharField(
        label=_("How to reach who reports"), max_length=300, required=False
    )
    reporter_number = forms.CharField(
        label=_("Identity number of who reports"), max_length=40, required=False
    )
    reporter_official = OfficialField(
        label=_("Who reports, as an official on record"),
        required=False,
        help_text=_(
            "Only where who reports is an official on record: he is then kept away from the matter."
        ),
    )

    def reporter(self) -> ReporterFacts | None:
        """Return who gave a name, or None where all of it is empty."""
        given = self.cleaned_data
        names = ("name", "contact", "number")
        said = {name: given.get(f"reporter_{name}", "") for name in names}
        official = given.get("reporter_official")
        if not any(said.values()) and official is None:
            return None
        if official is not None and not said["name"]:
            said["name"] = official.name
        return ReporterFacts(**said, official_id=official.pk if official else None)


class MatterPart(forms.Form):
    """Whom and what a petition is about."""

    received_on = forms.DateField(label=_("Received on"))
    channel = forms.ChoiceField(label=_("Way it came in"), choices=[CHOOSE, *Channel.choices])
    official = OfficialField(
        label=_("Person concerned, as an official on record"),
        required=False,
        help_text=_(
            "Search by name, code or initials. Not on record: leave this empty and type the name below."
        ),
    )
    person_name = forms.CharField(
        label=_("Name of the person concerned"), max_length=60, required=False
    )
    person_number = forms.CharField(
        label=_("Identity number of the person concerned"), max_length=40, required=False
    )
    unit = UnitField(label=_("Unit concerned"))
    rank = forms.ChoiceField(
        label=_("Rank of the person concerned"), choices=[CHOOSE, *Rank.choices]
    )
    category = forms.ChoiceField(
        label=_("Category of the person concerned"), choices=CATEGORIES, required=False,
        help_text=_("Decides who approves later steps."),
    )  # fmt: skip
    text = forms.CharField(label=_("What is reported"), max_length=20000, widget=LONG)
    files = FilesField(label=_("Attachments"), required=False)

    def clean_received_on(self):
        """It came today or before."""
        return QuestionForm.clean_received_on(self)

    def clean(self) -> dict:
        """Somebody is named."""
        given = super().clean()
        if "official" in given and not given["official"] and not given.get("person_name"):
            self.add_error(
                "person_name",
                gettext("Say whom the petition is about; “unknown” where it names nobody."),
            )
        return given

    def facts(self, **more: Any) -> PetitionFacts:
        """Return what was entered."""
        given = self.cleaned_data
        names = (
            "received_on",
            "channel",
            "person_name",
            "person_number",
            "rank",
            "category",
            "text",
        )
        official = given["official"]
        return PetitionFacts(
            **{name: given[name] for name in names},
            unit_id=given["unit"].pk,
            official_id=official.pk if official else None,
            uploads=given["files"],
            **more,
        )


class PetitionForm(MatterPart, ReporterPart, CaseForm):
    """Registering a petition. `question`: the first question, answered before this form was shown."""

    question = forms.CharField(widget=forms.HiddenInput, initial=Jurisdiction.WITHIN)
    standing = forms.ChoiceField(label=_("Signature"), choices=[CHOOSE, *Standing.choices])
    field_order = (
        "received_on", "channel", "official", "person_name", "person_number", "unit", "rank", "category",
        "text", "files", "standing",
    )  # fmt: skip

    def clean(self) -> dict:
        """A real name has its fields; without one they stay empty."""
        given = super().clean()
        is_named = given.get("standing") == Standing.NAMED
        for name in ("reporter_name", "reporter_contact"):
            if is_named and not given.get(name) and not given.get("reporter_official"):
                self.add_error(name, gettext("A report with a real name needs this."))
        if is_named and given.get("reporter_official") and not given.get("reporter_contact"):
            self.add_error("reporter_contact", gettext("A report with a real name needs this."))
        if given.get("standing") and not is_named and self.reporter() is not None:
            self.add_error(
                "standing",
                gettext(
                    "Nothing is kept of who reports without a real name. Leave these fields empty."
                ),
            )
        return given


class CorrectionForm(MatterPart, CaseForm):
    """Correcting what was registered; the signature and who reported have pages of their own."""


def initial_of(petition: Petition) -> dict[str, Any]:
    """Return what the form of a stored petition shows first."""
    names = ("received_on", "channel", "person_name", "person_number", "rank", "category", "text")
    found = {name: getattr(petition, name) for name in names}
    return found | {"unit": petition.unit_id, "official": petition.official_id}


class StepForm(CaseForm):
    """What a step with a petition asks for; each step keeps its own fields of these."""

    reason = forms.ChoiceField(label=_("Reason for not accepting"), widget=forms.RadioSelect)
    to = forms.CharField(label=_("Organ to which it goes"), max_length=200)
    number = forms.CharField(label=_("Number of the earlier petition"), max_length=64)
    note = forms.CharField(
        label=_("What is handed over"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Papers, copies, objects; how many."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why it should go back"), max_length=2000, widget=forms.Textarea)
    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("approve", _("It goes back to the petition office")), ("refuse", _("It stays with the case office"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Words to the decision"), max_length=2000, required=False, widget=forms.Textarea
    )
    person = forms.ModelChoiceField(label=_("Who is to keep away"), queryset=None)
    ground = forms.ChoiceField(label=_("Ground"), choices=GROUNDS)
    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *given: Any, step: Step, **options: Any):
        super().__init__(*given, **options)
        for name in set(StepForm.base_fields) - set(ASKED.get(step, ())):
            del self.fields[name]
        if "reason" in self.fields:
            self.fields["reason"].choices = queries.reasons_not_to_accept(self.record).items
        if "person" in self.fields:
            could = petition_recusals.could_keep_away(self.record).exclude(pk=self.user.official_id)
            self.fields["person"].queryset = could.order_by("code")
        if "words" in self.fields:
            self.fields["words"].label = WORDS[step]
        self.why_refused = gettext("Say why it stays with the case office.")
        if step == Step.DECIDE_AWAY:
            self.fields["decision"].choices = AWAY
            self.why_refused = gettext("Say why this person stays.")

    def clean(self) -> dict:
        """Say beside the field that a refusal needs words."""
        given = super().clean()
        if given.get("decision") == "refuse" and not given.get("text", "").strip():
            self.add_error("text", self.why_refused)
        return given

    def given(self) -> dict[str, Any]:
        """Return what the step's act takes besides the petition."""
        entered = self.cleaned_data
        found = {name: entered[field] for field, name in GIVEN.items() if field in self.fields}
        if "decision" in self.fields:
            found |= {"approve": entered["decision"] == "approve", "text": entered["text"]}
        if "number" in self.fields:
            mine = Petition.objects.visible_to(self.user).select_related("first")
            found["first"] = mine.filter(code=entered["number"].strip()).first()
        return found | {"seen_revision": self.seen}


GIVEN = {
    "to": "to",
    "note": "note",
    "reason": "reason",
    "why": "reason",
    "person": "official",
    "ground": "ground",
    "words": "text",
}
"""Field → what the act calls it."""
ASKED = {
    Step.REFUSE: ("reason",),
    Step.FORWARD: ("to",),
    Step.LINK: ("number",),
    Step.HAND_OVER: ("note",),
    Step.ASK_RETURN: ("why",),
    Step.DECIDE_RETURN: ("decision", "text"),
    Step.KEEP_AWAY: ("ground", "words"),
    Step.ASK_AWAY: ("person", "ground", "words"),
    Step.DECIDE_AWAY: ("decision", "text"),
    Step.REVIEW: ("words",),
}
"""Step → the fields that it asks for."""
WORDS = {
    Step.KEEP_AWAY: _("What keeps you away"),
    Step.ASK_AWAY: _("What is said against this person, and by whom"),
    Step.REVIEW: _("What the review found"),
}
AWAY = [
    ("approve", _("This person keeps away")),
    ("refuse", _("No ground found: this person stays")),
]
