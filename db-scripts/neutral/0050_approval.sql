-- module: approval
-- scope: ap_case
-- Cases with their parcels, fields, materials, process, clock, opinions, numbers, durable steps and papers.

CREATE TABLE ap_project ( -- 项目(统一赋码)
  project_id BIGINT NOT NULL, -- 项目号
  project_code {VC:20} NOT NULL, -- 项目码
  investment_code {VC:24}, -- 投资项目统一代码
  project_name {VC:200} NOT NULL, -- 项目名称
  builder_name {VC:200} NOT NULL, -- 建设单位
  created_utc {INSTANT} NOT NULL, -- 赋码时刻
  row_version INT NOT NULL, -- 行版本
  owner_org_id BIGINT NOT NULL, -- 所属单位
  region_code {VC:12} NOT NULL, -- 区划
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 密级
  label_category {VC:40}, -- 类别
  PRIMARY KEY (project_id)
);

CREATE UNIQUE INDEX ux_ap_project_code ON ap_project (project_code);

CREATE INDEX ix_ap_project_investment ON ap_project (investment_code);

CREATE TABLE ap_case ( -- 办件
  case_id BIGINT NOT NULL, -- 办件号
  matter_code {VC:60} NOT NULL, -- 事项
  matter_name {VC:100} NOT NULL, -- 事项名称
  receipt_number {VC:40} NOT NULL, -- 收件号
  case_number {VC:60}, -- 案卷号
  project_id BIGINT NOT NULL, -- 项目
  project_name {VC:200} NOT NULL, -- 项目名称
  state_code {VC:16} NOT NULL CHECK (state_code IN ('intake','accepted','correction','inProgress','decided','issued','archived','rejected','withdrawn','suspended')), -- 状态
  step_name {VC:200}, -- 当前环节
  town_name {VC:60}, -- 所在镇(街道)
  parcel_digest {VC:64} NOT NULL, -- 坐标文件
  parcel_file {VC:255} NOT NULL, -- 坐标文件名
  parcel_axis {VC:12} NOT NULL, -- 坐标轴次序
  parcel_zone INT, -- 确认的带号
  parcel_layer {VC:200}, -- 文件里选定的图层
  parcel_crs {VC:60} NOT NULL, -- 坐标系
  promised_days INT NOT NULL, -- 承诺工作日
  statutory_days INT NOT NULL, -- 法定工作日
  extension_days INT NOT NULL, -- 可延期工作日
  clock_code {VC:8} NOT NULL CHECK (clock_code IN ('NONE','RUNNING','STOPPED','ENDED')), -- 时钟状态
  promised_due {DATE}, -- 承诺到期日
  review_id BIGINT NOT NULL, -- 最近结论
  overall_code {VC:16} NOT NULL, -- 最近总结论
  conflict_count INT NOT NULL, -- 冲突项数
  undetermined_count INT NOT NULL, -- 无法判定项数
  blocks_issue SMALLINT NOT NULL CHECK (blocks_issue IN (0,1)), -- 是否不能出证
  received_utc {INSTANT} NOT NULL, -- 收件时刻
  received_by BIGINT NOT NULL, -- 收件人
  received_name {VC:60} NOT NULL, -- 收件人姓名
  accepted_on {DATE}, -- 受理日
  decided_utc {INSTANT}, -- 决定时刻
  note_text {VC:500}, -- 备注
  row_version INT NOT NULL, -- 行版本
  owner_org_id BIGINT NOT NULL, -- 所属单位
  region_code {VC:12} NOT NULL, -- 区划
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 密级
  label_category {VC:40}, -- 类别
  PRIMARY KEY (case_id)
);

CREATE UNIQUE INDEX ux_ap_case_receipt ON ap_case (receipt_number);

CREATE UNIQUE INDEX ux_ap_case_number ON ap_case (case_number);

CREATE INDEX ix_ap_case_state ON ap_case (state_code, case_id);

