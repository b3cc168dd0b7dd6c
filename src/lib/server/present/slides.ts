import { drawForSlide } from '../../charts/slide-drawing.ts';
import { breakNotes } from '../../charts/describe.ts';
import { escapeXml as esc } from '../../charts/svg.ts';
import { word } from '../../charts/words.ts';
import type { Lang } from '../../field/text.ts';
import type { ShownChart, ShownSlide } from '../decks/slide-show.ts';
import { cardOf } from '../../slides/cards.ts';
import { slideTable } from '../../slides/slide-table.ts';
import { footOf, slideWords } from '../../slides/words.ts';

const LIVE = { zh: '随数据更新', en: 'live' };

/** What a slide is called where only one line is said of it. */
export function titleOf(slide: ShownSlide, lang: Lang): string {
  if ('answer' in slide) return slide.answer.title[lang];
  return slide.title || (lang === 'zh' ? '主要数字' : 'Key figures');
}

/** One slide as HTML, `n` from 1; every text in it is escaped. */
export function slideHtml(slide: ShownSlide, n: number, lang: Lang): string {
  const body = bodyOf(slide, n, lang);
  const kind = slide.kind === 'text' ? ' cover' : '';
  return `<section class="slide${kind}" id="${n}" tabindex="-1" aria-label="${esc(titleOf(slide, lang))}">${body.head}${body.main}<footer><div>${body.foot}</div><a class="number-of" href="#${n}">${n}</a></footer></section>`;
}

interface Body {
  head: string;
  main: string;
  foot: string;
}

function bodyOf(slide: ShownSlide, n: number, lang: Lang): Body {
  switch (slide.kind) {
    case 'text':
      return {
        head: headOf(slide.title),
        main: `<div class="lines"><p>${esc(slide.text)}</p></div>`,
        foot: ''
      };
    case 'missing':
      return { head: headOf(slide.title), main: `<p class="missing">${esc(slide.reason)}</p>`, foot: '' };
    case 'numbers':
      return cardsOf(slide, lang);
    default: {
      const main = slide.kind === 'chart' ? figureOf(slide, n, lang) : tableOf(slide, lang);
      const words = slideWords(slide.answer, slide.mark, null, lang);
      const breaks = slide.kind === 'chart' ? breakNotes(slide.answer, lang) : [];
      const how = slide.kind === 'chart' ? words.subtitle : '';
      return {
        head: headOf(words.title, marksOf([slide], lang), slide.text, how),
        main,
        foot: [...breaks, ...words.foot].map((line) => `<p>${esc(line)}</p>`).join('')
      };
    }
  }
}

function headOf(title: string, marks = '', said = '', how = ''): string {
  const lines = [
    ...(said === '' ? [] : [`<p class="said">${esc(said)}</p>`]),
    ...(how === '' ? [] : [`<p class="soft how">${esc(how)}</p>`])
  ];
  return `<header><h2 dir="auto">${esc(title)}</h2>${marks}${lines.join('')}</header>`;
}

function marksOf(shown: readonly ShownChart[], lang: Lang): string {
  const isLive = shown.some(({ mark }) => mark.pin === 0);
  const isSynthetic = shown.some(({ answer }) => answer.synthetic);
  return (
    (isLive ? `<span class="mark">${LIVE[lang]}</span>` : '') +
    (isSynthetic ? `<span class="mark synthetic">${word('synthetic', lang)}</span>` : '')
  );
}

function figureOf({ answer }: ShownChart, n: number, lang: Lang): string {
  const drawn = (band: 'wide' | 'narrow') =>
    `<div class="${band}">${drawForSlide(answer, lang, band, `s${n}-${band}`)}</div>`;
  return `<figure>${drawn('wide')}${drawn('narrow')}</figure>`;
}

function cardsOf({ cards, title }: ShownSlide & { kind: 'numbers' }, lang: Lang): Body {
  const items = cards.map(({ answer }) => {
    const card = cardOf(answer, lang);
    const unit = card.unit === '' ? '' : ` <small>${esc(card.unit)}</small>`;
    return `<li><p>${esc(card.title)}</p><p class="value">${esc(card.value)}${unit}</p><p class="soft">${esc(card.when)}</p></li>`;
  });
  const lines = footOf(cards, lang).map((line) => `<p>${esc(line)}</p>`);
  return {
    head: headOf(title || (lang === 'zh' ? '主要数字' : 'Key figures'), marksOf(cards, lang)),
    main: `<ul class="cards of-${cards.length}">${items.join('')}</ul>`,
    foot: lines.join('')
  };
}

function tableOf({ answer }: ShownChart, lang: Lang): string {
  const { columns, rows, leftOut } = slideTable(answer, lang);
  const mark = (at: number) => (columns[at]?.numeric ? ' class="number"' : '');
  const head = columns.map(({ title }, at) => `<th scope="col"${mark(at)}>${esc(title)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td${mark(at)}>${esc(cell)}</td>`).join('')}</tr>`
  );
  return `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>${leftOut === '' ? '' : `<p class="soft how">${esc(leftOut)}</p>`}</div>`;
}
