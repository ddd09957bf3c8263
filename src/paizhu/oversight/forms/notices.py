"""The forms of word of a matter: sent from a phone within a minute, corrected, postponed, ended, decided about."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from paizhu.documents.panels import FilesField
from paizhu.kernel import clock
from paizhu.oversight.forms.entries import CODE_HELP, EntryForm
from paizhu.oversight.models import Channel, Matter, MatterNotice
from paizhu.oversight.queries.notices import Candidate
from paizhu.oversight.states import NoticeDraft
from paizhu.rulebook import queries as rulebook
from paizhu.web import choices

OTHER = "other"
AFTERNOON, MORNING = time(15), time(9)
EXTRAS = ("place", "agenda", "attending", "papers", "urgent_reason")
"""What may be told besides; folded away, because word must go in under a minute."""
FACTS = ("matter", "title", "happens_at", "place", "agenda", "attending", "urgent_reason")
OFFICE_ONLY = ("sender", "sent_at", "code")


class FactsForm(EntryForm):
    """What is to be decided, when and where."""

    matter = forms.ChoiceField(
        label=gettext_lazy("Kind of matter"), choices=Matter, widget=forms.RadioSelect
    )
    title = forms.CharField(label=gettext_lazy("Matter"), max_length=300)
    happens_at = forms.DateTimeField(label=gettext_lazy("Takes place"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"), max_length=2000, required=False, widget=forms.Textarea
    )
    attending = forms.CharField(
        label=gettext_lazy("Who takes part"), max_length=500, required=False
    )
    papers = FilesField(label=gettext_lazy("Papers"), required=False)
    urgent_reason = forms.CharField(
        label=gettext_lazy("Why it is urgent"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Where word comes later than the rule asks. It is taken in all the same."
        ),
    )

    def facts(self) -> dict[str, Any]:
        """Return what was entered of the matter itself."""
        given = self.cleaned_data
        return {
            "matter": given["matter"],
            "title": given["title"].strip(),
            "happens_at": given["happens_at"],
            "place": given["place"].strip(),
            "agenda": given["agenda"].strip(),
            "attending": given["attending"].strip(),
            "urgent_reason": given["urgent_reason"].strip(),
        }


class NoticeForm(FactsForm):
    """Word of a matter. It is sent now; the office may enter word that came earlier."""

    field_order = ("unit", "matter", "title", "when", "happens_at", *EXTRAS, *OFFICE_ONLY)

    unit = choices.RecordField("organization.unit", label=gettext_lazy("Unit"))
    when = forms.CharField(
        label=gettext_lazy("Takes place"), widget=forms.RadioSelect, required=False
    )
    happens_at = forms.DateTimeField(label=gettext_lazy("Date and time"), required=False)
    sender = choices.RecordField(
        "organization.official", label=gettext_lazy("Sent by"), required=False
    )
    sent_at = forms.DateTimeField(
        label=gettext_lazy("Sent"),
        required=False,
        help_text=gettext_lazy("Leave empty where word came just now."),
    )
    code = forms.CharField(
        label=gettext_lazy("Notice code"), max_length=64, required=False, help_text=CODE_HELP
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.fields["when"].widget.choices = CallableChoiceIterator(quick_times)
        if not self.user.powers.keeps_structure:
            for name in OFFICE_ONLY:
                del self.fields[name]

    @property
    def essentials(self) -> list:
        """The fields of the first glance."""
        return [f for f in self.visible_fields() if f.name not in (*EXTRAS, *OFFICE_ONLY)]

    @property
    def extras(self) -> list:
        """The fields that may stay empty."""
        return [field for field in self.visible_fields() if field.name in EXTRAS]

    @property
    def of_office(self) -> list:
        """The fields that only the office has: whose word it passes on, and when that came."""
        return [field for field in self.visible_fields() if field.name in OFFICE_ONLY]

    @property
    def has_extras(self) -> bool:
        """Whether something is filled in, or at fault, among what is folded away."""
        return any(field.errors or (self.is_bound and field.value()) for field in self.extras)

    def clean(self) -> dict:
        """Make one time of the quick choice and the date."""
        given = super().clean()
        quick, moment = given.get("when") or "", given.get("happens_at")
        if quick and quick != OTHER:
            if moment:
                raise ValidationError(
                    {
                        "when": _(
                            "Both a quick choice and a date are given: choose “another time”, or clear the date."
                        )
                    }
                )
            given["happens_at"] = self._quick(quick)
        elif not moment and "happens_at" not in self.errors:
            raise ValidationError({"when": _("Say when the matter takes place.")})
        return given

    @staticmethod
    def _quick(text: str) -> datetime:
        """Return the moment of a quick choice as it was offered, also where midnight has passed meanwhile."""
        try:
            return timezone.make_aware(datetime.fromisoformat(text))
        except ValueError as fault:
            raise ValidationError({"when": _("Say when the matter takes place.")}) from fault

    def draft(self) -> NoticeDraft:
        """Return what was entered; who is not of the office sends it himself, and now."""
        given = self.cleaned_data
        sender = given.get("sender")
        own = None if "sender" in self.fields else getattr(self.user, "official_id", None)
        return NoticeDraft(
            code=given.get("code", "").strip(),
            unit_id=given["unit"].pk,
            sender_id=sender.pk if sender else own,
            sent_at=given.get("sent_at") or clock.now(),
            channel=Channel.GROUP,
            **self.facts(),
        )


class CorrectionForm(FactsForm):
    """A correction of what was sent; papers are added to those there are."""

    def __init__(self, *given: Any, record: MatterNotice, **options: Any):
        start = {name: getattr(record, name) for name in FACTS} | {"edition": record.edition}
        super().__init__(*given, initial=start, **options)
        self.fields["edition"] = forms.IntegerField(widget=forms.HiddenInput)
        self.record = record

    @property
    def seen(self) -> int | None:
        """The edition that the page showed."""
        return self.cleaned_data.get("edition")

    def draft(self) -> NoticeDraft:
        """Return the facts; unit, sender and moment of sending stay."""
        kept = self.record
        return NoticeDraft(
            code=kept.code,
            unit_id=kept.unit_id,
            sender_id=kept.sender_id,
            sent_at=kept.sent_at,
            channel=kept.channel,
            **self.facts(),
        )


class ReasonForm(forms.Form):
    """Why word is withdrawn, or the matter does not take place. `edition`: as its facts stood on the page."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def given(self, notice: MatterNotice) -> dict[str, Any]:
        """Return the arguments of the act."""
        return {
            "notice": notice,
            "reason": self.cleaned_data["reason"],
            "seen_edition": self.cleaned_data["edition"],
        }


