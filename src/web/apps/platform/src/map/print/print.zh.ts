export const printZh = {
  title: '出图', back: '回到一张图', form: '图面', jobs: '出图任务', map: '纸上范围',
  layout: '版式', paper: '幅面', orientation: '方向', orientations: { landscape: '横幅', portrait: '竖幅' }, scale: '比例尺 1:', scaleHint: '标准或自定,100 至 1000000',
  name: '图名', nameNeeded: '写上图名', scaleWrong: '比例尺分母要是 100 至 1000000 的整数', layersNeeded: '至少加一个图层', addLayer: '加图层', add: '加', under: '影像与地形', noUnder: '无', underHint: '画在所有图层下面', again: '重试', layers: '图层(上面的盖住下面的)',
  grid: '格网', grids: { zone: '公里网', degrees: '经纬网', none: '无' }, format: '格式', formats: { pdf: 'PDF(矢量)', png: 'PNG(图片)' }, dpi: '每英寸点数', dpiHint: (most: number) => `72 至 ${most}`,
  order: '出图', ordering: '正在提交…', undo: '撤销', toMiddle: '移到屏幕中间', showFrame: '看整个范围', move: '移动范围', moves: { up: '向北移', down: '向南移', left: '向西移', right: '向东移' },
  centre: (x: string, y: string) => `图心 X ${x} Y ${y}`, ground: (w: string, h: string) => `图框 ${w} × ${h} 米`, faults: (file: string, reason: string) => `版式文件 ${file} 不能用:${reason}`,
  none: '还没有出过图。定好范围后点“出图”。', sheet: (paper: string, orientation: string, scale: number, format: string) => `${paper} ${orientation} 1:${scale} ${format.toUpperCase()}`,
  states: { waiting: '排队', drawing: '绘制', done: '完成', failed: '失败', cancelled: '已取消', expired: '已过期' }, icons: { waiting: '◔', drawing: '▶', done: '✓', failed: '✕', cancelled: '‖', expired: '‖' },
  step: (name: string, done: number, total: number) => `${name}(${done}/${total})`, cancel: '取消', download: '下载', until: (at: string) => `保留到 ${at}`, progress: (title: string) => `${title} 的进度`,
};
