import { beforeEach, describe, expect, it, vi } from 'vitest';
import { reactive } from 'vue';
import { GtError } from '@guotu/api';
import { emptyForm } from './intake-form';
import { useParcelFile } from './use-parcel-file';

const intake = vi.hoisted(() => ({ upload: vi.fn(), parse: vi.fn(), precheck: vi.fn() }));
vi.mock('@/app/api', () => ({ api: { intake } }));

const parsed = { parcels: [{ number: 1, name: '', vertices: 4 }], warnings: [], points: [] };

describe('a parcel file of several layers', () => {
  beforeEach(() => {
    vi.resetAllMocks();
    intake.upload.mockResolvedValue({ digest: 'ab', name: 'county.gpkg' });
    intake.parse.mockRejectedValueOnce(new GtError({ code: 'FMT-0009', detail: '有 2 个图层', field: 'layer', choices: ['甲', '乙'] }, 422));
    intake.parse.mockResolvedValue(parsed);
  });

  it('asks which layer and reads the chosen one', async () => {
    const form = reactive(emptyForm());
    const file = useParcelFile(form, () => undefined);

    await file.setFile(new File([''], 'county.gpkg'));
    expect(file.layers.value).toEqual(['甲', '乙']);
    expect(file.parse.value).toBeNull();

    await file.chooseLayer('乙');
    expect(intake.parse).toHaveBeenLastCalledWith({ digest: 'ab', axis: null, zone: null, layer: '乙' });
    expect(file.parse.value).toEqual(parsed);
    expect(file.error.value).toBeNull();
    expect(file.layers.value).toEqual(['甲', '乙']);
  });

  it('forgets the layers with the next file', async () => {
    const form = reactive(emptyForm());
    const file = useParcelFile(form, () => undefined);
    await file.setFile(new File([''], 'county.gpkg'));
    await file.chooseLayer('乙');

    await file.setFile(new File([''], 'other.txt'));

    expect(file.layers.value).toEqual([]);
    expect(form.layer).toBe('');
    expect(intake.parse).toHaveBeenLastCalledWith({ digest: 'ab', axis: null, zone: null });
  });
});
