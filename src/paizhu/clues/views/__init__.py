"""Pages of casework, one noun a module. Every page of a record leaves a trace before it is shown."""