CREATE TABLE ap_case_parcel ( -- 申请地块
  case_id BIGINT NOT NULL, -- 办件
  parcel_no INT NOT NULL, -- 序号
  file_number {VC:100} NOT NULL, -- 文件中的编号
  parcel_name {VC:200} NOT NULL, -- 名称
  declared_area BIGINT, -- 申报面积(0.0001 平方米)
  plane_area BIGINT NOT NULL, -- 平面面积(0.0001 平方米)
  ellipsoidal_area BIGINT NOT NULL, -- 椭球面积(0.0001 平方米)
  min_east BIGINT NOT NULL, -- 最小东坐标(0.1 毫米)
  min_north BIGINT NOT NULL, -- 最小北坐标(0.1 毫米)
  max_east BIGINT NOT NULL, -- 最大东坐标(0.1 毫米)
  max_north BIGINT NOT NULL, -- 最大北坐标(0.1 毫米)
  figure_text TEXT NOT NULL, -- 图形(0.1 毫米格网)
  PRIMARY KEY (case_id, parcel_no)
);

CREATE INDEX ix_ap_case_parcel_box ON ap_case_parcel (min_east, max_east);

CREATE TABLE ap_case_field ( -- 表单字段
  field_id BIGINT NOT NULL, -- 字段号
  case_id BIGINT NOT NULL, -- 办件
  field_key {VC:40} NOT NULL, -- 字段
  value_text TEXT, -- 值
  hidden_text TEXT, -- 密文(个人信息)
  row_version INT NOT NULL, -- 行版本
  PRIMARY KEY (field_id)
);

CREATE UNIQUE INDEX ux_ap_case_field_key ON ap_case_field (case_id, field_key);

CREATE TABLE ap_material ( -- 申请材料
  material_id BIGINT NOT NULL, -- 材料号
  case_id BIGINT NOT NULL, -- 办件
  material_code {VC:40} NOT NULL, -- 材料代码
  file_digest {VC:64} NOT NULL, -- 文件摘要
  file_name {VC:255} NOT NULL, -- 文件名
  file_size BIGINT NOT NULL, -- 字节数
  media_type {VC:100} NOT NULL, -- 媒体类型
  added_utc {INSTANT} NOT NULL, -- 收取时刻
  added_by BIGINT NOT NULL, -- 收取人
  superseded_utc {INSTANT}, -- 被替换时刻
  PRIMARY KEY (material_id)
);

CREATE INDEX ix_ap_material_case ON ap_material (case_id, material_code);

CREATE TABLE ap_process_version ( -- 流程版本
  process_version {VC:64} NOT NULL, -- 版本(SM3)
  process_id {VC:100} NOT NULL, -- 流程
  process_name {VC:200} NOT NULL, -- 名称
  xml_text TEXT NOT NULL, -- BPMN 正文
  kept_utc {INSTANT} NOT NULL, -- 入库时刻
  PRIMARY KEY (process_version)
);

CREATE TABLE ap_process_instance ( -- 流程实例
  case_id BIGINT NOT NULL, -- 办件
  process_version {VC:64} NOT NULL, -- 流程版本
  state_json TEXT NOT NULL, -- 令牌状态
  row_version INT NOT NULL, -- 行版本
  PRIMARY KEY (case_id)
);

