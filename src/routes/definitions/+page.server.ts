import { DEFINITIONS } from '$lib/indicators/definitions.ts';
import { QUESTION_TITLES, QUESTIONS } from '$lib/indicators/indicator.ts';
import { INDICATORS } from '$lib/indicators/registry.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
  questions: QUESTIONS.map((id) => ({
    id,
    title: QUESTION_TITLES[id].title,
    indicators: INDICATORS.filter(({ question }) => question === id).map(
      ({ id, title, unit, definition, numerator, denominator, needs }) => ({
        id,
        title,
        unit,
        definition,
        numerator,
        denominator,
        needs: Object.keys(needs)
      })
    )
  })).filter(({ indicators }) => indicators.length > 0),
  definitions: DEFINITIONS
});
