"""What coverage does: it tells the offices what concerns them. It changes no record of its own."""
