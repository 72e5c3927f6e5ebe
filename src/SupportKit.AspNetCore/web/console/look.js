// @ts-check
/** The look of the console, in light and dark, from a wide screen to a phone. */
export const look = new CSSStyleSheet();
look.replaceSync(`
:host { display: block; block-size: 100%; min-block-size: 320px; --surface: #fff; --raised: #f5f6f8; --text: #1b1f24; --muted: #57606a; --line: #d0d7de; --accent: var(--supportkit-accent, #1f5fbf);
  --accent-text: #fff; --warn: #9a4b00; --late: #b3261e; --ok: #1a6b3c; --note: #fff6dd; --desk: #e6eefb; --violet: #6a3fa0; color-scheme: light dark; font: 15px/1.5 var(--supportkit-font, system-ui, sans-serif); color: var(--text); background: var(--surface); }
@media (prefers-color-scheme: dark) { :host { --surface: #14181d; --raised: #1f252c; --text: #e9edf1; --muted: #a5afba; --line: #3b444e; --accent: var(--supportkit-accent, #7fb0ff); --accent-text: #0d1117; --warn: #ffb366; --late: #ff9e95; --ok: #7cd6a0; --note: #3a3217; --desk: #1f3556; --violet: #c7a6ff; } }
* { box-sizing: border-box; } [dir=auto] { text-align: -webkit-match-parent; text-align: match-parent; } .back:dir(rtl) { transform: scaleX(-1); } [hidden] { display: none !important; }
.frame { block-size: 100%; position: relative; overflow: hidden; display: grid; grid-template-columns: 184px 360px minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) auto; }
button, input, textarea, select { font: inherit; color: inherit; }
button { background: none; border: 1px solid transparent; border-radius: 6px; cursor: pointer; min-block-size: 32px; text-align: start; }
button:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
input, textarea, select { background: var(--surface); border: 1px solid var(--muted); border-radius: 6px; padding: 6px 8px; inline-size: 100%; }
::placeholder { color: var(--muted); opacity: 1; }
h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; } ul, ol { list-style: none; }
h2 { font-size: 18px; font-weight: 600; overflow-wrap: anywhere; } h3 { font-size: 13px; font-weight: 600; color: var(--muted); margin-block-end: 4px; }
input[type=checkbox], input[type=radio] { inline-size: auto; accent-color: var(--accent); }
.muted { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
.rail { border-inline-end: 1px solid var(--line); background: var(--raised); padding: 8px; display: flex; flex-direction: column; gap: 2px; overflow: auto; }
.rail > * { flex: none; } .view { padding: 4px 8px; display: flex; justify-content: space-between; gap: 8px; inline-size: 100%; } .count { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; } .rail h3 { margin-block: 12px 2px; padding-inline: 8px; } .saved { display: flex; } .saved .plain { text-decoration: none; } .view[aria-current] { background: var(--surface); border-color: var(--line); font-weight: 600; }
.take, .primary { background: var(--accent); color: var(--accent-text); font-weight: 600; padding: 6px 16px; text-align: center; } .take { margin-block-end: 8px; }
.plain { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; padding: 2px 6px; }
.list { display: flex; flex-direction: column; border-inline-end: 1px solid var(--line); min-block-size: 0; }
.tools { display: flex; gap: 4px; padding: 8px; border-block-end: 1px solid var(--line); }
.scroller { overflow: auto; flex: 1; } .end { padding: 16px; text-align: center; }
.which { padding: 8px 12px 0; font-size: 15px; } .list > .plain { align-self: start; margin-inline: 6px; } .rows { position: relative; contain: layout; } .rows li { position: absolute; inset: 0 0 auto 0; border-block-end: 1px solid var(--line); }
.row { display: grid; grid-template-columns: 40px 1fr; gap: 0 8px; inline-size: 100%; padding: 8px; border-radius: 0; }
.row:hover { background: var(--raised); } .row[aria-current] { background: var(--desk); }
.row .title { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .row .muted, .row .due { grid-column: 2; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.priority { font-weight: 600; font-size: 13px; border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; align-self: start; text-align: center; } .P1, .urgent { border-width: 2px; border-color: var(--late); }
.due { font-size: 13px; font-variant-numeric: tabular-nums; } .soon { color: var(--warn); font-weight: 600; } .late { color: var(--late); font-weight: 600; }
.ticket { display: grid; grid-template-columns: minmax(0, 1fr) 340px; grid-template-rows: auto minmax(0, 1fr); min-block-size: 0; }
.ticket .empty { padding: 48px; color: var(--muted); grid-column: 1 / -1; }
.head { grid-column: 1 / -1; display: flex; gap: 8px; align-items: center; padding: 8px 16px; border-block-end: 1px solid var(--line); flex-wrap: wrap; }
.loud { border-color: var(--warn); color: var(--warn); font-weight: 600; } .present { color: var(--warn); font-size: 13px; min-block-size: 20px; max-inline-size: 72ch; }
.head .priority { align-self: center; min-inline-size: 32px; } .state { border: 1px solid var(--line); border-radius: 10px; padding: 0 8px; font-size: 13px; } .back { display: none; min-inline-size: 44px; min-block-size: 44px; text-align: center; }
.main { overflow: auto; padding: 16px; display: flex; flex-direction: column; } .thread { flex: 1; max-inline-size: 72ch; }
.bubble { padding: 8px 12px; margin-block-end: 8px; border-radius: 10px; background: var(--raised); inline-size: fit-content; max-inline-size: 92%; }
.bubble.desk { background: var(--desk); margin-inline-start: auto; } .bubble.note { background: var(--note); border: 1px dashed var(--muted); } .bubble > a { display: block; } .waiting { opacity: .6; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; } a { color: var(--accent); overflow-wrap: anywhere; }
.composer { max-inline-size: 72ch; border: 1px solid var(--line); border-radius: 10px; padding: 8px; display: grid; gap: 8px; position: sticky; inset-block-end: 0; background: var(--surface); } .composer.note textarea { background: var(--note); }
.tab { padding: 2px 12px; } .tab[aria-pressed=true] { border-color: var(--line); background: var(--raised); font-weight: 600; } .composer .primary { justify-self: end; }
.context { border-inline-start: 1px solid var(--line); padding: 16px; overflow: auto; } .context section { margin-block-end: 20px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; font-size: 13px; } dt { color: var(--muted); } dd { overflow-wrap: anywhere; }
.promise { margin-block-end: 12px; color: var(--text); font-weight: 400; } .promise-name { display: flex; justify-content: space-between; align-items: center; gap: 8px; } .promise summary { font-size: 12px; padding-block: 0; } .promise th { text-align: start; font-weight: 400; color: var(--muted); padding-inline-end: 8px; vertical-align: top; }
.actions { display: flex; flex-wrap: wrap; gap: 6px; margin-block-end: 4px; } .act { border-color: var(--line); background: var(--raised); padding: 2px 10px; font-size: 14px; } .act:hover { border-color: var(--muted); }
.under { display: flex; justify-content: space-between; align-items: center; gap: 8px; } .reasons { display: grid; gap: 10px; font-size: 13px; margin-block: 6px; } .passed { display: grid; gap: 4px; padding-inline-start: 8px; border-inline-start: 2px solid var(--line); } .why > summary { font-weight: 600; }
.asked { display: grid; gap: 12px; margin-block-start: 12px; } .field { display: grid; gap: 2px; font-size: 13px; color: var(--muted); } .field > * { color: var(--text); font-size: 15px; } .field span { color: var(--muted); font-size: 13px; } .field > span:first-child { display: block; } .field > span:first-child::first-letter { text-transform: uppercase; } .buttons { display: flex; justify-content: end; gap: 8px; } .problem { color: var(--late); } .problem:empty { display: none; } .more { display: grid; gap: 12px; } .more:empty { display: none; }
.macros { display: grid; gap: 2px; max-block-size: 50dvh; overflow: auto; } .macro { display: grid; inline-size: 100%; padding: 6px 8px; } .macro:hover { background: var(--raised); } .macro .muted { overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; } .others { border: 1px solid var(--line); border-radius: 10px; display: grid; gap: 8px; max-block-size: 50dvh; overflow: auto; } summary { cursor: pointer; color: var(--accent); padding-block: 4px; } .history li { font-size: 13px; padding-block: 2px; }
.status { grid-column: 1 / -1; padding: 4px 16px; background: var(--raised); border-block-start: 1px solid var(--line); } .status:empty { display: none; }
dialog { border: 1px solid var(--line); border-radius: 10px; background: var(--surface); color: var(--text); padding: 24px; inline-size: min(520px, calc(100vw - 24px)); box-shadow: 0 8px 32px rgb(0 0 0 / .3); } dialog::backdrop { background: rgb(0 0 0 / .35); } .keys { margin-block: 12px; } kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 6px; }
@media (max-width: 1100px) { .frame { grid-template-columns: 148px 280px minmax(0, 1fr); } .ticket { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; } .context { border-inline-start: 0; border-block-start: 1px solid var(--line); max-block-size: 34dvh; } }
@media (max-width: 720px) { .frame { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; } .rail { flex-direction: row; align-items: center; border-inline-end: 0; border-block-end: 1px solid var(--line); } .rail button { white-space: nowrap; min-block-size: 44px; inline-size: auto; } .rail h3 { display: none; } .take { margin: 0; }
  .ticket { display: none; } .reading .list, .reading .rail { display: none; } .reading .ticket { display: grid; grid-row: 1 / 3; overflow: auto; grid-template-rows: auto auto auto; } .reading .main, .context { overflow: visible; max-block-size: none; } .back { display: block; } .plain, .row { min-block-size: 44px; } }
@media (forced-colors: active) { .bubble { border: 1px solid; } }
@media (prefers-reduced-motion: no-preference) { .bubble { transition: opacity 120ms ease-out; } }
`);
