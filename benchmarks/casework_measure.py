"""What is measured of casework; runs inside one prepared environment (see `casework`), prints one JSON document."""

import json
import sys
import time
from contextlib import redirect_stdout
from urllib.parse import quote

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks import casework_matters, large_city, measure  # noqa: E402
from paizhu.access.models import User  # noqa: E402
from paizhu.clues.models import Clue, ClueWord  # noqa: E402
from paizhu.config.command.serve import prepare_static  # noqa: E402
from paizhu.tenancy.models import Commission  # noqa: E402

READERS = ("cases", "secretary", "leader")


def pages(commission: Commission) -> dict:
    """The ledger at both ends, its searches, clues with an empty and a full file, what is due, first pages: time and number of queries."""
    ledger = reverse("clues:clues")
    found = {}
    for who in READERS:
        user = User.objects.get(username=f"large-{who}")
        client = Client()
        client.force_login(user)
        clue, full = Clue.objects.visible_to(user).order_by("pk")[:2]
        casework_matters.fill(full)
        name = Clue.objects.visible_to(user).order_by("-pk").first().person_name
        rare, common = casework_matters.RARE
        addresses = {
            "ledger": ledger,
            "ledger, last page": f"{ledger}?last=1",
            "by number": f"{ledger}?q={clue.code}",
            "by name of the person": f"{ledger}?q={quote(name)}",
            "two-character name in the text": f"{ledger}?q={quote(rare)}",
            "word in many texts": f"{ledger}?q={quote(common)}",
            "two words": f"{ledger}?q={quote('公车私用 财务科')}",
            "one clue": clue.get_absolute_url(),
            "one clue with a full file": full.get_absolute_url(),
            "what is due": reverse("clues:clues_due"),
            "first page": reverse("reporting:home"),
        }
        found[who] = {label: measure.page(client, address) for label, address in addresses.items()}
    return found


def main() -> None:
    """Make the clues where they are missing, measure, print."""
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        prepare_static()
        wanted, start = int(sys.argv[1]), time.perf_counter()
        commission = Commission.objects.filter(code="LARGE").first()
        commission = commission or casework_matters.make(wanted)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        document = {
            "database": connection.vendor,
            "measured_on": large_city.made_at(),
            "clues": Clue.objects.of(commission).count(),
            "digests": ClueWord.objects.count(),
            "made_in_seconds": round(time.perf_counter() - start, 1),
            "pages": pages(commission),
        }
    print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
