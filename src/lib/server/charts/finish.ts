import { withinReach } from '../../charts/reach.ts';
import type { Answer } from '../../charts/spec.ts';
import type { Text } from '../../field/text.ts';

/** The answer with an analyst's own words, and no more groups than its type can show. */
export function finished(answer: Answer): Answer {
  const { title, subtitle, note } = answer.spec.words ?? {};
  const same = (text: string): Text => ({ zh: text, en: text });
  return withinReach({
    ...answer,
    ...(title ? { title: same(title) } : {}),
    ...(subtitle ? { subtitle: same(subtitle) } : {}),
    ...(note ? { notes: [...(answer.notes ?? []), same(note)] } : {})
  });
}
