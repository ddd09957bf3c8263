"""The sentences of the planning room's acts, as the trail reads them, noun by noun."""

from paizhu.planning.sentences import arrangements, convenings, plans

SENTENCES = plans.SENTENCES | arrangements.SENTENCES | convenings.SENTENCES
