/** A made-up neighbourhood for looking at pages: coordinates in metres around an origin, turned into lon/lat. */
const origin = { lon: 107.7702, lat: 32.9801 };
const perLat = 110_900;
const perLon = 111_320 * Math.cos((origin.lat * Math.PI) / 180);

export const at = ([x, y]) => [origin.lon + x / perLon, origin.lat + y / perLat];
export const ringOf = (points) => [...points, points[0]].map(at);
export const polygon = (points, properties, id) => ({
  type: 'Feature', id, properties, geometry: { type: 'Polygon', coordinates: [ringOf(points)] },
});

/** Deterministic numbers, so that screenshots can be compared. */
function numbers(seed) {
  let s = seed;
  return () => { s = (s * 1664525 + 1013904223) % 4294967296; return s / 4294967296; };
}

const classes = ['0103', '0101', '0301', '0307', '0103', '0201', '0404', '0702', '0601', '0305', '0103', '0301', '0701'];

export function landUse(cells = 26, size = 95) {
  const random = numbers(7);
  const node = [];
  for (let i = 0; i <= cells; i++) {
    node.push([]);
    for (let j = 0; j <= cells; j++) {
      node[i].push([(i - cells / 2) * size * 1.25 + (random() - 0.5) * size * 0.8, (j - cells / 2) * size + (random() - 0.5) * size * 0.8]);
    }
  }
  const out = [];
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const ring = [node[i][j], node[i + 1][j], node[i + 1][j + 1], node[i][j + 1]];
      const dlbm = classes[Math.floor(random() * classes.length)];
      out.push(polygon(ring, { DLBM: dlbm, DLMC: dlbm, id: `T${i}-${j}` }, `T${i}-${j}`));
    }
  }
  return out;
}

export const parcel = [[-80, 55], [95, 70], [150, -55], [15, -120], [-85, -20]];
export const farmland = [[-170, 170], [60, 205], [120, 10], [-20, -60], [-140, 10]];
export const conflict = [[-80, 55], [60, 67], [80, 30], [-30, -10], [-84, 0]];
export const redline = [[330, 320], [900, 300], [900, -120], [480, -60], [300, 110]];
export const boundary = [[-420, -10], [-60, 20], [400, -70], [430, -420], [-480, -430]];
export const extent = [...at([-260, -220]), ...at([260, 240])];