CREATE TABLE ap_task ( -- 任务
  task_id BIGINT NOT NULL, -- 任务号
  case_id BIGINT NOT NULL, -- 办件
  work_no INT NOT NULL, -- 流程实例中的任务序号
  node_id {VC:100} NOT NULL, -- 环节
  node_name {VC:100} NOT NULL, -- 环节名称
  member_name {VC:100}, -- 会签成员
  post_code {VC:60} NOT NULL, -- 岗位
  section_code {VC:60}, -- 科室
  state_code {VC:10} NOT NULL CHECK (state_code IN ('OPEN','DONE','CANCELLED')), -- 状态
  arrived_utc {INSTANT} NOT NULL, -- 送达时刻
  from_name {VC:60} NOT NULL, -- 送来人
  claimed_by BIGINT, -- 签收人
  claimed_name {VC:60}, -- 签收人姓名
  claimed_utc {INSTANT}, -- 签收时刻
  lease_utc {INSTANT}, -- 签收到期
  done_utc {INSTANT}, -- 办结时刻
  done_by BIGINT, -- 办理人
  done_name {VC:60}, -- 办理人姓名
  outcome_key {VC:40}, -- 办理结果
  row_version INT NOT NULL, -- 行版本
  PRIMARY KEY (task_id)
);

CREATE INDEX ix_ap_task_open ON ap_task (state_code, post_code, case_id);

CREATE INDEX ix_ap_task_case ON ap_task (case_id, task_id);

CREATE INDEX ix_ap_task_done ON ap_task (done_by, done_utc);

CREATE TABLE ap_opinion ( -- 意见
  opinion_id BIGINT NOT NULL, -- 意见号
  case_id BIGINT NOT NULL, -- 办件
  task_id BIGINT, -- 任务
  given_utc {INSTANT} NOT NULL, -- 时刻
  by_user_id BIGINT NOT NULL, -- 办理人
  by_name {VC:60} NOT NULL, -- 办理人姓名
  post_name {VC:60} NOT NULL, -- 岗位
  node_id {VC:100} NOT NULL, -- 环节
  node_name {VC:100} NOT NULL, -- 环节名称
  action_key {VC:40} NOT NULL, -- 动作
  action_name {VC:60} NOT NULL, -- 动作名称
  opinion_text TEXT NOT NULL, -- 意见
  PRIMARY KEY (opinion_id)
);

CREATE INDEX ix_ap_opinion_case ON ap_opinion (case_id, opinion_id);

CREATE TABLE ap_opinion_file ( -- 意见附件
  opinion_id BIGINT NOT NULL, -- 意见
  file_no INT NOT NULL, -- 序号
  file_digest {VC:64} NOT NULL, -- 文件摘要
  file_name {VC:255} NOT NULL, -- 文件名
  PRIMARY KEY (opinion_id, file_no)
);

CREATE TABLE ap_correction ( -- 补正事项
  correction_id BIGINT NOT NULL, -- 补正号
  case_id BIGINT NOT NULL, -- 办件
  opinion_id BIGINT NOT NULL, -- 告知的意见
  item_no INT NOT NULL, -- 序号
  material_code {VC:40}, -- 材料代码
  item_text {VC:1000} NOT NULL, -- 内容
  PRIMARY KEY (correction_id)
);

CREATE INDEX ix_ap_correction_case ON ap_correction (case_id, opinion_id, item_no);

CREATE TABLE ap_clock_entry ( -- 时钟账
  entry_id BIGINT NOT NULL, -- 条目号
  case_id BIGINT NOT NULL, -- 办件
  entry_no INT NOT NULL, -- 序号
  kind_code {VC:8} NOT NULL CHECK (kind_code IN ('START','STOP','RESUME','EXTEND','END')), -- 种类
  entry_utc {INSTANT} NOT NULL, -- 时刻
  reason_text {VC:500} NOT NULL, -- 事由
  document_digest {VC:64}, -- 依据文件
  document_name {VC:255}, -- 依据文件名
  extended_days INT NOT NULL, -- 延期工作日
  by_user_id BIGINT NOT NULL, -- 登记人
  by_name {VC:60} NOT NULL, -- 登记人姓名
  calendar_version {VC:60} NOT NULL, -- 当时的日历版本
  promised_due {DATE}, -- 登记后的承诺到期日
  statutory_due {DATE}, -- 登记后的法定到期日
  used_days INT NOT NULL, -- 登记时已用工作日
  PRIMARY KEY (entry_id)
);

