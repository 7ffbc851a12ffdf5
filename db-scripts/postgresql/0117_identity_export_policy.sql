-- 0117 identity_export_policy (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_export_policy (
  policy_id BIGINT NOT NULL,
  marks_prints SMALLINT NOT NULL CHECK (marks_prints IN (0,1)),
  marks_reports SMALLINT NOT NULL CHECK (marks_reports IN (0,1)),
  marks_tables SMALLINT NOT NULL CHECK (marks_tables IN (0,1)),
  marks_features SMALLINT NOT NULL CHECK (marks_features IN (0,1)),
  marks_pictures SMALLINT NOT NULL CHECK (marks_pictures IN (0,1)),
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);

COMMENT ON TABLE id_export_policy IS '导出标记策略';

COMMENT ON COLUMN id_export_policy.policy_id IS '恒为 1';

COMMENT ON COLUMN id_export_policy.marks_prints IS '图件加可见标记';

COMMENT ON COLUMN id_export_policy.marks_reports IS '报告加可见标记';

COMMENT ON COLUMN id_export_policy.marks_tables IS '表格加可见标记';

COMMENT ON COLUMN id_export_policy.marks_features IS '空间数据加可见标记';

COMMENT ON COLUMN id_export_policy.marks_pictures IS '图片服务加可见标记';

COMMENT ON COLUMN id_export_policy.changed_utc IS '修改时刻';

COMMENT ON COLUMN id_export_policy.row_mac IS '行校验';
