"""How Paizhu is put together: environment, settings, addresses, server entry, the `paizhu` command."""
