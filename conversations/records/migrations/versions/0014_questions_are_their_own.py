"""Questions come in packs, are written by the two themselves, and may be left out."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "not_for_us",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_not_for_us_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", "prompt", name=op.f("pk_not_for_us")),
    )
    op.create_table(
        "own_question",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["partner.id"], name=op.f("fk_own_question_author_id_partner")
        ),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_own_question_couple_id_couple")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_question")),
    )
    with op.batch_alter_table("own_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_question_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_question_couple_id"), ["couple_id"], unique=False)

    op.add_column(
        "partner",
        sa.Column("packs", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False),
    )
    op.add_column(
        "sheet",
        sa.Column("spares", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("sheet", "spares")
    op.drop_column("partner", "packs")
    with op.batch_alter_table("own_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_question_couple_id"))
        batch_op.drop_index(batch_op.f("ix_own_question_author_id"))

    op.drop_table("own_question")
    op.drop_table("not_for_us")
