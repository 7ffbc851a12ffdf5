-- module: approval
-- One row a case with a digest of each of its parts, under a MAC. Cases from before are sealed when the node is next started.

CREATE TABLE ap_case_seal ( -- 办件封签
  case_id BIGINT NOT NULL, -- 办件
  parts_text TEXT NOT NULL, -- 各部分的摘要
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (case_id)
);
