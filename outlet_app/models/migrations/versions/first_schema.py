"""The first schema: the record with its guards, the queue, and the rebuildable desk."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE applicant (
        doc INTEGER NOT NULL, who TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL,
        id_kind TEXT NOT NULL, id_number TEXT NOT NULL, contact TEXT NOT NULL, phone TEXT NOT NULL,
        relation TEXT NOT NULL, case_no TEXT NOT NULL, visited_at TEXT NOT NULL,
        PRIMARY KEY (doc), UNIQUE (who)
    )
    """,
    """
    CREATE TABLE card (
        case_id TEXT NOT NULL, case_no TEXT NOT NULL, outlet TEXT NOT NULL, handler TEXT NOT NULL,
        first_contact TEXT NOT NULL, channel TEXT NOT NULL, item_no INTEGER NOT NULL,
        sub_item TEXT NOT NULL, applicant_kind INTEGER NOT NULL, applicant_name TEXT NOT NULL,
        contact TEXT NOT NULL, id_kind TEXT NOT NULL, id_number TEXT NOT NULL, phone TEXT NOT NULL,
        state TEXT NOT NULL, decision TEXT NOT NULL, needs TEXT NOT NULL, is_open BOOLEAN NOT NULL,
        registered_at TEXT NOT NULL, due_at TEXT, due_rule TEXT NOT NULL, due_assumed BOOLEAN NOT NULL,
        follow_up_at TEXT, closed_at TEXT, flags TEXT NOT NULL, PRIMARY KEY (case_id)
    )
    """,
    """
    CREATE TABLE case_text (
        doc INTEGER NOT NULL, case_id TEXT NOT NULL, names TEXT NOT NULL, codes TEXT NOT NULL,
        PRIMARY KEY (doc), UNIQUE (case_id)
    )
    """,
    """
    CREATE TABLE counter (
        series TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (series)
    )
    """,
    """
    CREATE TABLE cursor (
        scope TEXT NOT NULL, epoch TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (scope)
    )
    """,
    """
    CREATE TABLE draft (
        staff_no TEXT NOT NULL, saved_at TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (staff_no)
    )
    """,
    """
    CREATE TABLE event (
        local_no INTEGER NOT NULL, op_id TEXT NOT NULL, kind TEXT NOT NULL, kv INTEGER NOT NULL,
        case_id TEXT, at TEXT NOT NULL, actor TEXT NOT NULL, sha256 BLOB NOT NULL, prev_hash BLOB NOT NULL,
        hash BLOB NOT NULL, PRIMARY KEY (local_no), UNIQUE (op_id)
    )
    """,
    """
    CREATE TABLE instance (
        ordinal INTEGER NOT NULL, instance_id TEXT NOT NULL, device_id TEXT NOT NULL,
        outlet_code TEXT NOT NULL, outlet_sign TEXT NOT NULL, terminal_no TEXT NOT NULL,
        server_url TEXT NOT NULL, private_key BLOB NOT NULL, public_key BLOB NOT NULL, epoch TEXT NOT NULL,
        receipt TEXT NOT NULL, acked_seq INTEGER NOT NULL, next_seq INTEGER NOT NULL, stopped TEXT,
        PRIMARY KEY (ordinal), UNIQUE (instance_id)
    )
    """,
    """
    CREATE TABLE meta (
        name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE pack (
        kind TEXT NOT NULL, ref TEXT NOT NULL, sha256 TEXT NOT NULL, saved_at TEXT NOT NULL,
        body BLOB NOT NULL, PRIMARY KEY (kind, ref)
    )
    """,
    """
    CREATE TABLE paper (
        paper_id TEXT NOT NULL, case_id TEXT, op_id TEXT NOT NULL, form TEXT NOT NULL, number TEXT NOT NULL,
        copy_no INTEGER NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, created_at TEXT NOT NULL,
        spooled_at TEXT, PRIMARY KEY (paper_id)
    )
    """,
    """
    CREATE TABLE person (
        staff_no TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL, window TEXT NOT NULL,
        active BOOLEAN NOT NULL, PRIMARY KEY (staff_no)
    )
    """,
    """
    CREATE TABLE erasure (
        op_id TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (op_id),
        FOREIGN KEY (op_id) REFERENCES event (op_id)
    )
    """,
    """
    CREATE TABLE event_body (
        op_id TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (op_id),
        FOREIGN KEY (op_id) REFERENCES event (op_id)
    )
    """,
    """
    CREATE TABLE outbox (
        instance_id TEXT NOT NULL, seq INTEGER NOT NULL, op_id TEXT NOT NULL, state TEXT NOT NULL,
        verdict TEXT, code TEXT NOT NULL, args TEXT NOT NULL, version INTEGER, tries INTEGER NOT NULL,
        tried_at TEXT, next_try TEXT, answered_at TEXT, superseded_by TEXT, PRIMARY KEY (instance_id, seq),
        FOREIGN KEY (instance_id) REFERENCES instance (instance_id), UNIQUE (op_id),
        FOREIGN KEY (op_id) REFERENCES event (op_id), FOREIGN KEY (superseded_by) REFERENCES event (op_id)
    )
    """,
    """
    CREATE TABLE paper_body (
        paper_id TEXT NOT NULL, pdf BLOB NOT NULL, PRIMARY KEY (paper_id),
        FOREIGN KEY (paper_id) REFERENCES paper (paper_id)
    )
    """,
    """
    CREATE TABLE place (
        op_id TEXT NOT NULL, case_id TEXT, n INTEGER, verdict TEXT NOT NULL, code TEXT NOT NULL,
        PRIMARY KEY (op_id), UNIQUE (case_id, n), FOREIGN KEY (op_id) REFERENCES event (op_id)
    )
    """,
)

