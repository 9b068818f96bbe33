"""People may describe themselves, share lines of it, and guess."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "guess_side",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_guess_side_couple_id_couple")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_guess_side_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guess_side")),
        sa.UniqueConstraint("partner_id", name=op.f("uq_guess_side_partner_id")),
    )
    with op.batch_alter_table("guess_side", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guess_side_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "shared_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_shared_line_couple_id_couple")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_shared_line_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_line")),
        sa.UniqueConstraint("partner_id", "line", name=op.f("uq_shared_line_partner_id_line")),
    )
    with op.batch_alter_table("shared_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_line_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_line_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "style_profile",
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_style_profile_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_style_profile")),
    )


def downgrade() -> None:
    op.drop_table("style_profile")
    with op.batch_alter_table("shared_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shared_line_partner_id"))
        batch_op.drop_index(batch_op.f("ix_shared_line_couple_id"))

    op.drop_table("shared_line")
    with op.batch_alter_table("guess_side", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guess_side_couple_id"))

    op.drop_table("guess_side")
