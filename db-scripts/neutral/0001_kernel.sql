-- module: kernel
-- What every node needs before any business: files, requests, outbox, node numbers, wrapped keys.

CREATE TABLE db_node ( -- 节点号租约
  node_no SMALLINT NOT NULL, -- 节点号 0..1023
  holder_name {VC:120}, -- 持有进程
  lease_utc {INSTANT}, -- 租约到期
  last_millis BIGINT NOT NULL, -- 最近发号毫秒上界
  PRIMARY KEY (node_no)
);

CREATE TABLE db_file ( -- 文件登记
  file_digest {VC:64} NOT NULL, -- SM3 摘要
  size_bytes BIGINT NOT NULL, -- 字节数
  media_type {VC:100} NOT NULL, -- 媒体类型
  created_utc {INSTANT} NOT NULL, -- 登记时刻
  PRIMARY KEY (file_digest)
);

CREATE TABLE db_request ( -- 已执行的请求
  request_id {VC:32} NOT NULL, -- 请求号
  command_name {VC:100} NOT NULL, -- 命令
  user_id BIGINT NOT NULL, -- 账号
  body_digest {VC:64} NOT NULL, -- 请求体摘要
  answer_json TEXT NOT NULL, -- 答复
  created_utc {INSTANT} NOT NULL, -- 时刻
  PRIMARY KEY (request_id)
);

CREATE TABLE db_outbox ( -- 出件箱
  message_id BIGINT NOT NULL, -- 消息号
  topic_name {VC:100} NOT NULL, -- 主题
  consumer_name {VC:100} NOT NULL, -- 消费者
  order_key {VC:100} NOT NULL, -- 顺序键
  payload_json TEXT NOT NULL, -- 内容
  state_code {VC:8} NOT NULL CHECK (state_code IN ('NEW','DONE','STUCK')), -- 状态
  attempt_count INT NOT NULL, -- 已试次数
  next_utc {INSTANT} NOT NULL, -- 下次投递
  lease_utc {INSTANT}, -- 租约到期
  claimed_by {VC:120}, -- 领取进程
  last_error {VC:500}, -- 最近错误
  created_utc {INSTANT} NOT NULL, -- 写入时刻
  done_utc {INSTANT}, -- 完成时刻
  PRIMARY KEY (message_id)
);

CREATE INDEX ix_db_outbox_due ON db_outbox (state_code, next_utc, message_id);

CREATE INDEX ix_db_outbox_order ON db_outbox (order_key, consumer_name, message_id);

CREATE TABLE db_inbox ( -- 收件箱(已处理的消息)
  message_id BIGINT NOT NULL, -- 消息号
  consumer_name {VC:100} NOT NULL, -- 消费者
  handled_utc {INSTANT} NOT NULL, -- 处理时刻
  PRIMARY KEY (message_id, consumer_name)
);

CREATE TABLE db_wrapped_key ( -- 受保护的密钥
  key_name {VC:40} NOT NULL, -- 用途
  version_no INT NOT NULL, -- 版本
  kind_no SMALLINT NOT NULL, -- 种类:1 对称密钥 2 密钥对
  active_utc {INSTANT} NOT NULL, -- 启用时刻
  root_hex {VC:16} NOT NULL, -- 根密钥标识
  public_hex {VC:130}, -- 公钥
  sealed_hex {VC:120} NOT NULL, -- 密文
  PRIMARY KEY (key_name, version_no)
);
