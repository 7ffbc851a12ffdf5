import { ref } from 'vue';
import type { GtError } from '@guotu/api';

/** Extensions of files that hold parcels, for file boxes. */
export const parcelFormats = '.txt,.zip,.shp,.gpkg,.fgb,.dxf,.kml,.kmz,.geojson,.json,.gml,.xml,.vct,.csv,.wkt,.wkb';

/** The layers that a refusal asks to choose from, and the one that was chosen. */
export function useLayerChoice() {
  const layers = ref<string[]>([]);
  const chosen = ref('');

  /** Takes the choices of a refusal; answers whether it asks for a layer that was not yet chosen, and so is no fault to show. */
  function asks(error: GtError): boolean {
    if (error.field !== 'layer') return false;
    layers.value = error.choices;
    return chosen.value === '' && error.choices.length > 0;
  }

  /** Another file: what was chosen of the last one means nothing. */
  function forget() {
    layers.value = [];
    chosen.value = '';
  }

  const reading = () => (chosen.value ? { layer: chosen.value } : {});
  return { layers, chosen, asks, forget, reading };
}
