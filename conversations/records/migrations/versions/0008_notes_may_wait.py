"""Notes may wait unseen, consents are kept as lines, what was written can be cleared and taken back."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "consent_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_line")),
    )
    with op.batch_alter_table("consent_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_line_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "waiting_note",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_waiting_note_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_note")),
    )
    with op.batch_alter_table("waiting_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_note_partner_id"), ["partner_id"], unique=False)

    op.add_column("partner", sa.Column("apart_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("partner", sa.Column("discreet", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("partner", sa.Column("keeps_days", sa.Integer(), nullable=True))
    op.add_column("seen_update", sa.Column("chat", sa.LargeBinary(), nullable=True))
    op.add_column("seen_update", sa.Column("message_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_seen_update_chat"), "seen_update", ["chat"])
    op.add_column(
        "sheet_answer", sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("sheet_answer", "taken_back")
    op.drop_index(op.f("ix_seen_update_chat"), "seen_update")
    op.drop_column("seen_update", "message_id")
    op.drop_column("seen_update", "chat")
    op.drop_column("partner", "keeps_days")
    op.drop_column("partner", "discreet")
    op.drop_column("partner", "apart_since")
    with op.batch_alter_table("waiting_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_note_partner_id"))

    op.drop_table("waiting_note")
    with op.batch_alter_table("consent_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_line_partner_id"))

    op.drop_table("consent_line")
