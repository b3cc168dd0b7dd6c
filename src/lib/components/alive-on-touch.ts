import type { Leads } from '$lib/charts/leads.ts';
import type { Answer } from '$lib/charts/spec.ts';

const FIRST_TOUCHES = ['pointerenter', 'focusin', 'touchstart'];

/**
 * Draws the chart in `host` anew on the first hover, focus or tap, with a tooltip and a walk along its points; its answer
 * is read from `source`. What is returned gives the page's own drawing back.
 */
export function aliveOnTouch(
  host: HTMLElement,
  source: string,
  leadsOf: (answer: Answer) => Leads
): () => void {
  let living: { destroy(): void } | undefined;
  let isGone = false;
  let tapped: MouseEvent | undefined;
  const tap = (event: MouseEvent) => {
    if (event instanceof PointerEvent && event.pointerType === 'touch') tapped = event;
  };
  const enliven = async () => {
    stopWaiting();
    const [{ enliven }, response] = await Promise.all([import('$lib/charts/interactive.ts'), fetch(source)]);
    if (isGone || !response.ok) return;
    const answer: Answer = await response.json();
    host.removeEventListener('click', tap);
    const lang = document.documentElement.lang === 'en' ? 'en' : 'zh';
    living = enliven(host, answer, { lang, at: tapped, ...leadsOf(answer) });
  };
  const stopWaiting = () => FIRST_TOUCHES.forEach((touch) => host.removeEventListener(touch, enliven));
  for (const touch of FIRST_TOUCHES) host.addEventListener(touch, enliven, { passive: true });
  host.addEventListener('click', tap);
  if (host.matches(':hover, :focus-within')) void enliven();
  return () => {
    isGone = true;
    stopWaiting();
    host.removeEventListener('click', tap);
    living?.destroy();
  };
}
