-- 0060 mappublishing (module mappublishing) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE mp_policy (
  policy_id BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  grant_digest VARCHAR(64) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);

CREATE TABLE mp_grant (
  grant_id BIGINT NOT NULL,
  role_code VARCHAR(40) NOT NULL,
  layer_code VARCHAR(30) NOT NULL,
  is_hidden SMALLINT NOT NULL CHECK (is_hidden IN (0,1)),
  row_filter VARCHAR(2000),
  denied_fields VARCHAR(400),
  area_regions VARCHAR(400),
  area_wkt TEXT,
  label_limit INT NOT NULL,
  granted_by BIGINT NOT NULL,
  granted_utc TEXT NOT NULL,
  is_revoked SMALLINT NOT NULL CHECK (is_revoked IN (0,1)),
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (grant_id)
);

CREATE TABLE mp_token (
  token_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  token_name VARCHAR(60) NOT NULL,
  token_digest VARCHAR(64) NOT NULL,
  address_list VARCHAR(400),
  created_utc TEXT NOT NULL,
  expires_utc TEXT NOT NULL,
  revoked_utc TEXT,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (token_id)
);

CREATE UNIQUE INDEX ux_mp_token_digest ON mp_token (token_digest);

CREATE INDEX ix_mp_token_user ON mp_token (user_id);

CREATE TABLE mp_usage (
  usage_day TEXT NOT NULL,
  layer_code VARCHAR(30) NOT NULL,
  user_id BIGINT NOT NULL,
  service_code VARCHAR(20) NOT NULL,
  request_count BIGINT NOT NULL,
  feature_count BIGINT NOT NULL,
  PRIMARY KEY (usage_day, layer_code, user_id, service_code)
);
