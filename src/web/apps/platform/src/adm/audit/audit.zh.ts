export const auditZh = {
  title: '审计', records: (n: string) => `${n} 条`, unsealed: (n: string) => `未封存 ${n}`, checkpoint: (no: number, at: string) => `检查点 第 ${no} 批 ${at} 已签`, noCheckpoint: '还没有检查点', verified: (at: string) => `上次验证 ${at} 完整`, broken: (at: string, n: number) => `上次验证 ${at} 发现 ${n} 处问题`, never: '还没有验证过',
  verify: '验证全部', verifying: '正在验证…', okResult: (n: string) => `完整:${n} 条记录、批次和检查点相符。`, badResult: (n: number) => `不完整:发现 ${n} 处。查询仍可用。`, finding: { kind: '问题', where: '位置' },
  filters: { from: '从', to: '到', account: '账号', kind: '类型代码', objectId: '对象编号', outcome: '结果', all: '全部', success: '成功', refused: '拒绝', search: '查', clear: '清除' },
  objects: { case: '案件', review: '审查结论', document: '文书', file: '文件', layer: '图层', task: '任务', user: '账号', audit: '审计', session: '会话', matter: '事项' } as Record<string, string>,
  heads: { at: '时间', who: '人', kind: '类型', summary: '内容', outcome: '结果', address: '地址', proof: '证明' }, success: '成功', refused: '拒绝', show: '证明', sealedNo: '未封存', empty: '没有符合的记录。', emptyNote: '要确认是否缺记录,运行“验证全部”。', before: '前', after: '后', changes: '前后值',
  batch: (n: number) => `第 ${n} 批`, whole: '连同归档', wholeNote: '同时查日期所及的归档文件;查不到的归档会指明', searchedArchives: '查过的归档', gaps: (n: number) => `有 ${n} 个归档没有查全:文件不在,或与写入时不同。下面的结果不含那一段,不能当作没有记录。`,
  searched: (n: number, from: string, to: string) => `归档 ${n}(${from} 至 ${to})`, archiveStates: { searched: '已查', withoutIndex: '没有索引,已逐条查', notReached: '未查:较新的结果已满', missing: '文件不在', damaged: '已损坏' } as Record<string, string>,
  truncated: '只列最新的 1000 条。缩小时段或条件再查。', emptyWithGaps: '查过的部分没有符合的记录。没有查全的归档见上。',
  archives: {
    title: '归档与检查点', back: '审计记录', make: '归档…', note: (days: number) => `留存期 ${days} 天以外的记录可以移入归档文件;证明仍然有效,平台不删除归档文件。`, empty: '还没有归档。', emptyNote: (latest: string) => `${latest} 以前封存的批次可以归档。`,
    heads: { no: '归档号', span: '时段', batches: '批次', records: '记录', file: '文件', state: '状态', check: '上次逐条校验', act: '操作' }, catalogueBad: '目录被改', missing: (n: number, from: number, to: number) => `归档 ${n} 的目录行不见了:第 ${from} 至 ${to} 批既不在数据库,也不在任何归档。不要再归档,先查明并从备份恢复。`, fileAway: '文件不在', fileThere: '文件在', noIndex: '没有索引', checkOk: '逐条相符', checkBad: (n: number) => `发现 ${n} 处`, never: '没有校验过',
    prove: '逐条校验', proving: '正在校验…', download: '下载', proved: (n: number, records: string) => `归档 ${n}:${records} 条记录与签名的检查点逐条相符。`, notProved: (n: number, count: number) => `归档 ${n}:发现 ${count} 处。`,
    epochs: '纪元', epochsNote: '恢复较旧的备份之后由两名管理员另起,放弃的批次始终列出。', noEpochs: '没有恢复过较旧的备份。', epochHeads: { no: '纪元', opened: '开启时刻', after: '接在', lost: '放弃的批次' }, lost: (from: number, to: number, n: number) => `第 ${from} 至 ${to} 批,共 ${n} 批`,
    checkpoints: '检查点', checkpointsNote: '每批一条,SM2 签名,同时写在数据库之外。', checkpointHeads: { batch: '批次', at: '封存时刻', records: '记录', root: '批次根', key: '签名密钥' },
    dialog: { title: '归档审计记录', note: '这一天以前封存的批次逐批证明之后移入归档文件,数据库里的行随后删除。先运行“验证全部”,有发现不要归档;归档后把文件另存到离线介质。', before: '归档这一天以前的', hint: (latest: string) => `最晚 ${latest}。记录很多时要几分钟,也可以用命令行 guotu audit archive。`, act: '归档', moving: '正在归档…', cancel: '取消' },
  },
  proof: { title: '审计证明', back: '审计', record: '记录', steps: '证明', leaf: '记录摘要', path: (n: number) => `Merkle 路径 ${n} 层`, root: '批次根', batch: (n: number) => `第 ${n} 批`, signature: '检查点签名(SM2)', key: '审计公钥', rootOk: '由记录摘要沿路径算得的根与批次根相同。', rootBad: '由记录摘要沿路径算得的根与批次根不同。此记录不可信。', sigOk: '检查点签名有效。', sigBad: '检查点签名无效。', sigUnknown: '检查点签名的格式不能在浏览器中验证,用命令行 guotu audit verify 验证。', rootUnknown: '路径的格式不能在浏览器中验证,用命令行 guotu audit verify 验证。', download: '下载证明包', checking: '正在验证…' },
};
