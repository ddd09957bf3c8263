"""The lists of the structure, one noun a module: `units` (and sectors), `groups`, `people`."""
