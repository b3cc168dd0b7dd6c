import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: adapter({ precompress: true }),
    // Host and Origin are checked in src/hooks.server.ts, with the one error shape.
    csrf: { trustedOrigins: ['*'] }
  }
};
