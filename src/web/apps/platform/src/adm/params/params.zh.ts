export const paramsZh = {
  title: '参数', rule: '改动要写理由并再次证明身份,改前改后的值记入审计。口令、会话、导出等安全策略由安全保密管理员在「安全策略」里设,不在这里。',
  find: '查找', findHint: '名称、用途、依据', filterLabel: '只看', filters: { all: '全部', here: '在这里改的', doubtful: '待核实', changed: '改过的', fixed: '只能看的' }, groupLabel: '部分', anyGroup: '全部',
  heads: { title: '参数', value: '现值', delivered: '交付值', clause: '依据', state: '状态', changed: '谁何时改的', act: '操作' },
  doubtful: '待核实', unused: '超出范围,没有使用', here: '可改', fixed: '只能看', change: '修改', history: '记录', empty: '没有符合的参数。', none: '—', clear: '清除筛选',
  export: '导出', file: '参数表.csv', by: (who: string, at: string) => `${who} ${at}`, total: (n: number, doubtful: number) => `${n} 项,待核实 ${doubtful} 项`,
  done: (title: string, value: string) => `“${title}”已改为 ${value}。`, undo: '撤销', undone: (title: string, value: string) => `“${title}”已恢复为 ${value}。`, undoReason: (n: number) => `撤销刚才的第 ${n} 次修改`, close: '知道了',
  form: {
    title: (t: string) => `修改“${t}”`, now: (value: string, delivered: string) => `现值 ${value},交付值 ${delivered}。`, value: (unit: string) => `新的值(${unit})`, range: (least: number, most: number, unit: string) => `${least} 到 ${most} ${unit}的整数。`,
    confirmed: '已对照依据核实这个值,不再标“待核实”', reason: '理由', reasonHint: '4 到 200 个字,写明依据,如文件名称和文号。', save: '保存修改', cancel: '取消', need: '写明理由,不少于 4 个字', whole: '写整数',
    conflict: '在你打开之后,别人已经改过这个参数。', theirs: (value: string, who: string, at: string) => `现在的:${value}(${who} ${at})`, mine: (value: string) => `我的:${value}`, keepMine: '仍按我的值保存', keepTheirs: '保留现在的值',
  },
  changes: {
    title: (t: string) => `“${t}”的修改记录`, heads: { version: '次', change: '改动', reason: '理由', by: '谁何时', act: '操作' }, change: (before: number, value: number, unit: string) => `${before} → ${value} ${unit}`, confirmed: '已核实',
    empty: '没有改过,用的是交付值。', back: '恢复改前的值', backReason: (n: number) => `恢复第 ${n} 次修改之前的值:`, close: '关闭',
  },
  csv: { heads: ['参数', '键', '部分', '现值', '交付值', '依据', '待核实的缘由', '修改办法', '修改人', '修改时刻'] },
};
