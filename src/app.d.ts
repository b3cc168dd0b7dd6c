import type { Lang } from '$lib/field/text.ts';

declare global {
  namespace App {
    interface Locals {
      lang: Lang;
      mayWrite: boolean;
    }
    interface Error {
      code: string;
      id?: string;
    }
  }
}
export {};
