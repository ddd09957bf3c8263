"""Tags of the organization's pages."""
