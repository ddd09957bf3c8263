"""How numbers and days are written, by language; Django reads these beside its own."""
