-- 0050 approval (module approval) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE ap_project (
  project_id BIGINT NOT NULL,
  project_code VARCHAR(20) NOT NULL,
  investment_code VARCHAR(24),
  project_name VARCHAR(200) NOT NULL,
  builder_name VARCHAR(200) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  row_version INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (project_id)
);

COMMENT ON TABLE ap_project IS '项目(统一赋码)';

COMMENT ON COLUMN ap_project.project_id IS '项目号';

COMMENT ON COLUMN ap_project.project_code IS '项目码';

COMMENT ON COLUMN ap_project.investment_code IS '投资项目统一代码';

COMMENT ON COLUMN ap_project.project_name IS '项目名称';

COMMENT ON COLUMN ap_project.builder_name IS '建设单位';

COMMENT ON COLUMN ap_project.created_utc IS '赋码时刻';

COMMENT ON COLUMN ap_project.row_version IS '行版本';

COMMENT ON COLUMN ap_project.owner_org_id IS '所属单位';

COMMENT ON COLUMN ap_project.region_code IS '区划';

COMMENT ON COLUMN ap_project.origin_node IS '来源节点';

COMMENT ON COLUMN ap_project.label_level IS '密级';

COMMENT ON COLUMN ap_project.label_category IS '类别';

CREATE UNIQUE INDEX ux_ap_project_code ON ap_project (project_code);

CREATE INDEX ix_ap_project_investment ON ap_project (investment_code);

CREATE TABLE ap_case (
  case_id BIGINT NOT NULL,
  matter_code VARCHAR(60) NOT NULL,
  matter_name VARCHAR(100) NOT NULL,
  receipt_number VARCHAR(40) NOT NULL,
  case_number VARCHAR(60),
  project_id BIGINT NOT NULL,
  project_name VARCHAR(200) NOT NULL,
  state_code VARCHAR(16) NOT NULL CHECK (state_code IN ('intake','accepted','correction','inProgress','decided','issued','archived','rejected','withdrawn','suspended')),
  step_name VARCHAR(200),
  town_name VARCHAR(60),
  parcel_digest VARCHAR(64) NOT NULL,
  parcel_file VARCHAR(255) NOT NULL,
  parcel_axis VARCHAR(12) NOT NULL,
  parcel_zone INT,
  parcel_layer VARCHAR(200),
  parcel_crs VARCHAR(60) NOT NULL,
  promised_days INT NOT NULL,
  statutory_days INT NOT NULL,
  extension_days INT NOT NULL,
  clock_code VARCHAR(8) NOT NULL CHECK (clock_code IN ('NONE','RUNNING','STOPPED','ENDED')),
  promised_due DATE,
  review_id BIGINT NOT NULL,
  overall_code VARCHAR(16) NOT NULL,
  conflict_count INT NOT NULL,
  undetermined_count INT NOT NULL,
  blocks_issue SMALLINT NOT NULL CHECK (blocks_issue IN (0,1)),
  received_utc TIMESTAMP(6) NOT NULL,
  received_by BIGINT NOT NULL,
  received_name VARCHAR(60) NOT NULL,
  accepted_on DATE,
  decided_utc TIMESTAMP(6),
  note_text VARCHAR(500),
  row_version INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (case_id)
);

COMMENT ON TABLE ap_case IS '办件';

COMMENT ON COLUMN ap_case.case_id IS '办件号';

COMMENT ON COLUMN ap_case.matter_code IS '事项';

COMMENT ON COLUMN ap_case.matter_name IS '事项名称';

COMMENT ON COLUMN ap_case.receipt_number IS '收件号';

COMMENT ON COLUMN ap_case.case_number IS '案卷号';

COMMENT ON COLUMN ap_case.project_id IS '项目';

COMMENT ON COLUMN ap_case.project_name IS '项目名称';

COMMENT ON COLUMN ap_case.state_code IS '状态';

COMMENT ON COLUMN ap_case.step_name IS '当前环节';

COMMENT ON COLUMN ap_case.town_name IS '所在镇(街道)';

COMMENT ON COLUMN ap_case.parcel_digest IS '坐标文件';

COMMENT ON COLUMN ap_case.parcel_file IS '坐标文件名';

COMMENT ON COLUMN ap_case.parcel_axis IS '坐标轴次序';

