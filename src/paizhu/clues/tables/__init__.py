"""How the lists of casework look."""

from paizhu.clues.tables.clues import CLUES
from paizhu.clues.tables.dossier import DOSSIERS
from paizhu.clues.tables.petitions import ANSWERS, PETITIONS, RESULTS, petitions_for
from paizhu.clues.tables.talks import TALKS

__all__ = ["ANSWERS", "CLUES", "DOSSIERS", "PETITIONS", "RESULTS", "TALKS", "petitions_for"]
