"""Runs the revisions inside the one transaction that the upgrade opened."""

from alembic import context

from outlet_app.models.rows import desk, reviews  # noqa: F401 - completes the metadata
from outlet_app.models.rows.record import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
