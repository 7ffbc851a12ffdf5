-- module: kernel
-- What a process says of itself with its lease, so that the monitoring page can name its version and since when it runs.

ALTER TABLE db_node ADD COLUMN started_utc {INSTANT};

ALTER TABLE db_node ADD COLUMN program_version {VC:80};
