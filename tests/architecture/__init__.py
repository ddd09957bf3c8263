"""The house itself: storeys, front doors, ceilings, complete migrations and catalogues."""
