"""Documents: files that people hang on records, checked on the way in and sealed at rest."""
