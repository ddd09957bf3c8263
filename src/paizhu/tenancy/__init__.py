"""The tenant: the commission whose records these are, and the base that every record of it stands on.

Below trail and rulebook, because they too keep their records per commission.
"""
