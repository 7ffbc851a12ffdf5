-- 0060 mappublishing (module mappublishing) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE mp_policy (
  policy_id BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  grant_digest VARCHAR(64 CHAR) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (policy_id)
);

COMMENT ON TABLE mp_policy IS '图层授权版本,只有一行';

COMMENT ON COLUMN mp_policy.policy_id IS '恒为 1';

COMMENT ON COLUMN mp_policy.version_no IS '版本,每次变更加一';

COMMENT ON COLUMN mp_policy.grant_digest IS '全部授权行的摘要';

COMMENT ON COLUMN mp_policy.row_mac IS '行校验';

CREATE TABLE mp_grant (
  grant_id BIGINT NOT NULL,
  role_code VARCHAR(40 CHAR) NOT NULL,
  layer_code VARCHAR(30 CHAR) NOT NULL,
  is_hidden SMALLINT NOT NULL CHECK (is_hidden IN (0,1)),
  row_filter VARCHAR(2000 CHAR),
  denied_fields VARCHAR(400 CHAR),
  area_regions VARCHAR(400 CHAR),
  area_wkt TEXT,
  label_limit INT NOT NULL,
  granted_by BIGINT NOT NULL,
  granted_utc TIMESTAMP(6) NOT NULL,
  is_revoked SMALLINT NOT NULL CHECK (is_revoked IN (0,1)),
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (grant_id)
);

COMMENT ON TABLE mp_grant IS '图层授权';

COMMENT ON COLUMN mp_grant.grant_id IS '授权号';

COMMENT ON COLUMN mp_grant.role_code IS '角色';

COMMENT ON COLUMN mp_grant.layer_code IS '图层,* 为全部';

COMMENT ON COLUMN mp_grant.is_hidden IS '不给看';

COMMENT ON COLUMN mp_grant.row_filter IS '要素条件(CQL2)';

COMMENT ON COLUMN mp_grant.denied_fields IS '不给看的字段,逗号分隔';

COMMENT ON COLUMN mp_grant.area_regions IS '范围:行政区代码,逗号分隔';

COMMENT ON COLUMN mp_grant.area_wkt IS '范围:图形(WKT,EPSG:4490,经度在前)';

COMMENT ON COLUMN mp_grant.label_limit IS '可看的最高标记级别';

COMMENT ON COLUMN mp_grant.granted_by IS '授权人';

COMMENT ON COLUMN mp_grant.granted_utc IS '授权时刻';

COMMENT ON COLUMN mp_grant.is_revoked IS '是否收回';

COMMENT ON COLUMN mp_grant.row_mac IS '行校验';

CREATE TABLE mp_token (
  token_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  token_name VARCHAR(60 CHAR) NOT NULL,
  token_digest VARCHAR(64 CHAR) NOT NULL,
  address_list VARCHAR(400 CHAR),
  created_utc TIMESTAMP(6) NOT NULL,
  expires_utc TIMESTAMP(6) NOT NULL,
  revoked_utc TIMESTAMP(6),
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (token_id)
);

COMMENT ON TABLE mp_token IS '桌面软件令牌';

COMMENT ON COLUMN mp_token.token_id IS '令牌号';

COMMENT ON COLUMN mp_token.user_id IS '持有人';

COMMENT ON COLUMN mp_token.token_name IS '名称';

COMMENT ON COLUMN mp_token.token_digest IS '令牌摘要';

COMMENT ON COLUMN mp_token.address_list IS '可用的地址,逗号分隔';

COMMENT ON COLUMN mp_token.created_utc IS '建立时刻';

COMMENT ON COLUMN mp_token.expires_utc IS '失效时刻';

COMMENT ON COLUMN mp_token.revoked_utc IS '收回时刻';

COMMENT ON COLUMN mp_token.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_mp_token_digest ON mp_token (token_digest);

CREATE INDEX ix_mp_token_user ON mp_token (user_id);

CREATE TABLE mp_usage (
  usage_day DATE NOT NULL,
  layer_code VARCHAR(30 CHAR) NOT NULL,
  user_id BIGINT NOT NULL,
  service_code VARCHAR(20 CHAR) NOT NULL,
  request_count BIGINT NOT NULL,
  feature_count BIGINT NOT NULL,
  PRIMARY KEY (usage_day, layer_code, user_id, service_code)
);

COMMENT ON TABLE mp_usage IS '服务使用统计,按日、图层、人、服务';

COMMENT ON COLUMN mp_usage.usage_day IS '日期';

COMMENT ON COLUMN mp_usage.layer_code IS '图层';

COMMENT ON COLUMN mp_usage.user_id IS '人员';

COMMENT ON COLUMN mp_usage.service_code IS '服务';

COMMENT ON COLUMN mp_usage.request_count IS '次数';

COMMENT ON COLUMN mp_usage.feature_count IS '要素数';
