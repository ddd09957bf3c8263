"""Who covers whom on a day: blind spots, balance of posts, the coverage map. Reads only; figures are `reporting`."""
