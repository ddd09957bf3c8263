"""The sentences of casework's acts, as the trail reads them, noun by noun. None of them has content or a name of who is concerned."""

from paizhu.clues.sentences import batches, handling, keys, looking, petitions, verifying

SENTENCES = (
    batches.SENTENCES
    | handling.SENTENCES
    | keys.SENTENCES
    | looking.SENTENCES
    | petitions.SENTENCES
    | verifying.SENTENCES
)
