import type { IncomingMessage } from 'node:http';
import type { Lang } from '$lib/field/text.ts';

declare global {
  namespace App {
    interface Locals {
      lang: Lang;
      mayWrite: boolean;
    }
    /** What adapter-node gives; absent in development. */
    interface Platform {
      req?: IncomingMessage;
    }
    interface Error {
      code: string;
      id?: string;
    }
  }
}
export {};
