"""The form of word of a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.oversight.actions.notices import NoticeDraft
from paizhu.oversight.forms.entries import CODE_HELP, EntryForm
from paizhu.oversight.models import Matter
from paizhu.web import choices


class NoticeForm(EntryForm):
    """What is to be decided where and when. Word is sent now; the office may enter word that came earlier."""

    unit = choices.RecordField("organization.unit", label=_("Unit"))
    matter = forms.ChoiceField(label=_("Kind of matter"), choices=Matter)
    title = forms.CharField(label=_("Matter"), max_length=300)
    happens_at = forms.DateTimeField(label=_("Takes place"))
    sender = choices.RecordField("organization.official", label=_("Sent by"), required=False)
    sent_at = forms.DateTimeField(
        label=_("Sent"), required=False, help_text=_("Leave empty where word came just now.")
    )
    code = forms.CharField(
        label=_("Notice code"), max_length=64, required=False, help_text=CODE_HELP
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if not self.user.powers.keeps_structure:
            for name in ("sender", "sent_at", "code"):
                del self.fields[name]

    def draft(self) -> NoticeDraft:
        """Return what was entered; who is not of the office sends it himself, and now."""
        given = self.cleaned_data
        sender = given.get("sender")
        own = None if "sender" in self.fields else getattr(self.user, "official_id", None)
        return NoticeDraft(
            code=given.get("code", "").strip(),
            unit_id=given["unit"].pk,
            matter=given["matter"],
            title=given["title"].strip(),
            happens_at=given["happens_at"],
            sender_id=sender.pk if sender else own,
            sent_at=given.get("sent_at") or clock.now(),
        )
