"""Run the benchmarks on SQLite and on a PostgreSQL of their own; JSON on standard output.

python -m benchmarks [--activities 1000000] [--only sqlite|postgresql] [--keep FOLDER]
"""

from benchmarks import databases

if __name__ == "__main__":
    databases.run("benchmarks.measure", "activities", 1_000_000, __doc__)
