export const labelsZh = {
  title: '安全标记', tabs: { people: '人员', objects: '图层和栅格' }, cancel: '取消',
  rule: { people: '人员标记的级别不低于数据标记、类别包含数据标记的全部类别,才看得到。凡有账号的人至少是“内部”;三员不持有业务标记。', objects: '没有设过的按“公开”。提高标记立即生效:瓦片、页面、打印、导出和缓存在下一次读取时都按新标记。秘密、机密、绝密数据不得进入本网。' },
  heads: { person: '人员', object: '图层', org: '机构', kind: '种类', label: '安全标记', reason: '理由', set: '设置', act: '操作' },
  find: '查找', filter: '标记', any: '全部', only: { set: '设过的', raised: '高于内部或有类别' }, empty: '没有符合条件的。', none: '—', change: '改标记', fixed: '三员,不设', altered: '记录被改动过,账号已停用', disabled: '已停用',
  by: (who: string, when: string) => `${who} ${when}`,
  done: (what: string, from: string, to: string) => `${what}:${from} → ${to},下一次读取起生效。`, undo: '撤销', undoReason: (r: string) => `撤销:${r}`, undone: (what: string, to: string) => `已撤销,${what}恢复为 ${to}。`, close: '知道了',
  revisions: {
    open: '版本', title: (what: string) => `“${what}”各版本的标志`, rule: '数据入库时带来的标志,与图层标记取上确界。入库不会降低它;降低要另一名有权的人复核。', heads: { revision: '版本', asOf: '数据时点' },
    empty: '还没有入库的数据。', lower: '申请降低', lowerOf: (revision: number) => `申请降低第 ${revision} 版`, to: (revision: number) => `第 ${revision} 版降为`, next: '下一步:写明理由', back: '返回',
    kept: '保留的类别', wanted: (what: string, revision: number, to: string) => `降低“${what}”第 ${revision} 版的标志为“${to}”`, lowest: '已是最低',
  },
  form: { title: (what: string) => `改“${what}”的安全标记`, level: '级别', categories: '类别', reason: '理由', reasonHint: '写明依据的文件或申请,记入审计。', save: '保存', now: (n: string) => `现在:${n}`, need: '写明理由。', ways: { data: { lower: '这次是降低标记:更多人将看到这些数据。', raise: '这次是提高标记:标记不够的人立即看不到。' }, person: { lower: '这次是降低标记:超出新标记的数据,本人立即看不到。', raise: '这次是提高标记:本人将看到更多数据。' } } },
};
