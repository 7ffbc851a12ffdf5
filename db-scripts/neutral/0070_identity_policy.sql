-- module: identity
-- Password policy of each kind of account. A row that is missing stands for the values the program was delivered with.

CREATE TABLE id_password_policy ( -- 口令策略
  policy_id BIGINT NOT NULL, -- 1 业务人员,2 三员
  least_length INT NOT NULL, -- 最短长度
  least_classes INT NOT NULL, -- 字符种类
  remembered_count INT NOT NULL, -- 不得重用的次数
  longest_days INT NOT NULL, -- 有效天数
  warn_days INT NOT NULL, -- 提前提醒天数
  least_hours INT NOT NULL, -- 两次修改的最短间隔小时
  inactive_days INT NOT NULL, -- 多少天未用算长期未用
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (policy_id)
);
