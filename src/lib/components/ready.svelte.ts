import { onMount } from 'svelte';

/** `is` becomes true when the page's scripts have come: before that a press, or what is written, would be lost. */
export function readiness(): { readonly is: boolean } {
  let is = $state(false);
  onMount(() => {
    is = true;
  });
  return {
    get is() {
      return is;
    }
  };
}
