-- module: compliancereview
-- One row a review with a digest of the review and of its checks, under a MAC. Reviews from before are sealed when the node is next started.

CREATE TABLE cr_review_seal ( -- 审查结论封签
  review_id BIGINT NOT NULL, -- 结论号
  parts_text TEXT NOT NULL, -- 各部分的摘要
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (review_id)
);
