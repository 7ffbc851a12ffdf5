-- module: compliancereview
-- Attestations and exemptions carry a MAC. Rows from before get theirs when the node is next started.

ALTER TABLE cr_attestation ADD COLUMN row_mac {VC:72};

ALTER TABLE cr_exemption ADD COLUMN row_mac {VC:72};
