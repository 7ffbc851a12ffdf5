-- module: identity
-- When the person of a session last proved themselves (password, second factor), and what the security administrator allows of sessions.
-- A session without the time counts from its beginning; a policy row that is missing stands for the values the program was delivered with.

ALTER TABLE id_session ADD COLUMN proved_utc {INSTANT};

CREATE TABLE id_session_policy ( -- 会话策略
  policy_id BIGINT NOT NULL, -- 1 业务人员,2 三员
  idle_minutes INT NOT NULL, -- 多少分钟不用即失效
  longest_hours INT NOT NULL, -- 一次登录最长小时
  most_sessions INT NOT NULL, -- 同时登录数上限
  at_limit {VC:12} NOT NULL CHECK (at_limit IN ('EndOldest','RefuseNew')), -- 到上限时结束最早的或拒绝新的
  proof_minutes INT NOT NULL, -- 再次证明身份后多少分钟有效
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (policy_id)
);
