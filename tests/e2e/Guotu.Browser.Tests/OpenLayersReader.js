// Run in the browser beside OpenLayers' own build: reads one layer through every service and says what came.
// Positions are given east first, whatever the order of the service.

// A degree of the services is one of the equator of 6,378,137 m, as the standards have it; OpenLayers' own is of another sphere.
const degrees = new ol.proj.Projection({ code: 'EPSG:4490', units: 'degrees', axisOrientation: 'neu', metersPerUnit: (Math.PI * 6378137) / 180 });
const metres = new ol.proj.Projection({ code: 'EPSG:4524', units: 'm', axisOrientation: 'neu' });
ol.proj.addProjection(degrees);
ol.proj.addProjection(metres);
ol.proj.addEquivalentProjections([degrees, ol.proj.get('EPSG:4326')]);

const said = (features, id) => {
  // GML positions come with a height of nought.
  const pairs = (g) => g.getFlatCoordinates().filter((_, i) => i % g.getStride() < 2);
  const flat = features.flatMap((f) => pairs(f.getGeometry()));
  const extent = features.reduce((box, f) => ol.extent.extend(box, f.getGeometry().getExtent()), ol.extent.createEmpty());
  const [x, y] = [flat.filter((_, i) => i % 2 === 0), flat.filter((_, i) => i % 2 === 1)];
  return { count: features.length, vertices: x.length, extent, ids: features.map(id).sort(), sumX: x.reduce((a, b) => a + b, 0), sumY: y.reduce((a, b) => a + b, 0) };
};

const idOf = (f) => String(f.getId()).split('.').at(-1);

async function fetchText(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

/** OGC API Features as GeoJSON; the register's order of EPSG:4490 and EPSG:4524 is north first and is turned here. */
async function features(code, crs) {
  const address = crs ? `&crs=http://www.opengis.net/def/crs/EPSG/0/${crs}` : '';
  const read = new ol.format.GeoJSON().readFeatures(await fetchText(`/ogc/features/collections/${code}/items?limit=10000${address}`));
  if (crs) read.forEach((f) => f.getGeometry().applyTransform((flat) => { for (let i = 0; i < flat.length; i += 2) [flat[i], flat[i + 1]] = [flat[i + 1], flat[i]]; return flat; }));
  return said(read, idOf);
}

/** WFS as GML 3.2, whose axis order OpenLayers takes from the projection. */
async function wfs(code, crs) {
  const text = await fetchText(`/ogc/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=gt:${code}&srsName=urn:ogc:def:crs:EPSG::${crs}`);
  const format = new ol.format.WFS({ version: '2.0.0', gmlFormat: new ol.format.GML32({ featureNS: 'urn:guotu:layers', featureType: code }) });
  return said(format.readFeatures(text), idOf);
}

/** How much of a picture is drawn on, after all of it has come. */
function drawn(layer, view) {
  const target = document.createElement('div');
  target.style.cssText = 'width:512px;height:512px;position:absolute;left:0;top:0';
  document.body.append(target);
  return new Promise((done, fail) => {
    const map = new ol.Map({ target, layers: [layer], controls: [], pixelRatio: 1, view });
    const came = [];
    for (const event of ['imageloadend', 'tileloadend']) layer.getSource().on(event, (e) => came.push(e.tile?.key ?? e.image?.src_ ?? event));
    for (const event of ['imageloaderror', 'tileloaderror']) layer.getSource().on(event, () => fail(new Error(event)));
    map.once('rendercomplete', () => {
      const canvas = target.querySelector('canvas');
      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      let ink = 0;
      for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) ink += 1;
      map.setTarget(undefined);
      target.remove();
      done({ ink, came });
    });
    setTimeout(() => fail(new Error('nothing was drawn in 30 s')), 30_000);
  });
}

const viewOf = (projection, extent, constrainResolution) => {
  const view = new ol.View({ projection, constrainResolution });
  view.fit(extent, { size: [512, 512] });
  return view;
};

const toMercator = (box) => ol.proj.transformExtent(box, 'EPSG:4326', 'EPSG:3857');

async function wms(code, box, crs) {
  const source = new ol.source.ImageWMS({ url: '/ogc/maps/wms', params: { LAYERS: code, FORMAT: 'image/png', TRANSPARENT: 'TRUE', VERSION: '1.3.0' }, projection: crs, ratio: 1 });
  return drawn(new ol.layer.Image({ source }), viewOf(crs, crs === 'EPSG:3857' ? toMercator(box) : box, false));
}

