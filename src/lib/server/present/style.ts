import { cssVariables, DARK, LIGHT } from '../../charts/theme.ts';
import type { Ratio } from '../../slides/slide.ts';

export type Scheme = 'auto' | 'light' | 'dark';

/** Letters grow with the screen, and no faster than its shorter side lets a slide of 16:9 grow. */
const BASE = `*{box-sizing:border-box}html{background:var(--paper);color:var(--ink);scroll-behavior:auto}
body{margin:0;font:clamp(13px,min(1.6vw,2.8vh),40px)/1.5 system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,p,ul,ol,dl,dd,figure{margin:0;padding:0}ul,ol{list-style:none}a{color:inherit;text-underline-offset:3px;text-decoration-color:var(--soft)}
h1,h2{font-family:'Noto Serif CJK SC','Songti SC',STSong,serif;line-height:1.3}
.slide{display:grid;grid-template-rows:auto minmax(0,1fr) auto;gap:.6em;min-height:100vh;min-height:100dvh;padding:2em 2.6em 1.2em;outline:none;background:var(--paper)}
.slide+.slide{border-top:1px solid var(--rule)}
.run .slide{height:100vh;height:100dvh;border:0;overflow:auto}.run .slide:not(.on){display:none}
header{border-top:3px solid var(--ink);padding-top:.5em;display:flex;flex-wrap:wrap;gap:.2em 1em;align-items:baseline}
header h2{font-size:1.5em;flex:1 1 20em}header p{flex:1 0 100%}
.said{font-size:1.15em;font-weight:600}.soft,footer{color:var(--soft)}.how{font-size:.85em}
.mark{border:1px solid;border-radius:.3em;padding:0 .5em;font-size:.8em;white-space:nowrap}.synthetic{color:var(--caution)}
figure{display:grid;min-height:0}figure svg{display:block;width:100%;height:100%;min-height:0}.narrow{display:none}.wide,.narrow{min-height:0}
footer{font-size:.72em;line-height:1.45;display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 2em;align-items:end;padding-right:1em}
.number-of{white-space:nowrap;color:inherit;text-decoration:none}
.cover{align-content:center;grid-template-rows:auto auto auto}.cover h2{font-size:2.4em}.cover .lines{font-size:1.25em;line-height:1.9}.lines p{white-space:pre-line}
.cards{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:1.4em 2.4em;align-content:center}
.of-1{grid-template-columns:minmax(0,1fr)}.of-2,.of-4{grid-template-columns:repeat(2,minmax(0,1fr))}.of-3,.of-5,.of-6{grid-template-columns:repeat(3,minmax(0,1fr))}.cards li{border-top:1px solid var(--rule);padding-top:.5em}.value{font-size:3.2em;font-weight:700;line-height:1.2;white-space:nowrap}.value small{font-size:.35em;font-weight:400;color:var(--soft)}
.scroll{overflow:auto;align-self:start;max-height:100%}table{border-collapse:collapse;min-width:60%;font-size:.95em;line-height:1.35}th,td{text-align:left;padding:.32em 1.6em .32em 0;border-bottom:1px solid var(--rule)}th{color:var(--soft);font-weight:600}.number{text-align:right}
nav{position:fixed;right:.8em;bottom:.5em;display:flex;gap:.7em;align-items:center;font-size:max(12px,.7em);color:var(--soft);background:var(--paper);padding:.1em .3em}
nav button{font:inherit;color:inherit;background:none;border:1px solid var(--rule);border-radius:6px;min-width:2.3em;min-height:2.3em;cursor:pointer;padding:0 .7em}nav button:hover{color:var(--ink);border-color:var(--soft)}
nav button,.run .number-of{display:none}.run nav button{display:inline-block}:focus-visible{outline:2px solid var(--series-1);outline-offset:2px}.slide:focus{outline:none}
:fullscreen nav{opacity:0}:fullscreen nav:hover,:fullscreen nav:focus-within{opacity:1}
.run footer{padding-right:22em}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.missing{align-content:center;max-width:46em}
@media screen and (max-aspect-ratio:4/5),screen and (max-width:519px){.slide{padding:1.1em 1.1em 3.6em}.wide{display:none}.narrow{display:block}header h2{font-size:1.25em}footer,.run footer{grid-template-columns:1fr;padding-right:0}.value{font-size:2.4em}.cards{grid-template-columns:minmax(0,1fr);gap:.8em}.run nav .full{display:none}nav{left:0;right:0;bottom:0;justify-content:center;padding:.4em}figure{align-content:start}figure svg{height:auto}}
@media print{:root,html{${cssVariables(LIGHT)};color-scheme:light}html,body{background:#fff}nav,[role=status]{display:none}
.slide,.run .slide,.run .slide:not(.on){display:grid;border:0;break-after:page;break-inside:avoid;overflow:hidden;background:none}.slide:last-of-type{break-after:auto}
.run .number-of{display:inline}.slide,.run footer{padding-right:0}
.scroll{overflow:visible}}`;

const PRINTED: Record<Ratio, string> = {
  '16:9':
    '@page{size:13.333in 7.5in;margin:0}@media print{body{font-size:18px}.slide,.run .slide{width:13.333in;min-height:0;height:7.49in;padding:.45in .55in .3in}}',
  '4:3':
    '@page{size:10in 7.5in;margin:0}@media print{body{font-size:16px}.slide,.run .slide{width:10in;min-height:0;height:7.49in;padding:.45in .5in .3in}}'
};

const SCHEMES: Record<Scheme, string> = {
  auto: `:root{color-scheme:light dark;${cssVariables(LIGHT)}}@media(prefers-color-scheme:dark){:root{${cssVariables(DARK)}}}`,
  light: `:root{color-scheme:light;${cssVariables(LIGHT)}}`,
  dark: `:root{color-scheme:dark;${cssVariables(DARK)}}`
};

/** The whole style of a presentation: nothing else is fetched. */
export function styleOf(scheme: Scheme, ratio: Ratio): string {
  return SCHEMES[scheme] + BASE + PRINTED[ratio];
}
