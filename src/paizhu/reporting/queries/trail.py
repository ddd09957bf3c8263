"""The trail as people read it: a sentence for each record, changed fields by name, words for the filters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as acts
from paizhu.trail import queries as trail
from paizhu.trail.models import Event
from paizhu.web.components import Moment

NOTHING = "—"
CHANGES = "changes"
FIRST = "0" * 64
"""The hash before the first record of a chain."""


@dataclass(frozen=True)
class Change:
    """One changed field in words. `before` is a dash for a new record."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Broken:
    """A broken chain. `number`: the chain's; `is_there`: whether there is a record to look at."""

    chain: str
    number: int
    sequence: int
    reason: str
    is_there: bool


class _Words(dict):
    """What a sentence speaks of; a word that the record does not hold is a dash."""

    def __missing__(self, name: str) -> str:
        return NOTHING


class _Blank(dict):
    """Blanks for a sentence that stands for every record of its act."""

    def __missing__(self, name: str) -> str:
        return "" if name == "actor" else "…"


def story(event: Event) -> str:
    """Return what happened as a sentence in the reader's language; never fails, whatever the record holds."""
    values = _Words(
        (name, said(acts.words_of(event.act, name, value))) for name, value in event.detail.items()
    )
    values |= {"actor": event.actor_name, "subject": event.subject_label}
    sentence = acts.known_acts().get(event.act, _("%(actor)s: %(act)s, %(subject)s"))
    try:
        return str(sentence) % _Words(values | {"act": event.act})
    except (TypeError, ValueError, KeyError):
        return f"{event.actor_name}: {event.act}, {event.subject_label}"


def changes(event: Event) -> list[Change]:
    """Return the changed fields with their names and values in words."""
    found = event.detail.get(CHANGES)
    if not isinstance(found, dict):
        return []
    return [
        Change(field_label(event.subject_kind, name), *_both(event.subject_kind, name, pair))
        for name, pair in found.items()
    ]


def changes_in_words(event: Event) -> str:
    """Return the changed fields in one line, for a workbook."""
    return _("; ").join(f"{each.label}: {each.before} → {each.after}" for each in changes(event))


def particulars(event: Event) -> list[tuple[str, str]]:
    """Return the other details as pairs of name and value."""
    return [
        (field_label(event.subject_kind, name), said(acts.words_of(event.act, name, value)))
        for name, value in event.detail.items()
        if name != CHANGES
    ]


def said(value: Any, field: models.Field | None = None) -> str:
    """Return a value of the trail in words; codes of a field's closed list by their names."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _listed(f"{name}: {said(part)}" for name, part in value.items())
    if isinstance(value, list):
        return _listed(said(part, field) for part in value)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField) and (at := parse_datetime(str(value))):
        return _moment(at)
    return str(value)


def act_label(act: str) -> str:
    """Return the words for an act without its actor, from its sentence."""
    try:
        return (str(acts.sentence_of(act)) % _Blank()).strip(" .。，,")
    except (LookupError, TypeError, ValueError):
        return act


def act_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the acts by room, for a filter."""
    rooms: dict[str, list[tuple[str, str]]] = {}
    for act in acts.known_acts():
        rooms.setdefault(act.split(".")[0], []).append((act, act_label(act)))
    return [(_room(room), choices) for room, choices in sorted(rooms.items())]


def kind_label(kind: str) -> str:
    """Return the name of a kind of record such as `organization.unit`."""
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return kind


def kind_choices(chain: int) -> list[tuple[str, str]]:
    """Return the kinds of record that occur in a chain, for a filter."""
    return sorted(
        ((kind, kind_label(kind)) for kind in trail.kinds(chain)), key=lambda kind: kind[1]
    )


def field_label(kind: str, name: str) -> str:
    """Return the name of a field of a kind of record; failing that, of its room's; failing that, the word itself."""
    field = _field(kind, name)
    if field is not None:
        return capfirst(str(field.verbose_name))
    for model in _models(kind):
        if name in (model._meta.model_name, f"{model._meta.model_name}s"):
            return capfirst(str(model._meta.verbose_name))
    return capfirst(name.replace("_", " "))


