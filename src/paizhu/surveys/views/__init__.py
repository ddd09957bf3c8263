"""Pages of the room: those of the office and the groups, and the public door."""
