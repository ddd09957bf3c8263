"""Measure the daily work: each role's first screen among many matters, and notices sent by eight clients at once.

python -m benchmarks.daily_work [--matters 200000] [--only sqlite|postgresql] [--keep FOLDER]

1,000 units, 60 groups, `--matters` rectifications and notices, nearly all of them closed; JSON on standard output.
"""

from benchmarks import databases

if __name__ == "__main__":
    databases.run("benchmarks.daily_measure", "matters", 200_000, __doc__)
