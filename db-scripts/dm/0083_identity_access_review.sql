-- 0083 identity_access_review (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_access_review (
  review_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  org_name VARCHAR(100 CHAR) NOT NULL,
  opened_by BIGINT NOT NULL,
  opened_name VARCHAR(60 CHAR) NOT NULL,
  opened_utc TIMESTAMP(6) NOT NULL,
  due_on DATE NOT NULL,
  state_code VARCHAR(8 CHAR) NOT NULL CHECK (state_code IN ('OPEN','SIGNED')),
  signed_by BIGINT,
  signed_name VARCHAR(60 CHAR),
  signed_utc TIMESTAMP(6),
  result_hex VARCHAR(64 CHAR),
  turn_no INT DEFAULT 0 NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (review_id)
);

COMMENT ON TABLE id_access_review IS '权限复核';

COMMENT ON COLUMN id_access_review.review_id IS '复核号';

COMMENT ON COLUMN id_access_review.org_id IS '机构';

COMMENT ON COLUMN id_access_review.org_name IS '机构名称';

COMMENT ON COLUMN id_access_review.opened_by IS '发起人';

COMMENT ON COLUMN id_access_review.opened_name IS '发起人姓名';

COMMENT ON COLUMN id_access_review.opened_utc IS '发起时刻';

COMMENT ON COLUMN id_access_review.due_on IS '应完成日';

COMMENT ON COLUMN id_access_review.state_code IS '状态';

COMMENT ON COLUMN id_access_review.signed_by IS '签署人';

COMMENT ON COLUMN id_access_review.signed_name IS '签署人姓名';

COMMENT ON COLUMN id_access_review.signed_utc IS '签署时刻';

COMMENT ON COLUMN id_access_review.result_hex IS '结果摘要';

COMMENT ON COLUMN id_access_review.turn_no IS '占用次数,只用于排队';

COMMENT ON COLUMN id_access_review.row_mac IS '行校验';

CREATE INDEX ix_id_access_review_org ON id_access_review (org_id, review_id);

CREATE TABLE id_access_line (
  line_id BIGINT NOT NULL,
  review_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  account_name VARCHAR(40 CHAR) NOT NULL,
  user_name VARCHAR(60 CHAR) NOT NULL,
  posts_text VARCHAR(200 CHAR),
  role_code VARCHAR(40 CHAR) NOT NULL,
  role_name VARCHAR(60 CHAR) NOT NULL,
  scope_text VARCHAR(60 CHAR) NOT NULL,
  granted_name VARCHAR(60 CHAR) NOT NULL,
  granted_utc TIMESTAMP(6) NOT NULL,
  until_on DATE,
  login_utc TIMESTAMP(6),
  act_utc TIMESTAMP(6),
  template_code VARCHAR(8 CHAR) NOT NULL CHECK (template_code IN ('IN','EXTRA','NONE')),
  verdict_code VARCHAR(12 CHAR) NOT NULL CHECK (verdict_code IN ('OPEN','KEPT','WITHDRAWN')),
  note_text TEXT,
  decided_by BIGINT,
  decided_name VARCHAR(60 CHAR),
  decided_utc TIMESTAMP(6),
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (line_id)
);

COMMENT ON TABLE id_access_line IS '权限复核的一行';

COMMENT ON COLUMN id_access_line.line_id IS '行号';

COMMENT ON COLUMN id_access_line.review_id IS '复核';

COMMENT ON COLUMN id_access_line.user_id IS '账号';

COMMENT ON COLUMN id_access_line.account_name IS '登录名';

COMMENT ON COLUMN id_access_line.user_name IS '姓名';

COMMENT ON COLUMN id_access_line.posts_text IS '岗位';

COMMENT ON COLUMN id_access_line.role_code IS '角色';

COMMENT ON COLUMN id_access_line.role_name IS '角色名称';

COMMENT ON COLUMN id_access_line.scope_text IS '范围';

COMMENT ON COLUMN id_access_line.granted_name IS '授权人';

COMMENT ON COLUMN id_access_line.granted_utc IS '授权时刻';

COMMENT ON COLUMN id_access_line.until_on IS '截止日';

COMMENT ON COLUMN id_access_line.login_utc IS '上次登录';

COMMENT ON COLUMN id_access_line.act_utc IS '上次办理';

COMMENT ON COLUMN id_access_line.template_code IS '与岗位模板';

COMMENT ON COLUMN id_access_line.verdict_code IS '结论';

COMMENT ON COLUMN id_access_line.note_text IS '说明';

COMMENT ON COLUMN id_access_line.decided_by IS '复核人';

COMMENT ON COLUMN id_access_line.decided_name IS '复核人姓名';

COMMENT ON COLUMN id_access_line.decided_utc IS '复核时刻';

COMMENT ON COLUMN id_access_line.row_mac IS '行校验';

CREATE INDEX ix_id_access_line_review ON id_access_line (review_id, line_id);