COMMENT ON COLUMN ap_case.parcel_zone IS '确认的带号';

COMMENT ON COLUMN ap_case.parcel_layer IS '文件里选定的图层';

COMMENT ON COLUMN ap_case.parcel_crs IS '坐标系';

COMMENT ON COLUMN ap_case.promised_days IS '承诺工作日';

COMMENT ON COLUMN ap_case.statutory_days IS '法定工作日';

COMMENT ON COLUMN ap_case.extension_days IS '可延期工作日';

COMMENT ON COLUMN ap_case.clock_code IS '时钟状态';

COMMENT ON COLUMN ap_case.promised_due IS '承诺到期日';

COMMENT ON COLUMN ap_case.review_id IS '最近结论';

COMMENT ON COLUMN ap_case.overall_code IS '最近总结论';

COMMENT ON COLUMN ap_case.conflict_count IS '冲突项数';

COMMENT ON COLUMN ap_case.undetermined_count IS '无法判定项数';

COMMENT ON COLUMN ap_case.blocks_issue IS '是否不能出证';

COMMENT ON COLUMN ap_case.received_utc IS '收件时刻';

COMMENT ON COLUMN ap_case.received_by IS '收件人';

COMMENT ON COLUMN ap_case.received_name IS '收件人姓名';

COMMENT ON COLUMN ap_case.accepted_on IS '受理日';

COMMENT ON COLUMN ap_case.decided_utc IS '决定时刻';

COMMENT ON COLUMN ap_case.note_text IS '备注';

COMMENT ON COLUMN ap_case.row_version IS '行版本';

COMMENT ON COLUMN ap_case.owner_org_id IS '所属单位';

COMMENT ON COLUMN ap_case.region_code IS '区划';

COMMENT ON COLUMN ap_case.origin_node IS '来源节点';

COMMENT ON COLUMN ap_case.label_level IS '密级';

COMMENT ON COLUMN ap_case.label_category IS '类别';

CREATE UNIQUE INDEX ux_ap_case_receipt ON ap_case (receipt_number);

CREATE UNIQUE INDEX ux_ap_case_number ON ap_case (case_number);

CREATE INDEX ix_ap_case_state ON ap_case (state_code, case_id);

CREATE TABLE ap_case_parcel (
  case_id BIGINT NOT NULL,
  parcel_no INT NOT NULL,
  file_number VARCHAR(100) NOT NULL,
  parcel_name VARCHAR(200) NOT NULL,
  declared_area BIGINT,
  plane_area BIGINT NOT NULL,
  ellipsoidal_area BIGINT NOT NULL,
  min_east BIGINT NOT NULL,
  min_north BIGINT NOT NULL,
  max_east BIGINT NOT NULL,
  max_north BIGINT NOT NULL,
  figure_text TEXT NOT NULL,
  PRIMARY KEY (case_id, parcel_no)
);

COMMENT ON TABLE ap_case_parcel IS '申请地块';

COMMENT ON COLUMN ap_case_parcel.case_id IS '办件';

COMMENT ON COLUMN ap_case_parcel.parcel_no IS '序号';

COMMENT ON COLUMN ap_case_parcel.file_number IS '文件中的编号';

COMMENT ON COLUMN ap_case_parcel.parcel_name IS '名称';

COMMENT ON COLUMN ap_case_parcel.declared_area IS '申报面积(0.0001 平方米)';

COMMENT ON COLUMN ap_case_parcel.plane_area IS '平面面积(0.0001 平方米)';

COMMENT ON COLUMN ap_case_parcel.ellipsoidal_area IS '椭球面积(0.0001 平方米)';

COMMENT ON COLUMN ap_case_parcel.min_east IS '最小东坐标(0.1 毫米)';

COMMENT ON COLUMN ap_case_parcel.min_north IS '最小北坐标(0.1 毫米)';

COMMENT ON COLUMN ap_case_parcel.max_east IS '最大东坐标(0.1 毫米)';

COMMENT ON COLUMN ap_case_parcel.max_north IS '最大北坐标(0.1 毫米)';

COMMENT ON COLUMN ap_case_parcel.figure_text IS '图形(0.1 毫米格网)';

CREATE INDEX ix_ap_case_parcel_box ON ap_case_parcel (min_east, max_east);

