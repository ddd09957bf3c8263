"""The form of one's own wishes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.notices.states import MailWish


class DeliveryForm(forms.Form):
    """Where and when to hear of notices outside the system."""

    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "Mails carry the number, the reason and the day, nothing else. Empty: no mail is sent."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    mail = forms.ChoiceField(
        label=_("When to write"), choices=MailWish.choices, widget=forms.RadioSelect
    )
