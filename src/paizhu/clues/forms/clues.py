"""The forms of a clue's details: registering and correcting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paizhu.clues.forms.choosing import OfficialField, UnitField
from paizhu.clues.forms.petitions import CaseForm
from paizhu.clues.models import Clue, Petition
from paizhu.kernel import clock
from paizhu.organization.models import Rank
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.queries import PersonCategory

CATEGORIES = [
    (value, label) for value, label in PersonCategory.choices if value != PersonCategory.ANY
]
NAMED = [("", _("not said")), ("yes", _("real name")), ("no", _("not by real name"))]
FROM_PETITION = ("unit", "rank", "category", "person_name", "person_number")


class ClueForm(CaseForm):
    """The details of a clue. What a petition says is filled in before; who has a clue corrected sees what stands there."""

    received_on = forms.DateField(label=_("Received on"))
    source = forms.ChoiceField(label=pgettext_lazy("clue", "Source"))
    is_named = forms.ChoiceField(label=_("Real name"), choices=NAMED, required=False)
    unit = UnitField(label=_("Unit concerned"))
    official = OfficialField(
        label=_("Person concerned, as an official on record"),
        required=False,
        help_text=_(
            "Decides whom the matter is kept from. Not on record: leave this empty and type the name below."
        ),
    )
    person_name = forms.CharField(
        label=_("Name of the person concerned"), max_length=60, required=False
    )
    person_number = forms.CharField(
        label=_("Identity number of the person concerned"), max_length=40, required=False
    )
    rank = forms.ChoiceField(label=_("Rank of the person concerned"), choices=Rank)
    category = forms.ChoiceField(
        label=_("Category of the person concerned"),
        choices=CATEGORIES,
        initial=PersonCategory.OTHER,
        help_text=_("Decides who approves later steps."),
    )
    summary = forms.CharField(
        label=pgettext_lazy("clue", "Summary"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self,
        *given: Any,
        petition: Petition | None = None,
        record: Clue | None = None,
        **options: Any,
    ):
        super().__init__(*given, record=record, **options)
        self.petition = petition
        self.fields["received_on"].initial = clock.today()
        self._offer_sources(record)
        if petition is not None:
            self.initial |= {name: getattr(petition, name) for name in FROM_PETITION}
            self.initial |= {"official": petition.official, "summary": petition.text[:4000]}
            self.initial |= {
                "source": self.fields["source"].choices[0][0],
                "is_named": _word(petition.standing == "named"),
            }
        if record is not None:
            names = (*FROM_PETITION, "received_on", "source", "official", "summary")
            self.initial |= {name: getattr(record, name) for name in names}
            self.initial["is_named"] = _word(record.is_named)

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        said["is_named"] = {"yes": True, "no": False}.get(said["is_named"])
        return said

    def _offer_sources(self, record: Clue | None) -> None:
        """The list of the day's rule pack, and the word that stands there already."""
        day = record.received_on if record else clock.today()
        known = [
            (item.label.zh, item.label)
            for item in rulebook.closed_list("clue_sources", on=day).items
        ]
        if record is not None and record.source not in dict(known):
            known.append((record.source, record.source))
        self.fields["source"].choices = known


def _word(is_named: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[is_named]
