"""Words may be fine, wordings are counted by day, and a draft can be held before it is worded."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("held_draft", sa.Column("worded", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "fine_word",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_fine_word_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fine_word")),
    )
    op.create_index(op.f("ix_fine_word_partner_id"), "fine_word", ["partner_id"])
    op.create_table(
        "wording_day",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_wording_day_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_wording_day")),
    )


def downgrade() -> None:
    op.drop_table("wording_day")
    op.drop_index(op.f("ix_fine_word_partner_id"), table_name="fine_word")
    op.drop_table("fine_word")
    op.drop_column("held_draft", "worded")
