"""Tags of the web room; built in, so no template loads them."""