CREATE TABLE ap_case_field (
  field_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  field_key VARCHAR(40) NOT NULL,
  value_text TEXT,
  hidden_text TEXT,
  row_version INT NOT NULL,
  PRIMARY KEY (field_id)
);

COMMENT ON TABLE ap_case_field IS '表单字段';

COMMENT ON COLUMN ap_case_field.field_id IS '字段号';

COMMENT ON COLUMN ap_case_field.case_id IS '办件';

COMMENT ON COLUMN ap_case_field.field_key IS '字段';

COMMENT ON COLUMN ap_case_field.value_text IS '值';

COMMENT ON COLUMN ap_case_field.hidden_text IS '密文(个人信息)';

COMMENT ON COLUMN ap_case_field.row_version IS '行版本';

CREATE UNIQUE INDEX ux_ap_case_field_key ON ap_case_field (case_id, field_key);

CREATE TABLE ap_material (
  material_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  material_code VARCHAR(40) NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  file_size BIGINT NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  added_utc TIMESTAMP(6) NOT NULL,
  added_by BIGINT NOT NULL,
  superseded_utc TIMESTAMP(6),
  PRIMARY KEY (material_id)
);

COMMENT ON TABLE ap_material IS '申请材料';

COMMENT ON COLUMN ap_material.material_id IS '材料号';

COMMENT ON COLUMN ap_material.case_id IS '办件';

COMMENT ON COLUMN ap_material.material_code IS '材料代码';

COMMENT ON COLUMN ap_material.file_digest IS '文件摘要';

COMMENT ON COLUMN ap_material.file_name IS '文件名';

COMMENT ON COLUMN ap_material.file_size IS '字节数';

COMMENT ON COLUMN ap_material.media_type IS '媒体类型';

COMMENT ON COLUMN ap_material.added_utc IS '收取时刻';

COMMENT ON COLUMN ap_material.added_by IS '收取人';

COMMENT ON COLUMN ap_material.superseded_utc IS '被替换时刻';

CREATE INDEX ix_ap_material_case ON ap_material (case_id, material_code);

CREATE TABLE ap_process_version (
  process_version VARCHAR(64) NOT NULL,
  process_id VARCHAR(100) NOT NULL,
  process_name VARCHAR(200) NOT NULL,
  xml_text TEXT NOT NULL,
  kept_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (process_version)
);

COMMENT ON TABLE ap_process_version IS '流程版本';

COMMENT ON COLUMN ap_process_version.process_version IS '版本(SM3)';

COMMENT ON COLUMN ap_process_version.process_id IS '流程';

COMMENT ON COLUMN ap_process_version.process_name IS '名称';

COMMENT ON COLUMN ap_process_version.xml_text IS 'BPMN 正文';

COMMENT ON COLUMN ap_process_version.kept_utc IS '入库时刻';

CREATE TABLE ap_process_instance (
  case_id BIGINT NOT NULL,
  process_version VARCHAR(64) NOT NULL,
  state_json TEXT NOT NULL,
  row_version INT NOT NULL,
  PRIMARY KEY (case_id)
);

COMMENT ON TABLE ap_process_instance IS '流程实例';

COMMENT ON COLUMN ap_process_instance.case_id IS '办件';

COMMENT ON COLUMN ap_process_instance.process_version IS '流程版本';

COMMENT ON COLUMN ap_process_instance.state_json IS '令牌状态';

COMMENT ON COLUMN ap_process_instance.row_version IS '行版本';

CREATE TABLE ap_task (
  task_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  work_no INT NOT NULL,
  node_id VARCHAR(100) NOT NULL,
  node_name VARCHAR(100) NOT NULL,
  member_name VARCHAR(100),
  post_code VARCHAR(60) NOT NULL,
  section_code VARCHAR(60),
  state_code VARCHAR(10) NOT NULL CHECK (state_code IN ('OPEN','DONE','CANCELLED')),
  arrived_utc TIMESTAMP(6) NOT NULL,
  from_name VARCHAR(60) NOT NULL,
  claimed_by BIGINT,
  claimed_name VARCHAR(60),
  claimed_utc TIMESTAMP(6),
  lease_utc TIMESTAMP(6),
  done_utc TIMESTAMP(6),
  done_by BIGINT,
  done_name VARCHAR(60),
  outcome_key VARCHAR(40),
  row_version INT NOT NULL,
  PRIMARY KEY (task_id)
);

