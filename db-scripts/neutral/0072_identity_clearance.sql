-- module: identity
-- Labels of people (人员标记), set by the security administrator. Who has no row holds the floor of the label scheme, so that a row that is
-- removed behind the application's back can only lower what a person sees.

CREATE TABLE id_clearance ( -- 人员标记
  user_id BIGINT NOT NULL, -- 账号
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  reason_text {VC:200} NOT NULL, -- 理由
  set_by BIGINT NOT NULL, -- 设置人
  set_utc {INSTANT} NOT NULL, -- 设置时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (user_id)
);
