// @ts-check
/** The look of the console, in light and dark, from a wide screen to a phone. */
export const look = new CSSStyleSheet();
look.replaceSync(`
:host { display: block; block-size: 100%; min-block-size: 320px; --surface: #fff; --raised: #f5f6f8; --text: #1b1f24; --muted: #57606a; --line: #d0d7de; --accent: var(--supportkit-accent, #1f5fbf);
  --accent-text: #fff; --warn: #9a4b00; --late: #b3261e; --ok: #1a6b3c; --note: #fff6dd; --desk: #e6eefb; color-scheme: light dark; font: 15px/1.5 var(--supportkit-font, system-ui, sans-serif); color: var(--text); background: var(--surface); }
@media (prefers-color-scheme: dark) { :host { --surface: #14181d; --raised: #1f252c; --text: #e9edf1; --muted: #a5afba; --line: #3b444e; --accent: var(--supportkit-accent, #7fb0ff); --accent-text: #0d1117; --warn: #ffb366; --late: #ff9e95; --ok: #7cd6a0; --note: #3a3217; --desk: #1f3556; } }
* { box-sizing: border-box; } [hidden] { display: none !important; }
.frame { block-size: 100%; display: grid; grid-template-columns: 168px 360px minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) auto; }
button, input, textarea { font: inherit; color: inherit; }
button { background: none; border: 1px solid transparent; border-radius: 6px; cursor: pointer; min-block-size: 32px; text-align: start; }
button:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
input, textarea { background: var(--surface); border: 1px solid var(--muted); border-radius: 6px; padding: 6px 8px; inline-size: 100%; }
h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; } ul, ol { list-style: none; }
h2 { font-size: 18px; font-weight: 600; overflow-wrap: anywhere; } h3 { font-size: 13px; font-weight: 600; color: var(--muted); margin-block-end: 4px; }
.muted { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
.rail { border-inline-end: 1px solid var(--line); background: var(--raised); padding: 8px; display: flex; flex-direction: column; gap: 2px; overflow: auto; }
.view { padding: 4px 8px; } .view[aria-current] { background: var(--surface); border-color: var(--line); font-weight: 600; }
.take, .primary { background: var(--accent); color: var(--accent-text); font-weight: 600; padding: 6px 16px; text-align: center; } .take { margin-block-end: 8px; }
.plain { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; padding: 2px 6px; }
.list { display: flex; flex-direction: column; border-inline-end: 1px solid var(--line); min-block-size: 0; }
.tools { display: flex; gap: 4px; padding: 8px; border-block-end: 1px solid var(--line); }
.scroller { overflow: auto; flex: 1; } .end { padding: 16px; text-align: center; }
.rows li { content-visibility: auto; contain-intrinsic-block-size: auto 68px; border-block-end: 1px solid var(--line); }
.row { display: grid; grid-template-columns: 40px 1fr; gap: 0 8px; inline-size: 100%; padding: 8px; border-radius: 0; }
.row:hover { background: var(--raised); } .row[aria-current] { background: var(--desk); }
.row .title { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .row .muted, .row .due { grid-column: 2; overflow-wrap: anywhere; }
.priority { font-weight: 600; font-size: 13px; border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; align-self: start; text-align: center; } .P1, .urgent { border-width: 2px; border-color: var(--late); }
.due { font-size: 13px; font-variant-numeric: tabular-nums; } .soon { color: var(--warn); font-weight: 600; } .late { color: var(--late); font-weight: 600; }
.ticket { display: grid; grid-template-columns: minmax(0, 1fr) 300px; grid-template-rows: auto minmax(0, 1fr); min-block-size: 0; }
.ticket .empty { padding: 48px; color: var(--muted); grid-column: 1 / -1; }
.head { grid-column: 1 / -1; display: flex; gap: 8px; align-items: center; padding: 8px 16px; border-block-end: 1px solid var(--line); flex-wrap: wrap; }
.state { border: 1px solid var(--line); border-radius: 10px; padding: 0 8px; font-size: 13px; } .back { display: none; min-inline-size: 44px; min-block-size: 44px; text-align: center; }
.main { overflow: auto; padding: 16px; display: flex; flex-direction: column; } .thread { flex: 1; max-inline-size: 72ch; }
.bubble { padding: 8px 12px; margin-block-end: 8px; border-radius: 10px; background: var(--raised); inline-size: fit-content; max-inline-size: 92%; }
.bubble.desk { background: var(--desk); margin-inline-start: auto; } .bubble.note { background: var(--note); border: 1px dashed var(--muted); } .waiting { opacity: .6; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; } a { color: var(--accent); overflow-wrap: anywhere; }
.composer { max-inline-size: 72ch; border: 1px solid var(--line); border-radius: 10px; padding: 8px; display: grid; gap: 8px; position: sticky; inset-block-end: 0; background: var(--surface); } .composer.note textarea { background: var(--note); }
.tab { padding: 2px 12px; } .tab[aria-pressed=true] { border-color: var(--line); background: var(--raised); font-weight: 600; } .composer .primary { justify-self: end; }
.context { border-inline-start: 1px solid var(--line); padding: 16px; overflow: auto; } .context section { margin-block-end: 20px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; font-size: 13px; } dt { color: var(--muted); } dd { overflow-wrap: anywhere; }
.promise { display: grid; grid-template-columns: 1fr auto; gap: 0 8px; color: var(--text); font-weight: 400; margin-block-end: 8px; } meter { inline-size: 100%; grid-column: 1 / -1; block-size: 10px; } .promise.late span + span { color: var(--late); font-weight: 600; } .promise time { grid-column: 1 / -1; }
.operation { display: inline-grid; gap: 4px; margin-inline-end: 4px; } summary { cursor: pointer; color: var(--accent); padding-block: 4px; } .history li { font-size: 13px; padding-block: 2px; }
.status { grid-column: 1 / -1; padding: 4px 16px; background: var(--raised); border-block-start: 1px solid var(--line); } .status:empty { display: none; }
dialog { border: 1px solid var(--line); border-radius: 10px; background: var(--surface); color: var(--text); padding: 24px; } .keys { margin-block: 12px; } kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 6px; }
@media (max-width: 1100px) { .frame { grid-template-columns: 132px 280px minmax(0, 1fr); } .ticket { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; } .context { border-inline-start: 0; border-block-start: 1px solid var(--line); max-block-size: 34dvh; } }
@media (max-width: 720px) { .frame { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; } .rail { flex-direction: row; border-inline-end: 0; border-block-end: 1px solid var(--line); } .rail button { white-space: nowrap; min-block-size: 44px; } .take { margin: 0; }
  .ticket { display: none; } .reading .list, .reading .rail { display: none; } .reading .ticket { display: grid; grid-row: 1 / 3; overflow: auto; grid-template-rows: auto auto auto; } .reading .main, .context { overflow: visible; max-block-size: none; } .back { display: block; } .plain, .row { min-block-size: 44px; } }
@media (forced-colors: active) { .bubble { border: 1px solid; } }
@media (prefers-reduced-motion: no-preference) { .bubble { transition: opacity 120ms ease-out; } }
`);
