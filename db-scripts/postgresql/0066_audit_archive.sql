-- 0066 audit_archive (module audit) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE au_archive (
  archive_no BIGINT NOT NULL,
  first_batch BIGINT NOT NULL,
  last_batch BIGINT NOT NULL,
  record_count BIGINT NOT NULL,
  oldest_utc TIMESTAMP(6) NOT NULL,
  newest_utc TIMESTAMP(6) NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  file_hex VARCHAR(64) NOT NULL,
  archived_utc TIMESTAMP(6) NOT NULL,
  acts_hex VARCHAR(64) NOT NULL,
  key_version INT NOT NULL,
  mac_hex VARCHAR(64) NOT NULL,
  PRIMARY KEY (archive_no)
);

COMMENT ON TABLE au_archive IS '审计归档';

COMMENT ON COLUMN au_archive.archive_no IS '归档号';

COMMENT ON COLUMN au_archive.first_batch IS '首批';

COMMENT ON COLUMN au_archive.last_batch IS '末批';

COMMENT ON COLUMN au_archive.record_count IS '记录数';

COMMENT ON COLUMN au_archive.oldest_utc IS '首批封存时刻';

COMMENT ON COLUMN au_archive.newest_utc IS '末批封存时刻';

COMMENT ON COLUMN au_archive.file_name IS '文件名';

COMMENT ON COLUMN au_archive.file_hex IS '文件摘要';

COMMENT ON COLUMN au_archive.archived_utc IS '归档时刻';

COMMENT ON COLUMN au_archive.acts_hex IS '计数摘要';

COMMENT ON COLUMN au_archive.key_version IS '密钥版本';

COMMENT ON COLUMN au_archive.mac_hex IS '鉴别码';

CREATE TABLE au_archived_act (
  archive_no BIGINT NOT NULL,
  act_no INT NOT NULL,
  object_type VARCHAR(60) NOT NULL,
  object_id VARCHAR(200) NOT NULL,
  kind_code VARCHAR(100) NOT NULL,
  act_total INT NOT NULL,
  PRIMARY KEY (archive_no, act_no)
);

COMMENT ON TABLE au_archived_act IS '归档中的办理计数';

COMMENT ON COLUMN au_archived_act.archive_no IS '归档号';

COMMENT ON COLUMN au_archived_act.act_no IS '序号';

COMMENT ON COLUMN au_archived_act.object_type IS '对象种类';

COMMENT ON COLUMN au_archived_act.object_id IS '对象';

COMMENT ON COLUMN au_archived_act.kind_code IS '事项';

COMMENT ON COLUMN au_archived_act.act_total IS '次数';

CREATE INDEX ix_au_archived_act_object ON au_archived_act (object_type, object_id, kind_code);

CREATE TABLE au_epoch (
  epoch_no BIGINT NOT NULL,
  after_batch BIGINT NOT NULL,
  lost_batch BIGINT NOT NULL,
  lost_hex VARCHAR(64) NOT NULL,
  previous_hex VARCHAR(64) NOT NULL,
  opened_utc TIMESTAMP(6) NOT NULL,
  first_user BIGINT NOT NULL,
  second_user BIGINT NOT NULL,
  key_version INT NOT NULL,
  signature_hex VARCHAR(128) NOT NULL,
  PRIMARY KEY (epoch_no)
);

COMMENT ON TABLE au_epoch IS '审计纪元';

COMMENT ON COLUMN au_epoch.epoch_no IS '纪元号';

COMMENT ON COLUMN au_epoch.after_batch IS '数据库停在第几批';

COMMENT ON COLUMN au_epoch.lost_batch IS '检查点文件记到第几批';

COMMENT ON COLUMN au_epoch.lost_hex IS '检查点文件末行摘要';

COMMENT ON COLUMN au_epoch.previous_hex IS '数据库末次声明摘要';

COMMENT ON COLUMN au_epoch.opened_utc IS '时刻';

COMMENT ON COLUMN au_epoch.first_user IS '开启人';

COMMENT ON COLUMN au_epoch.second_user IS '确认人';

COMMENT ON COLUMN au_epoch.key_version IS '密钥版本';

COMMENT ON COLUMN au_epoch.signature_hex IS '签名';

CREATE INDEX ix_au_record_seen ON au_record (object_id, object_type, at_utc, record_id);
