-- module: identity
-- Certificates of people (UKey) bound to accounts, and what they are judged by: authorities and revocation lists. Contents are public; every row
-- carries a MAC, so that none is put in or changed behind the application's back.

CREATE TABLE id_certificate ( -- 人员证书
  certificate_id BIGINT NOT NULL, -- 编号
  user_id BIGINT NOT NULL, -- 账号
  cert_digest {VC:64} NOT NULL, -- 证书的SM3
  serial_text {VC:64} NOT NULL, -- 序列号
  issuer_name {VC:200} NOT NULL, -- 签发机构
  subject_name {VC:200} NOT NULL, -- 证书主体
  from_utc {INSTANT} NOT NULL, -- 有效期起
  until_utc {INSTANT} NOT NULL, -- 有效期止
  content_text TEXT NOT NULL, -- 证书(Base64)
  bound_by BIGINT NOT NULL, -- 绑定人
  bound_utc {INSTANT} NOT NULL, -- 绑定时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (certificate_id)
);

CREATE UNIQUE INDEX uq_id_certificate_digest ON id_certificate (cert_digest);

CREATE INDEX ix_id_certificate_user ON id_certificate (user_id);

CREATE TABLE id_trust ( -- 信任的机构与撤销列表
  trust_id BIGINT NOT NULL, -- 编号
  item_kind {VC:20} NOT NULL, -- 种类
  item_digest {VC:64} NOT NULL, -- 内容的SM3
  subject_name {VC:200} NOT NULL, -- 机构
  from_utc {INSTANT} NOT NULL, -- 有效期起
  until_utc {INSTANT}, -- 有效期止
  content_text TEXT NOT NULL, -- 内容(Base64)
  set_by BIGINT NOT NULL, -- 登记人
  set_utc {INSTANT} NOT NULL, -- 登记时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (trust_id)
);

CREATE UNIQUE INDEX uq_id_trust_digest ON id_trust (item_digest);
