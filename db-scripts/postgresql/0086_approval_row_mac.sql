-- 0086 approval_row_mac (module approval) for postgresql. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE ap_opinion ADD COLUMN row_mac VARCHAR(72);

ALTER TABLE ap_certificate ADD COLUMN row_mac VARCHAR(72);
