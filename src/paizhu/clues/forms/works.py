"""The forms of the work on a clue, by the word of the step."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.clues import rules
from paizhu.clues.forms import outcomes
from paizhu.clues.forms.steps import marked
from paizhu.clues.forms.working import WorkForm, day, words
from paizhu.clues.models import Conclusion, InquiryOutcome
from paizhu.clues.queries import lending, working
from paizhu.clues.queries.assigning import Person
from paizhu.documents.panels import FilesField
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import CompositeGroup, Official
from paizhu.rulebook.queries import PersonCategory


class JoinForm(WorkForm):
    """Who joins the team."""

    official = forms.ModelChoiceField(label=_("Official"), queryset=Official.objects.none())
    is_lead = forms.BooleanField(label=_("leads the team"), required=False)

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.hands = lending.hands_for(self.clue, clock.today())
        lines = [(self.clue.group, "", self.hands.own)]
        lines += [(each.group, each.joint, each.people) for each in self.hands.lent]
        everybody = [person.official.pk for _group, _number, people in lines for person in people]
        field = self.fields["official"]
        field.queryset = Official.objects.of(self.clue.commission_id).filter(pk__in=everybody)
        field.choices = [("", "---------"), *(_of_group(*line) for line in lines if line[2])]
        field.help_text = _(
            "People of the handling group, and those whom an authorisation of joint work lends. Who must keep away is refused, with the reason."
        )
        self.may_ask = allowed(rules.lending.check_can_ask, self.user, self.clue)


def _of_group(group: CompositeGroup, number: str, people: Iterable[Person]) -> tuple[str, list]:
    """Return the people of one group under its name; who must keep away is marked."""
    away = gettext("must keep away")
    return (
        f"{group.name} ({number})" if number else group.name,
        [
            (
                person.official.pk,
                marked(person, away),
            )
            for person in people
        ],
    )


class MemberForm(WorkForm):
    """Another lead."""

    of_item = "member"


class LeaveForm(MemberForm):
    """Why somebody leaves."""

    because = forms.CharField(label=_("Reason"), max_length=30)


class PlanForm(WorkForm):
    """The three plans."""

    text = words(_("Plan of work"), rows=8, longest=8000)
    talks = words(_("Plan of the talks"), longest=8000)
    safety = words(_("Safety and emergency plan"), longest=8000)

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        returned = working.plan_of(self.clue)
        if returned is not None:
            self.initial |= {name: getattr(returned, name) for name in ("text", "talks", "safety")}


class SendForm(WorkForm):
    """A letter of inquiry."""

    sent_on = day(_("Sent on"))
    text = words(_("What is asked"), rows=10, longest=8000)
    concerns_head = forms.BooleanField(
        label=_("It concerns the head of the host's party group"),
        required=False,
        help_text=_("Then the reply comes straight to us, without his signature."),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if self.clue.category == PersonCategory.UNIT_HEAD:
            del self.fields["concerns_head"]


class LetterForm(WorkForm):
    """When a letter was signed for."""

    of_item = "letter"
    on = day(_("Signed for on"))


class ReplyForm(WorkForm):
    """The reply to a letter."""

    of_item = "letter"
    on = day(_("Reply received on"))
    reply = words(_("Reply"), rows=10, longest=8000)
    is_signed_by_head = forms.BooleanField(
        label=_("Signed by the head of the host's party group"), required=False
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if self.item.concerns_head:
            del self.fields["is_signed_by_head"]


class MeasureForm(WorkForm):
    """A measure of the ledger."""

    name = forms.CharField(label=_("Measure"), max_length=100)
    detail = words(_("Towards whom, about what"), rows=3, longest=2000)
    approved_by = forms.CharField(label=_("Approved by"), max_length=100)
    from_on = day(_("From"))
    until_on = forms.DateField(label=_("Until"), required=False)


class MeasureEndForm(WorkForm):
    """The end of a measure."""

    of_item = "measure"
    on = day(_("Ended on"))


class EvidenceForm(WorkForm):
    """An item of evidence."""

    kind = forms.CharField(label=_("Kind"), max_length=60)
    what = words(_("What it is"), rows=3, longest=2000)
    obtained_from = forms.CharField(label=_("Obtained from"), max_length=300)
    obtained_on = day(_("Obtained on"))
    files = FilesField(label=_("File"), required=False)

    def clean_files(self) -> list[Any]:
        """One file an item: what is several is several items."""
        files = list(self.cleaned_data.get("files") or ())
        if len(files) > 1:
            raise forms.ValidationError(
                _("One file for each item: enter the others as items of their own.")
            )
        return files


class TakeOverForm(WorkForm):
    """An item changes hands."""

    of_item = "item"


class ReturnForm(WorkForm):
    """An item goes back."""

    of_item = "item"
    on = day(_("Given back on"))


class ReportForm(WorkForm):
    """A report with its proposal."""

    text = words(_("Report"), rows=16, longest=40000)
    proposal = forms.ChoiceField(label=_("Proposal"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        listed = Conclusion if working.is_verification(self.clue) else InquiryOutcome
        self.fields["proposal"].choices = listed.choices


class RewriteForm(ReportForm):
    """A changed report."""

    of_item = "report"

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.initial |= {"text": self.item.text, "proposal": self.item.proposal}


class OfReportForm(WorkForm):
    """A step with a report that asks for nothing."""

    of_item = "report"


class TellForm(OfReportForm):
    """When the person was told."""

    on = day(_("Told on"))


class DayForm(WorkForm):
    """A day and nothing else."""

    on = day(_("Day"))


class AnswerForm(WorkForm):
    """What the host said."""

    on = day(_("Answered on"))
    agrees = forms.TypedChoiceField(
        label=_("The host"),
        choices=(("yes", _("agrees")), ("no", _("disagrees"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    view = words(_("View"), required=False)


class RequestForm(WorkForm):
    """A request in words."""

    text = words(_("Request, with the reasons"), rows=8, longest=8000)


class ClarifyForm(WorkForm):
    """A clarification."""

    way = forms.CharField(
        label=_("Way"), max_length=100, help_text=_("By letter, face to face, or by a notice.")
    )
    circle = forms.CharField(
        label=_("Circle"), max_length=500, help_text=_("Before whom, and no further.")
    )
    text = words(_("What is said"))


class ClarifiedForm(WorkForm):
    """When it was cleared up."""

    of_item = "item"
    on = day(_("Carried out on"))


FORMS: dict[str, type[WorkForm]] = {
    "team_join": JoinForm,
    "team_lead": MemberForm,
    "team_leave": LeaveForm,
    "plan_submit": PlanForm,
    "letter_send": SendForm,
    "letter_receive": LetterForm,
    "letter_reply": ReplyForm,
    "measure_enter": MeasureForm,
    "measure_end": MeasureEndForm,
    "measures_file": WorkForm,
    "evidence_add": EvidenceForm,
    "evidence_take": TakeOverForm,
    "evidence_return": ReturnForm,
    "report_write": ReportForm,
    "report_rewrite": RewriteForm,
    "report_sign": OfReportForm,
    "report_submit": OfReportForm,
    "report_tell": TellForm,
    "host_ask": DayForm,
    "host_answer": AnswerForm,
    "host_skip": RequestForm,
    "host_refer": RequestForm,
    "filing_ask": RequestForm,
    "host_inform": DayForm,
    "clarify": ClarifyForm,
    "clarify_done": ClarifiedForm,
    "archive": WorkForm,
    **outcomes.FORMS,
}
"""Step → what it asks to be filled in. A talk has a page of its own."""
