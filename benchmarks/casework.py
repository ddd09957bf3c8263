"""Measure casework among 100,000 clues of 60 groups: the ledger, search by name and in sealed text, one clue, what is due, first pages.

python -m benchmarks.casework [--clues 100000] [--only sqlite|postgresql] [--keep FOLDER]

JSON on standard output.
"""

from benchmarks import databases

if __name__ == "__main__":
    databases.run("benchmarks.casework_measure", "clues", 100_000, __doc__)
