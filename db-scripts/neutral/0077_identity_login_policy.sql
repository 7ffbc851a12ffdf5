-- module: identity
-- When the login page asks for an image code, and wrong logins by the address they came from. A policy row that is missing stands for the values
-- the program was delivered with; counts of an address are forgotten after an hour.

CREATE TABLE id_login_policy ( -- 登录策略
  policy_id BIGINT NOT NULL, -- 恒为 1
  account_failures INT NOT NULL, -- 同一账号连续输错几次后要图形验证码
  address_failures INT NOT NULL, -- 同一地址一小时内输错几次后要图形验证码
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (policy_id)
);

CREATE TABLE id_login_address ( -- 各地址的输错次数
  client_address {VC:64} NOT NULL, -- 地址
  failure_count INT NOT NULL, -- 输错次数
  since_utc {INSTANT} NOT NULL, -- 从何时起计
  PRIMARY KEY (client_address)
);
