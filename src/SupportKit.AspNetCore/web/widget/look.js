// @ts-check
/** The look of the panel: a sheet of its own, which a strict content security policy lets be, in light and dark. */
export const look = new CSSStyleSheet();
look.replaceSync(`
.panel { --surface: #fff; --raised: #f5f6f8; --text: #1b1f24; --muted: #57606a; --line: #d0d7de; --warn: #9a4b00; --late: #b3261e; --ok: #1a6b3c; --mine: #e6eefb;
  --radius: var(--supportkit-radius, 6px); color-scheme: light dark; position: fixed; inset-block-end: 16px; inset-inline-end: 16px; inline-size: 380px;
  block-size: min(640px, 100dvh - 32px); display: flex; flex-direction: column; background: var(--surface); color: var(--text); border: 1px solid var(--line);
  border-radius: 10px; box-shadow: 0 8px 40px rgb(0 0 0 / .28); overflow: hidden; animation: come 120ms ease-out; text-align: start; }
@media (prefers-color-scheme: dark) { .panel { --surface: #1b1f24; --raised: #262c33; --text: #e9edf1; --muted: #a5afba; --line: #454f5a; --warn: #ffb366; --late: #ff9e95;
  --ok: #7cd6a0; --mine: #1f3556; } :host { --accent: var(--supportkit-accent, #7fb0ff); --accent-text: var(--supportkit-accent-text, #0d1117); } }
@keyframes come { from { opacity: 0; translate: 0 8px; } }
@media (prefers-reduced-motion: reduce) { .panel { animation: none; } }
@media (max-width: 480px) { .panel { inset: 0; inline-size: auto; block-size: auto; border: 0; border-radius: 0; } }
.panel[hidden], [hidden] { display: none !important; }
.panel * { box-sizing: border-box; }
[dir=auto] { text-align: -webkit-match-parent; text-align: match-parent; }
header { display: flex; gap: 8px; align-items: center; padding: 8px; border-block-end: 1px solid var(--line); }
h2 { flex: 1; margin: 0; font-size: 15px; font-weight: 600; overflow-wrap: anywhere; outline: none; padding-inline: 4px; }
h3 { font-size: 13px; font-weight: 600; margin: 16px 0 4px; color: var(--muted); }
.body { flex: 1; overflow: auto; padding: 16px; overscroll-behavior: contain; }
p { margin: 0 0 8px; }
button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; border-radius: var(--radius); border: 1px solid transparent; min-block-size: 36px; }
button:disabled { cursor: default; opacity: .55; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h2:focus-visible { outline: none; }
.primary { background: var(--accent); color: var(--accent-text); font-weight: 600; padding: 8px 16px; inline-size: 100%; min-block-size: 44px; }
.plain { background: none; color: var(--accent); padding: 4px 8px; text-decoration: underline; text-underline-offset: 2px; }
.back, .close { background: none; font-size: 18px; inline-size: 44px; min-block-size: 44px; color: var(--text); }
.list, .files, .thread { list-style: none; margin: 0; padding: 0; }
.row { display: grid; gap: 0 8px; grid-template-columns: 1fr auto; inline-size: 100%; text-align: start; background: none; border: 0; border-block-end: 1px solid var(--line);
  border-radius: 0; padding: 12px 4px; min-block-size: 48px; align-items: center; }
.row:hover { background: var(--raised); }
.row .title { font-weight: 600; overflow-wrap: anywhere; }
.row .muted { grid-column: 1 / -1; }
.draft { border: 1px dashed var(--line); margin-block-end: 8px; padding-inline: 12px; }
.muted, .help, .hint { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
.state { font-size: 12px; border: 1px solid var(--line); border-radius: 10px; padding: 1px 8px; white-space: nowrap; }
.state.Pending { border-color: var(--warn); color: var(--warn); }
.state.Resolved, .state.Answered { border-color: var(--ok); color: var(--ok); }
.field { display: block; margin-block-end: 16px; }
.label { display: block; font-weight: 600; } .label::first-letter { text-transform: uppercase; }
.help { display: block; margin-block-end: 4px; }
input:not([type=checkbox]), select, textarea { inline-size: 100%; padding: 8px; border: 1px solid var(--muted); border-radius: var(--radius); background: var(--surface); field-sizing: content; min-block-size: 40px; }
textarea { resize: vertical; max-block-size: 40dvh; }
[aria-invalid=true] { border-color: var(--late); }
.check { display: flex; gap: 8px; margin-block-end: 16px; align-items: start; }
.drop { border: 1px dashed var(--line); border-radius: var(--radius); padding: 4px 8px; margin-block-end: 12px; }
.progress { margin-block-end: 12px; min-block-size: 48px; }
progress { inline-size: 100%; block-size: 6px; accent-color: var(--accent); }
.problem { color: var(--late); overflow-wrap: anywhere; }
.problem a { color: inherit; }
.offline { margin: 0; padding: 8px 16px; background: var(--raised); color: var(--warn); font-size: 13px; }
.number { font-size: 24px; font-weight: 600; }
.promise { padding-block-end: 8px; border-block-end: 1px solid var(--line); }
.promised { margin: 0 0 8px; padding-inline-start: 16px; }
.promised p { margin: 0; }
.promised strong { display: block; } .promised strong::first-letter { text-transform: uppercase; }
::placeholder { color: var(--muted); opacity: 1; }
.bubble { max-inline-size: 88%; margin-block: 8px; padding: 8px 12px; border-radius: 10px; background: var(--raised); inline-size: fit-content; }
.mine { background: var(--mine); margin-inline-start: auto; }
.waiting { opacity: .6; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
.file { color: var(--accent); display: block; padding-block: 6px; overflow-wrap: anywhere; }
.action { margin-block: 8px; }
.decision { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: center; padding: 4px 12px; margin-block: 8px; border-inline-start: 3px solid var(--accent); background: var(--raised); }
.decision > span:first-child { flex: 1 1 12em; overflow-wrap: anywhere; }
.acts { display: inline-flex; flex-wrap: wrap; margin-inline-start: auto; }
.person { white-space: nowrap; }
.said { display: block; }
.elsewhere { color: var(--text); padding: 8px 12px; border-inline-start: 3px solid var(--warn); background: var(--raised); font-size: 15px; }
textarea[rows="5"] { min-block-size: 8em; }
.alike { font-size: 13px; color: var(--muted); margin-block: -8px 12px; }
.alike button { display: block; text-align: start; }
.action span { display: block; }
summary { cursor: pointer; padding-block: 8px; color: var(--accent); }
.composer { margin-block-start: 12px; }
.composer textarea { margin-block-end: 8px; }
.bone { block-size: 44px; margin-block-end: 12px; border-radius: var(--radius); background: var(--raised); }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; min-block-size: 0; overflow: hidden; clip-path: inset(50%); padding: 0; border: 0; }
@media (forced-colors: active) { .state, .bubble { border: 1px solid; } }
`);
