-- module: identity
-- Rights that a person lends to a colleague until a day. A row carries a MAC; rights are taken from it only while who lends holds them.

CREATE TABLE id_delegation ( -- 代理授权
  delegation_id BIGINT NOT NULL, -- 委托号
  from_user BIGINT NOT NULL, -- 委托人
  to_user BIGINT NOT NULL, -- 受托人
  roles_text {VC:400}, -- 角色,逗号分隔
  posts_text {VC:400}, -- 岗位,逗号分隔
  until_on {DATE} NOT NULL, -- 最后一天
  reason_text TEXT NOT NULL, -- 事由
  asked_utc {INSTANT} NOT NULL, -- 提出时刻
  state_code {VC:10} NOT NULL CHECK (state_code IN ('ASKED','ACTIVE','REFUSED','ENDED')), -- 状态
  decided_by BIGINT, -- 确认人
  decided_utc {INSTANT}, -- 确认时刻
  ended_by BIGINT, -- 收回人
  ended_utc {INSTANT}, -- 收回时刻
  turn_no INT DEFAULT 0 NOT NULL, -- 占用次数,只用于排队
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (delegation_id)
);

CREATE INDEX ix_id_delegation_to ON id_delegation (to_user, state_code);

CREATE INDEX ix_id_delegation_from ON id_delegation (from_user, state_code);
