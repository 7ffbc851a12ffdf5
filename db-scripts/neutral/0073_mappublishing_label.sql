-- module: mappublishing
-- Labels of layers and rasters (数据标记), set by the security administrator. Each row carries a MAC and one row closes over all of them: a label
-- that is changed, removed or added behind the application's back hides everything.

CREATE TABLE mp_label_book ( -- 标记版本,只有一行
  book_id BIGINT NOT NULL, -- 恒为 1
  version_no BIGINT NOT NULL, -- 版本,每次变更加一
  label_digest {VC:64} NOT NULL, -- 全部标记行的摘要
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (book_id)
);

CREATE TABLE mp_label ( -- 图层和栅格的安全标记
  label_id BIGINT NOT NULL, -- 标记号
  layer_code {VC:30} NOT NULL, -- 图层或栅格
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  reason_text {VC:200} NOT NULL, -- 理由
  set_by BIGINT NOT NULL, -- 设置人
  set_name {VC:60} NOT NULL, -- 设置人姓名
  set_utc {INSTANT} NOT NULL, -- 设置时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (label_id)
);

CREATE UNIQUE INDEX ux_mp_label_layer ON mp_label (layer_code);
