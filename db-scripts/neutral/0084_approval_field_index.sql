-- module: approval
-- Blind indexes of personal fields, by which a case is found by the exact number; two versions stand side by side while a key is changed.

CREATE TABLE ap_field_index ( -- 个人信息盲索引
  field_id BIGINT NOT NULL, -- 字段号
  key_version INT NOT NULL, -- 索引密钥版本
  case_id BIGINT NOT NULL, -- 办件
  kind_code {VC:16} NOT NULL, -- 种类
  index_hex {VC:32} NOT NULL, -- 索引
  PRIMARY KEY (field_id, key_version)
);

CREATE INDEX ix_ap_field_index_value ON ap_field_index (kind_code, index_hex);

CREATE INDEX ix_ap_field_index_version ON ap_field_index (key_version, field_id);

CREATE INDEX ix_ap_field_index_case ON ap_field_index (case_id);