CREATE UNIQUE INDEX ux_ap_clock_entry ON ap_clock_entry (case_id, entry_no);

CREATE TABLE ap_number_series ( -- 编号序列
  series_key {VC:60} NOT NULL, -- 序列
  last_no INT NOT NULL, -- 最后一号
  PRIMARY KEY (series_key)
);

CREATE TABLE ap_step ( -- 决定后的持久步骤
  case_id BIGINT NOT NULL, -- 办件
  step_key {VC:40} NOT NULL, -- 步骤
  step_no INT NOT NULL, -- 流程实例中的步骤序号
  state_code {VC:8} NOT NULL CHECK (state_code IN ('WAITING','DONE')), -- 状态
  due_utc {INSTANT} NOT NULL, -- 应做时刻
  done_utc {INSTANT}, -- 完成时刻
  result_text {VC:500}, -- 结果
  PRIMARY KEY (case_id, step_key)
);

CREATE TABLE ap_document ( -- 文书
  document_id BIGINT NOT NULL, -- 文书号
  case_id BIGINT NOT NULL, -- 办件
  kind_code {VC:24} NOT NULL, -- 种类
  document_title {VC:200} NOT NULL, -- 标题
  document_number {VC:60}, -- 文号
  file_digest {VC:64} NOT NULL, -- 文件摘要
  media_type {VC:100} NOT NULL, -- 媒体类型
  created_utc {INSTANT} NOT NULL, -- 生成时刻
  PRIMARY KEY (document_id)
);

CREATE INDEX ix_ap_document_case ON ap_document (case_id, document_id);

CREATE TABLE ap_certificate ( -- 证书
  certificate_id BIGINT NOT NULL, -- 证书号
  case_id BIGINT NOT NULL, -- 办件
  certificate_number {VC:40} NOT NULL, -- 用字第…号
  provisional_flag SMALLINT NOT NULL CHECK (provisional_flag IN (0,1)), -- 是否预编号
  verify_code {VC:40} NOT NULL, -- 查验码
  project_name {VC:200} NOT NULL, -- 项目名称
  kind_code {VC:60} NOT NULL, -- 证书种类
  issued_on {DATE} NOT NULL, -- 签发日
  valid_until {DATE} NOT NULL, -- 有效期至
  document_id BIGINT, -- 文书
  document_digest {VC:64}, -- 文书摘要
  delivered_utc {INSTANT}, -- 发证时刻
  revoked_utc {INSTANT}, -- 撤销时刻
  row_version INT NOT NULL, -- 行版本
  PRIMARY KEY (certificate_id)
);

CREATE UNIQUE INDEX ux_ap_certificate_case ON ap_certificate (case_id);

CREATE UNIQUE INDEX ux_ap_certificate_number ON ap_certificate (certificate_number, provisional_flag);

CREATE UNIQUE INDEX ux_ap_certificate_verify ON ap_certificate (verify_code);

CREATE TABLE ap_staged_file ( -- 暂存文件
  user_id BIGINT NOT NULL, -- 上传人
  file_digest {VC:64} NOT NULL, -- 文件摘要
  file_name {VC:255} NOT NULL, -- 文件名
  file_size BIGINT NOT NULL, -- 字节数
  media_type {VC:100} NOT NULL, -- 媒体类型
  staged_utc {INSTANT} NOT NULL, -- 上传时刻
  PRIMARY KEY (user_id, file_digest)
);

CREATE TABLE ap_draft ( -- 草稿
  user_id BIGINT NOT NULL, -- 账号
  draft_key {VC:64} NOT NULL, -- 草稿键
  hidden_text TEXT NOT NULL, -- 密文
  draft_id BIGINT NOT NULL, -- 草稿号
  saved_utc {INSTANT} NOT NULL, -- 保存时刻
  PRIMARY KEY (user_id, draft_key)
);
