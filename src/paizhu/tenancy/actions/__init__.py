"""What the acts of all rooms share about a commission's records: numbers without gaps, batches by code."""
