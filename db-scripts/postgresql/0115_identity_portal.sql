-- 0115 identity_portal (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_portal_change (
  change_id BIGINT NOT NULL,
  role_code VARCHAR(40) NOT NULL,
  version_no INT NOT NULL,
  layout_json TEXT,
  reason_text TEXT NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_name VARCHAR(60) NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (change_id)
);

COMMENT ON TABLE id_portal_change IS '门户装配的修改';

COMMENT ON COLUMN id_portal_change.change_id IS '编号';

COMMENT ON COLUMN id_portal_change.role_code IS '角色';

COMMENT ON COLUMN id_portal_change.version_no IS '第几次修改';

COMMENT ON COLUMN id_portal_change.layout_json IS '次序、隐藏、改名;空为交付的样子';

COMMENT ON COLUMN id_portal_change.reason_text IS '理由';

COMMENT ON COLUMN id_portal_change.changed_by IS '修改人';

COMMENT ON COLUMN id_portal_change.changed_name IS '修改人姓名';

COMMENT ON COLUMN id_portal_change.changed_utc IS '修改时刻';

COMMENT ON COLUMN id_portal_change.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_id_portal_change_role ON id_portal_change (role_code, version_no);
