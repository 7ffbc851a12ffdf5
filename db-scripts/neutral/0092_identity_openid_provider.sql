-- module: identity
-- The platform as OpenID Connect provider: its address, the systems that may let people sign on by it, the keys of its ID tokens.

CREATE TABLE id_openid_provider ( -- 单点登录的总设置
  provider_id BIGINT NOT NULL, -- 只有 1
  issuer_text {VC:200} NOT NULL, -- 平台对外地址
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)), -- 是否提供
  changed_by BIGINT NOT NULL, -- 最后修改人
  changed_utc {INSTANT} NOT NULL, -- 最后修改
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (provider_id)
);

CREATE TABLE id_openid_client ( -- 登记的其他系统
  client_key BIGINT NOT NULL, -- 行号
  client_code {VC:60} NOT NULL, -- client_id
  client_name {VC:100} NOT NULL, -- 系统名称
  proof_kind {VC:8} NOT NULL CHECK (proof_kind IN ('SECRET','KEY')), -- 证明方式
  secret_hex {VC:64}, -- 密钥摘要
  key_text TEXT, -- 系统的公钥
  redirect_text TEXT NOT NULL, -- 回调地址,一行一个
  logout_text TEXT, -- 退出后返回地址,一行一个
  home_text {VC:400}, -- 首页
  scopes_text {VC:100} NOT NULL, -- 可取的资料
  roles_text TEXT NOT NULL, -- 可用的角色
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)), -- 是否启用
  changed_by BIGINT NOT NULL, -- 最后修改人
  changed_utc {INSTANT} NOT NULL, -- 最后修改
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (client_key)
);

CREATE UNIQUE INDEX ux_id_openid_client_code ON id_openid_client (client_code);

CREATE TABLE id_openid_key ( -- 身份令牌的签名密钥
  key_id BIGINT NOT NULL, -- 密钥号
  modulus_text TEXT NOT NULL, -- 公钥模数
  exponent_text {VC:20} NOT NULL, -- 公钥指数
  secret_text TEXT NOT NULL, -- 私钥,加密
  active_utc {INSTANT} NOT NULL, -- 开始签名
  retire_utc {INSTANT}, -- 不再公布
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (key_id)
);
