export const controlZh = {
  title: '双人复核', note: '危险的操作由两个人办:一人申请,另一人批准,批准后按记录的参数自动执行一次。自己的申请、办给自己账号的申请,自己不能批准。72 小时没有人办理的自动失效。',
  cancel: '取消', close: '知道了', filterLabel: '只看', filters: { open: '待办理', all: '全部' } as Record<string, string>, empty: '没有待办理的申请。', emptyAll: '还没有申请。',
  heads: { id: '申请号', kind: '种类', summary: '办什么', reason: '理由', asked: '申请人', expires: '有效到', state: '状态', act: '操作' },
  states: { open: '待复核', approved: '已批准,未执行完', done: '已执行', rejected: '已驳回', withdrawn: '已撤回', expired: '已过期', damaged: '已损坏' } as Record<string, string>,
  approve: '批准', reject: '驳回', withdraw: '撤回', carryOn: '接着执行',
  decide: {
    approve: (n: string) => `批准“${n}”?`, approveNote: '批准后立即按下列参数执行,不能撤销。', reject: (n: string) => `驳回“${n}”?`, text: '复核意见', why: '驳回的理由', digest: '参数摘要(SM3)', parameters: '参数',
  },
  withdrawAsk: (n: string) => `撤回“${n}”?`, withdrawNote: '撤回后要办的,重新申请。',
  ask: {
    title: (n: string) => n, reason: '理由', hint: '4 到 500 个字。复核人看到的就是这段话,也记入审计。', submit: '提交复核申请', done: (id: string) => `已提交,申请号 ${id}。由另一名有权的人在「双人复核」里批准。`,
  },
  fresh: { open: '新申请', title: '申请双人复核', kind: '种类', choose: '选择种类', account: '登录名', role: '角色', until: '最后一天', untilHint: '不填则不限期。', rootNote: '全部密钥改由新的根密钥保护,业务不停。更换后新的根密钥要另存一份交保管人。' },
};
