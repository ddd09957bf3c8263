"""The forms of work rules and of the division of work."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import Official
from paizhu.planning.forms.entries import GroupField, SeenForm
from paizhu.planning.queries import Division
from paizhu.planning.states import RuleDraft


class RuleForm(SeenForm):
    """A work rule, or a new version of it (then `record` is the version before)."""

    is_kept = True

    group = GroupField()
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Wording"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 18})
    )
    from_on = forms.DateField(label=_("In force from"))

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if self.record is not None:
            del self.fields["group"]
        else:
            powers = self.user.powers
            self.fields["group"].offer(self.user, powers.led_groups | powers.deputised_groups)

    def draft(self) -> RuleDraft:
        """Return what was entered."""
        given = self.cleaned_data
        return RuleDraft(given["title"].strip(), given["text"].strip(), given["from_on"])


class EndForm(SeenForm):
    """The day from which a rule no longer holds."""

    until_on = forms.DateField(label=_("No longer in force from"))


class MemberField(forms.ModelChoiceField):
    """A member of the group, with what speaks for and against him beside the name."""

    def __init__(self, **options: Any):
        super().__init__(queryset=Official.objects.none(), **options)
        self.notes: dict[int, str] = {}

    def offer(self, found: Division, unit_id: int, user: Any) -> None:
        """Offer the group's people as they stand on the division's day."""
        keys = [member.pk for member in found.members]
        self.queryset = Official.objects.visible_to(user).filter(pk__in=keys).order_by("code")
        for load in found.loads:
            words = gettext("%(units)s units, %(acts)s activities") % {
                "units": load.principal + load.second,
                "acts": load.member.acts,
            }
            at_home = unit_id in load.member.hosts
            self.notes[load.member.pk] = f"{gettext('resides here')}; {words}" if at_home else words

    def label_from_instance(self, official: Official) -> str:
        """Name, load, and whether he resides at the unit."""
        return f"{official.name} ({self.notes.get(official.pk, '')})"


class DivideForm(SeenForm):
    """Who watches one unit from a day on."""

    principal = MemberField(label=_("Principal"), empty_label="—")
    second = MemberField(label=_("Second"), empty_label="—", required=False)
    from_on = forms.DateField(label=_("Divided so from"))

    def __init__(self, *given: Any, found: Division, unit_id: int, **options: Any):
        super().__init__(*given, **options)
        self.fields["from_on"].initial = clock.today()
        for name in ("principal", "second"):
            self.fields[name].offer(found, unit_id, self.user)
