-- 0104 identity_upstream_login_mac (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE id_upstream_login ADD COLUMN login_mac VARCHAR(64);
