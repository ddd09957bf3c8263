"""Speed and size, measured and printed as JSON; never asserted in a timed test (machines are noisy).

`python -m benchmarks DATABASE …` runs them; see docs/performance.md for what was found.
"""
