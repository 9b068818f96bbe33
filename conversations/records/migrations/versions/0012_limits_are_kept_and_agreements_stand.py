"""Limits are kept and agreements stand."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("look_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("changes_with", sa.BigInteger(), nullable=True),
        sa.Column("agreed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["partner.id"], name=op.f("fk_agreement_author_id_partner")),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_agreement_couple_id_couple")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_changes_with"), ["changes_with"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "own_limit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("note_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_own_limit_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_limit")),
    )
    with op.batch_alter_table("own_limit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_limit_partner_id"), ["partner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("own_limit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_limit_partner_id"))

    op.drop_table("own_limit")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_couple_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_changes_with"))
        batch_op.drop_index(batch_op.f("ix_agreement_author_id"))

    op.drop_table("agreement")
