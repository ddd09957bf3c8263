"""Pages of coverage: the day's overview, the year's map, blind spots, the balance of the reform."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.coverage import queries, rules
from paizhu.coverage.states import Cover
from paizhu.coverage.tables import map as drawing
from paizhu.coverage.tables import overview as tables
from paizhu.coverage.tables import spots
from paizhu.kernel import clock
from paizhu.organization import queries as organization
from paizhu.web import dates


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show who is covered on a day, by sector and by group, and what to put in order."""
    user = request.user
    rules.check_can_see_coverage(user)
    on = dates.day(request.GET, "on", clock.today())
    coverage = queries.coverage_on(user.commission_id, on, user)
    heads = queries.heads_of(user, on)
    context = {
        "title": _("Coverage"),
        "lead": _("Who supervises whom, from the postings in force on the day."),
        "tabs": tables.tabs(user, "overview", on),
        "coverage": coverage,
        "covers": Cover,
        "nothing": tables.NOTHING,
        "tiles": tables.tiles(coverage),
        "sectors": tables.sector_lines(coverage),
        "groups": tables.group_lines(coverage, heads),
        "attention": tables.attention_lines(queries.attention(coverage, heads)),
        **_chosen(request, coverage),
    }
    return render(request, "coverage/overview.html", context)


def _chosen(request: HttpRequest, coverage: queries.Coverage) -> dict:
    """The units behind a number that was followed, with their people's names."""
    choice = tables.Choice.of(request.GET)
    units = choice.units(coverage)
    if units is None:
        return {"chosen": None}
    wanted = {pk for unit in units for pk in unit.residents | unit.supervisors}
    lines = tables.unit_lines(coverage, units, queries.people(request.user, wanted))
    return {"chosen": lines, "chosen_title": choice.title}


@require_safe
def blind_spots(request: HttpRequest) -> HttpResponse:
    """List units that nobody supervises from outside, and units where nothing was done for too long."""
    user = request.user
    rules.check_can_see_coverage(user)
    on = dates.day(request.GET, "on", clock.today())
    coverage = queries.coverage_on(user.commission_id, on, user)
    limit = queries.silence_limit(user.commission, on)
    last = queries.last_acts(user, on)
    context = {
        "title": _("Blind spots"),
        "lead": _(
            "Units without a supervisor from outside, and units where nothing was done for too long."
        ),
        "tabs": tables.tabs(user, "blind_spots", on),
        "coverage": coverage,
        "limit": limit,
        "tiles": spots.tiles(coverage, queries.silent_units(coverage, last, limit), limit),
        "blind": spots.lines(coverage, coverage.blind_spots, last),
        "silent": spots.silent_lines(coverage, queries.silent_units(coverage, last, limit)),
        "gaps": spots.lines(coverage, coverage.key_gaps, last),
    }
    return render(request, "coverage/blind_spots.html", context)


@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    """Prove that the reform added no institution, no post and nobody; made to be printed."""
    user = request.user
    rules.check_can_see_balance(user)
    on = dates.day(request.GET, "on", clock.today())
    structure = organization.structure_of(user.commission_id)
    coverage = queries.coverage_on(user.commission_id, on, user, structure=structure)
    context = {
        "title": _("Balance of the reform"),
        "lead": _("Institutions, posts and people before and after, counted from the postings."),
        "tabs": tables.tabs(user, "balance", on),
        "balance": queries.balance_of(coverage, structure, user.commission),
        "coverage": coverage,
    }
    return render(request, "coverage/balance.html", context)


@require_safe
def year_map(request: HttpRequest) -> HttpResponse:
    """Draw units by months of a year; one sector's rows alone where htmx asks for them."""
    user, today = request.user, clock.today()
    rules.check_can_see_coverage(user)
    asked = drawing.Asked.of(request.GET, today)
    city = queries.city_map(user, asked.year, today, is_shown=asked.shows, is_open=asked.opens)
    sectors = drawing.sector_rows(city, asked)
    if request.htmx and sectors and request.htmx.target == f"sector-{sectors[0].key}":
        return render(request, "coverage/map_sector.html", {"sector": sectors[0]})
    context = {
        "title": _("Coverage map of %(year)s") % {"year": asked.year},
        "lead": _("What was done at each unit in each month, from inside and from outside."),
        "tabs": tables.tabs(user, "map"),
        "asked": asked,
        "sectors": sectors,
        "months": drawing.month_names(asked.year),
        "ways": drawing.ways(asked, queries.years_with_acts(user, today)),
        "nothing": tables.NOTHING,
    }
    return render(request, "coverage/map.html", context)