def neighbours(event: Event, user: Viewer) -> tuple[Event | None, Event | None]:
    """Return the records before and after one in its chain."""
    near = {
        each.pk: each
        for each in Event.objects.visible_to(user).filter(pk__in=(event.pk - 1, event.pk + 1))
    }
    return near.get(event.pk - 1), near.get(event.pk + 1)


def latest(user: Viewer, *wanted: str, limit: int = 20) -> list[Event]:
    """Return the newest records of acts on the own chain, such as the heads taken and the checks made."""
    own = Event.objects.visible_to(user).filter(chain=user.commission_id, act__in=wanted)
    return list(own.order_by("-at", "-pk")[:limit])


def head_is_due(user: Viewer) -> bool:
    """Tell whether no head was taken today, though something happened since the last one."""
    last = latest(user, "trail.heads_taken", limit=1)
    return not last or timezone.localdate(last[0].at) < timezone.localdate()


def heads_in(event: Event, commission: Commission) -> list[trail.Head]:
    """Return the heads that a record says were taken, as they were on that day."""
    names = {commission.pk: (commission.code, commission.name)}
    return [
        replace(
            head,
            commission_code=names.get(head.chain, ("", ""))[0],
            commission_name=names.get(head.chain, ("", _("Installation")))[1],
            taken_at=event.at,
        )
        for head in trail.read_heads("\n".join(event.detail["heads"]))
    ]


def facts(event: Event) -> list[tuple[str, Any]]:
    """Return who, when and about what, as pairs of name and value."""
    at = timezone.localtime(event.at)
    return [
        (_("Time"), f"{at:%Y-%m-%d %H:%M:%S}.{at.microsecond:06}"),
        (_("Actor"), event.actor_name),
        (_("Account's number"), _("command line") if event.actor_id is None else event.actor_id),
        (_("Kind of record"), kind_label(event.subject_kind)),
        (_("Subject"), event.subject_label),
        (_("Record's number"), event.subject_id),
        (_("Act's code"), event.act),
        (_("Chain"), chain_label(event.chain)),
    ]


def fits(event: Event, before: Event | None) -> bool:
    """Tell whether the record's hash is that of its contents and it follows the record before."""
    follows = event.previous_hash == (before.hash if before else FIRST)
    return follows and event.computed_hash(event.previous_hash) == event.hash


def hashed(event: Event) -> str:
    """Return the very text whose SM3 is the record's hash."""
    return event.text_hashed(event.previous_hash).decode()


def faults(found: trail.Verification, user: Viewer) -> list[Broken]:
    """Return each broken chain with its first fault."""
    there = Event.objects.visible_to(user)
    return [
        Broken(
            chain=chain_label(finding.chain),
            number=finding.chain,
            sequence=finding.sequence,
            reason=finding.as_json()["reason"],
            is_there=there.filter(chain=finding.chain, sequence=finding.sequence).exists(),
        )
        for finding in found.findings
    ]


def chain_label(chain: int) -> str:
    """Return the name of a chain among the two that an auditor reads."""
    return _("of the commission") if chain else _("of the installation")


def moments(events: list[Event]) -> list[Moment]:
    """Return records as lines of a timeline, each with the fields that it changed."""
    return [
        Moment(timezone.localtime(event.at), story(event), text=changes_in_words(event))
        for event in events
    ]


def _both(kind: str, name: str, pair: Any) -> tuple[str, str]:
    field = _field(kind, name)
    before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
    return said(before, field), said(after, field)


def _room(name: str) -> str:
    try:
        return str(apps.get_app_config(name).verbose_name)
    except LookupError:
        return name


@cache
def _field(kind: str, name: str) -> models.Field | None:
    """The field of the kind of record; failing that, of the first record of its room that has one so named."""
    for model in _models(kind):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field):
            return field
    return None


@cache
def _models(kind: str) -> tuple[type[models.Model], ...]:
    room, _dot, own = kind.partition(".")
    try:
        found = list(apps.get_app_config(room).get_models())
    except LookupError:
        return ()
    return tuple(sorted(found, key=lambda model: model._meta.model_name != own))


def _listed(parts: Iterator[str]) -> str:
    return _(", ").join(parts)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at) if timezone.is_aware(at) else at:%Y-%m-%d %H:%M}"
