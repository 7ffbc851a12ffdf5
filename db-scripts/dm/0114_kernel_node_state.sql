-- 0114 kernel_node_state (module kernel) for dm. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE db_node ADD COLUMN started_utc TIMESTAMP(6);

ALTER TABLE db_node ADD COLUMN program_version VARCHAR(80 CHAR);
