export const guideZh = {
  title: '接入指引', lead: '用 QGIS、GDAL 等桌面软件读取已发布的图层。三步:建令牌、填地址、读图层。',
  steps: { token: '一、建令牌', connect: '二、填地址', read: '三、读图层' }, keys: '我的令牌',
  tokenText: '令牌只能读已发布的图层,看得到什么随本人的角色变化。每人至多 10 个,最长 365 天。令牌只显示一次,存放在本人电脑里,不要转给别人。',
  services: '服务地址', heads: { service: '服务', address: '地址', use: '适合' }, copy: '复制', copied: '已复制',
  rows: [
    { name: 'OGC API Features', path: '/ogc/features', use: '按条件取要素,分页稳定' }, { name: 'WFS 2.0', path: '/ogc/wfs', use: '老一些的桌面软件取要素' },
    { name: 'WMS 1.3.0', path: '/ogc/maps/wms', use: '当底图看,可指定数据时点' }, { name: 'WMTS 1.0.0', path: '/ogc/maps/wmts/1.0.0/WMTSCapabilities.xml', use: '当底图看,分块快' }, { name: '矢量瓦片', path: '/ogc/tiles', use: '网页地图' },
  ],
  give: '令牌写在哪里:QGIS 的认证设置里选“基本认证”,用户名任意、口令填令牌;或请求头 Authorization: Bearer 令牌;或地址后加 ?token=令牌(日志不记查询参数)。', sample: '命令行示例',
  crs: '坐标系:CRS84、EPSG:4490、EPSG:4326、本县三度带(西乡 EPSG:4524)。4490、4326 纬度在前,4524 北坐标在前,CRS84 经度在前。', limits: '一分钟内一人的请求不超过 3000 次,一次请求不超过 60 秒。', trouble: '读不到时',
  troubles: ['401:令牌到期、被收回,或不在限定的地址上。', '404 或图层不在清单里:本人的角色没有这个图层的授权,找安全保密管理员。', '429:请求太密,过一分钟再试。'],
  mine: { title: '我的令牌', make: '新建令牌', name: '名称', nameHint: '写是哪台电脑、用来做什么(如监控服务器)', days: '有效天数', addresses: '只许这些地址用', addressesHint: '如 10.1.3.7,多个用逗号分开;不写为不限', save: '新建', cancel: '取消', revoke: '收回', revokeAsk: (n: string) => `收回令牌“${n}”?`, revokeNote: '收回后用它的软件立即什么也读不到。', empty: '还没有令牌。', once: '令牌只显示这一次', onceNote: '复制后存好;关掉后谁也看不到它,忘了就收回再建一个。', kept: '我存好了', back: '接入指引' },
};
