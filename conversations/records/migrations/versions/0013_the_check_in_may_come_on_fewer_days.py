"""The check-in may come on fewer days."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "partner",
        sa.Column("rhythm", sqlmodel.sql.sqltypes.AutoString(), server_default="daily", nullable=False),
    )
    op.add_column("partner", sa.Column("rhythm_asked_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("partner", "rhythm_asked_on")
    op.drop_column("partner", "rhythm")
