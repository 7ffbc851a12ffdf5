export const portalZh = {
  title: '门户装配', rule: '按角色排菜单的次序、隐藏、改名。只改菜单,不改权限:隐藏的页有权限的人照样能从网址打开。有多个角色的人,每个角色都隐藏的页才隐藏,次序和名称按排在前面的角色。',
  role: '角色', changed: (who: string, at: string) => `${who} ${at} 装配`, delivered: '交付的样子', heads: { order: '次序', page: '页面', title: '菜单里的名称', hidden: '隐藏' },
  up: (t: string) => `上移 ${t}`, down: (t: string) => `下移 ${t}`, rename: (t: string) => `${t} 的名称`, hide: (t: string) => `隐藏 ${t}`, kept: '不能隐藏',
  unknown: (keys: string[]) => `这些页面本版没有,或该角色没有权限,已跳过:${keys.join('、')}。保存后不再留着。`,
  preview: '以此角色看一看', previewNote: '只持这一个角色的人看到的菜单。', unsaved: '有未保存的改动。', save: '保存', saveTitle: (r: string) => `保存“${r}”的门户`, discard: '放弃改动', reset: '恢复交付的样子', resetTitle: (r: string) => `“${r}”恢复交付的样子`,
  reason: '理由', reasonHint: '4 到 200 个字。', need: '写明理由,不少于 4 个字', cancel: '取消', done: (r: string) => `已保存“${r}”的门户,下次打开页面时生效。`, resetDone: (r: string) => `“${r}”已恢复交付的样子。`, close: '知道了',
  conflict: (who: string, at: string) => `在你打开之后,${who} ${at} 改过这个角色的门户。`, keepMine: '仍按我的保存', keepTheirs: '看现在的', empty: '这个角色没有页面。',
};