COMMENT ON TABLE ap_task IS '任务';

COMMENT ON COLUMN ap_task.task_id IS '任务号';

COMMENT ON COLUMN ap_task.case_id IS '办件';

COMMENT ON COLUMN ap_task.work_no IS '流程实例中的任务序号';

COMMENT ON COLUMN ap_task.node_id IS '环节';

COMMENT ON COLUMN ap_task.node_name IS '环节名称';

COMMENT ON COLUMN ap_task.member_name IS '会签成员';

COMMENT ON COLUMN ap_task.post_code IS '岗位';

COMMENT ON COLUMN ap_task.section_code IS '科室';

COMMENT ON COLUMN ap_task.state_code IS '状态';

COMMENT ON COLUMN ap_task.arrived_utc IS '送达时刻';

COMMENT ON COLUMN ap_task.from_name IS '送来人';

COMMENT ON COLUMN ap_task.claimed_by IS '签收人';

COMMENT ON COLUMN ap_task.claimed_name IS '签收人姓名';

COMMENT ON COLUMN ap_task.claimed_utc IS '签收时刻';

COMMENT ON COLUMN ap_task.lease_utc IS '签收到期';

COMMENT ON COLUMN ap_task.done_utc IS '办结时刻';

COMMENT ON COLUMN ap_task.done_by IS '办理人';

COMMENT ON COLUMN ap_task.done_name IS '办理人姓名';

COMMENT ON COLUMN ap_task.outcome_key IS '办理结果';

COMMENT ON COLUMN ap_task.row_version IS '行版本';

CREATE INDEX ix_ap_task_open ON ap_task (state_code, post_code, case_id);

CREATE INDEX ix_ap_task_case ON ap_task (case_id, task_id);

CREATE INDEX ix_ap_task_done ON ap_task (done_by, done_utc);

CREATE TABLE ap_opinion (
  opinion_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  task_id BIGINT,
  given_utc TIMESTAMP(6) NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  post_name VARCHAR(60) NOT NULL,
  node_id VARCHAR(100) NOT NULL,
  node_name VARCHAR(100) NOT NULL,
  action_key VARCHAR(40) NOT NULL,
  action_name VARCHAR(60) NOT NULL,
  opinion_text TEXT NOT NULL,
  PRIMARY KEY (opinion_id)
);

COMMENT ON TABLE ap_opinion IS '意见';

COMMENT ON COLUMN ap_opinion.opinion_id IS '意见号';

COMMENT ON COLUMN ap_opinion.case_id IS '办件';

COMMENT ON COLUMN ap_opinion.task_id IS '任务';

COMMENT ON COLUMN ap_opinion.given_utc IS '时刻';

COMMENT ON COLUMN ap_opinion.by_user_id IS '办理人';

COMMENT ON COLUMN ap_opinion.by_name IS '办理人姓名';

COMMENT ON COLUMN ap_opinion.post_name IS '岗位';

COMMENT ON COLUMN ap_opinion.node_id IS '环节';

COMMENT ON COLUMN ap_opinion.node_name IS '环节名称';

COMMENT ON COLUMN ap_opinion.action_key IS '动作';

COMMENT ON COLUMN ap_opinion.action_name IS '动作名称';

COMMENT ON COLUMN ap_opinion.opinion_text IS '意见';

CREATE INDEX ix_ap_opinion_case ON ap_opinion (case_id, opinion_id);

CREATE TABLE ap_opinion_file (
  opinion_id BIGINT NOT NULL,
  file_no INT NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  PRIMARY KEY (opinion_id, file_no)
);

COMMENT ON TABLE ap_opinion_file IS '意见附件';

COMMENT ON COLUMN ap_opinion_file.opinion_id IS '意见';

COMMENT ON COLUMN ap_opinion_file.file_no IS '序号';

COMMENT ON COLUMN ap_opinion_file.file_digest IS '文件摘要';

COMMENT ON COLUMN ap_opinion_file.file_name IS '文件名';

CREATE TABLE ap_correction (
  correction_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  opinion_id BIGINT NOT NULL,
  item_no INT NOT NULL,
  material_code VARCHAR(40),
  item_text VARCHAR(1000) NOT NULL,
  PRIMARY KEY (correction_id)
);

COMMENT ON TABLE ap_correction IS '补正事项';

