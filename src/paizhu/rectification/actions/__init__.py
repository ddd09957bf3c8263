"""What is done with rectifications, one noun a module.

`issue` and `take_in` make them; `on_step` is where the room that issued them asks to be told of every step.
"""

from paizhu.rectification.actions.following import on_step
from paizhu.rectification.actions.issuing import issue
from paizhu.rectification.actions.taking_in import take_in

__all__ = ["issue", "on_step", "take_in"]
