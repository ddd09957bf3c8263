"""The page of a letter of the ladder, drafted from the matter, as it is printed and sealed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.rectification import rules
from paizhu.rectification.queries import letters
from paizhu.rectification.views import parts


@require_safe
def letter(request: HttpRequest, pk: int, letter: str) -> HttpResponse:
    """Show a letter that the ladder has reached."""
    record = parts.found(request, pk)
    rules.check_can_see_letter(request.user, record, letter)
    reached = letters.letters_of(record, clock.today())
    found = next((each for each in reached if each.key == letter), None)
    if found is None:
        raise Http404
    first, last = letters.paragraphs(record, found)
    context = {
        "title": found.title,
        "record": record,
        "letter": found,
        "earlier": [each for each in reached if each.rung.number < found.rung.number],
        "first": first,
        "last": last,
        "crumbs": parts.crumbs((record.code, record.get_absolute_url()), (found.title, "")),
    }
    return render(request, "rectification/letter.html", context)
