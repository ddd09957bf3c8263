"""The forms of the structure, one noun a module: `structure` (units, sectors, groups), `people`, `postings`."""
