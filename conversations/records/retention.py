"""How long each thing is kept: housekeeping goes by these numbers, and /privacy tells them."""

from datetime import timedelta

from conversations.records.lines_shown import REST

DAY = timedelta(days=1)
DRAFTS, INVITES, STRANGERS = DAY, DAY, DAY  # after the last touch, after they expired, after their last word
WITHDRAWN = DAY  # after a person has taken back that anything is kept; until then a yes brings it back
SEEN = timedelta(days=8)  # longer than Telegram repeats an update or counts on its numbers
SENT = timedelta(hours=48)  # as long as a message can be taken back
TENSION = timedelta(days=90)
SHARED = 30 * DAY  # what two people shared, after one of them has left; until then nobody can open it
KEEPS = (30, 90, 365)  # days, of which a person may choose one for their check-ins and cards
LINES = REST + 2 * DAY  # a local date may lie a day behind ours, and a conversation may pass midnight
CONSENTS = timedelta(days=3 * 365)  # after it was taken back (reliability 6.3)
