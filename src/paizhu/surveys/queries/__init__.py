"""Shaped reads: templates that come with the product, the public door's lookup, tallies, similar texts."""
