"""Drafts may be lent: whether a person lets theirs go to a language model, and to which host."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("partner", sa.Column("lends_to", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("partner", "lends_to")
