-- module: identity
-- How the holder of an account is reached (联系方式): personal data, so the text is encrypted and the row carries a MAC. It stands apart from
-- id_user, which is read at each request.

CREATE TABLE id_user_contact ( -- 联系方式
  user_id BIGINT NOT NULL, -- 账号
  contact_text {VC:240} NOT NULL, -- 联系方式,加密
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (user_id)
);
