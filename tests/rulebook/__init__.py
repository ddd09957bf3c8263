"""The rule packs, a commission's own values, and the working calendar."""
