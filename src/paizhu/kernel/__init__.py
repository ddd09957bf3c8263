"""What every room stands on: acts, refusals, record keeping, working days, registries, protected values.

No domain lives here and no table: nothing in the kernel knows what a unit or a group is.
"""
