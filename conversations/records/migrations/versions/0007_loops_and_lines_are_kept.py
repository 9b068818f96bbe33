"""Loops and lines are kept, needs asked for weekly, thanks suggested."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "line_shown",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_line_shown_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", "line", name=op.f("pk_line_shown")),
    )
    op.create_table(
        "loop_report",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_loop_report_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loop_report")),
    )
    with op.batch_alter_table("loop_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loop_report_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_loop_report_partner_id"), ["partner_id"], unique=False)

    op.add_column(
        "held_draft",
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False),
    )
    op.add_column(
        "partner", sa.Column("weekly_need", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("partner", sa.Column("thanks_asked_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("partner", "thanks_asked_on")
    op.drop_column("partner", "weekly_need")
    op.drop_column("held_draft", "kind")
    with op.batch_alter_table("loop_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loop_report_partner_id"))
        batch_op.drop_index(batch_op.f("ix_loop_report_at"))

    op.drop_table("loop_report")
    op.drop_table("line_shown")
