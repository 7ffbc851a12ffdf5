-- module: identity
-- Which exports carry a visible mark. A row that is missing stands for the values the program was delivered with; every export is recorded, whatever
-- this row says.

CREATE TABLE id_export_policy ( -- 导出标记策略
  policy_id BIGINT NOT NULL, -- 恒为 1
  marks_prints SMALLINT NOT NULL CHECK (marks_prints IN (0,1)), -- 图件加可见标记
  marks_reports SMALLINT NOT NULL CHECK (marks_reports IN (0,1)), -- 报告加可见标记
  marks_tables SMALLINT NOT NULL CHECK (marks_tables IN (0,1)), -- 表格加可见标记
  marks_features SMALLINT NOT NULL CHECK (marks_features IN (0,1)), -- 空间数据加可见标记
  marks_pictures SMALLINT NOT NULL CHECK (marks_pictures IN (0,1)), -- 图片服务加可见标记
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (policy_id)
);
