"""Small rituals are kept, and a timer may run."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "listening",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_listening_couple_id_couple")),
        sa.ForeignKeyConstraint(["first_id"], ["partner.id"], name=op.f("fk_listening_first_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening")),
        sa.UniqueConstraint("couple_id", name=op.f("uq_listening_couple_id")),
    )
    op.create_table(
        "ritual",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("days", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_ritual_couple_id_couple")),
        sa.ForeignKeyConstraint(["proposed_by"], ["partner.id"], name=op.f("fk_ritual_proposed_by_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ritual")),
    )
    with op.batch_alter_table("ritual", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ritual_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "ritual_side",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ritual_id", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("hushed", sa.Boolean(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_ritual_side_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(["ritual_id"], ["ritual.id"], name=op.f("fk_ritual_side_ritual_id_ritual")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ritual_side")),
        sa.UniqueConstraint("ritual_id", "partner_id", name=op.f("uq_ritual_side_ritual_id_partner_id")),
    )
    with op.batch_alter_table("ritual_side", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ritual_side_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ritual_side_ritual_id"), ["ritual_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("ritual_side", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ritual_side_ritual_id"))
        batch_op.drop_index(batch_op.f("ix_ritual_side_partner_id"))

    op.drop_table("ritual_side")
    with op.batch_alter_table("ritual", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ritual_couple_id"))

    op.drop_table("ritual")
    op.drop_table("listening")
