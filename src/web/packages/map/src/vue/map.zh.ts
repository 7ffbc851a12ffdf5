export const mapZh = {
  map: '地图',
  zoomIn: '放大',
  zoomOut: '缩小',
  home: '全图',
  full: '全屏',
  keys: '方向键平移,加减号缩放,Home 回全图',
};
