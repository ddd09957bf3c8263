"""The sentences of casework's acts, as the trail reads them, noun by noun. None of them has content or a name of who is concerned."""

from paizhu.clues.sentences import batches, keys, looking

SENTENCES = batches.SENTENCES | keys.SENTENCES | looking.SENTENCES
