export const mlpsZh = {
  title: '等保与密评', note: '在本节点上逐条取证,写成签名的测评表。「未能证实」单独计数,不算符合。',
  start: '开始测评', startHint: '要读全部受保护的行和审计,记录多时要几分钟;业务不停。', cancel: '取消', compare: '与另一次比较', zip: '下载签名的报告', pdf: '下载 PDF',
  run: '第几次', runOption: (at: string, by: string, state: string) => `${at} ${by} ${state}`, noRuns: '还没有测评过。', noReport: '这一次没有报告。',
  states: { waiting: '排队', running: '进行中', done: '', failed: '没有成功', cancelled: '已取消' } as Record<string, string>,
  progress: (step: string, done: number, total: number) => `${step}(${done}/${total})`, progressLabel: '测评进度', waiting: '排队',
  results: { met: '符合', partly: '部分符合', notMet: '不符合', manual: '待人工', notApplicable: '不适用', notProved: '未能证实' } as Record<string, string>,
  icons: { met: '✓', partly: '◐', notMet: '✕', manual: '?', notApplicable: '–', notProved: '○' } as Record<string, string>,
  standard: '标准', all: '全部', byHand: (n: number) => `其中人工填写 ${n}`, filter: '按结论看', none: '没有这一结论的条款。',
  heads: { id: '条款', title: '名称', result: '结论' }, hand: '人工',
  pick: '选一条看要求、检查和证据。', who: { S: '平台实现', E: '平台提供证据', O: '基础设施、产品或管理' } as Record<string, string>,
  requirement: '要求(意译)', explanation: '说明', automatic: (r: string) => `自动结论:${r}`, step: '人工步骤', person: '负责人', rest: '还要',
  checks: '自动检查', method: '方法', look: '看证据', hide: '收起', digest: 'SM3', at: '时刻', entered: '人工填写', pending: '已填写,下次测评写进测评表',
  enteredLine: (by: string, at: string) => `${by} 填于 ${at}`, attachment: '附件', fill: '填写结论', refill: '重新填写',
  form: {
    title: (id: string) => `填写条款 ${id}`, result: '结论', person: '查看人', lookedOn: '查看日期', note: '所见', noteHint: '写看到了什么、在哪里,不超过 500 个字。',
    file: '附件', fileHint: '只记附件名和 SM3,文件由查看人自己保管。大于 10 MB 的用 openssl dgst -sm3 算好填入。', attachmentName: '附件名', attachmentSm3: '附件的 SM3',
    tooLarge: '文件大于 10 MB:在终端用 openssl dgst -sm3 算出后填入。', save: '保存', cancel: '取消', keeps: '填写不能改善检查发现的不符合;一年后要重新查看。',
  },
  diff: {
    title: '两次测评的比较', with: '与哪一次比', none: '没有别的已完成的测评。', same: '每一条的结论都一样。', summary: (worse: number, better: number) => `变差 ${worse} 条,变好 ${better} 条`,
    heads: { clause: '条款', before: '先前', after: '后来', why: '后来的说明' }, directions: { worse: '变差', better: '变好', other: '有变' } as Record<string, string>, close: '关闭', absent: '没有这一条',
  },
};
