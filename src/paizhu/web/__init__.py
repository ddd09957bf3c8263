"""Base pages, components and the one list page. No records live here."""
