"""The forms of an authorisation of joint work: a new one, and its early end."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import CompositeGroup, Official, Post
from paizhu.oversight import rules
from paizhu.oversight.forms.entries import EntryForm
from paizhu.oversight.models import JointKind, Matter
from paizhu.oversight.states import JointWorkDraft
from paizhu.web import choices

AGREEING = (*rules.joint_work.AGREEING_POSTS, Post.LIAISON)


class JointWorkForm(EntryForm):
    """Which groups, what together, where, when, and who agreed."""

    groups = forms.ModelMultipleChoiceField(
        label=_("Groups that work together"),
        queryset=CompositeGroup.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at least: those who help and those whom they help."),
    )
    kind = forms.ChoiceField(label=_("Kind of joint work"), choices=JointKind)
    purpose = forms.CharField(label=_("Purpose"), max_length=1000, widget=forms.Textarea)
    units = choices.RecordsField(
        "organization.unit",
        label=_("Units"),
        required=False,
        help_text=_("Leave empty for all units that these groups supervise."),
    )
    matters = forms.MultipleChoiceField(
        label=_("Kinds of matter"),
        choices=Matter,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none for every kind of matter."),
    )
    from_on = forms.DateField(label=_("From"))
    until_on = forms.DateField(label=_("Until"), help_text=_("The last day included."))
    agreed_by = forms.ModelChoiceField(
        label=_("Agreed by"),
        queryset=Official.objects.none(),
        help_text=_("The standing committee's member who agreed, or the liaison member."),
    )
    agreed_on = forms.DateField(label=_("Agreed on"))

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.fields["groups"].queryset = CompositeGroup.objects.visible_to(self.user)
        held = Q(postings__post__in=AGREEING)
        people = Official.objects.visible_to(self.user).filter(held).distinct()
        self.fields["agreed_by"].queryset = people.order_by("code")

    def clean(self) -> dict:
        """Say beside the field what the rules would refuse."""
        given = super().clean()
        if "groups" in given:
            keys = [group.pk for group in given["groups"]]
            self._refuse("groups", refusal(rules.check_joint_groups, keys))
        days = [given.get(name) for name in ("from_on", "until_on", "agreed_on")]
        if all(days):
            self._refuse("until_on", refusal(rules.check_joint_period, *days))
        return given

    def _refuse(self, name: str, reason: str) -> None:
        if reason and name not in self.errors:
            self.add_error(name, reason)

    def draft(self) -> JointWorkDraft:
        """Return what was entered."""
        given = self.cleaned_data
        return JointWorkDraft(
            kind=given["kind"],
            group_ids=[group.pk for group in given["groups"]],
            unit_ids=[unit.pk for unit in given["units"]],
            matters=given["matters"],
            purpose=given["purpose"],
            from_on=given["from_on"],
            until_on=given["until_on"],
            agreed_by_id=given["agreed_by"].pk,
            agreed_on=given["agreed_on"],
        )


class EndForm(EntryForm):
    """The last day, and why."""

    last_on = forms.DateField(label=_("Last day"), initial=clock.today)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": "4"})
    )

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {
            "joint_work": self.record,
            "last_on": self.cleaned_data["last_on"],
            "reason": self.cleaned_data["reason"],
            "seen_revision": self.seen,
        }
