import { fail, redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import { isRefusal } from '$lib/error.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import { choicesFor } from '$lib/server/reports/choices.ts';
import { doubtsIn, reconciled, viewFigure } from '$lib/server/reports/page.ts';
import { markFigure } from '$lib/server/reports/mark.ts';
import { setLink } from '$lib/server/reports/links.ts';
import * as kept from '$lib/server/reports/store.ts';
import * as reports from '$lib/server/reports.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ params, url, locals: { lang, mayWrite } }) => {
  const article = reports.read(params.slug ?? '');
  const pages = Math.max(1, Math.ceil(article.figures.length / FIGURES_A_PAGE));
  const shown = Math.min(pages, Math.max(1, Math.floor(Number(url.searchParams.get('figures'))) || 1));
  const onPage = article.figures.slice((shown - 1) * FIGURES_A_PAGE, shown * FIGURES_A_PAGE);
  const figures = await Promise.all(onPage.map((figure) => viewFigure(article, figure, lang)));
  const first = kept.rootOf(article);
  const same = reports.list().find(({ slug }) => slug === first && slug !== article.slug);
  const doubts = url.searchParams.has('new') ? await doubtsIn(article, new Date()) : [];
  return {
    article: {
      ...article,
      figures: article.figures.map(({ id, paragraph, start, end, text }, at) => {
        return { id, paragraph, start, end, text, href: hrefOf(at, id) };
      })
    },
    figures,
    page: shown,
    pages,
    isNew: url.searchParams.has('new'),
    doubts: doubts.map(({ code, message }) => ({ code, message: message[lang] })),
    same: same ? { slug: same.slug, headline: same.headline } : null,
    reprints: reports
      .list()
      .filter((other) => other.reprintOf === article.slug)
      .map(({ slug, headline, publisher, url: address }) => ({ slug, headline, publisher, url: address })),
    reconciled: reconciled(article).map(({ kind, fits, figures: ids, message }) => ({
      kind,
      fits,
      ids,
      message: message[lang]
    })),
    hasOriginal: kept.original(article.slug) !== undefined,
    changes: kept.changes(article.slug),
    choices: mayWrite ? choicesFor(lang) : null
  };
});

/** Long lists are read and checked in parts: each figure is a question of its own. */
const FIGURES_A_PAGE = 100;

/** Where the check of the figure at a place in the text is shown. */
function hrefOf(at: number, id: string): string {
  const page = Math.floor(at / FIGURES_A_PAGE) + 1;
  return `${page > 1 ? `?figures=${page}` : ''}#check-${id}`;
}

/** The same by the figure's name: a rejected one is no longer there, its neighbours are. */
function checkOf(slug: string, id: string): string {
  const { figures } = reports.read(slug);
  return hrefOf(
    Math.max(
      0,
      figures.findIndex((figure) => figure.id === id)
    ),
    id
  );
}

/** Does something to the report and comes back to it; what is refused is said on the page. */
function action(act: (slug: string, form: FormData) => string | void) {
  return async (event: RequestEvent) => {
    const slug = event.params.slug ?? '';
    let anchor: string | void;
    try {
      requireWrite(event);
      anchor = act(slug, await event.request.formData());
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      return fail(cause.status, { message: cause.text[event.locals.lang] });
    }
    redirect(303, anchor?.startsWith('/') ? anchor : `/reports/${slug}${anchor ?? ''}`);
  };
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const actions: Actions = {
  edit: action((slug, form) => {
    const [headline, publisher, publishedOn, url] = ['headline', 'publisher', 'publishedOn', 'url'].map(
      (name) => textOf(form, name)
    );
    reports.update(slug, { headline, publisher, publishedOn, url, text: textOf(form, 'text') }, 'local');
  }),
  reprint: action((slug, form) => {
    reports.update(slug, { reprintOf: textOf(form, 'of') || null }, 'local');
  }),
  remove: action((slug) => {
    kept.setDeleted(slug, true, 'local', new Date());
    return '/reports';
  }),
  link: action((slug, form) => {
    const id = textOf(form, 'id');
    const made = { on: true, off: false }[textOf(form, 'link')] ?? null;
    setLink(textOf(form, 'chart'), slug, id, made);
    return checkOf(slug, id);
  }),
  mark: action((slug, form) => {
    const value = textOf(form, 'value');
    const said = { text: textOf(form, 'text'), ...(value === '' ? {} : { value: Number(value) }) };
    return checkOf(slug, markFigure(slug, said, 'local').id);
  }),
  figure: action((slug, form) => {
    const id = textOf(form, 'id');
    const state = textOf(form, 'state');
    reports.updateFigure(slug, id, state === 'corrected' ? correctionIn(form) : { state }, 'local');
    return checkOf(slug, id);
  })
};

function correctionIn(form: FormData): Record<string, unknown> {
  const valueTo = textOf(form, 'valueTo');
  return {
    value: Number(textOf(form, 'value')),
    valueTo: valueTo === '' ? null : Number(valueTo),
    unit: textOf(form, 'unit'),
    precision: textOf(form, 'precision'),
    subject: textOf(form, 'subject'),
    indicator: textOf(form, 'indicator') || null,
    part: textOf(form, 'part') || null,
    definition: textOf(form, 'definition') || null,
    type: textOf(form, 'type') || null,
    region: textOf(form, 'region'),
    asOf: textOf(form, 'asOf')
  };
}
