export const opsZh = {
  title: '运维监控', rule: '每 30 秒刷新一次,离开本页即停。读不到的写“无法判定”,不当作正常。监控系统可凭令牌取同样的内容(接入指引 › 我的令牌)。',
  refresh: '刷新', refreshing: '正在刷新', at: (at: string) => `看于 ${at}`, overall: '总的:', lights: { good: '正常', notice: '注意', problem: '异常', unknown: '无法判定' },
  count: (light: string, n: number) => `${light} ${n}`, showLabel: '只看', shows: { all: '全部', notGood: '不正常的', problem: '异常', unknown: '无法判定', notice: '注意' },
  heads: { title: '项目', light: '状态', detail: '所见', wayOut: '办法' }, none: '—', empty: '没有符合的项目。', clear: '看全部',
  stale: (at: string) => `连不上节点,下面停在 ${at} 的情形。`, old: (at: string) => `下面停在 ${at} 的情形,还没有新的。`,
  export: '导出 JSON', file: '运行状况.json',
};
