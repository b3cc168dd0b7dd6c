import { fail, redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import { isRefusal } from '$lib/error.ts';
import { requireWrite } from '$lib/server/http.ts';
import { choicesFor } from '$lib/server/reports/choices.ts';
import * as tables from '$lib/server/reports/tables.ts';
import type { SubjectRow } from '$lib/reports/subject-table.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { lang } }) => {
  const choices = choicesFor(lang);
  const titleOf = (list: readonly { value: string; title: string }[], id: string | null) =>
    list.find(({ value }) => value === id)?.title ?? id ?? '';
  const own = new Set(tables.ownSubjects().map(({ phrase }) => phrase));
  const states = [...tables.history<SubjectRow[]>('subjects'), ...tables.history('tolerances')];
  return {
    choices,
    rows: tables.subjects().map(({ phrase, indicator, definition, type }) => ({
      phrase,
      indicator: titleOf(choices.indicators, indicator),
      definition: titleOf(choices.definitions, definition),
      type: titleOf(choices.types, type),
      isOwn: own.has(phrase)
    })),
    tolerances: tables.tolerances(),
    history: states
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, 100)
      .map(({ at, by, why }) => ({ at, by, why }))
  };
};

function action(act: (form: FormData) => void) {
  return async (event: RequestEvent) => {
    try {
      requireWrite(event);
      act(await event.request.formData());
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      return fail(cause.status, { message: cause.text[event.locals.lang] });
    }
    redirect(303, '/reports/tables');
  };
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const actions: Actions = {
  add: action((form) => {
    const [phrase, indicator, definition, type] = ['phrase', 'indicator', 'definition', 'type'].map(
      (name) => textOf(form, name) || null
    );
    tables.addSubject(
      { phrase: phrase ?? '', indicator, definition, type },
      'local',
      `+ ${phrase ?? ''}`,
      new Date()
    );
  }),
  remove: action((form) => {
    const phrase = textOf(form, 'phrase');
    tables.removeSubject(phrase, 'local', `− ${phrase}`, new Date());
  }),
  tolerances: action((form) => {
    const [nearly, over, about] = ['nearly', 'over', 'about'].map((name) => Number(textOf(form, name)));
    tables.setTolerances({ nearly, over, about }, 'local', `${nearly} · ${over} · ${about}`, new Date());
  })
};
