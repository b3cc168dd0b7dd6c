/** J and K walk along the figures; M opens the form for one that was missed; C, X and E press 正确, 不是数字 and 更正 of the one that has the focus. */
export function walk(event: KeyboardEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select')) return;
  const key = event.key.toLowerCase();
  if (key === 'm') {
    event.preventDefault();
    document.querySelector<HTMLElement>('[data-key="m"]')?.click();
    document.querySelector<HTMLElement>('details[open] input[name="text"]')?.focus();
    return;
  }
  const figures = [...document.querySelectorAll<HTMLElement>('[data-figure]')];
  const at = figures.findIndex((figure) => figure.contains(document.activeElement));
  if (key === 'j' || key === 'k') {
    const next = figures[Math.min(figures.length - 1, Math.max(0, at + (key === 'j' ? 1 : -1)))];
    next?.focus();
    next?.scrollIntoView({ block: 'center' });
    return;
  }
  if (at < 0 || !['c', 'x', 'e'].includes(key)) return;
  figures[at]?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.click();
}
