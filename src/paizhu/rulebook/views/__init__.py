"""Pages of the rulebook: the packs, a commission's own values, the working calendar."""
