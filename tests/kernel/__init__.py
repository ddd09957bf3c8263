"""The kernel: acts, records, working days."""
