export const auditZh = {
  title: '审计', records: (n: string) => `${n} 条`, unsealed: (n: string) => `未封存 ${n}`, checkpoint: (no: number, at: string) => `检查点 第 ${no} 批 ${at} 已签`, noCheckpoint: '还没有检查点', verified: (at: string) => `上次验证 ${at} 完整`, broken: (at: string, n: number) => `上次验证 ${at} 发现 ${n} 处问题`, never: '还没有验证过',
  verify: '验证全部', verifying: '正在验证…', okResult: (n: string) => `完整:${n} 条记录、批次和检查点相符。`, badResult: (n: number) => `不完整:发现 ${n} 处。查询仍可用。`, finding: { kind: '问题', where: '位置' },
  filters: { from: '从', to: '到', account: '账号', kind: '类型代码', objectId: '对象编号', outcome: '结果', all: '全部', success: '成功', refused: '拒绝', search: '查', clear: '清除' },
  objects: { case: '案件', review: '审查结论', document: '文书', file: '文件', layer: '图层', task: '任务', user: '账号', audit: '审计', session: '会话', matter: '事项' } as Record<string, string>,
  heads: { at: '时间', who: '人', kind: '类型', summary: '内容', outcome: '结果', address: '地址', proof: '证明' }, success: '成功', refused: '拒绝', show: '证明', sealedNo: '未封存', empty: '没有符合的记录。', emptyNote: '要确认是否缺记录,运行“验证全部”。', before: '前', after: '后', changes: '前后值',
  proof: { title: '审计证明', back: '审计', record: '记录', steps: '证明', leaf: '记录摘要', path: (n: number) => `Merkle 路径 ${n} 层`, root: '批次根', batch: (n: number) => `第 ${n} 批`, signature: '检查点签名(SM2)', key: '审计公钥', rootOk: '由记录摘要沿路径算得的根与批次根相同。', rootBad: '由记录摘要沿路径算得的根与批次根不同。此记录不可信。', sigOk: '检查点签名有效。', sigBad: '检查点签名无效。', sigUnknown: '检查点签名的格式不能在浏览器中验证,用命令行 guotu audit verify 验证。', rootUnknown: '路径的格式不能在浏览器中验证,用命令行 guotu audit verify 验证。', download: '下载证明包', checking: '正在验证…' },
};
