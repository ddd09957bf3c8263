"""Pages of the exchange room (`pages`), and what they are made of (`parts`)."""