class PostponeForm(ReasonForm):
    """When a matter takes place instead, and why."""

    field_order = ("happens_at", "reason")

    happens_at = forms.DateTimeField(label=gettext_lazy("Takes place"))

    def given(self, notice: MatterNotice) -> dict[str, Any]:
        """Return the arguments of the act."""
        return super().given(notice) | {"happens_at": self.cleaned_data["happens_at"]}


class DecisionForm(forms.Form):
    """Who attends, or why nobody does."""

    officials = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who attends"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why nobody attends"), max_length=300, required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, candidates: Sequence[Candidate], **options: Any):
        super().__init__(*given, **options)
        self.candidates = candidates
        self.fields["officials"].choices = [
            (one.official.pk, one.official.name) for one in candidates
        ]

    def lines(self) -> list[tuple[Any, Candidate]]:
        """Return each box with the person it stands for."""
        return list(zip(self["officials"], self.candidates, strict=True))


def quick_times() -> list[tuple[str, Any]]:
    """Return the moments that word is mostly about, each with its day in words; the value is the moment itself.

    Where tomorrow is a day off, the next working day is offered in its place.
    """
    today = clock.today()
    following = rulebook.calendar().add_working_days(today, 1).on
    is_tomorrow = following == today + timedelta(days=1)
    offered = [
        (_("This afternoon"), datetime.combine(today, AFTERNOON)),
        (
            _("Tomorrow morning") if is_tomorrow else _("Next working day, morning"),
            datetime.combine(following, MORNING),
        ),
    ]
    now = timezone.make_naive(clock.now())
    form = pgettext("date format of a quick choice", "l, j F, H:i")
    found = [
        (moment.isoformat(timespec="minutes"), f"{words} · {date_format(moment, form)}")
        for words, moment in offered
        if moment > now
    ]
    return [*found, (OTHER, _("Another time"))]
