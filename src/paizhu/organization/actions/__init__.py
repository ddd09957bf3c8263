"""What is done to the structure, one noun a module: `commissions`, `sectors`, `units`, `groups`, `people`, `recusals`.

`structure_changed` is where upper rooms ask to be told when capacities may have changed.
"""

from paizhu.organization.actions import changes as structure_changed

__all__ = ["structure_changed"]
