"""Who looks: the shape every user has for the rooms, whether a person signed in or the command line.

The powers themselves are computed from postings in `organization`; the kernel only names the shape.
"""

from typing import Any, Protocol


class Viewer(Protocol):
    """Anybody on whose behalf records are read or acts are done.

    `commission_id`: the tenant, or None for nobody's user. `powers`: what the postings in force give
    (`organization.states.Powers`). `trail_name`: how the trail names the actor.
    """

    pk: int | None
    commission_id: int | None

    @property
    def powers(self) -> Any: ...

    @property
    def trail_name(self) -> str: ...
