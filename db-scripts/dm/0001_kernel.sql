-- 0001 kernel (module kernel) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE db_node (
  node_no SMALLINT NOT NULL,
  holder_name VARCHAR(120 CHAR),
  lease_utc TIMESTAMP(6),
  last_millis BIGINT NOT NULL,
  PRIMARY KEY (node_no)
);

COMMENT ON TABLE db_node IS '节点号租约';

COMMENT ON COLUMN db_node.node_no IS '节点号 0..1023';

COMMENT ON COLUMN db_node.holder_name IS '持有进程';

COMMENT ON COLUMN db_node.lease_utc IS '租约到期';

COMMENT ON COLUMN db_node.last_millis IS '最近发号毫秒上界';

CREATE TABLE db_file (
  file_digest VARCHAR(64 CHAR) NOT NULL,
  size_bytes BIGINT NOT NULL,
  media_type VARCHAR(100 CHAR) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (file_digest)
);

COMMENT ON TABLE db_file IS '文件登记';

COMMENT ON COLUMN db_file.file_digest IS 'SM3 摘要';

COMMENT ON COLUMN db_file.size_bytes IS '字节数';

COMMENT ON COLUMN db_file.media_type IS '媒体类型';

COMMENT ON COLUMN db_file.created_utc IS '登记时刻';

CREATE TABLE db_request (
  request_id VARCHAR(32 CHAR) NOT NULL,
  command_name VARCHAR(100 CHAR) NOT NULL,
  user_id BIGINT NOT NULL,
  body_digest VARCHAR(64 CHAR) NOT NULL,
  answer_json TEXT NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (request_id)
);

COMMENT ON TABLE db_request IS '已执行的请求';

COMMENT ON COLUMN db_request.request_id IS '请求号';

COMMENT ON COLUMN db_request.command_name IS '命令';

COMMENT ON COLUMN db_request.user_id IS '账号';

COMMENT ON COLUMN db_request.body_digest IS '请求体摘要';

COMMENT ON COLUMN db_request.answer_json IS '答复';

COMMENT ON COLUMN db_request.created_utc IS '时刻';

CREATE TABLE db_outbox (
  message_id BIGINT NOT NULL,
  topic_name VARCHAR(100 CHAR) NOT NULL,
  consumer_name VARCHAR(100 CHAR) NOT NULL,
  order_key VARCHAR(100 CHAR) NOT NULL,
  payload_json TEXT NOT NULL,
  state_code VARCHAR(8 CHAR) NOT NULL CHECK (state_code IN ('NEW','DONE','STUCK')),
  attempt_count INT NOT NULL,
  next_utc TIMESTAMP(6) NOT NULL,
  lease_utc TIMESTAMP(6),
  claimed_by VARCHAR(120 CHAR),
  last_error VARCHAR(500 CHAR),
  created_utc TIMESTAMP(6) NOT NULL,
  done_utc TIMESTAMP(6),
  PRIMARY KEY (message_id)
);

COMMENT ON TABLE db_outbox IS '出件箱';

COMMENT ON COLUMN db_outbox.message_id IS '消息号';

COMMENT ON COLUMN db_outbox.topic_name IS '主题';

COMMENT ON COLUMN db_outbox.consumer_name IS '消费者';

COMMENT ON COLUMN db_outbox.order_key IS '顺序键';

COMMENT ON COLUMN db_outbox.payload_json IS '内容';

COMMENT ON COLUMN db_outbox.state_code IS '状态';

COMMENT ON COLUMN db_outbox.attempt_count IS '已试次数';

COMMENT ON COLUMN db_outbox.next_utc IS '下次投递';

COMMENT ON COLUMN db_outbox.lease_utc IS '租约到期';

COMMENT ON COLUMN db_outbox.claimed_by IS '领取进程';

COMMENT ON COLUMN db_outbox.last_error IS '最近错误';

COMMENT ON COLUMN db_outbox.created_utc IS '写入时刻';

COMMENT ON COLUMN db_outbox.done_utc IS '完成时刻';

CREATE INDEX ix_db_outbox_due ON db_outbox (state_code, next_utc, message_id);

CREATE INDEX ix_db_outbox_order ON db_outbox (order_key, consumer_name, message_id);

CREATE TABLE db_inbox (
  message_id BIGINT NOT NULL,
  consumer_name VARCHAR(100 CHAR) NOT NULL,
  handled_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (message_id, consumer_name)
);

COMMENT ON TABLE db_inbox IS '收件箱(已处理的消息)';

COMMENT ON COLUMN db_inbox.message_id IS '消息号';

COMMENT ON COLUMN db_inbox.consumer_name IS '消费者';

COMMENT ON COLUMN db_inbox.handled_utc IS '处理时刻';

CREATE TABLE db_wrapped_key (
  key_name VARCHAR(40 CHAR) NOT NULL,
  version_no INT NOT NULL,
  kind_no SMALLINT NOT NULL,
  active_utc TIMESTAMP(6) NOT NULL,
  root_hex VARCHAR(16 CHAR) NOT NULL,
  public_hex VARCHAR(130 CHAR),
  sealed_hex VARCHAR(120 CHAR) NOT NULL,
  PRIMARY KEY (key_name, version_no)
);

COMMENT ON TABLE db_wrapped_key IS '受保护的密钥';

COMMENT ON COLUMN db_wrapped_key.key_name IS '用途';

COMMENT ON COLUMN db_wrapped_key.version_no IS '版本';

COMMENT ON COLUMN db_wrapped_key.kind_no IS '种类:1 对称密钥 2 密钥对';

COMMENT ON COLUMN db_wrapped_key.active_utc IS '启用时刻';

COMMENT ON COLUMN db_wrapped_key.root_hex IS '根密钥标识';

COMMENT ON COLUMN db_wrapped_key.public_hex IS '公钥';

COMMENT ON COLUMN db_wrapped_key.sealed_hex IS '密文';
