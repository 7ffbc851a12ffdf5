-- 0107 identity_contact (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_user_contact (
  user_id BIGINT NOT NULL,
  contact_text VARCHAR(240) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (user_id)
);

COMMENT ON TABLE id_user_contact IS '联系方式';

COMMENT ON COLUMN id_user_contact.user_id IS '账号';

COMMENT ON COLUMN id_user_contact.contact_text IS '联系方式,加密';

COMMENT ON COLUMN id_user_contact.row_mac IS '行校验';
