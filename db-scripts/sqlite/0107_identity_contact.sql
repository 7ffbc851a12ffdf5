-- 0107 identity_contact (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_user_contact (
  user_id BIGINT NOT NULL,
  contact_text VARCHAR(240) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (user_id)
);
