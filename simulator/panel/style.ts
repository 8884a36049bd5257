export const panelStyle = `
:root {
  color-scheme: light dark;
  --background: light-dark(#f6f5f2, #131311);
  --card: light-dark(#ffffff, #1d1c1a);
  --line: light-dark(#e3e0d8, #312f2b);
  --ink: light-dark(#171614, #f3f1ec);
  --muted: light-dark(#6a675f, #a19d93);
  --accent: light-dark(#2346d8, #7d98ff);
  --accent-soft: light-dark(#e8edff, #1a2142);
  --paid: light-dark(#0b7a43, #4fd08d);
  --paid-soft: light-dark(#e3f4ea, #12301f);
  --warning: light-dark(#9a4a06, #f2b36b);
  --warning-soft: light-dark(#fdf0df, #33230f);
  --danger: light-dark(#b3261e, #ff8a80);
  --on-accent: light-dark(#ffffff, #131311);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--background);
  color: var(--ink);
  font: 15px/1.45 'Inter Variable', Inter, system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3, p, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1 { font-size: 22px; }
h2 { font-size: 15px; }
[hidden] { display: none !important; }
.muted { color: var(--muted); }
.banner {
  padding: 8px 24px;
  background: var(--warning-soft);
  color: var(--warning);
  font-weight: 600;
  text-align: center;
}
header, main { max-width: 1120px; margin: 0 auto; padding: 16px 24px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; justify-content: space-between; padding-bottom: 0; }
main { display: grid; gap: 16px; padding-bottom: 48px; }
.gateway { display: flex; flex-wrap: wrap; gap: 16px; }
.control, .charge, .empty {
  padding: 16px;
  border: 1px solid var(--line);
  border-radius: 18px;
  background: var(--card);
}
.control { display: grid; gap: 12px; align-content: start; flex: 1 1 380px; }
.control#trouble { flex: 2 1 460px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; }
label { display: grid; gap: 4px; min-width: 0; flex: 1 1 140px; }
label + label { flex: 2 1 220px; }
label span { color: var(--muted); font-size: 13px; }
button, select, input {
  min-height: 40px;
  padding: 0 12px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--card);
  color: inherit;
  font: inherit;
  font-weight: 500;
}
select, input { width: 100%; min-width: 0; background: var(--background); }
button { cursor: pointer; white-space: nowrap; }
button:hover:not(:disabled) { border-color: var(--muted); }
button.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button.danger { color: var(--danger); }
button:disabled { opacity: 0.42; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.waiting { display: flex; gap: 12px; align-items: center; justify-content: space-between; padding-top: 12px; border-top: 1px solid var(--line); }
.waiting ul { display: grid; gap: 4px; }
#message { min-height: 22px; color: var(--muted); }
#message.wrong { color: var(--danger); }
.empty { margin-top: 12px; padding: 32px 16px; color: var(--muted); text-align: center; }
.charges { display: grid; gap: 12px; margin-top: 12px; }
.charge { display: grid; gap: 12px; }
.charge.child { margin-inline-start: 32px; }
.top { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
.top h3 { font-size: 18px; overflow-wrap: anywhere; }
.top .chip { margin-inline-start: auto; }
.chip { padding: 2px 12px; border-radius: 999px; background: var(--accent-soft); color: var(--accent); font-size: 13px; font-weight: 600; }
.chip[data-tone='paid'] { background: var(--paid-soft); color: var(--paid); }
.chip[data-tone='short'] { background: var(--warning-soft); color: var(--warning); }
.chip[data-tone='over'] { background: var(--ink); color: var(--background); }
.chip[data-tone='waiting'] { background: var(--background); color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); }
.facts { display: grid; grid-template-columns: 120px 170px 170px 120px 1fr; gap: 8px 16px; margin: 0; }
.facts div { display: grid; }
.facts dt { color: var(--muted); font-size: 13px; }
.facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.facts dd.address { font: 400 13px/1.7 'JetBrains Mono Variable', ui-monospace, monospace; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 8px 24px; }
.actions .row { align-items: center; }
details summary { width: fit-content; color: var(--muted); cursor: pointer; border-radius: 4px; }
details .actions { padding-top: 12px; }
details .row input { width: 150px; }
details .row select { width: 190px; }
@media (max-width: 940px) {
  .facts { display: flex; flex-wrap: wrap; gap: 8px 32px; }
}
@media (max-width: 560px) {
  header, main { padding-inline: 12px; }
  .charge.child { margin-inline-start: 12px; }
}
`
