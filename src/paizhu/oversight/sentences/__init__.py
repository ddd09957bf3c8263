"""The sentences of the oversight room's acts, as the trail reads them, noun by noun."""

from paizhu.oversight.sentences import activities, notices, opinions

SENTENCES = activities.SENTENCES | notices.SENTENCES | opinions.SENTENCES
