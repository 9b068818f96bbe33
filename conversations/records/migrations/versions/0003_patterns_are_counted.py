"""Patterns are counted: how often drafts land hard in the same way."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "pattern",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_pattern_partner_id_partner")),
        sa.PrimaryKeyConstraint("partner_id", "kind", name=op.f("pk_pattern")),
    )


def downgrade() -> None:
    op.drop_table("pattern")
