-- module: compliancereview
-- scope: cr_review
-- Verdicts as signed documents with their figures as rows; papers that answer or exempt.

CREATE TABLE cr_review ( -- 审查结论
  review_id BIGINT NOT NULL, -- 结论号
  case_id BIGINT, -- 办件
  matter_code {VC:60} NOT NULL, -- 事项
  stage_code {VC:12} NOT NULL CHECK (stage_code IN ('intake','decision','issue','manual')), -- 审查时点
  overall_code {VC:16} NOT NULL CHECK (overall_code IN ('compliant','conflict','undetermined')), -- 总结论
  blocks_issue SMALLINT NOT NULL CHECK (blocks_issue IN (0,1)), -- 是否不能出证
  reviewed_utc {INSTANT} NOT NULL, -- 审查时刻
  evaluated_on {DATE} NOT NULL, -- 判定日期
  rule_version {VC:60} NOT NULL, -- 规则版本
  file_name {VC:255} NOT NULL, -- 坐标文件名
  verdict_json TEXT NOT NULL, -- 结论正文
  body_digest {VC:64} NOT NULL, -- 规范正文摘要
  signature_hex {VC:200} NOT NULL, -- SM2 签名
  key_version INT NOT NULL, -- 签名密钥版本
  by_user_id BIGINT NOT NULL, -- 审查人
  by_name {VC:60} NOT NULL, -- 审查人姓名
  owner_org_id BIGINT NOT NULL, -- 所属单位
  region_code {VC:12} NOT NULL, -- 区划
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 密级
  label_category {VC:40}, -- 类别
  PRIMARY KEY (review_id)
);

CREATE INDEX ix_cr_review_case ON cr_review (case_id, review_id);

CREATE TABLE cr_check ( -- 审查项
  review_id BIGINT NOT NULL, -- 结论号
  check_no INT NOT NULL, -- 序号
  parcel_no INT NOT NULL, -- 地块序号
  rule_code {VC:12} NOT NULL, -- 规则
  layer_code {VC:40}, -- 图层
  revision_no INT, -- 数据版本
  status_code {VC:16} NOT NULL, -- 结论
  plane_area BIGINT, -- 平面面积(0.0001 平方米)
  ellipsoidal_area BIGINT, -- 椭球面积(0.0001 平方米)
  share_millionths INT, -- 占比(百万分之一)
  reason_code {VC:40}, -- 原因
  PRIMARY KEY (review_id, check_no)
);

CREATE TABLE cr_attestation ( -- 人工认定
  attestation_id BIGINT NOT NULL, -- 认定号
  case_id BIGINT NOT NULL, -- 办件
  rule_code {VC:12} NOT NULL, -- 规则
  answer_code {VC:16} NOT NULL CHECK (answer_code IN ('compliant','conflict')), -- 认定结论
  document_digest {VC:64} NOT NULL, -- 文件摘要
  document_name {VC:255} NOT NULL, -- 文件名
  valid_until {DATE} NOT NULL, -- 有效期至
  reason_text {VC:1000} NOT NULL, -- 说明
  by_user_id BIGINT NOT NULL, -- 认定人
  by_name {VC:60} NOT NULL, -- 认定人姓名
  created_utc {INSTANT} NOT NULL, -- 时刻
  PRIMARY KEY (attestation_id)
);

CREATE INDEX ix_cr_attestation_case ON cr_attestation (case_id, rule_code);

CREATE TABLE cr_exemption ( -- 豁免依据
  exemption_id BIGINT NOT NULL, -- 豁免号
  case_id BIGINT NOT NULL, -- 办件
  rule_code {VC:12} NOT NULL, -- 规则
  basis_text {VC:500} NOT NULL, -- 情形
  document_digest {VC:64} NOT NULL, -- 文件摘要
  document_name {VC:255} NOT NULL, -- 文件名
  reason_text {VC:1000} NOT NULL, -- 说明
  by_user_id BIGINT NOT NULL, -- 经办人
  by_name {VC:60} NOT NULL, -- 经办人姓名
  created_utc {INSTANT} NOT NULL, -- 时刻
  PRIMARY KEY (exemption_id)
);

CREATE INDEX ix_cr_exemption_case ON cr_exemption (case_id, rule_code);
