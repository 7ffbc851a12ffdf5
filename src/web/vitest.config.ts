import { fileURLToPath, URL } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./apps/platform/src', import.meta.url)) } },
  test: {
    environment: 'jsdom',
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
    restoreMocks: true,
  },
});
