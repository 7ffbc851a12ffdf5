import type { FeatureLike } from 'ol/Feature';
import type Tile from 'ol/Tile';
import type VectorTile from 'ol/VectorTile';

/** Two minutes of being told to ask again after three seconds. */
const mostAttempts = 40;

/** What became of a tile: `preparing` while the platform makes what it comes from. */
export type TileStep = 'preparing' | 'settled';

export interface TileAsking {
  step: (step: TileStep) => void;
  /** False once nobody looks at the layer any more: then it is not asked for again. */
  wanted: () => boolean;
}

/** A tile's bytes; a 503 with Retry-After (瓦片正在准备) is waited for and asked again, everything else that is no tile is an error. */
export async function fetchTile(url: string, asking: TileAsking): Promise<ArrayBuffer> {
  let waiting = false;
  try {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(url, { credentials: 'same-origin' });
      if (answer.ok) return await answer.arrayBuffer();
      const seconds = Number(answer.headers.get('Retry-After'));
      if (answer.status !== 503 || !(seconds > 0) || attempt >= mostAttempts) throw new Error(`tile ${answer.status}`);
      if (!waiting) asking.step('preparing');
      waiting = true;
      await new Promise((resolve) => { setTimeout(resolve, Math.min(seconds, 60) * 1000); });
      if (!asking.wanted()) throw new Error('tile not wanted');
    }
  } finally {
    if (waiting) asking.step('settled');
  }
}

/** How the map's vector tiles are loaded; counts the tiles of a layer that are being prepared, and tells when it is none or some. */
export function tileLoading(wanted: () => boolean, preparing: (some: boolean) => void): (tile: Tile, url: string) => void {
  let count = 0;
  const step = (what: TileStep) => {
    count += what === 'preparing' ? 1 : -1;
    if (what === 'preparing' ? count === 1 : count === 0) preparing(count > 0);
  };
  return (tile, url) => {
    const vector = tile as VectorTile<FeatureLike>;
    vector.setLoader((extent, _resolution, projection) => {
      fetchTile(url, { step, wanted }).then((bytes) => {
        const format = vector.getFormat();
        vector.onLoad(format.readFeatures(bytes, { extent, featureProjection: projection }), format.readProjection(bytes) as never);
      }).catch(() => { vector.onError(); });
    });
  };
}
