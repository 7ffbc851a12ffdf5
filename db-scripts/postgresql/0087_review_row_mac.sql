-- 0087 review_row_mac (module compliancereview) for postgresql. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE cr_attestation ADD COLUMN row_mac VARCHAR(72);

ALTER TABLE cr_exemption ADD COLUMN row_mac VARCHAR(72);
