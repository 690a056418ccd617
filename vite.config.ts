import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { demoBackend } from './demo/host/backend.ts';
import { frame } from './demo/host/frame.ts';
import { strictPage } from './demo/host/strict-page.ts';
import { mockServer } from './mock-server/vite.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** `npm start`: the demo's pages, its backend and the mock server on one origin. */
export default defineConfig({
  root: path('demo'),
  appType: 'mpa',
  plugins: [strictPage(), mockServer(), demoBackend(), frame()],
  resolve: {
    alias: { '/connect-passkeys.js': path('src/define.ts') },
  },
  optimizeDeps: {
    include: ['lit', 'ky', '@simplewebauthn/browser'],
  },
  server: {
    // The pages' policy forbids the inline styles of Vite's client, and the mock answers CORS by itself.
    hmr: false,
    cors: false,
    fs: { allow: [path('.')] },
  },
  preview: { cors: false },
  // The policy allows no data: URL.
  build: { assetsInlineLimit: 0 },
});
