-- module: mappublishing
-- Printed maps as jobs: who ordered what, how far it is, where the result's digest is kept until it expires.

CREATE TABLE mp_print ( -- 出图任务
  print_id BIGINT NOT NULL, -- 任务号
  user_id BIGINT NOT NULL, -- 出图人
  user_address {VC:45} NOT NULL, -- 出图人的地址
  order_json TEXT NOT NULL, -- 出图要求
  state_code {VC:12} NOT NULL, -- 状态:NEW DRAWING DONE FAILED CANCELLED EXPIRED
  step_name {VC:80}, -- 正在做的一步
  steps_done INT NOT NULL, -- 做完的步数
  steps_total INT NOT NULL, -- 总步数
  attempt_count INT NOT NULL, -- 领取次数
  created_utc {INSTANT} NOT NULL, -- 要求时刻
  finished_utc {INSTANT}, -- 结束时刻
  expires_utc {INSTANT}, -- 结果失效时刻
  lease_utc {INSTANT}, -- 领取的租期
  claimed_by {VC:120}, -- 领取者
  file_digest {VC:64}, -- 结果文件的 SM3
  file_size BIGINT, -- 结果文件的字节数
  drawn_json TEXT, -- 画了哪些图层版本,以及当时可见内容的标记
  fault_code {VC:12}, -- 失败的错误码
  fault_text {VC:600}, -- 失败原因
  PRIMARY KEY (print_id)
);

CREATE INDEX ix_mp_print_user ON mp_print (user_id, print_id);

CREATE INDEX ix_mp_print_state ON mp_print (state_code, print_id);
