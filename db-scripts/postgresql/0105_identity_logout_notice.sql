-- 0105 identity_logout_notice (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_openid_notice_to (
  client_key BIGINT NOT NULL,
  address_text VARCHAR(400) NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (client_key)
);

COMMENT ON TABLE id_openid_notice_to IS '系统的退出通知地址';

COMMENT ON COLUMN id_openid_notice_to.client_key IS '系统';

COMMENT ON COLUMN id_openid_notice_to.address_text IS '地址';

COMMENT ON COLUMN id_openid_notice_to.changed_by IS '最后修改人';

COMMENT ON COLUMN id_openid_notice_to.changed_utc IS '最后修改';

COMMENT ON COLUMN id_openid_notice_to.row_mac IS '行校验';

CREATE TABLE id_openid_notice (
  notice_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('NEW','DONE','STUCK')),
  made_utc TIMESTAMP(6) NOT NULL,
  next_utc TIMESTAMP(6) NOT NULL,
  lease_utc TIMESTAMP(6),
  attempt_count INT NOT NULL,
  done_utc TIMESTAMP(6),
  last_error VARCHAR(200),
  PRIMARY KEY (notice_id)
);

COMMENT ON TABLE id_openid_notice IS '退出通知';

COMMENT ON COLUMN id_openid_notice.notice_id IS '行号';

COMMENT ON COLUMN id_openid_notice.client_key IS '系统';

COMMENT ON COLUMN id_openid_notice.user_id IS '账号';

COMMENT ON COLUMN id_openid_notice.session_id IS '结束了的平台会话';

COMMENT ON COLUMN id_openid_notice.state_code IS '状态';

COMMENT ON COLUMN id_openid_notice.made_utc IS '产生';

COMMENT ON COLUMN id_openid_notice.next_utc IS '下次发送';

COMMENT ON COLUMN id_openid_notice.lease_utc IS '正在发送到';

COMMENT ON COLUMN id_openid_notice.attempt_count IS '发送次数';

COMMENT ON COLUMN id_openid_notice.done_utc IS '对方已收到';

COMMENT ON COLUMN id_openid_notice.last_error IS '上次没有成功的原因';

CREATE UNIQUE INDEX ux_id_openid_notice_session ON id_openid_notice (session_id, client_key);

CREATE INDEX ix_id_openid_notice_state ON id_openid_notice (state_code, next_utc);

CREATE INDEX ix_id_session_number ON id_session (session_id);
