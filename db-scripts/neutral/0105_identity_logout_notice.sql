-- module: identity
-- Back-channel logout: where a registered system wants to be told that a session ended, and what is still to be told.

CREATE TABLE id_openid_notice_to ( -- 系统的退出通知地址
  client_key BIGINT NOT NULL, -- 系统
  address_text {VC:400} NOT NULL, -- 地址
  changed_by BIGINT NOT NULL, -- 最后修改人
  changed_utc {INSTANT} NOT NULL, -- 最后修改
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (client_key)
);

CREATE TABLE id_openid_notice ( -- 退出通知
  notice_id BIGINT NOT NULL, -- 行号
  client_key BIGINT NOT NULL, -- 系统
  user_id BIGINT NOT NULL, -- 账号
  session_id BIGINT NOT NULL, -- 结束了的平台会话
  state_code {VC:8} NOT NULL CHECK (state_code IN ('NEW','DONE','STUCK')), -- 状态
  made_utc {INSTANT} NOT NULL, -- 产生
  next_utc {INSTANT} NOT NULL, -- 下次发送
  lease_utc {INSTANT}, -- 正在发送到
  attempt_count INT NOT NULL, -- 发送次数
  done_utc {INSTANT}, -- 对方已收到
  last_error {VC:200}, -- 上次没有成功的原因
  PRIMARY KEY (notice_id)
);

CREATE UNIQUE INDEX ux_id_openid_notice_session ON id_openid_notice (session_id, client_key);

CREATE INDEX ix_id_openid_notice_state ON id_openid_notice (state_code, next_utc);

-- Sessions are looked up by their number here and at every use of an access token.
CREATE INDEX ix_id_session_number ON id_session (session_id);
