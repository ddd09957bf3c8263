"""Tags of casework's templates."""
