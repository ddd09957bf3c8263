"""The overview's pieces: tabs between the pages of coverage, tiles, the strip of all units by sector."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.coverage import rules
from paizhu.coverage.queries import Attention, Coverage, GroupCoverage, Heads, Person, UnitCoverage
from paizhu.coverage.states import Concern, Cover
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.web.components import Empty, Tab, Tile, Tone

SQUARE = '<a class="square square-{}{}" href="{}" title="{}" aria-label="{}">{}</a>'

PLACEHOLDER = 987_654_321
NOTHING = Empty(
    gettext_lazy("No unit is recorded here yet."),
    hint=gettext_lazy("Coverage shows as soon as units, groups and postings are recorded."),
    icon="sitemap",
)


def tabs(user: Viewer, current: str, on: date | None = None) -> list[Tab]:
    """Return the pages of coverage that the user may open; the day goes along where it matters."""
    pages = [
        ("overview", _("Overview")),
        ("map", _("Coverage map")),
        ("blind_spots", _("Blind spots")),
    ]
    if allowed(rules.check_can_see_balance, user):
        pages.append(("balance", _("Balance")))
    day = f"?on={on.isoformat()}" if on else ""
    return [
        Tab(title, reverse(f"coverage:{page}") + ("" if page == "map" else day), page == current)
        for page, title in pages
    ]


def tiles(coverage: Coverage) -> list[Tile]:
    """Return the day's counts; each leads to the units it counts."""
    whole = len(coverage.units)
    of_all = _("of %(units)s units") % {"units": whole}

    def tile(label: Any, value: int, query: str, *, tone: Tone = Tone.NEUTRAL) -> Tile:
        return Tile(label, value, _address(coverage.on, query), note=of_all, tone=tone)

    missing = len(coverage.uncovered)
    return [
        tile(
            _("Covered"),
            coverage.covered,
            "is=covered",
            tone=Tone.NEUTRAL if missing else Tone.GREEN,
        ),
        tile(_("Supervised from outside"), coverage.cross_body, "is=cross_body"),
        tile(_("Supervised from inside"), coverage.same_body, "is=same_body"),
        tile(_("From inside and outside"), coverage.both, "is=both"),
        tile(_("Not covered"), missing, "is=uncovered", tone=Tone.RED if missing else Tone.NEUTRAL),
        Tile(
            _("Key units covered twice"),
            len(coverage.key_units) - len(coverage.key_gaps),
            _address(coverage.on, "is=key"),
            note=_("of %(units)s key units") % {"units": len(coverage.key_units)},
            tone=Tone.YELLOW if coverage.key_gaps else Tone.NEUTRAL,
        ),
    ]


def _address(on: date, query: str) -> str:
    return f"{reverse('coverage:overview')}?on={on.isoformat()}&{query}#units"


CHOICES: Mapping[str, Callable[[UnitCoverage], Any]] = {
    "all": lambda unit: True,
    "covered": lambda unit: unit.cover is not Cover.UNCOVERED,
    "cross_body": lambda unit: unit.is_cross_body,
    "same_body": lambda unit: unit.is_same_body,
    "both": lambda unit: unit.cover is Cover.BOTH,
    "uncovered": lambda unit: unit.cover is Cover.UNCOVERED,
    "key": lambda unit: unit.is_key,
    "key_gap": lambda unit: unit.is_key_gap,
    "blind": lambda unit: unit.blind,
}


@dataclass(frozen=True)
class Choice:
    """Which units the address asks to name: by state (`is`), by group, sector or unit (ids)."""

    which: str = ""
    group: int | None = None
    sector: int | None = None
    unit: int | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Choice":
        """Read the address; nonsense counts as not asked."""
        ids = {name: given.get(name, "") for name in ("group", "sector", "unit")}
        which = given.get("is", "")
        return cls(
            which if which in CHOICES else "",
            **{name: int(key) if key.isdecimal() else None for name, key in ids.items()},
        )

    def units(self, coverage: Coverage) -> tuple[UnitCoverage, ...] | None:
        """Return the units asked for, or None where nothing was asked."""
        if self == Choice():
            return None
        fits = CHOICES.get(self.which, CHOICES["all"])
        return tuple(unit for unit in coverage.units if fits(unit) and self._concerns(unit))

    def _concerns(self, unit: UnitCoverage) -> bool:
        return (
            (self.group is None or self.group in unit.groups)
            and (self.sector is None or self.sector == unit.sector)
            and (self.unit is None or self.unit == unit.pk)
        )

    @property
    def title(self) -> str:
        """Name the list."""
        titles = {
            "covered": _("Units covered"),
            "cross_body": _("Units supervised from outside"),
            "same_body": _("Units supervised from inside"),
            "both": _("Units covered from inside and outside"),
            "uncovered": _("Units not covered"),
            "key": _("Key units"),
            "key_gap": _("Key units not covered twice"),
            "blind": _("Units without a supervisor from outside"),
        }
        return titles.get(self.which, _("Units"))


