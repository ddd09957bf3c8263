"""How the lists of casework look."""

from paizhu.clues.tables.clues import CLUES
from paizhu.clues.tables.dossier import DOSSIERS
from paizhu.clues.tables.petitions import PETITIONS
from paizhu.clues.tables.talks import TALKS

__all__ = ["CLUES", "DOSSIERS", "PETITIONS", "TALKS"]
