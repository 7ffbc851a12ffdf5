-- module: identity
-- Lists by which an organisation's rights are looked through line by line: what was seen, what was decided, by whom, until when it is due.

CREATE TABLE id_access_review ( -- 权限复核
  review_id BIGINT NOT NULL, -- 复核号
  org_id BIGINT NOT NULL, -- 机构
  org_name {VC:100} NOT NULL, -- 机构名称
  opened_by BIGINT NOT NULL, -- 发起人
  opened_name {VC:60} NOT NULL, -- 发起人姓名
  opened_utc {INSTANT} NOT NULL, -- 发起时刻
  due_on {DATE} NOT NULL, -- 应完成日
  state_code {VC:8} NOT NULL CHECK (state_code IN ('OPEN','SIGNED')), -- 状态
  signed_by BIGINT, -- 签署人
  signed_name {VC:60}, -- 签署人姓名
  signed_utc {INSTANT}, -- 签署时刻
  result_hex {VC:64}, -- 结果摘要
  turn_no INT DEFAULT 0 NOT NULL, -- 占用次数,只用于排队
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (review_id)
);

CREATE INDEX ix_id_access_review_org ON id_access_review (org_id, review_id);

CREATE TABLE id_access_line ( -- 权限复核的一行
  line_id BIGINT NOT NULL, -- 行号
  review_id BIGINT NOT NULL, -- 复核
  user_id BIGINT NOT NULL, -- 账号
  account_name {VC:40} NOT NULL, -- 登录名
  user_name {VC:60} NOT NULL, -- 姓名
  posts_text {VC:200}, -- 岗位
  role_code {VC:40} NOT NULL, -- 角色
  role_name {VC:60} NOT NULL, -- 角色名称
  scope_text {VC:60} NOT NULL, -- 范围
  granted_name {VC:60} NOT NULL, -- 授权人
  granted_utc {INSTANT} NOT NULL, -- 授权时刻
  until_on {DATE}, -- 截止日
  login_utc {INSTANT}, -- 上次登录
  act_utc {INSTANT}, -- 上次办理
  template_code {VC:8} NOT NULL CHECK (template_code IN ('IN','EXTRA','NONE')), -- 与岗位模板
  verdict_code {VC:12} NOT NULL CHECK (verdict_code IN ('OPEN','KEPT','WITHDRAWN')), -- 结论
  note_text TEXT, -- 说明
  decided_by BIGINT, -- 复核人
  decided_name {VC:60}, -- 复核人姓名
  decided_utc {INSTANT}, -- 复核时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (line_id)
);

CREATE INDEX ix_id_access_line_review ON id_access_line (review_id, line_id);
