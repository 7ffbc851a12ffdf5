-- module: identity
-- How the portal is assembled for a role. Rows are only added: the newest of a role is in force, and a role without a row, or whose newest says nothing,
-- has the portal as delivered.

CREATE TABLE id_portal_change ( -- 门户装配的修改
  change_id BIGINT NOT NULL, -- 编号
  role_code {VC:40} NOT NULL, -- 角色
  version_no INT NOT NULL, -- 第几次修改
  layout_json TEXT, -- 次序、隐藏、改名;空为交付的样子
  reason_text TEXT NOT NULL, -- 理由
  changed_by BIGINT NOT NULL, -- 修改人
  changed_name {VC:60} NOT NULL, -- 修改人姓名
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (change_id)
);

CREATE UNIQUE INDEX ux_id_portal_change_role ON id_portal_change (role_code, version_no);