COMMENT ON COLUMN ap_correction.correction_id IS '补正号';

COMMENT ON COLUMN ap_correction.case_id IS '办件';

COMMENT ON COLUMN ap_correction.opinion_id IS '告知的意见';

COMMENT ON COLUMN ap_correction.item_no IS '序号';

COMMENT ON COLUMN ap_correction.material_code IS '材料代码';

COMMENT ON COLUMN ap_correction.item_text IS '内容';

CREATE INDEX ix_ap_correction_case ON ap_correction (case_id, opinion_id, item_no);

CREATE TABLE ap_clock_entry (
  entry_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  entry_no INT NOT NULL,
  kind_code VARCHAR(8) NOT NULL CHECK (kind_code IN ('START','STOP','RESUME','EXTEND','END')),
  entry_utc TIMESTAMP(6) NOT NULL,
  reason_text VARCHAR(500) NOT NULL,
  document_digest VARCHAR(64),
  document_name VARCHAR(255),
  extended_days INT NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  calendar_version VARCHAR(60) NOT NULL,
  promised_due DATE,
  statutory_due DATE,
  used_days INT NOT NULL,
  PRIMARY KEY (entry_id)
);

COMMENT ON TABLE ap_clock_entry IS '时钟账';

COMMENT ON COLUMN ap_clock_entry.entry_id IS '条目号';

COMMENT ON COLUMN ap_clock_entry.case_id IS '办件';

COMMENT ON COLUMN ap_clock_entry.entry_no IS '序号';

COMMENT ON COLUMN ap_clock_entry.kind_code IS '种类';

COMMENT ON COLUMN ap_clock_entry.entry_utc IS '时刻';

COMMENT ON COLUMN ap_clock_entry.reason_text IS '事由';

COMMENT ON COLUMN ap_clock_entry.document_digest IS '依据文件';

COMMENT ON COLUMN ap_clock_entry.document_name IS '依据文件名';

COMMENT ON COLUMN ap_clock_entry.extended_days IS '延期工作日';

COMMENT ON COLUMN ap_clock_entry.by_user_id IS '登记人';

COMMENT ON COLUMN ap_clock_entry.by_name IS '登记人姓名';

COMMENT ON COLUMN ap_clock_entry.calendar_version IS '当时的日历版本';

COMMENT ON COLUMN ap_clock_entry.promised_due IS '登记后的承诺到期日';

COMMENT ON COLUMN ap_clock_entry.statutory_due IS '登记后的法定到期日';

COMMENT ON COLUMN ap_clock_entry.used_days IS '登记时已用工作日';

CREATE UNIQUE INDEX ux_ap_clock_entry ON ap_clock_entry (case_id, entry_no);

CREATE TABLE ap_number_series (
  series_key VARCHAR(60) NOT NULL,
  last_no INT NOT NULL,
  PRIMARY KEY (series_key)
);

COMMENT ON TABLE ap_number_series IS '编号序列';

COMMENT ON COLUMN ap_number_series.series_key IS '序列';

COMMENT ON COLUMN ap_number_series.last_no IS '最后一号';

CREATE TABLE ap_step (
  case_id BIGINT NOT NULL,
  step_key VARCHAR(40) NOT NULL,
  step_no INT NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('WAITING','DONE')),
  due_utc TIMESTAMP(6) NOT NULL,
  done_utc TIMESTAMP(6),
  result_text VARCHAR(500),
  PRIMARY KEY (case_id, step_key)
);

COMMENT ON TABLE ap_step IS '决定后的持久步骤';

COMMENT ON COLUMN ap_step.case_id IS '办件';

COMMENT ON COLUMN ap_step.step_key IS '步骤';

COMMENT ON COLUMN ap_step.step_no IS '流程实例中的步骤序号';

COMMENT ON COLUMN ap_step.state_code IS '状态';

COMMENT ON COLUMN ap_step.due_utc IS '应做时刻';

COMMENT ON COLUMN ap_step.done_utc IS '完成时刻';

COMMENT ON COLUMN ap_step.result_text IS '结果';

CREATE TABLE ap_document (
  document_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  kind_code VARCHAR(24) NOT NULL,
  document_title VARCHAR(200) NOT NULL,
  document_number VARCHAR(60),
  file_digest VARCHAR(64) NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (document_id)
);

COMMENT ON TABLE ap_document IS '文书';

