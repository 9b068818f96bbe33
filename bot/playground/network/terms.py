"""The names of what may be done in a group, and the terms on which somebody is in it."""

from __future__ import annotations

from dataclasses import dataclass

# What an admin of a group may be given, as Telegram names it.
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
    "can_send_welcome_messages",  # since Bot API 10.3
)
ONLY_IN_GROUPS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
ONLY_IN_CHANNELS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")

# What everybody may be allowed, or one person denied.
MEDIA = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
)
PERMISSIONS = (
    "can_send_messages",
    *MEDIA,
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
EVERY_PERMISSION = frozenset(PERMISSIONS)
SHARED = frozenset(RIGHTS) & EVERY_PERMISSION  # what a member may be allowed, and an admin be given

# An admin of a basic group has these, no more and no less.
BASIC_RIGHTS = frozenset(
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_change_info"
    " can_invite_users can_pin_messages".split()
)
# What the apps propose for a new admin of a supergroup.
USUAL_RIGHTS = frozenset(RIGHTS) - {"can_promote_members"}


@dataclass(frozen=True)
class Terms:
    """What goes with somebody's standing. `until` is in Unix seconds, 0 being for good."""

    rights: frozenset[str] = frozenset()  # of an admin
    is_anonymous: bool = False  # of an admin or the creator: writes in the name of the group
    title: str = ""  # of an admin or the creator, next to the name
    promoted_by: int = 0  # of an admin: who may take it back
    permissions: frozenset[str] = frozenset()  # of somebody restricted
    is_inside: bool = True  # of somebody restricted, who may have left and stays restricted
    until: int = 0  # of somebody restricted or kicked


PLAIN = Terms()
