-- 0088 identity_certificate (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_certificate (
  certificate_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  cert_digest VARCHAR(64 CHAR) NOT NULL,
  serial_text VARCHAR(64 CHAR) NOT NULL,
  issuer_name VARCHAR(200 CHAR) NOT NULL,
  subject_name VARCHAR(200 CHAR) NOT NULL,
  from_utc TIMESTAMP(6) NOT NULL,
  until_utc TIMESTAMP(6) NOT NULL,
  content_text TEXT NOT NULL,
  bound_by BIGINT NOT NULL,
  bound_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (certificate_id)
);

COMMENT ON TABLE id_certificate IS '人员证书';

COMMENT ON COLUMN id_certificate.certificate_id IS '编号';

COMMENT ON COLUMN id_certificate.user_id IS '账号';

COMMENT ON COLUMN id_certificate.cert_digest IS '证书的SM3';

COMMENT ON COLUMN id_certificate.serial_text IS '序列号';

COMMENT ON COLUMN id_certificate.issuer_name IS '签发机构';

COMMENT ON COLUMN id_certificate.subject_name IS '证书主体';

COMMENT ON COLUMN id_certificate.from_utc IS '有效期起';

COMMENT ON COLUMN id_certificate.until_utc IS '有效期止';

COMMENT ON COLUMN id_certificate.content_text IS '证书(Base64)';

COMMENT ON COLUMN id_certificate.bound_by IS '绑定人';

COMMENT ON COLUMN id_certificate.bound_utc IS '绑定时刻';

COMMENT ON COLUMN id_certificate.row_mac IS '行校验';

CREATE UNIQUE INDEX uq_id_certificate_digest ON id_certificate (cert_digest);

CREATE INDEX ix_id_certificate_user ON id_certificate (user_id);

CREATE TABLE id_trust (
  trust_id BIGINT NOT NULL,
  item_kind VARCHAR(20 CHAR) NOT NULL,
  item_digest VARCHAR(64 CHAR) NOT NULL,
  subject_name VARCHAR(200 CHAR) NOT NULL,
  from_utc TIMESTAMP(6) NOT NULL,
  until_utc TIMESTAMP(6),
  content_text TEXT NOT NULL,
  set_by BIGINT NOT NULL,
  set_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (trust_id)
);

COMMENT ON TABLE id_trust IS '信任的机构与撤销列表';

COMMENT ON COLUMN id_trust.trust_id IS '编号';

COMMENT ON COLUMN id_trust.item_kind IS '种类';

COMMENT ON COLUMN id_trust.item_digest IS '内容的SM3';

COMMENT ON COLUMN id_trust.subject_name IS '机构';

COMMENT ON COLUMN id_trust.from_utc IS '有效期起';

COMMENT ON COLUMN id_trust.until_utc IS '有效期止';

COMMENT ON COLUMN id_trust.content_text IS '内容(Base64)';

COMMENT ON COLUMN id_trust.set_by IS '登记人';

COMMENT ON COLUMN id_trust.set_utc IS '登记时刻';

COMMENT ON COLUMN id_trust.row_mac IS '行校验';

CREATE UNIQUE INDEX uq_id_trust_digest ON id_trust (item_digest);
