import { INDICATORS } from '$lib/indicators/registry.ts';
import { api } from '$lib/server/http.ts';

export const GET = api(({ locals: { lang } }) =>
  INDICATORS.map((indicator) => ({
    id: indicator.id,
    question: indicator.question,
    title: indicator.title[lang],
    unit: indicator.unit,
    definition: indicator.definition[lang],
    numerator: indicator.numerator[lang],
    denominator: indicator.denominator?.[lang] ?? null,
    needs: indicator.needs
  }))
);
