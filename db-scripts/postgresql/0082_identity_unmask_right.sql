-- 0082 identity_unmask_right (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

INSERT INTO id_role_permission (role_code, permission_code)
SELECT r.role_code, 'approval.personal.unmask' FROM id_role r
WHERE r.holder_kind = 'Business'
  AND (r.role_code = 'archives' OR EXISTS (
    SELECT 1 FROM id_role_permission c WHERE c.role_code = r.role_code AND c.permission_code = 'approval.case.clock'))
  AND NOT EXISTS (
    SELECT 1 FROM id_role_permission p WHERE p.role_code = r.role_code AND p.permission_code = 'approval.personal.unmask');
