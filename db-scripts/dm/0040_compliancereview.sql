-- 0040 compliancereview (module compliancereview) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE cr_review (
  review_id BIGINT NOT NULL,
  case_id BIGINT,
  matter_code VARCHAR(60 CHAR) NOT NULL,
  stage_code VARCHAR(12 CHAR) NOT NULL CHECK (stage_code IN ('intake','decision','issue','manual')),
  overall_code VARCHAR(16 CHAR) NOT NULL CHECK (overall_code IN ('compliant','conflict','undetermined')),
  blocks_issue SMALLINT NOT NULL CHECK (blocks_issue IN (0,1)),
  reviewed_utc TIMESTAMP(6) NOT NULL,
  evaluated_on DATE NOT NULL,
  rule_version VARCHAR(60 CHAR) NOT NULL,
  file_name VARCHAR(255 CHAR) NOT NULL,
  verdict_json TEXT NOT NULL,
  body_digest VARCHAR(64 CHAR) NOT NULL,
  signature_hex VARCHAR(200 CHAR) NOT NULL,
  key_version INT NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60 CHAR) NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (review_id)
);

COMMENT ON TABLE cr_review IS '审查结论';

COMMENT ON COLUMN cr_review.review_id IS '结论号';

COMMENT ON COLUMN cr_review.case_id IS '办件';

COMMENT ON COLUMN cr_review.matter_code IS '事项';

COMMENT ON COLUMN cr_review.stage_code IS '审查时点';

COMMENT ON COLUMN cr_review.overall_code IS '总结论';

COMMENT ON COLUMN cr_review.blocks_issue IS '是否不能出证';

COMMENT ON COLUMN cr_review.reviewed_utc IS '审查时刻';

COMMENT ON COLUMN cr_review.evaluated_on IS '判定日期';

COMMENT ON COLUMN cr_review.rule_version IS '规则版本';

COMMENT ON COLUMN cr_review.file_name IS '坐标文件名';

COMMENT ON COLUMN cr_review.verdict_json IS '结论正文';

COMMENT ON COLUMN cr_review.body_digest IS '规范正文摘要';

COMMENT ON COLUMN cr_review.signature_hex IS 'SM2 签名';

COMMENT ON COLUMN cr_review.key_version IS '签名密钥版本';

COMMENT ON COLUMN cr_review.by_user_id IS '审查人';

COMMENT ON COLUMN cr_review.by_name IS '审查人姓名';

COMMENT ON COLUMN cr_review.owner_org_id IS '所属单位';

COMMENT ON COLUMN cr_review.region_code IS '区划';

COMMENT ON COLUMN cr_review.origin_node IS '来源节点';

COMMENT ON COLUMN cr_review.label_level IS '密级';

COMMENT ON COLUMN cr_review.label_category IS '类别';

CREATE INDEX ix_cr_review_case ON cr_review (case_id, review_id);

CREATE TABLE cr_check (
  review_id BIGINT NOT NULL,
  check_no INT NOT NULL,
  parcel_no INT NOT NULL,
  rule_code VARCHAR(12 CHAR) NOT NULL,
  layer_code VARCHAR(40 CHAR),
  revision_no INT,
  status_code VARCHAR(16 CHAR) NOT NULL,
  plane_area BIGINT,
  ellipsoidal_area BIGINT,
  share_millionths INT,
  reason_code VARCHAR(40 CHAR),
  PRIMARY KEY (review_id, check_no)
);

COMMENT ON TABLE cr_check IS '审查项';

COMMENT ON COLUMN cr_check.review_id IS '结论号';

COMMENT ON COLUMN cr_check.check_no IS '序号';

COMMENT ON COLUMN cr_check.parcel_no IS '地块序号';

COMMENT ON COLUMN cr_check.rule_code IS '规则';

COMMENT ON COLUMN cr_check.layer_code IS '图层';

COMMENT ON COLUMN cr_check.revision_no IS '数据版本';

COMMENT ON COLUMN cr_check.status_code IS '结论';

COMMENT ON COLUMN cr_check.plane_area IS '平面面积(0.0001 平方米)';

COMMENT ON COLUMN cr_check.ellipsoidal_area IS '椭球面积(0.0001 平方米)';

COMMENT ON COLUMN cr_check.share_millionths IS '占比(百万分之一)';

COMMENT ON COLUMN cr_check.reason_code IS '原因';

CREATE TABLE cr_attestation (
  attestation_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  rule_code VARCHAR(12 CHAR) NOT NULL,
  answer_code VARCHAR(16 CHAR) NOT NULL CHECK (answer_code IN ('compliant','conflict')),
  document_digest VARCHAR(64 CHAR) NOT NULL,
  document_name VARCHAR(255 CHAR) NOT NULL,
  valid_until DATE NOT NULL,
  reason_text VARCHAR(1000 CHAR) NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60 CHAR) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (attestation_id)
);

COMMENT ON TABLE cr_attestation IS '人工认定';

COMMENT ON COLUMN cr_attestation.attestation_id IS '认定号';

COMMENT ON COLUMN cr_attestation.case_id IS '办件';

COMMENT ON COLUMN cr_attestation.rule_code IS '规则';

COMMENT ON COLUMN cr_attestation.answer_code IS '认定结论';

COMMENT ON COLUMN cr_attestation.document_digest IS '文件摘要';

COMMENT ON COLUMN cr_attestation.document_name IS '文件名';

COMMENT ON COLUMN cr_attestation.valid_until IS '有效期至';

COMMENT ON COLUMN cr_attestation.reason_text IS '说明';

COMMENT ON COLUMN cr_attestation.by_user_id IS '认定人';

COMMENT ON COLUMN cr_attestation.by_name IS '认定人姓名';

COMMENT ON COLUMN cr_attestation.created_utc IS '时刻';

CREATE INDEX ix_cr_attestation_case ON cr_attestation (case_id, rule_code);

CREATE TABLE cr_exemption (
  exemption_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  rule_code VARCHAR(12 CHAR) NOT NULL,
  basis_text VARCHAR(500 CHAR) NOT NULL,
  document_digest VARCHAR(64 CHAR) NOT NULL,
  document_name VARCHAR(255 CHAR) NOT NULL,
  reason_text VARCHAR(1000 CHAR) NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60 CHAR) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (exemption_id)
);

COMMENT ON TABLE cr_exemption IS '豁免依据';

COMMENT ON COLUMN cr_exemption.exemption_id IS '豁免号';

COMMENT ON COLUMN cr_exemption.case_id IS '办件';

COMMENT ON COLUMN cr_exemption.rule_code IS '规则';

COMMENT ON COLUMN cr_exemption.basis_text IS '情形';

COMMENT ON COLUMN cr_exemption.document_digest IS '文件摘要';

COMMENT ON COLUMN cr_exemption.document_name IS '文件名';

COMMENT ON COLUMN cr_exemption.reason_text IS '说明';

COMMENT ON COLUMN cr_exemption.by_user_id IS '经办人';

COMMENT ON COLUMN cr_exemption.by_name IS '经办人姓名';

COMMENT ON COLUMN cr_exemption.created_utc IS '时刻';

CREATE INDEX ix_cr_exemption_case ON cr_exemption (case_id, rule_code);
