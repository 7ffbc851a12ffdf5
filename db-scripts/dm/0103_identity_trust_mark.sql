-- 0103 identity_trust_mark (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_trust_mark (
  mark_id BIGINT NOT NULL,
  key_digest VARCHAR(64 CHAR) NOT NULL,
  issuer_name VARCHAR(200 CHAR) NOT NULL,
  list_digest VARCHAR(64 CHAR) NOT NULL,
  list_number VARCHAR(40 CHAR),
  list_utc TIMESTAMP(6) NOT NULL,
  set_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (mark_id)
);

COMMENT ON TABLE id_trust_mark IS '撤销列表的最新记录';

COMMENT ON COLUMN id_trust_mark.mark_id IS '编号';

COMMENT ON COLUMN id_trust_mark.key_digest IS '签发机构公钥的SM3';

COMMENT ON COLUMN id_trust_mark.issuer_name IS '签发机构';

COMMENT ON COLUMN id_trust_mark.list_digest IS '最新列表的SM3';

COMMENT ON COLUMN id_trust_mark.list_number IS '最大编号,十六进制';

COMMENT ON COLUMN id_trust_mark.list_utc IS '最晚签发时刻';

COMMENT ON COLUMN id_trust_mark.set_utc IS '记录时刻';

COMMENT ON COLUMN id_trust_mark.row_mac IS '行校验';

CREATE UNIQUE INDEX uq_id_trust_mark_key ON id_trust_mark (key_digest);
