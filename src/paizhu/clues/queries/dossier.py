"""The dossier of an official (廉政档案), read from the records that feed it (2019 rules, art. 17).

Whom a clue or a talk is about lies sealed; it is found through the keyed digest of the official's id. Each part
starts at `visible_to`: nobody reads here what he could not read where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from paizhu.clues.models import (
    READS_ALL,
    Clue,
    Delegation,
    DossierItem,
    DossierPart,
    Explanation,
    Letter,
    Report,
    SpotCheck,
    Talk,
    Trial,
)
from paizhu.clues.models.wall import digests_of, wall_of
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Posting, RecusalGround, Unit
from paizhu.rulebook import queries as rulebook
from paizhu.sealing import finding


@dataclass(frozen=True)
class Entry:
    """One line of a dossier. `url`: where it stands, for who may open it."""

    on: date | None
    title: Any
    text: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a dossier, as the rules of today name it."""

    key: str
    title: Any
    entries: tuple[Entry, ...]


def officials_for(user: Viewer, on: date) -> QuerySet[Official]:
    """Return whose dossiers the person may open: all for who decides, his units' leaderships for a group's leader.

    Never his own nor a relative's, and never those of a unit where he resides or belongs. The units are read when it is called:
    five selections one within the other are more than a database may find its way through.
    """
    everybody = Official.objects.of(user.commission_id)
    powers = user.powers
    if not powers.commission_posts & READS_ALL:
        wall = wall_of(user)
        units = Unit.objects.of(user.commission_id).linked_to(powers.led_groups, on)
        led = set(units.values_list("pk", flat=True)) - wall.units - wall.former
        posted = Posting.objects.of(user.commission_id).in_force(on).filter(unit__in=led)
        everybody = everybody.filter(pk__in=posted.values("official_id"))
    return everybody.exclude(pk__in=kin_of(user))


def kin_of(user: Viewer) -> set[int]:
    """Return the person himself and his relatives on record; one query."""
    persons, own = wall_of(user).persons, getattr(user, "official_id", None)
    if own is None:
        return set()
    ties = RecusalGround.objects.of(user.commission_id).filter(relative__isnull=False)
    pairs = ties.filter(Q(official=own) | Q(relative=own)).values_list("official_id", "relative_id")
    known = {own, *(key for pair in pairs for key in pair)}
    return {key for key in known if digests_of({key}) & persons}


def parts_of(official: Official, user: Viewer, on: date) -> list[Part]:
    """Return the dossier in its parts; thirteen queries, however much is in it."""
    clues = list(
        Clue.objects.visible_to(user).filter(**about(Clue, official)).select_related("group")
    )
    items = list(DossierItem.objects.visible_to(user).filter(**about(DossierItem, official)))
    gathered = {
        "appointments": _appointments(official, on),
        "clues": [_clue(clue) for clue in clues],
        "casework": _casework(official, clues, user),
        "opinions": [],
        "other": [],
    }
    for item in items:
        gathered[item.part].append(Entry(item.on, item.get_part_display(), item.text))
    titles = _titles(on)
    return [Part(key, titles[key], tuple(entries)) for key, entries in gathered.items()]


def about(model: type, official: Official) -> dict[str, list[str]]:
    """Return the filter that finds the records about an official by the keyed digest of his id."""
    return finding(model, "official_index", str(official.pk))


def _titles(on: date) -> dict[str, Any]:
    """Return the parts' names in the rule pack of the day, or as they first were written down."""
    try:
        listed = rulebook.closed_list("dossier_contents", on=on)
    except rulebook.NotKnownThen:
        return {
            "appointments": DossierPart.APPOINTMENT.label,
            "clues": _("Clues and dispositions"),
            "casework": _("Material of inquiries and verifications"),
            "opinions": DossierPart.OPINION.label,
            "other": DossierPart.OTHER.label,
        }
    return {item.key: item.label for item in listed.items}


def _appointments(official: Official, on: date) -> list[Entry]:
    held = Posting.objects.of(official.commission_id).filter(official=official)
    held = held.select_related("unit", "resident_group", "composite_group").order_by(
        "-from_on", "-pk"
    )
    return [
        Entry(
            posting.from_on,
            f"{posting.place or official.commission} · {posting.get_post_display()}",
            _("until %(day)s") % {"day": posting.until_on.isoformat()} if posting.until_on else "",
        )
        for posting in held
    ]


def _clue(clue: Clue) -> Entry:
    ways = [clue.get_disposition_display(), clue.get_conclusion_display()]
    return Entry(
        clue.received_on,
        f"{clue.code} · {clue.get_state_display()}",
        " → ".join(str(way) for way in ways if way),
        clue.get_absolute_url(),
    )


def _casework(official: Official, clues: list[Clue], user: Viewer) -> list[Entry]:
    by_id = {clue.pk: clue for clue in clues}
    letters = Letter.objects.visible_to(user).filter(clue__in=by_id)
    reports = Report.objects.visible_to(user).filter(clue__in=by_id)
    seen = Talk.objects.visible_to(user)
    talks = {talk.pk: talk for talk in seen.filter(clue__in=by_id).defer("transcript")}
    talks |= {talk.pk: talk for talk in seen.filter(**about(Talk, official)).defer("transcript")}
    entries = [
        *(_letter(letter, by_id[letter.clue_id]) for letter in letters),
        *(_report(report, by_id[report.clue_id]) for report in reports),
        *_after(by_id, user),
        *(
            Entry(
                talk.held_on,
                f"{talk.code} · {talk.get_kind_display()}",
                talk.outcome,
                talk.get_absolute_url(),
            )
            for talk in talks.values()
        ),
    ]
    return sorted(entries, key=lambda entry: entry.on or date.min, reverse=True)


def _after(by_id: dict[int, Clue], user: Viewer) -> Iterator[Entry]:
    """Yield delegated talks, spot checks, explanations at meetings, and what became of cases; four queries."""
    mine = {"clue__in": by_id}
    sources = (
        (Delegation, {"held_on__isnull": False}, "held_on", _("Delegated talk, %(code)s")),
        (SpotCheck, {"checked_on__isnull": False}, "checked_on", _("Spot check, %(code)s")),
        (Explanation, {}, "on", _("Explanation at a meeting on party life, %(code)s")),
        (Trial, {"decided_on__isnull": False}, "decided_on", _("Outcome of the case %(code)s")),
    )
    for model, ready, day, title in sources:
        for record in model.objects.visible_to(user).filter(**mine, **ready):
            clue = by_id[record.clue_id]
            said = record.get_outcome_display() if isinstance(record, Trial) else ""
            on, words = getattr(record, day), title % {"code": clue.code}
            yield Entry(on, words, said, clue.get_absolute_url())


def _letter(letter: Letter, clue: Clue) -> Entry:
    title = _("Letter of inquiry to %(code)s") % {"code": clue.code}
    replied = (
        _("replied on %(day)s") % {"day": letter.replied_on.isoformat()}
        if letter.replied_on
        else ""
    )
    return Entry(letter.sent_on, title, replied, clue.get_absolute_url())


def _report(report: Report, clue: Clue) -> Entry:
    words = (
        _("Report of a verification, %(code)s")
        if report.is_verification
        else _("Report of an inquiry, %(code)s")
    )
    return Entry(
        report.written_on,
        words % {"code": clue.code},
        report.get_state_display(),
        clue.get_absolute_url(),
    )
