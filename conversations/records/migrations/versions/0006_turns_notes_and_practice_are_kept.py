"""Turns, notes and practice are kept."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "floor",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("speaker_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("tossed", sa.Boolean(), nullable=False),
        sa.Column("retold", sa.Boolean(), nullable=False),
        sa.Column("hinted", sa.Boolean(), nullable=False),
        sa.Column("resumes", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seconds_left", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("ended_as", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("moved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_floor_couple_id_couple")),
        sa.ForeignKeyConstraint(["proposed_by"], ["partner.id"], name=op.f("fk_floor_proposed_by_partner")),
        sa.ForeignKeyConstraint(["speaker_id"], ["partner.id"], name=op.f("fk_floor_speaker_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor")),
    )
    with op.batch_alter_table("floor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_floor_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_floor_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_floor_state"), ["state"], unique=False)

    op.create_table(
        "friend_view",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at_length", sa.Boolean(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_friend_view_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_friend_view")),
    )
    with op.batch_alter_table("friend_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_friend_view_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_friend_view_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "keepsake",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("note_id", sa.BigInteger(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_keepsake_couple_id_couple")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_keepsake_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keepsake")),
        sa.UniqueConstraint("partner_id", "note_id", name=op.f("uq_keepsake_partner_id_note_id")),
    )
    with op.batch_alter_table("keepsake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keepsake_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_keepsake_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "lesson_read",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("lesson", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_lesson_read_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", "lesson", name=op.f("pk_lesson_read")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("couple_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("reader_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("answered_as", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("back_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["partner.id"], name=op.f("fk_note_author_id_partner")),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_note_couple_id_couple")),
        sa.ForeignKeyConstraint(["reader_id"], ["partner.id"], name=op.f("fk_note_reader_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "practice",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("drill", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("box", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_practice_partner_id_partner")),
        sa.PrimaryKeyConstraint("partner_id", "drill", name=op.f("pk_practice")),
    )
    op.create_table(
        "floor_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("floor_id", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["floor_id"], ["floor.id"], name=op.f("fk_floor_line_floor_id_floor")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_floor_line_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor_line")),
    )
    with op.batch_alter_table("floor_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_floor_line_floor_id"), ["floor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_floor_line_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "floor_side",
        sa.Column("floor_id", sa.BigInteger(), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("solves", sa.Boolean(), nullable=False),
        sa.Column("keeps", sa.Boolean(), nullable=False),
        sa.Column("picked", sa.Boolean(), nullable=False),
        sa.Column("pick", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["floor_id"], ["floor.id"], name=op.f("fk_floor_side_floor_id_floor")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_floor_side_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("floor_id", "partner_id", name=op.f("pk_floor_side")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("told", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("declined_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_need_declined_at"), ["declined_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_declined_at"))
        batch_op.drop_column("declined_at")
        batch_op.drop_column("told")

    op.drop_table("floor_side")
    with op.batch_alter_table("floor_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_floor_line_partner_id"))
        batch_op.drop_index(batch_op.f("ix_floor_line_floor_id"))

    op.drop_table("floor_line")
    op.drop_table("practice")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_couple_id"))
        batch_op.drop_index(batch_op.f("ix_note_author_id"))

    op.drop_table("note")
    op.drop_table("lesson_read")
    with op.batch_alter_table("keepsake", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keepsake_partner_id"))
        batch_op.drop_index(batch_op.f("ix_keepsake_couple_id"))

    op.drop_table("keepsake")
    with op.batch_alter_table("friend_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_friend_view_partner_id"))
        batch_op.drop_index(batch_op.f("ix_friend_view_at"))

    op.drop_table("friend_view")
    with op.batch_alter_table("floor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_floor_state"))
        batch_op.drop_index(batch_op.f("ix_floor_couple_id"))
        batch_op.drop_index(batch_op.f("ix_floor_closed_at"))

    op.drop_table("floor")
