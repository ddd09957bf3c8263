"""Pages of the access room: the administrators' (`accounts`) and everybody's own (`own`)."""
