-- 0020 audit (module audit) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE au_record (
  record_id BIGINT NOT NULL,
  at_utc TIMESTAMP(6) NOT NULL,
  user_id BIGINT NOT NULL,
  account_name VARCHAR(60 CHAR) NOT NULL,
  person_name VARCHAR(60 CHAR) NOT NULL,
  org_id BIGINT NOT NULL,
  channel_code VARCHAR(16 CHAR) NOT NULL,
  address_txt VARCHAR(64 CHAR),
  kind_code VARCHAR(100 CHAR) NOT NULL,
  object_type VARCHAR(60 CHAR) NOT NULL,
  object_id VARCHAR(200 CHAR),
  outcome_code VARCHAR(8 CHAR) NOT NULL CHECK (outcome_code IN ('success','refused')),
  error_code VARCHAR(20 CHAR),
  request_id VARCHAR(32 CHAR),
  summary_txt TEXT NOT NULL,
  before_json TEXT,
  after_json TEXT,
  key_version INT NOT NULL,
  mac_hex VARCHAR(64 CHAR) NOT NULL,
  batch_no BIGINT DEFAULT 0 NOT NULL,
  PRIMARY KEY (record_id)
);

COMMENT ON TABLE au_record IS '审计记录';

COMMENT ON COLUMN au_record.record_id IS '记录号';

COMMENT ON COLUMN au_record.at_utc IS '时刻';

COMMENT ON COLUMN au_record.user_id IS '账号号';

COMMENT ON COLUMN au_record.account_name IS '账号';

COMMENT ON COLUMN au_record.person_name IS '姓名';

COMMENT ON COLUMN au_record.org_id IS '机构';

COMMENT ON COLUMN au_record.channel_code IS '途径';

COMMENT ON COLUMN au_record.address_txt IS '地址';

COMMENT ON COLUMN au_record.kind_code IS '事项';

COMMENT ON COLUMN au_record.object_type IS '对象种类';

COMMENT ON COLUMN au_record.object_id IS '对象';

COMMENT ON COLUMN au_record.outcome_code IS '结果';

COMMENT ON COLUMN au_record.error_code IS '错误代码';

COMMENT ON COLUMN au_record.request_id IS '请求号';

COMMENT ON COLUMN au_record.summary_txt IS '摘要';

COMMENT ON COLUMN au_record.before_json IS '之前';

COMMENT ON COLUMN au_record.after_json IS '之后';

COMMENT ON COLUMN au_record.key_version IS '密钥版本';

COMMENT ON COLUMN au_record.mac_hex IS '鉴别码';

COMMENT ON COLUMN au_record.batch_no IS '封存批次,0 为未封存';

CREATE INDEX ix_au_record_batch ON au_record (batch_no, record_id);

CREATE INDEX ix_au_record_at ON au_record (at_utc, record_id);

CREATE INDEX ix_au_record_account ON au_record (account_name, at_utc, record_id);

CREATE INDEX ix_au_record_object ON au_record (object_type, object_id, kind_code);

CREATE TABLE au_batch (
  batch_no BIGINT NOT NULL,
  leaf_count INT NOT NULL,
  previous_hex VARCHAR(64 CHAR) NOT NULL,
  root_hex VARCHAR(64 CHAR) NOT NULL,
  sealed_utc TIMESTAMP(6) NOT NULL,
  key_version INT NOT NULL,
  signature_hex VARCHAR(128 CHAR) NOT NULL,
  PRIMARY KEY (batch_no)
);

COMMENT ON TABLE au_batch IS '封存批次';

COMMENT ON COLUMN au_batch.batch_no IS '批次号';

COMMENT ON COLUMN au_batch.leaf_count IS '记录数';

COMMENT ON COLUMN au_batch.previous_hex IS '上一检查点摘要';

COMMENT ON COLUMN au_batch.root_hex IS '默克尔根';

COMMENT ON COLUMN au_batch.sealed_utc IS '封存时刻';

COMMENT ON COLUMN au_batch.key_version IS '密钥版本';

COMMENT ON COLUMN au_batch.signature_hex IS '签名';

CREATE TABLE au_leaf (
  batch_no BIGINT NOT NULL,
  leaf_no INT NOT NULL,
  record_id BIGINT NOT NULL,
  leaf_hex VARCHAR(64 CHAR) NOT NULL,
  PRIMARY KEY (batch_no, leaf_no)
);

COMMENT ON TABLE au_leaf IS '批次中的记录';

COMMENT ON COLUMN au_leaf.batch_no IS '批次号';

COMMENT ON COLUMN au_leaf.leaf_no IS '次序,从0起';

COMMENT ON COLUMN au_leaf.record_id IS '记录号';

COMMENT ON COLUMN au_leaf.leaf_hex IS '叶摘要';

CREATE UNIQUE INDEX ux_au_leaf_record ON au_leaf (record_id);

CREATE TABLE au_sealer (
  sealer_no SMALLINT NOT NULL,
  holder_name VARCHAR(120 CHAR),
  lease_utc TIMESTAMP(6),
  last_batch BIGINT NOT NULL,
  PRIMARY KEY (sealer_no)
);

COMMENT ON TABLE au_sealer IS '封存者租约';

COMMENT ON COLUMN au_sealer.sealer_no IS '恒为1';

COMMENT ON COLUMN au_sealer.holder_name IS '持有进程';

COMMENT ON COLUMN au_sealer.lease_utc IS '租约到期';

COMMENT ON COLUMN au_sealer.last_batch IS '最近批次';

CREATE TABLE au_journal (
  file_name VARCHAR(80 CHAR) NOT NULL,
  state_code VARCHAR(8 CHAR) NOT NULL CHECK (state_code IN ('OPEN','GONE')),
  taken_lines BIGINT NOT NULL,
  taken_bytes BIGINT NOT NULL,
  last_mac VARCHAR(64 CHAR) NOT NULL,
  key_version INT NOT NULL,
  mac_hex VARCHAR(64 CHAR) NOT NULL,
  PRIMARY KEY (file_name)
);

COMMENT ON TABLE au_journal IS '读取日志文件';

COMMENT ON COLUMN au_journal.file_name IS '文件名';

COMMENT ON COLUMN au_journal.state_code IS '状态';

COMMENT ON COLUMN au_journal.taken_lines IS '已收行数';

COMMENT ON COLUMN au_journal.taken_bytes IS '已收字节数';

COMMENT ON COLUMN au_journal.last_mac IS '最后一行的鉴别码';

COMMENT ON COLUMN au_journal.key_version IS '密钥版本';

COMMENT ON COLUMN au_journal.mac_hex IS '本行鉴别码';

CREATE TABLE au_verification (
  run_id BIGINT NOT NULL,
  at_utc TIMESTAMP(6) NOT NULL,
  is_ok SMALLINT NOT NULL CHECK (is_ok IN (0,1)),
  record_count BIGINT NOT NULL,
  finding_count INT NOT NULL,
  PRIMARY KEY (run_id)
);

COMMENT ON TABLE au_verification IS '校验记载';

COMMENT ON COLUMN au_verification.run_id IS '校验号';

COMMENT ON COLUMN au_verification.at_utc IS '时刻';

COMMENT ON COLUMN au_verification.is_ok IS '是否通过';

COMMENT ON COLUMN au_verification.record_count IS '记录数';

COMMENT ON COLUMN au_verification.finding_count IS '发现数';
