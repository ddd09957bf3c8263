"""Scripts for those who develop Paizhu; nothing here runs in an office."""