def unit_pages() -> str:
    """Return the address of a unit's page with `{}` for its id, so that a thousand are not resolved one by one."""
    return reverse("organization:unit", args=[PLACEHOLDER]).replace(str(PLACEHOLDER), "{}")


def strip(units: Iterable[UnitCoverage]) -> SafeString:
    """Draw a square for each unit, in words as well as in colour; it leads to the unit's page."""
    page = unit_pages()
    labels = {cover: str(cover.label) for cover in Cover}
    letters = {cover: str(cover.letter) for cover in Cover}
    told, told_key = _("%(unit)s: %(state)s"), _("%(unit)s (key unit): %(state)s")
    return format_html_join(
        "",
        SQUARE,
        (
            (
                unit.cover.value,
                " square-key" if unit.is_key else "",
                page.format(unit.pk),
                words := (told_key if unit.is_key else told)
                % {"unit": unit.name, "state": labels[unit.cover]},
                words,
                letters[unit.cover],
            )
            for unit in units
        ),
    )


@dataclass(frozen=True)
class GroupLine:
    """One composite group in the overview's table."""

    group: GroupCoverage
    leaders: list[Person]
    liaisons: list[Person]
    units: tuple[UnitCoverage, ...]
    on: date

    def _address(self, which: str = "") -> str:
        return _address(self.on, f"group={self.group.pk}{which}")

    @property
    def addresses(self) -> dict[str, str]:
        """Where the units behind each number are named."""
        return {
            "units": self._address(),
            "from_outside": self._address("&is=cross_body"),
            "both": self._address("&is=both"),
            "blind": self._address("&is=blind"),
        }

    @property
    def from_outside(self) -> int:
        """Its units that somebody not resident there supervises."""
        return sum(unit.is_cross_body for unit in self.units)

    @property
    def both(self) -> int:
        """Its units that a resident supervises as well."""
        return sum(unit.cover is Cover.BOTH for unit in self.units)

    @property
    def blind(self) -> int:
        """Its units that nobody supervises from outside."""
        return len(self.units) - self.from_outside


def group_lines(coverage: Coverage, heads: Heads) -> list[GroupLine]:
    """Return the table's lines in the order of codes."""
    return [
        GroupLine(
            group,
            heads[group.pk][Post.LEADER],
            heads[group.pk][Post.LIAISON],
            coverage.units_of(group),
            coverage.on,
        )
        for group in coverage.groups
    ]


@dataclass(frozen=True)
class SectorLine:
    """One sector of the strip; `name` is empty for units in no sector."""

    name: str
    units: int
    squares: SafeString


def sector_lines(coverage: Coverage, of: Collection[int] | None = None) -> list[SectorLine]:
    """Return the strip, sector by sector; of some units only where their ids are given."""
    lines = []
    for _sector, name, units in coverage.by_sector:
        drawn = [unit for unit in units if of is None or unit.pk in of]
        if drawn:
            lines.append(SectorLine(name, len(drawn), strip(drawn)))
    return lines


@dataclass(frozen=True)
class UnitLine:
    """One unit in a list of chosen ones, with the people who supervise it as far as the user may see them."""

    unit: UnitCoverage
    sector: str
    residents: list[Person]
    supervisors: list[Person]


def unit_lines(
    coverage: Coverage, units: Iterable[UnitCoverage], people: Mapping[int, Person]
) -> list[UnitLine]:
    """Return the list's lines; `people` are named in their own order."""
    return [
        UnitLine(
            unit,
            coverage.sectors.get(unit.sector, ""),
            [person for pk, person in people.items() if pk in unit.residents],
            [person for pk, person in people.items() if pk in unit.supervisors],
        )
        for unit in units
    ]


@dataclass(frozen=True)
class AttentionLine:
    """One kind of concern with the places to put in order."""

    concern: Concern
    places: tuple[tuple[str, str], ...]


def attention_lines(found: Iterable[Attention]) -> list[AttentionLine]:
    """Group what asks for attention by its kind; each place as (name, address)."""
    lines: dict[Concern, list[tuple[str, str]]] = {}
    for one in found:
        lines.setdefault(one.concern, []).append((one.name, _place(one)))
    return [AttentionLine(concern, tuple(places)) for concern, places in lines.items()]


def _place(one: Attention) -> str:
    if one.concern is Concern.NO_GROUP:
        return f"{reverse('organization:units')}?sector={one.subject}"
    page = "unit" if one.concern in (Concern.NO_SECTOR, Concern.KEY_GAP) else "group"
    return reverse(f"organization:{page}", args=[one.subject])
