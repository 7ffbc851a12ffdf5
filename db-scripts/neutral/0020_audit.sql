-- module: audit
-- The audit trail: records, the batches that close them, leaves, journals of reads, the sealer's lease, verifications.

CREATE TABLE au_record ( -- 审计记录
  record_id BIGINT NOT NULL, -- 记录号
  at_utc {INSTANT} NOT NULL, -- 时刻
  user_id BIGINT NOT NULL, -- 账号号
  account_name {VC:60} NOT NULL, -- 账号
  person_name {VC:60} NOT NULL, -- 姓名
  org_id BIGINT NOT NULL, -- 机构
  channel_code {VC:16} NOT NULL, -- 途径
  address_txt {VC:64}, -- 地址
  kind_code {VC:100} NOT NULL, -- 事项
  object_type {VC:60} NOT NULL, -- 对象种类
  object_id {VC:200}, -- 对象
  outcome_code {VC:8} NOT NULL CHECK (outcome_code IN ('success','refused')), -- 结果
  error_code {VC:20}, -- 错误代码
  request_id {VC:32}, -- 请求号
  summary_txt TEXT NOT NULL, -- 摘要
  before_json TEXT, -- 之前
  after_json TEXT, -- 之后
  key_version INT NOT NULL, -- 密钥版本
  mac_hex {VC:64} NOT NULL, -- 鉴别码
  batch_no BIGINT DEFAULT 0 NOT NULL, -- 封存批次,0 为未封存
  PRIMARY KEY (record_id)
);

CREATE INDEX ix_au_record_batch ON au_record (batch_no, record_id);

CREATE INDEX ix_au_record_at ON au_record (at_utc, record_id);

CREATE INDEX ix_au_record_account ON au_record (account_name, at_utc, record_id);

CREATE INDEX ix_au_record_object ON au_record (object_type, object_id, kind_code);

CREATE TABLE au_batch ( -- 封存批次
  batch_no BIGINT NOT NULL, -- 批次号
  leaf_count INT NOT NULL, -- 记录数
  previous_hex {VC:64} NOT NULL, -- 上一检查点摘要
  root_hex {VC:64} NOT NULL, -- 默克尔根
  sealed_utc {INSTANT} NOT NULL, -- 封存时刻
  key_version INT NOT NULL, -- 密钥版本
  signature_hex {VC:128} NOT NULL, -- 签名
  PRIMARY KEY (batch_no)
);

CREATE TABLE au_leaf ( -- 批次中的记录
  batch_no BIGINT NOT NULL, -- 批次号
  leaf_no INT NOT NULL, -- 次序,从0起
  record_id BIGINT NOT NULL, -- 记录号
  leaf_hex {VC:64} NOT NULL, -- 叶摘要
  PRIMARY KEY (batch_no, leaf_no)
);

CREATE UNIQUE INDEX ux_au_leaf_record ON au_leaf (record_id);

CREATE TABLE au_sealer ( -- 封存者租约
  sealer_no SMALLINT NOT NULL, -- 恒为1
  holder_name {VC:120}, -- 持有进程
  lease_utc {INSTANT}, -- 租约到期
  last_batch BIGINT NOT NULL, -- 最近批次
  PRIMARY KEY (sealer_no)
);

CREATE TABLE au_journal ( -- 读取日志文件
  file_name {VC:80} NOT NULL, -- 文件名
  state_code {VC:8} NOT NULL CHECK (state_code IN ('OPEN','GONE')), -- 状态
  taken_lines BIGINT NOT NULL, -- 已收行数
  taken_bytes BIGINT NOT NULL, -- 已收字节数
  last_mac {VC:64} NOT NULL, -- 最后一行的鉴别码
  key_version INT NOT NULL, -- 密钥版本
  mac_hex {VC:64} NOT NULL, -- 本行鉴别码
  PRIMARY KEY (file_name)
);

CREATE TABLE au_verification ( -- 校验记载
  run_id BIGINT NOT NULL, -- 校验号
  at_utc {INSTANT} NOT NULL, -- 时刻
  is_ok SMALLINT NOT NULL CHECK (is_ok IN (0,1)), -- 是否通过
  record_count BIGINT NOT NULL, -- 记录数
  finding_count INT NOT NULL, -- 发现数
  PRIMARY KEY (run_id)
);
