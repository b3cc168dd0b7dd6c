/**
 * What runs in a presentation: one slide at a time, by keys, swipes, buttons and the number in the address. Without
 * it all slides stand one under the other. Plain text, because the document must need nothing else.
 */
export const SCRIPT = `const root = document.documentElement;
const slides = [...document.querySelectorAll('.slide')];
const words = document.querySelector('[role=status]');
const count = document.querySelector('.count');
let at = 0, typed = '', last = 0, from = null;
function show(to, isMoved = true) {
  at = Math.max(0, Math.min(slides.length - 1, to));
  slides.forEach((slide, n) => slide.classList.toggle('on', n === at));
  count.textContent = (at + 1) + ' / ' + slides.length;
  if (!isMoved) return;
  history.replaceState(null, '', '#' + (at + 1));
  words.textContent = count.textContent + ' ' + slides[at].getAttribute('aria-label');
  slides[at].scrollTop = 0;
  slides[at].focus({ preventScroll: true });
}
const numbered = () => (Number(location.hash.slice(1)) || 1) - 1;
function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
}
function leave() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (navigator.onLine || location.protocol === 'file:') location.href = root.dataset.home;
  else words.textContent = root.dataset.offline;
}
const KEYS = {
  ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), n: () => show(at + 1),
  ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1), p: () => show(at - 1),
  Home: () => show(0), End: () => show(slides.length - 1), Escape: leave, f: full
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  const isOnControl = event.target.closest('a,button');
  if (isOnControl && (key === ' ' || key === 'Enter')) return;
  if (/^[0-9]$/.test(key)) {
    const isFresh = event.timeStamp - last > 1200;
    typed = (isFresh ? '' : typed) + key;
    last = event.timeStamp;
    if (Number(typed) > 0) show(Number(typed) - 1);
  } else if (key === ' ' || key === 'Enter') show(at + (event.shiftKey ? -1 : 1));
  else if (KEYS[key]) KEYS[key]();
  else return;
  event.preventDefault();
});
addEventListener('touchstart', ({ touches }) => { from = touches.length === 1 ? touches[0] : null; }, { passive: true });
addEventListener('touchend', ({ changedTouches: [to] }) => {
  if (!from) return;
  const x = to.clientX - from.clientX, y = to.clientY - from.clientY;
  from = null;
  if (Math.abs(x) > 40 && Math.abs(x) > 1.5 * Math.abs(y)) show(at + (x < 0 ? 1 : -1));
}, { passive: true });
const on = (name, act) => document.querySelector('.' + name).addEventListener('click', act);
on('before', () => show(at - 1));
on('next', () => show(at + 1));
on('full', full);
if (!document.fullscreenEnabled) document.querySelector('.full').remove();
addEventListener('hashchange', () => show(numbered()));
root.classList.add('run');
show(numbered(), false);`;
