-- module: audit
-- Archives of the trail, the counted acts they hold, and the epochs after restores; the index for "who saw this object between two dates".

CREATE TABLE au_archive ( -- 审计归档
  archive_no BIGINT NOT NULL, -- 归档号
  first_batch BIGINT NOT NULL, -- 首批
  last_batch BIGINT NOT NULL, -- 末批
  record_count BIGINT NOT NULL, -- 记录数
  oldest_utc {INSTANT} NOT NULL, -- 首批封存时刻
  newest_utc {INSTANT} NOT NULL, -- 末批封存时刻
  file_name {VC:120} NOT NULL, -- 文件名
  file_hex {VC:64} NOT NULL, -- 文件摘要
  archived_utc {INSTANT} NOT NULL, -- 归档时刻
  acts_hex {VC:64} NOT NULL, -- 计数摘要
  key_version INT NOT NULL, -- 密钥版本
  mac_hex {VC:64} NOT NULL, -- 鉴别码
  PRIMARY KEY (archive_no)
);

CREATE TABLE au_archived_act ( -- 归档中的办理计数
  archive_no BIGINT NOT NULL, -- 归档号
  act_no INT NOT NULL, -- 序号
  object_type {VC:60} NOT NULL, -- 对象种类
  object_id {VC:200} NOT NULL, -- 对象
  kind_code {VC:100} NOT NULL, -- 事项
  act_total INT NOT NULL, -- 次数
  PRIMARY KEY (archive_no, act_no)
);

CREATE INDEX ix_au_archived_act_object ON au_archived_act (object_type, object_id, kind_code);

CREATE TABLE au_epoch ( -- 审计纪元
  epoch_no BIGINT NOT NULL, -- 纪元号
  after_batch BIGINT NOT NULL, -- 数据库停在第几批
  lost_batch BIGINT NOT NULL, -- 检查点文件记到第几批
  lost_hex {VC:64} NOT NULL, -- 检查点文件末行摘要
  previous_hex {VC:64} NOT NULL, -- 数据库末次声明摘要
  opened_utc {INSTANT} NOT NULL, -- 时刻
  first_user BIGINT NOT NULL, -- 开启人
  second_user BIGINT NOT NULL, -- 确认人
  key_version INT NOT NULL, -- 密钥版本
  signature_hex {VC:128} NOT NULL, -- 签名
  PRIMARY KEY (epoch_no)
);

CREATE INDEX ix_au_record_seen ON au_record (object_id, object_type, at_utc, record_id);
