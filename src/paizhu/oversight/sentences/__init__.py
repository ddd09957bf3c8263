"""The sentences of the oversight room's acts, as the trail reads them, noun by noun."""

from paizhu.oversight.sentences import activities, joint_work, notices, opinions, records

SENTENCES = (
    activities.SENTENCES
    | joint_work.SENTENCES
    | notices.SENTENCES
    | opinions.SENTENCES
    | records.SENTENCES
)
