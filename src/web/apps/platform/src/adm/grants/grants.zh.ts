export const grantsZh = {
  title: '图层授权与服务', tabs: { grants: '图层授权', tokens: '令牌', usage: '使用统计' },
  heads: { role: '角色', layer: '图层', what: '看得到什么', area: '范围', label: '最高标记级别', at: '授予时间', act: '操作' },
  new: '新授权', hidden: '不给看', all: '全部内容', rows: (f: string) => `只看 ${f}`, denied: (f: string) => `不看字段 ${f}`, unreadable: '读不出来,已对该角色隐藏', wholeCounty: '不限', regions: (r: string) => `区划 ${r}`, polygon: '自定范围',
  revoke: '收回', revokeAsk: (role: string, layer: string) => `收回“${role}”对“${layer}”的授权?`, revokeNote: '收回后立即生效:正在看的人下一次读取就按新的授权。', revoked: '已收回', empty: '还没有授权。任何人都看不到图层。', cancel: '取消', granted: '已授予',
  rule: '指名图层的授权取代该角色“全部图层”的授权;多条相加;“不给看”优先。',
  form: { title: '新授权', role: '角色', layer: '图层', kind: '给看还是不给看', show: '给看', hide: '不给看', rows: '要素条件(CQL2)', rowsHint: "如 DLBM IN ('0101','0103');不写为全部要素", fields: '不给看的字段', town: '只在这些乡镇', label: '可看的最高标记级别(0 公开、1 内部、2 敏感;还要人员标记够)', choose: '选择', save: '授予', need: '选角色和图层。' },
  tokens: { heads: { name: '名称', person: '持有人', from: '可用地址', made: '新建', until: '到期', state: '状态', act: '操作' }, any: '不限', valid: '有效', revoked: '已收回', expired: '已过期', withdraw: '停用', withdrawAsk: (n: string, p: string) => `停用 ${p} 的令牌“${n}”?`, withdrawNote: '停用后不能恢复,持有人要另建。', withdrawn: '已停用', empty: '没有人建过令牌。' },
  usage: { empty: '近 31 天没有人用过服务。', days: '近 31 天每日请求', day: (d: string, n: string) => `${d} ${n} 次`, heads: { day: '日期', layer: '图层', person: '人', service: '服务', requests: '请求', features: '要素' }, all: '全部', filterLayer: '图层', filterPerson: '人', filterService: '服务', total: (n: string) => `合计 ${n} 次请求`, services: { oapif: '要素接口', wfs: 'WFS', wms: 'WMS', wmts: 'WMTS', tiles: '矢量瓦片' } as Record<string, string> },
};