COMMENT ON COLUMN ap_document.document_id IS '文书号';

COMMENT ON COLUMN ap_document.case_id IS '办件';

COMMENT ON COLUMN ap_document.kind_code IS '种类';

COMMENT ON COLUMN ap_document.document_title IS '标题';

COMMENT ON COLUMN ap_document.document_number IS '文号';

COMMENT ON COLUMN ap_document.file_digest IS '文件摘要';

COMMENT ON COLUMN ap_document.media_type IS '媒体类型';

COMMENT ON COLUMN ap_document.created_utc IS '生成时刻';

CREATE INDEX ix_ap_document_case ON ap_document (case_id, document_id);

CREATE TABLE ap_certificate (
  certificate_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  certificate_number VARCHAR(40) NOT NULL,
  provisional_flag SMALLINT NOT NULL CHECK (provisional_flag IN (0,1)),
  verify_code VARCHAR(40) NOT NULL,
  project_name VARCHAR(200) NOT NULL,
  kind_code VARCHAR(60) NOT NULL,
  issued_on DATE NOT NULL,
  valid_until DATE NOT NULL,
  document_id BIGINT,
  document_digest VARCHAR(64),
  delivered_utc TIMESTAMP(6),
  revoked_utc TIMESTAMP(6),
  row_version INT NOT NULL,
  PRIMARY KEY (certificate_id)
);

COMMENT ON TABLE ap_certificate IS '证书';

COMMENT ON COLUMN ap_certificate.certificate_id IS '证书号';

COMMENT ON COLUMN ap_certificate.case_id IS '办件';

COMMENT ON COLUMN ap_certificate.certificate_number IS '用字第…号';

COMMENT ON COLUMN ap_certificate.provisional_flag IS '是否预编号';

COMMENT ON COLUMN ap_certificate.verify_code IS '查验码';

COMMENT ON COLUMN ap_certificate.project_name IS '项目名称';

COMMENT ON COLUMN ap_certificate.kind_code IS '证书种类';

COMMENT ON COLUMN ap_certificate.issued_on IS '签发日';

COMMENT ON COLUMN ap_certificate.valid_until IS '有效期至';

COMMENT ON COLUMN ap_certificate.document_id IS '文书';

COMMENT ON COLUMN ap_certificate.document_digest IS '文书摘要';

COMMENT ON COLUMN ap_certificate.delivered_utc IS '发证时刻';

COMMENT ON COLUMN ap_certificate.revoked_utc IS '撤销时刻';

COMMENT ON COLUMN ap_certificate.row_version IS '行版本';

CREATE UNIQUE INDEX ux_ap_certificate_case ON ap_certificate (case_id);

CREATE UNIQUE INDEX ux_ap_certificate_number ON ap_certificate (certificate_number, provisional_flag);

CREATE UNIQUE INDEX ux_ap_certificate_verify ON ap_certificate (verify_code);

CREATE TABLE ap_staged_file (
  user_id BIGINT NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  file_size BIGINT NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  staged_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (user_id, file_digest)
);

COMMENT ON TABLE ap_staged_file IS '暂存文件';

COMMENT ON COLUMN ap_staged_file.user_id IS '上传人';

COMMENT ON COLUMN ap_staged_file.file_digest IS '文件摘要';

COMMENT ON COLUMN ap_staged_file.file_name IS '文件名';

COMMENT ON COLUMN ap_staged_file.file_size IS '字节数';

COMMENT ON COLUMN ap_staged_file.media_type IS '媒体类型';

COMMENT ON COLUMN ap_staged_file.staged_utc IS '上传时刻';

CREATE TABLE ap_draft (
  user_id BIGINT NOT NULL,
  draft_key VARCHAR(64) NOT NULL,
  hidden_text TEXT NOT NULL,
  draft_id BIGINT NOT NULL,
  saved_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (user_id, draft_key)
);

COMMENT ON TABLE ap_draft IS '草稿';

COMMENT ON COLUMN ap_draft.user_id IS '账号';

COMMENT ON COLUMN ap_draft.draft_key IS '草稿键';

COMMENT ON COLUMN ap_draft.hidden_text IS '密文';

COMMENT ON COLUMN ap_draft.draft_id IS '草稿号';

COMMENT ON COLUMN ap_draft.saved_utc IS '保存时刻';
