"""Weeks are looked back on, and two may share a picture of theirs."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "picture_wish",
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_picture_wish_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_picture_wish")),
    )
    with op.batch_alter_table("picture_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_wish_at"), ["at"], unique=False)

    op.create_table(
        "pulse",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_pulse_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
        sa.UniqueConstraint("partner_id", "week", name=op.f("uq_pulse_partner_id_week")),
    )
    op.add_column("partner", sa.Column("weekly_look", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("partner", sa.Column("next_pulse_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("partner", sa.Column("last_pulse_week", sa.Date(), nullable=True))
    op.create_index(op.f("ix_partner_next_pulse_at"), "partner", ["next_pulse_at"])
    # Whoever is there already is looked at once, by and by: the planner puts them on their own Sunday.
    op.execute(
        "UPDATE partner SET next_pulse_at = COALESCE(next_checkin_at, created_at) WHERE couple_id IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_partner_next_pulse_at"), "partner")
    op.drop_column("partner", "last_pulse_week")
    op.drop_column("partner", "next_pulse_at")
    op.drop_column("partner", "weekly_look")
    op.drop_table("pulse")
    with op.batch_alter_table("picture_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_wish_at"))

    op.drop_table("picture_wish")
