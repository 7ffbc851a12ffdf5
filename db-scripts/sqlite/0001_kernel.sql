-- 0001 kernel (module kernel) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE db_node (
  node_no SMALLINT NOT NULL,
  holder_name VARCHAR(120),
  lease_utc TEXT,
  last_millis BIGINT NOT NULL,
  PRIMARY KEY (node_no)
);

CREATE TABLE db_file (
  file_digest VARCHAR(64) NOT NULL,
  size_bytes BIGINT NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  created_utc TEXT NOT NULL,
  PRIMARY KEY (file_digest)
);

CREATE TABLE db_request (
  request_id VARCHAR(32) NOT NULL,
  command_name VARCHAR(100) NOT NULL,
  user_id BIGINT NOT NULL,
  body_digest VARCHAR(64) NOT NULL,
  answer_json TEXT NOT NULL,
  created_utc TEXT NOT NULL,
  PRIMARY KEY (request_id)
);

CREATE TABLE db_outbox (
  message_id BIGINT NOT NULL,
  topic_name VARCHAR(100) NOT NULL,
  consumer_name VARCHAR(100) NOT NULL,
  order_key VARCHAR(100) NOT NULL,
  payload_json TEXT NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('NEW','DONE','STUCK')),
  attempt_count INT NOT NULL,
  next_utc TEXT NOT NULL,
  lease_utc TEXT,
  claimed_by VARCHAR(120),
  last_error VARCHAR(500),
  created_utc TEXT NOT NULL,
  done_utc TEXT,
  PRIMARY KEY (message_id)
);

CREATE INDEX ix_db_outbox_due ON db_outbox (state_code, next_utc, message_id);

CREATE INDEX ix_db_outbox_order ON db_outbox (order_key, consumer_name, message_id);

CREATE TABLE db_inbox (
  message_id BIGINT NOT NULL,
  consumer_name VARCHAR(100) NOT NULL,
  handled_utc TEXT NOT NULL,
  PRIMARY KEY (message_id, consumer_name)
);

CREATE TABLE db_wrapped_key (
  key_name VARCHAR(40) NOT NULL,
  version_no INT NOT NULL,
  kind_no SMALLINT NOT NULL,
  active_utc TEXT NOT NULL,
  root_hex VARCHAR(16) NOT NULL,
  public_hex VARCHAR(130),
  sealed_hex VARCHAR(120) NOT NULL,
  PRIMARY KEY (key_name, version_no)
);
