"""The `paizhu` command as a module, so that a benchmark can start it with its own Python."""

from paizhu.config.command import main

if __name__ == "__main__":
    main()
