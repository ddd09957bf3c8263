"""Build hook: the package's dependencies are the lines of requirements/run.in, kept in one place."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

BUILD_ONLY = ("hatchling", "editables")


class CustomMetadataHook(MetadataHookInterface):
    """Reads the runtime requirements; the lock with hashes stays the authority at installation."""

    def update(self, metadata):
        lines = Path(self.root, "requirements", "run.in").read_text(encoding="utf-8").splitlines()
        wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        metadata["dependencies"] = [line for line in wanted if not line.startswith(BUILD_ONLY)]
