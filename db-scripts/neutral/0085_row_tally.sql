-- module: kernel
-- Tally of each protected table: rows and a sum over their MACs, so that a row taken away, added or put back is noticed.

CREATE TABLE db_row_tally ( -- 行账
  tally_id BIGINT NOT NULL, -- 账号,由表名得出
  table_name {VC:60} NOT NULL, -- 表
  row_count BIGINT NOT NULL, -- 行数
  version_no BIGINT NOT NULL, -- 版本
  key_version INT NOT NULL, -- 校验密钥版本
  sum_text {VC:200} NOT NULL, -- 校验和,加密
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (tally_id)
);
