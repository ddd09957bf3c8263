"""Forms of a survey that is being designed: where it starts from, its scope, one question, a new section."""

import json
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import CompositeGroup, Post, Posting, Unit
from paizhu.surveys.models import Survey, SurveyKind, SurveyTemplate
from paizhu.surveys.queries import packs
from paizhu.surveys.states import (
    LEAST_MINIMUM,
    USUAL_MINIMUM,
    definitions,
    editing,
)
from paizhu.surveys.states.drafts import ClassDraft, SurveyDraft, UnitDraft
from paizhu.web import choices

CLASSES = ("A", "B", "C", "D")
USUAL = (("A", _("Leaders"), 40), ("B", _("Middle rank"), 30), ("C", _("Ordinary staff"), 30))
LARGEST_FILE = 512 * 1024


class SurveyForm(forms.Form):
    """A form that knows who fills it in and the survey it was opened for."""

    is_kept = True

    def __init__(self, *given: Any, user: Any, record: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.user, self.record = user, record
        if record is not None:
            hidden = forms.IntegerField(widget=forms.HiddenInput, initial=record.revision)
            self.fields["revision"] = hidden
        for field in self.fields.values():
            if hasattr(field, "for_user"):
                field.for_user(user)

    @property
    def seen(self) -> int | None:
        """The revision that the page showed."""
        return self.cleaned_data.get("revision")


class StartForm(SurveyForm):
    """What a new survey starts from, for which units, when."""

    source = forms.ChoiceField(label=_("Start from"), choices=())
    file = forms.FileField(
        label=_("Template file"),
        required=False,
        help_text=_("Only for “From a template file”: a JSON file that was exported here."),
    )
    group = forms.ModelChoiceField(
        label=_("Composite group"), queryset=CompositeGroup.objects.none(), required=False
    )
    units = choices.RecordsField("organization.unit", label=_("Units"))
    opens_at = forms.DateTimeField(label=_("Answering opens"))
    closes_at = forms.DateTimeField(label=_("Answering closes"))
    minimum = forms.IntegerField(
        label=_("Fewest ballots behind a shown figure"),
        min_value=LEAST_MINIMUM,
        max_value=50,
        initial=USUAL_MINIMUM,
        help_text=_(
            "Promised to those who answer; it cannot be lowered once the survey is issued."
        ),
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        groups = CompositeGroup.objects.visible_to(self.user)
        if not self.user.powers.keeps_structure:
            groups = groups.filter(pk__in=self.user.powers.groups)
            self.fields["group"].required = True
        self.fields["group"].queryset = groups
        self.fields["source"].choices = list(self._sources())
        now = clock.now().replace(minute=0, second=0, microsecond=0)
        self.fields["opens_at"].initial = now
        self.fields["closes_at"].initial = now + timedelta(days=7)
        if len(groups[:2]) == 1:
            self.fields["group"].initial = groups[0].pk

    def _sources(self) -> Iterable[tuple[str, Any]]:
        """Yield (value, label): templates of the product, the commission's own, earlier surveys, nothing, a file."""
        for key, raw in packs.packs().items():
            yield f"pack:{key}", gettext("Template: %(title)s") % {"title": raw["title"]}
        for template in SurveyTemplate.objects.visible_to(self.user):
            yield (
                f"own:{template.pk}",
                gettext("Own template: %(title)s") % {"title": template.name},
            )
        for survey in Survey.objects.visible_to(self.user)[:20]:
            label = gettext("As last time: %(code)s %(title)s")
            yield f"survey:{survey.pk}", label % {"code": survey.code, "title": survey.title}
        for kind in SurveyKind:
            yield f"blank:{kind}", gettext("From nothing: %(kind)s") % {"kind": kind.label}
        yield "file", gettext("From a template file")

    def clean(self) -> dict:
        """Read the definition that it starts from."""
        given = super().clean()
        if (
            given.get("opens_at")
            and given.get("closes_at")
            and given["closes_at"] <= given["opens_at"]
        ):
            self.add_error("closes_at", gettext("The survey must close after it opens."))
        if "source" in given:
            try:
                self.definition = self._definition(given["source"], given.get("file"))
                definitions.read(self.definition)
            except ValidationError as fault:
                self.add_error("file" if given["source"] == "file" else "source", fault.messages)
        return given

    def _definition(self, source: str, file: Any) -> dict:
        kind, _colon, key = source.partition(":")
        match kind:
            case "pack":
                return packs.packs()[key]
            case "own":
                return SurveyTemplate.objects.visible_to(self.user).get(pk=key).definition
            case "survey":
                return Survey.objects.visible_to(self.user).get(pk=key).definition
            case "blank":
                words = (gettext("yes"), gettext("no"))
                title = str(SurveyKind(key).label)
                return editing.blank(key, title, gettext("First question"), words)
        return read_file(file)

    @property
    def previous(self) -> int | None:
        """The earlier round that it was copied from."""
        kind, _colon, key = self.cleaned_data["source"].partition(":")
        return int(key) if kind == "survey" else None

    def draft(self) -> SurveyDraft:
        """Return the survey with the usual classes, and each unit's team as its postings name it."""
        given = self.cleaned_data
        return SurveyDraft(
            definition=self.definition,
            opens_at=given["opens_at"],
            closes_at=given["closes_at"],
            group_id=given["group"].pk if given["group"] else None,
            minimum=given["minimum"],
            classes=[ClassDraft(key, str(name), Decimal(weight)) for key, name, weight in USUAL],
            units=[UnitDraft(unit.pk, {}, team_of(unit, self.user)) for unit in given["units"]],
            previous_id=self.previous,
        )


class ScopeForm(SurveyForm):
    """Window, promise, classes with weights; for each unit its tickets by class and its team's names."""

    opens_at = forms.DateTimeField(label=_("Answering opens"))
    closes_at = forms.DateTimeField(label=_("Answering closes"))
    minimum = forms.IntegerField(
        label=_("Fewest ballots behind a shown figure"), min_value=LEAST_MINIMUM, max_value=50
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        survey = self.record
        self.held = list(survey.units.select_related("unit").order_by("unit__code"))
        for name in ("opens_at", "closes_at", "minimum"):
            self.fields[name].initial = getattr(survey, name)
        stored = {each.key: each for each in survey.classes.all()}
        for key in CLASSES:
            self._add_class(key, stored.get(key))
        counts = {(a.survey_unit_id, a.ballot_class.key): a.tickets
                  for a in survey.allocations.select_related("ballot_class")}  # fmt: skip
        for held in self.held:
            self._add_unit(held, counts)

    def _add_class(self, key: str, stored: Any) -> None:
        self.fields[f"name_{key}"] = forms.CharField(
            label=_("Name of class %(key)s") % {"key": key},
            max_length=60,
            required=False,
            initial=stored.name if stored else "",
        )
        self.fields[f"weight_{key}"] = forms.DecimalField(
            label=_("Weight of class %(key)s") % {"key": key},
            min_value=0,
            max_digits=6,
            decimal_places=2,
            required=False,
            initial=stored.weight if stored else None,
        )

    def _add_unit(self, held: Any, counts: dict) -> None:
        for key in CLASSES:
            self.fields[f"tickets_{held.pk}_{key}"] = forms.IntegerField(
                label=_("%(unit)s: tickets of class %(key)s")
                % {"unit": held.unit.name, "key": key},
                min_value=0,
                max_value=5000,
                required=False,
                initial=counts.get((held.pk, key)),
            )
        self.fields[f"members_{held.pk}"] = forms.CharField(
            label=_("%(unit)s: members of the team to be appraised") % {"unit": held.unit.name},
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": str(min(12, max(3, len(held.members))))}),
            initial="\n".join(member["name"] for member in held.members),
            help_text=_("One name a line."),
        )

    @property
    def class_rows(self) -> list[tuple[str, Any, Any]]:
        """The fields of the classes, for drawing."""
        return [(key, self[f"name_{key}"], self[f"weight_{key}"]) for key in CLASSES]

    @property
    def unit_rows(self) -> list[tuple[Any, list[tuple[str, Any]], Any]]:
        """The fields of the units, for drawing."""
        return [
            (held.unit, [(key, self[f"tickets_{held.pk}_{key}"]) for key in CLASSES],
             self[f"members_{held.pk}"])
            for held in self.held
        ]  # fmt: skip

    def clean(self) -> dict:
        """A class with tickets has a name and a weight."""
        given = super().clean()
        if (
            given.get("opens_at")
            and given.get("closes_at")
            and given["closes_at"] <= given["opens_at"]
        ):
            self.add_error("closes_at", gettext("The survey must close after it opens."))
        for key in CLASSES:
            used = any(given.get(f"tickets_{held.pk}_{key}") for held in self.held)
            if used and not given.get(f"name_{key}"):
                self.add_error(f"name_{key}", gettext("A class with tickets needs a name."))
        for held in self.held:
            names = lines_of(given.get(f"members_{held.pk}", ""))
            if len(names) > definitions.MOST_MEMBERS or len(set(names)) < len(names):
                self.add_error(f"members_{held.pk}", gettext("Name each member once, 40 at most."))
        return given

    def draft(self) -> SurveyDraft:
        """Return the survey with its scope changed."""
        given, survey = self.cleaned_data, self.record
        return SurveyDraft(
            definition=survey.definition,
            opens_at=given["opens_at"],
            closes_at=given["closes_at"],
            group_id=survey.group_id,
            minimum=given["minimum"],
            classes=[
                ClassDraft(key, given[f"name_{key}"], given.get(f"weight_{key}") or Decimal(0))
                for key in CLASSES
                if given[f"name_{key}"]
            ],
            units=[
                UnitDraft(
                    held.unit_id,
                    {key: given[f"tickets_{held.pk}_{key}"] or 0 for key in CLASSES},
                    lines_of(given[f"members_{held.pk}"]),
                )
                for held in self.held
            ],
            previous_id=survey.previous_id,
        )


class UnitForm(SurveyForm):
    """A unit that joins a running survey: its tickets by class, and its team's names where members are appraised."""

    unit = choices.RecordField("organization.unit", label=_("Unit"))

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        del self.fields["revision"]
        self.classes = list(self.record.classes.order_by("position", "pk"))
        for each in self.classes:
            self.fields[f"tickets_{each.key}"] = forms.IntegerField(
                label=_("Tickets of class %(key)s %(name)s") % {"key": each.key, "name": each.name},
                min_value=0,
                max_value=5000,
                required=False,
            )
        if self.record.asked.needs_members:
            self.fields["members"] = forms.CharField(
                label=_("Members of the team to be appraised"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": "4"}),
                help_text=_("One name a line. Left empty: the team as its postings name it today."),
            )

    def clean_members(self) -> list[str]:
        """Each member once."""
        names = lines_of(self.cleaned_data["members"])
        if len(names) > definitions.MOST_MEMBERS or len(set(names)) < len(names):
            raise ValidationError(gettext("Name each member once, 40 at most."))
        return names

    def draft(self) -> UnitDraft:
        """Return the unit with its tickets."""
        given = self.cleaned_data
        members = given.get("members") or team_of(given["unit"], self.user)
        tickets = {each.key: given[f"tickets_{each.key}"] or 0 for each in self.classes}
        return UnitDraft(given["unit"].pk, tickets, members)


class WordsForm(SurveyForm):
    """Title and introduction of a form."""

    title = forms.CharField(label=_("Title"), max_length=200)
    intro = forms.CharField(
        label=_("Introduction"), max_length=2000, required=False, widget=forms.Textarea
    )

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        for name in ("title", "intro"):
            self.fields[name].initial = self.record.definition.get(name, "")

    def definition(self) -> dict:
        """Return the changed definition."""
        return self.record.definition | {n: self.cleaned_data[n] for n in ("title", "intro")}


class SectionForm(SurveyForm):
    """A new section."""

    title = forms.CharField(label=_("Heading"), max_length=200, required=False)
    each = forms.BooleanField(label=_("asked once for each member of the team"), required=False)


class TemplateForm(SurveyForm):
    """The name under which a definition is kept as a template."""

    name = forms.CharField(label=_("Name"), max_length=200)


def team_of(unit: Unit, user: Any) -> list[str]:
    """Return the names of a unit's leadership team today, its head first."""
    today = clock.today()
    held = Posting.objects.visible_to(user).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=today),
        unit=unit,
        post__in=[Post.UNIT_HEAD, Post.TEAM_MEMBER],
        from_on__lte=today,
    )
    found = held.order_by("-post", "official__code").values_list("official__name", flat=True)
    return list(dict.fromkeys(found))


def read_file(file: Any) -> dict:
    """Read an exported template. Raises `ValidationError` in plain words."""
    if file is None:
        raise ValidationError(gettext("Choose the template file."))
    if file.size > LARGEST_FILE:
        raise ValidationError(gettext("The file is too large for a template."))
    try:
        raw = json.loads(file.read().decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ValidationError(
            gettext("The file is not a template that was exported here.")
        ) from None
    if not isinstance(raw, dict):
        raise ValidationError(gettext("The file is not a template that was exported here."))
    return raw


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
