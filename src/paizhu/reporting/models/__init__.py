"""The few records of reporting: what was handed in as it stood then, and who has read it."""

from paizhu.reporting.models.summaries import Summary, SummaryReading

__all__ = ["Summary", "SummaryReading"]
