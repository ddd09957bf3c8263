"""What the invented records say: pieces of sober prose that are put together, never twice the same way.

`{unit}` is the unit's short name, `{item}` one of its pieces of business, `{topic}` the matter at hand.
"""
