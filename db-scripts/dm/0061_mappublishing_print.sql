-- 0061 mappublishing_print (module mappublishing) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE mp_print (
  print_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  user_address VARCHAR(45 CHAR) NOT NULL,
  order_json TEXT NOT NULL,
  state_code VARCHAR(12 CHAR) NOT NULL,
  step_name VARCHAR(80 CHAR),
  steps_done INT NOT NULL,
  steps_total INT NOT NULL,
  attempt_count INT NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  finished_utc TIMESTAMP(6),
  expires_utc TIMESTAMP(6),
  lease_utc TIMESTAMP(6),
  claimed_by VARCHAR(120 CHAR),
  file_digest VARCHAR(64 CHAR),
  file_size BIGINT,
  drawn_json TEXT,
  fault_code VARCHAR(12 CHAR),
  fault_text VARCHAR(600 CHAR),
  PRIMARY KEY (print_id)
);

COMMENT ON TABLE mp_print IS '出图任务';

COMMENT ON COLUMN mp_print.print_id IS '任务号';

COMMENT ON COLUMN mp_print.user_id IS '出图人';

COMMENT ON COLUMN mp_print.user_address IS '出图人的地址';

COMMENT ON COLUMN mp_print.order_json IS '出图要求';

COMMENT ON COLUMN mp_print.state_code IS '状态:NEW DRAWING DONE FAILED CANCELLED EXPIRED';

COMMENT ON COLUMN mp_print.step_name IS '正在做的一步';

COMMENT ON COLUMN mp_print.steps_done IS '做完的步数';

COMMENT ON COLUMN mp_print.steps_total IS '总步数';

COMMENT ON COLUMN mp_print.attempt_count IS '领取次数';

COMMENT ON COLUMN mp_print.created_utc IS '要求时刻';

COMMENT ON COLUMN mp_print.finished_utc IS '结束时刻';

COMMENT ON COLUMN mp_print.expires_utc IS '结果失效时刻';

COMMENT ON COLUMN mp_print.lease_utc IS '领取的租期';

COMMENT ON COLUMN mp_print.claimed_by IS '领取者';

COMMENT ON COLUMN mp_print.file_digest IS '结果文件的 SM3';

COMMENT ON COLUMN mp_print.file_size IS '结果文件的字节数';

COMMENT ON COLUMN mp_print.drawn_json IS '画了哪些图层版本,以及当时可见内容的标记';

COMMENT ON COLUMN mp_print.fault_code IS '失败的错误码';

COMMENT ON COLUMN mp_print.fault_text IS '失败原因';

CREATE INDEX ix_mp_print_user ON mp_print (user_id, print_id);

CREATE INDEX ix_mp_print_state ON mp_print (state_code, print_id);