async function wmts(code, box, set) {
  const capabilities = new ol.format.WMTSCapabilities().read(await fetchText('/ogc/maps/wmts/1.0.0/WMTSCapabilities.xml'));
  const options = ol.source.WMTS.optionsFromCapabilities(capabilities, { layer: code, matrixSet: set });
  const projection = set === 'CGCS2000Quad' ? 'EPSG:4490' : 'EPSG:3857';
  return drawn(new ol.layer.Tile({ source: new ol.source.WMTS(options) }), viewOf(projection, projection === 'EPSG:3857' ? toMercator(box) : box, false));
}

/** Every tile of a level that the box meets, read by OpenLayers' format: ids, and the box of all that was in them. */
async function tiles(code, box, zoom) {
  const grid = ol.tilegrid.createXYZ();
  const [west, south, east, north] = toMercator(box);
  const [low, high] = [grid.getTileCoordForCoordAndZ([west, north], zoom), grid.getTileCoordForCoordAndZ([east, south], zoom)];
  const ids = new Set();
  const all = ol.extent.createEmpty();
  for (let x = low[1]; x <= high[1]; x += 1) {
    for (let y = low[2]; y <= high[2]; y += 1) {
      const answer = await fetch(`/ogc/tiles/${code}/WebMercatorQuad/${zoom}/${y}/${x}`);
      if (!answer.ok) throw new Error(`tile ${zoom}/${y}/${x}: ${answer.status}`);
      const extent = grid.getTileCoordExtent([zoom, x, y]);
      const format = new ol.format.MVT({ featureClass: ol.Feature });
      const bytes = await answer.arrayBuffer();
      const read = bytes.byteLength === 0 ? [] : format.readFeatures(bytes, { extent, featureProjection: 'EPSG:3857' });
      for (const f of read) {
        ids.add(String(f.get('id')));
        ol.extent.extend(all, f.getGeometry().getExtent());
      }
    }
  }
  return { ids: [...ids].sort(), extent: ol.proj.transformExtent(all, 'EPSG:3857', 'EPSG:4326') };
}

/** A layer as OpenLayers' own canvas draws it in the plane of the zone, in the colours that the pages have for it, on white; as an address of a PNG. */
async function canvas(code, extent, width, height) {
  const [west, south, east, north] = extent;
  const crs = 'http://www.opengis.net/def/crs/EPSG/0/4524';
  const { style } = JSON.parse(await fetchText('/api/v1/layers')).find((l) => l.code === code);
  const text = await fetchText(`/ogc/features/collections/${code}/items?limit=10000&crs=${crs}&bbox=${south},${west},${north},${east}&bbox-crs=${crs}`);
  const read = new ol.format.GeoJSON().readFeatures(text);
  read.forEach((f) => f.getGeometry().applyTransform((flat) => { for (let i = 0; i < flat.length; i += 2) [flat[i], flat[i + 1]] = [flat[i + 1], flat[i]]; return flat; }));
  const stroke = new ol.style.Stroke({ color: style.stroke, width: style.strokeWidth });
  const looks = new Map(style.classes.map((c) => [c.value, new ol.style.Style({ fill: new ol.style.Fill({ color: c.fill }), stroke })]));
  const target = document.createElement('div');
  target.style.cssText = `width:${width}px;height:${height}px;position:absolute;left:0;top:0;background:white`;
  document.body.append(target);
  const layer = new ol.layer.Vector({ source: new ol.source.Vector({ features: read }), style: (f) => looks.get(f.get(style.byField)), renderBuffer: 200 });
  const view = new ol.View({ projection: metres, center: [(west + east) / 2, (south + north) / 2], resolution: (east - west) / width, constrainResolution: false });
  const map = new ol.Map({ target, layers: [layer], controls: [], interactions: [], pixelRatio: 1, view });
  await new Promise((done, fail) => {
    map.once('rendercomplete', done);
    setTimeout(() => fail(new Error('nothing was drawn in 60 s')), 60_000);
  });
  const drawn = target.querySelector('canvas');
  const white = document.createElement('canvas');
  [white.width, white.height] = [width, height];
  const pen = white.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(drawn, 0, 0);
  map.setTarget(undefined);
  target.remove();
  return { count: read.length, picture: white.toDataURL('image/png') };
}

window.reader = { features, wfs, wms, wmts, tiles, canvas };
