import { fileURLToPath, URL } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type PluginOption } from 'vite';

const backend = process.env.GUOTU_BACKEND ?? 'http://127.0.0.1:8080';

/** With GUOTU_FIXTURES=1 the pages run on fixtures, for looking at them without a server. Never part of a build. */
async function fixtures(): Promise<PluginOption[]> {
  if (process.env.GUOTU_FIXTURES !== '1') return [];
  const { fixtureServer } = await import('@guotu/testing/server.mjs');
  return [fixtureServer() as PluginOption];
}

export default defineConfig(async () => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), ...(await fixtures())],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 5173, strictPort: true, proxy: process.env.GUOTU_FIXTURES === '1' ? undefined : { '/api': backend } },
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 900,
  },
}));
