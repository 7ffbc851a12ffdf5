-- module: identity
-- The newest revocation list ever taken of an authority. It stays when the list or the authority is taken out, so that no older list comes in afterwards.

CREATE TABLE id_trust_mark ( -- 撤销列表的最新记录
  mark_id BIGINT NOT NULL, -- 编号
  key_digest {VC:64} NOT NULL, -- 签发机构公钥的SM3
  issuer_name {VC:200} NOT NULL, -- 签发机构
  list_digest {VC:64} NOT NULL, -- 最新列表的SM3
  list_number {VC:40}, -- 最大编号,十六进制
  list_utc {INSTANT} NOT NULL, -- 最晚签发时刻
  set_utc {INSTANT} NOT NULL, -- 记录时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (mark_id)
);

CREATE UNIQUE INDEX uq_id_trust_mark_key ON id_trust_mark (key_digest);
