-- module: compliancereview
-- Which coordinate file, read in which way, an officer vouched for: by whole digests, under a MAC. Papers from before name no file and do not count.

CREATE TABLE cr_position_paper ( -- 位置认定所指的坐标文件
  attestation_id BIGINT NOT NULL, -- 认定号
  case_id BIGINT NOT NULL, -- 办件
  file_digest {VC:64} NOT NULL, -- 坐标文件的SM3
  reading_digest {VC:64} NOT NULL, -- 文件连同轴序、带号、图层的SM3
  row_mac {VC:72} NOT NULL, -- 行校验码
  PRIMARY KEY (attestation_id)
);

CREATE INDEX ix_cr_position_paper_case ON cr_position_paper (case_id, attestation_id);
