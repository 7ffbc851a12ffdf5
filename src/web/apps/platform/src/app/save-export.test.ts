import { expect, it, vi } from 'vitest';
import { api } from './api';
import { numbered, saveExport } from './save-export';

const made = { kind: 'profile' as const, objectId: 'DEM', name: '剖面.csv', type: 'text/csv', text: (line: string) => `${line}\r\n距离` };

it('puts the number of the export into the name', () => {
  expect(numbered('剖面.csv', 'DC0001')).toBe('剖面-DC0001.csv');
  expect(numbered('剖面', 'DC0001')).toBe('剖面-DC0001');
});

it('saves what was taken down, with its line', async () => {
  vi.spyOn(api.exports, 'register').mockResolvedValue({ number: 'DC0001', line: '内部 导出人 王建国' });
  const blobs: Blob[] = [];
  Object.assign(URL, { createObjectURL: (blob: Blob) => { blobs.push(blob); return 'blob:1'; }, revokeObjectURL: () => undefined });
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await saveExport(made);
  expect(clicked).toHaveBeenCalledOnce();
  expect(blobs[0]!.size).toBe(new Blob(['内部 导出人 王建国\r\n距离']).size);
});

it('saves nothing that could not be taken down', async () => {
  vi.spyOn(api.exports, 'register').mockRejectedValue(new Error('away'));
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await expect(saveExport(made)).rejects.toThrow('away');
  expect(clicked).not.toHaveBeenCalled();
});
