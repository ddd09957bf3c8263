"""The records of exchange: imports in the browser, and the addresses of calendar feeds."""

from paizhu.exchange.models.feeds import FeedAddress
from paizhu.exchange.models.imports import ImportRun

__all__ = ["FeedAddress", "ImportRun"]