INDEXES = (
    "CREATE INDEX card_due ON card (is_open, due_at)",
    "CREATE INDEX card_follow_up ON card (is_open, follow_up_at)",
    "CREATE INDEX card_registered ON card (registered_at, case_id)",
    "CREATE INDEX card_who ON card (id_number, registered_at)",
    "CREATE INDEX card_state ON card (state, registered_at)",
    "CREATE INDEX event_at ON event (at, case_id)",
    "CREATE INDEX event_case ON event (case_id, local_no)",
    "CREATE INDEX paper_case ON paper (case_id, created_at)",
    "CREATE UNIQUE INDEX paper_number ON paper (number, copy_no) WHERE number <> ''",
    "CREATE INDEX paper_unspooled ON paper (spooled_at, created_at)",
    "CREATE INDEX outbox_answered ON outbox (answered_at)",
    "CREATE INDEX outbox_state ON outbox (state, seq)",
)

# Own tokens, stored nowhere but in the index; a plain contentless table would refuse DELETE.
WORDS = (
    "CREATE VIRTUAL TABLE {0} USING"
    " fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
)

FIXED = "SELECT RAISE(ABORT, 'append-only: {0}')"
GUARDS = (
    ("event", "UPDATE", ""),
    ("event", "DELETE", ""),
    ("event_body", "UPDATE", ""),
    ("event_body", "DELETE", "WHEN OLD.op_id NOT IN (SELECT op_id FROM erasure)"),
    ("event_body", "INSERT", "WHEN NEW.op_id IN (SELECT op_id FROM erasure)"),
    ("erasure", "UPDATE", ""),
    ("erasure", "DELETE", ""),
    ("outbox", "DELETE", ""),
    ("place", "DELETE", ""),
    ("paper_body", "UPDATE", ""),
    ("paper_body", "DELETE", ""),
)


def upgrade() -> None:
    """Make every table, index and guard."""
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
    for words in ("case_words", "applicant_words"):
        op.execute(WORDS.format(words))
        op.execute(f"INSERT INTO {words}({words}, rank) VALUES ('secure-delete', 1)")
    for table, deed, unless in GUARDS:
        op.execute(
            f"CREATE TRIGGER {table}_{deed.lower()}_refused BEFORE {deed} ON {table} {unless}"
            f" BEGIN {FIXED.format(table)}; END"
        )
