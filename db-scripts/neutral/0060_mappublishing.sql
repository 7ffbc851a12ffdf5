-- module: mappublishing
-- Who sees what of the layers, tokens of desktop programs, what was asked of the services. Grants, their digest and tokens carry MACs.

CREATE TABLE mp_policy ( -- 图层授权版本,只有一行
  policy_id BIGINT NOT NULL, -- 恒为 1
  version_no BIGINT NOT NULL, -- 版本,每次变更加一
  grant_digest {VC:64} NOT NULL, -- 全部授权行的摘要
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (policy_id)
);

CREATE TABLE mp_grant ( -- 图层授权
  grant_id BIGINT NOT NULL, -- 授权号
  role_code {VC:40} NOT NULL, -- 角色
  layer_code {VC:30} NOT NULL, -- 图层,* 为全部
  is_hidden SMALLINT NOT NULL CHECK (is_hidden IN (0,1)), -- 不给看
  row_filter {VC:2000}, -- 要素条件(CQL2)
  denied_fields {VC:400}, -- 不给看的字段,逗号分隔
  area_regions {VC:400}, -- 范围:行政区代码,逗号分隔
  area_wkt TEXT, -- 范围:图形(WKT,EPSG:4490,经度在前)
  label_limit INT NOT NULL, -- 可看的最高标记级别
  granted_by BIGINT NOT NULL, -- 授权人
  granted_utc {INSTANT} NOT NULL, -- 授权时刻
  is_revoked SMALLINT NOT NULL CHECK (is_revoked IN (0,1)), -- 是否收回
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (grant_id)
);

CREATE TABLE mp_token ( -- 桌面软件令牌
  token_id BIGINT NOT NULL, -- 令牌号
  user_id BIGINT NOT NULL, -- 持有人
  token_name {VC:60} NOT NULL, -- 名称
  token_digest {VC:64} NOT NULL, -- 令牌摘要
  address_list {VC:400}, -- 可用的地址,逗号分隔
  created_utc {INSTANT} NOT NULL, -- 建立时刻
  expires_utc {INSTANT} NOT NULL, -- 失效时刻
  revoked_utc {INSTANT}, -- 收回时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (token_id)
);

CREATE UNIQUE INDEX ux_mp_token_digest ON mp_token (token_digest);

CREATE INDEX ix_mp_token_user ON mp_token (user_id);

CREATE TABLE mp_usage ( -- 服务使用统计,按日、图层、人、服务
  usage_day {DATE} NOT NULL, -- 日期
  layer_code {VC:30} NOT NULL, -- 图层
  user_id BIGINT NOT NULL, -- 人员
  service_code {VC:20} NOT NULL, -- 服务
  request_count BIGINT NOT NULL, -- 次数
  feature_count BIGINT NOT NULL, -- 要素数
  PRIMARY KEY (usage_day, layer_code, user_id, service_code)
);
