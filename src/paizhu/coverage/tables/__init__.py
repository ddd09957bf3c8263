"""What the pages of coverage draw: tabs, tiles, the strip of units, the map's rows. No query is asked here."""
