"""Conversations count their questions: the number moves from the person to them. Days are indexed by what is asked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OLD = (
    "closes_at",
    "couple_id",
    "state",
)  # single columns; each cost as much as the row at the evening's hour


def upgrade() -> None:
    op.execute(
        "UPDATE conversation SET turn = (SELECT turn FROM partner WHERE partner.id = conversation.partner_id)"
    )
    op.execute(
        sa.text(
            "INSERT INTO conversation (partner_id, flow, body, turn, touched_at)"
            " SELECT id, '', :nothing, turn, created_at FROM partner"
            " WHERE id NOT IN (SELECT partner_id FROM conversation)"
        ).bindparams(sa.bindparam("nothing", b"", sa.LargeBinary()))
    )
    op.drop_column("partner", "turn")
    for name in OLD:
        op.drop_index(f"ix_sheet_{name}", "sheet")
    op.create_index("ix_sheet_state_closes_at", "sheet", ["state", "closes_at"])


def downgrade() -> None:
    op.drop_index("ix_sheet_state_closes_at", "sheet")
    for name in OLD:
        op.create_index(f"ix_sheet_{name}", "sheet", [name])
    op.add_column("partner", sa.Column("turn", sa.INTEGER(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE partner SET turn = coalesce("
        "(SELECT turn FROM conversation WHERE conversation.partner_id = partner.id), 0)"
    )
    op.execute("DELETE FROM conversation WHERE flow = ''")
